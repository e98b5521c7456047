"""Cypher of finding: who may resolve a matter, why the named may, and the words of all types."""

from __future__ import annotations

from typing import LiteralString

from netsvc.directory.circumstances import AROUND
from netsvc.finding.lines import COVERERS, COVERING, RUNG
from netsvc.mininetworks.active import ACTIVE

_KNOWING: LiteralString = """
WITH COLLECT {
  MATCH (k:Customer)<-[:OF]-(:Case)-[:RESOLVED_BY]->(x) WHERE k.id IN $customers RETURN [k.id, x.id]
} AS knowing, COLLECT {
  MATCH (x:Expert) WHERE x.id IN $callers
  MATCH (x)-[m:MEMBER_OF]->(u)
  WITH x, u ORDER BY m.since, u.id
  WITH x, head(collect(u)) AS u
  RETURN u { .id, .nameFi, .nameSv, .nameEn, caller: x.id }
} AS places, """
_TYPES: LiteralString = """ AS rung
WITH knowing, places, rung, $around + [place IN places | 'unit:' + place.id] AS wanted
UNWIND $types AS typeId
MATCH (t:IssueType {id: typeId}) WHERE NOT coalesce(t.retired, false)
OPTIONAL MATCH (t)-[:BROADER]->(b:IssueType)
WITH knowing, places, rung, wanted, t, head(collect(b)) AS b
CALL (t, b, knowing, rung, wanted) {
"""
# Who is strongest comes from the index on the key of the relationship, best first, so that the
# database hits of choosing hardly grow with how many people know a type. People of a responsible
# unit are asked for only where few others are known: that list grows with the organisation.
# The hint asks for a seek: with few entries the planner would scan the whole index instead.
# Labels are tested after each step, not in the pattern: with a label on `e` the planner is tempted
# to begin with every expert there is instead of with the one issue type.
_KNOWN: LiteralString = (
    """
  CALL (t) {
    MATCH (e)-[r:RESOLVES]->()
    USING INDEX SEEK r:RESOLVES(typeId, rank)
    WHERE r.typeId = t.id AND r.rank > -100.0 AND e.active
      AND any(role IN e.roles WHERE role IN $roles)
    RETURN e, r ORDER BY r.typeId DESC, r.rank DESC LIMIT $strongest
    UNION
    MATCH (t)<-[d:DECLARES]-(e)
    WITH e, d WHERE e.active
      AND any(role IN e.roles WHERE role IN $roles)
    RETURN e, null AS r ORDER BY d.level DESC, e.id LIMIT $declared
    UNION
    MATCH (t)<-[h:HELPED_WITH]-(e)
    WITH e, h WHERE e.active
      AND any(role IN e.roles WHERE role IN $roles)
    RETURN e, null AS r ORDER BY h.count DESC, e.id LIMIT $declared
    UNION
    """
    + COVERERS
    + """
    MATCH (n)<-[:IN_NETWORK]-(e)
    WITH DISTINCT e WHERE e.active
      AND any(role IN e.roles WHERE role IN $roles)
    RETURN e, null AS r ORDER BY e.id LIMIT $covering
  }
  WITH t, b, knowing, rung, collect({e: e, r: r}) AS known
  CALL (t, known) {
    UNWIND known AS one
    RETURN one.e AS e, one.r AS r
    UNION ALL
    MATCH (t)<-[:RESPONSIBLE_FOR]-(u) WHERE size(known) < $few
    MATCH (u)<-[:PART_OF*0..3]-(below)
    MATCH (below)<-[:MEMBER_OF]-(e)
    WITH DISTINCT e WHERE e.active
      AND any(role IN e.roles WHERE role IN $roles)
    RETURN e, null AS r ORDER BY e.id LIMIT $responsible
  }
"""
)
_NAMED: LiteralString = """
  MATCH (e:Expert) WHERE e.id IN $among
  OPTIONAL MATCH (e)-[r:RESOLVES]->(t)
"""
_AS_CANDIDATES: LiteralString = (
    """
  WITH t, b, knowing, rung, e, head(collect(r)) AS r
  MATCH (e)-[m:MEMBER_OF]->(u)
  WITH t, b, knowing, rung, e, r, u ORDER BY m.since, u.id
  WITH t, b, knowing, rung, e, r, head(collect(u)) AS u
  WITH t, b, knowing, rung, u, collect({e: e, r: r}) AS members
  OPTIONAL MATCH (u)-[unit:RESOLVES]->(t)
  WITH t, b, knowing, rung, u, members, unit, coalesce(unit.contextKeys, []) AS keys
  WITH t, b, knowing, rung, u, members,
    unit { .resolved, .received, .medianHours, .weight,
      around: [i IN range(0, size(keys) - 1) WHERE keys[i] IN wanted |
        [keys[i], unit.contextCounts[i], unit.contextWeights[i]]] } AS unitCounts,
    EXISTS { (u)-[:PART_OF*0..3]->()-[:RESPONSIBLE_FOR]->(t) } AS responsible
  UNWIND members AS member
  WITH t, b, knowing, rung, u, unitCounts, responsible, member.e AS e, member.r AS r,
    coalesce(member.r.contextKeys, []) AS keys
  OPTIONAL MATCH (e)-[declared:DECLARES]->(t)
  RETURN collect({
    expert: e { .id, .name, .languages, .presence, .capacity, .openCases,
      ringing: size([x IN rung WHERE x = e.id]),
      absent: EXISTS { (e)-[:HAS_ABSENCE]->(a) WHERE a.startsAt <= $at AND a.endsAt > $at } },
    unit: u { .id, .nameFi, .nameSv, .nameEn, .timeZone, .workingHours, .publicHolidays },
    unitCounts: unitCounts,
    own: r { .resolved, .received, .medianHours, .weight,
      .areaResolved, .areaReceived, .areaWeight,
      around: [i IN range(0, size(keys) - 1) WHERE keys[i] IN wanted |
        [keys[i], r.contextCounts[i], r.contextWeights[i]]] },
    evidence: COLLECT {
      MATCH (e)-[s:RESOLVES]->(x)
      WHERE r IS NULL AND (x = t OR x = b OR EXISTS { (x)-[:BROADER]->(b) })
      RETURN s { own: x = t, .resolved, .received, .medianHours, .weight }
    },
    helped: head(COLLECT { MATCH (e)-[h:HELPED_WITH]->(t) RETURN h.count }),
    declared: coalesce(declared.level, 0),
    responsible: responsible,
    networks: COLLECT {
      MATCH (e)-[i:IN_NETWORK]->(n)
      WHERE """
    + ACTIVE
    + """
      RETURN n { .id, .nameFi, .nameSv, .nameEn, .rota, onDuty: coalesce(i.onDuty, false),
        covers: EXISTS { (t)-[:BROADER*0..3]->()<-[:COVERS]-(n) } }
      ORDER BY n.id LIMIT 20
    },
    customers: [x IN knowing WHERE x[1] = e.id | x[0]]
  }) AS candidates
}
RETURN t { .id, .nameFi, .nameSv, .nameEn } AS type,
  b { .id, .nameFi, .nameSv, .nameEn } AS broader, places, candidates"""
)
CANDIDATES: LiteralString = (
    _KNOWING + RUNG + _TYPES + _KNOWN + _AS_CANDIDATES + ", " + COVERING + " AS covering"
)
NAMED: LiteralString = _KNOWING + "[]" + _TYPES + _NAMED + _AS_CANDIDATES + ", [] AS covering"
CASE: LiteralString = (
    "MATCH (k:Case {id: $id}) RETURN k.location AS location, "
    + AROUND
    + """ AS around,
  head(COLLECT { MATCH (k)-[:OF]->(c:Customer) RETURN c.id }) AS customerId,
  head(COLLECT {
    MATCH (k)-[:OPENED_IN]->(u:Unit) RETURN u { .nameFi, .nameSv, .nameEn } ORDER BY u.id
  }) AS unit
"""
)
TEXTS: LiteralString = """
MATCH (t:IssueType) WHERE NOT coalesce(t.retired, false)
RETURN t { .id, .nameFi, .nameSv, .nameEn, .descriptionFi, .descriptionSv, .descriptionEn,
  .synonymsFi, .synonymsSv, .synonymsEn, .examplesFi, .examplesSv, .examplesEn,
  broaderId: head(COLLECT { MATCH (t)-[:BROADER]->(b:IssueType) RETURN b.id ORDER BY b.id }),
  narrower: EXISTS { (:IssueType)-[:BROADER]->(t) },
  resolvers: EXISTS { (t)<-[:RESOLVES|DECLARES|RESPONSIBLE_FOR|COVERS]-() },
  resolved: reduce(sum = 0, n IN COLLECT {
    MATCH (:Unit)-[r:RESOLVES]->(t) RETURN r.resolved
  } | sum + n)
} AS type ORDER BY type.id
"""
# The latest resolved cases, straight from the index on state and opening; how many is bounded.
CHOSEN: LiteralString = """
MATCH (k:Case) WHERE k.state = 'RESOLVED' AND k.openedAt IS NOT NULL
WITH k ORDER BY k.openedAt DESC LIMIT $looked
WITH k WHERE k.words <> ''
MATCH (k)-[:ABOUT]->(t:IssueType) WHERE NOT coalesce(t.retired, false)
RETURN t.id AS type, k.language AS language, k.words AS words,
  EXISTS { (k)<-[:OF_CASE]-(:TypeChange) } AS corrected
"""
VERSION: LiteralString = (
    "OPTIONAL MATCH (d:DirectoryVersion {id: 'directory'}) RETURN coalesce(d.value, 0) AS value"
)
