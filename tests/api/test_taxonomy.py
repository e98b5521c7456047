"""The taxonomy edited by people: nothing of the history is lost."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.graph.driver import Graph
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.organisation import digest, load_organisation

TYPE = """
__typename
... on Problem { message { en } }
... on InvalidInput { field }
... on IssueType { id name { fi sv en } retired broader { id } narrower { id name { fi } }
  synonyms(language: FI) examples(language: FI) }
"""
SAVE = """
mutation($id: ID, $i: IssueTypeInput!, $k: String!) {
  saveIssueType(id: $id, input: $i, key: $k) { TYPE }
}
""".replace("TYPE", TYPE)
RETIRE = """
mutation($id: ID!, $r: Boolean!, $k: String!) { retireIssueType(id: $id, retired: $r, key: $k) {
  TYPE } }
""".replace("TYPE", TYPE)
MERGE = """
mutation($f: ID!, $t: ID!, $k: String!) {
  mergeIssueTypes(fromId: $f, intoId: $t, key: $k) { TYPE }
}
""".replace("TYPE", TYPE)
SPLIT = """
mutation($id: ID!, $p: [IssueTypeInput!]!, $k: String!) {
  splitIssueType(id: $id, parts: $p, key: $k) { TYPE }
}
""".replace("TYPE", TYPE)
GAPS = """
{ issueTypeGaps { nobody { id } onePerson { issueType { id } expert { id } }
  notUnderstood { cases missed issueType { id } } } }
"""
UNMATCHED = "query($t: ID!) { unmatchedWords(issueTypeId: $t) { word language cases } }"
MATCH = """
query($m: String!) { matchIssueTypes(matter: $m) { ... on IssueTypeMatches { matches {
  issueType { id } } } } }
"""
FIND = """
query($t: ID!) { findExperts(issueTypeId: $t) { ... on ExpertMatches { experts { edges { node {
  expert { id } contributions { source text { en } } } } } } } }
"""
HOUSING, MOVING = issue_type("housing-allowance"), issue_type("moving-out")
CASES = """
MATCH (t:IssueType {id: $type}), (e:Expert {id: 'emil'})
UNWIND range(1, size($words)) AS n
CREATE (k:Case {id: $type + n, number: $type + n, words: $words[n - 1], language: 'fi',
  openedAt: datetime() - duration({days: n}), resolvedAt: datetime(), state: 'RESOLVED'})
