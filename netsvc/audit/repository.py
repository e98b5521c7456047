"""Cypher that reads the audit records of cases, with the ends of their chains."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import LiteralString

from netsvc.audit.chain import GENESIS, Break, Head, Linked, Record, Shown, first_break
from netsvc.graph.driver import Graph, Row

PAGE = 200

_TRAIL: LiteralString = """
RETURN c.id AS caseId, c.source AS source, coalesce(c.auditSeq, 0) AS seq,
  coalesce(c.auditHash, '') AS hash,
  COLLECT {
    MATCH (a:Audit) WHERE a.caseId = c.id
    RETURN a { .id, .at, .actor, .action, .caseId, .handoverId, .fromState, .toState, .detail,
      .seen, .seq, .previous, .hash } ORDER BY a.seq, a.at, a.id
  } AS audits,
  COLLECT {
    MATCH (h:Handover)-[:OF_CASE]->(c)
    RETURN h { .id, .packet, .note, .why,
      order: head([(h)-[:IN_OFFERING]->(o:Offering) | o.order]) }
  } AS shown
"""
OF_CASE: LiteralString = (
    """
MATCH (c:Case {id: $id})
"""
    + _TRAIL
)
# Every case that the service ever wrote an audit of; sample and imported ones have none.
CHAINED: LiteralString = (
    """
MATCH (c:Case) WHERE c.id > $after AND (c.auditSeq IS NOT NULL
  OR EXISTS { MATCH (a:Audit) WHERE a.caseId = c.id })
WITH c ORDER BY c.id LIMIT $limit
"""
    + _TRAIL
    + "ORDER BY caseId"
)
UNCHAINED: LiteralString = """
MATCH (c:Case) WHERE c.auditSeq IS NULL AND NOT EXISTS { MATCH (a:Audit) WHERE a.caseId = c.id }
RETURN coalesce(split(c.source, ':')[0], 'unknown') AS source, count(*) AS cases ORDER BY source
"""
ORPHANS: LiteralString = """
MATCH (a:Audit) WHERE a.seq IS NOT NULL AND NOT EXISTS { MATCH (c:Case {id: a.caseId}) }
RETURN a.caseId AS caseId, min(a.seq) AS seq, count(*) AS records ORDER BY caseId LIMIT 100
"""
# who belongs to the case: whoever had it, opened it, or sent or received it
PEOPLE: LiteralString = """
MATCH (c:Case {id: $id})
RETURN EXISTS { MATCH (c)-[:OWNED_BY|OPENED_BY|RESOLVED_BY]->(:Expert {id: $person}) }
  OR EXISTS { MATCH (h:Handover)-[:OF_CASE]->(c) MATCH (h)-[:FROM|TO]->(:Expert {id: $person}) }
  AS own
"""


@dataclass(frozen=True)
class Trail:
    """A case's records: ``links`` in the chain, ``earlier`` ones from before chains were kept."""

    case_id: str
    source: str
    head: Head
    earlier: tuple[Record, ...]
    links: tuple[Linked, ...]
    shown: Mapping[str, Shown]

    def first_break(self) -> Break | None:
        """The first place where the chain, or what was shown with an offer, does not hold."""
        return first_break(self.case_id, self.head, self.links, self.shown)


class AuditRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def of_case(self, case_id: str) -> Trail | None:
        """The trail of one case; None where the case is unknown."""
        rows = await self._graph.read(OF_CASE, id=case_id)
        return _trail(rows[0]) if rows else None

    async def all(self, *, page: int = PAGE) -> AsyncIterator[Trail]:
        """The trails of all cases that have one, in order of the case's id."""
        after = ""
        while True:
            rows = await self._graph.read(CHAINED, after=after, limit=page, deadline=60.0)
            for row in rows:
                yield _trail(row)
            if len(rows) < page:
                return
            after = rows[-1]["caseId"]

    async def unchained(self) -> dict[str, int]:
        """How many cases have no audit at all, by the kind of their source."""
        rows = await self._graph.read(UNCHAINED, deadline=120.0)
        return {row["source"]: row["cases"] for row in rows}

    async def orphans(self) -> list[tuple[str, int]]:
        """Chained records whose case is gone: case id and their first number, at most 100 cases."""
        rows = await self._graph.read(ORPHANS, deadline=120.0)
        return [(row["caseId"], row["seq"]) for row in rows]

    async def is_own(self, case_id: str, person: str) -> bool:
        """Whether the person has, had, opened, sent or was offered the case."""
        rows = await self._graph.read(PEOPLE, id=case_id, person=person)
        return bool(rows and rows[0]["own"])


def _trail(row: Row) -> Trail:
    earlier: list[Record] = []
    links: list[Linked] = []
    for raw in row["audits"]:
        record = Record(
            raw["id"],
            raw["at"].to_native().astimezone(UTC),
            raw["actor"],
            raw["action"],
            raw["caseId"],
            raw["handoverId"],
            raw["fromState"] or "",
            raw["toState"] or "",
            raw["detail"] or "",
            raw["seen"] or "",
        )
        if raw["seq"] is None:
            earlier.append(record)
        else:
            links.append(Linked(record, raw["seq"], raw["previous"] or "", raw["hash"] or ""))
    head = Head(row["seq"], row["hash"] or GENESIS)
    shown = {
        raw["id"]: Shown(
            raw["packet"] or "", raw["note"] or "", raw["why"] or "", tuple(raw["order"] or ())
        )
        for raw in row["shown"]
    }
    source = row["source"] or "unknown"
    return Trail(row["caseId"], source, head, tuple(earlier), tuple(links), shown)
