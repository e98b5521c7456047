"""Cypher of the organisation import and export."""

from __future__ import annotations

from typing import LiteralString

from netsvc.importers import organisation as org
from netsvc.importers.organisation import Table

UNITS: LiteralString = """
UNWIND $rows AS row
MERGE (u:Unit {id: row.id})
ON CREATE SET u.source = 'organisation'
SET u += {nameFi: row.nameFi, nameSv: row.nameSv, nameEn: row.nameEn, timeZone: row.timeZone,
  workingHours: row.workingHours}
WITH u, row
OPTIONAL MATCH (u)-[old:PART_OF]->(:Unit)
DELETE old
WITH DISTINCT u, row WHERE row.parent IS NOT NULL
MATCH (p:Unit {id: row.parent})
CREATE (u)-[:PART_OF]->(p)
"""
ISSUE_TYPES: LiteralString = """
UNWIND $rows AS row
MERGE (t:IssueType {id: row.id})
ON CREATE SET t.source = 'organisation'
SET t += {nameFi: row.nameFi, nameSv: row.nameSv, nameEn: row.nameEn,
  descriptionFi: row.descriptionFi, descriptionSv: row.descriptionSv,
  descriptionEn: row.descriptionEn, synonymsFi: row.synonymsFi, synonymsSv: row.synonymsSv,
  synonymsEn: row.synonymsEn, examplesFi: row.examplesFi, examplesSv: row.examplesSv,
  examplesEn: row.examplesEn, retired: row.retired, packetFields: row.packetFields}
WITH t, row
OPTIONAL MATCH (t)-[old:BROADER]->(:IssueType)
DELETE old
WITH DISTINCT t, row WHERE row.broader IS NOT NULL
MATCH (b:IssueType {id: row.broader})
CREATE (t)-[:BROADER]->(b)
"""
EXPERTS: LiteralString = """
UNWIND $rows AS row
MERGE (e:Expert {id: row.id})
ON CREATE SET e += {source: 'organisation', openCases: 0, inboxSeq: 0}
SET e += {name: row.name, languages: row.languages, roles: row.roles, presence: row.presence,
  capacity: row.capacity, uiLanguage: row.uiLanguage, active: row.active}
"""
NETWORKS: LiteralString = """
UNWIND $rows AS row
MERGE (n:MiniNetwork {id: row.id})
ON CREATE SET n.source = 'organisation'
SET n += {nameFi: row.nameFi, nameSv: row.nameSv, nameEn: row.nameEn, since: row.since}
"""
MEMBERS: LiteralString = """
UNWIND $rows AS row
MATCH (e:Expert {id: row.expert}), (u:Unit {id: row.unit})
MERGE (e)-[m:MEMBER_OF]->(u) SET m.since = row.since
"""
RESPONSIBLE: LiteralString = """
UNWIND $rows AS row
MATCH (u:Unit {id: row.unit}), (t:IssueType {id: row.issueType})
MERGE (u)-[:RESPONSIBLE_FOR]->(t)
"""
SKILLS: LiteralString = """
UNWIND $rows AS row
MATCH (e:Expert {id: row.expert}), (t:IssueType {id: row.issueType})
MERGE (e)-[d:DECLARES]->(t) SET d += {level: row.level, at: row.at}
"""
NETWORK_MEMBERS: LiteralString = """
UNWIND $rows AS row
MATCH (e:Expert {id: row.expert}), (n:MiniNetwork {id: row.miniNetwork})
MERGE (e)-[i:IN_NETWORK]->(n) SET i.onDuty = row.onDuty
"""
COVERS: LiteralString = """
UNWIND $rows AS row
MATCH (n:MiniNetwork {id: row.miniNetwork}), (t:IssueType {id: row.issueType})
MERGE (n)-[:COVERS]->(t)
"""

