"""Asking an expert while keeping the case."""
