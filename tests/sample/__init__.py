"""The whole sample organisation, as `make run` loads it; once, on the embedded line."""
