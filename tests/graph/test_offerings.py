"""Everything before somebody accepts: the next is asked by itself, several at once, who is on duty,
who stands in; and what each of them is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial

import pytest

from netsvc.directory.model import OFFICE_HOURS, Presence
from netsvc.events.answers import Done, Refusal, RefusalKind
from netsvc.graph.driver import Graph
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.handover.packet import PacketEntry
from netsvc.handover.service import NewOffer
from tests.organisation import digest, load_organisation

from .handover_desk import WARM, WHY, Clock, Desk, asked, build, done, refused

COLD = HandoverKind.COLD
NOT_MINE = DeclineReason.NOT_MY_MATTER
BETTER = DeclineReason.SOMEBODY_BETTER
MISSING = DeclineReason.INFORMATION_MISSING


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    """Nobody is on duty unless a test says so."""
    await load_organisation(graph)
    await graph.run("MATCH ()-[i:IN_NETWORK]->() SET i.onDuty = false")
    return build(graph, Clock())


async def test_after_a_no_the_next_is_asked_with_the_same_packet(desk: Desk) -> None:
    case = await desk.opened(issue_type="moving-out")
    packet = (PacketEntry("dwelling", "rented flat"),)
    new = NewOffer(case, "emil", WARM, packet, "in a hurry", next_expert_ids=("eeva", "arvid"))
    first = done(await desk.handovers.offer("aino", desk.key(), new))
    done(await desk.handovers.decline("emil", desk.key(), first, NOT_MINE, "no"))
    assert await desk.legs_of(case) == [
        ("emil", "CHOSEN", "DECLINED"),
        ("eeva", "NEXT", "OFFERED"),
    ]
    second = await desk.open_leg("eeva")
    leg = (await desk.read_handovers.handovers([second]))[second]
    assert (leg.packet, leg.note, leg.why) == (packet, "in a hurry", (WHY,))
    assert leg.expires_at == desk.clock() + timedelta(seconds=45)
    assert await desk.heard("aino") == ["DECLINED", "OFFERED_NEXT"]
    assert await desk.heard("eeva") == ["OFFERED"]
    assert leg.offering_id is not None
    whole = (await desk.read_handovers.offerings([leg.offering_id]))[leg.offering_id]
    assert (whole.handover_ids, whole.next_ids, whole.state) == (
        (first, second),
        ("arvid",),
        "OPEN",
    )
    done(await desk.handovers.accept("eeva", desk.key(), second))
    assert await desk.offering_state(case) == "ACCEPTED"
    assert (await desk.read_cases.cases([case]))[case].owner_id == "eeva"


async def test_after_its_time_the_next_is_asked_once_by_several_sweepers(desk: Desk) -> None:
    other = build(desk.graph, desk.clock)
    case = await desk.opened()
    await desk.chained(case, "emil", "eeva", "arvid")
    for at in range(3):
        desk.clock.at += timedelta(seconds=45)
        await asyncio.gather(*(d.sweeper.sweep() for d in (desk, other, desk, other)))
        assert len(await desk.legs_of(case)) == min(at + 2, 3)
    assert await desk.legs_of(case) == [
        ("emil", "CHOSEN", "EXPIRED"),
        ("eeva", "NEXT", "EXPIRED"),
        ("arvid", "NEXT", "EXPIRED"),
    ]
    assert await desk.offering_state(case) == "NOBODY_LEFT"
    assert await desk.heard("aino") == [
        *("EXPIRED", "OFFERED_NEXT", "EXPIRED", "OFFERED_NEXT", "EXPIRED", "NOBODY_LEFT")
    ]
    assert await desk.sweeper.sweep() == 0
    assert (await desk.read_cases.cases([case]))[case].owner_id == "aino"


async def test_who_can_not_take_it_now_is_left_out(desk: Desk) -> None:
    case = await desk.opened()
    first = await desk.chained(case, "eeva", "maija", "nobody", "aino", "arvid", "emil")
    await desk.closing.set_presence("arvid", desk.key(), Presence.BUSY)
    done(await desk.handovers.decline("eeva", desk.key(), first, DeclineReason.NO_CAPACITY, None))
    assert await desk.legs_of(case) == [
        ("eeva", "CHOSEN", "DECLINED"),
        ("emil", "NEXT", "OFFERED"),
    ]


async def test_a_late_yes_asks_the_next_at_once(desk: Desk) -> None:
    case = await desk.opened()
    first = await desk.chained(case, "emil", "eeva")
    desk.clock.at += timedelta(seconds=45)
    late = refused(await desk.handovers.accept("emil", desk.key(), first), RefusalKind.WRONG_STATE)
    assert (late.state, late.owner_id) == ("EXPIRED", "aino")
    assert await desk.legs_of(case) == [("emil", "CHOSEN", "EXPIRED"), ("eeva", "NEXT", "OFFERED")]


@pytest.mark.parametrize("leg", [0, 1])
async def test_the_sender_takes_the_case_back_whoever_is_asked(desk: Desk, leg: int) -> None:
    case = await desk.opened()
    first = await desk.chained(case, "emil", "eeva", "arvid")
    done(await desk.handovers.decline("emil", desk.key(), first, NOT_MINE, None))
    second = await desk.open_leg("eeva")
    taken = (first, second)[leg]
    foreign = await desk.handovers.withdraw("emil", desk.key(), taken)
    assert refused(foreign, RefusalKind.NOT_YOURS).owner_id == "aino"
    assert done(await desk.handovers.withdraw("aino", desk.key(), taken)) == taken
    desk.clock.at += timedelta(minutes=5)
    assert await desk.sweeper.sweep() == 0
    assert await desk.legs_of(case) == [
        ("emil", "CHOSEN", "DECLINED"),
        ("eeva", "NEXT", "WITHDRAWN"),
    ]
    assert await desk.offering_state(case) == "TAKEN_BACK"
    assert await desk.heard("eeva") == ["OFFERED", "WITHDRAWN"]
    late = await desk.handovers.accept("eeva", desk.key(), second)
    assert refused(late, RefusalKind.WRONG_STATE).words == "offer_withdrawn"


async def test_resolving_it_oneself_ends_the_asking(desk: Desk) -> None:
    case = await desk.opened()
    await desk.chained(case, "emil", "eeva")
    done(await desk.closing.resolve("aino", desk.key(), case))
    desk.clock.at += timedelta(minutes=5)
    assert await desk.sweeper.sweep() == 0
    assert await desk.legs_of(case) == [("emil", "CHOSEN", "WITHDRAWN")]


async def test_the_customer_leaves_and_the_asking_ends(desk: Desk) -> None:
    case = await desk.opened()
    await desk.chained(case, "emil", "eeva", at_once=2)
    done(await desk.closing.end_contact("aino", desk.key(), await desk.contact_of(case)))
    assert await desk.legs_of(case) == [
        ("emil", "CHOSEN", "WITHDRAWN"),
        ("eeva", "NEXT", "WITHDRAWN"),
    ]
    assert await desk.offering_state(case) == "TAKEN_BACK"


async def test_three_at_once_have_one_winner(desk: Desk) -> None:
    case = await desk.opened()
    await desk.chained(case, "eeva", "emil", "arvid", at_once=3)
    legs = {who: await desk.open_leg(who) for who in ("eeva", "emil", "arvid")}
    answers = await asyncio.gather(
        *(
            asked(partial(desk.handovers.accept, who, f"{who}{n}", leg))
            for n in range(33)
            for who, leg in legs.items()
        ),
        asked(partial(desk.handovers.accept, "eeva", "eeva33", legs["eeva"])),
    )
    (winning,) = [a for a in answers if isinstance(a, Done)]
    winner = next(who for who, leg in legs.items() if leg == winning.id)
    losers = [a for a in answers if isinstance(a, Refusal)]
    assert len(losers) == 99
    assert {(a.kind, a.owner_id) for a in losers} == {(RefusalKind.WRONG_STATE, winner)}
    assert {a.words for a in losers} <= {"offer_taken", "offer_accepted"}
    assert (await desk.read_cases.cases([case]))[case].owner_id == winner
    states = sorted((await desk.legs_of(case)), key=lambda one: one[2])
    assert [state for _who, _asked, state in states] == ["ACCEPTED", "WITHDRAWN", "WITHDRAWN"]
    for who in legs.keys() - {winner}:
        assert await desk.heard(who) == ["OFFERED", "WITHDRAWN"]
    assert await desk.heard("aino") == ["ACCEPTED"]
    assert await desk.offering_state(case) == "ACCEPTED"
    places = [(await desk.person(who))["openCases"] for who in legs]
    assert sorted(places) == [0, 0, 1]


async def test_two_at_once_stay_two_while_somebody_is_left(desk: Desk) -> None:
    case = await desk.opened()
    first = await desk.chained(case, "eeva", "emil", "arvid", at_once=2)
    done(await desk.handovers.decline("eeva", desk.key(), first, NOT_MINE, None))
    assert await desk.legs_of(case) == [
        ("eeva", "CHOSEN", "DECLINED"),
        ("emil", "NEXT", "OFFERED"),
        ("arvid", "NEXT", "OFFERED"),
    ]
    emils = await desk.open_leg("emil")
    done(await desk.handovers.decline("emil", desk.key(), emils, NOT_MINE, None))
    assert await desk.offering_state(case) == "OPEN"
    done(await desk.handovers.accept("arvid", desk.key(), await desk.open_leg("arvid")))
    assert await desk.offering_state(case) == "ACCEPTED"


async def test_a_hundred_chains_into_one_free_place_leave_one_offer(desk: Desk) -> None:
    """Everybody's first choice says no at the same moment, and emil has one place."""
    await desk.graph.run("MATCH (e:Expert {id: 'eeva'}) SET e.capacity = 200")
    cases = [await desk.opened() for _ in range(50)]
    legs = [await desk.chained(case, "eeva", "emil") for case in cases]
    reason = DeclineReason.CONFLICT_OF_INTEREST
    answers = await asyncio.gather(
        *(
            asked(partial(desk.handovers.decline, "eeva", f"d{leg}", leg, reason, None))
            for leg in legs
        )
    )
    assert all(isinstance(a, Done) for a in answers)
    at_emil = [c for c in cases if ("emil", "NEXT", "OFFERED") in await desk.legs_of(c)]
    assert len(at_emil) == 1
    states = [await desk.offering_state(case) for case in cases]
    assert (states.count("OPEN"), states.count("NOBODY_LEFT")) == (1, 49)


