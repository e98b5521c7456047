"""Ping-pong to case conference through the API: the refusal, the path, who may name the owner."""

from __future__ import annotations

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.api.test_after import OFFER, RETURN, accepted
from tests.organisation import digest, load_organisation

LOOPING = OFFER.replace(
    "... on Handover { id }",
    """__typename ... on Problem { message { fi sv en } } ... on WouldLoop { loop owner { id }
  path { kind unit { id } expert { id } } }""",
)
CONFERENCE = """__typename ... on Problem { message { en } } ... on NotYours { owner { id } }
  ... on Conference { id state kind caseNumber mayName case { id } owner { id } named { id }
    namedBy { id } units { id } miniNetworks { id } candidates { id }
    path { kind unit { id } } }"""
OPEN = (
    "mutation($c: ID!, $t: ID, $k: String!) { openConference(caseId: $c, towardExpertId: $t, "
    f"key: $k) {{ {CONFERENCE} }} }}"
)
NAME = (
    "mutation($c: ID!, $e: ID!, $k: String!) { nameOwner(conferenceId: $c, expertId: $e, "
    f'note: "so", key: $k) {{ {CONFERENCE} }} }}'
)
MINE = "{ conferences { id caseNumber case { id } } }"
STORY = "query($c: ID!) { caseStory(caseId: $c) { conferences { id state named { id } } } }"
RESPONSIBLE = """mutation($t: ID!, $u: [ID!]!, $k: String!) { setResponsibleUnits(issueTypeId: $t,
  unitIds: $u, key: $k) { __typename ... on IssueType { id } } }"""


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


def unit(plain: str) -> str:
    return to_global(Kind.UNIT, plain)


async def test_from_ping_pong_to_a_named_owner(desk: Desk) -> None:
    case, handover = await accepted(desk)
    await desk.get("eeva", RETURN, h=handover, k=desk.key())
    loop = await desk.get("aino", LOOPING, c=case, e=expert("emil"), k=desk.key())
    assert (loop["__typename"], loop["loop"], loop["owner"]["id"]) == (
        "WouldLoop",
        "BACK_TO_UNIT",
        expert("aino"),
    )
    assert "Emil Ek" in loop["message"]["en"]
    assert [(stop["kind"], stop["unit"]["id"]) for stop in loop["path"]] == [
        ("OPENED", unit("front")),
        ("HANDED_OVER", unit("housing")),
        ("RETURNED", unit("front")),
    ]
    opened = await desk.get("aino", OPEN, c=case, t=expert("emil"), k=desk.key())
    assert (opened["state"], opened["mayName"], opened["case"]["id"]) == ("OPEN", False, case)
    assert [one["id"] for one in opened["units"]] == [unit("housing")]
    assert len(opened["candidates"]) == 4

    assert await desk.get("aino", MINE) == []
    waiting = await desk.get("maija", MINE)
    # a manager sees how work flows, not whose case it is
    assert [(one["id"], one["case"]) for one in waiting] == [(opened["id"], None)]
    assert [one["case"]["id"] for one in await desk.get("eeva", MINE)] == [case]

    before = await digest(desk.graph)
    denied = await desk.get("aino", NAME, c=opened["id"], e=expert("aino"), k="denied")
    assert (denied["__typename"], denied["owner"]["id"]) == ("NotYours", expert("aino"))
    await desk.graph.run("MATCH (k:Command) WHERE k.key ENDS WITH ':denied' DELETE k")
    assert await digest(desk.graph) == before

    named = await desk.get("maija", NAME, c=opened["id"], e=expert("emil"), k=desk.key())
    assert (named["state"], named["named"]["id"], named["owner"]["id"]) == (
        "DECIDED",
        expert("emil"),
        expert("emil"),
    )
    story = await desk.get("aino", STORY, c=case)
    assert story["conferences"] == [
        {"id": opened["id"], "state": "DECIDED", "named": {"id": expert("emil")}}
    ]
    assert await desk.get("maija", MINE) == []


async def test_an_administrator_declares_who_is_responsible(desk: Desk) -> None:
    type_ = issue_type("moving-out")
    done = await desk.get("ada", RESPONSIBLE, t=type_, u=[unit("front")], k=desk.key())
    assert done == {"__typename": "IssueType", "id": type_}
    unknown = await desk.get("ada", RESPONSIBLE, t=type_, u=[unit("none")], k=desk.key())
    assert unknown["__typename"] == "NotFound"
