"""Which mini-networks count at a moment, in Cypher; ``NetworkDetails.active_at`` says the same."""

from __future__ import annotations

from typing import LiteralString

ACTIVE: LiteralString = (
    "NOT coalesce(n.draft, false) AND coalesce(n.activeFrom <= $at, true) "
    "AND coalesce(n.activeTo > $at, true)"
)
"""Of the mini-network ``n`` at ``$at``: it has started and has not ended."""
