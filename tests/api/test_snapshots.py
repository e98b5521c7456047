"""Snapshots in the service: kept over a restart, made in the background, never in anybody's way."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from netsvc.errors import NotReadyError
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Role
from netsvc.measures.catalogue import redirect_rate
from netsvc.measures.facts import Facts
from netsvc.measures.kept import SnapshotFile
from netsvc.measures.publishing import Question
from netsvc.measures.registry import Dimension, Registry, discover
from netsvc.measures.repository import MeasuresRepository
from netsvc.measures.service import MeasuresService
from tests.api.test_insights import CASE, DIRECTORY, NOW, TYPES, _rows, ask

TOTAL = Question(Dimension.TOTAL)


async def filled(graph: Graph) -> None:
    await graph.run(DIRECTORY)
    await graph.run(TYPES)
    await graph.run(CASE, rows=_rows())


async def test_what_is_kept_answers_until_the_fresh_one_is_there(
    graph: Graph, tmp_path: Path
) -> None:
    await filled(graph)
    file = SnapshotFile(tmp_path, "test")
    first = await MeasuresRepository(graph, clock=lambda: NOW, file=file).facts()

    later = MeasuresRepository(graph, clock=lambda: NOW + 60, file=file)
    assert await later.kept() == first
    go_on = asyncio.Event()

    async def read() -> Facts:
        await go_on.wait()
        return await later.facts()

    service = MeasuresService(read, discover(), kept=later.kept)
    starting = asyncio.create_task(service.start())
    assert (await service.answer("redirectRate", TOTAL)).as_of.timestamp() == NOW
    await asyncio.sleep(0)
    go_on.set()
    await starting
    assert (await service.answer("redirectRate", TOTAL)).as_of.timestamp() == NOW + 60
    found = file.load()
    assert found is not None
    assert found.standing.now == (NOW + 60) * 1000
    assert (later.wholes, later.updates) == (0, 1)
    await service.close()


async def test_a_damaged_snapshot_is_made_again(graph: Graph, tmp_path: Path) -> None:
    await filled(graph)
    file = SnapshotFile(tmp_path, "test")
    repository = MeasuresRepository(graph, clock=lambda: NOW, file=file)
    facts = await repository.facts()
    file.path.write_bytes(file.path.read_bytes()[:-10])
    service = MeasuresService(repository.facts, discover(), kept=repository.kept)
    await service.start()
    result = await service.answer("redirectRate", TOTAL)
    assert result.rows[0].values["redirectsPerCase"] is not None
    assert await repository.kept() == facts
    # also where it is damaged while the service runs: what can't be added is made anew
    file.path.write_bytes(file.path.read_bytes()[:-10])
    assert await repository.facts() == await repository.facts() == facts
    assert repository.wholes == 3
    assert await MeasuresRepository(graph, clock=lambda: NOW, file=file).kept() == facts
    await service.close()


async def test_the_snapshot_of_a_graph_that_held_more_is_not_used(
    graph: Graph, tmp_path: Path
) -> None:
    await filled(graph)
    repository = MeasuresRepository(graph, clock=lambda: NOW, file=SnapshotFile(tmp_path, "test"))
    await repository.facts()
    await graph.run("MATCH (c:Case {id: 'd3'}) DETACH DELETE c")
    assert await repository.kept() is None


async def test_who_asks_while_the_first_figures_are_made_is_told_so() -> None:
    go_on = asyncio.Event()
    reads = []

    async def read() -> Facts:
        reads.append(1)
        await go_on.wait()
        return Facts(now=1000)

    service = MeasuresService(read, discover(), patience=0.01)
    body = await ask(service, "{ redirectRate { asOf } }", Role.MANAGER)
    assert body["errors"][0]["extensions"]["code"] == "NOT_READY"
    with pytest.raises(NotReadyError):
        await service.map()
    go_on.set()
    await service.refresh()
    assert reads == [1]
    result = await MeasuresService(read, discover()).answer("redirectRate", TOTAL)
    assert result.as_of.timestamp() == 1
    await service.close()


async def test_the_same_question_of_many_is_worked_out_once_beside_the_event_loop() -> None:
    threads: list[threading.Thread] = []
    go_on = threading.Event()

    def select(_facts: Facts) -> list[Any]:
        threads.append(threading.current_thread())
        go_on.wait(20)
        return []

    async def read() -> Facts:
        return Facts(now=1000)

    slow = replace(redirect_rate.MEASURE, id="slow", select=select)
    service = MeasuresService(read, Registry([*discover(), slow]), patience=30)
    await service.refresh()
    many = [asyncio.create_task(service.answer("slow", TOTAL)) for _ in range(20)]
    # the loop turns meanwhile
    for _ in range(10):
        await asyncio.sleep(0)
    assert not any(one.done() for one in many)
    go_on.set()
    assert len({id(one) for one in await asyncio.gather(*many)}) == 1
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()
    await service.close()
