"""A case offered to a mini-network goes to who is on duty and free, and then to the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.availability.hours import NO_HOLIDAYS, OFFICE_HOURS
from netsvc.finding.repository import FindingRepository
from netsvc.graph.driver import Graph
from netsvc.mininetworks.model import Rota, Turn
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.api.test_after import RETURN, accepted
from tests.organisation import digest, load_organisation

OPEN = """
mutation($t: ID!, $k: String!) {
  openCase(input: {words: "vuokra", language: FI, issueTypeId: $t}, key: $k) {
    ... on Case { id } } }
"""
OFFER = """
mutation($c: ID!, $n: ID!, $kind: HandoverKind!, $k: String!) {
  offerToMiniNetwork(caseId: $c, miniNetworkId: $n, kind: $kind, key: $k) {
    __typename
    ... on Handover { id state receiver { id } }
    ... on WouldLoop { loop owner { id } toward { id } case { id } }
    ... on NobodyOnDuty { miniNetwork { id } nextExpert { id } startsAt }
    ... on Problem { message { fi sv en } } } }
"""
DECLINE = """
mutation($h: ID!, $k: String!) { declineHandover(handoverId: $h, reason: NO_CAPACITY, key: $k) {
  ... on Handover { state case { handovers { state receiver { id } } } } } }
"""
CONFER = """
mutation($c: ID!, $t: ID, $k: String!) {
  openConference(caseId: $c, towardExpertId: $t, key: $k) { ... on Conference { state kind } } }
"""
OFFER_LATER = """
mutation($c: ID!, $n: ID!, $kind: HandoverKind!, $p: PromiseInput!, $k: String!) {
  offerToMiniNetwork(caseId: $c, miniNetworkId: $n, kind: $kind, promise: $p, key: $k) {
    __typename
    ... on Handover { id receiver { id } }
    ... on InvalidInput { field } } }
