"""Cypher of the commands over pilots."""

from __future__ import annotations

from typing import LiteralString

# The one node that every lock of a plan writes makes two plans over one unit wait for each other.
REGISTER: LiteralString = """
MERGE (r:ExperimentRegister {id: 'register'}) SET r._lock = true REMOVE r._lock
WITH r
RETURN COLLECT {
  MATCH (x:Experiment) WHERE x.plan IS NOT NULL AND x.endedAt IS NULL AND x.id <> $id
  RETURN { id: x.id, plan: x.plan } ORDER BY x.id
} AS others
"""
# What a draft names must be there; areas of issue types stand for what is below them.
FIT: LiteralString = """
RETURN
  COLLECT { MATCH (u:Unit) WHERE u.id IN $units RETURN u.id } AS units,
  COLLECT { MATCH (n:MiniNetwork) WHERE n.id IN $networks RETURN n.id } AS networks,
  COLLECT { MATCH (t:IssueType) WHERE t.id IN $types RETURN t.id } AS types
"""
DRAFT: LiteralString = """
MATCH (e:Expert {id: $actor})
CREATE (x:Experiment {id: $id, draft: $draft, createdAt: $at, changedAt: $at, version: 1,
  source: 'service'})
CREATE (x)-[:LED_BY]->(e)
RETURN x.id AS id
"""
CHANGE: LiteralString = """
MATCH (x:Experiment {id: $id}) WHERE x.plan IS NULL
SET x.draft = $draft, x.changedAt = $at, x.version = x.version + 1
RETURN x.id AS id
"""
DISCARD: LiteralString = """
MATCH (x:Experiment {id: $id}) WHERE x.plan IS NULL
DETACH DELETE x
RETURN $id AS id
"""
SEAL: LiteralString = """
MATCH (x:Experiment {id: $id}) WHERE x.plan IS NULL AND x.version = $version
SET x.plan = $plan, x.hash = $hash, x.lockedAt = $at, x.changedAt = $at,
  x.decidability = $decidability, x.version = x.version + 1
WITH x
CALL (x) {
  UNWIND $units AS row
  MATCH (u:Unit {id: row.id})
  MERGE (x)-[p:INVOLVES]->(u) SET p.treated = row.treated
}
CALL (x) {
  UNWIND $networks AS id
  MATCH (n:MiniNetwork {id: id}) MERGE (x)-[:TRIES]->(n)
}
RETURN x.id AS id
"""
REPLACE: LiteralString = """
MATCH (x:Experiment {id: $id}) WHERE x.plan = $seen
SET x.plan = $plan, x.changedAt = $at, x.version = x.version + 1
RETURN x.id AS id
"""
LOOK: LiteralString = """
MATCH (x:Experiment {id: $id}) WHERE x.plan = $seen AND x.endedAt IS NULL
  AND COUNT { (x)<-[:LOOK_OF]-() } = $number - 1
MATCH (e:Expert {id: $actor})
CREATE (l:ExperimentLook {id: $id + '-' + toString($number), number: $number, at: $at,
  report: $report, hash: $hash})
CREATE (l)-[:LOOK_OF]->(x), (l)-[:TAKEN_BY]->(e)
SET x.changedAt = $at, x.version = x.version + 1
RETURN x.id AS id
"""
END: LiteralString = """
MATCH (x:Experiment {id: $id}) WHERE x.plan IS NOT NULL AND x.endedAt IS NULL
SET x.endedAt = $at, x.endReason = $reason, x.changedAt = $at, x.version = x.version + 1
RETURN x.id AS id
"""
DECIDE: LiteralString = """
MATCH (x:Experiment {id: $id}) WHERE x.endedAt IS NOT NULL
MATCH (e:Expert {id: $actor})
SET x.verdict = $verdict, x.verdictByRule = $byRule, x.verdictReason = $reason, x.verdictAt = $at,
  x.changedAt = $at, x.version = x.version + 1
WITH x, e
CALL (x) { MATCH (x)-[d:DECIDED_BY]->() DELETE d }
CREATE (x)-[:DECIDED_BY]->(e)
RETURN x.id AS id
"""
SHARE: LiteralString = """
MATCH (x:Experiment {id: $id}), (e:Expert {id: $actor})
CREATE (s:ExperimentShare {id: $share, at: $at, expiresAt: $expiresAt})
CREATE (s)-[:SHARES]->(x), (s)-[:SHARED_BY]->(e)
RETURN s.id AS id
"""
UNSHARE: LiteralString = """
MATCH (s:ExperimentShare {id: $share})-[:SHARES]->(x:Experiment)
WHERE s.withdrawnAt IS NULL
SET s.withdrawnAt = $at
RETURN x.id AS id
"""
