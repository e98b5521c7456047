"""Ping-pong ends in a case conference: refused, opened, decided, with its path on the graph."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from datetime import timedelta

import pytest

from netsvc.cases.model import Case, RedirectReason
from netsvc.directory.responsibility import ResponsibilityService
from netsvc.events.answers import Answer, Done, Refusal, RefusalKind
from netsvc.graph.driver import Graph
from netsvc.handover.afterwards import ReturnReason
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.handover.repository import WhyReason
from netsvc.handover.service import HandoverService, NewOffer
from tests.organisation import digest, load_organisation

from .after_desk import After, build_after
from .handover_desk import done, refused


@pytest.fixture
async def after(graph: Graph) -> After:
    await load_organisation(graph)
    return build_after(graph)


async def offer(after: After, case: str, who: str, to: str) -> Answer:
    new = NewOffer(case, to, HandoverKind.WARM)
    return await after.desk.handovers.offer(who, after.desk.key(), new)


async def pinged(after: After) -> str:
    """A case that eeva gave back to aino as not hers."""
    handover = await after.accepted()
    case = await after.case_of(handover)
    reason = ReturnReason.NOT_MY_MATTER
    done(await after.returning.give_back("eeva", after.desk.key(), handover, reason, None))
    return case


async def opened(after: After, case: str, toward: str | None = "emil") -> str:
    return done(await after.conference.open("aino", after.desk.key(), case, toward))


async def test_an_offer_that_would_loop_leads_to_a_conference(after: After) -> None:
    desk = after.desk
    case = await pinged(after)
    before = await digest(desk.graph)
    loop = refused(await offer(after, case, "aino", "emil"), RefusalKind.WOULD_LOOP)
    assert (loop.words, loop.state, loop.owner_id) == (
        "loop_back_to_unit",
        "BACK_TO_UNIT",
        "aino",
    )
    await desk.graph.run("MATCH (k:Command) WHERE k.result CONTAINS 'WOULD_LOOP' DELETE k")
    assert await digest(desk.graph) == before
    conference = await opened(after, case)
    found = await after.conferences.one(conference, "eeva")
    assert found is not None
    assert (found.state, found.kind, found.owner_id, found.may_name) == (
        "OPEN",
        "BACK_TO_UNIT",
        "aino",
        True,
    )
    assert (found.network_ids, found.unit_ids) == (("homes",), ("housing",))
    assert [(stop.kind, stop.expert_id, stop.unit_id) for stop in found.path] == [
        ("OPENED", "aino", "front"),
        ("HANDED_OVER", "eeva", "housing"),
        ("RETURNED", "aino", "front"),
    ]
    assert set(found.candidate_ids) == {"arvid", "eeva", "emil"}
    told = await after.told()
    assert sorted(told[-3:]) == [
        ("arvid", "CONFERENCE_OPENED"),
        ("eeva", "CONFERENCE_OPENED"),
        ("emil", "CONFERENCE_OPENED"),
    ]
    waiting = refused(await offer(after, case, "aino", "arvid"), RefusalKind.WOULD_LOOP)
    assert waiting.words == "conference_open"
    assert await opened(after, case) == conference


async def test_the_responsible_name_the_owner(after: After) -> None:
    desk = after.desk
    case = await pinged(after)
    conference = await opened(after, case)
    assert [one.id for one in await after.conferences.open_for("maija")] == [conference]
    assert await after.conferences.open_for("pia") == ()
    name = after.conference.name_owner
    for who in ("aino", "pia", "ada"):
        stranger = await name(who, desk.key(), conference, "emil", None)
        assert refused(stranger, RefusalKind.NOT_YOURS).owner_id == "aino"
    manager = await name("maija", desk.key(), conference, "maija", None)
    no = refused(manager, RefusalKind.EXPERT_UNAVAILABLE)
    assert (no.words, no.case_id, no.owner_id) == ("takes_no_cases", case, "aino")
    refused(await name("maija", desk.key(), conference, "nobody", None), RefusalKind.NOT_FOUND)
    note = "Asuminen ratkaisee. 131052-308T"
    done(await name("maija", desk.key(), conference, "emil", note))
    found = (await desk.read_cases.cases([case]))[case]
    assert (found.owner_id, found.state) == ("emil", "WAITING")
    assert (await desk.person("emil"))["openCases"] == 1
    decided = await after.conferences.one(conference, "maija")
    assert decided is not None
    assert (decided.state, decided.named_id, decided.named_by_id, decided.note) == (
        "DECIDED",
        "emil",
        "maija",
        "Asuminen ratkaisee. […]",
    )
    told = [one for one in await after.told() if one[1] == "OWNER_NAMED"]
    assert sorted(told) == [
        ("aino", "OWNER_NAMED"),
        ("eeva", "OWNER_NAMED"),
        ("emil", "OWNER_NAMED"),
    ]
    again = await name("eeva", desk.key(), conference, "eeva", None)
    assert refused(again, RefusalKind.WRONG_STATE).words == "conference_decided"
    # the count begins anew: whoever was named may hand it on
    done(await after.desk.handovers.offer("emil", desk.key(), _cold(case, "arvid")))


def _cold(case: str, to: str) -> NewOffer:
    return NewOffer(case, to, HandoverKind.COLD)


async def test_the_present_owner_may_be_named(after: After) -> None:
    case = await pinged(after)
    conference = await opened(after, case)
    done(await after.conference.name_owner("arvid", "n", conference, "aino", None))
    found = (await after.desk.read_cases.cases([case]))[case]
    assert (found.owner_id, found.state) == ("aino", "IN_CONTACT")


async def test_many_name_at_once_and_one_is_named(after: After) -> None:
    case = await pinged(after)
    conference = await opened(after, case)
    name = after.conference.name_owner
    answers = await asyncio.gather(
        *(name("eeva", f"e{n}", conference, "emil", None) for n in range(5)),
        *(name("arvid", f"a{n}", conference, "arvid", None) for n in range(5)),
    )
    assert sum(isinstance(one, Done) for one in answers) == 1
    owner = (await after.desk.read_cases.cases([case]))[case].owner_id
    losers = {(one.words, one.owner_id) for one in answers if isinstance(one, Refusal)}
    assert losers == {("conference_decided", owner)}


async def test_declines_in_a_circle_and_the_hop_limit(after: After) -> None:
    desk = after.desk
    case = await desk.opened()
    handover = await desk.offered(case, "eeva")
    reason = DeclineReason.NOT_MY_MATTER
    done(await desk.handovers.decline("eeva", desk.key(), handover, reason, None))
    cycle = refused(await offer(after, case, "aino", "eeva"), RefusalKind.WOULD_LOOP)
    assert cycle.state == "DECLINE_CYCLE"
    done(await offer(after, case, "aino", "emil"))


async def test_a_case_that_went_nowhere_has_no_conference(after: After) -> None:
    case = await after.desk.opened()
    early = await after.conference.open("aino", "o", case, None)
    assert refused(early, RefusalKind.WRONG_STATE).words == "no_loop"
    foreign = await after.conference.open("eeva", "o", case, None)
    assert refused(foreign, RefusalKind.NOT_YOURS).owner_id == "aino"


async def test_a_conference_ends_with_its_case(after: After) -> None:
    desk = after.desk
    case = await pinged(after)
    conference = await opened(after, case, None)
    reason = RedirectReason.OUTSIDE_ORGANISATION
    done(await desk.closing.redirect("aino", "slip", case, reason, toward_unit_id=None, note=None))
    closed = await after.conferences.one(conference, "eeva")
    assert closed is not None
    assert (closed.state, closed.kind) == ("CLOSED", "DISPUTE")
    late = await after.conference.name_owner("eeva", "n", conference, "eeva", None)
    assert refused(late, RefusalKind.WRONG_STATE).state == "CLOSED_UNRESOLVED"
    done(await after.undoing.undo("aino", desk.key(), "slip"))
    again = await after.conferences.one(conference, "eeva")
    assert again is not None
    assert again.state == "OPEN"


async def test_a_case_in_conference_is_not_given_back(after: After) -> None:
    handover = await after.accepted()
    case = await after.case_of(handover)
    done(await after.conference.open("eeva", "o", case, "arvid"))
    reason = ReturnReason.NO_CAPACITY
    stays = await after.returning.give_back("eeva", "r", handover, reason, None)
    assert refused(stays, RefusalKind.WOULD_LOOP).owner_id == "eeva"


async def test_without_declarations_the_silo_of_the_owner_decides(after: After) -> None:
    desk = after.desk
    await desk.graph.run("MATCH (:Unit)-[r:RESPONSIBLE_FOR]->() DELETE r")
    await desk.graph.run("MATCH (:MiniNetwork)-[r:COVERS]->() DELETE r")
    conference = await opened(after, await pinged(after))
    found = await after.conferences.one(conference, "arvid")
    assert found is not None
    assert (found.network_ids, found.unit_ids, found.may_name) == ((), ("service",), True)


async def test_responsible_units_are_set_whole(after: After) -> None:
    service = ResponsibilityService(after.desk.runner)
    refused(await service.set("ada", "a", "none", ("front",)), RefusalKind.NOT_FOUND)
    refused(await service.set("ada", "b", "moving-out", ("none",)), RefusalKind.NOT_FOUND)
    many = await service.set("ada", "c", "moving-out", tuple(map(str, range(21))))
    refused(many, RefusalKind.INVALID_INPUT)
    done(await service.set("ada", "d", "moving-out", ("front", "service")))
    rows = await after.desk.graph.read(
        "MATCH (u:Unit)-[:RESPONSIBLE_FOR]->(:IssueType {id: 'moving-out'})"
        " RETURN u.id AS u ORDER BY u"
    )
    assert [row["u"] for row in rows] == ["front", "service"]


async def test_a_chain_that_goes_round_in_a_circle_says_so(after: After) -> None:
    """Three units say it is not theirs: whoever is left is not asked, and a conference leads on."""
    desk = after.desk
    await desk.graph.run("MATCH (e:Expert {id: 'maija'}) SET e.roles = ['EXPERT']")
    await desk.graph.run("MATCH (:Unit)-[i:IN_NETWORK]-() SET i.onDuty = false")
    await desk.graph.run(
        "MATCH (e:Expert {id: 'emil'})-[m:MEMBER_OF]->(), (u:Unit {id: 'benefits'}) DELETE m "
        "CREATE (e)-[:MEMBER_OF {since: datetime('2020-01-01T00:00:00Z')}]->(u)"
    )
    case = await desk.opened()
    await desk.chained(case, "arvid", "eeva", "emil", "maija")
    for who in ("arvid", "eeva", "emil"):
        leg = await desk.open_leg(who)
        reason = DeclineReason.NOT_MY_MATTER
        done(await desk.handovers.decline(who, desk.key(), leg, reason, None))
        desk.clock.at += timedelta(seconds=1)
    assert [(who, state) for who, _, state in await desk.legs_of(case)] == [
        ("arvid", "DECLINED"),
        ("eeva", "DECLINED"),
        ("emil", "DECLINED"),
    ]
    handover = (await desk.read_handovers.handovers([leg]))[leg]
    (offering,) = (await desk.read_handovers.offerings([handover.offering_id or ""])).values()
    assert (offering.state, offering.loop) == ("NOBODY_LEFT", "DECLINE_CYCLE")
    assert offering.next_ids == ("maija",)
    assert (await desk.heard("aino"))[-1] == "NOBODY_LEFT"
    found = await after.conferences.one(await opened(after, case, None), "aino")
    assert found is not None
    assert (found.kind, found.owner_id) == ("DECLINE_CYCLE", "aino")


@pytest.mark.parametrize("limit", [3, 1])
async def test_a_case_changes_hands_as_often_as_is_set(after: After, limit: int) -> None:
    """Over the units front, service, housing and benefits; the next has to be named."""
    desk = after.desk
    await desk.graph.run("MATCH (e:Expert) SET e.roles = ['AGENT', 'EXPERT']")
    await desk.graph.run(
        "MATCH (e:Expert {id: 'ada'})-[m:MEMBER_OF]->() "
        "CREATE (u:Unit {id: 'fifth', timeZone: 'UTC', nameFi: 'V', nameSv: 'F', nameEn: 'F'}) "
        "WITH e, m, u MATCH (front:Unit {id: 'front'}) SET u.workingHours = front.workingHours "
        "DELETE m CREATE (e)-[:MEMBER_OF {since: datetime('2020-01-01T00:00:00Z')}]->(u)"
    )
    handovers = HandoverService(
        desk.runner,
        desk.read_cases,
        why=_no_reason,
        scrub=str,
        offer_seconds=45,
        hop_limit=limit,
    )
    case = await desk.opened()
    way = ["aino", "pia", "eeva", "maija", "ada"]
    for who, to in itertools.pairwise(way[: limit + 1]):
        new = NewOffer(case, to, HandoverKind.WARM)
        leg = done(await handovers.offer(who, desk.key(), new))
        done(await handovers.accept(to, desk.key(), leg))
        desk.clock.at += timedelta(seconds=1)
    before = await desk.legs_of(case)
    new = NewOffer(case, way[limit + 1], HandoverKind.WARM)
    loop = refused(await handovers.offer(way[limit], desk.key(), new), RefusalKind.WOULD_LOOP)
    assert (loop.state, loop.owner_id, loop.expert_id) == (
        "HOP_LIMIT",
        way[limit],
        way[limit + 1],
    )
    assert await desk.legs_of(case) == before
    assert (await desk.read_cases.cases([case]))[case].owner_id == way[limit]


async def _no_reason(_case: Case, _among: Sequence[str]) -> dict[str, tuple[WhyReason, ...]]:
    return {}
