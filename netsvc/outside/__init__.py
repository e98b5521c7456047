"""What leaves the house: webhooks, notifications and answer links, each sent at least once."""
