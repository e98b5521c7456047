"""Cypher that reads the outbox: one statement, however many people listen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import LiteralString

from netsvc.events.answers import EventKind, InboxEvent
from netsvc.graph.driver import Graph

AFTER: LiteralString = """
UNWIND $cursors AS cursor
CALL (cursor) {
  MATCH (v:Event) WHERE v.recipient = cursor.recipient AND v.seq > cursor.seq
  RETURN v ORDER BY v.seq LIMIT $limit
}
RETURN v.id AS id, v.recipient AS recipient, v.seq AS seq, v.kind AS kind, v.at AS at,
  v.handoverId AS handoverId, v.askId AS askId,
  v.networkId AS networkId
ORDER BY recipient, seq
"""
HEAD: LiteralString = """
OPTIONAL MATCH (e:Expert {id: $recipient}) RETURN coalesce(e.inboxSeq, 0) AS seq
"""


class EventRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def after(self, cursors: Mapping[str, int], *, limit: int = 200) -> list[InboxEvent]:
        """Events later than each recipient's cursor, in order, at most ``limit`` a recipient."""
        rows = await self._graph.read_once(
            AFTER,
            cursors=[{"recipient": id_, "seq": seq} for id_, seq in cursors.items()],
            limit=limit,
        )
        return [
            InboxEvent(
                id=row["id"],
                recipient=row["recipient"],
                seq=row["seq"],
                kind=EventKind(row["kind"]),
                at=row["at"].to_native().astimezone(UTC),
                handover_id=row["handoverId"],
                ask_id=row["askId"],
                network_id=row["networkId"],
            )
            for row in rows
        ]

    async def head(self, recipient: str) -> int:
        """The sequence number of the recipient's latest event; 0 before the first."""
        rows = await self._graph.read_once(HEAD, recipient=recipient)
        return int(rows[0]["seq"])
