"""Network measures between units and people: pure functions on sparse matrices."""
