"""What followed from a slip goes back with it: promises, questions; races with the next move."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from netsvc.asks.model import AskState
from netsvc.asks.repository import AskRepository
from netsvc.asks.service import AskService, NewAsk
from netsvc.cases.model import CaseState
from netsvc.events.answers import Answer, Done, Refusal, RefusalKind
from netsvc.graph.driver import Graph
from netsvc.handover.afterwards import ReturnReason
from netsvc.handover.model import HandoverKind
from netsvc.handover.promise import NewPromise, Promise
from netsvc.handover.service import NewOffer
from netsvc.voice.model import Said, VerdictState
from netsvc.voice.repository import VerdictRepository
from netsvc.voice.service import VerdictService
from tests.organisation import load_organisation

from .after_desk import After, build_after, facts_digest
from .handover_desk import done, refused

SLIP = "the-slip"
CALL = NewPromise("We call about the rent", working_hours=4)
AUDITS = """
MATCH (a:Audit) WHERE a.action STARTS WITH 'reopen' OR a.action STARTS WITH 'undo'
RETURN a.action AS action, a.actor AS actor, a.fromState AS was, a.toState AS now ORDER BY a.seq
"""


@pytest.fixture
async def after(graph: Graph) -> After:
    await load_organisation(graph)
    return build_after(graph)


async def promised(after: After) -> tuple[str, Promise]:
    """A case that Eeva has with a promise of Aino's."""
    desk = after.desk
    case = await desk.opened()
    new = NewOffer(case, "eeva", HandoverKind.COLD, promise=CALL)
    handover = done(await desk.handovers.offer("aino", desk.key(), new))
    done(await desk.handovers.accept("eeva", desk.key(), handover))
    (promise,) = (await desk.owed.of_cases([case]))[case]
    return case, promise


async def asked(after: After, case: str, *people: str, who: str = "aino") -> str:
    commands = AskService(after.desk.runner, scrub=lambda text: text)
    new = NewAsk(case, "saako vuokrasta tukea?", people)
    return done(await commands.ask(who, after.desk.key(), new))


async def ask_state(after: After, ask: str) -> AskState:
    return (await AskRepository(after.desk.graph).asks([ask]))[ask].state


async def audits(after: After) -> list[tuple[str, str, str, str]]:
    rows = await after.desk.graph.read(AUDITS)
    return [(row["action"], row["actor"], row["was"], row["now"]) for row in rows]


@pytest.mark.parametrize(("hours", "settled"), [(1, "KEPT"), (9, "BROKEN")])
async def test_what_a_resolution_kept_is_owed_again(after: After, hours: int, settled: str) -> None:
    desk = after.desk
    case, made = await promised(after)
    desk.clock.at += timedelta(hours=hours)
    before = await facts_digest(desk.graph)
    done(await desk.closing.resolve("eeva", SLIP, case))
    assert (await desk.owed.promises([made.id]))[made.id].state == settled
    assert await desk.owed.owed_by("eeva") == ()
    desk.clock.at += timedelta(seconds=9)
    done(await after.undoing.undo("eeva", desk.key(), SLIP))
    assert await facts_digest(desk.graph) == before
    (owed,) = await desk.owed.owed_by("eeva")
    assert (owed.id, owed.state, owed.fulfilled_at) == (made.id, "OPEN", None)
    assert await audits(after) == [
        ("reopenPromise", "eeva", settled, "OPEN"),
        ("undoResolveCase", "eeva", "RESOLVED", "WAITING"),
    ]
    # once it is due, it is told to both, as if nothing had been
    desk.clock.at = max(desk.clock.at, made.due_at)
    await desk.sweeper.sweep()
    assert (await desk.owed.promises([made.id]))[made.id].state == "BROKEN"
    told = [who for who, kind in await after.told() if kind == "PROMISE_OVERDUE"]
    assert sorted(told) == ["aino", "eeva"]


async def test_questions_that_an_acceptance_closed_wait_again(after: After) -> None:
    desk = after.desk
    case = await desk.opened()
    first = await asked(after, case, "emil", "arvid")
    commands = AskService(desk.runner, scrub=lambda text: text)
    done(await commands.answer("arvid", desk.key(), first, "saa"))
    second = await asked(after, case, "emil")
    gone = await asked(after, case, "arvid")
    done(await commands.withdraw("aino", desk.key(), gone))
    handover = await desk.offered(case, "eeva")
    before = await facts_digest(desk.graph)
    done(await desk.handovers.accept("eeva", SLIP, handover))
    assert [await ask_state(after, one) for one in (first, second, gone)] == ["CLOSED"] * 3
    heard = len(await desk.heard("emil"))
    done(await after.undoing.undo("eeva", desk.key(), SLIP))
    assert await facts_digest(desk.graph) == before
    states = [await ask_state(after, one) for one in (first, second, gone)]
    assert states == ["ANSWERED", "OPEN", "CLOSED"]
    # who has answered already is not asked again
    assert (await desk.heard("emil"))[heard:] == ["ASKED", "ASKED"]
    assert (await desk.heard("arvid"))[-1] != "ASKED"
    assert (await AskRepository(desk.graph).box("emil", desk.clock())).to_me == (first, second)
    assert await audits(after) == [
        ("reopenAsk", "eeva", "CLOSED", "ANSWERED"),
        ("reopenAsk", "eeva", "CLOSED", "OPEN"),
        ("undoAcceptHandover", "eeva", "ACCEPTED", "OFFERED"),
    ]
    done(await commands.answer("emil", desk.key(), second, "saa"))
    done(await commands.mark_helped("aino", desk.key(), second, "emil"))


