"""What was promised beside what was measured, in the same words for every benchmark."""

from __future__ import annotations


class CannotRunError(Exception):
    """What a benchmark needs is not there; the message says what and where it comes from."""


def verdict(measured: float, limit: float, unit: str) -> str:
    """``at most 60 s: kept`` or ``at most 60 s: NOT KEPT``."""
    return f"at most {limit:g} {unit}: {kept(measured <= limit)}"


def kept(holds: bool) -> str:
    return "kept" if holds else "NOT KEPT"
