"""Cypher that reads case conferences; each look-up is one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import itemgetter
from typing import LiteralString

from netsvc.cases.repository import maybe_moment, moment
from netsvc.graph.driver import Graph, Row
from netsvc.handover.conference_writes import MAY_NAME
from netsvc.handover.looping import read_way
from netsvc.handover.loops import LoopKind, Stop, StopKind

_CONFERENCE: LiteralString = (
    """
MATCH (k)-[:OF_CASE]->(c:Case)
OPTIONAL MATCH (m:Expert {id: $actor})
RETURN k { .id, .state, .kind, .openedAt, .decidedAt, .note, caseId: c.id, number: c.number,
  issueTypeId: head(COLLECT { MATCH (c)-[:ABOUT]->(t:IssueType) RETURN t.id }),
  ownerId: head(COLLECT { MATCH (c)-[:OWNED_BY]->(e:Expert) RETURN e.id }),
  openedById: head(COLLECT { MATCH (k)-[:OPENED_BY]->(e:Expert) RETURN e.id }),
  namedId: head(COLLECT { MATCH (k)-[:NAMED]->(e:Expert) RETURN e.id }),
  namedById: head(COLLECT { MATCH (k)-[:NAMED_BY]->(e:Expert) RETURN e.id }),
  networkIds: COLLECT { MATCH (k)-[:ASKS]->(n:MiniNetwork) RETURN n.id ORDER BY n.id },
  unitIds: COLLECT { MATCH (k)-[:ASKS]->(u:Unit) RETURN u.id ORDER BY u.id },
  stops: COLLECT {
    MATCH (k)-[:WENT]->(s:LoopStop)
    RETURN s { .step, .kind, .at,
      unitId: head(COLLECT { MATCH (s)-[:AT]->(u:Unit) RETURN u.id }),
      expertId: head(COLLECT { MATCH (s)-[:WITH]->(e:Expert) RETURN e.id })
    }
  },
  candidateIds: COLLECT {
    MATCH (k)-[:ASKS]->(x)
    MATCH (e:Expert)-[:IN_NETWORK|MEMBER_OF]->(x)
    WHERE e.active AND any(role IN e.roles WHERE role IN ['AGENT', 'EXPERT'])
    RETURN DISTINCT e.id ORDER BY e.id LIMIT 60
  },
  mayName: m IS NOT NULL AND ("""
    + MAY_NAME
    + """)
} AS conference ORDER BY conference.openedAt, conference.id
"""
)
ONE: LiteralString = "MATCH (k:Conference {id: $id})" + _CONFERENCE
OF_CASE: LiteralString = "MATCH (k:Conference)-[:OF_CASE]->(:Case {id: $case}) WITH k" + _CONFERENCE
OPEN_FOR: LiteralString = (
    """
MATCH (k:Conference {state: 'OPEN'})
MATCH (m:Expert {id: $actor})
WITH k, m WHERE """
    + MAY_NAME
    + " WITH k ORDER BY k.openedAt LIMIT 100 "
    + _CONFERENCE
)


class ConferenceState(StrEnum):
    """CLOSED: the case ended before anybody was named."""

    OPEN = "OPEN"
    DECIDED = "DECIDED"
    CLOSED = "CLOSED"


@dataclass(frozen=True)
class Conference:
    """``candidate_ids`` are those of whom one will usually be named; anybody may be."""

    id: str
    state: ConferenceState
    kind: LoopKind
    opened_at: datetime
    decided_at: datetime | None
    note: str | None
    case_id: str
    number: str
    issue_type_id: str | None
    owner_id: str | None
    opened_by_id: str | None
    named_id: str | None
    named_by_id: str | None
    network_ids: tuple[str, ...]
    unit_ids: tuple[str, ...]
    candidate_ids: tuple[str, ...]
    path: tuple[Stop, ...]
    may_name: bool


class ConferenceRepository:
    """Reads, as seen by ``actor``: whether they may name the owner."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def one(self, conference_id: str, actor: str) -> Conference | None:
        rows = await self._graph.read(ONE, id=conference_id, actor=actor)
        return _conference(rows[0]["conference"]) if rows else None

    async def of_case(self, case_id: str, actor: str) -> tuple[Conference, ...]:
        """Oldest first."""
        rows = await self._graph.read(OF_CASE, case=case_id, actor=actor)
        return tuple(_conference(row["conference"]) for row in rows)

    async def open_for(self, actor: str) -> tuple[Conference, ...]:
        """Those that wait for the person to name an owner, oldest first, at most 100."""
        rows = await self._graph.read(OPEN_FOR, actor=actor)
        return tuple(_conference(row["conference"]) for row in rows)

    async def path(self, case_id: str) -> tuple[Stop, ...]:
        """Where the case has been since it was opened or an owner was named."""
        way = await read_way(self._graph, case_id)
        return way.path if way else ()


def _conference(row: Row) -> Conference:
    return Conference(
        id=row["id"],
        state=ConferenceState(row["state"]),
        kind=LoopKind(row["kind"]),
        opened_at=moment(row["openedAt"]),
        decided_at=maybe_moment(row["decidedAt"]),
        note=row["note"],
        case_id=row["caseId"],
        number=row["number"],
        issue_type_id=row["issueTypeId"],
        owner_id=row["ownerId"],
        opened_by_id=row["openedById"],
        named_id=row["namedId"],
        named_by_id=row["namedById"],
        network_ids=tuple(row["networkIds"]),
        unit_ids=tuple(row["unitIds"]),
        candidate_ids=tuple(row["candidateIds"]),
        path=tuple(
            Stop(StopKind(one["kind"]), moment(one["at"]), one["expertId"], one["unitId"])
            for one in sorted(row["stops"], key=itemgetter("step"))
        ),
        may_name=row["mayName"],
    )