async def test_an_answer_that_was_marked_meanwhile_stands(after: After) -> None:
    desk = after.desk
    case = await desk.opened()
    ask = await asked(after, case, "emil")
    commands = AskService(desk.runner, scrub=lambda text: text)
    done(await commands.answer("emil", desk.key(), ask, "saa"))
    done(await desk.closing.resolve("aino", SLIP, case))
    done(await commands.mark_helped("aino", desk.key(), ask, "emil"))
    before = await facts_digest(desk.graph)
    late = refused(await after.undoing.undo("aino", desk.key(), SLIP), RefusalKind.WRONG_STATE)
    assert late.words == "undo_acted"
    assert await facts_digest(desk.graph) == before
    assert await ask_state(after, ask) is AskState.HELPED


Move = Callable[[After, str, str, str], Awaitable[Answer]]


async def _reopen(after: After, case: str, _handover: str, key: str) -> Answer:
    return await after.retyping.reopen("aino", key, case, None)


async def _give_back(after: After, _case: str, handover: str, key: str) -> Answer:
    reason = ReturnReason.NO_CAPACITY
    return await after.returning.give_back("eeva", key, handover, reason, None)


async def _resolve(after: After, case: str, _handover: str, key: str) -> Answer:
    return await after.desk.closing.resolve("eeva", key, case)


async def _withdraw(after: After, _case: str, handover: str, key: str) -> Answer:
    return await after.desk.handovers.withdraw("aino", key, handover)


@pytest.mark.parametrize(
    ("slip", "move", "moved"),
    [
        ("resolve", _reopen, (CaseState.REOPENED, "aino")),
        ("accept", _give_back, (CaseState.IN_CONTACT, "aino")),
        ("accept", _resolve, (CaseState.RESOLVED, None)),
        ("accept", _withdraw, (CaseState.IN_CONTACT, "eeva")),
    ],
    ids=["resolve-reopen", "accept-return", "accept-resolve", "accept-withdraw"],
)
async def test_undoing_and_the_next_move_at_the_same_moment(
    after: After, slip: str, move: Move, moved: tuple[CaseState, str | None]
) -> None:
    """One of the two is first; the other is told what stands, and nothing is half of both."""
    desk = after.desk
    for again in range(4):
        case = await desk.opened()
        ask = await asked(after, case, "arvid")
        handover = await desk.offered(case, "eeva")
        key = f"{SLIP}-{again}"
        if slip == "accept":
            done(await desk.handovers.accept("eeva", key, handover))
            undone_owner = "aino"
        else:
            done(await desk.handovers.accept("eeva", desk.key(), handover))
            done(await desk.closing.resolve("eeva", key, case))
            undone_owner = "eeva"
        undone, went_on = await asyncio.gather(
            after.undoing.undo("eeva", desk.key(), key), move(after, case, handover, desk.key())
        )
        found = (await desk.read_cases.cases([case]))[case]
        open_asks = (await ask_state(after, ask)) is AskState.OPEN
        if isinstance(undone, Done):
            # taking the offer back is possible both before and after the slip is undone
            assert isinstance(went_on, Refusal) or move is _withdraw
            assert (found.state, found.owner_id) == (CaseState.IN_CONTACT, undone_owner)
            assert open_asks is (slip == "accept")
        else:
            assert refused(undone, RefusalKind.WRONG_STATE).words == "undo_acted"
            assert isinstance(went_on, Done)
            assert (found.state, found.owner_id) == moved
            assert not open_asks
        rows = await desk.graph.read(
            "MATCH (e:Expert) RETURN e.id AS id, coalesce(e.openCases, 0) AS n,"
            " COUNT { (e)<-[o:OWNED_BY]-(:Case) WHERE coalesce(o.counted, true) } AS real"
        )
        assert {row["id"]: row["n"] for row in rows} == {row["id"]: row["real"] for row in rows}
        if found.owner_id is not None:
            done(await desk.closing.resolve(found.owner_id, desk.key(), case))


@pytest.mark.parametrize("told", ["agent", "link"])
async def test_a_verdict_keeps_no_slip_from_being_taken_back(after: After, told: str) -> None:
    """What an agent noted of it goes with the slip; a link that the customer holds stays."""
    case, _ = await promised(after)
    voice = VerdictService(after.desk.runner)
    done(await after.desk.closing.resolve("eeva", SLIP, case))
    if told == "agent":
        done(await voice.record("eeva", after.desk.key(), case, Said(solved=True, repeated=False)))
    else:
        done(await voice.ask("eeva", after.desk.key(), case))
    done(await after.undoing.undo("eeva", "back", SLIP))
    kept = (await VerdictRepository(after.desk.graph).of_cases([case])).get(case)
    assert (kept.state if kept else None) == (None if told == "agent" else VerdictState.ASKED)
    # and after the real end they can be asked again
    done(await after.desk.closing.resolve("eeva", after.desk.key(), case))
    done(await voice.record("eeva", after.desk.key(), case, Said(solved=False, repeated=True)))