"""
ACCEPT = "mutation($h: ID!, $k: String!) { acceptHandover(handoverId: $h, key: $k) { __typename } }"
OWED = "{ myPromises { what state case { id } } }"
HOMES = to_global(Kind.MINI_NETWORK, "homes")
DUTY = "MATCH (e:Expert)-[i:IN_NETWORK]->(:MiniNetwork {id: 'homes'}) SET i.onDuty = e.id IN $ids"


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    await graph.run(
        "MATCH (n:MiniNetwork {id: 'homes'}), (e:Expert {id: 'emil'}) "
        "CREATE (e)-[:IN_NETWORK {onDuty: false}]->(n)"
    )
    await FindingRepository(graph).warm()
    return make_desk(graph)


async def opened(desk: Desk, who: str = "aino") -> str:
    case: Mapping[str, str] = await desk.get(
        who, OPEN, t=issue_type("housing-allowance"), k=desk.key()
    )
    return case["id"]


async def offer(desk: Desk, case: str, kind: str = "WARM", key: str | None = None) -> Any:
    return await desk.get("aino", OFFER, c=case, n=HOMES, kind=kind, k=key or desk.key())


async def test_on_duty_and_free_then_the_next_on_duty(desk: Desk) -> None:
    await desk.graph.run(DUTY, ids=["eeva", "emil"])
    await desk.graph.run("MATCH (e:Expert {id: 'eeva'}) SET e.presence = 'BUSY'")
    case = await opened(desk)
    first = await offer(desk, case, key="once")
    assert (first["state"], first["receiver"]) == ("OFFERED", {"id": expert("emil")})
    await desk.graph.run("MATCH (e:Expert {id: 'eeva'}) SET e.presence = 'AVAILABLE'")
    # the same press again, whoever is on duty by now
    assert (await offer(desk, case, key="once"))["id"] == first["id"]
    declined = await desk.get("emil", DECLINE, h=first["id"], k="d")
    assert declined["case"]["handovers"] == [
        {"state": "DECLINED", "receiver": {"id": expert("emil")}},
        {"state": "OFFERED", "receiver": {"id": expert("eeva")}},
    ]


async def test_nobody_free_says_whose_turn_is_next(desk: Desk) -> None:
    case = await opened(desk)
    before = await digest(desk.graph)
    await desk.graph.run(DUTY, ids=[])
    nobody = await offer(desk, case)
    assert nobody["__typename"] == "NobodyOnDuty"
    assert (nobody["miniNetwork"], nobody["nextExpert"]) == ({"id": HOMES}, None)
    assert nobody["message"]["en"].startswith("Nobody of the mini-network is on duty now.")
    await desk.graph.run(DUTY, ids=["eeva"])
    assert await digest(desk.graph) == before

    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    rota = Rota(
        "UTC",
        NO_HOLIDAYS,
        OFFICE_HOURS,
        ((),) * 7,
        {tomorrow: (Turn("09:00", "10:00", "arvid"),)},
    )
    await desk.graph.run("MATCH (n:MiniNetwork) SET n.rota = $rota", rota=rota.to_json())
    told = await offer(desk, case)
    assert told["nextExpert"] == {"id": expert("arvid")}
    assert told["startsAt"] == f"{tomorrow}T09:00:00+00:00"
    assert told["message"]["fi"].endswith(f"Arvid Berg, {tomorrow} 09:00.")
    cold = await offer(desk, case, "COLD")
    assert (cold["state"], cold["receiver"]) == ("OFFERED", {"id": expert("arvid")})


async def test_a_turn_is_work_also_outside_the_units_hours(desk: Desk) -> None:
    await desk.graph.run("MATCH (u:Unit) SET u.workingHours = '{}'")
    case = await opened(desk)
    assert (await offer(desk, case))["__typename"] == "NobodyOnDuty"
    all_day = (Turn("00:00", "24:00", "eeva"),)
    rota = Rota("UTC", NO_HOLIDAYS, OFFICE_HOURS, (all_day,) * 7)
    await desk.graph.run("MATCH (n:MiniNetwork) SET n.rota = $rota", rota=rota.to_json())
    made = await offer(desk, case)
    assert (made["state"], made["receiver"]) == ("OFFERED", {"id": expert("eeva")})


async def test_an_unknown_or_ended_network_takes_nothing(desk: Desk) -> None:
    case = await opened(desk)
    for network, kind in (
        (to_global(Kind.MINI_NETWORK, "ghost"), "NotFound"),
        ("x", "InvalidInput"),
    ):
        answer = await desk.get("aino", OFFER, c=case, n=network, kind="WARM", k=desk.key())
        assert answer["__typename"] == kind
    await desk.graph.run("MATCH (n:MiniNetwork) SET n.activeTo = datetime('2020-01-01T00:00:00Z')")
    assert (await offer(desk, case))["__typename"] == "NobodyOnDuty"


async def test_a_case_that_would_loop_says_so_and_leads_to_a_conference(desk: Desk) -> None:
    await desk.graph.run(DUTY, ids=["emil"])
    case, handover = await accepted(desk)
    await desk.get("eeva", RETURN, h=handover, k=desk.key())
    before = await digest(desk.graph)
    loop = await offer(desk, case, key="loops")
    assert (loop["__typename"], loop["loop"]) == ("WouldLoop", "BACK_TO_UNIT")
    assert (loop["owner"], loop["toward"], loop["case"]) == (
        {"id": expert("aino")},
        {"id": expert("emil")},
        {"id": case},
    )
    await desk.graph.run("MATCH (k:Command) WHERE k.key ENDS WITH ':loops' DELETE k")
    assert await digest(desk.graph) == before
    toward = loop["toward"]["id"]
    opened_now = await desk.get("aino", CONFER, c=case, t=toward, k=desk.key())
    assert opened_now == {"state": "OPEN", "kind": "BACK_TO_UNIT"}
    # and while the conference is open
    waiting = await offer(desk, case)
    assert (waiting["__typename"], waiting["loop"], waiting["toward"]) == ("WouldLoop", None, None)


async def test_whoever_accepts_owes_what_the_customer_was_promised(desk: Desk) -> None:
    await desk.graph.run(DUTY, ids=["eeva"])
    case = await opened(desk)
    promise = {"what": "We call about the rent.", "workingHours": 4}
    given = {"c": case, "n": HOMES, "p": promise}
    before = await digest(desk.graph)
    # who stays on the line is promised nothing
    warm = await desk.get("aino", OFFER_LATER, **given, kind="WARM", k=desk.key())
    assert warm == {"__typename": "InvalidInput", "field": "promise"}
    assert await digest(desk.graph) == before

    key = desk.key()
    made = await desk.get("aino", OFFER_LATER, **given, kind="COLD", k=key)
    assert made["receiver"] == {"id": expert("eeva")}
    assert await desk.get("aino", OFFER_LATER, **given, kind="COLD", k=key) == made
    other = {**given, "p": {"what": "We write."}}
    again = await desk.get("aino", OFFER_LATER, **other, kind="COLD", k=key)
    assert again["__typename"] == "KeyReused"
    owed = [{"what": "We call about the rent.", "state": "OPEN", "case": {"id": case}}]
    assert await desk.get("aino", OWED) == owed
    assert await desk.get("eeva", OWED) == []
    await desk.get("eeva", ACCEPT, h=made["id"], k=desk.key())
    assert await desk.get("eeva", OWED) == owed
    assert await desk.get("aino", OWED) == []
