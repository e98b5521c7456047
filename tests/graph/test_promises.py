"""What customers are promised: counted in the receiving unit's hours, kept, broken, told once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from netsvc.cases.model import CaseFilter, RedirectReason
from netsvc.cases.search import CaseSearch
from netsvc.directory.model import OFFICE_HOURS
from netsvc.events.answers import Done, RefusalKind
from netsvc.events.commands import full_key
from netsvc.graph.driver import Graph
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.handover.promise import NewPromise, Promise
from netsvc.handover.service import NewOffer
from tests.organisation import digest, load_organisation

from .handover_desk import MONDAY, WARM, Clock, Desk, build, done, refused

COLD = HandoverKind.COLD
CALL = NewPromise("We call about the rent")


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return build(graph, Clock())


async def promised(desk: Desk, case: str, promise: NewPromise = CALL, to: str = "eeva") -> Promise:
    new = NewOffer(case, to, COLD, promise=promise)
    done(await desk.handovers.offer("aino", desk.key(), new))
    (made,) = (await desk.owed.of_cases([case]))[case]
    return made


async def test_whoever_has_the_case_owes_what_was_promised(desk: Desk) -> None:
    case = await desk.opened()
    made = await promised(desk, case)
    assert (made.what, made.made_by_id, made.state) == ("We call about the rent", "aino", "OPEN")
    assert made.due_at == MONDAY + timedelta(hours=8)
    assert [p.id for p in await desk.owed.owed_by("aino")] == [made.id]
    done(await desk.handovers.accept("eeva", desk.key(), await desk.open_leg("eeva")))
    assert await desk.owed.owed_by("aino") == ()
    assert [p.id for p in await desk.owed.owed_by("eeva")] == [made.id]
    foreign = await desk.promises.keep("aino", desk.key(), made.id)
    assert refused(foreign, RefusalKind.NOT_YOURS).owner_id == "eeva"
    assert done(await desk.promises.keep("eeva", desk.key(), made.id)) == made.id
    kept = (await desk.owed.promises([made.id]))[made.id]
    assert (kept.state, kept.fulfilled_at) == ("KEPT", desk.clock())
    assert await desk.owed.owed_by("eeva") == ()
    again = await desk.promises.keep("eeva", desk.key(), made.id)
    assert refused(again, RefusalKind.WRONG_STATE).words == "promise_settled"


async def test_hours_are_counted_while_the_receiving_unit_is_open(desk: Desk) -> None:
    await desk.graph.run(
        "MATCH (u:Unit {id: 'housing'}) SET u.workingHours = $hours, u.publicHolidays = 'FI'",
        hours=OFFICE_HOURS.to_json(),
    )
    desk.clock.at = datetime(2026, 4, 2, 12, 0, tzinfo=UTC)
    made = await promised(desk, await desk.opened(), NewPromise("x", working_hours=2))
    assert made.due_at == datetime(2026, 4, 7, 6, 0, tzinfo=UTC)
    proposed = await desk.owed.choices("eeva", "housing-allowance", desk.clock())
    assert [(c.working_hours, c.proposed) for c in proposed] == [
        (4, False), (8, True), (16, False), (40, False)
    ]  # fmt: skip
    assert proposed[1].by == datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
    assert await desk.owed.choices("nobody", None, desk.clock()) == ()


async def test_what_is_overdue_is_told_once_by_several_sweepers(desk: Desk) -> None:
    other = build(desk.graph, desk.clock)
    case = await desk.opened()
    made = await promised(desk, case)
    done(await desk.handovers.accept("eeva", desk.key(), await desk.open_leg("eeva")))
    desk.clock.at = made.due_at - timedelta(seconds=1)
    assert await desk.sweeper.sweep() == 0
    desk.clock.at = made.due_at
    await asyncio.gather(*(d.sweeper.sweep() for d in (desk, other, desk, other)))
    assert (await desk.heard("eeva")).count("PROMISE_OVERDUE") == 1
    assert (await desk.heard("aino")).count("PROMISE_OVERDUE") == 1
    broken = (await desk.owed.owed_by("eeva"))[0]
    assert (broken.state, broken.fulfilled_at) == ("BROKEN", None)
    desk.clock.at += timedelta(hours=1)
    done(await desk.promises.keep("eeva", desk.key(), made.id))
    late = (await desk.owed.promises([made.id]))[made.id]
    assert (late.state, late.fulfilled_at) == ("BROKEN", desk.clock())
    assert await desk.sweeper.sweep() == 0


@pytest.mark.parametrize(
    ("hours", "resolved", "state"),
    [(1, True, "KEPT"), (9, True, "BROKEN"), (1, False, "RELEASED"), (9, False, "BROKEN")],
)
async def test_the_end_of_the_case_settles_it(
    desk: Desk, hours: int, resolved: bool, state: str
) -> None:
    case = await desk.opened()
    made = await promised(desk, case)
    desk.clock.at += timedelta(hours=hours)
    if resolved:
        done(await desk.closing.resolve("aino", desk.key(), case))
    else:
        reason = RedirectReason.NOT_OUR_MATTER
        redirect = desk.closing.redirect(
            "aino", desk.key(), case, reason, toward_unit_id=None, note=None
        )
        done(await redirect)
    settled = (await desk.owed.promises([made.id]))[made.id]
    assert settled.state == state
    assert (settled.fulfilled_at is not None) is resolved


@pytest.mark.parametrize(
    ("kind", "promise", "field"),
    [
        (WARM, CALL, "promise"),
        (COLD, NewPromise("  "), "promise.what"),
        (COLD, NewPromise("x" * 501), "promise.what"),
        (COLD, NewPromise("x", working_hours=0), "promise.workingHours"),
        (COLD, NewPromise("x", working_hours=float("nan")), "promise.workingHours"),
        (COLD, NewPromise("x", by=MONDAY), "promise.by"),
        (COLD, NewPromise("x", by=MONDAY + timedelta(days=401)), "promise.by"),
        (COLD, NewPromise("x", working_hours=2, by=MONDAY + timedelta(days=1)), "promise.by"),
    ],
)
async def test_what_can_not_be_promised(
    desk: Desk, kind: HandoverKind, promise: NewPromise, field: str
) -> None:
    case = await desk.opened()
    before = await digest(desk.graph)
    new = NewOffer(case, "eeva", kind, promise=promise)
    key = desk.key()
    answer = await desk.handovers.offer("aino", key, new)
    assert refused(answer, RefusalKind.INVALID_INPUT).field == field
    # what the clock decided is kept under its key, and nothing else is there
    await desk.graph.run("MATCH (k:Command {key: $key}) DELETE k", key=full_key("aino", key))
    assert await digest(desk.graph) == before


async def test_a_promise_outlives_who_declines(desk: Desk) -> None:
    case = await desk.opened()
    new = NewOffer(case, "eeva", COLD, next_expert_ids=("emil",), promise=CALL)
    first = done(await desk.handovers.offer("aino", desk.key(), new))
    reason = DeclineReason.NO_CAPACITY
    assert await desk.handovers.decline("eeva", desk.key(), first, reason, None) == Done(first)
    done(await desk.handovers.accept("emil", desk.key(), await desk.open_leg("emil")))
    assert len(await desk.owed.owed_by("emil")) == 1


async def test_the_overdue_cases_are_those_in_hand_whose_promise_ran_out(desk: Desk) -> None:
    late, kept, closed, soon = [await desk.opened() for _ in range(4)]
    for case in (late, kept, closed):
        await promised(desk, case)
    await promised(desk, soon, NewPromise("x", working_hours=40))
    search = CaseSearch(desk.graph, desk.read_cases, pseudonym=str)

    async def overdue(text: str = "") -> list[str]:
        page = await search.page(CaseFilter.OVERDUE, "emil", search=text, first=10)
        return [case.id for case in page.cases]

    assert await overdue() == await overdue("vuokra") == []
    desk.clock.at = MONDAY + timedelta(hours=8)
    await desk.sweeper.sweep()
    assert set(await overdue()) == {late, kept, closed}
    (owed,) = (await desk.owed.of_cases([kept]))[kept]
    done(await desk.promises.keep("aino", desk.key(), owed.id))
    reason = RedirectReason.NOT_OUR_MATTER
    done(
        await desk.closing.redirect(
            "aino", desk.key(), closed, reason, toward_unit_id=None, note=None
        )
    )
    assert await overdue() == await overdue("vuokra") == [late]
