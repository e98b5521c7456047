"""Cypher over a person's evidence and contests of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, LiteralString

from netsvc.directory.counts import AREA_SUMS, RANK_KEY
from netsvc.evidence.model import (
    RECENT_DAYS,
    Contest,
    ContestKind,
    ContestState,
    EvidenceLine,
    OwnEvidence,
)
from netsvc.graph.driver import Graph, Row

PATIENCE = 20.0
"""Seconds: planned cold on a busy database, these take longer than a usual read may."""
_CONTEST: LiteralString = """
c { .id, .kind, .state, .reason, .at, .resolved, .received, .decidedAt, .decision,
  expert: head(COLLECT { MATCH (c)-[:CONTESTED_BY]->(x) RETURN x.id }),
  type: head(COLLECT { MATCH (c)-[:CONCERNS]->(x) RETURN x.id }),
  decider: head(COLLECT { MATCH (c)-[:DECIDED_BY]->(x) RETURN x.id }) }
"""
OWN: LiteralString = (
    """
MATCH (e:Expert {id: $actor})
CALL (e) {
  OPTIONAL MATCH (e)<-[:RESOLVED_BY]-(k:Case)-[:ABOUT]->(t:IssueType) WHERE k.resolvedAt >= $since
  WITH t, count(k) AS n WHERE t IS NOT NULL
  RETURN collect([t.id, n]) AS lately
}
RETURN COLLECT {
  MATCH (e)-[r:RESOLVES]->(t:IssueType) WHERE r.received > 0
  RETURN { type: t.id, resolved: r.resolved, received: r.received, notMine: r.notMine,
    medianHours: r.medianHours, lastAt: r.lastAt,
    recent: coalesce(head([one IN lately WHERE one[0] = t.id | one[1]]), 0),
    declared: coalesce(head(COLLECT { MATCH (e)-[d:DECLARES]->(t) RETURN d.level }), 0) }
  ORDER BY r.resolved DESC, t.id
} AS lines, COLLECT {
  MATCH (e)<-[:CONTESTED_BY]-(c:EvidenceContest)
  RETURN """
    + _CONTEST
    + """ ORDER BY c.at DESC, c.id LIMIT 50
} AS contests
"""
)
# Their supervisor (a manager of their unit or of one above it) or the owner of the issue type (a
# manager of a responsible unit or of one above it), and administrators; never the person.
# What is below the decider is collected first: asked for pair by pair, it is planned for seconds.
_BELOW: LiteralString = """
COLLECT { MATCH (m)-[:MEMBER_OF]->()<-[:PART_OF*0..12]-(u) RETURN u.id } AS below
"""
_MAY_DECIDE: LiteralString = """
(m.id <> e.id AND ($all
  OR EXISTS { MATCH (e)-[:MEMBER_OF]->(u) WHERE u.id IN below }
  OR EXISTS { MATCH (t)<-[:RESPONSIBLE_FOR]-(u) WHERE u.id IN below }))
"""
TO_DECIDE: LiteralString = (
    """
MATCH (m:Expert {id: $actor})
WITH m, """
    + _BELOW
    + """
MATCH (c:EvidenceContest {state: 'OPEN'})
MATCH (c)-[:CONTESTED_BY]->(e)
MATCH (c)-[:CONCERNS]->(t)
WITH m, below, c, e, t WHERE """
    + _MAY_DECIDE
    + "RETURN "
    + _CONTEST
    + " AS contest ORDER BY c.at, c.id LIMIT 200"
)
FIND: LiteralString = "MATCH (c:EvidenceContest {id: $id}) RETURN " + _CONTEST + " AS contest"
LOCK_LINE: LiteralString = """
MATCH (e:Expert {id: $actor}) SET e._lock = true REMOVE e._lock
WITH e
OPTIONAL MATCH (t:IssueType {id: $type})
OPTIONAL MATCH (e)-[r:RESOLVES]->(t)
RETURN t.id AS type, coalesce(r.resolved, 0) AS resolved, coalesce(r.received, 0) AS received,
  coalesce(t.retired, false) AS retired,
  EXISTS { (e)<-[:CONTESTED_BY]-(c:EvidenceContest)-[:CONCERNS]->(t) WHERE c.state = 'OPEN' }
    AS open,
  coalesce(head(COLLECT { MATCH (e)-[d:DECLARES]->(t) RETURN d.level }), 0) AS declared
"""
CONTEST: LiteralString = """
MATCH (e:Expert {id: $actor}), (t:IssueType {id: $type})
CREATE (c:EvidenceContest {id: $id, kind: $kind, state: 'OPEN', reason: $reason, at: $at,
  resolved: $resolved, received: $received})
CREATE (c)-[:CONTESTED_BY]->(e), (c)-[:CONCERNS]->(t)
RETURN c.id AS id
"""
LOCK_CONTEST: LiteralString = (
    """
