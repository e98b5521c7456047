"""Cases, contacts and redirects: what happens to one matter of one customer."""
