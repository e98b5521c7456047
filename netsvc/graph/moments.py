"""Moments on their way into the graph."""

from __future__ import annotations

from datetime import datetime
from typing import Any


def with_texts(value: Any) -> Any:
    """The same rows with each moment as text, as Cypher's ``datetime()`` reads it.

    For statements that write many rows: the driver takes longer to pack a moment than the database
    takes to write what it belongs to.
    """
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: with_texts(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [with_texts(one) for one in value]
    return value
