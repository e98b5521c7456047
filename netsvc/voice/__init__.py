"""The voice of the customer: their own verdict after a contact."""
