"""Reads the facts of the measures: flat statements, times as milliseconds since 1970."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

from netsvc.directory.model import LocalText
from netsvc.graph.driver import Graph, Row
from netsvc.measures.facts import (
    DAY,
    Facts,
    RawCase,
    RawContact,
    RawLeg,
    case_facts,
    leg_facts,
)

_CASES = """
MATCH (c:Case)
RETURN c.id AS id, c.openedAt.epochMillis AS opened, c.resolvedAt.epochMillis AS resolved,
  c.state AS state, c.excludedReason IS NOT NULL AS excluded,
  head([(c)-[:OF]->(k:Customer) | k.id]) AS customer,
  head([(c)-[:ABOUT]->(t:IssueType) | t.id]) AS issueType,
  head([(c)-[:OPENED_IN]->(u:Unit) | u.id]) AS unit,
  head([(c)-[:OPENED_BY]->(e:Expert) | e.id]) AS openedBy,
  head([(c)-[:RESOLVED_BY]->(e:Expert) | e.id]) AS resolvedBy,
  head([(c)-[:RESOLVED_IN]->(u:Unit) | u.id]) AS resolvedIn
"""
_CONTACTS = """
MATCH (n:Contact)-[:HOLDS]->(c:Case)
RETURN c.id AS case, n.startedAt.epochMillis AS started, n.endedAt.epochMillis AS ended,
  head([(n)-[:HANDLED_BY]->(e:Expert) | e.id]) AS handledBy,
  head([(n)-[:AT]->(u:Unit) | u.id]) AS unit
"""
_LEGS = """
MATCH (h:Handover)-[:OF_CASE]->(c:Case)
RETURN c.id AS case, h.kind AS kind, h.state AS state, h.offeredAt.epochMillis AS offered,
  h.decidedAt.epochMillis AS decided,
  head([(h)-[:FROM]->(e:Expert) | e.id]) AS sender,
  head([(h)-[:TO]->(e:Expert) | e.id]) AS receiver,
  head([(h)-[:FROM_UNIT]->(u:Unit) | u.id]) AS fromUnit,
  head([(h)-[:TO_UNIT]->(u:Unit) | u.id]) AS toUnit
"""
_REDIRECTS = "MATCH (:Redirect)-[:OF_CASE]->(c:Case) RETURN c.id AS case"
_UNITS = """
MATCH (u:Unit) RETURN u.id AS id, u.nameFi AS fi, u.nameSv AS sv, u.nameEn AS en,
  head([(u)-[:PART_OF]->(p:Unit) | p.id]) AS parent
"""
_ISSUE_TYPES = """
MATCH (t:IssueType) RETURN t.id AS id, t.nameFi AS fi, t.nameSv AS sv, t.nameEn AS en,
  head([(t)-[:BROADER]->(p:IssueType) | p.id]) AS parent
"""
_DEADLINE = 60.0


class MeasuresRepository:
    """``window_days`` is the repeat window of first-contact resolution."""

    def __init__(
        self, graph: Graph, *, window_days: float = 7.0, clock: Callable[[], float] = time.time
    ) -> None:
        self._graph = graph
        self._window = int(window_days * DAY)
        self._clock = clock

    async def facts(self) -> Facts:
        """A snapshot; six statements, whatever the size."""
        now = int(self._clock() * 1000)
        rows = [
            await self._graph.read(statement, deadline=_DEADLINE)
            for statement in (_CASES, _CONTACTS, _LEGS, _REDIRECTS, _UNITS, _ISSUE_TYPES)
        ]
        # Seconds of pure arithmetic with a large history: not on the event loop.
        return await asyncio.to_thread(self._build, now, rows)

    def _build(self, now: int, rows: list[list[Row]]) -> Facts:
        case_rows, contact_rows, leg_rows, redirect_rows, unit_rows, type_rows = rows
        cases = [_case(row) for row in case_rows]
        legs = [_leg(row) for row in leg_rows]
        contacts = [
            RawContact(r["case"], r["started"], r["ended"], r["handledBy"], r["unit"])
            for r in contact_rows
        ]
        resolved_by = {case.id: case.resolved_by for case in cases}
        return Facts(
            now=now,
            window=self._window,
            cases=case_facts(cases, contacts, legs, [row["case"] for row in redirect_rows]),
            legs=leg_facts(legs, resolved_by),
            unit_names={row["id"]: _name(row) for row in unit_rows},
            unit_parents={row["id"]: row["parent"] for row in unit_rows},
            issue_type_names={row["id"]: _name(row) for row in type_rows},
            issue_type_parents={row["id"]: row["parent"] for row in type_rows},
        )


def _case(row: Mapping[str, Any]) -> RawCase:
    return RawCase(
        id=row["id"],
        opened=row["opened"],
        resolved=row["resolved"],
        state=row["state"],
        customer=row["customer"],
        issue_type=row["issueType"],
        unit=row["unit"],
        opened_by=row["openedBy"],
        resolved_by=row["resolvedBy"],
        resolved_in=row["resolvedIn"],
        excluded=row["excluded"],
    )


def _leg(row: Mapping[str, Any]) -> RawLeg:
    return RawLeg(
        case=row["case"],
        kind=row["kind"],
        state=row["state"],
        offered=row["offered"],
        decided=row["decided"],
        sender=row["sender"],
        receiver=row["receiver"],
        from_unit=row["fromUnit"],
        to_unit=row["toUnit"],
    )


def _name(row: Mapping[str, Any]) -> LocalText:
    fallback = row["fi"] or row["en"] or row["id"]
    return LocalText(fallback, row["sv"] or fallback, row["en"] or fallback)
