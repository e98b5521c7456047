"""Asking through the API: what each side sees, refusals in words, the live events, the cost."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from netsvc.api.http import RequestInfo
from netsvc.api.http.endpoint import Answer, Params
from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Caller
from tests.api.desk import ROLES, Desk, expert, issue_type, make_desk
from tests.organisation import load_organisation

FIELDS = """
id question state closeReason customerWaits asker { id } askerUnit { id } miniNetwork { id }
  issueType { id } case { id number asks { id } }
  replies { state passReason text helped expert { id } unit { id } }
"""
ASK = """
__typename
... on Problem { message { fi sv en } }
... on InvalidInput { field seen }
... on NotFound { id }
... on NotYours { owner { id } }
... on WrongState { was: state owner { id } about: case { number } }
... on ExpertUnavailable { expert { id } presence }
... on Ask { FIELDS }
""".replace("FIELDS", FIELDS)
OPEN = """mutation($i: OpenCaseInput!, $k: String!) {
  openCase(input: $i, key: $k) { ... on Case { id contact { id } } } }"""


def _mutation(arguments: str, call: str) -> str:
    return f"mutation({arguments}, $k: String!) {{ {call} {{ {ASK} }} }}"


ASKED = _mutation(
    "$c: ID!, $q: String!, $e: [ID!], $n: ID",
    "askExperts(caseId: $c, question: $q, expertIds: $e, miniNetworkId: $n, key: $k)",
)
ANSWER = _mutation("$a: ID!, $t: String!", "answerAsk(askId: $a, answer: $t, key: $k)")
PASS = _mutation("$a: ID!, $r: AskPassReason!", "passAsk(askId: $a, reason: $r, key: $k)")
HELPED = _mutation("$a: ID!, $e: ID!", "markHelped(askId: $a, expertId: $e, key: $k)")
WITHDRAW = _mutation("$a: ID!", "withdrawAsk(askId: $a, key: $k)")
BOX = f"{{ asks {{ toMe {{ {FIELDS} }} mine {{ {FIELDS} }} effort {{ answered helped }} }} }}"
LOOK = f"query($i: ID!) {{ node(id: $i) {{ __typename ... on Ask {{ {FIELDS} }} }} }}"
EVENTS = "subscription { inboxEvents(after: 0) { kind ask { id state } handover { id } } }"


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


async def opened(desk: Desk) -> dict[str, Any]:
    given = {
        "words": "vuokra nousi", "language": "FI", "issueTypeId": issue_type("housing-allowance"),
    }  # fmt: skip
    case: dict[str, Any] = await desk.get("aino", OPEN, i=given, k=desk.key())
    return case


async def asked(desk: Desk, case: str, *people: str) -> dict[str, Any]:
    given = {"c": case, "q": "Saako tukea? 131052-308T", "e": [expert(p) for p in people]}
    ask: dict[str, Any] = await desk.get("aino", ASKED, **given, k=desk.key())
    assert ask["__typename"] == "Ask", ask
    return ask


async def test_from_question_to_what_helped(desk: Desk) -> None:
    case = await opened(desk)
    ask = await asked(desk, case["id"], "eeva", "emil")
    assert ask["question"] == "Saako tukea? […]"
    assert (ask["state"], ask["customerWaits"], ask["asker"]["id"]) == (
        "OPEN", True, expert("aino"),
    )  # fmt: skip
    assert [r["expert"]["id"] for r in ask["replies"]] == [expert("eeva"), expert("emil")]
    box = await desk.get("eeva", BOX)
    assert [one["id"] for one in box["toMe"]] == [ask["id"]]
    assert (box["mine"], box["effort"]) == ([], {"answered": 0, "helped": 0})

    passed = await desk.get("emil", PASS, a=ask["id"], r="NOT_MINE", k="p")
    assert passed["state"] == "OPEN"
    answered = await desk.get("eeva", ANSWER, a=ask["id"], t="Kyllä saa", k="a")
    assert await desk.get("eeva", ANSWER, a=ask["id"], t="Kyllä saa", k="a") == answered
    assert answered["state"] == "ANSWERED"
    said = {r["expert"]["id"]: r for r in answered["replies"]}
    assert said[expert("eeva")]["text"] == "Kyllä saa"
    assert said[expert("emil")]["passReason"] == "NOT_MINE"
    helped = await desk.get("aino", HELPED, a=ask["id"], e=expert("eeva"), k="h")
    assert helped["state"] == "HELPED"
    assert [r["helped"] for r in helped["replies"] if r["text"]] == [True]
    assert (await desk.get("eeva", BOX))["effort"] == {"answered": 1, "helped": 1}
    assert helped["case"]["asks"] == [{"id": ask["id"]}]
    found = await desk.get("aino", LOOK, i=ask["id"])
    assert found == helped

    caller = Caller("eeva", ROLES["eeva"])
    feeding = asyncio.get_running_loop().create_task(desk.wired.operations.hub.run())
    stream = await desk.endpoint.stream(Params(EVENTS), RequestInfo("test", caller))
    assert not isinstance(stream, Answer)
    heard = [(await anext(stream))["data"]["inboxEvents"] for _ in range(2)]
    await stream.aclose()  # type: ignore[attr-defined]  # an async generator
    feeding.cancel()
    assert heard == [
        {"kind": "ASKED", "ask": {"id": ask["id"], "state": "HELPED"}, "handover": None},
        {"kind": "HELPED", "ask": {"id": ask["id"], "state": "HELPED"}, "handover": None},
    ]


async def test_a_network_is_asked(desk: Desk) -> None:
    case = await opened(desk)
    network = to_global(Kind.MINI_NETWORK, "homes")
    ask = await desk.get("aino", ASKED, c=case["id"], q="Saako?", n=network, k="n")
    assert ask["miniNetwork"] == {"id": network}
    assert [r["expert"]["id"] for r in ask["replies"]] == [expert("eeva")]


async def test_refusals_say_who_and_why(desk: Desk) -> None:
    case = await opened(desk)
    ask = await asked(desk, case["id"], "eeva")
    other = await desk.get("emil", ANSWER, a=ask["id"], t="Saa", k="1")
    assert (other["__typename"], other["owner"]) == ("NotYours", {"id": expert("aino")})
    await desk.graph.run("MATCH (e:Expert {id: 'emil'}) SET e.active = false")
    left = await desk.get("aino", ASKED, c=case["id"], q="?", e=[expert("emil")], k="2")
    assert (left["__typename"], left["expert"]) == ("ExpertUnavailable", {"id": expert("emil")})
    assert left["message"]["sv"].startswith("Emil Ek")
    bad = await desk.get("aino", ASKED, c=case["id"], q="?", e=["x"], k="3")
    assert (bad["__typename"], bad["field"]) == ("InvalidInput", "expertIds")
    gone = await desk.get("aino", WITHDRAW, a=ask["id"], k="4")
    assert (gone["state"], gone["closeReason"]) == ("CLOSED", "WITHDRAWN")
    late = await desk.get("eeva", ANSWER, a=ask["id"], t="Saa", k="5")
    assert (late["__typename"], late["was"]) == ("WrongState", "CLOSED")
    assert late["about"] is not None
    assert late["message"]["en"] == "The answer is no longer needed: the question is closed."
    reused = await desk.get("eeva", ANSWER, a=ask["id"], t="Ei", k="5")
    assert reused["__typename"] == "KeyReused"


async def test_the_box_costs_the_same_whatever_its_size(desk: Desk) -> None:
    case = await opened(desk)
    await asked(desk, case["id"], "eeva")
    one = await desk.cost("eeva", BOX)
    for _ in range(3):
        await asked(desk, case["id"], "eeva", "emil")
    assert await desk.cost("eeva", BOX) == one
