"""Whatever can't be done to a case is answered with who has it now, through the API."""

from __future__ import annotations

from typing import Any, LiteralString

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.organisation import digest, load_organisation

OWNER = {
    "InvalidInput": "owner { id }",
    "ExpertUnavailable": "owner { id }",
    "NotYours": "owner { id }",
    "WrongState": "was: state owner { id }",
    "CaseAlreadyHandedOver": "owner { id }",
    "WouldLoop": "owner { id }",
}


def says(*kinds: str) -> str:
    """What is asked of a refusal of these kinds."""
    fragments = " ".join(f"... on {kind} {{ {OWNER[kind]} }}" for kind in kinds)
    return f"__typename ... on Problem {{ message {{ fi sv en }} }} {fragments}"


SAYS = says(*OWNER)
SAYS_CASE = says("InvalidInput", "NotYours", "WrongState")
SAYS_ASK = says("InvalidInput", "NotYours", "WrongState", "ExpertUnavailable")
OPEN = """
mutation($t: ID!, $k: String!) {
  openCase(input: {words: "vuokra", language: FI, issueTypeId: $t}, key: $k) {
    ... on Case { id } }
}
"""
OFFER = f"""
mutation($c: ID!, $to: ID!, $k: String!, $p: [PacketEntryInput!]) {{
  offerHandover(caseId: $c, toExpertId: $to, kind: WARM, packet: $p, key: $k) {{
    {SAYS} ... on Handover {{ id }} }}
}}
"""
ACCEPT = (
    f"mutation($h: ID!, $k: String!) {{ acceptHandover(handoverId: $h, key: $k) {{ {SAYS} }} }}"
)
DECLINE = f"""
mutation($h: ID!, $r: DeclineReason!, $to: ID, $k: String!) {{
  declineHandover(handoverId: $h, reason: $r, pointToExpertId: $to, key: $k) {{ {SAYS} }}
}}
"""
WITHDRAW = f"""
mutation($h: ID!, $k: String!) {{ withdrawHandover(handoverId: $h, key: $k) {{ {SAYS} }} }}
"""
RESOLVE = f"mutation($c: ID!, $k: String!) {{ resolveCase(caseId: $c, key: $k) {{ {SAYS_CASE} }} }}"
ASK = f"""
mutation($c: ID!, $to: [ID!]!, $k: String!) {{
  askExperts(caseId: $c, expertIds: $to, question: "Onko?", key: $k) {{ {SAYS_ASK} }}
}}
"""
ON_DUTY = """
mutation($c: ID!, $n: ID!, $k: String!) {
  offerToMiniNetwork(caseId: $c, miniNetworkId: $n, kind: WARM, key: $k) {
    __typename ... on Problem { message { fi sv en } } ... on NobodyOnDuty { owner { id } } }
}
"""
AINO, EEVA = {"id": expert("aino")}, {"id": expert("eeva")}


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    await graph.run("MATCH ()-[i:IN_NETWORK]->() SET i.onDuty = false")
    desk = make_desk(graph)
    await desk.wired.operations.finding.find_experts("-")
    return desk


async def opened(desk: Desk) -> str:
    case = await desk.get("aino", OPEN, t=issue_type("housing-allowance"), k=desk.key())
    return str(case["id"])


async def offered(desk: Desk, case: str) -> str:
    leg = await desk.get("aino", OFFER, c=case, to=expert("eeva"), k=desk.key())
    return str(leg["id"])


async def whole(desk: Desk) -> str:
    """A hash over everything but the keys: under those, refusals are kept too."""
    await desk.graph.run("MATCH (k:Command) DELETE k")
    return await digest(desk.graph)


async def refused(desk: Desk, who: str, query: str, **given: Any) -> tuple[str, dict[str, str]]:
    """What was answered and who has the case, having made sure that nothing changed."""
    before = await whole(desk)
    said = await desk.get(who, query, k=desk.key(), **given)
    assert all(said["message"].values())
    assert await whole(desk) == before
    return said["__typename"], said["owner"]


@pytest.mark.parametrize(
    ("query", "given", "what"),
    [
        (OFFER, {"to": expert("aino")}, "InvalidInput"),
        (OFFER, {"to": "nonsense"}, "InvalidInput"),
        (
            OFFER,
            {"to": expert("eeva"), "p": [{"name": "x", "value": "x" * 1_000_000}]},
            "InvalidInput",
        ),
        (OFFER, {"to": expert("eeva"), "p": [{"name": "other", "value": "1"}]}, "InvalidInput"),
        (ASK, {"to": [expert("aino")]}, "InvalidInput"),
        (ASK, {"to": []}, "InvalidInput"),
        (ON_DUTY, {"n": to_global(Kind.MINI_NETWORK, "homes")}, "NobodyOnDuty"),
    ],
)
async def test_what_can_not_be_used(
    desk: Desk, query: str, given: dict[str, Any], what: str
) -> None:
    case = await opened(desk)
    assert await refused(desk, "aino", query, c=case, **given) == (what, AINO)


@pytest.mark.parametrize(
    "cause",
    [
        "MATCH (e:Expert {id: 'eeva'}) SET e.active = false",
        "MATCH (u:Unit {id: 'housing'}) SET u.workingHours = '{}'",
        "MATCH (e:Expert {id: 'eeva'}) SET e.presence = 'DO_NOT_DISTURB'",
        "MATCH (e:Expert {id: 'eeva'}) SET e.openCases = e.capacity",
    ],
)
async def test_whom_nobody_can_reach(desk: Desk, cause: LiteralString) -> None:
    case = await opened(desk)
    await desk.graph.run(cause)
    found = await refused(desk, "aino", OFFER, c=case, to=expert("eeva"))
    assert found == ("ExpertUnavailable", AINO)


async def test_a_pointer_that_leads_back(desk: Desk) -> None:
    leg = await offered(desk, await opened(desk))
    better = {"r": "SOMEBODY_BETTER"}
    for to in ("aino", "eeva"):
        found = await refused(desk, "eeva", DECLINE, h=leg, to=expert(to), **better)
        assert found == ("InvalidInput", AINO)


async def test_what_is_over(desk: Desk) -> None:
    case = await opened(desk)
    withdrawn = await offered(desk, case)
    await desk.get("aino", WITHDRAW, h=withdrawn, k=desk.key())
    assert await refused(desk, "eeva", ACCEPT, h=withdrawn) == ("WrongState", AINO)
    declined = await offered(desk, case)
    await desk.get("eeva", DECLINE, h=declined, r="NO_CAPACITY", k=desk.key())
    twice = await refused(desk, "eeva", DECLINE, h=declined, r="NO_CAPACITY")
    assert twice == ("WrongState", AINO)
    taken = await offered(desk, case)
    await desk.get("eeva", ACCEPT, h=taken, k=desk.key())
    assert await refused(desk, "eeva", ACCEPT, h=taken) == ("WrongState", EEVA)
    assert await refused(desk, "aino", WITHDRAW, h=taken) == ("WrongState", EEVA)
    assert await refused(desk, "aino", RESOLVE, c=case) == ("NotYours", EEVA)
    await desk.get("eeva", RESOLVE, c=case, k=desk.key())
    # a case that is resolved is nobody's any more
    assert await refused(desk, "eeva", RESOLVE, c=case) == ("WrongState", None)
