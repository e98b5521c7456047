"""What was resolved from the same place, by the same channel and for the same colleague counts."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.api.test_operations import ACCEPT, OFFER, OPEN, RESOLVE
from tests.organisation import digest, load_organisation

HOUSING = issue_type("housing-allowance")
FIND = """
query($t: ID!, $c: ID, $ch: Channel) { findExperts(issueTypeId: $t, caseId: $c, channel: $ch) {
  __typename
  ... on InvalidInput { field } ... on NotFound { id }
  ... on ExpertMatches { experts { edges { node {
    score expert { id } reasons { kind count text { fi sv en } }
    contributions { source value text { fi sv en } } } } } } } }
"""
CONTEXT = ("LOCATION", "OPENER", "CHANNEL")


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


async def opened(desk: Desk, who: str, channel: str = "PHONE") -> str:
    given = {"words": "vuokra", "language": "FI", "issueTypeId": HOUSING, "channel": channel}
    return str((await desk.get(who, OPEN, i=given, k=desk.key()))["id"])


async def resolved(desk: Desk, who: str, to: str, channel: str = "PHONE") -> dict[str, Any]:
    """A matter that one opened and another resolved; the offer as it was made."""
    case = await opened(desk, who, channel)
    offer: dict[str, Any] = await desk.get(
        who, OFFER, c=case, to=expert(to), kind="COLD", k=desk.key()
    )
    await desk.get(to, ACCEPT, h=offer["id"], k=desk.key())
    done = await desk.get(to, RESOLVE, c=case, k=desk.key())
    assert done["state"] == "RESOLVED"
    return offer


async def found(desk: Desk, who: str, **asked: Any) -> dict[str, dict[str, Any]]:
    edges = (await desk.get(who, FIND, t=HOUSING, **asked))["experts"]["edges"]
    return {edge["node"]["expert"]["id"]: edge["node"] for edge in edges}


def said(node: dict[str, Any], language: str = "en") -> dict[str, str]:
    return {
        part["source"]: part["text"][language]
        for part in node["contributions"]
        if part["source"] in CONTEXT
    }


async def test_each_caller_is_told_of_their_own_matters_and_parts_sum_to_the_score(
    desk: Desk,
) -> None:
    for channel in ("PHONE", "PHONE", "CHAT"):
        await resolved(desk, "aino", "emil", channel)
    await resolved(desk, "arvid", "eeva")

    mine = await found(desk, "aino", ch="PHONE")
    assert said(mine[expert("emil")]) == {
        "LOCATION": "Resolved such matters from the same place: 3, the unit 4",
        "OPENER": "Resolved such matters that you opened: 3, the unit 3",
        "CHANNEL": "Resolved such matters that came by the same channel: 2, the unit 3",
    }
    assert said(mine[expert("eeva")], "sv") == {
        "LOCATION": "Har löst sådana ärenden från samma plats: 1, enheten 4",
        # nothing of hers: the unit's is what a newcomer of it would have too
        "OPENER": "Har löst sådana ärenden som du har öppnat: 0, enheten 3",
        "CHANNEL": "Har löst sådana ärenden som kom genom samma kanal: 1, enheten 3",
    }
    reasons = {reason["kind"]: reason for reason in mine[expert("emil")]["reasons"]}
    assert reasons["LOCATION"]["text"]["fi"] == (
        "Ratkaissut 3 tällaista asiaa, jotka tulivat samasta paikasta (Puhelin)."
    )
    assert reasons["OPENER"]["count"] == 3
    assert "OPENER" not in {reason["kind"] for reason in mine[expert("eeva")]["reasons"]}
    for node in mine.values():
        parts = sum(part["value"] for part in node["contributions"])
        assert parts == pytest.approx(node["score"], abs=1e-5)

    theirs = await found(desk, "arvid")
    assert said(theirs[expert("eeva")])["OPENER"].endswith("you opened: 1, the unit 1")
    assert said(theirs[expert("emil")])["OPENER"].endswith("you opened: 0, the unit 1")
    assert "CHANNEL" not in said(theirs[expert("emil")])
    # somebody of another unit who opened nothing
    emil = (await found(desk, "eeva"))[expert("emil")]
    assert said(emil) == {}


async def test_a_case_says_where_it_came_from_and_by_what_channel(desk: Desk) -> None:
    await resolved(desk, "aino", "emil", "CHAT")
    await desk.graph.run(
        "MATCH (e:Expert {id: 'eeva'})-[r:RESOLVES]->(:IssueType {id: 'housing-allowance'}) "
        "SET r.contextKeys = ['location:Tampere'], r.contextCounts = [12], "
        "r.contextWeights = [99.0]"
    )
    case = await opened(desk, "aino", "CHAT")
    of_case = await found(desk, "aino", c=case)
    assert said(of_case[expert("emil")]) == {
        "LOCATION": "Resolved such matters from the same place: 1, the unit 1",
        "OPENER": "Resolved such matters that you opened: 1, the unit 1",
        "CHANNEL": "Resolved such matters that came by the same channel: 1, the unit 1",
    }
    # another asks about the same case: whose matters somebody resolves is told to nobody else
    assert set(said((await found(desk, "arvid", c=case))[expert("emil")])) == {
        "LOCATION",
        "CHANNEL",
    }
    await desk.graph.run("MATCH (k:Case {state: 'IN_CONTACT'}) SET k.location = 'Tampere'")
    (reason,) = (
        one
        for one in (await found(desk, "aino", c=case))[expert("eeva")]["reasons"]
        if one["kind"] == "LOCATION"
    )
    assert reason["text"] == {
        "fi": "Ratkaissut 12 tällaista asiaa, jotka tulivat samasta paikasta (Tampere).",
        "sv": "Har löst 12 sådana ärenden från samma plats (Tampere).",
        "en": "Resolved 12 such matters from the same place (Tampere).",
    }


async def test_an_offer_says_nothing_of_whose_matters_were_resolved(desk: Desk) -> None:
    await resolved(desk, "aino", "emil")
    offer = await resolved(desk, "aino", "emil")
    kinds = {reason["kind"] for reason in offer["why"]}
    assert "LOCATION" in kinds
    assert "OPENER" not in kinds


async def test_a_case_that_is_none_gets_a_typed_answer(desk: Desk) -> None:
    before = await digest(desk.graph)
    bad = await desk.get("aino", FIND, t=HOUSING, c="nonsense")
    assert bad == {"__typename": "InvalidInput", "field": "caseId"}
    gone = to_global(Kind.CASE, "gone")
    assert await desk.get("aino", FIND, t=HOUSING, c=gone) == {
        "__typename": "NotFound",
        "id": gone,
    }
    assert await digest(desk.graph) == before
