"""The hash chain of every case's audit records, and the walk that verifies it."""
