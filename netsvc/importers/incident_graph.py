"""Cypher of the ticket import; each batch is one transaction that may run again."""

from __future__ import annotations

from typing import LiteralString

UNITS: LiteralString = """
UNWIND $rows AS row
MERGE (u:Unit {id: row.id})
ON CREATE SET u.workingHours = $hours, u.timeZone = $zone, u.source = $source
SET u += {nameFi: row.fi, nameSv: row.sv, nameEn: row.en, importRun: $run}
"""
EXPERTS: LiteralString = """
UNWIND $rows AS row
MERGE (e:Expert {id: row.id})
ON CREATE SET e += {languages: [], presence: 'AWAY', capacity: 0, openCases: 0, inboxSeq: 0,
  uiLanguage: $language, active: true, source: $source, roles: [row.role]}
SET e += {name: row.name, importRun: $run, active: e.active OR coalesce(e.leftImport, false)}
REMOVE e.leftImport
"""
ISSUE_TYPES: LiteralString = """
UNWIND $rows AS row
MERGE (t:IssueType {id: row.id})
ON CREATE SET t += {descriptionFi: '', descriptionSv: '', descriptionEn: '', synonymsFi: [],
  synonymsSv: [], synonymsEn: [], examplesFi: [], examplesSv: [], examplesEn: [], retired: false,
  packetFields: '[]', source: $source}
SET t += {nameFi: row.fi, nameSv: row.sv, nameEn: row.en, importRun: $run,
  retired: t.retired AND NOT coalesce(t.leftImport, false)}
REMOVE t.leftImport
WITH t, row WHERE row.broader IS NOT NULL
MATCH (b:IssueType {id: row.broader})
MERGE (t)-[:BROADER]->(b)
"""
CUSTOMERS: LiteralString = """
UNWIND $ids AS id
MERGE (c:Customer {id: id})
ON CREATE SET c.source = $source
SET c.importRun = $run
"""
# What the service has done to an imported case is truer than the log: such a case stays as it is,
# and so does its owner's count of open cases.
_ACTED: LiteralString = """(
  EXISTS { (k)-[:OWNED_BY]->() }
  OR EXISTS { (k)<-[:OF_CASE]-(h:Handover) WHERE coalesce(h.source, '') <> $source }
  OR EXISTS { (:Audit {caseId: k.id}) }
)"""
# Setting a property first locks the case against the service until the batch is written.
ACTED_ON: LiteralString = (
    """
UNWIND $ids AS id
MATCH (k:Case {id: id})
SET k.importRun = $run
WITH k WHERE """
    + _ACTED
    + """
RETURN k.id AS id
"""
)
CLEAR_CASES: LiteralString = """
UNWIND $ids AS id
MATCH (k:Case {id: id})
OPTIONAL MATCH (k)-[r:OF|ABOUT|OPENED_BY|OPENED_IN|RESOLVED_BY|RESOLVED_IN]->()
DELETE r
WITH DISTINCT k
MATCH (x:Handover|Contact)-[:OF_CASE|HOLDS]->(k) WHERE x.source = $source
DETACH DELETE x
"""
CASES: LiteralString = """
UNWIND $rows AS row
MERGE (k:Case {id: row.id})
SET k = row.properties, k.openedAt = datetime(row.properties.openedAt),
  k.resolvedAt = datetime(row.properties.resolvedAt),
  k.closedAt = datetime(row.properties.closedAt)
CREATE (c:Contact {id: row.id + '/contact', startedAt: k.openedAt,
  channel: row.properties.channel, source: $source})-[:HOLDS]->(k)
WITH row, k, c
MATCH (frontline:Unit {id: $frontline})
CREATE (k)-[:OPENED_IN]->(frontline), (c)-[:AT]->(frontline)
"""
CUSTOMER_OF: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.id}), (customer:Customer {id: row.other})
MATCH (k)<-[:HOLDS]-(c:Contact {id: row.id + '/contact'})
CREATE (k)-[:OF]->(customer), (c)-[:WITH]->(customer)
"""
ABOUT: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.id}), (t:IssueType {id: row.other})
CREATE (k)-[:ABOUT]->(t)
"""
OPENED_BY: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.id}), (e:Expert {id: row.other})
MATCH (k)<-[:HOLDS]-(c:Contact {id: row.id + '/contact'})
CREATE (k)-[:OPENED_BY]->(e), (c)-[:HANDLED_BY]->(e)
"""
RESOLVED_BY: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.id}), (e:Expert {id: row.other})
CREATE (k)-[:RESOLVED_BY]->(e)
"""
RESOLVED_IN: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.id}), (u:Unit {id: row.other})
CREATE (k)-[:RESOLVED_IN]->(u)
"""
LEGS: LiteralString = """
UNWIND $rows AS row
MATCH (k:Case {id: row.case}), (here:Unit {id: row.from_unit}), (there:Unit {id: row.to_unit})
CREATE (h:Handover {id: row.id, kind: 'COLD', state: row.state, offeredAt: datetime(row.at),
  bounced: row.bounced, packet: '[]', why: '[]', source: $source})
