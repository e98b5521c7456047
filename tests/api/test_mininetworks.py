"""Mini-networks through the API: members, agreement, rota, swaps, gaps."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, plain_id, to_global
from netsvc.asks.writes import MEMBERS
from netsvc.graph.driver import Graph
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.organisation import digest, load_organisation

NETWORK = """
__typename
... on Problem { message { fi sv en } }
... on InvalidInput { field seen }
... on NotFound { id }
... on MiniNetwork {
  id name { fi sv en } members { id } covers { id } activeFrom activeTo activeNow draft
  agreement { version answering { fi } author { id } } agreements { version declining { en } }
  standard { version reviewOn reviewDue owner { id } by { id } }
  onDutyNow { id } swaps { id day starts by { id } to { id } }
  rota { timeZone holidays hours { weekday starts ends }
    turns { weekday starts ends expert { id } } exceptions { day turns { starts expert { id } } } }
}
"""


def mutation(arguments: str, call: str) -> str:
    return f"mutation({arguments}, $k: String!) {{ {call} {{ {NETWORK} }} }}"


CREATE = mutation("$i: MiniNetworkInput!", "createMiniNetwork(input: $i, key: $k)")
CHANGE = mutation(
    "$id: ID!, $i: MiniNetworkInput!", "changeMiniNetwork(id: $id, input: $i, key: $k)"
)
AGREE = mutation(
    "$id: ID!, $i: AgreementInput!", "publishAgreement(miniNetworkId: $id, input: $i, key: $k)"
)
STANDARD = mutation(
    "$id: ID!, $o: ID!, $d: Date!",
    "makeStandard(miniNetworkId: $id, ownerId: $o, reviewOn: $d, key: $k)",
)
ROTA = mutation("$id: ID!, $i: RotaInput!", "setRota(miniNetworkId: $id, input: $i, key: $k)")
SWAP = mutation(
    "$id: ID!, $d: Date!, $s: String!, $to: ID!, $rd: Date, $rs: String",
    "proposeSwap(miniNetworkId: $id, day: $d, starts: $s, withExpertId: $to, returnDay: $rd, "
    "returnStarts: $rs, key: $k)",
)
ANSWER = mutation("$s: ID!, $a: Boolean!", "answerSwap(swapId: $s, agree: $a, key: $k)")
LOOK = """query($id: ID!, $from: DateTime!, $to: DateTime!) { miniNetwork(id: $id) {
  gaps(from: $from, to: $to) { startsAt endsAt }
  duties(from: $from, to: $to) { day startsAt expert { id } } } }"""
FIND = """query($t: ID!) { findExperts(issueTypeId: $t) { ... on ExpertMatches {
  miniNetworks { miniNetwork { id } } } } }"""
ALL = "{ miniNetworks { id name { fi } members { id } onDutyNow { id } agreement { version } } }"
DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


def text(said: str) -> dict[str, str]:
    return {"fi": said, "sv": f"{said} sv", "en": f"{said} en"}


def facts(**more: Any) -> dict[str, Any]:
    return {
        "name": text("Muuttajat"),
        "memberIds": [expert("eeva"), expert("arvid")],
        "issueTypeIds": [issue_type("moving-out")],
        **more,
    }


def agreement(said: str = "10 min") -> dict[str, Any]:
    return {"answering": text(said), "travels": text("asunto"), "declining": text("syy")}


def rota(*turns: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    """The same turns every day; somebody must be there from 00:00 to 24:00."""
    return {
        "timeZone": "UTC",
        "holidays": "",
        "hours": [{"weekday": day, "starts": "00:00", "ends": "24:00"} for day in DAYS],
        "turns": [
            {"weekday": day, "starts": starts, "ends": ends, "expertId": expert(who)}
            for day in DAYS
            for starts, ends, who in turns
        ],
        **more,
    }


async def created(desk: Desk, **more: Any) -> str:
    network = await desk.get("pia", CREATE, i=facts(**more), k=desk.key())
    assert network["__typename"] == "MiniNetwork", network
    return str(network["id"])


async def test_an_agreement_becomes_the_standard_with_an_owner_and_a_review(desk: Desk) -> None:
    network = await created(desk)
    today = datetime.now(UTC).date()
    soon = str(today + timedelta(days=1))
    given: dict[str, Any] = {"id": network, "o": expert("eeva"), "d": soon}
    refused = await desk.get("pia", STANDARD, **given, k=desk.key())
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "miniNetworkId")
    await desk.get("pia", AGREE, id=network, i=agreement(), k=desk.key())
    for wrong, kind in (
        ({"d": str(today)}, "InvalidInput"),
        ({"d": str(today + timedelta(days=800))}, "InvalidInput"),
        ({"o": expert("nobody")}, "NotFound"),
        ({"o": "x"}, "InvalidInput"),
        ({"id": to_global(Kind.MINI_NETWORK, "none")}, "NotFound"),
    ):
        answer = await desk.get("pia", STANDARD, **{**given, **wrong}, k=desk.key())
        assert answer["__typename"] == kind, wrong
    assert await desk.graph.read("MATCH (s:AgreementStandard) RETURN s.id AS id") == []
    made = await desk.get("maija", STANDARD, **given, k="s")
    assert made["standard"] == {
        "version": 1, "reviewOn": soon, "reviewDue": False,
        "owner": {"id": expert("eeva")}, "by": {"id": expert("maija")},
    }  # fmt: skip
    assert await desk.get("maija", STANDARD, **given, k="s") == made
    # an improvement is tried beside the standard until it becomes the next one
    tried = await desk.get("pia", AGREE, id=network, i=agreement("5 min"), k=desk.key())
    assert (tried["agreement"]["version"], tried["standard"]["version"]) == (2, 1)
    await desk.graph.run("MATCH (s:AgreementStandard) SET s.reviewOn = date($d)", d=str(today))
    one = "query($id: ID!) { miniNetwork(id: $id) { standard { version reviewDue } } }"
    seen = await desk.get("aino", one, id=network)
    assert seen["standard"] == {"version": 1, "reviewDue": True}
    waits = "{ me { standardsToReview { id } } }"
    assert await desk.get("eeva", waits) == {"standardsToReview": [{"id": network}]}
    assert await desk.get("maija", waits) == {"standardsToReview": []}
    again = await desk.get("pia", STANDARD, **{**given, "o": expert("emil")}, k=desk.key())
    assert (again["standard"]["version"], again["standard"]["reviewDue"]) == (2, False)
    assert len(await desk.graph.read("MATCH (s:AgreementStandard) RETURN s.id AS id")) == 2
    # it was reviewed, and it is another one's now, whose review has not come
    for who in ("eeva", "emil"):
        assert await desk.get(who, waits) == {"standardsToReview": []}


async def test_a_draft_waits_until_it_is_started(desk: Desk) -> None:
    now = datetime.now(UTC)
    draft = await desk.get("pia", CREATE, i=facts(draft=True), k=desk.key())
    assert (draft["draft"], draft["activeNow"], draft["onDutyNow"]) == (True, False, [])
    await desk.graph.run("MATCH ()-[i:IN_NETWORK]->() SET i.onDuty = true")
    seen = await desk.get("aino", FIND, t=issue_type("moving-out"))
    assert draft["id"] not in [one["miniNetwork"]["id"] for one in seen["miniNetworks"]]
    id_ = plain_id(Kind.MINI_NETWORK, draft["id"])
    assert await desk.graph.read(MEMBERS, id=id_, at=now) == []
    started = await desk.get("maija", CHANGE, id=draft["id"], i=facts(), k=desk.key())
    assert (started["draft"], started["activeNow"], len(started["onDutyNow"])) == (False, True, 2)
    seen = await desk.get("aino", FIND, t=issue_type("moving-out"))
    assert draft["id"] in [one["miniNetwork"]["id"] for one in seen["miniNetworks"]]
    network = "MATCH (n:MiniNetwork {id: $id}) RETURN properties(n) AS is"
    before = await desk.graph.read(network, id=id_)
    again = await desk.get("pia", CHANGE, id=draft["id"], i=facts(draft=True), k=desk.key())
    assert (again["__typename"], again["field"]) == ("InvalidInput", "input.draft")
    assert await desk.graph.read(network, id=id_) == before


async def test_made_changed_and_found(desk: Desk) -> None:
    network = await desk.get("pia", CREATE, i=facts(), k="c")
    assert network["name"] == text("Muuttajat")
    assert [person["id"] for person in network["members"]] == [expert("arvid"), expert("eeva")]
    assert network["covers"] == [{"id": issue_type("moving-out")}]
    assert (network["activeNow"], network["agreement"], network["rota"]) == (True, None, None)
    assert await desk.get("pia", CREATE, i=facts(), k="c") == network
    changed = await desk.get(
        "maija",
        CHANGE,
        id=network["id"],
        i=facts(
            name=text("Muutto"),
            memberIds=[expert("emil"), expert("aino"), expert("eeva")],
            issueTypeIds=[issue_type("housing-allowance"), issue_type("moving-out")],
            activeFrom="2026-01-01T00:00:00+02:00",
            activeTo="2026-02-01T00:00:00+02:00",
        ),
        k="d",
    )
    assert {p["id"] for p in changed["members"]} == {expert(p) for p in ("aino", "eeva", "emil")}
    assert len(changed["covers"]) == 2
    assert changed["activeFrom"] == "2025-12-31T22:00:00+00:00"
    assert changed["activeNow"] is False
    names = [n["name"]["fi"] for n in await desk.get("aino", ALL)]
    assert names == ["Kodit", "Muutto"]
    audits = await desk.graph.read("MATCH (a:Audit) RETURN a.action AS a, a.actor AS b ORDER BY a")
    assert audits == [
        {"a": "changeMiniNetwork", "b": "maija"},
        {"a": "createMiniNetwork", "b": "pia"},
    ]


@pytest.mark.parametrize(
    ("more", "kind", "sentence"),
    [
        ({"memberIds": ["eeva", "emil"]}, "InvalidInput", "All members are of the same unit."),
        ({"memberIds": ["eeva", "ghost"]}, "NotFound", "This was not found."),
        ({"memberIds": ["eeva", "maija"]}, "InvalidInput", "Maija Mäki does not take"),
        ({"memberIds": []}, "InvalidInput", "There are 0 items in input.memberIds."),
        ({"memberIds": ["eeva", "eeva"]}, "InvalidInput", "There are 2 items"),
        ({"issueTypeIds": ["ghost"]}, "NotFound", "This was not found."),
        ({"name": text("Kodit")}, "InvalidInput", "There is already a mini-network of this name."),
        ({"name": text(" ")}, "InvalidInput", "Give the network a name in each language"),
        ({"name": text("x" * 121)}, "InvalidInput", "Give the network a name in each language"),
        (
            {"activeFrom": "2026-03-02T00:00:00Z", "activeTo": "2026-03-01T00:00:00Z"},
            "InvalidInput",
            "These times can't be used",
        ),
    ],
)
async def test_what_can_not_be_a_mini_network(
    desk: Desk, more: dict[str, Any], kind: str, sentence: str
) -> None:
    given = facts(**more)
    if "memberIds" in more:
        given["memberIds"] = [expert(id_) for id_ in more["memberIds"]]
    if "issueTypeIds" in more:
        given["issueTypeIds"] = [issue_type(id_) for id_ in more["issueTypeIds"]]
    before = await desk.get("aino", ALL)
    version = await desk.wired.operations.directory.version()
    answer = await desk.get("ada", CREATE, i=given, k="c")
    assert (answer["__typename"], answer["message"]["en"][: len(sentence)]) == (kind, sentence)
    assert await desk.get("aino", ALL) == before
    assert await desk.wired.operations.directory.version() == version


async def test_only_those_who_keep_networks_change_them(desk: Desk) -> None:
    id_ = await created(desk)
    before = await digest(desk.graph)
    for who in ("aino", "eeva"):
        for query, given in (
            (CREATE, {"i": facts(name=text("Toinen"))}),
            (CHANGE, {"id": id_, "i": facts()}),
            (AGREE, {"id": id_, "i": agreement()}),
            (ROTA, {"id": id_, "i": rota(("08:00", "16:00", "eeva"))}),
        ):
            denied = await desk.ask(who, query, **given, k="x")
            assert denied["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert await digest(desk.graph) == before


async def test_two_at_once_of_the_same_name(desk: Desk) -> None:
    answers = await asyncio.gather(
        *(desk.get("pia", CREATE, i=facts(), k=f"n{n}") for n in range(4))
    )
    kinds = sorted(answer["__typename"] for answer in answers)
    assert kinds == ["InvalidInput"] * 3 + ["MiniNetwork"]


async def test_versions_of_the_agreement_are_kept(desk: Desk) -> None:
    id_ = await created(desk)
    await desk.get("pia", AGREE, id=id_, i=agreement("10 min"), k="1")
    second = await desk.get("maija", AGREE, id=id_, i=agreement("5 min"), k="2")
    assert second["agreement"] == {
        "version": 2,
        "answering": {"fi": "5 min"},
        "author": {"id": expert("maija")},
    }
    assert [one["version"] for one in second["agreements"]] == [2, 1]
    for given, sentence in (
        (agreement("x" * 2001), "The part answering.fi of the agreement has 2001"),
        (agreement(" ") | {"answering": text(" ") | {"fi": " "}}, "The part answering.fi"),
    ):
        answer = await desk.get("pia", AGREE, id=id_, i=given, k=desk.key())
        assert answer["message"]["en"].startswith(sentence)
    unknown = to_global(Kind.MINI_NETWORK, "ghost")
    assert (await desk.get("pia", AGREE, id=unknown, i=agreement(), k="3"))["id"] == unknown


async def test_the_rota_says_who_is_on_duty_and_shows_gaps(desk: Desk) -> None:
    id_ = await created(desk)
    given = rota(("00:00", "12:00", "eeva"), ("12:00", "24:00", "eeva"))
    given["exceptions"] = [
        {"day": "2026-03-02", "turns": [
            {"starts": "00:00", "ends": "10:00", "expertId": expert("arvid")}]}
    ]  # fmt: skip
    network = await desk.get("pia", ROTA, id=id_, i=given, k="r")
    assert network["onDutyNow"] == [{"id": expert("eeva")}]
    assert (network["rota"]["timeZone"], len(network["rota"]["turns"])) == ("UTC", 14)
    assert network["rota"]["exceptions"] == [
        {"day": "2026-03-02", "turns": [{"starts": "00:00", "expert": {"id": expert("arvid")}}]}
    ]
    week = {"from": "2026-03-01T00:00:00Z", "to": "2026-03-05T00:00:00Z"}
    seen = await desk.get("aino", LOOK, id=id_, **week)
    assert seen["gaps"] == [
        {"startsAt": "2026-03-02T10:00:00+00:00", "endsAt": "2026-03-03T00:00:00+00:00"}
    ]
    assert len(seen["duties"]) == 7
    far = await desk.ask("aino", LOOK, id=id_, **(week | {"to": "2027-03-05T00:00:00Z"}))
    assert far["errors"][0]["extensions"]["code"] == "BAD_INPUT"
    # who is away is not on duty, and leaves a gap
    now = datetime.now(UTC)
    plan = """mutation($from: DateTime!, $to: DateTime!) {
      planAbsence(from: $from, to: $to, key: "a") { __typename } }"""
    away = {"from": now.isoformat(), "to": (now + timedelta(hours=2)).isoformat()}
    await desk.get("eeva", plan, **away)
    seen = await desk.get("aino", LOOK, id=id_, **away)
    assert len(seen["gaps"]) == 1
    networks = await desk.get("aino", ALL)
    assert [n["onDutyNow"] for n in networks] == [[], []]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"timeZone": "Mars"}, "There is no time zone Mars."),
        ({"holidays": "XX"}, "The public holidays of XX are not known."),
        ({"exceptions": [{"day": "2026-03-02", "turns": []}] * 2}, "The date 2026-03-02 is twice"),
    ],
)
async def test_unusable_rotas(desk: Desk, more: dict[str, Any], sentence: str) -> None:
    id_ = await created(desk)
    for given, said in (
        (rota(("08:00", "16:00", "eeva"), **more), sentence),
        (rota(("08:00", "16:00", "emil")), "A turn was given to somebody who is no member."),
        (rota(("8", "16:00", "eeva")), "This is no time of day: 8."),
    ):
        answer = await desk.get("pia", ROTA, id=id_, i=given, k=desk.key())
        assert answer["message"]["en"].startswith(said)
    assert await desk.graph.read("MATCH (n:MiniNetwork) WHERE n.rota IS NOT NULL RETURN n.id") == []


async def test_a_swap_needs_both(desk: Desk) -> None:
    id_ = await created(desk)
    given = rota(("00:00", "12:00", "eeva"), ("12:00", "24:00", "arvid"))
    await desk.get("pia", ROTA, id=id_, i=given, k="r")
    first = (datetime.now(UTC) + timedelta(days=3)).date()
    second = first + timedelta(days=1)
    asked = {"id": id_, "d": first.isoformat(), "s": "00:00", "to": expert("arvid")}
    back = {"rd": second.isoformat(), "rs": "12:00"}
    proposed = await desk.get("eeva", SWAP, **asked, **back, k="p")
    (swap,) = proposed["swaps"]
    assert (swap["by"]["id"], swap["to"]["id"]) == (expert("eeva"), expert("arvid"))
    look = {
        "id": id_,
        "from": f"{first}T00:00:00Z",
        "to": f"{second + timedelta(days=1)}T00:00:00Z",
    }

    async def whose() -> list[str]:
        seen = await desk.get("aino", LOOK, **look)
        return [duty["expert"]["id"] for duty in seen["duties"]]

    eeva, arvid = expert("eeva"), expert("arvid")
    assert await whose() == [eeva, arvid, eeva, arvid]
    # nobody but who was asked answers
    assert (await desk.get("eeva", ANSWER, s=swap["id"], a=True, k="x"))["__typename"] == "NotFound"
    assert await whose() == [eeva, arvid, eeva, arvid]
    agreed = await desk.get("arvid", ANSWER, s=swap["id"], a=True, k="y")
    assert agreed["swaps"] == []
    assert await whose() == [arvid, arvid, eeva, eeva]
    late = await desk.get("arvid", ANSWER, s=swap["id"], a=False, k="z")
    assert late["message"]["en"] == "The swap has already been answered."
    # each hears of what the other did, and of which mini-network
    heard = "MATCH (v:Event) RETURN v.recipient AS who, v.kind AS kind, v.networkId AS of"
    assert [tuple(row.values()) for row in await desk.graph.read(heard + " ORDER BY v.at")] == [
        ("arvid", "SWAP_PROPOSED", plain_id(Kind.MINI_NETWORK, id_)),
        ("eeva", "SWAP_AGREED", plain_id(Kind.MINI_NETWORK, id_)),
    ]
    # the turn is not eeva's any more
    gone = await desk.get("eeva", SWAP, **asked, k="q")
    assert gone["message"]["en"].startswith("There is no such turn")
    outside = await desk.get("emil", SWAP, **asked, k="o")
    assert outside["message"]["en"] == "Only members of the network swap turns."
    oneself = await desk.get("eeva", SWAP, **(asked | {"to": eeva}), k="s")
    assert oneself["message"]["en"].startswith("Swap with another member")
    past = await desk.get("eeva", SWAP, **(asked | {"d": "2026-01-05"}), k="t")
    assert past["message"]["en"].startswith("There is no such turn")
    # setting the rota again keeps what was agreed
    await desk.get("pia", ROTA, id=id_, i=given, k="r2")
    assert await whose() == [arvid, arvid, eeva, eeva]


async def test_the_number_of_statements_does_not_grow(desk: Desk) -> None:
    async def grow(name: str) -> None:
        id_ = await created(desk, name=text(name))
        await desk.get("pia", AGREE, id=id_, i=agreement(), k=desk.key())
        given = rota(("00:00", "12:00", "eeva"), ("12:00", "24:00", "arvid"))
        await desk.get("pia", ROTA, id=id_, i=given, k=desk.key())

    await grow("a")
    few = await desk.cost("aino", ALL)
    for name in "bcde":
        await grow(name)
    # the networks, what they agreed and their rota, their people, those who wrote
    assert await desk.cost("aino", ALL) == few == 4
