"""After an acceptance, through the API: return, ask the sender, another type, reopen, undo."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.graph.driver import Graph
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.organisation import digest, load_organisation

PROBLEM = """
... on Problem { message { fi sv en } }
... on WrongState { owner { id } }
... on NotYours { owner { id } }
"""


def said(query: str) -> str:
    return query.replace("PROBLEM", PROBLEM)


OPEN = """mutation($t: ID!, $k: String!) { openCase(input: {words: "vuokra nousi", language: FI,
  issueTypeId: $t}, key: $k) { ... on Case { id } } }"""
OFFER = """mutation($c: ID!, $e: ID!, $k: String!) { offerHandover(caseId: $c, toExpertId: $e,
  kind: WARM, key: $k) { ... on Handover { id } } }"""
ACCEPT = """mutation($h: ID!, $k: String!) { acceptHandover(handoverId: $h, key: $k) {
  ... on Handover { state } } }"""
RETURN = said(
    """mutation($h: ID!, $k: String!) { returnHandover(handoverId: $h, reason: NOT_MY_MATTER,
  note: "131052-308T", key: $k) { __typename ... on Handover { state case { owner { id } } }
  PROBLEM } }"""
)
ASK = said(
    """mutation($h: ID!, $q: String!, $k: String!) { askSender(handoverId: $h, question: $q,
  key: $k) { __typename ... on SenderQuestion { id question askedBy { id } case { id }
  handover { id } } PROBLEM } }"""
)
ANSWER = said(
    """mutation($q: ID!, $a: String!, $k: String!) { answerSenderQuestion(questionId: $q,
  answer: $a, key: $k) { __typename ... on SenderQuestion { answer answeredBy { id } }
  PROBLEM } }"""
)
RETYPE = said(
    """mutation($c: ID!, $t: ID!, $k: String!) { changeIssueType(caseId: $c, issueTypeId: $t,
  key: $k) { __typename ... on Case { issueType { id packetFields { name } } } PROBLEM } }"""
)
RESOLVE = (
    "mutation($c: ID!, $k: String!) { resolveCase(caseId: $c, key: $k) { ... on Case { state } } }"
)
REOPEN = said(
    """mutation($c: ID!, $k: String!) { reopenCase(caseId: $c, channel: PHONE, key: $k) {
  __typename ... on Case { state owner { id } } PROBLEM } }"""
)
UNDO = said(
    """mutation($c: String!, $k: String!) { undo(command: $c, key: $k) { __typename
  ... on Case { state owner { id } } PROBLEM } }"""
)
STORY = """query($c: ID!) { caseStory(caseId: $c) {
  returns { reason note handover { id } }
  questions { question answer askedBy { id } answeredBy { id } }
  typeChanges { fromType { id } toType { id } by { id } }
  reopenings { endedState by { id } endedBy { id } } } }"""
QUESTIONS = "{ senderQuestions { question case { number } askedBy { id } } }"


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


async def accepted(desk: Desk, key: str = "accept") -> tuple[str, str]:
    """A case of aino's that eeva accepted, and its handover."""
    case = (await desk.get("aino", OPEN, t=issue_type("housing-allowance"), k=desk.key()))["id"]
    offer = await desk.get("aino", OFFER, c=case, e=expert("eeva"), k=desk.key())
    await desk.get("eeva", ACCEPT, h=offer["id"], k=key)
    return case, offer["id"]


