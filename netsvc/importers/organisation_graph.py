"""Cypher of the organisation import and export."""

from __future__ import annotations

from typing import LiteralString

# ``inFiles`` marks what the files name until ``CLEAN``, the last step of the same transaction.
UNITS: LiteralString = """
UNWIND $rows AS row
MERGE (u:Unit {id: row.id})
ON CREATE SET u.source = 'organisation'
SET u += {nameFi: row.nameFi, nameSv: row.nameSv, nameEn: row.nameEn, timeZone: row.timeZone,
  workingHours: row.workingHours, inFiles: true}
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
  examplesEn: row.examplesEn, retired: row.retired, packetFields: row.packetFields,
  inFiles: true}
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
  capacity: row.capacity, uiLanguage: row.uiLanguage, active: row.active, inFiles: true}
"""
NETWORKS: LiteralString = """
UNWIND $rows AS row
MERGE (n:MiniNetwork {id: row.id})
ON CREATE SET n += {source: 'organisation', isNew: true}
SET n += {nameFi: row.nameFi, nameSv: row.nameSv, nameEn: row.nameEn, since: row.since,
  inFiles: true}
"""
MEMBERS: LiteralString = """
UNWIND $rows AS row
MATCH (e:Expert {id: row.expert}), (u:Unit {id: row.unit})
MERGE (e)-[m:MEMBER_OF]->(u)
SET m += {since: row.since, source: 'organisation', inFiles: true}
"""
RESPONSIBLE: LiteralString = """
UNWIND $rows AS row
MATCH (u:Unit {id: row.unit}), (t:IssueType {id: row.issueType})
MERGE (u)-[r:RESPONSIBLE_FOR]->(t) SET r.inFiles = true
"""
SKILLS: LiteralString = """
UNWIND $rows AS row
MATCH (e:Expert {id: row.expert}), (t:IssueType {id: row.issueType})
MERGE (e)-[d:DECLARES]->(t) SET d += {level: row.level, at: row.at, inFiles: true}
"""
NETWORK_MEMBERS: LiteralString = """
UNWIND $rows AS row
MATCH (e:Expert {id: row.expert}), (n:MiniNetwork {id: row.miniNetwork})
// members of a mini-network that the files bring were in it from its beginning
MERGE (e)-[i:IN_NETWORK]->(n)
ON CREATE SET i.since = CASE WHEN n.isNew THEN n.since ELSE $at END
SET i += {onDuty: row.onDuty, inFiles: true}
"""
COVERS: LiteralString = """
UNWIND $rows AS row
MATCH (n:MiniNetwork {id: row.miniNetwork}), (t:IssueType {id: row.issueType})
MERGE (n)-[c:COVERS]->(t) SET c.inFiles = true
"""


def _stale(start: LiteralString, link: LiteralString, end: LiteralString) -> LiteralString:
    return (
        "MATCH "
        + start
        + "-[r:"
        + link
        + "]->"
        + end
        + """
WHERE r.inFiles IS NULL AND (owner.source = 'organisation' OR (owner.inFiles AND other.inFiles))
DELETE r
"""
    )


# What the files no longer name is stale. A link goes where the files name both its ends, whatever
# made it, or where this import made the thing that owns it; things go only where this import made
# them, and people and types with a history are put out of use instead.
CLEAN: tuple[LiteralString, ...] = (
    _stale("(owner:Expert)", "MEMBER_OF", "(other:Unit)"),
    _stale("(owner:Unit)", "RESPONSIBLE_FOR", "(other:IssueType)"),
    _stale("(owner:Expert)", "DECLARES", "(other:IssueType)"),
    # who leaves a mini-network leaves a trace, as when people change it
    """
MATCH (other:Expert)-[r:IN_NETWORK]->(owner:MiniNetwork)
WHERE r.inFiles IS NULL AND (owner.source = 'organisation' OR (owner.inFiles AND other.inFiles))
CREATE (other)-[:WAS_IN_NETWORK {since: r.since, until: $at}]->(owner)
DELETE r
""",
    _stale("(owner:MiniNetwork)", "COVERS", "(other:IssueType)"),
    "MATCH (n:MiniNetwork {source: 'organisation'}) WHERE n.inFiles IS NULL DETACH DELETE n",
    """
MATCH (e:Expert {source: 'organisation'}) WHERE e.inFiles IS NULL
SET e.active = false
WITH e WHERE NOT EXISTS { (e)<--(:Case|Contact|Handover|Redirect) }
DETACH DELETE e
""",
    """
MATCH (t:IssueType {source: 'organisation'}) WHERE t.inFiles IS NULL
SET t.retired = true
WITH t WHERE NOT EXISTS { (t)<-[:ABOUT]-(:Case) }
DETACH DELETE t
""",
    """
MATCH (u:Unit {source: 'organisation'}) WHERE u.inFiles IS NULL
  AND NOT EXISTS { (u)<--(:Case|Contact|Handover|Redirect) }
DETACH DELETE u
""",
    # The mark lives within the transaction only.
    """
MATCH (:Unit|Expert|MiniNetwork)
  -[r:MEMBER_OF|RESPONSIBLE_FOR|DECLARES|IN_NETWORK|COVERS]->(:Unit|IssueType|MiniNetwork)
WHERE r.inFiles REMOVE r.inFiles
""",
    "MATCH (n:Unit|IssueType|Expert|MiniNetwork) WHERE n.inFiles REMOVE n.inFiles, n.isNew",
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
# Drafts stay here: the files have no word for them, so elsewhere they would have started.
READ_NETWORKS: LiteralString = """
MATCH (n:MiniNetwork) WHERE NOT coalesce(n.draft, false)
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
MATCH (e:Expert)-[i:IN_NETWORK]->(n:MiniNetwork) WHERE NOT coalesce(n.draft, false)
RETURN n.id AS miniNetwork, e.id AS expert, i.onDuty AS onDuty ORDER BY miniNetwork, expert
"""
READ_COVERS: LiteralString = """
MATCH (n:MiniNetwork)-[:COVERS]->(t:IssueType) WHERE NOT coalesce(n.draft, false)
RETURN n.id AS miniNetwork, t.id AS issueType ORDER BY miniNetwork, issueType
"""
