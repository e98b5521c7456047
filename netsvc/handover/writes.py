"""Cypher of the commands. Locks: the case, then its people in order of id, then everything else."""

from __future__ import annotations

from typing import LiteralString

from netsvc.directory.circumstances import ADD, AROUND
from netsvc.directory.counts import AREA_SUMS, RANK_KEY
from netsvc.mininetworks.active import ACTIVE

_SITUATION: LiteralString = """
SET c._lock = true REMOVE c._lock
WITH c
OPTIONAL MATCH (c)-[:ABOUT]->(t:IssueType)
RETURN c.id AS caseId, c.auditSeq AS auditSeq, c.auditHash AS auditHash,
  EXISTS { MATCH (c)<-[:ASK_OF]-(a:Ask) WHERE a.state IN ['OPEN', 'ANSWERED'] } AS asked,
  EXISTS { MATCH (p:Promise)-[:PROMISED_IN]->(c) WHERE p.fulfilledAt IS NULL } AS promised,
  c.state AS state, t.id AS typeId, t.packetFields AS packetFields,
  t { .warmSeconds, .coldHours, .promiseHours } AS times,
  head(COLLECT {
    MATCH (o:Offering {state: 'OPEN'})-[:HANDS_OVER]->(c)
    RETURN o { .id, .kind, .state, .order, .atOnce, .goesOn, .pointed,
      legs: COLLECT {
        MATCH (o)<-[:IN_OFFERING]-(h:Handover)
        RETURN { state: h.state,
          senderId: head(COLLECT { MATCH (h)-[:FROM]->(e:Expert) RETURN e.id }),
          receiverId: head(COLLECT { MATCH (h)-[:TO]->(e:Expert) RETURN e.id }) }
        ORDER BY h.offeredAt, h.id
      }
    }
  }) AS offering,
  c.state = 'IN_CONTACT' AND EXISTS {
    MATCH (n:Contact)-[:HOLDS]->(c) WHERE n.endedAt IS NULL
  } AS connected,
  head(COLLECT { MATCH (c)-[:OWNED_BY]->(e:Expert) RETURN e.id }) AS ownerId,
  head(COLLECT { MATCH (c)-[:OPENED_BY]->(e:Expert) RETURN e.id }) AS openerId,
  COLLECT {
    MATCH (h:Handover)-[:OF_CASE]->(c)
    WHERE h.state IN ['OFFERED', 'ACCEPTED'] OR h.id = $handover
    RETURN h { .id, .kind, .state, .expiresAt,
      senderId: head(COLLECT { MATCH (h)-[:FROM]->(e:Expert) RETURN e.id }),
      receiverId: head(COLLECT { MATCH (h)-[:TO]->(e:Expert) RETURN e.id }),
      receiverUnitId: head(COLLECT { MATCH (h)-[:TO_UNIT]->(u:Unit) RETURN u.id }),
      offeringId: head(COLLECT { MATCH (h)-[:IN_OFFERING]->(o:Offering) RETURN o.id })
    } ORDER BY h.offeredAt, h.id
  } AS handovers
LIMIT 1
"""
LOCK_CASE: LiteralString = "MATCH (c:Case {id: $id})" + _SITUATION
LOCK_CASE_OF: LiteralString = "MATCH (:Handover {id: $handover})-[:OF_CASE]->(c:Case)" + _SITUATION
_PERSON: LiteralString = (
    """
RETURN e.id AS id, coalesce(e.active, true) AS active, coalesce(e.presence, 'AWAY') AS presence,
  coalesce(e.capacity, 0) AS capacity, coalesce(e.openCases, 0) AS openCases,
  coalesce(e.roles, []) AS roles,
  EXISTS {
    MATCH (e)-[:HAS_ABSENCE]->(a:Absence) WHERE a.startsAt <= $at AND a.endsAt > $at
  } AS absent,
  COUNT {
    MATCH (e)<-[:TO]-(h:Handover {state: 'OFFERED', kind: 'WARM'}) WHERE h.expiresAt > $at
  } AS ringing,
  coalesce(e.missedOffers, 0) AS missed,
  head(COLLECT {
    MATCH (e)-[m:MEMBER_OF]->(u:Unit)
    RETURN u { .id, .workingHours, .timeZone, .publicHolidays } ORDER BY m.since, u.id
  }) AS unit,
  COLLECT {
    MATCH (e)-[:IN_NETWORK]->(n:MiniNetwork)
    WHERE n.rota IS NOT NULL
      AND """
    + ACTIVE
    + """
    RETURN n.rota
  } AS rotas
"""
)
LOCK_PEOPLE: LiteralString = (
    """
UNWIND $ids AS id
MATCH (e:Expert {id: id}) SET e._lock = true REMOVE e._lock
WITH collect(e) AS people
UNWIND people AS e
"""
    + _PERSON
)
SEE_PEOPLE: LiteralString = "MATCH (e:Expert) WHERE e.id IN $ids" + _PERSON
OFFER: LiteralString = """
MATCH (c:Case {id: $case}) WHERE c.state = $caseState
MATCH (s:Expert {id: $sender}), (r:Expert {id: $receiver})
MATCH (o:Offering {id: $offering}) WHERE o.state = 'OPEN'
CREATE (h:Handover {id: $id, kind: $kind, state: 'OFFERED', offeredAt: $at, expiresAt: $expiresAt,
  note: $note, why: $why, askedAs: $askedAs, bounced: false, source: 'service'})
SET h += $packet
CREATE (h)-[:OF_CASE]->(c), (h)-[:FROM]->(s), (h)-[:TO]->(r), (h)-[:IN_OFFERING]->(o)
WITH c, h
OPTIONAL MATCH (su:Unit {id: $senderUnit})
OPTIONAL MATCH (ru:Unit {id: $receiverUnit})
OPTIONAL MATCH (n:Contact)-[:HOLDS]->(c) WHERE $kind = 'WARM' AND n.endedAt IS NULL
WITH h, su, ru, n ORDER BY n.startedAt DESC LIMIT 1
FOREACH (_ IN CASE WHEN su IS NULL THEN [] ELSE [1] END | CREATE (h)-[:FROM_UNIT]->(su))
FOREACH (_ IN CASE WHEN ru IS NULL THEN [] ELSE [1] END | CREATE (h)-[:TO_UNIT]->(ru))
FOREACH (_ IN CASE WHEN n IS NULL THEN [] ELSE [1] END | CREATE (h)-[:DURING]->(n))
RETURN h.id AS id
"""
# A case that came by a handover counts against the capacity of who has it; one's own does not.
ACCEPT: LiteralString = """
MATCH (h:Handover {id: $id})-[:OF_CASE]->(c:Case)-[o:OWNED_BY]->(s:Expert)
WHERE h.state = 'OFFERED' AND c.state = $caseState
MATCH (h)-[:TO]->(r:Expert {id: $receiver}) WHERE coalesce(r.openCases, 0) < r.capacity
SET h.state = $state, h.decidedAt = $at, c.state = $newCaseState
SET s.openCases = CASE WHEN coalesce(o.counted, true) AND s.openCases > 0
  THEN s.openCases - 1 ELSE coalesce(s.openCases, 0) END
DELETE o
CREATE (c)-[:OWNED_BY {since: $at, counted: true}]->(r)
SET r.openCases = coalesce(r.openCases, 0) + 1, r.missedOffers = 0
RETURN h.id AS id
"""
CLOSE_OFFER: LiteralString = """
MATCH (h:Handover {id: $id}) WHERE h.state = 'OFFERED'
SET h.state = $state, h.decidedAt = $at, h.declineReason = $reason, h.bounced = $bounced,
  h.declineNote = $note
RETURN h.id AS id
"""
FORWARD: LiteralString = """
MATCH (h:Handover {id: $id}) WHERE h.state = 'ACCEPTED'
SET h.state = $state, h.bounced = true
RETURN h.id AS id
"""
# Offers made before packets were typed keep only what was filled in.
ASKED: LiteralString = """
MATCH (h:Handover {id: $id})
RETURN h.packetAsked AS asked, h.packetFilled AS filled, h.packet AS packet
"""
MARK: LiteralString = """
MATCH (h:Handover {id: $id}) WHERE h.state = 'ACCEPTED'
SET h.packetMarks = $marks, h.packetMarkedAt = $at
RETURN h.id AS id
"""
END_CASE: LiteralString = """
MATCH (c:Case {id: $case})-[o:OWNED_BY]->(e:Expert {id: $actor}) WHERE c.state = $caseState
SET c.state = $newCaseState
SET e.openCases = CASE WHEN coalesce(o.counted, true) AND e.openCases > 0
  THEN e.openCases - 1 ELSE coalesce(e.openCases, 0) END
DELETE o
WITH c
CALL (c) {
  OPTIONAL MATCH (k:Conference {state: 'OPEN'})-[:OF_CASE]->(c)
  SET k.state = 'CLOSED', k.closedAt = $at
  RETURN count(k) AS closed
}
RETURN (duration.inSeconds(c.openedAt, $at).seconds) / 3600.0 AS hours
"""
RESOLVED: LiteralString = """
MATCH (c:Case {id: $case}), (e:Expert {id: $actor})
SET c.resolvedAt = $at
CREATE (c)-[:RESOLVED_BY]->(e)
WITH c
MATCH (u:Unit {id: $unit})
CREATE (c)-[:RESOLVED_IN]->(u)
RETURN c.id AS id
"""
REDIRECTED: LiteralString = """
MATCH (c:Case {id: $case}), (e:Expert {id: $actor})
SET c.closedAt = $at
CREATE (r:Redirect {id: $id, at: $at, reason: $reason, note: $note, source: 'service'})
CREATE (r)-[:OF_CASE]->(c), (r)-[:BY]->(e)
WITH c, r
OPTIONAL MATCH (fu:Unit {id: $unit})
OPTIONAL MATCH (tu:Unit {id: $toward})
OPTIONAL MATCH (n:Contact)-[:HOLDS]->(c) WHERE n.endedAt IS NULL
WITH r, fu, tu, n ORDER BY n.startedAt DESC LIMIT 1
FOREACH (_ IN CASE WHEN fu IS NULL THEN [] ELSE [1] END | CREATE (r)-[:FROM_UNIT]->(fu))
FOREACH (_ IN CASE WHEN tu IS NULL THEN [] ELSE [1] END | CREATE (r)-[:TOWARD]->(tu))
FOREACH (_ IN CASE WHEN n IS NULL THEN [] ELSE [1] END | CREATE (r)-[:DURING]->(n))
RETURN r.id AS id
"""
UNIT_EXISTS: LiteralString = "MATCH (u:Unit {id: $id}) RETURN u.id AS id"

