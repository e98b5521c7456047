"""A small organisation for tests: two silos, agents at the service, experts behind it."""

from __future__ import annotations

import hashlib

import orjson

from netsvc.graph.driver import Graph
from netsvc.identity.roles import Role

ALWAYS_OPEN = orjson.dumps(
    {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
).decode()
PACKET = orjson.dumps(
    [
        {
            "name": "dwelling",
            "label": {"fi": "Asunto", "sv": "Bostad", "en": "Dwelling"},
            "required": True,
        },
        {
            "name": "since",
            "label": {"fi": "Alkaen", "sv": "Från", "en": "Since"},
            "required": False,
        },
    ]
).decode()

UNITS = [
    {"id": "service", "nameFi": "Asiakaspalvelu", "nameSv": "Kundtjänst", "nameEn": "Service"},
    {"id": "front", "nameFi": "Puhelin", "nameSv": "Telefon", "nameEn": "Telephone"},
    {"id": "benefits", "nameFi": "Etuudet", "nameSv": "Förmåner", "nameEn": "Benefits"},
    {"id": "housing", "nameFi": "Asuminen", "nameSv": "Boende", "nameEn": "Housing"},
]
PARENTS = [("front", "service"), ("housing", "benefits")]
PEOPLE: list[tuple[str, str, str, list[Role], int]] = [
    ("aino", "Aino Aalto", "front", [Role.AGENT], 3),
    ("arvid", "Arvid Berg", "front", [Role.AGENT, Role.EXPERT], 3),
    ("eeva", "Eeva Eskola", "housing", [Role.EXPERT], 2),
    ("emil", "Emil Ek", "housing", [Role.EXPERT], 1),
    ("maija", "Maija Mäki", "benefits", [Role.MANAGER], 1),
    ("pia", "Pia Palo", "service", [Role.PILOT_LEAD], 1),
    ("ada", "Ada Admin", "service", [Role.ADMINISTRATOR], 1),
]
TYPES = [
    {
        "id": "housing-allowance",
        "nameFi": "Asumistuki",
        "nameSv": "Bostadsbidrag",
        "nameEn": "Housing allowance",
        "synonymsFi": ["vuokratuki"],
        "synonymsSv": ["hyresbidrag"],
        "synonymsEn": ["rent support"],
        "examplesFi": ["vuokra nousi, paljonko saan asumistukea"],
        "examplesSv": ["hyran steg, hur mycket bostadsbidrag får jag"],
        "examplesEn": ["my rent went up, how much housing allowance do I get"],
        "packetFields": None,
    },
    {
        "id": "moving-out",
        "nameFi": "Muutto",
        "nameSv": "Flytt",
        "nameEn": "Moving out",
        "synonymsFi": ["muuttoilmoitus"],
        "synonymsSv": ["flyttanmälan"],
        "synonymsEn": ["change of address"],
        "examplesFi": ["muutin pois kotoa"],
        "examplesSv": ["jag har flyttat hemifrån"],
        "examplesEn": ["I moved out from home"],
        "packetFields": PACKET,
    },
]

LOAD_UNITS = """
UNWIND $units AS row
CREATE (u:Unit) SET u = row, u.timeZone = 'Europe/Helsinki', u.workingHours = $hours,
  u.publicHolidays = '', u.source = 'test'
"""
LOAD_PARENTS = """
UNWIND $pairs AS pair
MATCH (c:Unit {id: pair[0]}), (p:Unit {id: pair[1]}) CREATE (c)-[:PART_OF]->(p)
"""
LOAD_TYPES = """
UNWIND $types AS row
CREATE (t:IssueType) SET t = row, t.descriptionFi = row.nameFi, t.descriptionSv = row.nameSv,
  t.descriptionEn = row.nameEn, t.retired = false, t.source = 'test'
WITH t MATCH (u:Unit {id: 'housing'}) CREATE (u)-[:RESPONSIBLE_FOR]->(t)
"""
LOAD_PEOPLE = """
UNWIND $people AS row
MATCH (u:Unit {id: row.unit})
CREATE (e:Expert {id: row.id, name: row.name, languages: ['fi', 'sv', 'en'], roles: row.roles,
  presence: 'AVAILABLE', capacity: row.capacity, openCases: 0, inboxSeq: 0, uiLanguage: 'fi',
  active: true, source: 'test'})
CREATE (e)-[:MEMBER_OF {since: datetime('2020-01-01T00:00:00Z')}]->(u)
"""
LOAD_REST = """
MATCH (t:IssueType {id: 'housing-allowance'})
MATCH (eeva:Expert {id: 'eeva'}), (emil:Expert {id: 'emil'}), (u:Unit {id: 'housing'})
CREATE (eeva)-[:RESOLVES {resolved: 40, received: 44, bounced: 4, notMine: 1, medianHours: 5.0,
  lastAt: datetime('2026-01-01T00:00:00Z')}]->(t)
CREATE (emil)-[:RESOLVES {resolved: 3, received: 6, bounced: 3, notMine: 1, medianHours: 9.0,
  lastAt: datetime('2026-01-01T00:00:00Z')}]->(t)
CREATE (u)-[:RESOLVES {resolved: 43, received: 50, bounced: 7, notMine: 2, medianHours: 6.0,
  lastAt: datetime('2026-01-01T00:00:00Z')}]->(t)
CREATE (eeva)-[:DECLARES {level: 3, at: datetime('2025-01-01T00:00:00Z')}]->(t)
CREATE (n:MiniNetwork {id: 'homes', nameFi: 'Kodit', nameSv: 'Hemmen', nameEn: 'Homes',
  since: datetime('2025-06-01T00:00:00Z')})-[:COVERS]->(t)
CREATE (eeva)-[:IN_NETWORK {onDuty: true}]->(n)
WITH n MATCH (a:Expert {id: 'arvid'}) CREATE (a)-[:IN_NETWORK {onDuty: false}]->(n)
MERGE (d:DirectoryVersion {id: 'directory'}) SET d.value = coalesce(d.value, 0) + 1
"""
RANKS = """
MATCH (e:Expert)-[r:RESOLVES]->(t:IssueType)
SET r.typeId = t.id, r.rank = CASE WHEN r.resolved > 0 THEN log(1.0 + r.resolved)
  + log((r.resolved + 3.5) / (r.received - r.resolved + 1.5)) END
"""
AREAS = """
MATCH (e:Expert)-[r:RESOLVES]->(:IssueType)-[:BROADER]->(b:IssueType)
WITH e, b, collect(r) AS own, sum(r.resolved) AS resolved, sum(r.received) AS received
FOREACH (r IN own | SET r.areaResolved = resolved, r.areaReceived = received)
"""
# as one row: a row each costs the driver more than what is in it
NODES = """
MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock
RETURN collect([labels(n), properties(n)]) AS all
"""
LINKS = """
MATCH (n)-[r]->(m)
RETURN collect([coalesce(n.id, n.key), type(r), coalesce(m.id, m.key), properties(r)]) AS all
"""


async def load_organisation(graph: Graph) -> None:
    """Everybody is available, the units never close, nobody has a case."""
    await graph.run(LOAD_UNITS, units=UNITS, hours=ALWAYS_OPEN)
    await graph.run(LOAD_PARENTS, pairs=[list(pair) for pair in PARENTS])
    await graph.run(LOAD_TYPES, types=TYPES)
    people = [
        {"id": id_, "name": name, "unit": unit, "roles": [r.value for r in roles], "capacity": cap}
        for id_, name, unit, roles, cap in PEOPLE
    ]
    await graph.run(LOAD_PEOPLE, people=people)
    await graph.run(LOAD_REST)
    await rank_evidence(graph)


async def rank_evidence(graph: Graph) -> None:
    """Give counts that a test wrote by hand their place in the index of finding."""
    await graph.run(RANKS)
    await graph.run(AREAS)


async def digest(graph: Graph) -> str:
    """A hash over every node and relationship: equal where nothing changed."""
    rows = []
    for statement in (NODES, LINKS):
        (row,) = await graph.read(statement)
        # properties come in no promised order
        rows += [repr([_ordered(part) for part in one]) for one in row["all"]]
    return hashlib.sha256("\n".join(sorted(rows)).encode()).hexdigest()


def _ordered(part: object) -> object:
    return sorted(part.items()) if isinstance(part, dict) else part
