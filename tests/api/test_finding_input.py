"""Whatever is typed on the desk gets a typed answer with people to ask, and changes nothing."""

from __future__ import annotations

import pytest

from netsvc.graph.driver import Graph
from tests.api.desk import Desk, make_desk
from tests.organisation import digest, load_organisation

FIND = """
query($m: String) { findExperts(matter: $m, first: 5) {
  __typename
  ... on ExpertMatches { matter { certainty matches { issueType { id } } }
    experts { edges { node { expert { id } } } } }
  ... on InvalidInput { field }
} }
"""
ODD = {
    "one letter": "a",
    "emoji": "😀🎉🧑‍🤝‍🧑",
    "digits": "12345 67",
    "another alphabet": "Пособие на жильё 住宅手当",
    "sql": "'; DROP TABLE cases; --",
    "cypher": "x'}) DETACH DELETE n //",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "identity number": "131052-308T",
    "control": "\x00\x1f\u202e",
    "lone surrogate": "\ud83d",
    "100 kB": "☔ " * 25_000,
    "one endless word": "x" * 100_000,
}


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


async def test_nothing_typed_is_a_dead_end(desk: Desk) -> None:
    before = await digest(desk.graph)
    for name, words in ODD.items():
        found = await desk.get("aino", FIND, m=words)
        assert found["__typename"] == "ExpertMatches", name
        assert found["experts"]["edges"], name
    assert await digest(desk.graph) == before


@pytest.mark.parametrize("words", ["", "   ", "\n\t", None])
async def test_blank_words_are_refused_by_their_field(desk: Desk, words: str | None) -> None:
    found = await desk.get("aino", FIND, m=words)
    assert found == {"__typename": "InvalidInput", "field": "matter"}


async def test_two_issue_types_of_one_name_are_both_offered(desk: Desk) -> None:
    await desk.graph.run(
        """
        UNWIND ['twin-a', 'twin-b'] AS id
        CREATE (t:IssueType {id: id, nameFi: 'Kaksoskoppa', nameSv: 'Tvillingkorg',
          nameEn: 'Twin basket', retired: false})
        WITH t MATCH (e:Expert {id: 'eeva'}) CREATE (e)-[:DECLARES {level: 2}]->(t)
        """
    )
    found = await desk.get("aino", FIND, m="Kaksoskoppa")
    assert len({m["issueType"]["id"] for m in found["matter"]["matches"][:2]}) == 2
    assert [edge["node"]["expert"]["id"] for edge in found["experts"]["edges"]] != []
