"""Cases of the graph as pilots see them: who opened them where, and how they ended.

Whether a case was resolved at first contact is decided by :mod:`netsvc.measures.facts`, so that a
pilot and the measures never mean two things by it.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString

from netsvc.experiments.cases import PilotCase
from netsvc.experiments.guards import Frozen, freeze_membership
from netsvc.experiments.plan import Plan, unit_of
from netsvc.graph.driver import Graph
from netsvc.measures.facts import (
    MOVED,
    CaseFact,
    RawCase,
    RawContact,
    RawLeg,
    case_facts,
)

_SCOPE: LiteralString = """
MATCH (c:Case) WHERE c.openedAt >= $from
MATCH (c)-[:ABOUT]->(t:IssueType) WHERE size($types) = 0 OR t.id IN $types
"""
# One row of lists a week, as the measures read: a record costs more on its way than its values.
CASES: LiteralString = (
    _SCOPE
    + """
OPTIONAL MATCH (c)-[:OF]->(k:Customer)
OPTIONAL MATCH (c)-[:OPENED_IN]->(u:Unit)
OPTIONAL MATCH (c)-[:OPENED_BY]->(a:Expert)
OPTIONAL MATCH (c)-[:RESOLVED_BY]->(e:Expert)
OPTIONAL MATCH (c)-[:RESOLVED_IN]->(v:Unit)
RETURN c.openedAt.epochMillis / 604800000 AS week,
  collect([c.id, c.openedAt.epochMillis, c.resolvedAt.epochMillis, c.state, k.id, t.id, u.id,
  a.id, e.id, v.id, c.excludedReason IS NOT NULL, coalesce(c.reopenCount, 0) > 0,
  c.excludedReason, COUNT { (:Redirect)-[:OF_CASE]->(c) },
  head(COLLECT { MATCH (r:Reopening)-[:OF_CASE]->(c) RETURN r.at.epochMillis ORDER BY r.at })
  ]) AS found
"""
)
CONTACTS: LiteralString = (
    _SCOPE
    + """
MATCH (n:Contact)-[:HOLDS]->(c)
OPTIONAL MATCH (n)-[:HANDLED_BY]->(e:Expert)
OPTIONAL MATCH (n)-[:AT]->(u:Unit)
RETURN c.openedAt.epochMillis / 604800000 AS week,
  collect([c.id, n.startedAt.epochMillis, n.endedAt.epochMillis, e.id, u.id]) AS found
"""
)
LEGS: LiteralString = (
    _SCOPE
    + """
MATCH (h:Handover)-[:OF_CASE]->(c)
OPTIONAL MATCH (h)-[:FROM]->(a:Expert)
OPTIONAL MATCH (h)-[:TO]->(b:Expert)
OPTIONAL MATCH (h)-[:FROM_UNIT]->(u:Unit)
OPTIONAL MATCH (h)-[:TO_UNIT]->(v:Unit)
RETURN c.openedAt.epochMillis / 604800000 AS week,
  collect([c.id, h.kind, h.state, h.offeredAt.epochMillis, h.decidedAt.epochMillis, a.id, b.id,
  u.id, v.id]) AS found
"""
)
PARENTS: LiteralString = """
MATCH (u:Unit) RETURN u.id AS id, head([(u)-[:PART_OF]->(p:Unit) | p.id]) AS parent
"""
_DEADLINE = 30.0


@dataclass(frozen=True)
class RawRow:
    """A case with what pilots need beyond the measures' raw case."""

    case: RawCase
    excluded_reason: str
    redirects: int
    reopened_at: int | None


@dataclass(frozen=True)
class Observed:
    """``cases`` that can be judged; ``unjudged``: the end of the first contact is not known;
    ``negative``: resolved before they were opened, a mistake of the log. Neither takes part; a
    report says how many they were."""

    cases: tuple[PilotCase, ...]
    unjudged: tuple[PilotCase, ...] = ()
    negative: tuple[PilotCase, ...] = ()