MATCH (c:EvidenceContest {id: $id})-[:CONTESTED_BY]->(e:Expert), (c)-[:CONCERNS]->(t:IssueType)
SET c._lock = true, e._lock = true REMOVE c._lock, e._lock
WITH c, e, t
MATCH (m:Expert {id: $actor})
WITH c, e, t, m, """
    + _BELOW
    + """
RETURN c.state AS state, c.kind AS kind, e.id AS expert, t.id AS type, """
    + _MAY_DECIDE
    + " AS allowed"
)
DECIDE: LiteralString = """
MATCH (c:EvidenceContest {id: $id}), (m:Expert {id: $actor}) WHERE c.state = 'OPEN'
SET c.state = $state, c.decidedAt = $at, c.decision = $reason
CREATE (c)-[:DECIDED_BY]->(m)
RETURN c.id AS id
"""
# What was counted before the decision no longer counts; what comes after counts as ever.
CORRECT: LiteralString = (
    """
MATCH (e:Expert {id: $expert})-[r:RESOLVES]->(t:IssueType {id: $type})
SET r.resolved = CASE WHEN $all THEN 0 ELSE r.resolved END,
  r.medianHours = CASE WHEN $all THEN null ELSE r.medianHours END,
  r.lastAt = CASE WHEN $all THEN null ELSE r.lastAt END,
  r.weight = CASE WHEN $all THEN 0.0 ELSE r.weight END,
  r.contextKeys = CASE WHEN $all THEN null ELSE r.contextKeys END,
  r.contextCounts = CASE WHEN $all THEN null ELSE r.contextCounts END,
  r.contextWeights = CASE WHEN $all THEN null ELSE r.contextWeights END,
  r.notMine = 0, r.bounced = 0
SET r.received = r.resolved
SET r.rank = """
    + RANK_KEY
    + """
WITH e, t
OPTIONAL MATCH (t)-[:BROADER]->(b:IssueType)
OPTIONAL MATCH (e)-[s:RESOLVES]->(:IssueType)-[:BROADER]->(b)
WITH b, """
    + AREA_SUMS
    + "RETURN 1 AS corrected"
)
DECLARE: LiteralString = """
MATCH (e:Expert {id: $actor}), (t:IssueType {id: $type})
MERGE (e)-[d:DECLARES]->(t) SET d.level = $level, d.at = $at
RETURN d.level AS level
"""
UNDECLARE: LiteralString = """
MATCH (:Expert {id: $actor})-[d:DECLARES]->(:IssueType {id: $type}) DELETE d
RETURN 1 AS gone
"""
LEAVE_MAP: LiteralString = """
MATCH (e:Expert {id: $actor})
WITH e, coalesce(e.leftOutOfMap, false) AS before
SET e.leftOutOfMap = $left
RETURN before
"""


class EvidenceRepository:
    """Each look is one statement."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def own(self, expert_id: str, at: datetime) -> OwnEvidence:
        since = at - timedelta(days=RECENT_DAYS)
        rows = await self._graph.read(OWN, deadline=PATIENCE, actor=expert_id, since=since)
        if not rows:
            return OwnEvidence((), ())
        return OwnEvidence(
            tuple(_line(raw) for raw in rows[0]["lines"]),
            tuple(_contest(raw) for raw in rows[0]["contests"]),
        )

    async def to_decide(self, actor: str, *, administrator: bool) -> tuple[Contest, ...]:
        """Open contests that the person may decide, oldest first."""
        rows = await self._graph.read(TO_DECIDE, deadline=PATIENCE, actor=actor, all=administrator)
        return tuple(_contest(row["contest"]) for row in rows)

    async def contest(self, contest_id: str) -> Contest | None:
        rows = await self._graph.read(FIND, id=contest_id)
        return _contest(rows[0]["contest"]) if rows else None


def _line(raw: Row) -> EvidenceLine:
    return EvidenceLine(
        issue_type_id=raw["type"],
        resolved=raw["resolved"] or 0,
        received=raw["received"] or 0,
        not_mine=raw["notMine"] or 0,
        recent=raw["recent"],
        median_hours=raw["medianHours"],
        last_at=_time(raw["lastAt"]),
        declared_level=raw["declared"],
    )


def _contest(raw: Row) -> Contest:
    at = _time(raw["at"])
    if at is None:
        raise ValueError("a contest without its time")
    return Contest(
        id=raw["id"],
        expert_id=raw["expert"],
        issue_type_id=raw["type"],
        kind=ContestKind(raw["kind"]),
        state=ContestState(raw["state"]),
        reason=raw["reason"],
        at=at,
        resolved=raw["resolved"],
        received=raw["received"],
        decided_at=_time(raw["decidedAt"]),
        decided_by=raw["decider"],
        decision=raw["decision"],
    )


def _time(value: Any) -> datetime | None:
    if value is None:
        return None
    native: datetime = value.to_native()
    return native