# What the files no longer name is stale. Links between things that the files name go; things go
# only where this import made them, and people and types with a history are put out of use instead.
CLEAN: tuple[tuple[Table, LiteralString], ...] = (
    (
        org.MEMBERS,
        "MATCH (e:Expert {source: 'organisation'})-[r:MEMBER_OF]->(u:Unit) "
        "WHERE NOT [e.id, u.id] IN $keys DELETE r",
    ),
    (
        org.RESPONSIBLE,
        "MATCH (u:Unit {source: 'organisation'})-[r:RESPONSIBLE_FOR]->(t:IssueType) "
        "WHERE NOT [u.id, t.id] IN $keys DELETE r",
    ),
    (
        org.SKILLS,
        "MATCH (e:Expert {source: 'organisation'})-[r:DECLARES]->(t:IssueType) "
        "WHERE NOT [e.id, t.id] IN $keys DELETE r",
    ),
    (
        org.NETWORK_MEMBERS,
        "MATCH (e:Expert)-[r:IN_NETWORK]->(n:MiniNetwork {source: 'organisation'}) "
        "WHERE NOT [n.id, e.id] IN $keys DELETE r",
    ),
    (
        org.COVERS,
        "MATCH (n:MiniNetwork {source: 'organisation'})-[r:COVERS]->(t:IssueType) "
        "WHERE NOT [n.id, t.id] IN $keys DELETE r",
    ),
    (
        org.NETWORKS,
        "MATCH (n:MiniNetwork {source: 'organisation'}) WHERE NOT n.id IN $keys DETACH DELETE n",
    ),
    (
        org.EXPERTS,
        """
MATCH (e:Expert {source: 'organisation'}) WHERE NOT e.id IN $keys
SET e.active = false
WITH e WHERE NOT EXISTS { (e)<--(:Case|Contact|Handover|Redirect) }
DETACH DELETE e
""",
    ),
    (
        org.ISSUE_TYPES,
        """
MATCH (t:IssueType {source: 'organisation'}) WHERE NOT t.id IN $keys
SET t.retired = true
WITH t WHERE NOT EXISTS { (t)<-[:ABOUT]-(:Case) }
DETACH DELETE t
""",
    ),
    (
        org.UNITS,
        """
MATCH (u:Unit {source: 'organisation'}) WHERE NOT u.id IN $keys
  AND NOT EXISTS { (u)<--(:Case|Contact|Handover|Redirect) }
DETACH DELETE u
""",
    ),
)

READ_UNITS: LiteralString = """
MATCH (u:Unit)
OPTIONAL MATCH (u)-[:PART_OF]->(p:Unit)
RETURN u.id AS id, u.nameFi AS nameFi, u.nameSv AS nameSv, u.nameEn AS nameEn, p.id AS parent,
  u.timeZone AS timeZone, u.workingHours AS workingHours ORDER BY id
"""
READ_ISSUE_TYPES: LiteralString = """
MATCH (t:IssueType)
OPTIONAL MATCH (t)-[:BROADER]->(b:IssueType)
WITH t, min(b.id) AS broader
RETURN t.id AS id, t.nameFi AS nameFi, t.nameSv AS nameSv, t.nameEn AS nameEn, broader,
  t.descriptionFi AS descriptionFi, t.descriptionSv AS descriptionSv,
  t.descriptionEn AS descriptionEn, t.synonymsFi AS synonymsFi, t.synonymsSv AS synonymsSv,
  t.synonymsEn AS synonymsEn, t.examplesFi AS examplesFi, t.examplesSv AS examplesSv,
  t.examplesEn AS examplesEn, t.retired AS retired, t.packetFields AS packetFields ORDER BY id
"""
READ_EXPERTS: LiteralString = """
MATCH (e:Expert)
RETURN e.id AS id, e.name AS name, e.languages AS languages, e.roles AS roles,
  e.presence AS presence, e.capacity AS capacity, e.uiLanguage AS uiLanguage, e.active AS active
ORDER BY id
"""
READ_NETWORKS: LiteralString = """
MATCH (n:MiniNetwork)
RETURN n.id AS id, n.nameFi AS nameFi, n.nameSv AS nameSv, n.nameEn AS nameEn, n.since AS since
ORDER BY id
"""
READ_MEMBERS: LiteralString = """
MATCH (e:Expert)-[m:MEMBER_OF]->(u:Unit)
RETURN e.id AS expert, u.id AS unit, m.since AS since ORDER BY expert, unit
"""
READ_RESPONSIBLE: LiteralString = """
MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(t:IssueType)
RETURN u.id AS unit, t.id AS issueType ORDER BY unit, issueType
"""
READ_SKILLS: LiteralString = """
MATCH (e:Expert)-[d:DECLARES]->(t:IssueType)
RETURN e.id AS expert, t.id AS issueType, d.level AS level, d.at AS at ORDER BY expert, issueType
"""
READ_NETWORK_MEMBERS: LiteralString = """
MATCH (e:Expert)-[i:IN_NETWORK]->(n:MiniNetwork)
RETURN n.id AS miniNetwork, e.id AS expert, i.onDuty AS onDuty ORDER BY miniNetwork, expert
"""
READ_COVERS: LiteralString = """
MATCH (n:MiniNetwork)-[:COVERS]->(t:IssueType)
RETURN n.id AS miniNetwork, t.id AS issueType ORDER BY miniNetwork, issueType
"""
