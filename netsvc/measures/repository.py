"""Reads the facts of the measures: flat statements, times as milliseconds since 1970."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog

from netsvc.directory.model import LocalText
from netsvc.directory.packets import packet_fields_from_json
from netsvc.graph.driver import Graph, Row
from netsvc.measures.asking import RawAsk, ask_facts
from netsvc.measures.facts import (
    DAY,
    Facts,
    RawCase,
    RawContact,
    RawLeg,
    RawPacket,
    case_facts,
    leg_facts,
    packet_facts,
)
from netsvc.measures.kept import SnapshotFile
from netsvc.measures.shortage import RawShortage, shortage_facts
from netsvc.measures.steps import RawRedirect, step_facts
from netsvc.measures.tree import tops
from netsvc.measures.verdicts import RawVerdict, verdict_facts

# Each answers with one row of lists a week: a record costs more on its way than its ten values
# do, and one record of everything would hold up whatever else the process does.
_CASES = """
MATCH (c:Case)
OPTIONAL MATCH (c)-[:OF]->(k:Customer)
OPTIONAL MATCH (c)-[:ABOUT]->(t:IssueType)
OPTIONAL MATCH (c)-[:OPENED_IN]->(u:Unit)
OPTIONAL MATCH (c)-[:OPENED_BY]->(a:Expert)
OPTIONAL MATCH (c)-[:RESOLVED_BY]->(e:Expert)
OPTIONAL MATCH (c)-[:RESOLVED_IN]->(v:Unit)
RETURN c.openedAt.epochMillis / 604800000 AS week,
  collect([c.id, c.openedAt.epochMillis, c.resolvedAt.epochMillis, c.state, k.id, t.id, u.id,
  a.id, e.id, v.id, c.excludedReason IS NOT NULL, coalesce(c.reopenCount, 0) > 0]) AS found
"""
_CONTACTS = """
MATCH (n:Contact)-[:HOLDS]->(c:Case)
OPTIONAL MATCH (n)-[:HANDLED_BY]->(e:Expert)
OPTIONAL MATCH (n)-[:AT]->(u:Unit)
RETURN n.startedAt.epochMillis / 604800000 AS week,
  collect([c.id, n.startedAt.epochMillis, n.endedAt.epochMillis, e.id, u.id]) AS found
"""
_LEGS = """
MATCH (h:Handover)-[:OF_CASE]->(c:Case)
OPTIONAL MATCH (h)-[:FROM]->(a:Expert)
OPTIONAL MATCH (h)-[:TO]->(b:Expert)
OPTIONAL MATCH (h)-[:FROM_UNIT]->(u:Unit)
OPTIONAL MATCH (h)-[:TO_UNIT]->(v:Unit)
RETURN h.offeredAt.epochMillis / 604800000 AS week,
  collect([c.id, h.kind, h.state, h.offeredAt.epochMillis, h.decidedAt.epochMillis, a.id, b.id,
  u.id, v.id, coalesce(h.bounced, false)]) AS found
"""
_PACKETS = """
MATCH (h:Handover)-[:OF_CASE]->(c:Case)
WHERE h.state IN ['ACCEPTED', 'RETURNED', 'FORWARDED'] AND size(coalesce(h.packetAsked, [])) > 0
OPTIONAL MATCH (c)-[:ABOUT]->(t:IssueType)
OPTIONAL MATCH (h)-[:FROM]->(a:Expert)
OPTIONAL MATCH (h)-[:TO]->(b:Expert)
RETURN h.offeredAt.epochMillis / 604800000 AS week,
  collect([h.offeredAt.epochMillis, t.id, a.id, b.id, h.packetAsked, coalesce(h.packetSkipped, []),
  coalesce(h.packetMarks, []), h.packetMarkedAt IS NOT NULL]) AS found
"""
_REDIRECTS = """
MATCH (r:Redirect)-[:OF_CASE]->(c:Case)
OPTIONAL MATCH (r)-[:BY]->(e:Expert)
OPTIONAL MATCH (r)-[:FROM_UNIT]->(u:Unit)
OPTIONAL MATCH (r)-[:TOWARD]->(v:Unit)
RETURN r.at.epochMillis / 604800000 AS week,
  collect([c.id, r.at.epochMillis, e.id, u.id, v.id]) AS found