CREATE (k)-[:ABOUT]->(t), (k)-[:RESOLVED_BY]->(e)
"""


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


def facts(fi: str, **more: Any) -> dict[str, Any]:
    return {"name": {"fi": fi, "sv": f"{fi} sv", "en": f"{fi} en"}, **more}


async def save(desk: Desk, id_: str | None, given: dict[str, Any]) -> dict[str, Any]:
    saved: dict[str, Any] = await desk.get("ada", SAVE, id=id_, i=given, k=desk.key())
    return saved


async def test_a_new_type_is_matched_at_the_next_look(desk: Desk) -> None:
    index = desk.wired.operations.finding.index
    await index.refresh()
    saved = await save(
        desk,
        None,
        facts("Pysäköintitunnus", synonyms={"fi": [" parkkilupa ", "parkkilupa", ""]}),
    )
    assert saved["synonyms"] == ["parkkilupa"]
    assert await index.refresh() is True
    matches = (await desk.get("aino", MATCH, m="parkkilupaa hakisin"))["matches"]
    assert matches[0]["issueType"]["id"] == saved["id"]
    changed = await save(
        desk,
        saved["id"],
        facts("Pysäköinti", broaderId=HOUSING, examples={"fi": ["olen 131052-308T, lupa?"]}),
    )
    assert changed["id"] == saved["id"]
    assert changed["broader"] == {"id": HOUSING}
    assert changed["examples"] == ["olen […], lupa?"]
    alone = await save(desk, saved["id"], facts("Pysäköinti"))
    assert alone["broader"] is None


async def test_what_can_not_be_is_refused_and_changes_nothing(desk: Desk) -> None:
    child = await save(desk, None, facts("Lapsi", broaderId=HOUSING))
    kept = await digest_without_commands(desk)
    for id_, given, field in (
        (None, facts("ASUMISTUKI"), "name"),
        (None, facts("  "), "name"),
        (HOUSING, facts("Asumistuki", broaderId=child["id"]), "broaderId"),
        (HOUSING, facts("Asumistuki", broaderId=HOUSING), "broaderId"),
        (None, facts("Uusi", synonyms={"en": ["x" * 81]}), "synonyms"),
    ):
        refused = await save(desk, id_, given)
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", field), given
    gone = await save(desk, issue_type("none"), facts("Uusi"))
    assert gone["__typename"] == "NotFound"
    lost = await save(desk, None, facts("Uusi", broaderId=issue_type("none")))
    assert lost["__typename"] == "NotFound"
    same = await desk.get("ada", MERGE, f=HOUSING, t=HOUSING, k=desk.key())
    assert same["field"] == "intoId"
    few = await desk.get("ada", SPLIT, id=HOUSING, p=[facts("Yksi")], k=desk.key())
    assert few["field"] == "parts"
    used = await desk.get("ada", RETIRE, id=HOUSING, r=True, k=desk.key())
    assert used["field"] == "id"
    assert await digest_without_commands(desk) == kept


async def digest_without_commands(desk: Desk) -> str:
    await desk.graph.run("MATCH (k:Command) DELETE k")
    return await digest(desk.graph)


async def test_merging_moves_cases_counts_words_and_people(desk: Desk) -> None:
    await desk.graph.run(CASES, type="moving-out", words=["muutto", "muutin"])
    await desk.graph.run(
        "MATCH (t:IssueType {id: 'moving-out'}), (e:Expert {id: 'eeva'}) CREATE (e)-[:RESOLVES "
        "{resolved: 10, received: 12, bounced: 2, notMine: 0, typeId: t.id, rank: 1.0, "
        "contextKeys: ['channel:PHONE', 'location:Turku'], contextCounts: [8, 2], "
        "contextWeights: [80.0, 20.0]}]->(t)"
    )
    await desk.graph.run(
        "MATCH (:Expert {id: 'eeva'})-[r:RESOLVES]->(:IssueType {id: 'housing-allowance'}) "
        "SET r.contextKeys = ['location:Oulu', 'channel:PHONE'], r.contextCounts = [3, 1], "
        "r.contextWeights = [30.0, 10.5]"
    )
    merged = await desk.get("ada", MERGE, f=MOVING, t=HOUSING, k=desk.key())
    assert merged["id"] == HOUSING
    assert merged["synonyms"] == ["vuokratuki", "Muutto", "muuttoilmoitus"]
    assert merged["examples"][-1] == "muutin pois kotoa"
    rows = await desk.graph.read(
        "MATCH (k:Case)-[:WAS_ABOUT]->(:IssueType {id: 'moving-out', retired: true}) "
        "MATCH (k)-[:ABOUT]->(t:IssueType) RETURN t.id AS now, count(*) AS n"
    )
    assert rows == [{"now": "housing-allowance", "n": 2}]
    edges = (await desk.get("aino", FIND, t=HOUSING))["experts"]["edges"]
    eeva = next(e["node"] for e in edges if e["node"]["expert"]["id"] == expert("eeva"))
    assert "Resolved such matters: 50" in {p["text"]["en"] for p in eeva["contributions"]}
    around = await desk.graph.read(
        "MATCH (:Expert {id: 'eeva'})-[r:RESOLVES]->(:IssueType {id: 'housing-allowance'}) "
        "RETURN r.contextKeys AS keys, r.contextCounts AS counts, r.contextWeights AS weights"
    )
    assert around == [
        {
            "keys": ["channel:PHONE", "location:Oulu", "location:Turku"],
            "counts": [9, 3, 2],
            "weights": [90.5, 30.0, 20.0],
        }
    ]
    again = await desk.get("ada", MERGE, f=MOVING, t=HOUSING, k=desk.key())
    assert again["__typename"] == "NotFound"
    audits = await desk.graph.read("MATCH (a:Audit) RETURN a.action AS action")
    assert audits == [{"action": "mergeIssueTypes"}]


async def test_splitting_keeps_the_whole_and_who_looks_after_it(desk: Desk) -> None:
    split = await desk.get(
        "ada", SPLIT, id=HOUSING, p=[facts("Vuokra"), facts("Omistusasunto")], k=desk.key()
    )
    assert {part["name"]["fi"] for part in split["narrower"]} == {"Vuokra", "Omistusasunto"}
    part = split["narrower"][0]["id"]
    edges = (await desk.get("aino", FIND, t=part))["experts"]["edges"]
    assert expert("eeva") in {edge["node"]["expert"]["id"] for edge in edges}
    same = await desk.get("ada", SPLIT, id=MOVING, p=[facts("A"), facts("a")], k=desk.key())
    assert same["field"] == "parts"


async def test_a_retired_type_comes_back_with_its_history(desk: Desk) -> None:
    gone = await desk.get("ada", RETIRE, id=MOVING, r=True, k=desk.key())
    assert gone["retired"] is True
    body = await desk.get("aino", FIND, t=MOVING)
    assert body == {}
    back = await desk.get("ada", RETIRE, id=MOVING, r=False, k=desk.key())
    assert back["retired"] is False


async def test_gaps_and_words_that_were_not_understood(desk: Desk) -> None:
    words = ["kämppätuki kun", "kämppätuki", "saako kämppätukea", "kämppätuki", "kämppätuki nyt"]
    await desk.graph.run(CASES, type="housing-allowance", words=words)
    gaps = await desk.get("ada", GAPS)
    assert gaps["nobody"] == [{"id": MOVING}]
    assert gaps["onePerson"] == []
    assert gaps["notUnderstood"] == [{"cases": 5, "missed": 5, "issueType": {"id": HOUSING}}]
    offered = await desk.get("ada", UNMATCHED, t=HOUSING)
    assert offered == [{"word": "kämppätuki", "language": "FI", "cases": 4}]
    await save(
        desk, HOUSING, facts("Asumistuki", synonyms={"fi": ["vuokratuki", offered[0]["word"]]})
    )
    assert await desk.get("ada", UNMATCHED, t=HOUSING) == []
    assert (await desk.get("ada", GAPS))["notUnderstood"] == []
    await desk.graph.run(
        "MATCH (e:Expert {id: 'emil'}), (t:IssueType {id: 'moving-out'}) "
        "CREATE (e)-[:DECLARES {level: 1, at: datetime()}]->(t)"
    )
    gaps = await desk.get("pia", GAPS)
    assert gaps["onePerson"] == [{"issueType": {"id": MOVING}, "expert": {"id": expert("emil")}}]
