"""Cypher of the commands over notes."""

from __future__ import annotations

from typing import LiteralString

# Who may change a note: its author, and whoever works in a unit responsible for its issue type.
MAY: LiteralString = """
EXISTS { (n)-[:WRITTEN_BY]->(:Expert {id: $actor}) } OR EXISTS {
  MATCH (n)-[:NOTE_ON]->(:IssueType)-[:BROADER*0..2]->(t:IssueType)<-[:RESPONSIBLE_FOR]-(u:Unit)
  MATCH (u)<-[:PART_OF*0..3]-(:Unit)<-[:MEMBER_OF]-(:Expert {id: $actor})
}
"""
LOCK: LiteralString = (
    """
MATCH (n:Note {id: $id}) SET n._lock = true REMOVE n._lock
WITH n
RETURN n.state AS state,
  head(COLLECT { MATCH (n)-[:WRITTEN_BY]->(e:Expert) RETURN e.id }) AS authorId,
"""
    + MAY
    + " AS may"
)
# Whose answer it was, and who asked: one of the two writes the note.
SOURCE: LiteralString = """
MATCH (a:Ask {id: $ask})<-[:REPLY_TO]-(r:AskReply {state: 'ANSWERED'})-[:REPLY_OF]->(e:Expert)
WHERE e.id = $expert
RETURN r.id AS replyId, e.id AS expertId,
  head(COLLECT { MATCH (a)-[:ASKED_BY]->(s:Expert) RETURN s.id }) AS askerId
"""
TYPE: LiteralString = """
MATCH (t:IssueType {id: $id}) RETURN coalesce(t.retired, false) AS retired
"""
NETWORK: LiteralString = """
MATCH (n:MiniNetwork {id: $id})
RETURN EXISTS { (:Expert {id: $actor})-[:IN_NETWORK]->(n) } AS member,
  EXISTS { (:IssueType {id: $type})-[:BROADER*0..3]->(:IssueType)<-[:COVERS]-(n) } AS covered
"""
WRITE: LiteralString = """
MATCH (t:IssueType {id: $type}), (e:Expert {id: $actor})
CREATE (n:Note {id: $id, state: 'ACTIVE', textFi: $fi, textSv: $sv, textEn: $en, writtenAt: $at,
  changedAt: $at, reviewOn: $reviewOn, source: 'service'})
CREATE (n)-[:NOTE_ON]->(t), (n)-[:WRITTEN_BY]->(e)
WITH n
OPTIONAL MATCH (r:AskReply {id: $reply})
FOREACH (_ IN CASE WHEN r IS NULL THEN [] ELSE [1] END | CREATE (n)-[:FROM_ANSWER]->(r))
WITH n
OPTIONAL MATCH (w:MiniNetwork {id: $network})
FOREACH (_ IN CASE WHEN w IS NULL THEN [] ELSE [1] END | CREATE (n)-[:LEARNT_IN]->(w))
RETURN n.id AS id
"""
CHANGE: LiteralString = """
MATCH (n:Note {id: $id}) WHERE n.state = 'ACTIVE'
MATCH (e:Expert {id: $actor})
SET n.textFi = $fi, n.textSv = $sv, n.textEn = $en, n.changedAt = $at, n.reviewOn = $reviewOn
WITH n, e
CALL (n) { MATCH (n)-[c:NOTE_CHANGED_BY]->() DELETE c }
CREATE (n)-[:NOTE_CHANGED_BY]->(e)
RETURN n.id AS id
"""
RETIRE: LiteralString = """
MATCH (n:Note {id: $id}) WHERE n.state = 'ACTIVE'
SET n.state = 'RETIRED', n.changedAt = $at
RETURN n.id AS id
"""