@pytest.mark.parametrize("broader", [False, True])
async def test_then_who_is_on_duty_and_then_who_stands_in(desk: Desk, broader: bool) -> None:
    """On duty for the matter itself, or for the broader one that it belongs to."""
    if broader:
        await desk.graph.run(
            "MATCH (n:MiniNetwork)-[c:COVERS]->(t:IssueType {id: 'housing-allowance'}) DELETE c "
            "CREATE (t)-[:BROADER]->(b:IssueType {id: 'homes-of-all-kinds'}), (n)-[:COVERS]->(b)"
        )
    await desk.graph.run(
        "MATCH (:Expert {id: 'arvid'})-[i:IN_NETWORK]->() SET i.onDuty = true "
        "WITH i MATCH (a:Expert {id: 'eeva'}), (b:Expert {id: 'emil'}) "
        "CREATE (a)-[:BACKED_UP_BY]->(b)"
    )
    case = await desk.opened()
    await desk.chained(case, "eeva")
    for _ in range(3):
        desk.clock.at += timedelta(seconds=45)
        await desk.sweeper.sweep()
    assert await desk.legs_of(case) == [
        ("eeva", "CHOSEN", "EXPIRED"),
        ("arvid", "ON_DUTY", "EXPIRED"),
        ("emil", "BACKUP", "EXPIRED"),
    ]
    assert await desk.heard("aino") == [
        *("EXPIRED", "OFFERED_NEXT", "EXPIRED", "OFFERED_NEXT", "EXPIRED", "NOBODY_LEFT")
    ]


