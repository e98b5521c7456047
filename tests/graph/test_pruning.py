"""What is old goes, in small batches, by one process at a time; audits and young ones stay."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from netsvc.events.answers import Done, Refusal, RefusalKind
from netsvc.events.pruning import Kept, Pruned, Pruner
from netsvc.events.turns import Turn
from netsvc.graph.driver import Graph
from tests.graph.handover_desk import Clock, Desk, build
from tests.organisation import digest, load_organisation

COUNTS = """
RETURN COUNT { MATCH (k:Command) } AS keys, COUNT { MATCH (v:Event) } AS events,
  COUNT { MATCH (a:Audit) } AS audits
"""


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return build(graph, Clock())


def pruner(desk: Desk, batch: int = 3) -> Pruner:
    return Pruner(desk.graph, desk.clock, Kept(), batch=batch)


async def counts(desk: Desk) -> tuple[int, int, int]:
    row = (await desk.graph.read(COUNTS))[0]
    return row["keys"], row["events"], row["audits"]


async def test_keys_live_their_time_and_events_theirs(desk: Desk) -> None:
    case = await desk.opened()
    for _ in range(5):
        handover = await desk.offered(case, "eeva")
        await desk.handovers.withdraw("aino", desk.key(), handover)
    assert await counts(desk) == (11, 10, 11)
    desk.clock.at += timedelta(hours=47)
    before = await digest(desk.graph)
    assert await pruner(desk).round() == Pruned()
    assert await digest(desk.graph) == before
    # the first answer still, although the case has moved on
    assert await desk.handovers.withdraw("aino", "k11", handover) == Done(handover)
    desk.clock.at += timedelta(hours=2)
    assert await pruner(desk).round() == Pruned(commands=11)
    again = await desk.handovers.withdraw("aino", "k11", handover)
    assert isinstance(again, Refusal)
    assert again.kind is RefusalKind.WRONG_STATE
    desk.clock.at += timedelta(days=30)
    assert await pruner(desk).round() == Pruned(commands=1, events=10)
    assert await counts(desk) == (0, 0, 11)
    # the numbers of the inbox go on
    await desk.offered(case, "eeva")
    rows = await desk.graph.read("MATCH (v:Event) RETURN v.seq AS seq")
    assert [row["seq"] for row in rows] == [11]


async def test_one_process_at_a_time(desk: Desk) -> None:
    case = await desk.opened()
    for _ in range(10):
        await desk.handovers.withdraw("aino", desk.key(), await desk.offered(case, "eeva"))
    desk.clock.at += timedelta(days=40)
    keys, events, audits = await counts(desk)
    done = await asyncio.gather(*(pruner(desk).round() for _ in range(4)))
    assert sum(one.commands for one in done) == keys
    assert sum(one.events for one in done) == events
    assert await counts(desk) == (0, 0, audits)
    assert sum(one != Pruned() for one in done) == 1


async def test_a_turn_runs_out_with_who_had_it(desk: Desk) -> None:
    at = desk.clock()
    first, second = (Turn(desk.graph, "x", lasting=timedelta(seconds=30)) for _ in range(2))
    assert await first.mine(at)
    assert await first.mine(at + timedelta(seconds=10))
    assert not await second.mine(at + timedelta(seconds=39))
    assert await second.mine(at + timedelta(seconds=40))
    assert not await first.mine(at + timedelta(seconds=41))
