"""The last dry run of the organisation, kept whole as its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

import orjson

from netsvc.graph.driver import Graph

# One is kept: what it said of an older history is of no use beside a newer one.
KEEP: LiteralString = """
MERGE (d:DryRun {id: 'last'})
SET d.at = $at, d.figures = $figures
RETURN d.id AS id
"""
LAST: LiteralString = "MATCH (d:DryRun {id: 'last'}) RETURN d.at AS at, d.figures AS figures"


@dataclass(frozen=True)
class KeptDryRun:
    """``figures`` are those of ``netsvc evaluate routing --json``; ``at`` is when it was run."""

    at: datetime
    figures: dict[str, Any]


class DryRunRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def keep(self, at: datetime, figures: dict[str, Any]) -> None:
        """Instead of the one before."""
        await self._graph.run(KEEP, at=at, figures=orjson.dumps(figures).decode())

    async def last(self) -> KeptDryRun | None:
        rows = await self._graph.read(LAST)
        if not rows:
            return None
        return KeptDryRun(rows[0]["at"].to_native(), orjson.loads(rows[0]["figures"]))
