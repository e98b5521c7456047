"""A slip is taken back within ten seconds: exactly what was, and only where nobody built on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from netsvc.cases.model import RedirectReason
from netsvc.events.answers import Answer, RefusalKind
from netsvc.graph.driver import Graph
from netsvc.handover.afterwards import ReturnReason
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.handover.service import NewOffer
from tests.organisation import digest, load_organisation

from .after_desk import After, build_after, facts_digest
from .handover_desk import done, refused

SLIP = "the-slip"


@pytest.fixture
async def after(graph: Graph) -> After:
    await load_organisation(graph)
    return build_after(graph)


async def offered(after: After, kind: HandoverKind = HandoverKind.WARM) -> str:
    return await after.desk.offered(await after.desk.opened(), "eeva", kind=kind)


async def accept_warm(after: After) -> Callable[[], Awaitable[Answer]]:
    handover = await offered(after)
    return lambda: after.desk.handovers.accept("eeva", SLIP, handover)


async def accept_cold(after: After) -> Callable[[], Awaitable[Answer]]:
    handover = await offered(after, HandoverKind.COLD)
    return lambda: after.desk.handovers.accept("eeva", SLIP, handover)


async def accept_onward(after: After) -> Callable[[], Awaitable[Answer]]:
    """Somebody who has it by a handover passed it on: their leg was a bounce for a moment."""
    first = await after.accepted("emil")
    handover = await after.desk.offered(await after.case_of(first), "eeva", "emil")
    return lambda: after.desk.handovers.accept("eeva", SLIP, handover)


async def decline(after: After) -> Callable[[], Awaitable[Answer]]:
    handover = await offered(after)
    reason = DeclineReason.NOT_MY_MATTER
    return lambda: after.desk.handovers.decline("eeva", SLIP, handover, reason, "no")


async def resolve(after: After) -> Callable[[], Awaitable[Answer]]:
    case_id = await after.case_of(await after.accepted())
    after.desk.clock.at += timedelta(hours=2)
    return lambda: after.desk.closing.resolve("eeva", SLIP, case_id)


async def redirect(after: After) -> Callable[[], Awaitable[Answer]]:
    case_id = await after.case_of(await after.accepted())
    return lambda: after.desk.closing.redirect(
        "eeva",
        SLIP,
        case_id,
        RedirectReason.NOT_OUR_MATTER,
        toward_unit_id="service",
        note="n",
    )


async def give_back(after: After) -> Callable[[], Awaitable[Answer]]:
    handover = await after.accepted()
    reason = ReturnReason.NOT_MY_MATTER
    return lambda: after.returning.give_back("eeva", SLIP, handover, reason, "no")


async def change_type(after: After) -> Callable[[], Awaitable[Answer]]:
    case_id = await after.case_of(await after.accepted())
    return lambda: after.retyping.change_type("eeva", SLIP, case_id, "moving-out")


SLIPS = (
    accept_warm,
    accept_cold,
    accept_onward,
    decline,
    resolve,
    redirect,
    give_back,
    change_type,
)
Slip = Callable[[After], Awaitable[Callable[[], Awaitable[Answer]]]]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__)
async def test_everything_is_as_it_was(after: After, slip: Slip) -> None:
    give = await slip(after)
    before = await facts_digest(after.desk.graph)
    done(await give())
    assert await facts_digest(after.desk.graph) != before
    done(await after.undoing.undo("eeva", "back", SLIP))
    assert await facts_digest(after.desk.graph) == before
    rows = await after.desk.graph.read(
        "MATCH (a:Audit) WHERE a.action STARTS WITH 'undo' RETURN a.actor AS w, a.seq > 1 AS s"
    )
    assert [tuple(row.values()) for row in rows] == [("eeva", True)]
    assert ("aino", "UNDONE") in await after.told()
    again = await after.undoing.undo("eeva", after.desk.key(), SLIP)
    assert refused(again, RefusalKind.WRONG_STATE).words == "undo_done"


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.__name__)
async def test_ten_seconds_and_no_more(after: After, slip: Slip) -> None:
    done(await (await slip(after))())
    after.desk.clock.at += timedelta(seconds=10, microseconds=1)
    before = await facts_digest(after.desk.graph)
    late = refused(await after.undoing.undo("eeva", "back", SLIP), RefusalKind.WRONG_STATE)
    assert late.words == "undo_late"
    assert await facts_digest(after.desk.graph) == before


async def test_only_where_nobody_acted_since(after: After) -> None:
    desk = after.desk
    give = await accept_warm(after)
    handover = done(await give())
    case_id = await after.case_of(handover)
    done(await after.returning.ask_sender("eeva", desk.key(), handover, "Koska?"))
    before = await facts_digest(desk.graph)
    acted = refused(await after.undoing.undo("eeva", "back", SLIP), RefusalKind.WRONG_STATE)
    assert (acted.words, acted.owner_id, acted.case_id) == ("undo_acted", "eeva", case_id)
    assert await facts_digest(desk.graph) == before


async def test_only_by_who_did_it_and_only_what_can_be(after: After) -> None:
    desk = after.desk
    done(await (await accept_warm(after))())
    before = await digest(desk.graph)
    refused(await after.undoing.undo("aino", "back", SLIP), RefusalKind.NOT_FOUND)
    refused(await after.undoing.undo("eeva", "back", "none"), RefusalKind.NOT_FOUND)
    case_id = await desk.opened()
    new = NewOffer(case_id, "emil", HandoverKind.WARM)
    done(await desk.handovers.offer("aino", "offer", new))
    never = refused(await after.undoing.undo("aino", "b2", "offer"), RefusalKind.WRONG_STATE)
    assert never.words == "undo_never"
    assert await digest(desk.graph) != before


async def test_an_offer_whose_time_ran_out_stays_declined(after: After) -> None:
    handover = await offered(after)
    after.desk.clock.at += timedelta(seconds=40)
    reason = DeclineReason.NO_CAPACITY
    done(await after.desk.handovers.decline("eeva", SLIP, handover, reason, None))
    after.desk.clock.at += timedelta(seconds=5)
    late = refused(await after.undoing.undo("eeva", "back", SLIP), RefusalKind.WRONG_STATE)
    assert late.words == "undo_late"


async def test_what_others_count_meanwhile_stays_counted(after: After) -> None:
    desk = after.desk
    give = await resolve(after)
    other = await after.case_of(await after.accepted())
    done(await give())
    done(await desk.closing.resolve("eeva", desk.key(), other))
    assert await desk.evidence("eeva") == (42, 46, 4, 1)
    done(await after.undoing.undo("eeva", "back", SLIP))
    assert await desk.evidence("eeva") == (41, 45, 4, 1)
    assert (await desk.person("eeva"))["openCases"] == 1


async def test_the_next_who_was_asked_by_itself_is_told(after: After) -> None:
    """Declining asked the next one; taking that back ends their offer and the first stands."""
    desk = after.desk
    case_id = await desk.opened()
    new = NewOffer(case_id, "eeva", HandoverKind.WARM, next_expert_ids=("emil",))
    handover = done(await desk.handovers.offer("aino", desk.key(), new))
    before = await desk.read_handovers.inbox("eeva", desk.clock.at)
    reason = DeclineReason.SOMEBODY_BETTER
    said = desk.handovers.decline("eeva", SLIP, handover, reason, None, better_id="emil")
    done(await said)
    asked = (await desk.read_handovers.inbox("emil", desk.clock.at)).offer_ids
    assert len(asked) == 1
    done(await after.undoing.undo("eeva", "back", SLIP))
    legs = await desk.read_handovers.handovers([handover, *asked])
    assert [legs[id_].state for id_ in (handover, *asked)] == ["OFFERED", "WITHDRAWN"]
    assert (await desk.read_handovers.inbox("eeva", desk.clock.at)).offer_ids == before.offer_ids
    assert ("emil", "WITHDRAWN") in await after.told()
    rows = await desk.graph.read(
        "MATCH (o:Offering) RETURN o.state AS s, o.pointed AS p,"
        " count { (:Handover)-[:POINTED_TO]->() } AS n"
    )
    assert [tuple(row.values()) for row in rows] == [("OPEN", [], 0)]
    done(await desk.handovers.accept("eeva", desk.key(), handover))