async def test_the_whole_story(desk: Desk) -> None:
    case, handover = await accepted(desk)
    asked = await desk.get("eeva", ASK, h=handover, q="Koska?", k=desk.key())
    assert (asked["askedBy"]["id"], asked["case"]["id"]) == (expert("eeva"), case)
    waiting = await desk.get("aino", QUESTIONS)
    assert [one["question"] for one in waiting] == ["Koska?"]
    assert await desk.get("eeva", QUESTIONS) == []
    said = await desk.get("aino", ANSWER, q=asked["id"], a="Eilen.", k=desk.key())
    assert (said["answer"], said["answeredBy"]["id"]) == ("Eilen.", expert("aino"))
    assert await desk.get("aino", QUESTIONS) == []
    to = issue_type("moving-out")
    changed = await desk.get("eeva", RETYPE, c=case, t=to, k=desk.key())
    assert changed["issueType"]["id"] == to
    assert [field["name"] for field in changed["issueType"]["packetFields"]] == [
        "dwelling",
        "since",
    ]
    given = await desk.get("eeva", RETURN, h=handover, k=desk.key())
    assert (given["state"], given["case"]["owner"]["id"]) == ("RETURNED", expert("aino"))
    await desk.get("aino", RESOLVE, c=case, k=desk.key())
    opened = await desk.get("arvid", REOPEN, c=case, k=desk.key())
    assert (opened["state"], opened["owner"]["id"]) == ("IN_CONTACT", expert("arvid"))
    story = await desk.get("emil", STORY, c=case)
    assert story == {
        "returns": [
            {"reason": "NOT_MY_MATTER", "note": "[…]", "handover": {"id": handover}},
        ],
        "questions": [
            {
                "question": "Koska?",
                "answer": "Eilen.",
                "askedBy": {"id": expert("eeva")},
                "answeredBy": {"id": expert("aino")},
            }
        ],
        "typeChanges": [
            {
                "fromType": {"id": issue_type("housing-allowance")},
                "toType": {"id": to},
                "by": {"id": expert("eeva")},
            }
        ],
        "reopenings": [
            {
                "endedState": "RESOLVED",
                "by": {"id": expert("arvid")},
                "endedBy": {"id": expert("aino")},
            }
        ],
    }
    assert await desk.cost("emil", STORY, c=case) <= 5


async def test_an_acceptance_is_undone_by_its_key(desk: Desk) -> None:
    case, _handover = await accepted(desk, key="slip")
    foreign = await desk.get("aino", UNDO, c="slip", k=desk.key())
    assert foreign["__typename"] == "NotFound"
    undone = await desk.get("eeva", UNDO, c="slip", k="back")
    assert (undone["state"], undone["owner"]["id"]) == ("IN_CONTACT", expert("aino"))
    assert await desk.get("eeva", UNDO, c="slip", k="back") == undone
    again = await desk.get("eeva", UNDO, c="slip", k=desk.key())
    assert (again["__typename"], again["owner"]["id"]) == ("WrongState", expert("aino"))
    assert again["message"]["en"] == "This has already been undone."
    assert case


@pytest.mark.parametrize(
    ("who", "query", "given", "kind"),
    [
        ("aino", RETURN, {"h": "handover"}, "NotYours"),
        ("emil", ASK, {"h": "handover", "q": "?"}, "NotYours"),
        ("aino", RETYPE, {"c": "case", "t": issue_type("moving-out")}, "NotYours"),
        ("eeva", RETYPE, {"c": "case", "t": "nonsense"}, "InvalidInput"),
        ("arvid", REOPEN, {"c": "case"}, "WrongState"),
        ("eeva", ANSWER, {"q": "x" * 101, "a": "a"}, "InvalidInput"),
        ("eeva", ANSWER, {"q": "none", "a": "a"}, "NotFound"),
    ],
)
async def test_refusals_change_nothing(
    desk: Desk, who: str, query: str, given: dict[str, Any], kind: str
) -> None:
    case, handover = await accepted(desk)
    names = {"case": case, "handover": handover}
    before = await digest(desk.graph)
    values = {name: names.get(value, value) for name, value in given.items()}
    refused = await desk.get(who, query, **values, k="denied")
    assert refused["__typename"] == kind
    assert all(refused["message"].values())
    await desk.graph.run("MATCH (k:Command) WHERE k.key ENDS WITH ':denied' DELETE k")
    assert await digest(desk.graph) == before