class ObservedRepository:
    """Reads cases; four statements whatever the number of cases."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def cases(
        self, since: datetime, issue_types: Sequence[str], members: Collection[str] = ()
    ) -> Observed:
        """Cases opened from ``since`` on about these issue types (all, where none is named).

        ``members`` of the mini-networks: a case used the network if one of them, in another unit,
        accepted it warm. A comparison unit that reaches them directly is contaminated.
        """
        rows = [
            await self._graph.read(
                statement,
                deadline=_DEADLINE,
                **{"from": since.astimezone(UTC), "types": list(issue_types)},
            )
            for statement in (CASES, CONTACTS, LEGS)
        ]
        lists = [[one for row in answer for one in row["found"]] for answer in rows]
        # a second of pure arithmetic with a large history: not on the event loop
        return await asyncio.to_thread(_build, lists, frozenset(members))

    async def parents(self) -> dict[str, str | None]:
        """The unit above each unit."""
        return {row["id"]: row["parent"] for row in await self._graph.read(PARENTS)}


def _build(lists: list[list[Any]], members: frozenset[str]) -> Observed:
    raw = {row[0]: RawRow(RawCase(*row[:12]), row[12] or "", row[13], row[14]) for row in lists[0]}
    contacts = [RawContact(*row) for row in lists[1]]
    legs = [RawLeg(*row) for row in lists[2]]
    return observe(raw.values(), contacts, legs, members)


def observe(
    rows: Collection[RawRow],
    contacts: Collection[RawContact],
    legs: Collection[RawLeg],
    members: frozenset[str],
) -> Observed:
    """Facts of cases as rows of a pilot."""
    redirects = [row.case.id for row in rows for _ in range(row.redirects)]
    facts = case_facts([row.case for row in rows], contacts, legs, redirects)
    used = {
        leg.case
        for leg in legs
        if leg.kind == "WARM"
        and leg.state in MOVED
        and leg.receiver in members
        and leg.from_unit != leg.to_unit
    }
    moved = Counter(leg.case for leg in legs if leg.state in MOVED)
    found: list[PilotCase] = []
    unjudged: list[PilotCase] = []
    negative: list[PilotCase] = []
    for row, fact in zip(rows, facts, strict=True):
        if not fact.judged:
            kept = unjudged
        elif row.case.resolved is not None and row.case.resolved < row.case.opened:
            kept = negative
        else:
            kept = found
        kept.append(_case(row, fact, used=row.case.id in used, handovers=moved[row.case.id]))
    return Observed(tuple(found), tuple(unjudged), tuple(negative))


def _case(row: RawRow, fact: CaseFact, *, used: bool, handovers: int) -> PilotCase:
    resolved = row.case.resolved
    back = None if resolved is None or fact.comeback is None else resolved + fact.comeback
    return PilotCase(
        case_id=row.case.id,
        unit=fact.unit,
        worker=min(fact.employees, default=""),
        issue_type=fact.issue_type,
        opened_at=_at(row.case.opened),
        resolved_at=None if resolved is None else _at(resolved),
        first_contact=fact.customer,
        strict=fact.strict,
        repeat_at=None if back is None else _at(back),
        reopened_at=None if row.reopened_at is None else _at(max(row.reopened_at, fact.at)),
        excluded_reason=row.excluded_reason,
        redirects=row.redirects,
        used_network=used,
        handovers=handovers,
    )


def _at(milliseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


@dataclass(frozen=True)
class Nameless:
    """Cases of a plan without the people who opened them: all that leaves this room.

    ``unit`` is the frozen one. ``moved`` and ``newcomers`` are counted while people are known;
    ``negative`` and ``unjudged`` of the plan's own units and weeks are left out.
    """

    cases: tuple[PilotCase, ...]
    moved: int
    newcomers: int
    negative: int = 0
    unjudged: int = 0


def nameless(plan: Plan, observed: Observed, parents: Mapping[str, str | None]) -> Nameless:
    """Freeze the membership, then forget the people; units below a unit of the plan belong to it.

    Cases of units outside the plan are left out; so are those before the baseline.
    """
    units = {unit_of(cluster) for cluster in plan.units}

    def belonging(cases: Sequence[PilotCase]) -> tuple[list[PilotCase], Frozen]:
        placed = [replace(case, unit=within(case.unit, units, parents)) for case in cases]
        kept = [case for case in placed if _inside(case, plan)]
        return kept, freeze_membership(kept, plan.membership, plan.units)

    kept, frozen = belonging(observed.cases)
    ordered = sorted(
        (case for case in kept if case.case_id in frozen.unit_of),
        key=lambda case: (case.opened_at, case.case_id),
    )
    return Nameless(
        tuple(
            replace(case, unit=frozen.unit_of[case.case_id], worker="", case_id=str(number))
            for number, case in enumerate(ordered, start=1)
        ),
        frozen.moved,
        frozen.newcomers,
        len(belonging(observed.negative)[1].unit_of),
        len(belonging(observed.unjudged)[1].unit_of),
    )


def within(unit: str, units: Collection[str], parents: Mapping[str, str | None]) -> str:
    """The one of ``units`` that the unit is or lies below; else the unit itself."""
    here: str | None = unit
    for _ in range(12):
        if here is None or here in units:
            break
        here = parents.get(here)
    return here if here in units and here is not None else unit


def _inside(case: PilotCase, plan: Plan) -> bool:
    day = case.opened_at.astimezone(plan.zone).date()
    right = not plan.issue_types or case.issue_type in plan.issue_types
    return right and plan.baseline_start <= day < plan.end