"""
_ASKS = """
MATCH (a:Ask)-[:ASK_OF]->(c:Case)
OPTIONAL MATCH (a)-[:ASKED_BY]->(e:Expert)
OPTIONAL MATCH (a)-[:ASKED_IN]->(u:Unit)
OPTIONAL MATCH (a)-[:ASK_ABOUT]->(t:IssueType)
OPTIONAL MATCH (a)-[:ASKED_DURING]->(n:Contact)
WITH a, c, e, u, t, n, COLLECT {
  MATCH (a)<-[:REPLY_TO]-(r:AskReply)-[:REPLY_OF]->(x:Expert)
  RETURN [x.id, head(COLLECT { MATCH (r)-[:REPLY_IN]->(v:Unit) RETURN v.id }), r.state,
    coalesce(r.helped, false)]
} AS replies
RETURN a.askedAt.epochMillis / 604800000 AS week,
  collect([c.id, a.askedAt.epochMillis, a.answeredAt.epochMillis, a.helpedAt.epochMillis,
  n IS NOT NULL, n.endedAt.epochMillis, e.id, u.id, t.id, replies]) AS found
"""
# An offer that ran out before there were chains ended with nobody where nobody was asked after it.
_SHORTAGES = """
CALL () {
  MATCH (r:Redirect {reason: 'NOBODY_FREE'})-[:OF_CASE]->(c:Case)
  RETURN 'REDIRECTED' AS kind, c, r.at.epochMillis AS at, [] AS asked,
    head([(r)-[:BY]->(e:Expert) | e.id]) AS employee,
    head([(r)-[:TOWARD]->(u:Unit) | u.id] + [(r)-[:FROM_UNIT]->(u:Unit) | u.id]) AS unit
  UNION ALL
  MATCH (o:Offering {state: 'NOBODY_LEFT'})-[:HANDS_OVER]->(c:Case)
  WITH o, c, COLLECT {
    MATCH (o)<-[:IN_OFFERING]-(h:Handover) RETURN h ORDER BY h.offeredAt, h.id
  } AS legs
  RETURN 'NOBODY_TOOK' AS kind, c, o.endedAt.epochMillis AS at,
    COLLECT { UNWIND legs AS h MATCH (h)-[:TO]->(e:Expert) RETURN DISTINCT e.id } AS asked,
    head(COLLECT { UNWIND legs AS h MATCH (h)-[:FROM]->(e:Expert) RETURN e.id }) AS employee,
    head(COLLECT { UNWIND legs AS h MATCH (h)-[:TO_UNIT]->(u:Unit) RETURN u.id }) AS unit
  UNION ALL
  MATCH (h:Handover {state: 'EXPIRED'})-[:OF_CASE]->(c:Case)
  WHERE NOT EXISTS { (h)-[:IN_OFFERING]->(:Offering) } AND NOT EXISTS {
    MATCH (later:Handover)-[:OF_CASE]->(c) WHERE later.offeredAt > h.offeredAt
  }
  RETURN 'NOBODY_TOOK' AS kind, c,
    coalesce(h.decidedAt, h.expiresAt, h.offeredAt).epochMillis AS at,
    [(h)-[:TO]->(e:Expert) | e.id] AS asked, head([(h)-[:FROM]->(e:Expert) | e.id]) AS employee,
    head([(h)-[:TO_UNIT]->(u:Unit) | u.id]) AS unit
}
RETURN at / 604800000 AS week,
  collect([kind, c.id, at, employee, head([(c)-[:ABOUT]->(t:IssueType) | t.id]),
  coalesce(unit, head([(c)-[:OPENED_IN]->(u:Unit) | u.id])), asked]) AS found
"""
_VERDICTS = """
MATCH (v:Verdict)-[:VERDICT_ON]->(c:Case)
RETURN v.askedAt.epochMillis / 604800000 AS week,
  collect([v.askedAt.epochMillis, v.state, v.solved, v.repeated, v.expiresAt.epochMillis,
  head([(c)-[:OPENED_BY]->(e:Expert) | e.id]), head([(c)-[:OPENED_IN]->(u:Unit) | u.id]),
  head([(c)-[:ABOUT]->(t:IssueType) | t.id])]) AS found
"""
_MEMBERS = """
MATCH (e:Expert)-[m:MEMBER_OF]->(u:Unit)
WITH e, u ORDER BY m.since, u.id
RETURN collect([e.id, u.id]) AS found
"""
_UNITS = """
MATCH (u:Unit) RETURN u.id AS id, u.nameFi AS fi, u.nameSv AS sv, u.nameEn AS en,
  u.timeZone AS zone,
  head([(u)-[:PART_OF]->(p:Unit) | p.id]) AS parent
"""
_ISSUE_TYPES = """
MATCH (t:IssueType) RETURN t.id AS id, t.nameFi AS fi, t.nameSv AS sv, t.nameEn AS en,
  t.packetFields AS fields, head(COLLECT {
    MATCH (t)<-[:RESPONSIBLE_FOR]-(u:Unit) RETURN u.id ORDER BY u.id
  }) AS responsible,
  head([(t)-[:BROADER]->(p:IssueType) | p.id]) AS parent
