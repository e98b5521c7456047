"""Short notes on an issue type, shown to whoever has the next such matter."""
