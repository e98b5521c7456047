"""Cypher that writes the sample; every statement may run twice without doubling anything."""

from __future__ import annotations

from typing import LiteralString

UNITS: LiteralString = """
UNWIND $rows AS row
MERGE (u:Unit {id: row.id})
SET u += {nameFi: row.fi, nameSv: row.sv, nameEn: row.en, timeZone: 'Europe/Helsinki',
  workingHours: row.hours, source: 'sample'}
WITH u, row WHERE row.parent IS NOT NULL
MATCH (p:Unit {id: row.parent})
MERGE (u)-[:PART_OF]->(p)
"""
ISSUE_TYPES: LiteralString = """
UNWIND $rows AS row
MERGE (t:IssueType {id: row.id})
SET t += row.properties
WITH t, row WHERE row.broader IS NOT NULL
MATCH (b:IssueType {id: row.broader})
MERGE (t)-[:BROADER]->(b)
"""
RESPONSIBLE: LiteralString = """
UNWIND $rows AS row
MATCH (u:Unit {id: row.unit}), (t:IssueType {id: row.type})
MERGE (u)-[:RESPONSIBLE_FOR]->(t)
"""
EXPERTS: LiteralString = """
UNWIND $rows AS row
MATCH (u:Unit {id: row.unit})
MERGE (e:Expert {id: row.id})
SET e += row.properties
MERGE (e)-[m:MEMBER_OF]->(u) SET m.since = row.since
WITH e, row
UNWIND row.skills AS skill
MATCH (t:IssueType {id: skill[0]})
MERGE (e)-[d:DECLARES]->(t) SET d += {level: skill[1], at: row.since}
"""
NETWORKS: LiteralString = """
UNWIND $rows AS row
MERGE (n:MiniNetwork {id: row.id})
SET n += {nameFi: row.fi, nameSv: row.sv, nameEn: row.en, since: row.since, source: 'sample'}
WITH n, row
CALL (n, row) {
  UNWIND row.covers AS id MATCH (t:IssueType {id: id}) MERGE (n)-[:COVERS]->(t)
}
UNWIND row.members AS member
MATCH (e:Expert {id: member[0]})
MERGE (e)-[i:IN_NETWORK]->(n) SET i.onDuty = member[1]
"""
WORKING: LiteralString = """
UNWIND $rows AS row
MATCH (n:MiniNetwork {id: row.id})
SET n.rota = row.rota
MERGE (g:Agreement {id: row.id + '-1'})
SET g += row.texts, g.version = 1, g.at = row.since, g.source = 'sample'
MERGE (n)-[:HAS_AGREEMENT]->(g)
WITH g, row
MATCH (e:Expert {id: row.author})
MERGE (g)-[:WRITTEN_BY]->(e)
"""
CONNECTED: LiteralString = """
UNWIND $rows AS row
MATCH (n:Expert|Unit|MiniNetwork {id: row.id})
SET n.connectionKind = row.kind, n.connectionUri = row.uri
"""
CUSTOMERS: LiteralString = "UNWIND $rows AS id MERGE (c:Customer {id: id}) SET c.source = 'sample'"
CASES: LiteralString = """
UNWIND $rows AS row
MATCH (customer:Customer {id: row.customer}), (type:IssueType {id: row.issue_type}),
  (agent:Expert {id: row.opened_by}), (unit:Unit {id: row.opened_in})
CREATE (k:Case {id: row.id, number: row.number, state: row.state, words: row.words,
  language: row.language, channel: row.channel, openedAt: datetime(row.opened_at),
  resolvedAt: datetime(row.resolved_at), closedAt: datetime(row.closed_at),
  excludedReason: row.excluded_reason, excludedAt: datetime(row.excluded_at), source: 'sample'})
CREATE (k)-[:OF]->(customer), (k)-[:ABOUT]->(type), (k)-[:OPENED_BY]->(agent),
  (k)-[:OPENED_IN]->(unit)
"""
RESOLVED: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.id}), (who:Expert {id: row.resolved_by}), (unit:Unit {id: row.resolved_in})
CREATE (k)-[:RESOLVED_BY]->(who), (k)-[:RESOLVED_IN]->(unit)
"""
OWNED: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.id}), (who:Expert {id: row.owner})
CREATE (k)-[:OWNED_BY]->(who)
"""
CONTACTS: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.case}), (customer:Customer {id: row.customer}),
  (who:Expert {id: row.handled_by}), (unit:Unit {id: row.unit})
CREATE (c:Contact {id: row.id, startedAt: datetime(row.started_at), endedAt: datetime(row.ended_at),
  channel: row.channel, queueSeconds: row.queue_seconds, source: 'sample'})
