"""Bad days: each gets a typed answer that says who has the case now, and changes nothing else."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from netsvc.directory.model import OFFICE_HOURS
from netsvc.events.answers import Done, Refusal, RefusalKind
from netsvc.graph.driver import Graph
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.handover.promise import NewPromise
from netsvc.handover.service import NewOffer
from tests.organisation import digest, load_organisation

from .handover_desk import Clock, Desk, asked, build, done, refused

NO_TIME = DeclineReason.NO_CAPACITY


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    await graph.run("MATCH ()-[i:IN_NETWORK]->() SET i.onDuty = false")
    return build(graph, Clock())


async def test_two_tabs_of_the_same_person(desk: Desk) -> None:
    """The second press, in another tab and so with another key, is told that it is theirs."""
    case = await desk.opened()
    offer = await desk.offered(case, "eeva")
    answers = await asyncio.gather(
        *(asked(partial(desk.handovers.accept, "eeva", tab, offer)) for tab in ("t1", "t2"))
    )
    assert [type(one) for one in answers].count(Done) == 1
    (late,) = [one for one in answers if isinstance(one, Refusal)]
    assert (late.kind, late.state, late.owner_id) == (RefusalKind.WRONG_STATE, "ACCEPTED", "eeva")
    assert (await desk.person("eeva"))["openCases"] == 1
    # and a no in the other tab comes too late as well
    no = refused(
        await desk.handovers.decline("eeva", "t3", offer, NO_TIME, None), RefusalKind.WRONG_STATE
    )
    assert (no.state, no.owner_id) == ("ACCEPTED", "eeva")


async def test_declining_twice(desk: Desk) -> None:
    case = await desk.opened()
    offer = await desk.offered(case, "eeva")
    done(await desk.handovers.decline("eeva", "a", offer, NO_TIME, None))
    again = await desk.handovers.decline("eeva", "b", offer, DeclineReason.NOT_MY_MATTER, None)
    refusal = refused(again, RefusalKind.WRONG_STATE)
    assert (refusal.state, refusal.owner_id) == ("DECLINED", "aino")
    assert await desk.evidence("eeva") == (40, 44, 4, 1)
    assert await desk.legs_of(case) == [("eeva", "CHOSEN", "DECLINED")]


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("MATCH (e:Expert {id: 'eeva'}) SET e.active = false", "left"),
        ("MATCH (u:Unit {id: 'housing'}) SET u.workingHours = '{}'", "outside_hours"),
        ("MATCH (e:Expert {id: 'eeva'}) SET e.openCases = 2", "no_free_place"),
    ],
)
async def test_an_offer_that_nobody_can_take(desk: Desk, cause: str, words: str) -> None:
    case = await desk.opened()
    await desk.graph.run(cause)
    offer = await desk.handovers.offer("aino", "o", NewOffer(case, "eeva", HandoverKind.WARM))
    refusal = refused(offer, RefusalKind.EXPERT_UNAVAILABLE)
    assert (refusal.words, refusal.expert_id) == (words, "eeva")
    assert (refusal.case_id, refusal.owner_id) == (case, "aino")
    assert await desk.legs_of(case) == []


async def test_an_expert_who_left_with_an_offer_in_hand(desk: Desk) -> None:
    """It runs out, and the next is asked; it is not lost with them."""
    case = await desk.opened()
    await desk.chained(case, "eeva", "emil")
    await desk.graph.run("MATCH (e:Expert {id: 'eeva'}) SET e.active = false")
    desk.clock.at += timedelta(seconds=45)
    await desk.sweeper.sweep()
    assert await desk.legs_of(case) == [
        ("eeva", "CHOSEN", "EXPIRED"),
        ("emil", "NEXT", "OFFERED"),
    ]


@pytest.mark.parametrize(
    ("offered", "ends"),
    [
        # Saturday noon before the clocks go forward: eight working hours end on Monday at four
        (datetime(2026, 3, 28, 10, tzinfo=UTC), datetime(2026, 3, 30, 13, tzinfo=UTC)),
        # and before they go back: the same by the clock, an hour later in UTC
        (datetime(2026, 10, 24, 10, tzinfo=UTC), datetime(2026, 10, 26, 14, tzinfo=UTC)),
    ],
)
async def test_a_cold_offer_over_the_night_of_a_clock_change(
    desk: Desk, offered: datetime, ends: datetime
) -> None:
    await desk.graph.run(
        "MATCH (u:Unit {id: 'housing'}) SET u.workingHours = $h", h=OFFICE_HOURS.to_json()
    )
    desk.clock.at = offered
    case = await desk.opened()
    leg = await desk.offered(case, "eeva", kind=HandoverKind.COLD)
    assert (await desk.read_handovers.handovers([leg]))[leg].expires_at == ends
    desk.clock.at = ends - timedelta(seconds=1)
    assert await desk.sweeper.sweep() == 0
    desk.clock.at = ends
    await desk.sweeper.sweep()
    assert await desk.legs_of(case) == [("eeva", "CHOSEN", "EXPIRED")]


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("MATCH (e:Expert {id: 'eeva'}) SET e.active = false", "left"),
        ("MATCH (e:Expert {id: 'eeva'}) SET e.roles = ['MANAGER']", "takes_no_cases"),
    ],
)
async def test_accepting_with_the_token_of_yesterday(desk: Desk, cause: str, words: str) -> None:
    case = await desk.opened()
    offer = await desk.offered(case, "eeva")
    await desk.graph.run(cause)
    before = await digest(desk.graph)
    answer = await desk.handovers.accept("eeva", "late", offer)
    refusal = refused(answer, RefusalKind.EXPERT_UNAVAILABLE)
    assert (refusal.words, refusal.expert_id) == (words, "eeva")
    assert (refusal.case_id, refusal.owner_id) == (case, "aino")
    await desk.graph.run("MATCH (k:Command) WHERE k.key ENDS WITH ':late' DELETE k")
    assert await digest(desk.graph) == before
    # a no is still an answer: the next can be asked sooner
    done(await desk.handovers.decline("eeva", "no", offer, DeclineReason.ABSENT, None))


async def test_an_answer_that_was_lost_is_the_same_after_the_promised_time(desk: Desk) -> None:
    case = await desk.opened()
    by = desk.clock.at + timedelta(hours=1)
    new = NewOffer(case, "eeva", HandoverKind.COLD, promise=NewPromise("Soitamme.", by=by))
    first = done(await desk.handovers.offer("aino", "lost", new))
    desk.clock.at = by + timedelta(minutes=1)
    before = await digest(desk.graph)
    assert done(await desk.handovers.offer("aino", "lost", new)) == first
    assert await digest(desk.graph) == before
    # a new one is too late, and says so as often as it is asked
    for _ in range(2):
        late = refused(await desk.handovers.offer("aino", "new", new), RefusalKind.INVALID_INPUT)
        assert (late.words, late.field) == ("promise_by", "promise.by")
    assert len(await desk.legs_of(case)) == 1
