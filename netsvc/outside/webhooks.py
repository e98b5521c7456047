"""Webhooks that administrators register and retire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import LiteralString

from netsvc.graph.driver import Graph, Row

LIST: LiteralString = """
MATCH (w:Webhook) WHERE $ids IS NULL OR w.id IN $ids
RETURN w { .id, .url, .kinds, .createdAt, .createdBy, .retiredAt } AS webhook
ORDER BY webhook.createdAt DESC, webhook.id LIMIT 200
"""
CREATE: LiteralString = """
CREATE (w:Webhook {id: $id, url: $url, kinds: $kinds, mark: $mark, createdAt: $at,
  createdBy: $actor})
RETURN w.id AS id
"""
RETIRE: LiteralString = """
MATCH (w:Webhook {id: $id}) WHERE w.retiredAt IS NULL
SET w.retiredAt = $at
WITH w
CALL (w) {
  MATCH (d:Delivery {state: 'WAITING'}) WHERE d.webhookId = w.id
  SET d.state = 'CANCELLED', d.dueAt = $at, d.endedAt = $at
  RETURN count(*) AS cancelled
}
RETURN w.id AS id, cancelled
"""
MARK: LiteralString = """
MATCH (w:Webhook {id: $id}) WHERE w.retiredAt IS NULL RETURN w.url AS url, w.mark AS mark
"""


@dataclass(frozen=True)
class Webhook:
    """A registered receiver; its secret is not among what is read."""

    id: str
    url: str
    kinds: tuple[str, ...]
    created_at: datetime
    created_by: str
    retired_at: datetime | None


class WebhookRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def webhooks(self, ids: Sequence[str] | None = None) -> list[Webhook]:
        """The latest first, at most 200."""
        rows = await self._graph.read(LIST, ids=None if ids is None else list(ids))
        return [_webhook(row["webhook"]) for row in rows]

    async def secret_mark(self, webhook_id: str) -> tuple[str, str] | None:
        """The URL and the mark of its secret; None where it is retired or unknown."""
        rows = await self._graph.read(MARK, id=webhook_id)
        return (rows[0]["url"], rows[0]["mark"]) if rows else None


def _webhook(raw: Row) -> Webhook:
    retired = raw["retiredAt"]
    return Webhook(
        raw["id"],
        raw["url"],
        tuple(raw["kinds"]),
        raw["createdAt"].to_native().astimezone(UTC),
        raw["createdBy"],
        retired and retired.to_native().astimezone(UTC),
    )
