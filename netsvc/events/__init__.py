"""Commands run once, their outbox, and the live inbox that reads it."""
