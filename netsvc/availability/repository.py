"""Cypher of absences and of who stands in for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, LiteralString

from netsvc.availability.model import Absence, AbsenceKind
from netsvc.graph.driver import Graph, Row

_ABSENCE: LiteralString = """ { .id, .startsAt, .endsAt, .kind,
  backupId: head(COLLECT { MATCH (a)-[:BACKUP]->(b:Expert) RETURN b.id }) }"""
ABSENCES: LiteralString = (
    """
MATCH (e:Expert) WHERE e.id IN $ids
RETURN e.id AS id, COLLECT {
  MATCH (e)-[:HAS_ABSENCE]->(a:Absence) WHERE a.endsAt > $at
  RETURN a"""
    + _ABSENCE
    + """ ORDER BY a.startsAt, a.id
} AS absences
"""
)
BACKUPS: LiteralString = """
MATCH (e:Expert)-[:BACKED_UP_BY]->(b:Expert) WHERE e.id IN $ids RETURN e.id AS id, b.id AS backup
"""
RINGING: LiteralString = """
MATCH (h:Handover) WHERE h.state = 'OFFERED' AND h.expiresAt > $at AND h.kind = 'WARM'
MATCH (h)-[:TO]->(e:Expert) WHERE e.id IN $ids
RETURN e.id AS id, count(h) AS ringing
"""
# The lock on the person makes two windows plan one after the other.
LOCK: LiteralString = (
    """
MATCH (e:Expert {id: $actor}) SET e._lock = true REMOVE e._lock
WITH e
RETURN COLLECT {
    MATCH (e)-[:HAS_ABSENCE]->(a:Absence) WHERE a.endsAt > $at
    RETURN a"""
    + _ABSENCE
    + """
  } AS absences,
  head(COLLECT {
    MATCH (b:Expert {id: $backup}) RETURN { id: b.id, active: b.active, roles: b.roles }
  }) AS backup,
  head(COLLECT { MATCH (e)-[:BACKED_UP_BY]->(b:Expert) RETURN b.id }) AS standing
"""
)
PLAN: LiteralString = """
MATCH (e:Expert {id: $actor})
CREATE (e)-[:HAS_ABSENCE]->(a:Absence {id: $id, startsAt: $startsAt, endsAt: $endsAt, kind: $kind,
  plannedAt: $at})
WITH a
OPTIONAL MATCH (b:Expert {id: $backup})
FOREACH (_ IN CASE WHEN b IS NULL THEN [] ELSE [1] END | CREATE (a)-[:BACKUP]->(b))
RETURN a.id AS id
"""
FIND: LiteralString = (
    """
MATCH (e:Expert)-[:HAS_ABSENCE]->(a:Absence {id: $id})
SET e._lock = true REMOVE e._lock
WITH e, a
RETURN e.id AS expertId, a"""
    + _ABSENCE
    + " AS absence"
)
REMOVE: LiteralString = "MATCH (a:Absence {id: $id}) DETACH DELETE a"
END: LiteralString = "MATCH (a:Absence {id: $id}) SET a.endsAt = $at"
SET_BACKUP: LiteralString = """
MATCH (e:Expert {id: $actor})
OPTIONAL MATCH (e)-[old:BACKED_UP_BY]->()
DELETE old
WITH DISTINCT e
OPTIONAL MATCH (b:Expert {id: $backup})
FOREACH (_ IN CASE WHEN b IS NULL THEN [] ELSE [1] END | CREATE (e)-[:BACKED_UP_BY]->(b))
RETURN e.id AS id
"""


class AvailabilityRepository:
    """Reads, each one statement whatever the number of ids."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def absences(self, ids: Sequence[str], at: datetime) -> dict[str, tuple[Absence, ...]]:
        """By expert: what holds at ``at`` or is to come, earliest first."""
        rows = await self._graph.read(ABSENCES, ids=list(ids), at=at)
        return {
            row["id"]: tuple(absence_from(row["id"], raw) for raw in row["absences"])
            for row in rows
        }

    async def backups(self, ids: Sequence[str]) -> dict[str, str]:
        """The standing backup of each expert who has named one."""
        rows = await self._graph.read(BACKUPS, ids=list(ids))
        return {row["id"]: row["backup"] for row in rows}

    async def ringing(self, ids: Sequence[str], at: datetime) -> dict[str, int]:
        """How many warm offers wait for each; those who have none are left out."""
        rows = await self._graph.read(RINGING, ids=list(ids), at=at)
        return {row["id"]: row["ringing"] for row in rows}


def absence_from(expert_id: str, row: Row) -> Absence:
    return Absence(
        row["id"],
        expert_id,
        _moment(row["startsAt"]),
        _moment(row["endsAt"]),
        AbsenceKind(row["kind"]),
        row["backupId"],
    )


def _moment(value: Any) -> datetime:
    native: datetime = value.to_native()
    return native.astimezone(UTC)
