"""The Cypher behind the facts: of the whole history, or of some cases of it.

Every row begins with the id of its case, so that the rows of a case can be put in place of those
that were read before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString

_SOME: LiteralString = "UNWIND $cases AS id MATCH (c:Case {id: id})"
# Each answers with one row of lists a week: a record costs more on its way than its ten values
# do, and one record of everything would hold up whatever else the process does.
_CASES: LiteralString = """
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
_CONTACTS: LiteralString = """
MATCH (n:Contact)-[:HOLDS]->(c)
OPTIONAL MATCH (n)-[:HANDLED_BY]->(e:Expert)
OPTIONAL MATCH (n)-[:AT]->(u:Unit)
RETURN n.startedAt.epochMillis / 604800000 AS week,
  collect([c.id, n.startedAt.epochMillis, n.endedAt.epochMillis, e.id, u.id]) AS found
"""
_LEGS: LiteralString = """
MATCH (h:Handover)-[:OF_CASE]->(c)
OPTIONAL MATCH (h)-[:FROM]->(a:Expert)
OPTIONAL MATCH (h)-[:TO]->(b:Expert)
OPTIONAL MATCH (h)-[:FROM_UNIT]->(u:Unit)
OPTIONAL MATCH (h)-[:TO_UNIT]->(v:Unit)
RETURN h.offeredAt.epochMillis / 604800000 AS week,
  collect([c.id, h.kind, h.state, h.offeredAt.epochMillis, h.decidedAt.epochMillis, a.id, b.id,
  u.id, v.id, coalesce(h.bounced, false)]) AS found
"""
_PACKETS: LiteralString = """
MATCH (h:Handover)-[:OF_CASE]->(c)
WHERE h.state IN ['ACCEPTED', 'RETURNED', 'FORWARDED'] AND size(coalesce(h.packetAsked, [])) > 0
OPTIONAL MATCH (c)-[:ABOUT]->(t:IssueType)
OPTIONAL MATCH (h)-[:FROM]->(a:Expert)
OPTIONAL MATCH (h)-[:TO]->(b:Expert)
OPTIONAL MATCH (h)-[:FROM_UNIT]->(u:Unit)
OPTIONAL MATCH (h)-[:TO_UNIT]->(v:Unit)
RETURN h.offeredAt.epochMillis / 604800000 AS week,
  collect([c.id, h.offeredAt.epochMillis, t.id, a.id, b.id, h.packetAsked,
  coalesce(h.packetSkipped, []), coalesce(h.packetMarks, []),
  h.packetMarkedAt IS NOT NULL, u.id, v.id]) AS found
"""
_REDIRECTS: LiteralString = """
MATCH (r:Redirect)-[:OF_CASE]->(c)
OPTIONAL MATCH (r)-[:BY]->(e:Expert)
OPTIONAL MATCH (r)-[:FROM_UNIT]->(u:Unit)
OPTIONAL MATCH (r)-[:TOWARD]->(v:Unit)
RETURN r.at.epochMillis / 604800000 AS week,
  collect([c.id, r.at.epochMillis, e.id, u.id, v.id]) AS found
"""
_ASKS: LiteralString = """
MATCH (a:Ask)-[:ASK_OF]->(c)
OPTIONAL MATCH (a)-[:ASKED_BY]->(e:Expert)
OPTIONAL MATCH (a)-[:ASKED_IN]->(u:Unit)
OPTIONAL MATCH (a)-[:ASK_ABOUT]->(t:IssueType)
OPTIONAL MATCH (a)-[:ASKED_DURING]->(n:Contact)
WITH a, c, e, u, t, n, COLLECT {
  MATCH (a)<-[:REPLY_TO]-(r:AskReply)-[:REPLY_OF]->(x:Expert)
  RETURN [x.id, head(COLLECT { MATCH (r)-[:REPLY_IN]->(v:Unit) RETURN v.id }), r.state,
    coalesce(r.helped, false)] ORDER BY r.id
} AS replies
RETURN a.askedAt.epochMillis / 604800000 AS week,
  collect([c.id, a.askedAt.epochMillis, a.answeredAt.epochMillis, a.helpedAt.epochMillis,
  n IS NOT NULL, n.endedAt.epochMillis, e.id, u.id, t.id, replies]) AS found
"""
# An offer that ran out before there were chains ended with nobody where nobody was asked after it.
_SHORTAGES: LiteralString = """ {
  MATCH (r:Redirect {reason: 'NOBODY_FREE'})-[:OF_CASE]->(c)
  RETURN 'REDIRECTED' AS kind, c AS k, r.at.epochMillis AS at, [] AS asked,
    head([(r)-[:BY]->(e:Expert) | e.id]) AS employee,
    head([(r)-[:TOWARD]->(u:Unit) | u.id] + [(r)-[:FROM_UNIT]->(u:Unit) | u.id]) AS unit
  UNION ALL
  MATCH (o:Offering {state: 'NOBODY_LEFT'})-[:HANDS_OVER]->(c)
  WITH o, c, COLLECT {
    MATCH (o)<-[:IN_OFFERING]-(h:Handover) RETURN h ORDER BY h.offeredAt, h.id
  } AS legs
  RETURN 'NOBODY_TOOK' AS kind, c AS k, o.endedAt.epochMillis AS at,
    COLLECT { UNWIND legs AS h MATCH (h)-[:TO]->(e:Expert) RETURN DISTINCT e.id } AS asked,
    head(COLLECT { UNWIND legs AS h MATCH (h)-[:FROM]->(e:Expert) RETURN e.id }) AS employee,
    head(COLLECT { UNWIND legs AS h MATCH (h)-[:TO_UNIT]->(u:Unit) RETURN u.id }) AS unit
  UNION ALL
  MATCH (h:Handover {state: 'EXPIRED'})-[:OF_CASE]->(c)
  WHERE NOT EXISTS { (h)-[:IN_OFFERING]->(:Offering) } AND NOT EXISTS {
    MATCH (later:Handover)-[:OF_CASE]->(c) WHERE later.offeredAt > h.offeredAt
  }
  RETURN 'NOBODY_TOOK' AS kind, c AS k,
    coalesce(h.decidedAt, h.expiresAt, h.offeredAt).epochMillis AS at,
    [(h)-[:TO]->(e:Expert) | e.id] AS asked, head([(h)-[:FROM]->(e:Expert) | e.id]) AS employee,
    head([(h)-[:TO_UNIT]->(u:Unit) | u.id]) AS unit
}
RETURN at / 604800000 AS week,
  collect([k.id, kind, at, employee, head([(k)-[:ABOUT]->(t:IssueType) | t.id]),
  coalesce(unit, head([(k)-[:OPENED_IN]->(u:Unit) | u.id])), asked]) AS found
"""
_VERDICTS: LiteralString = """
MATCH (v:Verdict)-[:VERDICT_ON]->(c)
RETURN v.askedAt.epochMillis / 604800000 AS week,
  collect([c.id, v.askedAt.epochMillis, v.state, v.solved, v.repeated, v.expiresAt.epochMillis,
  head([(c)-[:OPENED_BY]->(e:Expert) | e.id]), head([(c)-[:OPENED_IN]->(u:Unit) | u.id]),
  head([(c)-[:ABOUT]->(t:IssueType) | t.id])]) AS found
"""


