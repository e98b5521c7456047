"""Commands once, and live inboxes that lose nothing and show nothing twice, on a real Neo4j."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from netsvc.errors import BadInputError
from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Event,
    EventKind,
    InboxEvent,
    Outcome,
    Refusal,
    RefusalKind,
    from_json,
    to_json,
)
from netsvc.events.commands import CommandRunner
from netsvc.events.live import MAX_WAITING, PAGE, Listener, LiveHub
from netsvc.events.repository import AFTER, EventRepository
from netsvc.graph.driver import Graph, Tx, queries_run
from netsvc.handover.repository import DUE
from tests.organisation import digest, load_organisation


@pytest.fixture
async def organised(graph: Graph) -> Graph:
    await load_organisation(graph)
    return graph


async def tell(runner: CommandRunner, key: str, *recipients: str) -> Answer:
    async def work(_tx: Tx, _at: datetime) -> Outcome:
        events = tuple(Event(id_, EventKind.OFFERED, key) for id_ in recipients)
        return Outcome(Done(key), (Audit("aino", "tell"),), events)

    return await runner.run("tell", "aino", key, {"key": key}, work)


@asynccontextmanager
async def running(hub: LiveHub) -> AsyncIterator[LiveHub]:
    task = asyncio.create_task(hub.run())
    try:
        yield hub
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def take(listener: Listener, number: int) -> list[InboxEvent]:
    events: list[InboxEvent] = []
    async with asyncio.timeout(20):
        async for event in listener.events():
            events.append(event)
            if len(events) == number:
                break
    return events


async def test_fifty_duplicates_are_done_once(organised: Graph) -> None:
    runner = CommandRunner(organised)
    answers = await asyncio.gather(*(tell(runner, "k", "eeva") for _ in range(50)))
    assert set(answers) == {Done("k")}
    rows = await organised.read(
        "MATCH (v:Event) WITH count(v) AS events MATCH (a:Audit) "
        "WITH events, count(a) AS audits MATCH (k:Command) RETURN events, audits, count(k) AS keys"
    )
    assert rows == [{"events": 1, "audits": 1, "keys": 1}]


async def test_a_command_that_fails_leaves_nothing(organised: Graph) -> None:
    runner = CommandRunner(organised)
    before = await digest(organised)

    async def work(tx: Tx, _at: datetime) -> Outcome:
        await tx.run("CREATE (:Case {id: 'half'})")
        raise BadInputError("No.")

    with pytest.raises(BadInputError):
        await runner.run("fail", "aino", "k", {}, work)
    assert await digest(organised) == before
    assert await tell(runner, "k", "eeva") == Done("k")


def test_answers_are_kept_as_they_were() -> None:
    refusal = Refusal(
        RefusalKind.EXPERT_UNAVAILABLE, "left", expert_id="eeva", presence="AWAY", free_places=2
    )
    assert from_json(to_json(refusal)) == refusal
    assert from_json(to_json(Done("x"))) == Done("x")


async def test_each_event_once_in_order_to_every_window(organised: Graph) -> None:
    hub = LiveHub(EventRepository(organised))
    runner = CommandRunner(organised, tell=hub.tell)
    async with (
        running(hub),
        hub.listen("eeva", None) as one,
        hub.listen("eeva", None) as two,
        hub.listen("emil", None) as other,
    ):
        assert hub.listening == 3
        for number in range(10):
            await tell(runner, f"k{number}", "eeva", *(["emil"] if number % 5 == 0 else []))
        for listener in (one, two):
            assert [e.seq for e in await take(listener, 10)] == list(range(1, 11))
        assert [e.handover_id for e in await take(other, 2)] == ["k0", "k5"]
    assert hub.listening == 0


async def test_what_another_process_commits_arrives(organised: Graph) -> None:
    hub = LiveHub(EventRepository(organised), interval=0.05)
    elsewhere = CommandRunner(organised)
    async with running(hub), hub.listen("eeva", None) as listener:
        await tell(elsewhere, "k", "eeva")
        assert [e.handover_id for e in await take(listener, 1)] == ["k"]


async def test_what_comes_out_of_turn_waits_for_what_is_before_it(organised: Graph) -> None:
    hub = LiveHub(EventRepository(organised), interval=3600)
    here, elsewhere = CommandRunner(organised, tell=hub.tell), CommandRunner(organised)
    async with hub.listen("eeva", None) as listener:
        await tell(here, "k1", "eeva")
        # at once, without a look at the graph: nothing feeds this hub yet
        assert [e.handover_id for e in await take(listener, 1)] == ["k1"]
        await tell(elsewhere, "k2", "eeva")
        await tell(here, "k3", "eeva")
        assert not listener.waiting
        async with running(hub):
            assert [e.seq for e in await take(listener, 2)] == [2, 3]


async def test_who_comes_back_misses_nothing(organised: Graph) -> None:
    hub = LiveHub(EventRepository(organised))
    runner = CommandRunner(organised, tell=hub.tell)
    for number in range(5):
        await tell(runner, f"k{number}", "eeva")
    async with running(hub):
        async with hub.listen("eeva", 2) as listener:
            assert [e.seq for e in await take(listener, 3)] == [3, 4, 5]
        async with hub.listen("eeva", 99) as listener:
            await tell(runner, "k5", "eeva")
            assert [e.seq for e in await take(listener, 1)] == [6]


async def test_many_inboxes_cost_one_query(organised: Graph) -> None:
    repository = EventRepository(organised)
    for number, id_ in enumerate(("aino", "arvid", "eeva", "emil")):
        await tell(CommandRunner(organised), f"k{number}", id_)
    counted: list[int] = []
    token = queries_run.set(counted)
    found = await repository.after(dict.fromkeys(("aino", "arvid", "eeva", "emil"), 0))
    queries_run.reset(token)
    assert [(e.recipient, e.seq) for e in found] == [
        ("aino", 1),
        ("arvid", 1),
        ("eeva", 1),
        ("emil", 1),
    ]
    assert len(counted) == 1


async def test_closing_ends_every_listener(organised: Graph) -> None:
    hub = LiveHub(EventRepository(organised))
    async with hub.listen("eeva", None) as listener:
        hub.close()
        async with asyncio.timeout(20):
            assert [event async for event in listener.events()] == []


async def test_a_window_that_is_stuck_does_not_hold_up_the_others(organised: Graph) -> None:
    number = MAX_WAITING + 2 * PAGE + 7
    await organised.run(
        "MATCH (e:Expert {id: 'eeva'}) SET e.inboxSeq = $number "
        "WITH 1 AS one UNWIND range(1, $number) AS seq "
        "CREATE (:Event {id: 'v' + seq, recipient: 'eeva', seq: seq, kind: 'OFFERED', "
        "at: datetime(), handoverId: 'h', payload: '{}'})",
        number=number,
    )
    hub = LiveHub(EventRepository(organised))
    async with (
        running(hub),
        hub.listen("eeva", 0) as stuck,
        hub.listen("eeva", 0) as reading,
    ):
        assert [e.seq for e in await take(reading, number)] == list(range(1, number + 1))
        assert [e.seq for e in stuck.waiting] == list(range(1, MAX_WAITING + 1))
        # once it reads again, it misses nothing either
        assert [e.seq for e in await take(stuck, number)] == list(range(1, number + 1))


class FailingRepository(EventRepository):
    """Reads only from the third time on."""

    times = 0

    async def after(self, cursors: Mapping[str, int], *, limit: int = 200) -> list[InboxEvent]:
        self.times += 1
        if self.times < 3:
            raise RuntimeError("not foreseen")
        return await super().after(cursors, limit=limit)


async def test_inboxes_outlive_what_nobody_foresaw(organised: Graph) -> None:
    hub = LiveHub(FailingRepository(organised), interval=0.05)
    async with running(hub), hub.listen("eeva", None) as listener:
        await tell(CommandRunner(organised), "k", "eeva")
        assert [e.handover_id for e in await take(listener, 1)] == ["k"]


def _operators(plan: dict[str, Any]) -> set[str]:
    names = {plan["operatorType"].split("@")[0]}
    return names.union(*(_operators(child) for child in plan.get("children", ())))


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        (AFTER, {"cursors": [{"recipient": "eeva", "seq": 0}], "limit": 10}),
        (DUE, {"at": datetime(2026, 3, 2, tzinfo=UTC)}),
    ],
)
async def test_what_runs_all_the_time_goes_by_index(
    organised: Graph, statement: str, parameters: dict[str, Any]
) -> None:
    async with organised.driver.session() as session:
        result = await session.run(f"EXPLAIN {statement}", parameters)
        plan = (await result.consume()).plan
    assert plan is not None
    operators = _operators(plan)
    assert any("IndexSeek" in name for name in operators), operators
    assert not any("Scan" in name for name in operators), operators
