"""Cypher of verdicts; a case has one at most, which a constraint keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString

from netsvc.directory.model import Language
from netsvc.graph.driver import Graph, Row
from netsvc.voice.model import Said, Verdict, VerdictState, VerdictVia

_FIELDS: LiteralString = (
    "v { .id, .caseId, .state, .via, .solved, .repeated, .askedAt, .expiresAt } AS verdict"
)
OF_CASES: LiteralString = "MATCH (v:Verdict) WHERE v.caseId IN $ids RETURN " + _FIELDS
LOOK: LiteralString = (
    """
MATCH (c:Case {id: $case}) SET c._lock = true REMOVE c._lock
WITH c
OPTIONAL MATCH (v:Verdict {caseId: c.id})
RETURN c.state AS state, c.state = 'IN_CONTACT' AS inContact,
  head(COLLECT { MATCH (c)-[:OWNED_BY]->(e:Expert) RETURN e.id }) AS ownerId,
  COLLECT { MATCH (c)-[:OPENED_BY|RESOLVED_BY]->(e:Expert) RETURN e.id } AS handIds,
  """
    + _FIELDS
)
SAVE: LiteralString = """
MATCH (c:Case {id: $case})
MERGE (v:Verdict {caseId: c.id})
ON CREATE SET v.id = $id, v.askedAt = $at, v.source = 'service'
SET v.state = $state, v.via = $via, v.solved = $solved, v.repeated = $repeated,
  v.answeredAt = $answeredAt, v.expiresAt = $expiresAt
MERGE (v)-[:VERDICT_ON]->(c)
RETURN v.id AS id
"""
OF_LINK: LiteralString = (
    """
MATCH (v:Verdict {id: $id})-[:VERDICT_ON]->(c:Case)
RETURN c.language AS language, c.openedAt AS openedAt, """
    + _FIELDS
)


@dataclass(frozen=True)
class LinkedVerdict:
    """A question as its link shows it, in the language that the customer spoke."""

    verdict: Verdict
    language: Language
    contact_at: datetime


class VerdictRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def of_cases(self, ids: Sequence[str]) -> dict[str, Verdict]:
        """By case; those that nobody was asked about are left out."""
        rows = await self._graph.read(OF_CASES, ids=list(ids))
        return {row["verdict"]["caseId"]: verdict_from(row["verdict"]) for row in rows}

    async def of_link(self, verdict_id: str) -> LinkedVerdict | None:
        rows = await self._graph.read(OF_LINK, id=verdict_id)
        if not rows:
            return None
        row = rows[0]
        return LinkedVerdict(
            verdict_from(row["verdict"]),
            Language(row["language"] or "fi"),
            _moment(row["openedAt"]),
        )


def verdict_from(row: Row) -> Verdict:
    return Verdict(
        row["id"],
        row["caseId"],
        VerdictState(row["state"]),
        VerdictVia(row["via"]),
        Said(row["solved"], row["repeated"]),
        _moment(row["askedAt"]),
        _moment(row["expiresAt"]) if row["expiresAt"] else None,
    )


def _moment(value: Any) -> datetime:
    native: datetime = value.to_native()
    return native.astimezone(UTC)
