"""Offers, their state machine and the packet that travels with them."""