# The median moves towards each new figure by a step that shrinks with the number of figures seen
# (frugal streaming: Ma, Muthukrishnan and Sandler 2013), so that no history has to be read.
_COUNT: LiteralString = """
SET r.weight = round(
  coalesce(r.weight, coalesce(r.resolved, 0) * $weight) + $resolved * round($weight, 6), 6)
SET r.resolved = coalesce(r.resolved, 0) + $resolved,
  r.received = coalesce(r.received, 0) + $received,
  r.bounced = coalesce(r.bounced, 0) + $bounced,
  r.notMine = coalesce(r.notMine, 0) + $notMine
FOREACH (_ IN CASE WHEN $hours IS NULL THEN [] ELSE [1] END |
  SET r.medianHours = CASE
      WHEN r.medianHours IS NULL THEN $hours
      WHEN abs($hours - r.medianHours) < (r.medianHours + 0.05) / sqrt(r.resolved) THEN $hours
      ELSE r.medianHours
        + sign($hours - r.medianHours) * (r.medianHours + 0.05) / sqrt(r.resolved) END,
    r.lastAt = $at)
"""
_RANK: LiteralString = (
    """
SET r.typeId = t.id, r.rank = """
    + RANK_KEY
    + """
WITH t, e
OPTIONAL MATCH (t)-[:BROADER]->(b:IssueType)
OPTIONAL MATCH (e)-[s:RESOLVES]->(:IssueType)-[:BROADER]->(b)
WITH t, b, """
    + AREA_SUMS
    + """
RETURN count(*) AS ranked
"""
)
# What the counters were before is answered, so that a slip can be taken back.
EVIDENCE: LiteralString = (
    """
MATCH (t:IssueType {id: $type})
MATCH (e:Expert {id: $expert})
OPTIONAL MATCH (e)-[was:RESOLVES]->(t)
WITH t, e, was { .medianHours, .lastAt, .weight } AS person, COLLECT {
  MATCH (k:Case {id: $case}) WHERE $resolved = 1
  UNWIND """
    + AROUND
    + """ AS one
  RETURN one
} AS around LIMIT 1
MERGE (e)-[r:RESOLVES]->(t)
"""
    + _COUNT
    + """
WITH *, [x IN around WHERE x <> 'opener:' + e.id | [x, 1, round($weight, 6)]] AS more
"""
    + ADD
    + """
WITH t, e, r, person, around, r { .medianHours, .lastAt, .weight } AS personNow
CALL (t, e, r) {
"""
    + _RANK
    + """
}
CALL (t, around) {
  MATCH (u:Unit {id: $unit})
  OPTIONAL MATCH (u)-[was:RESOLVES]->(t)
  WITH t, u, was { .medianHours, .lastAt, .weight } AS unit LIMIT 1
  MERGE (u)-[r:RESOLVES]->(t)
"""
    + _COUNT
    + """
  WITH *, [x IN around | [x, 1, round($weight, 6)]] AS more
"""
    + ADD
    + """
  RETURN collect([unit, r { .medianHours, .lastAt, .weight }]) AS units
}
RETURN around, person, personNow, head(units)[0] AS unit, head(units)[1] AS unitNow
"""
)
_TAKE_BACK: LiteralString = (
    """
SET r.weight = CASE WHEN r.weight = now.weight THEN was.weight
  ELSE round(r.weight - $resolved * round($weight, 6), 6) END
SET r.resolved = r.resolved - $resolved, r.received = r.received - $received,
  r.bounced = r.bounced - $bounced, r.notMine = r.notMine - $notMine
FOREACH (_ IN CASE WHEN $timed AND r.medianHours = now.medianHours THEN [1] ELSE [] END |
  SET r.medianHours = was.medianHours, r.lastAt = was.lastAt)
WITH *, [x IN $around WHERE x <> mine | [x, -1, -round($weight, 6)]] AS more
"""
    + ADD
    + """
FOREACH (_ IN CASE WHEN was IS NULL AND r.received = 0 THEN [1] ELSE [] END | DELETE r)
"""
)
# The median, the weight and the last time go back only where nobody was counted since.
PERSON_BACK: LiteralString = (
    """
MATCH (e:Expert {id: $expert})-[r:RESOLVES]->(t:IssueType {id: $type})
WITH t, e, r, 'opener:' + e.id AS mine, $person AS was, $personNow AS now
"""
    + _TAKE_BACK
    + """
WITH DISTINCT t, e
CALL (t, e) {
  OPTIONAL MATCH (e)-[r:RESOLVES]->(t)
"""
    + _RANK
    + """
}
RETURN 1 AS back"""
)
UNIT_BACK: LiteralString = (
    """
MATCH (:Unit {id: $unit})-[r:RESOLVES]->(:IssueType {id: $type})
WITH r, '' AS mine, $unitWas AS was, $unitNow AS now
"""
    + _TAKE_BACK
    + "RETURN 1 AS back"
)
# As it was counted when the case was resolved; for nobody where a person does not have it any more.
RESOLVED_BEFORE: LiteralString = (
    """
MATCH (k:Case {id: $case})-[:ABOUT]->(t:IssueType) WHERE k.resolvedAt IS NOT NULL
RETURN t.id AS type, k.resolvedAt AS at, """
    + AROUND
    + """ AS around,
  head(COLLECT {
    MATCH (k)-[:RESOLVED_BY]->(e:Expert)-[r:RESOLVES]->(t) WHERE r.resolved > 0 AND NOT EXISTS {
      MATCH (e)<-[:CONTESTED_BY]-(c:EvidenceContest)-[:CONCERNS]->(t)
      WHERE c.state = 'UPHELD' AND c.decidedAt >= k.resolvedAt AND c.kind = 'NOT_MY_WORK'
    }
    RETURN e.id
  }) AS expert,
  head(COLLECT {
    MATCH (k)-[:RESOLVED_IN]->(u:Unit)-[r:RESOLVES]->(t) WHERE r.resolved > 0 RETURN u.id
  }) AS unit
LIMIT 1
"""
)
SET_PRESENCE: LiteralString = """
MATCH (e:Expert {id: $id})
WITH e, e.presence AS before
SET e.presence = $presence, e.presenceSetAt = $at, e.missedOffers = 0 REMOVE e.awayBecause
RETURN before
"""
