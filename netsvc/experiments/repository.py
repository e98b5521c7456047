"""Cypher that reads pilots; each look-up is one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, LiteralString

import orjson

from netsvc.events.answers import Refusal, not_found
from netsvc.experiments.model import Decision, Draft, Experiment, LookTaken
from netsvc.experiments.plan import Plan
from netsvc.experiments.verdict import VerdictKind
from netsvc.graph.driver import Graph, Row, Tx

_EXPERIMENT: LiteralString = """
RETURN x { .id, .draft, .plan, .createdAt, .changedAt, .lockedAt, .endedAt, .endReason,
  .decidability, .verdict, .verdictByRule, .verdictReason, .verdictAt, .version, .source,
  leadId: head(COLLECT { MATCH (x)-[:LED_BY]->(e:Expert) RETURN e.id }),
  decidedBy: head(COLLECT { MATCH (x)-[:DECIDED_BY]->(e:Expert) RETURN e.id }),
  looks: COLLECT {
    MATCH (x)<-[:LOOK_OF]-(l:ExperimentLook)
    RETURN l { .number, .at, .hash, .report,
      byId: head(COLLECT { MATCH (l)-[:TAKEN_BY]->(e:Expert) RETURN e.id }) }
    ORDER BY l.number
  }
} AS experiment
"""
EXPERIMENTS: LiteralString = "MATCH (x:Experiment) WHERE x.id IN $ids" + _EXPERIMENT
HOLD: LiteralString = """
MATCH (x:Experiment {id: $id}) SET x._lock = true REMOVE x._lock
WITH x
RETURN x.id AS id
"""
ALL: LiteralString = (
    "MATCH (x:Experiment) WITH x ORDER BY x.createdAt DESC, x.id DESC LIMIT $limit" + _EXPERIMENT
)
# Who works in a unit that takes part, or is a member of a mini-network that is tried.
TOUCHING: LiteralString = (
    """
MATCH (e:Expert {id: $expert})
MATCH (x:Experiment) WHERE x.plan IS NOT NULL AND x.endedAt IS NULL AND (
  EXISTS { MATCH (e)-[:MEMBER_OF]->(:Unit)-[:PART_OF*0..12]->(:Unit)<-[:INVOLVES]-(x) }
  OR EXISTS { MATCH (e)-[:IN_NETWORK]->(:MiniNetwork)<-[:TRIES]-(x) })
WITH x ORDER BY x.lockedAt DESC, x.id DESC LIMIT 50"""
    + _EXPERIMENT
)
MEMBERS: LiteralString = """
MATCH (u:Unit) WHERE u.id IN $ids
RETURN u.id AS id, COLLECT {
  MATCH (e:Expert {active: true})-[:MEMBER_OF]->(:Unit)-[:PART_OF*0..12]->(u)
  RETURN DISTINCT e.id AS person ORDER BY person
} AS people
"""
NESTED: LiteralString = """
MATCH (u:Unit)-[:PART_OF*1..12]->(above:Unit) WHERE u.id IN $ids AND above.id IN $ids
RETURN u.id AS id, above.id AS above LIMIT 1
"""
NARROW: LiteralString = """
MATCH (t:IssueType) WHERE t.id IN $ids
MATCH (t)<-[:BROADER*0..3]-(n:IssueType)
RETURN DISTINCT n.id AS id ORDER BY id
"""
COVERED: LiteralString = """
MATCH (n:MiniNetwork)-[:COVERS]->(t:IssueType) WHERE n.id IN $ids
RETURN DISTINCT t.id AS id ORDER BY id
"""
NETWORK_PEOPLE: LiteralString = """
MATCH (e:Expert)-[:IN_NETWORK]->(n:MiniNetwork) WHERE n.id IN $ids
RETURN DISTINCT e.id AS id
"""
SHARED: LiteralString = """
MATCH (s:ExperimentShare {id: $id})-[:SHARES]->(x:Experiment)
RETURN x.id AS id, CASE WHEN s.withdrawnAt IS NOT NULL THEN 'withdrawn'
  WHEN s.expiresAt <= $at THEN 'expired' ELSE 'good' END AS state