async def test_the_backup_of_who_is_absent_comes_after_the_list(desk: Desk) -> None:
    await desk.graph.run(
        "MATCH (e:Expert {id: 'eeva'}), (b:Expert {id: 'arvid'}) "
        "CREATE (e)-[:HAS_ABSENCE]->(a:Absence {id: 'a', startsAt: $at, kind: 'AWAY', "
        "endsAt: $at + duration('PT2H')})-[:BACKUP]->(b)",
        at=desk.clock(),
    )
    case = await desk.opened()
    direct = await desk.handovers.offer("aino", desk.key(), NewOffer(case, "eeva", WARM))
    assert refused(direct, RefusalKind.EXPERT_UNAVAILABLE).words == "absent"
    first = await desk.chained(case, "emil", "eeva")
    done(await desk.handovers.decline("emil", desk.key(), first, DeclineReason.NO_CAPACITY, None))
    assert await desk.legs_of(case) == [
        ("emil", "CHOSEN", "DECLINED"),
        ("arvid", "BACKUP", "OFFERED"),
    ]


async def test_nobody_else_is_asked_where_the_sender_named_nobody(desk: Desk) -> None:
    case = await desk.opened()
    first = await desk.offered(case, "emil")
    done(await desk.handovers.decline("emil", desk.key(), first, NOT_MINE, None))
    assert await desk.legs_of(case) == [("emil", "CHOSEN", "DECLINED")]
    assert await desk.heard("aino") == ["DECLINED"]
    assert await desk.offering_state(case) == "NOBODY_LEFT"


