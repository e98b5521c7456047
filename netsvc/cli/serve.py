"""`netsvc serve`."""


def serve() -> None:
    """Placeholder until its room is built."""
