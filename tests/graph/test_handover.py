"""Handovers on a real Neo4j: the way of a case, its guards, its races and its evidence."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from netsvc.cases.model import Case, RedirectReason
from netsvc.directory.model import OFFICE_HOURS, Presence
from netsvc.errors import ConflictError
from netsvc.events.answers import Answer, Done, Refusal, RefusalKind
from netsvc.graph.driver import Graph
from netsvc.handover.model import DeclineReason, HandoverKind, HandoverState
from netsvc.handover.packet import PacketEntry
from netsvc.handover.repository import WhyReason
from netsvc.handover.service import HandoverService, NewOffer
from netsvc.handover.sweeper import Sweeper
from tests.organisation import digest, load_organisation

from .handover_desk import MONDAY, WARM, WHY, Clock, Desk, asked, build, done, refused


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return build(graph, Clock())


async def test_from_words_to_resolved(desk: Desk) -> None:
    case_id = await desk.opened()
    handover_id = await desk.offered(case_id, "eeva")
    offered = (await desk.read_handovers.handovers([handover_id]))[handover_id]
    assert offered.state is HandoverState.OFFERED
    assert (offered.sender_unit_id, offered.receiver_unit_id) == ("front", "housing")
    assert offered.expires_at == MONDAY + timedelta(seconds=45)
    assert offered.why == (WHY,)
    assert (await desk.read_cases.cases([case_id]))[case_id].owner_id == "aino"
    assert (await desk.read_handovers.inbox("eeva", MONDAY)).offer_ids == (handover_id,)

    assert done(await desk.handovers.accept("eeva", desk.key(), handover_id)) == handover_id
    case = (await desk.read_cases.cases([case_id]))[case_id]
    assert (case.owner_id, case.state) == ("eeva", "IN_CONTACT")
    assert (await desk.person("eeva"))["openCases"] == 1

    desk.clock.at += timedelta(hours=2)
    assert done(await desk.closing.resolve("eeva", desk.key(), case_id)) == case_id
    case = (await desk.read_cases.cases([case_id]))[case_id]
    assert (case.owner_id, case.resolved_by_id, case.state) == (None, "eeva", "RESOLVED")
    assert case.resolved_at == desk.clock.at
    assert (await desk.person("eeva"))["openCases"] == 0
    assert await desk.evidence("eeva") == (41, 45, 4, 1)
    assert await desk.evidence("housing") == (44, 51, 7, 2)
    events = await desk.graph.read(
        "MATCH (v:Event) RETURN v.recipient AS r, v.seq AS s, v.kind AS k ORDER BY v.at, v.id"
    )
    assert [(e["r"], e["s"], e["k"]) for e in events] == [
        ("eeva", 1, "OFFERED"),
        ("aino", 1, "ACCEPTED"),
        ("aino", 2, "RESOLVED"),
    ]
    audits = await desk.graph.read(
        "MATCH (a:Audit) RETURN a.actor AS w, a.action AS x, a.fromState AS f, a.toState AS t "
        "ORDER BY a.at, a.id"
    )
    said = [tuple(a.values()) for a in audits]
    # the last two are of one command, in no order
    assert said[:3] + sorted(said[3:]) == [
        ("aino", "openCase", "", "IN_CONTACT"),
        ("aino", "offerHandover", "", "OFFERED"),
        ("eeva", "acceptHandover", "OFFERED", "ACCEPTED"),
        ("eeva", "endContact", "", "ENDED"),
        ("eeva", "resolveCase", "IN_CONTACT", "RESOLVED"),
    ]


async def test_same_key_gives_the_first_answer_and_another_body_is_refused(desk: Desk) -> None:
    case_id = await desk.opened()
    offer = NewOffer(case_id, "eeva", WARM)
    first, second = await asyncio.gather(
        desk.handovers.offer("aino", "same", offer), desk.handovers.offer("aino", "same", offer)
    )
    assert first == second
    before = await digest(desk.graph)
    assert await desk.handovers.offer("aino", "same", offer) == first
    other = NewOffer(case_id, "emil", WARM)
    refused(await desk.handovers.offer("aino", "same", other), RefusalKind.KEY_REUSED)
    assert await digest(desk.graph) == before
    for key in ("", "  ", "k" * 201):
        bad = refused(await desk.handovers.offer("aino", key, offer), RefusalKind.INVALID_INPUT)
        assert bad.field == "key"


async def test_refused_offers(desk: Desk) -> None:
    case_id = await desk.opened()

    async def offer(to: str, who: str = "aino") -> Answer:
        return await desk.handovers.offer(who, desk.key(), NewOffer(case_id, to, WARM))

    assert refused(await offer("aino"), RefusalKind.INVALID_INPUT).field == "toExpertId"
    assert refused(await offer("nobody"), RefusalKind.NOT_FOUND).seen == "nobody"
    assert refused(await offer("eeva", "arvid"), RefusalKind.NOT_YOURS).owner_id == "aino"
    absence = {"id": "a", "startsAt": MONDAY, "endsAt": MONDAY + timedelta(hours=1), "kind": "AWAY"}
    await desk.graph.run(
        "MATCH (e:Expert {id: 'eeva'}) CREATE (e)-[:HAS_ABSENCE]->(a:Absence) SET a = $a", a=absence
    )
    assert refused(await offer("eeva"), RefusalKind.EXPERT_UNAVAILABLE).presence == "AWAY"
    await desk.graph.run("MATCH (a:Absence) DETACH DELETE a")
    await desk.closing.set_presence("eeva", desk.key(), Presence.AWAY)
    away = refused(await offer("eeva"), RefusalKind.EXPERT_UNAVAILABLE)
    assert (away.expert_id, away.presence, away.free_places) == ("eeva", "AWAY", 2)
    await desk.closing.set_presence("eeva", desk.key(), Presence.AVAILABLE)
    done(await offer("eeva"))
    again = refused(await offer("emil"), RefusalKind.CASE_ALREADY_HANDED_OVER)
    assert (again.owner_id, again.case_id) == ("aino", case_id)
    await desk.closing.resolve("aino", desk.key(), case_id)
    late = refused(await offer("emil"), RefusalKind.WRONG_STATE)
    assert late.state == "RESOLVED"


async def test_required_packet_fields_must_travel(desk: Desk) -> None:
    case_id = await desk.opened(issue_type="moving-out")

    async def offer(*entries: PacketEntry) -> Answer:
        new = NewOffer(case_id, "eeva", WARM, entries)
        return await desk.handovers.offer("aino", desk.key(), new)

    assert refused(await offer(), RefusalKind.INVALID_INPUT).field == "packet.dwelling"
    blank = await offer(PacketEntry("dwelling", "  "))
    assert refused(blank, RefusalKind.INVALID_INPUT).field == "packet.dwelling"
    twice = await offer(PacketEntry("dwelling", "a"), PacketEntry("dwelling", "b"))
    assert refused(twice, RefusalKind.INVALID_INPUT).words == "packet_twice"
    large = await offer(PacketEntry("dwelling", "x" * 65_536))
    assert refused(large, RefusalKind.INVALID_INPUT).words == "packet_too_large"
    handover_id = done(await offer(PacketEntry("dwelling", "rented flat")))
    stored = (await desk.read_handovers.handovers([handover_id]))[handover_id]
    assert stored.packet == (PacketEntry("dwelling", "rented flat"),)


@pytest.mark.parametrize(
    ("reason", "counted", "bounced"),
    [
        (DeclineReason.NOT_MY_MATTER, (40, 45, 5, 2), True),
        (DeclineReason.SOMEBODY_BETTER, (40, 45, 5, 1), True),
        (DeclineReason.NO_CAPACITY, (40, 44, 4, 1), False),
        (DeclineReason.ABSENT, (40, 44, 4, 1), False),
        (DeclineReason.INFORMATION_MISSING, (40, 44, 4, 1), False),
        (DeclineReason.CONFLICT_OF_INTEREST, (40, 44, 4, 1), False),
    ],
)
async def test_only_reasons_about_the_matter_are_evidence(
    desk: Desk, reason: DeclineReason, counted: tuple[int, ...], bounced: bool
) -> None:
    case_id = await desk.opened()
    new = NewOffer(case_id, "eeva", HandoverKind.WARM, note="from the sender")
    handover_id = done(await desk.handovers.offer("aino", desk.key(), new))
    done(await desk.handovers.decline("eeva", desk.key(), handover_id, reason, "sorry"))
    assert await desk.evidence("eeva") == counted
    stored = (await desk.read_handovers.handovers([handover_id]))[handover_id]
    assert (stored.state, stored.decline_reason, stored.decline_note, stored.note) == (
        "DECLINED",
        reason,
        "sorry",
        "from the sender",
    )
    rows = await desk.graph.read("MATCH (h:Handover) RETURN h.bounced AS bounced")
    assert rows[0]["bounced"] is bounced
    assert (await desk.read_cases.cases([case_id]))[case_id].owner_id == "aino"
    twice = await desk.handovers.decline("eeva", desk.key(), handover_id, reason, None)
    assert refused(twice, RefusalKind.WRONG_STATE).state == "DECLINED"


async def test_withdrawn_offers_can_not_be_accepted(desk: Desk) -> None:
    case_id = await desk.opened()
    handover_id = await desk.offered(case_id, "eeva")
    foreign = await desk.handovers.withdraw("eeva", desk.key(), handover_id)
    assert refused(foreign, RefusalKind.NOT_YOURS).owner_id == "aino"
    done(await desk.handovers.withdraw("aino", desk.key(), handover_id))
    late = refused(
        await desk.handovers.accept("eeva", desk.key(), handover_id), RefusalKind.WRONG_STATE
    )
    assert (late.state, late.owner_id) == ("WITHDRAWN", "aino")


async def test_expired_offers_are_ended_once_by_two_sweepers(desk: Desk) -> None:
    other = build(desk.graph, desk.clock)
    cases = [await desk.opened() for _ in range(3)]
    offers = [
        await desk.offered(case, to)
        for case, to in zip(cases, ("eeva", "eeva", "emil"), strict=True)
    ]
    desk.clock.at += timedelta(seconds=44)
    assert await desk.sweeper.sweep() == 0
    desk.clock.at += timedelta(seconds=1)
    await asyncio.gather(*(d.sweeper.sweep() for d in (desk, other, desk, other)))
    states = {h.state for h in (await desk.read_handovers.handovers(offers)).values()}
    assert states == {HandoverState.EXPIRED}
    rows = await desk.graph.read(
        "MATCH (v:Event {kind: 'EXPIRED'}) RETURN v.recipient AS r, count(*) AS n ORDER BY r"
    )
    assert [(row["r"], row["n"]) for row in rows] == [("aino", 3), ("eeva", 2), ("emil", 1)]
    audits = await desk.graph.read(
        "MATCH (a:Audit {action: 'expireHandover'}) RETURN count(*) AS n"
    )
    assert audits[0]["n"] == 3


async def test_one_damaged_offer_does_not_hold_up_the_sweeper(desk: Desk) -> None:
    bad, good = [await desk.offered(await desk.opened(), to) for to in ("eeva", "emil")]
    await desk.graph.run("MATCH (h:Handover {id: $id}) SET h.kind = 'LUKEWARM'", id=bad)
    desk.clock.at += timedelta(seconds=45)
    assert await desk.sweeper.sweep() == 2
    rows = await desk.graph.read("MATCH (h:Handover) RETURN h.id AS id, h.state AS state")
    assert {row["id"]: row["state"] for row in rows} == {bad: "OFFERED", good: "EXPIRED"}


async def test_the_sweeper_goes_on_after_what_nobody_foresaw(desk: Desk) -> None:
    offer = await desk.offered(await desk.opened(), "eeva")
    desk.clock.at += timedelta(seconds=45)
    times = 0

    def clock() -> datetime:
        nonlocal times
        times += 1
        if times < 3:
            raise RuntimeError("not foreseen")
        return desk.clock.at

    sweeper = Sweeper(desk.read_handovers, desk.handovers, clock, interval=0.02)
    sweeping = asyncio.create_task(sweeper.run())
    async with asyncio.timeout(30):
        while (await desk.read_handovers.handovers([offer]))[offer].state == "OFFERED":  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    sweeping.cancel()
    await asyncio.gather(sweeping, return_exceptions=True)
    assert (await desk.read_handovers.handovers([offer]))[offer].state == "EXPIRED"


async def test_a_time_that_ran_out_counts_before_the_sweeper_comes(desk: Desk) -> None:
    case_id = await desk.opened()
    handover_id = await desk.offered(case_id, "eeva")
    desk.clock.at += timedelta(seconds=45)
    late = await desk.handovers.accept("eeva", desk.key(), handover_id)
    assert refused(late, RefusalKind.WRONG_STATE).state == "EXPIRED"
    next_offer = await desk.offered(case_id, "emil")
    assert (await desk.read_handovers.handovers([next_offer]))[next_offer].state == "OFFERED"


async def test_cold_offers_wait_for_hours_that_the_unit_is_open(desk: Desk) -> None:
    await desk.graph.run(
        "MATCH (u:Unit {id: 'housing'}) SET u.workingHours = $hours, u.publicHolidays = 'FI'",
        hours=OFFICE_HOURS.to_json(),
    )
    # an hour before closing on Maundy Thursday: seven more hours on the Tuesday after Easter
    desk.clock.at = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
    case_id = await desk.opened()
    handover_id = await desk.offered(case_id, "eeva", kind=HandoverKind.COLD)
    stored = (await desk.read_handovers.handovers([handover_id]))[handover_id]
    assert stored.expires_at == datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
    done(await desk.handovers.accept("eeva", desk.key(), handover_id))
    assert (await desk.read_cases.cases([case_id]))[case_id].state == "WAITING"


async def test_passing_on_is_a_bounce_of_the_leg_before(desk: Desk) -> None:
    case_id = await desk.opened()
    first = await desk.offered(case_id, "eeva")
    done(await desk.handovers.accept("eeva", desk.key(), first))
    second = await desk.offered(case_id, "emil", who="eeva")
    done(await desk.handovers.accept("emil", desk.key(), second))
    legs = await desk.read_handovers.handovers([first, second])
    assert (legs[first].state, legs[second].state) == ("FORWARDED", "ACCEPTED")
    assert await desk.evidence("eeva") == (40, 45, 5, 1)
    assert (await desk.person("eeva"))["openCases"] == 0
    assert (await desk.person("emil"))["openCases"] == 1


async def test_one_hundred_accepts_have_one_winner(desk: Desk) -> None:
    case_id = await desk.opened()
    handover_id = await desk.offered(case_id, "eeva")
    answers = await asyncio.gather(
        *(asked(partial(desk.handovers.accept, "eeva", f"a{n}", handover_id)) for n in range(100))
    )
    assert [a for a in answers if isinstance(a, Done)] == [Done(handover_id)]
    losers = [a for a in answers if isinstance(a, Refusal)]
    assert {(a.kind, a.state, a.owner_id) for a in losers} == {
        (RefusalKind.WRONG_STATE, "ACCEPTED", "eeva")
    }
    assert len(losers) == 99
    assert (await desk.person("eeva"))["openCases"] == 1


async def test_one_free_place_takes_one_of_a_hundred_offers(desk: Desk) -> None:
    cases = [await desk.opened() for _ in range(100)]
    answers = await asyncio.gather(
        *(
            asked(partial(desk.handovers.offer, "aino", f"o{c}", NewOffer(c, "emil", WARM)))
            for c in cases
        )
    )
    assert sum(isinstance(a, Done) for a in answers) == 1
    rest = [a for a in answers if isinstance(a, Refusal)]
    assert {(a.kind, a.free_places) for a in rest} == {(RefusalKind.EXPERT_UNAVAILABLE, 0)}


async def test_redirect_closes_the_case_and_takes_the_offer_back(desk: Desk) -> None:
    case_id = await desk.opened()
    handover_id = await desk.offered(case_id, "eeva")
    redirect_id = done(
        await desk.closing.redirect(
            "aino",
            desk.key(),
            case_id,
            RedirectReason.NOBODY_FREE,
            toward_unit_id="benefits",
            note="call again",
        )
    )
    redirect = (await desk.read_cases.redirects([redirect_id]))[redirect_id]
    assert (redirect.reason, redirect.by_id, redirect.toward_unit_id, redirect.case_id) == (
        "NOBODY_FREE",
        "aino",
        "benefits",
        case_id,
    )
    case = (await desk.read_cases.cases([case_id]))[case_id]
    assert (case.state, case.owner_id) == ("CLOSED_UNRESOLVED", None)
    assert (await desk.read_handovers.handovers([handover_id]))[handover_id].state == "WITHDRAWN"


async def test_a_person_loaded_without_counters_can_take_a_case(desk: Desk) -> None:
    await desk.graph.run("MATCH (e:Expert {id: 'eeva'}) REMOVE e.openCases")
    case_id = await desk.opened()
    done(await desk.handovers.accept("eeva", desk.key(), await desk.offered(case_id, "eeva")))
    assert (await desk.read_cases.cases([case_id]))[case_id].owner_id == "eeva"
    assert (await desk.person("eeva"))["openCases"] == 1


async def test_a_write_whose_guard_does_not_hold_undoes_it_all(desk: Desk) -> None:
    case_id = await desk.opened()
    handover_id = await desk.offered(case_id, "eeva")
    await desk.graph.run("MATCH (:Case)-[o:OWNED_BY]->() DELETE o")
    before = await digest(desk.graph)
    with pytest.raises(ConflictError):
        await desk.handovers.accept("eeva", desk.key(), handover_id)
    assert await digest(desk.graph) == before


@pytest.mark.parametrize("kind", list(HandoverKind))
async def test_who_can_not_answer_is_offered_nothing(desk: Desk, kind: HandoverKind) -> None:
    case_id = await desk.opened()
    answer = await desk.handovers.offer("aino", desk.key(), NewOffer(case_id, "maija", kind))
    refusal = refused(answer, RefusalKind.EXPERT_UNAVAILABLE)
    assert (refusal.words, refusal.expert_id) == ("takes_no_cases", "maija")
    assert await desk.graph.read("MATCH (h:Handover) RETURN h.id AS id") == []


async def test_a_repeated_offer_searches_no_reasons(desk: Desk) -> None:
    searched: list[str] = []

    async def why(case: Case, _among: Sequence[str]) -> dict[str, tuple[WhyReason, ...]]:
        searched.append(case.words)
        return {"eeva": (WHY,)}

    handovers = HandoverService(
        desk.runner, desk.read_cases, why=why, scrub=lambda text: text, offer_seconds=45
    )
    offer = NewOffer(await desk.opened(), "eeva", WARM)
    first = done(await handovers.offer("aino", "same", offer))
    assert done(await handovers.offer("aino", "same", offer)) == first
    assert searched == ["vuokra nousi"]