"""
SHARES: LiteralString = """
MATCH (x:Experiment {id: $id})<-[:SHARES]-(s:ExperimentShare)
WHERE s.withdrawnAt IS NULL AND s.expiresAt > $at
RETURN s.id AS id, s.at AS at, s.expiresAt AS expiresAt ORDER BY s.at, s.id
"""
SHARE: LiteralString = """
MATCH (s:ExperimentShare {id: $id}) RETURN s.id AS id, s.at AS at, s.expiresAt AS expiresAt
"""
MOST = 500


@dataclass(frozen=True)
class Share:
    """A link by which anybody who has it reads one pilot until it runs out."""

    id: str
    at: datetime
    expires_at: datetime


class SharedState(StrEnum):
    GOOD = "good"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Shared:
    """What became of a link, and the pilot that it is to while it is good."""

    state: SharedState
    experiment_id: str | None = None


class ExperimentRepository:
    """Reads; unknown ids are left out of the answer."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def experiments(self, ids: Sequence[str]) -> dict[str, Experiment]:
        rows = await self._graph.read(EXPERIMENTS, ids=list(ids))
        return {row["experiment"]["id"]: _experiment(row["experiment"]) for row in rows}

    async def one(self, id_: str) -> Experiment | None:
        return (await self.experiments([id_])).get(id_)

    async def held(self, tx: Tx, id_: str) -> Experiment | Refusal:
        """The pilot, held until the transaction ends."""
        if await tx.one(HOLD, id=id_) is None:
            return not_found(id_)
        return _experiment((await tx.guarded(EXPERIMENTS, ids=[id_]))["experiment"])

    async def all(self) -> tuple[Experiment, ...]:
        """Latest first."""
        rows = await self._graph.read(ALL, limit=MOST)
        return tuple(_experiment(row["experiment"]) for row in rows)

    async def touching(self, expert_id: str) -> tuple[Experiment, ...]:
        """Locked pilots that have not ended and touch the person's work."""
        rows = await self._graph.read(TOUCHING, expert=expert_id)
        return tuple(_experiment(row["experiment"]) for row in rows)

    async def members(self, units: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The people at work in each unit and below it."""
        rows = await self._graph.read(MEMBERS, ids=list(units))
        return {row["id"]: tuple(row["people"]) for row in rows}

    async def nested(self, units: Sequence[str]) -> tuple[str, str] | None:
        """A unit among these that is part of another one among them."""
        rows = await self._graph.read(NESTED, ids=list(units))
        return (rows[0]["id"], rows[0]["above"]) if rows else None

    async def issue_types(self, named: Sequence[str], networks: Sequence[str]) -> tuple[str, ...]:
        """The named issue types and what is below them; what the networks cover, where none is."""
        asked = list(named)
        if not asked and networks:
            asked = [row["id"] for row in await self._graph.read(COVERED, ids=list(networks))]
        rows = await self._graph.read(NARROW, ids=asked)
        return tuple(row["id"] for row in rows)

    async def network_people(self, networks: Sequence[str]) -> frozenset[str]:
        rows = await self._graph.read(NETWORK_PEOPLE, ids=list(networks))
        return frozenset(row["id"] for row in rows)

    async def shared(self, share_id: str, at: datetime) -> Shared:
        """The pilot of a link that is still good, or why it is not."""
        rows = await self._graph.read(SHARED, id=share_id, at=at)
        state = SharedState(rows[0]["state"]) if rows else SharedState.UNKNOWN
        return Shared(state, rows[0]["id"] if state is SharedState.GOOD else None)

    async def share(self, share_id: str) -> Share | None:
        """A link, good or not."""
        rows = await self._graph.read(SHARE, id=share_id)
        return _share(rows[0]) if rows else None

    async def shares(self, id_: str, at: datetime) -> tuple[Share, ...]:
        rows = await self._graph.read(SHARES, id=id_, at=at)
        return tuple(_share(row) for row in rows)


def plan_from(text: str) -> Plan:
    """A plan as the graph keeps it."""
    return Plan.model_validate_json(text)


def plan_text(plan: Plan) -> str:
    return plan.model_dump_json(by_alias=True)


def _moment(value: Any) -> datetime:
    native: datetime = value.to_native()
    return native.astimezone(UTC)


def _maybe(value: Any) -> datetime | None:
    return None if value is None else _moment(value)


def _share(row: Row) -> Share:
    return Share(row["id"], _moment(row["at"]), _moment(row["expiresAt"]))


def _experiment(row: Row) -> Experiment:
    decided = row["verdict"]
    return Experiment(
        id=row["id"],
        ended=row["endedAt"] is not None,
        draft=Draft.from_json(row["draft"]),
        plan=plan_from(row["plan"]) if row["plan"] else None,
        lead_id=row["leadId"],
        created_at=_moment(row["createdAt"]),
        changed_at=_moment(row["changedAt"]),
        locked_at=_maybe(row["lockedAt"]),
        ended_at=_maybe(row["endedAt"]),
        end_reason=row["endReason"] or "",
        decidability=orjson.loads(row["decidability"]) if row["decidability"] else None,
        looks=tuple(
            LookTaken(
                look["number"],
                _moment(look["at"]),
                look["byId"],
                look["hash"],
                orjson.loads(look["report"]),
            )
            for look in row["looks"]
        ),
        decision=Decision(
            VerdictKind(decided),
            VerdictKind(row["verdictByRule"]),
            row["verdictReason"] or "",
            _moment(row["verdictAt"]),
            row["decidedBy"],
        )
        if decided
        else None,
        version=row["version"],
        source=row["source"],
    )
