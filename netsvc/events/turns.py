"""Whose turn it is to do what only one of several processes should do at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import LiteralString

from netsvc.graph.driver import Graph
from netsvc.ids import new_id

# The lock comes before the look, so that of two processes that ask together one is told no.
TAKE: LiteralString = """
MERGE (t:BackgroundTurn {id: $id})
SET t._lock = true REMOVE t._lock
WITH t WHERE t.until IS NULL OR t.until <= $at OR t.holder = $holder
SET t.holder = $holder, t.until = $until
RETURN t.id AS id
"""


class Turn:
    """A lease of ``lasting``, taken again by who has it; it runs out with a process that dies."""

    def __init__(self, graph: Graph, id_: str, *, lasting: timedelta) -> None:
        self._graph = graph
        self._id = id_
        self._lasting = lasting
        self._holder = new_id()

    async def mine(self, at: datetime) -> bool:
        """Whether it is this process's turn from ``at`` on."""
        rows = await self._graph.run(
            TAKE, id=self._id, at=at, holder=self._holder, until=at + self._lasting
        )
        return bool(rows)
