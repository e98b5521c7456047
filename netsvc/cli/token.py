"""`netsvc token`."""


def token() -> None:
    """Placeholder until its room is built."""