@dataclass(frozen=True)
class Statement:
    """One kind of rows: of everything, or of ``$cases``."""

    whole: LiteralString
    some: LiteralString


HISTORY: Mapping[str, Statement] = {
    "cases": Statement("MATCH (c:Case)" + _CASES, _SOME + _CASES),
    "contacts": Statement(_CONTACTS, _SOME + _CONTACTS),
    "legs": Statement(_LEGS, _SOME + _LEGS),
    "redirects": Statement(_REDIRECTS, _SOME + _REDIRECTS),
    "asks": Statement(_ASKS, _SOME + _ASKS),
    "packets": Statement(_PACKETS, _SOME + _PACKETS),
    "shortages": Statement("CALL ()" + _SHORTAGES, _SOME + " CALL (c)" + _SHORTAGES),
    "verdicts": Statement(_VERDICTS, _SOME + _VERDICTS),
}

MEMBERS: LiteralString = """
MATCH (e:Expert)-[m:MEMBER_OF]->(u:Unit)
WITH e, u ORDER BY m.since, u.id
RETURN collect([e.id, u.id]) AS found
"""
UNITS: LiteralString = """
MATCH (u:Unit) RETURN u.id AS id, u.nameFi AS fi, u.nameSv AS sv, u.nameEn AS en,
  u.timeZone AS zone,
  head([(u)-[:PART_OF]->(p:Unit) | p.id]) AS parent ORDER BY u.id
"""
ISSUE_TYPES: LiteralString = """
MATCH (t:IssueType) RETURN t.id AS id, t.nameFi AS fi, t.nameSv AS sv, t.nameEn AS en,
  t.packetFields AS fields, head(COLLECT {
    MATCH (t)<-[:RESPONSIBLE_FOR]-(u:Unit) RETURN u.id ORDER BY u.id
  }) AS responsible,
  head([(t)-[:BROADER]->(p:IssueType) | p.id]) AS parent ORDER BY t.id
"""
LEFT_OUT: LiteralString = "MATCH (e:Expert) WHERE e.leftOutOfMap RETURN e.id AS id ORDER BY e.id"
IS_LEFT_OUT: LiteralString = """
MATCH (e:Expert {id: $id}) RETURN coalesce(e.leftOutOfMap, false) AS out
"""
PEOPLE_OF_UNIT: LiteralString = """
MATCH (u:Unit {id: $unit})
RETURN COLLECT {
  MATCH (u)<-[:MEMBER_OF]-(e:Expert)
  WHERE coalesce(e.active, true) AND NOT coalesce(e.leftOutOfMap, false)
  RETURN [e.id, e.name] ORDER BY e.name, e.id
} AS people
"""
# How many from the count store: no case is looked at.
STANDING: LiteralString = """
CALL () { MATCH (c:Case) RETURN count(c) AS cases }
RETURN cases,
  coalesce(head(COLLECT { MATCH (d:DirectoryVersion {id: 'directory'}) RETURN d.value }), 0)
    AS directory,
  coalesce(head(COLLECT {
    MATCH (a:Audit) WHERE a.at IS NOT NULL RETURN a.at.epochMillis ORDER BY a.at DESC LIMIT 1
  }), 0) AS through
"""
# What the audit says was done, with the cases of the same contacts, because a contact ends for all
# of them, and of the same customers, because whether one came back is a fact of the case before.
CHANGED: LiteralString = """
CALL () {
  MATCH (a:Audit) WHERE a.at >= datetime({epochMillis: $since}) AND a.caseId IS NOT NULL
  MATCH (c:Case {id: a.caseId}) RETURN c
  UNION
  MATCH (a:Audit) WHERE a.at >= datetime({epochMillis: $since}) AND a.handoverId IS NOT NULL
  MATCH (:Handover {id: a.handoverId})-[:OF_CASE]->(c:Case) RETURN c
  UNION
  MATCH (a:Audit) WHERE a.at >= datetime({epochMillis: $since}) AND a.action = 'endContact'
  MATCH (:Contact {id: a.detail})-[:HOLDS]->(c:Case) RETURN c
}
CALL (c) {
  RETURN c AS held
  UNION
  MATCH (c)<-[:HOLDS]-(:Contact)-[:HOLDS]->(held:Case) RETURN held
}
WITH DISTINCT held
CALL (held) {
  RETURN held AS near
  UNION
  MATCH (held)-[:OF]->(:Customer)<-[:OF]-(near:Case) RETURN near
}
RETURN collect(DISTINCT near.id) AS ids
"""