async def test_whom_somebody_points_to_is_asked_next(desk: Desk) -> None:
    case = await desk.opened()
    first = await desk.chained(case, "eeva", "emil")
    pointed = await desk.handovers.decline(
        "eeva", desk.key(), first, BETTER, None, better_id="arvid"
    )
    assert done(pointed) == first
    assert await desk.legs_of(case) == [
        ("eeva", "CHOSEN", "DECLINED"),
        ("arvid", "POINTED_TO", "OFFERED"),
    ]
    leg = (await desk.read_handovers.handovers([first]))[first]
    assert leg.pointed_to_id == "arvid"
    assert await desk.evidence("eeva") == (40, 45, 5, 1)
    desk.clock.at += timedelta(seconds=45)
    await desk.sweeper.sweep()
    assert (await desk.legs_of(case))[-1] == ("emil", "NEXT", "OFFERED")


@pytest.mark.parametrize(
    ("better", "reason", "words"),
    [
        ("aino", BETTER, "point_to_sender"),
        ("emil", BETTER, "point_to_oneself"),
        ("eeva", BETTER, "point_to_declined"),
        ("maija", BETTER, "takes_no_cases"),
        ("nobody", BETTER, "not_found"),
        ("arvid", NOT_MINE, "point_other_reason"),
    ],
)
async def test_where_one_can_not_point(
    desk: Desk, better: str, reason: DeclineReason, words: str
) -> None:
    case = await desk.opened()
    first = await desk.chained(case, "eeva", "emil")
    done(await desk.handovers.decline("eeva", desk.key(), first, NOT_MINE, None))
    leg = await desk.open_leg("emil")
    before = await desk.legs_of(case), await desk.evidence("emil"), await desk.heard("aino")
    answer = await desk.handovers.decline("emil", desk.key(), leg, reason, None, better_id=better)
    assert isinstance(answer, Refusal)
    assert answer.words == words
    after = await desk.legs_of(case), await desk.evidence("emil"), await desk.heard("aino")
    assert after == before


async def test_pointing_works_where_nobody_else_was_named(desk: Desk) -> None:
    case = await desk.opened()
    await desk.offered(case, "eeva")
    await desk.graph.run("MATCH (o:Offering) DETACH DELETE o")
    leg = await desk.open_leg("eeva")
    done(await desk.handovers.decline("eeva", desk.key(), leg, BETTER, None, better_id="arvid"))
    assert (await desk.legs_of(case))[-1] == ("arvid", "POINTED_TO", "OFFERED")


async def test_what_is_missing_is_named_and_the_sender_completes_it(desk: Desk) -> None:
    case = await desk.opened(issue_type="moving-out")
    packet = (PacketEntry("dwelling", "flat"),)
    new = NewOffer(case, "eeva", WARM, packet, next_expert_ids=("emil",))
    first = done(await desk.handovers.offer("aino", desk.key(), new))
    for fields, words in ((("rent",), "missing_unknown"), (("since", "since"), "missing_twice")):
        answer = await desk.handovers.decline(
            "eeva", desk.key(), first, MISSING, None, missing_fields=fields
        )
        assert refused(answer, RefusalKind.INVALID_INPUT).words == words
    answer = await desk.handovers.decline(
        "eeva", desk.key(), first, NOT_MINE, None, missing_fields=("since",)
    )
    assert refused(answer, RefusalKind.INVALID_INPUT).words == "missing_other_reason"
    done(
        await desk.handovers.decline(
            "eeva", desk.key(), first, MISSING, None, missing_fields=("since",)
        )
    )
    leg = (await desk.read_handovers.handovers([first]))[first]
    assert leg.missing_fields == ("since",)
    assert await desk.offering_state(case) == "NEEDS_INFORMATION"
    assert await desk.legs_of(case) == [("eeva", "CHOSEN", "DECLINED")]
    again = NewOffer(case, "eeva", WARM, (*packet, PacketEntry("since", "1.1.")))
    done(await desk.handovers.offer("aino", desk.key(), again))


