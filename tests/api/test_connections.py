"""How a receiver is connected: shown at the moment of acceptance, to nobody before."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.finding.repository import FindingRepository
from netsvc.graph.driver import Graph
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.organisation import digest, load_organisation

SET = """
mutation($id: ID!, $line: DirectLineInput, $k: String!) {
  setConnection(id: $id, line: $line, key: $k) {
    __typename ... on Node { id } ... on Problem { message { fi sv en } } } }
"""
OPEN = """
mutation($t: ID!, $k: String!) {
  openCase(input: {words: "vuokra", language: FI, issueTypeId: $t}, key: $k) {
    ... on Case { id } } }
"""
OFFER = """
mutation($c: ID!, $to: ID!, $k: String!) {
  offerHandover(caseId: $c, toExpertId: $to, kind: WARM, key: $k) {
    ... on Handover { id connection { uri } } } }
"""
ACCEPT = """
mutation($h: ID!, $k: String!) { acceptHandover(handoverId: $h, key: $k) {
  ... on Handover { state connection { kind uri } } } }
"""
SEE = "query($h: ID!) { node(id: $h) { ... on Handover { state connection { kind uri } } } }"
CASE = "query($c: ID!) { case(id: $c) { handovers { connection { uri } } } }"
HOMES, HOUSING, BENEFITS = (
    to_global(Kind.MINI_NETWORK, "homes"),
    to_global(Kind.UNIT, "housing"),
    to_global(Kind.UNIT, "benefits"),
)


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    # as a process does before it serves: an offer must not wait for Neo4j to plan its reasons
    await FindingRepository(graph).warm()
    return make_desk(graph)


async def say(desk: Desk, who: str, id_: str, kind: str | None, address: str = "") -> Any:
    line = {"kind": kind, "address": address} if kind else None
    return await desk.get(who, SET, id=id_, line=line, k=desk.key())


async def offered(desk: Desk) -> tuple[str, dict[str, Any]]:
    case = await desk.get("aino", OPEN, t=issue_type("housing-allowance"), k=desk.key())
    offer = await desk.get("aino", OFFER, c=case["id"], to=expert("eeva"), k=desk.key())
    return case["id"], offer


async def test_to_sender_and_receiver_once_accepted_and_to_nobody_before(desk: Desk) -> None:
    said = await say(desk, "eeva", expert("eeva"), "EXTENSION", "47 11")
    assert said == {"__typename": "Expert", "id": expert("eeva")}
    case, offer = await offered(desk)
    assert offer["connection"] is None
    for who in ("aino", "eeva", "emil", "arvid"):
        seen = await desk.get(who, SEE, h=offer["id"])
        assert seen == {"state": "OFFERED", "connection": None}, who
    accepted = await desk.get("eeva", ACCEPT, h=offer["id"], k="a")
    line = {"kind": "EXTENSION", "uri": "tel:4711"}
    assert accepted == {"state": "ACCEPTED", "connection": line}
    assert (await desk.get("aino", SEE, h=offer["id"]))["connection"] == line
    for who in ("emil", "arvid"):
        assert (await desk.get(who, SEE, h=offer["id"]))["connection"] is None, who
    assert (await desk.get("aino", CASE, c=case))["handovers"] == [
        {"connection": {"uri": "tel:4711"}}
    ]


async def test_the_unit_and_then_the_mini_network_stand_in(desk: Desk) -> None:
    _case, offer = await offered(desk)
    await desk.get("eeva", ACCEPT, h=offer["id"], k="a")

    async def uri() -> str | None:
        line = (await desk.get("aino", SEE, h=offer["id"]))["connection"]
        return line["uri"] if line else None

    assert await uri() is None
    await say(desk, "pia", HOMES, "CHAT", "https://chat.example.org/homes")
    assert await uri() == "https://chat.example.org/homes"
    await say(desk, "maija", BENEFITS, "QUEUE", "+358 20 1")
    assert await uri() == "tel:+358201"
    await say(desk, "ada", HOUSING, "QUEUE", "200")
    assert await uri() == "tel:200"
    await say(desk, "eeva", expert("eeva"), "SIP", "eeva@voice.example.org")
    assert await uri() == "sip:eeva@voice.example.org"
    await say(desk, "eeva", expert("eeva"), None)
    assert await uri() == "tel:200"


async def test_what_can_not_be_said(desk: Desk) -> None:
    lines = "MATCH (n) WHERE n.connectionUri IS NOT NULL RETURN n.id AS id"
    for who, id_, address, sentence in (
        ("eeva", expert("emil"), "1234", "You can only say how you yourself are connected."),
        ("eeva", HOUSING, "1234", "You can only say how you yourself are connected."),
        ("eeva", expert("eeva"), "javascript:1", "This can't be connected to: javascript:1."),
        ("ada", expert("ghost"), "1234", "This was not found."),
        ("ada", issue_type("moving-out"), "1234", "The id in id can't be used"),
        ("ada", "x", "1234", "The id in id can't be used"),
    ):
        answer = await say(desk, who, id_, "EXTENSION", address)
        assert answer["message"]["en"].startswith(sentence), (who, id_)
    assert await desk.graph.read(lines) == []
    before = await digest(desk.graph)
    denied = await desk.ask(None, SET, id=expert("eeva"), line=None, k="x")
    assert denied["errors"][0]["extensions"]["code"] == "NOT_SIGNED_IN"
    assert await digest(desk.graph) == before


async def test_who_may_change_it_sees_what_is_kept(desk: Desk) -> None:
    await say(desk, "eeva", expert("eeva"), "SIP", "eeva@voice.example.org")
    await say(desk, "ada", HOUSING, "QUEUE", "200")
    await say(desk, "pia", HOMES, "CHAT", "https://chat.example.org/homes")
    lines = """query($e: ID!, $u: ID!, $n: ID!) {
      expert(id: $e) { directLine { kind address } }
      unit(id: $u) { directLine { kind address } }
      miniNetwork(id: $n) { directLine { kind address } } }"""

    async def seen(who: str) -> list[dict[str, str] | None]:
        data = await desk.get(who, lines, e=expert("eeva"), u=HOUSING, n=HOMES)
        return [one["directLine"] for one in data.values()]

    mine = {"kind": "SIP", "address": "eeva@voice.example.org"}
    shared = [
        {"kind": "QUEUE", "address": "200"},
        {"kind": "CHAT", "address": "https://chat.example.org/homes"},
    ]
    assert await seen("eeva") == [mine, None, None]
    assert await seen("emil") == [None, None, None]
    for who in ("maija", "pia", "ada"):
        assert await seen(who) == [None, *shared], who


async def test_a_units_hours_and_its_next_holidays(desk: Desk) -> None:
    query = "query($u: ID!) { unit(id: $u) { holidays nextHolidays hours { weekday starts } } }"
    unit = await desk.get("eeva", query, u=HOUSING)
    assert (unit["holidays"], unit["nextHolidays"]) == ("", [])
    assert [one["weekday"] for one in unit["hours"]] == [
        "MON",
        "TUE",
        "WED",
        "THU",
        "FRI",
        "SAT",
        "SUN",
    ]
    await desk.graph.run("MATCH (u:Unit) SET u.publicHolidays = 'FI'")
    unit = await desk.get("eeva", query, u=HOUSING)
    assert unit["holidays"] == "FI"
    assert len(unit["nextHolidays"]) == 4
    assert unit["nextHolidays"] == sorted(unit["nextHolidays"])
