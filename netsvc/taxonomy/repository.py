"""Cypher over issue types as their editors see them."""

from __future__ import annotations

from typing import Any, LiteralString

from netsvc.directory.circumstances import ADD
from netsvc.directory.counts import AREA_SUMS, RANK_KEY
from netsvc.directory.model import Language
from netsvc.graph.driver import Graph, Row
from netsvc.identity.roles import DESK
from netsvc.taxonomy.model import (
    CaseWords,
    Gaps,
    UnmatchedWord,
    not_understood,
    unmatched_words,
)

CASES_LOOKED_AT = 3000
OWN_CASES = 400

# Every change of the taxonomy locks the one node that its version stands on, so that two editors
# never make the same name or a circle together.
LOCK: LiteralString = """
MERGE (d:DirectoryVersion {id: 'directory'})
SET d._lock = true REMOVE d._lock
WITH d
OPTIONAL MATCH (t:IssueType {id: $id})
OPTIONAL MATCH (b:IssueType {id: $broader})
RETURN t.id AS id, coalesce(t.retired, false) AS retired, t.nameFi AS name, b.id AS broader,
  coalesce(b.retired, false) AS broaderRetired,
  t IS NOT NULL AND b IS NOT NULL AND EXISTS { (b)-[:BROADER*0..12]->(t) } AS circle,
  EXISTS {
    MATCH (o:IssueType) WHERE o.id <> $id AND NOT coalesce(o.retired, false)
      AND (toLower(o.nameFi) = toLower($fi) OR toLower(o.nameSv) = toLower($sv)
        OR toLower(o.nameEn) = toLower($en))
  } AS named,
  COUNT { (t)<-[:BROADER]-(n:IssueType) WHERE NOT coalesce(n.retired, false) } AS narrower
"""
_BUMP: LiteralString = """
WITH 1 AS done
MATCH (d:DirectoryVersion {id: 'directory'}) SET d.value = coalesce(d.value, 0) + 1
RETURN d.value AS version
"""
SAVE: LiteralString = (
    """
MERGE (t:IssueType {id: $id})
ON CREATE SET t.source = 'service', t.retired = false
SET t += $texts
WITH t
CALL (t) {
  MATCH (t)-[old:BROADER]->(b) WHERE b.id <> $broader DELETE old
}
CALL (t) {
  MATCH (b:IssueType {id: $broader}) MERGE (t)-[:BROADER]->(b)
}
"""
    + _BUMP
)
RETIRE: LiteralString = (
    "MATCH (t:IssueType {id: $id}) SET t.retired = $retired, t.retiredAt = $at " + _BUMP
)
# Whoever looked after the whole looks after its parts, until somebody says otherwise.
SPLIT: LiteralString = (
    """
MATCH (t:IssueType {id: $id})
UNWIND $parts AS part
CREATE (n:IssueType {id: part.id, source: 'service', retired: false, packetFields: t.packetFields})
SET n += part.texts
CREATE (n)-[:BROADER]->(t)
WITH t, n
CALL (t, n) { MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(t) MERGE (u)-[:RESPONSIBLE_FOR]->(n) }
CALL (t, n) { MATCH (m:MiniNetwork)-[:COVERS]->(t) MERGE (m)-[:COVERS]->(n) }
CALL (t, n) {
  MATCH (e:Expert)-[d:DECLARES]->(t) MERGE (e)-[c:DECLARES]->(n) SET c.level = d.level, c.at = d.at
}
"""
    + _BUMP
)
MERGE_TEXTS: LiteralString = """
MATCH (t:IssueType) WHERE t.id IN [$from, $into]
RETURN t { .id, .retired, .nameFi, .nameSv, .nameEn, .synonymsFi, .synonymsSv, .synonymsEn,
  .examplesFi, .examplesSv, .examplesEn } AS type
"""
# Cases point to the type they now belong to and keep where they came from; counts are added.
MERGE: LiteralString = (
    """
MATCH (f:IssueType {id: $from}), (t:IssueType {id: $into})
SET t += $texts, f.retired = true, f.retiredAt = $at
MERGE (f)-[:MERGED_INTO]->(t)
WITH f, t
CALL (f, t) {
  MATCH (f)<-[old:ABOUT]-(k:Case)
  CREATE (k)-[:ABOUT]->(t), (k)-[:WAS_ABOUT {until: $at}]->(f)
  DELETE old
}
CALL (f, t) {
  MATCH (f)<-[old:RESOLVES]-(w)
  MERGE (w)-[r:RESOLVES]->(t)
  SET r.medianHours = CASE
      WHEN r.medianHours IS NULL THEN old.medianHours
      WHEN old.medianHours IS NULL THEN r.medianHours
      ELSE (r.medianHours * r.resolved + old.medianHours * old.resolved)
        / (r.resolved + old.resolved) END,
    r.lastAt = CASE WHEN r.lastAt IS NULL OR old.lastAt > r.lastAt THEN old.lastAt
      ELSE r.lastAt END
  SET r.weight = CASE WHEN r.weight IS NULL THEN old.weight
      ELSE r.weight + coalesce(old.weight, 0.0) END
  SET r.resolved = coalesce(r.resolved, 0) + coalesce(old.resolved, 0),
    r.received = coalesce(r.received, 0) + coalesce(old.received, 0),
    r.bounced = coalesce(r.bounced, 0) + coalesce(old.bounced, 0),
    r.notMine = coalesce(r.notMine, 0) + coalesce(old.notMine, 0)
  WITH *, coalesce(old.contextKeys, []) AS others, old.contextCounts AS theirCounts,
    old.contextWeights AS theirWeights
  WITH *, [i IN range(0, size(others) - 1) | [others[i], theirCounts[i], theirWeights[i]]] AS more
"""
    + ADD
    + """
  DELETE old
  WITH w, r, t WHERE w:Expert
  SET r.typeId = t.id, r.rank = """
    + RANK_KEY
    + """
}
CALL (f, t) {
  MATCH (f)<-[old:DECLARES]-(e:Expert)
  MERGE (e)-[d:DECLARES]->(t)
  SET d.at = coalesce(d.at, old.at),
    d.level = CASE WHEN coalesce(d.level, 0) > old.level THEN d.level ELSE old.level END
  DELETE old
}
CALL (f, t) {
  MATCH (f)<-[old:RESPONSIBLE_FOR]-(u:Unit) MERGE (u)-[:RESPONSIBLE_FOR]->(t) DELETE old
}
CALL (f, t) { MATCH (f)<-[old:COVERS]-(m:MiniNetwork) MERGE (m)-[:COVERS]->(t) DELETE old }
CALL (f, t) {
  MATCH (f)<-[old:BROADER]-(n:IssueType) WHERE n <> t MERGE (n)-[:BROADER]->(t) DELETE old
}
CALL (t) {
  MATCH (t)-[:BROADER]->(b:IssueType)
  MATCH (e:Expert)-[s:RESOLVES]->(:IssueType)-[:BROADER]->(b)
  WITH e, """
    + AREA_SUMS
    + """
}
"""
    + _BUMP
)
_TEXTS: LiteralString = """
t { .id, .nameFi, .nameSv, .nameEn, .synonymsFi, .synonymsSv, .synonymsEn,
  .examplesFi, .examplesSv, .examplesEn }
"""
WORDS_OF: LiteralString = (
    """
MATCH (t:IssueType {id: $id})
RETURN """
    + _TEXTS
    + """ AS type, COLLECT {
  MATCH (t)<-[:ABOUT]-(k:Case) WHERE k.words IS NOT NULL
  RETURN [k.language, k.words] ORDER BY k.openedAt DESC LIMIT $own
} AS own, COLLECT {
  MATCH (k:Case) WHERE k.openedAt IS NOT NULL
  WITH k ORDER BY k.openedAt DESC LIMIT $looked
  WHERE k.words IS NOT NULL AND NOT EXISTS { (k)-[:ABOUT]->(t) }
  RETURN [k.language, k.words]
} AS others
"""
)
GAPS: LiteralString = (
    """
MATCH (t:IssueType) WHERE NOT coalesce(t.retired, false)
  AND NOT EXISTS { (t)<-[:BROADER]-(n:IssueType) WHERE NOT coalesce(n.retired, false) }
WITH t ORDER BY t.nameFi, t.id LIMIT 5000
RETURN """
    + _TEXTS
    + """ AS type, COLLECT {
  MATCH (t)<-[r:RESOLVES|DECLARES]-(e:Expert)
  WHERE e.active AND any(role IN e.roles WHERE role IN $roles)
    AND coalesce(r.resolved, r.level, 0) > 0
  RETURN DISTINCT e.id LIMIT 2
} AS people
"""
)
RECENT: LiteralString = """
MATCH (k:Case) WHERE k.openedAt IS NOT NULL
WITH k ORDER BY k.openedAt DESC LIMIT $looked
MATCH (k)-[:ABOUT]->(t:IssueType) WHERE k.words IS NOT NULL AND k.words <> ''
RETURN t.id AS type, k.language AS language, k.words AS words
"""


class TaxonomyRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def unmatched(self, issue_type_id: str) -> list[UnmatchedWord]:
        """Customers' words that the type lacks; one statement over its latest cases."""
        rows = await self._graph.read(
            WORDS_OF, deadline=20.0, id=issue_type_id, own=OWN_CASES, looked=CASES_LOOKED_AT
        )
        if not rows:
            return []
        row = rows[0]
        return unmatched_words(
            [_case(issue_type_id, *pair) for pair in row["own"]],
            [_case("", *pair) for pair in row["others"]],
            texts_of(row["type"]),
        )

    async def gaps(self) -> Gaps:
        """Two statements, whatever the number of issue types."""
        types = await self._graph.read(
            GAPS, deadline=20.0, roles=sorted(role.value for role in DESK)
        )
        cases = await self._graph.read(RECENT, deadline=20.0, looked=CASES_LOOKED_AT)
        return Gaps(
            nobody=tuple(row["type"]["id"] for row in types if not row["people"]),
            one_person=tuple(
                (row["type"]["id"], row["people"][0]) for row in types if len(row["people"]) == 1
            ),
            not_understood=not_understood(
                [_case(row["type"], row["language"], row["words"]) for row in cases],
                {row["type"]["id"]: texts_of(row["type"]) for row in types},
            ),
        )


def texts_of(raw: Row) -> list[str]:
    """Every name, synonym and example of a type."""
    texts: list[str] = []
    for code in ("Fi", "Sv", "En"):
        texts += [raw[f"name{code}"] or ""]
        texts += [*(raw[f"synonyms{code}"] or ()), *(raw[f"examples{code}"] or ())]
    return texts


def _case(type_id: str, language: Any, words: str) -> CaseWords:
    known = {one.value: one for one in Language}
    return CaseWords(type_id, known.get(str(language or "").lower()), words)