async def test_two_missed_offers_in_a_row_make_a_person_away(desk: Desk) -> None:
    async def miss() -> None:
        await desk.offered(await desk.opened(), "eeva")
        desk.clock.at += timedelta(seconds=45)
        await desk.sweeper.sweep()

    await miss()
    case = await desk.opened()
    answered = await desk.offered(case, "eeva")
    done(await desk.handovers.decline("eeva", desk.key(), answered, NOT_MINE, None))
    await miss()
    assert (await desk.person("eeva"))["presence"] == "AVAILABLE"
    await miss()
    eeva = await desk.person("eeva")
    assert (eeva["presence"], eeva["awayBecause"]) == ("AWAY", "MISSED_OFFERS")
    assert (await desk.heard("eeva"))[-2:] == ["EXPIRED", "MADE_AWAY"]
    audits = await desk.graph.read(
        "MATCH (a:Audit {action: 'setPresence'}) "
        "RETURN a.actor AS w, a.fromState AS f, a.toState AS t"
    )
    assert [tuple(a.values()) for a in audits] == [("netsvc", "AVAILABLE", "AWAY")]
    refusal = await desk.handovers.offer(
        "aino", desk.key(), NewOffer(await desk.opened(), "eeva", WARM)
    )
    assert refused(refusal, RefusalKind.EXPERT_UNAVAILABLE).words == "not_available"
    done(await desk.closing.set_presence("eeva", desk.key(), Presence.AVAILABLE))
    eeva = await desk.person("eeva")
    assert (eeva["missedOffers"], "awayBecause" in eeva) == (0, False)


async def test_a_closed_unit_takes_no_warm_offer(desk: Desk) -> None:
    await desk.graph.run(
        "MATCH (u:Unit {id: 'housing'}) SET u.workingHours = $hours", hours=OFFICE_HOURS.to_json()
    )
    desk.clock.at = desk.clock.at.replace(hour=20)
    case = await desk.opened()
    before = await digest(desk.graph)
    warm = await desk.handovers.offer("aino", "", NewOffer(case, "eeva", WARM))
    assert refused(warm, RefusalKind.INVALID_INPUT).field == "key"
    assert await digest(desk.graph) == before
    warm = await desk.handovers.offer("aino", desk.key(), NewOffer(case, "eeva", WARM))
    assert refused(warm, RefusalKind.EXPERT_UNAVAILABLE).words == "outside_hours"
    done(await desk.handovers.offer("aino", desk.key(), NewOffer(case, "eeva", COLD)))


async def test_cold_offers_go_on_likewise(desk: Desk) -> None:
    case = await desk.opened()
    await desk.closing.set_presence("eeva", desk.key(), Presence.AWAY)
    first = await desk.chained(case, "emil", "eeva", "arvid", kind=COLD)
    done(await desk.handovers.decline("emil", desk.key(), first, NOT_MINE, None))
    desk.clock.at += timedelta(hours=8)
    await desk.sweeper.sweep()
    assert await desk.legs_of(case) == [
        ("emil", "CHOSEN", "DECLINED"),
        ("eeva", "NEXT", "EXPIRED"),
        ("arvid", "NEXT", "OFFERED"),
    ]
    # only what a customer on the line waited for is missed
    assert (await desk.person("eeva"))["missedOffers"] == 0


async def test_an_issue_type_says_how_long_its_offers_wait(desk: Desk) -> None:
    await desk.graph.run(
        "MATCH (t:IssueType {id: 'housing-allowance'}) SET t.warmSeconds = 20, t.coldHours = 2.0"
    )
    for kind, wait in ((WARM, timedelta(seconds=20)), (COLD, timedelta(hours=2))):
        offer = await desk.offered(await desk.opened(), "eeva", kind=kind)
        leg = (await desk.read_handovers.handovers([offer]))[offer]
        assert leg.expires_at == desk.clock() + wait


async def test_an_offering_left_open_is_taken_up_by_the_sweeper(desk: Desk) -> None:
    """As where a process of an older release ended the offer alone."""
    case = await desk.opened()
    first = await desk.chained(case, "emil", "eeva")
    await desk.graph.run("MATCH (h:Handover {id: $id}) SET h.state = 'EXPIRED'", id=first)
    assert await desk.sweeper.sweep() == 1
    assert (await desk.legs_of(case))[-1] == ("eeva", "NEXT", "OFFERED")


@pytest.mark.parametrize(
    ("order", "at_once", "words"),
    [
        (tuple(f"p{n}" for n in range(31)), 1, "order_long"),
        ((), 0, "at_once_range"),
        ((), 4, "at_once_range"),
    ],
)
async def test_orders_that_can_not_be_used(
    desk: Desk, order: tuple[str, ...], at_once: int, words: str
) -> None:
    case = await desk.opened()
    before = await digest(desk.graph)
    new = NewOffer(case, "eeva", WARM, next_expert_ids=order, at_once=at_once)
    answer = await desk.handovers.offer("aino", desk.key(), new)
    assert refused(answer, RefusalKind.INVALID_INPUT).words == words
    assert await digest(desk.graph) == before
