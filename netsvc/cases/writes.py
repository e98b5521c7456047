"""Cypher of the commands over cases. Locks are taken on the case before anything is read of it."""

from __future__ import annotations

from typing import LiteralString

PREPARE: LiteralString = """
OPTIONAL MATCH (n:Contact {id: $contact})
FOREACH (_ IN CASE WHEN n IS NULL THEN [] ELSE [1] END | SET n._lock = true REMOVE n._lock)
WITH n
OPTIONAL MATCH (t:IssueType {id: $issueType})
OPTIONAL MATCH (n)-[:WITH]->(k:Customer)
OPTIONAL MATCH (n)-[:HANDLED_BY]->(h:Expert)
RETURN t.id AS typeId, coalesce(t.retired, false) AS retired, n.id AS contactId,
  n.endedAt IS NOT NULL AS ended, k.id AS customerId, h.id AS handledById,
  COLLECT { MATCH (n)-[:CONTINUED_BY]->(r:Expert) RETURN r.id } AS receiverIds LIMIT 1
"""
OPEN: LiteralString = """
MATCH (e:Expert {id: $actor})
CALL (e) {
  OPTIONAL MATCH (e)-[m:MEMBER_OF]->(u:Unit) RETURN u ORDER BY m.since, u.id LIMIT 1
}
OPTIONAL MATCH (t:IssueType {id: $issueType})
MERGE (k:Customer {id: $customer}) ON CREATE SET k.source = 'service'
MERGE (n:Contact {id: $contact})
ON CREATE SET n:Underway, n.startedAt = $at, n.channel = $channel, n.queueSeconds = $queueSeconds,
  n.source = 'service'
WITH e, u, t, k, n, EXISTS { (n)-[:HANDLED_BY]->(:Expert) } AS begun
CREATE (c:Case {id: $id, number: $number, state: 'IN_CONTACT', words: $words, language: $language,
  channel: $channel, openedAt: $at, source: 'service'})
CREATE (c)-[:OF]->(k), (c)-[:OWNED_BY {since: $at, counted: false}]->(e), (c)-[:OPENED_BY]->(e),
  (n)-[:HOLDS]->(c)
MERGE (n)-[:WITH]->(k)
// who goes on with a contact that passed on to them did not begin it
FOREACH (_ IN CASE WHEN begun THEN [] ELSE [1] END | CREATE (n)-[:HANDLED_BY]->(e))
FOREACH (_ IN CASE WHEN begun OR u IS NULL THEN [] ELSE [1] END | CREATE (n)-[:AT]->(u))
FOREACH (_ IN CASE WHEN u IS NULL THEN [] ELSE [1] END | CREATE (c)-[:OPENED_IN]->(u))
FOREACH (_ IN CASE WHEN t IS NULL THEN [] ELSE [1] END | CREATE (c)-[:ABOUT]->(t))
RETURN c.id AS id
"""
LOCK_CASE: LiteralString = """
MATCH (c:Case {id: $id}) SET c._lock = true REMOVE c._lock
WITH c
RETURN c.state AS state,
  head(COLLECT { MATCH (c)-[:OWNED_BY]->(e:Expert) RETURN e.id }) AS ownerId,
  COLLECT { MATCH (c)-[:OPENED_BY|RESOLVED_BY]->(e:Expert) RETURN e.id } AS handIds
"""
EXCLUDE: LiteralString = """
MATCH (c:Case {id: $id}) SET c.excludedReason = $reason, c.excludedAt = $at RETURN c.id AS id
"""
