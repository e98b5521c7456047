"""Cypher of what happens after an acceptance; locks as in ``writes``."""

from __future__ import annotations

from typing import LiteralString

# A case that goes back, or that a conference gives, has to be with somebody: it counts against a
# free place where there is one, and comes all the same where there is none.
MOVE: LiteralString = """
MATCH (c:Case {id: $case})-[o:OWNED_BY]->(a:Expert {id: $from}) WHERE c.state = $caseState
MATCH (b:Expert {id: $to})
SET c.state = $newCaseState
SET a.openCases = CASE WHEN coalesce(o.counted, true) AND a.openCases > 0
  THEN a.openCases - 1 ELSE coalesce(a.openCases, 0) END
DELETE o
WITH c, b, $counts AND coalesce(b.openCases, 0) < coalesce(b.capacity, 0) AS counts
CREATE (c)-[n:OWNED_BY {since: $at}]->(b) SET n.counted = counts
SET b.openCases = coalesce(b.openCases, 0) + CASE WHEN counts THEN 1 ELSE 0 END
RETURN c.id AS id
"""
GIVE_BACK: LiteralString = """
MATCH (h:Handover {id: $id}) WHERE h.state = 'ACCEPTED'
SET h.state = $state, h.returnedAt = $at, h.returnReason = $reason, h.returnNote = $note,
  h.bounced = true
RETURN h.id AS id
"""
ASK: LiteralString = """
MATCH (h:Handover {id: $handover})-[:OF_CASE]->(c:Case), (e:Expert {id: $actor})
WHERE NOT EXISTS { (q:SenderQuestion)-[:ON]->(h) WHERE q.answeredAt IS NULL }
CREATE (q:SenderQuestion {id: $id, askedAt: $at, question: $question})
CREATE (q)-[:ON]->(h), (q)-[:OF_CASE]->(c), (q)-[:ASKED_BY]->(e)
RETURN q.id AS id
"""
FIND_QUESTION: LiteralString = """
MATCH (q:SenderQuestion {id: $id})-[:ON]->(h:Handover)
RETURN h.id AS handoverId
"""
ANSWER: LiteralString = """
MATCH (q:SenderQuestion {id: $id}), (e:Expert {id: $actor}) WHERE q.answeredAt IS NULL
SET q.answer = $answer, q.answeredAt = $at
CREATE (q)-[:ANSWERED_BY]->(e)
RETURN q.id AS id
"""
ISSUE_TYPE: LiteralString = """
MATCH (t:IssueType {id: $id}) RETURN t.id AS id, coalesce(t.retired, false) AS retired
"""
# The words stay where they are: the case is what keeps them, and its id is theirs.
CHANGE_TYPE: LiteralString = """
MATCH (c:Case {id: $case}), (t:IssueType {id: $type}), (e:Expert {id: $actor})
OPTIONAL MATCH (c)-[a:ABOUT]->(old:IssueType)
WITH c, t, e, old, a LIMIT 1
CREATE (k:TypeChange {id: $id, at: $at, wordsOf: c.id, language: c.language})
CREATE (k)-[:OF_CASE]->(c), (k)-[:TO_TYPE]->(t), (k)-[:CHANGED_BY]->(e)
FOREACH (_ IN CASE WHEN old IS NULL THEN [] ELSE [1] END | CREATE (k)-[:FROM_TYPE]->(old))
DELETE a
CREATE (c)-[:ABOUT]->(t)
RETURN k.id AS id
"""
# What was resolved before stays told, but the case is no longer resolved.
REOPEN: LiteralString = """
MATCH (c:Case {id: $case}), (e:Expert {id: $actor}) WHERE c.state = $caseState
OPTIONAL MATCH (c)-[by:RESOLVED_BY]->(was:Expert)
OPTIONAL MATCH (c)-[in:RESOLVED_IN]->(:Unit)
WITH c, e, was, collect(by) + collect(in) AS links
CREATE (r:Reopening {id: $id, at: $at, endedAt: coalesce(c.resolvedAt, c.closedAt),
  endedState: c.state})
CREATE (r)-[:OF_CASE]->(c), (r)-[:REOPENED_BY]->(e)
FOREACH (one IN CASE WHEN was IS NULL THEN [] ELSE [was] END | CREATE (r)-[:ENDED_BY]->(one))
FOREACH (link IN links | DELETE link)
SET c.state = $newCaseState, c.reopenCount = coalesce(c.reopenCount, 0) + 1,
  c.resolvedAt = null, c.closedAt = null
CREATE (c)-[:OWNED_BY {since: $at, counted: false}]->(e)
RETURN was.id AS endedById
"""
CONTACT_AGAIN: LiteralString = """
MATCH (c:Case {id: $case}), (e:Expert {id: $actor})
OPTIONAL MATCH (c)-[:OF]->(k:Customer)
OPTIONAL MATCH (u:Unit {id: $unit})
CREATE (n:Contact:Underway {id: $id, startedAt: $at, channel: $channel, source: 'service'})
CREATE (n)-[:HOLDS]->(c), (n)-[:HANDLED_BY]->(e)
FOREACH (_ IN CASE WHEN u IS NULL THEN [] ELSE [1] END | CREATE (n)-[:AT]->(u))
FOREACH (_ IN CASE WHEN k IS NULL THEN [] ELSE [1] END | CREATE (n)-[:WITH]->(k))
SET c.state = $state
RETURN n.id AS id
"""