"""
_LEFT_OUT = "MATCH (e:Expert) WHERE e.leftOutOfMap RETURN e.id AS id"
_IS_LEFT_OUT = """
MATCH (e:Expert {id: $id}) RETURN coalesce(e.leftOutOfMap, false) AS out
"""
# from the count store: no case is looked at
_HOW_MANY = "MATCH (c:Case) RETURN count(c) AS cases"
_DEADLINE = 60.0
_log = structlog.get_logger("netsvc.measures")


class MeasuresRepository:
    """``window_days`` is the repeat window of first-contact resolution.

    What is read is kept in ``file``, where there is one.
    """

    def __init__(
        self,
        graph: Graph,
        *,
        window_days: float = 7.0,
        clock: Callable[[], float] = time.time,
        file: SnapshotFile | None = None,
    ) -> None:
        self._file = file
        self._graph = graph
        self._window = int(window_days * DAY)
        self._clock = clock

    async def facts(self) -> Facts:
        """A snapshot; twelve statements, whatever the size."""
        now = int(self._clock() * 1000)
        rows = [
            await self._graph.read(statement, deadline=_DEADLINE)
            for statement in (
                _CASES,
                _CONTACTS,
                _LEGS,
                _REDIRECTS,
                _ASKS,
                _PACKETS,
                _SHORTAGES,
                _VERDICTS,
                _MEMBERS,
                _UNITS,
                _ISSUE_TYPES,
                _LEFT_OUT,
            )
        ]
        # Seconds of pure arithmetic with a large history: not on the event loop.
        facts = await asyncio.to_thread(self._build, now, rows)
        if self._file is not None:
            try:
                await asyncio.to_thread(self._file.save, now, len(facts.cases), rows)
            except OSError as error:
                # the figures are there all the same
                _log.warning("snapshot_not_kept", reason=error.strerror)
        return facts

    async def kept(self) -> Facts | None:
        """The snapshot that was kept, dated as it was; None where there is none to be used.

        Cases are never deleted: a graph that holds fewer than the snapshot is another one.
        """
        if self._file is None:
            return None
        found = await asyncio.to_thread(self._file.load)
        if found is None:
            return None
        (there,) = await self._graph.read(_HOW_MANY)
        if there["cases"] < found.head.cases:
            _log.warning("snapshot_not_used", reason="of another database")
            return None
        rows = [list(answer) for answer in found.rows]
        return await asyncio.to_thread(self._build, found.head.now, rows)

    async def is_left_out(self, expert_id: str) -> bool:
        """Whether the person has asked by now that their position is not worked out."""
        rows = await self._graph.read(_IS_LEFT_OUT, id=expert_id)
        return bool(rows and rows[0]["out"])

    def _build(self, now: int, rows: list[list[Row]]) -> Facts:
        found = [[one for row in answer for one in row["found"]] for answer in rows[:9]]
        units, types, left_out = rows[9:]
        # by id: a case with two units, should there be one, is still one case
        cases = list({row[0]: RawCase(*row) for row in reversed(found[0])}.values())
        contacts = [RawContact(*row) for row in found[1]]
        legs = [RawLeg(*row) for row in found[2]]
        asks = [RawAsk.of(row) for row in found[4]]
        answered = {ask.case for ask in asks if ask.answered is not None}
        packets = [RawPacket(*row) for row in found[5]]
        broader = {row["id"]: row["parent"] for row in types}
        redirects = [RawRedirect(*row) for row in found[3]]
        parents = {row["id"]: row["parent"] for row in units}
        resolved_by = {case.id: case.resolved_by for case in cases}
        return Facts(
            now=now,
            window=self._window,
            cases=case_facts(cases, contacts, legs, [one.case for one in redirects], answered),
            legs=leg_facts(legs, resolved_by),
            asks=ask_facts(asks),
            shortages=shortage_facts(
                map(RawShortage.of, found[6]),
                responsible={row["id"]: row["responsible"] for row in types},
                broader=broader,
                zones={row["id"]: row["zone"] for row in units},
            ),
            steps=step_facts(
                cases, legs, redirects, asks, silo_of=tops(parents), window=self._window
            ),
            members=dict(reversed(found[8])),
            left_out=frozenset(row["id"] for row in left_out),
            verdicts=verdict_facts((RawVerdict(*row) for row in found[7]), now),
            sent_fields=packet_facts(packets, by_receiver=False),
            received_fields=packet_facts(packets, by_receiver=True),
            field_names={
                field.name: field.label
                for row in types
                for field in packet_fields_from_json(row["fields"])
            },
            unit_names={row["id"]: _name(row) for row in units},
            unit_parents=parents,
            issue_type_names={row["id"]: _name(row) for row in types},
            issue_type_parents=broader,
        )


def _name(row: Row) -> LocalText:
    fallback = row["fi"] or row["en"] or row["id"]
    return LocalText(fallback, row["sv"] or fallback, row["en"] or fallback)