CREATE (c)-[:HOLDS]->(k), (c)-[:WITH]->(customer), (c)-[:HANDLED_BY]->(who), (c)-[:AT]->(unit)
"""
HANDOVERS: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.case}), (sender:Expert {id: row.sender}),
  (receiver:Expert {id: row.receiver}), (here:Unit {id: row.from_unit}),
  (there:Unit {id: row.to_unit})
OPTIONAL MATCH (c:Contact {id: row.contact})
CREATE (h:Handover {id: row.id, kind: row.kind, state: row.state,
  offeredAt: datetime(row.offered_at), expiresAt: datetime(row.expires_at),
  decidedAt: datetime(row.decided_at), declineReason: row.decline_reason,
  note: row.note, packet: row.packet, why: row.why, bounced: row.bounced, source: 'sample'})
CREATE (h)-[:OF_CASE]->(k), (h)-[:FROM]->(sender), (h)-[:TO]->(receiver),
  (h)-[:FROM_UNIT]->(here), (h)-[:TO_UNIT]->(there)
WITH h, c WHERE c IS NOT NULL
CREATE (h)-[:DURING]->(c)
"""
REDIRECTS: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.case}), (who:Expert {id: row.by}), (here:Unit {id: row.from_unit}),
  (c:Contact {id: row.contact})
OPTIONAL MATCH (there:Unit {id: row.toward})
CREATE (r:Redirect {id: row.id, at: datetime(row.at), reason: row.reason, source: 'sample'})
CREATE (r)-[:OF_CASE]->(k), (r)-[:BY]->(who), (r)-[:FROM_UNIT]->(here), (r)-[:DURING]->(c)
WITH r, there WHERE there IS NOT NULL
CREATE (r)-[:TOWARD]->(there)
"""
ASKS: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.case}), (who:Expert {id: row.asker}), (here:Unit {id: row.unit}),
  (type:IssueType {id: row.issue_type}), (c:Contact {id: row.contact})
CREATE (a:Ask {id: row.id, state: row.state, question: row.question,
  askedAt: datetime(row.asked_at), answeredAt: datetime(row.answered_at),
  helpedAt: datetime(row.helped_at), closedAt: datetime(row.closed_at),
  closeReason: row.close_reason, source: 'sample'})
CREATE (a)-[:ASK_OF]->(k), (a)-[:ASKED_BY]->(who), (a)-[:ASKED_IN]->(here),
  (a)-[:ASK_ABOUT]->(type), (a)-[:ASKED_DURING]->(c)
WITH a, row
UNWIND row.replies AS reply
MATCH (x:Expert {id: reply.expert}), (there:Unit {id: reply.unit})
CREATE (r:AskReply {id: reply.id, state: reply.state, text: reply.text, at: datetime(reply.at),
  helped: reply.helped, source: 'sample'})
CREATE (r)-[:REPLY_TO]->(a), (r)-[:REPLY_OF]->(x), (r)-[:REPLY_IN]->(there)
"""
VERDICTS: LiteralString = """
UNWIND $rows AS row
MATCH (c:Case {id: row.case})
CREATE (v:Verdict {id: row.id, caseId: row.case, state: row.state, via: row.via,
  solved: row.solved, repeated: row.repeated, askedAt: datetime(row.asked_at),
  answeredAt: datetime(row.answered_at), expiresAt: datetime(row.expires_at), source: 'sample'})
CREATE (v)-[:VERDICT_ON]->(c)
"""
NOTES: LiteralString = """
UNWIND $rows AS row
MATCH (type:IssueType {id: row.issue_type}), (who:Expert {id: row.author})
CREATE (n:Note {id: row.id, state: 'ACTIVE', textFi: row.fi, textSv: row.sv, textEn: row.en,
  writtenAt: datetime(row.written_at), changedAt: datetime(row.written_at),
  reviewOn: row.review_on, source: 'sample'})
CREATE (n)-[:NOTE_ON]->(type), (n)-[:WRITTEN_BY]->(who)
"""
STATE: LiteralString = """
OPTIONAL MATCH (s:SampleLoad {id: 'sample'})
RETURN s { .state, .seed, .until, .cases } AS load, EXISTS {
  MATCH (n:Unit|Expert|IssueType|Customer|Case) WHERE coalesce(n.source, '') <> 'sample'
} AS others
"""
MARK: LiteralString = """
MERGE (s:SampleLoad {id: 'sample'})
SET s += {state: $state, seed: $seed, until: $until, cases: $cases}
"""
# Units, people and issue types hang on every case: whoever deletes them first deletes all of their
# links in one transaction, which is more than the memory of a small Neo4j.
WIPE: tuple[str, ...] = tuple(
    f"""
MATCH (n:{labels})
WHERE n.source = 'sample' OR n:Experiment OR n:ExperimentLook OR n:ExperimentShare
  OR n:AgreementStandard OR n:PulseTally OR n:PulseMark
CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 1000 ROWS
"""
    for labels in (
        "Contact|Handover|Redirect|Ask|AskReply|Note|Verdict|Experiment|ExperimentLook"
        "|ExperimentShare|PulseTally|PulseMark",
        "Case|Customer",
        "Unit|Expert|IssueType|MiniNetwork|Agreement|AgreementStandard",
    )
)
