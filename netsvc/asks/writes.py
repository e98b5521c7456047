"""Cypher of the commands. Locks: the case, then everything else; events go out in order of id."""

from __future__ import annotations

from typing import LiteralString

from netsvc.mininetworks.active import ACTIVE

_LOCK: LiteralString = """
SET c._lock = true REMOVE c._lock
"""
_OWNER: LiteralString = "head(COLLECT { MATCH (c)-[:OWNED_BY]->(e:Expert) RETURN e.id }) AS ownerId"
_REPLIES: LiteralString = """
  COLLECT {
    MATCH (a)<-[:REPLY_TO]-(r:AskReply)-[:REPLY_OF]->(e:Expert)
    RETURN r { .id, .state, expertId: e.id,
      unitId: head(COLLECT { MATCH (r)-[:REPLY_IN]->(u:Unit) RETURN u.id }) } ORDER BY r.id
  } AS replies
"""
LOCK_CASE: LiteralString = (
    "MATCH (c:Case {id: $id})"
    + _LOCK
    + "WITH c RETURN c.id AS id, c.state AS state, "
    + _OWNER
    + ", COUNT { MATCH (c)<-[:ASK_OF]-(a:Ask) WHERE a.state IN ['OPEN', 'ANSWERED'] } AS waiting"
)
LOCK_ASK: LiteralString = (
    "MATCH (a:Ask {id: $id})-[:ASK_OF]->(c:Case)"
    + _LOCK
    + "WITH a, c RETURN a.id AS id, a.state AS state, c.id AS caseId, "
    + "head(COLLECT { MATCH (a)-[:ASKED_BY]->(e:Expert) RETURN e.id }) AS askerId, "
    + "head(COLLECT { MATCH (a)-[:ASK_ABOUT]->(t:IssueType) RETURN t.id }) AS typeId,"
    + _REPLIES
)
LIVE_OF_CASE: LiteralString = (
    """
MATCH (c:Case {id: $case})<-[:ASK_OF]-(a:Ask) WHERE a.state IN ['OPEN', 'ANSWERED']
RETURN a.id AS id, a.state AS state, c.id AS caseId,
  head(COLLECT { MATCH (a)-[:ASKED_BY]->(e:Expert) RETURN e.id }) AS askerId,
"""
    + _REPLIES
    + "ORDER BY id"
)
_PERSON: LiteralString = """
  e.id AS id, coalesce(e.active, true) AS active, coalesce(e.presence, 'AWAY') AS presence,
  coalesce(e.roles, []) AS roles,
  EXISTS {
    MATCH (e)-[:HAS_ABSENCE]->(b:Absence) WHERE b.startsAt <= $at AND b.endsAt > $at
  } AS absent,
  head(COLLECT {
    MATCH (e)-[m:MEMBER_OF]->(u:Unit) RETURN u.id ORDER BY m.since, u.id
  }) AS unitId
"""
PEOPLE: LiteralString = "MATCH (e:Expert) WHERE e.id IN $ids RETURN " + _PERSON + "ORDER BY id"
MEMBERS: LiteralString = (
    """
MATCH (n:MiniNetwork {id: $id})
WHERE """
    + ACTIVE
    + """
OPTIONAL MATCH (e:Expert)-[i:IN_NETWORK]->(n)
RETURN n.rota AS rota, coalesce(i.onDuty, false) AS onDuty,
"""
    + _PERSON
    + "ORDER BY e.name, id"
)
ASK: LiteralString = """
MATCH (c:Case {id: $case}) WHERE c.state = $caseState
MATCH (s:Expert {id: $asker})
CREATE (a:Ask {id: $id, state: 'OPEN', question: $question, askedAt: $at, source: 'service'})
CREATE (a)-[:ASK_OF]->(c), (a)-[:ASKED_BY]->(s)
WITH a, c, s
CALL (a, c) {
  MATCH (c)-[:ABOUT]->(t:IssueType) CREATE (a)-[:ASK_ABOUT]->(t)
}
CALL (a, c) {
  MATCH (n:Contact)-[:HOLDS]->(c) WHERE n.endedAt IS NULL
  WITH a, n ORDER BY n.startedAt DESC LIMIT 1
  CREATE (a)-[:ASKED_DURING]->(n)
}
CALL (a, s) {
  MATCH (s)-[m:MEMBER_OF]->(u:Unit)
  WITH a, u ORDER BY m.since, u.id LIMIT 1
  CREATE (a)-[:ASKED_IN]->(u)
}
CALL (a) {
  MATCH (w:MiniNetwork {id: $network}) CREATE (a)-[:ASKED_NETWORK]->(w)
}
CALL (a) {
  UNWIND $asked AS one
  MATCH (e:Expert {id: one.expert})
  CREATE (r:AskReply {id: one.id, state: 'WAITING'})
  CREATE (r)-[:REPLY_TO]->(a), (r)-[:REPLY_OF]->(e)
  WITH r, one
  MATCH (u:Unit {id: one.unit})
  CREATE (r)-[:REPLY_IN]->(u)
}
RETURN a.id AS id
"""
ANSWER: LiteralString = """
MATCH (r:AskReply {id: $reply})-[:REPLY_TO]->(a:Ask) WHERE a.state = $askState
SET r.state = 'ANSWERED', r.text = $text, r.at = $at, r.passReason = null,
  a.state = $state, a.answeredAt = coalesce(a.answeredAt, $at)
RETURN a.id AS id
"""
PASSED: LiteralString = """
MATCH (r:AskReply {id: $reply})-[:REPLY_TO]->(a:Ask) WHERE a.state = $askState
SET r.state = 'PASSED', r.passReason = $reason, r.at = $at
RETURN a.id AS id
"""
HELP: LiteralString = """
MATCH (r:AskReply {id: $reply})-[:REPLY_TO]->(a:Ask) WHERE a.state = $askState
SET a.state = $state, a.helpedAt = $at, r.helped = true
RETURN a.id AS id
"""
CLOSE: LiteralString = """
MATCH (a:Ask {id: $id}) WHERE a.state = $askState
SET a.state = $state, a.closedAt = $at, a.closeReason = $reason
RETURN a.id AS id
"""
# Who helped knows the issue type, though they resolved nothing: it is counted on its own, so that
# "resolved 42 of 50" stays what it says. The same counts as in netsvc/directory/evidence.py.
EVIDENCE: LiteralString = """
MATCH (t:IssueType {id: $type})
MATCH (e:Expert {id: $expert})
MERGE (e)-[r:HELPED_WITH]->(t) SET r.count = coalesce(r.count, 0) + 1
WITH t
MATCH (u:Unit {id: $unit})
MERGE (u)-[r:HELPED_WITH]->(t) SET r.count = coalesce(r.count, 0) + 1
RETURN 1 AS counted
"""