CREATE (h)-[:OF_CASE]->(k), (h)-[:FROM_UNIT]->(here), (h)-[:TO_UNIT]->(there)
"""
CLEAN_CASES: LiteralString = (
    """
MATCH (k:Case) WHERE k.source = $source AND k.importRun <> $run AND NOT """
    + _ACTED
    + """
CALL (k) {
  OPTIONAL MATCH (x:Handover|Contact|Redirect)-[:OF_CASE|HOLDS]->(k)
  DETACH DELETE x
  WITH DISTINCT k
  DETACH DELETE k
} IN TRANSACTIONS OF 1000 ROWS
"""
)
# What the file no longer names goes, but for what has a history of another source: that is only
# put out of use, and comes back (``leftImport``) with a file that names it again.
CLEAN_EXPERTS = """
MATCH (e:Expert {source: $source}) WHERE e.importRun <> $run
CALL (e) {
  SET e.leftImport = CASE WHEN e.active THEN true ELSE e.leftImport END, e.active = false
  WITH e WHERE NOT EXISTS { (e)<--(:Case|Contact|Handover|Redirect) }
  DETACH DELETE e
} IN TRANSACTIONS OF 500 ROWS
"""
CLEAN_ISSUE_TYPES = """
MATCH (t:IssueType {source: $source}) WHERE t.importRun <> $run
CALL (t) {
  SET t.leftImport = CASE WHEN t.retired THEN t.leftImport ELSE true END, t.retired = true
  WITH t WHERE NOT EXISTS { (t)<-[:ABOUT]-(:Case) }
  DETACH DELETE t
} IN TRANSACTIONS OF 500 ROWS
"""
CLEAN_UNITS = """
MATCH (u:Unit {source: $source}) WHERE u.importRun <> $run
  AND NOT EXISTS { (u)<--(:Case|Contact|Handover|Redirect) }
  AND NOT EXISTS {
    MATCH (u)<-[m:MEMBER_OF]-(e:Expert) WHERE e.source <> $source OR m.source <> $source
  }
CALL (u) { DETACH DELETE u } IN TRANSACTIONS OF 500 ROWS
"""
CLEAN_CUSTOMERS = """
MATCH (c:Customer {source: $source}) WHERE c.importRun <> $run
  AND NOT EXISTS { (c)<--(:Case|Contact) }
CALL (c) { DETACH DELETE c } IN TRANSACTIONS OF 500 ROWS
"""
CLEAN = (CLEAN_CASES, CLEAN_EXPERTS, CLEAN_ISSUE_TYPES, CLEAN_UNITS, CLEAN_CUSTOMERS)
# A membership from elsewhere was stated by somebody; the log's is a guess, and gives way to it.
MEMBERSHIPS: LiteralString = """
MATCH (e:Expert {source: $source})
OPTIONAL MATCH (e)-[old:MEMBER_OF {source: $source}]->() DELETE old
WITH DISTINCT e WHERE NOT EXISTS {
  (e)-[m:MEMBER_OF]->() WHERE coalesce(m.source, '') <> $source
}
CALL (e) {
  MATCH (u:Unit)<-[:RESOLVED_IN]-(k:Case)-[:RESOLVED_BY]->(e)
  WITH u, count(*) AS cases, min(k.resolvedAt) AS since
  ORDER BY cases DESC, u.id LIMIT 1
  RETURN u, since
  UNION
  MATCH (u:Unit {id: $frontline})
  MATCH (k:Case)-[:OPENED_BY]->(e)
  WITH u, min(k.openedAt) AS since
  RETURN u, since
}
CREATE (e)-[:MEMBER_OF {since: since, source: $source}]->(u)
"""
