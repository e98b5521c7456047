"""netsvc: find who can resolve a customer's matter and hand it over directly, across silos."""

__version__ = "0.1.0"
