"""Cypher of case conferences. Locks: the case first, as everywhere."""

from __future__ import annotations

from typing import LiteralString

from netsvc.mininetworks.active import ACTIVE

# Who decides: the mini-networks and the responsible units of the issue type, of a broader one where
# it has none; where nobody declared anything, the silo of who has the case.
DECIDERS: LiteralString = (
    """
MATCH (c:Case {id: $case})
OPTIONAL MATCH (c)-[:ABOUT]->(t:IssueType)
WITH c, t,
  COLLECT {
    MATCH p = (t)-[:BROADER*0..3]->(:IssueType)<-[:COVERS]-(n:MiniNetwork)
    WHERE """
    + ACTIVE
    + """
    RETURN [length(p), n.id] ORDER BY length(p), n.id
  } AS networks,
  COLLECT {
    MATCH p = (t)-[:BROADER*0..3]->(:IssueType)<-[:RESPONSIBLE_FOR]-(u:Unit)
    RETURN [length(p), u.id] ORDER BY length(p), u.id
  } AS units
RETURN
  [one IN networks WHERE one[0] = networks[0][0] | one[1]] AS networkIds,
  [one IN units WHERE one[0] = units[0][0] | one[1]] AS unitIds,
  COLLECT {
    MATCH (c)-[:OWNED_BY]->(:Expert)-[:MEMBER_OF]->(:Unit)-[:PART_OF*0..6]->(top:Unit)
    WHERE NOT EXISTS { (top)-[:PART_OF]->(:Unit) }
    RETURN DISTINCT top.id
  } AS silos
"""
)
OPEN: LiteralString = """
MATCH (c:Case {id: $case}), (e:Expert {id: $actor})
CREATE (k:Conference {id: $id, state: 'OPEN', kind: $kind, openedAt: $at})
CREATE (k)-[:OF_CASE]->(c), (k)-[:OPENED_BY]->(e)
WITH k
CALL (k) { MATCH (n:MiniNetwork) WHERE n.id IN $networks CREATE (k)-[:ASKS]->(n)
  RETURN count(n) AS networks }
CALL (k) { MATCH (u:Unit) WHERE u.id IN $units CREATE (k)-[:ASKS]->(u)
  RETURN count(u) AS units }
CALL (k) { MATCH (e:Expert {id: $toward}) CREATE (k)-[:TOWARD]->(e) RETURN count(e) AS toward }
CALL (k) {
  UNWIND $stops AS stop
  OPTIONAL MATCH (u:Unit {id: stop.unit})
  OPTIONAL MATCH (e:Expert {id: stop.expert})
  CREATE (k)-[:WENT]->(s:LoopStop {id: stop.id, step: stop.step, kind: stop.kind, at: stop.at})
  FOREACH (_ IN CASE WHEN u IS NULL THEN [] ELSE [1] END | CREATE (s)-[:AT]->(u))
  FOREACH (_ IN CASE WHEN e IS NULL THEN [] ELSE [1] END | CREATE (s)-[:WITH]->(e))
  RETURN count(s) AS stops
}
RETURN k.id AS id
"""
_MANAGES: LiteralString = """
    EXISTS {
      MATCH (k)-[:ASKS]->(:Unit)-[:PART_OF*0..6]->(:Unit)<-[:MEMBER_OF]-(m)
      WHERE 'MANAGER' IN m.roles
    }
"""
# A member of the network, somebody of the responsible unit, or its manager.
MAY_NAME: LiteralString = (
    """
    EXISTS { MATCH (k)-[:ASKS]->(:MiniNetwork)<-[:IN_NETWORK]-(m) }
    OR EXISTS { MATCH (k)-[:ASKS]->(:Unit)<-[:PART_OF*0..6]-(:Unit)<-[:MEMBER_OF]-(m) }
    OR
"""
    + _MANAGES
)
# Whom a live inbox can tell: those who have cases in hand.
TOLD: LiteralString = """
MATCH (k:Conference {id: $id})-[:ASKS]->(x)
MATCH (m:Expert)-[:IN_NETWORK|MEMBER_OF]->(x)
WHERE m.active AND any(role IN m.roles WHERE role IN ['AGENT', 'EXPERT'])
RETURN DISTINCT m.id AS id ORDER BY id LIMIT 50
"""
FIND: LiteralString = (
    """
MATCH (k:Conference {id: $id})-[:OF_CASE]->(c:Case)
OPTIONAL MATCH (m:Expert {id: $actor})
RETURN c.id AS caseId, m IS NOT NULL AND ("""
    + MAY_NAME
    + ") AS mayName"
)
DECIDE: LiteralString = """
MATCH (k:Conference {id: $id}) WHERE k.state = 'OPEN'
MATCH (e:Expert {id: $named}), (a:Expert {id: $actor})
SET k.state = 'DECIDED', k.decidedAt = $at, k.note = $note, k.namedUnitId = $unit
CREATE (k)-[:NAMED]->(e), (k)-[:NAMED_BY]->(a)
RETURN k.id AS id
"""
# What was passed on did not stick, though nobody is to blame.
PASSED_ON: LiteralString = """
MATCH (h:Handover {id: $id}) WHERE h.state = 'ACCEPTED'
SET h.state = $state, h.bounced = true
RETURN h.id AS id
"""
