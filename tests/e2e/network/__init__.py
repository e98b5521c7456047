"""The page Network in a house that is large enough for it to have something to show."""
