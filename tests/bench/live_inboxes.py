"""1,000 live inboxes over graphql-transport-ws, and handovers at a steady 20 a second.

Delivery is measured twice for each event: from the moment that its command began, which is before
the commit (so too long), and from the moment that the caller had the answer, which is after it (so
too short; negative where the event came first). The promise is a p99 of at most 300 ms; where the
first of the two keeps it, it is surely kept.
The clients of this benchmark are one Python process on the same machine. Neo4j compiles what it
runs while it runs: a minute of handovers goes before the measured ones, as in a house that is open.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from datetime import datetime

import numpy as np
import psutil
from websockets import ClientConnection

from netsvc import settings as settings_module
from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.session import open_graph
from netsvc.identity.roles import Role
from netsvc.identity.tokens import Tokens
from netsvc.ids import new_id
from netsvc.wiring import wire_operations
from tests.bench.http_client import Connection
from tests.bench.people import machine, make_people, open_cases
from tests.bench.promises import verdict
from tests.bench.sample import serving_sample
from tests.live_inbox import heard, open_stream
from tests.serving import Serving

INBOXES = 1000
AGENTS = 20
RATE = 20.0
SECONDS = 30.0
WARM_RATE = 8.0
WARM_SECONDS = 60.0
LIMIT_MILLISECONDS = 300

OFFER = """mutation($c: ID!, $to: ID!, $k: String!) {
  offerHandover(caseId: $c, toExpertId: $to, kind: WARM, key: $k) {
    __typename ... on Handover { id state } } }"""
ACCEPT = """mutation($h: ID!, $k: String!) {
  acceptHandover(handoverId: $h, key: $k) { __typename ... on Handover { id state } } }"""
RESOLVE = """mutation($c: ID!, $k: String!) {
  resolveCase(caseId: $c, key: $k) { __typename ... on Case { id state } } }"""


Turn = Callable[[int], Coroutine[None, None, None]]


class Measure:
    """``answered`` and ``arrived`` by the kind of event and its handover, seconds since 1970."""

    def __init__(self) -> None:
        self.answered: dict[tuple[str, str], float] = {}
        self.arrived: dict[tuple[str, str], tuple[float, float]] = {}
        self.whole: list[float] = []
        self.late = 0

    async def window(self, ws: ClientConnection) -> None:
        """Read until the connection ends."""
        async for text in ws:
            event = heard(text)
            if event is not None and event.handover is not None:
                began = datetime.fromisoformat(event.at).timestamp()
                self.arrived[event.kind, event.handover] = (began, event.received)

    async def handover(
        self, connections: dict[str, Connection], agent: str, expert: str, case: str
    ) -> None:
        """Offer, accept, resolve, each after the answer to the one before."""
        start = time.perf_counter()
        offered = await self._post(
            connections[agent],
            OFFER,
            c=to_global(Kind.CASE, case),
            to=to_global(Kind.EXPERT, expert),
        )
        id_ = str(offered["id"])
        self.answered["OFFERED", id_] = time.time()
        await self._post(connections[expert], ACCEPT, h=id_)
        self.answered["ACCEPTED", id_] = time.time()
        await self._post(connections[expert], RESOLVE, c=to_global(Kind.CASE, case))
        self.answered["RESOLVED", id_] = time.time()
        self.whole.append(time.perf_counter() - start)

    async def _post(
        self, connection: Connection, query: str, **variables: str
    ) -> dict[str, object]:
        body = {"query": query, "variables": {**variables, "k": new_id()}}
        answer = await connection.post("/graphql", body)
        value = next(iter((answer.get("data") or {"": None}).values()))
        if not value or "state" not in value:
            raise RuntimeError(f"not carried out: {answer}")
        return dict(value)


async def measure(
    serving: Serving,
    inboxes: int = INBOXES,
    rate: float = RATE,
    seconds: float = SECONDS,
    warm_seconds: float = WARM_SECONDS,
) -> Measure:
    settings = settings_module.load({"NETSVC_DATA_DIR": str(serving.data_dir)})
    tokens = Tokens(settings)
    warm, number = int(WARM_RATE * warm_seconds), int(rate * seconds)
    result = Measure()
    async with AsyncExitStack() as stack:
        graph = await stack.enter_async_context(open_graph(settings))
        experts = await make_people(graph, "bench-expert-", inboxes - AGENTS, Role.EXPERT)
        agents = await make_people(graph, "bench-agent-", AGENTS, Role.AGENT)
        wired = wire_operations(
            graph, pseudonym=lambda text: text, scrub=lambda text: text, offer_seconds=600
        )
        cases = {
            agent: await open_cases(wired, agent, -(-(warm + number) // AGENTS)) for agent in agents
        }
        for id_ in (*experts, *agents):
            role = Role.AGENT if id_ in cases else Role.EXPERT
            ws = await open_stream(serving.url, tokens.issue(id_, [role]), None)
            stack.push_async_callback(ws.close)
            task = asyncio.create_task(result.window(ws))
            stack.callback(task.cancel)
        print(f"{inboxes} inboxes are open; {machine()}", flush=True)
        connections: dict[str, Connection] = {}
        chosen = random.Random(7).sample(experts, min(100, len(experts)))  # noqa: S311
        for id_ in (*chosen, *agents):
            role = Role.AGENT if id_ in cases else Role.EXPERT
            headers = {"Authorization": f"Bearer {tokens.issue(id_, [role])}"}
            connections[id_] = await stack.enter_async_context(
                Connection("127.0.0.1", serving.port, headers)
            )
        busy = {id_: asyncio.Lock() for id_ in connections}

        async def one(turn: int) -> None:
            agent, expert = agents[turn % AGENTS], chosen[turn % len(chosen)]
            # a connection carries one request at a time
            async with busy[agent], busy[expert]:
                await result.handover(connections, agent, expert, cases[agent].pop())

        await _at_rate(one, range(warm), WARM_RATE)
        print(f"{warm} handovers to warm up; {machine()}", flush=True)
        result.whole.clear()
        result.answered.clear()
        before, began = _seconds_used(), time.perf_counter()
        result.late = await _at_rate(one, range(warm, warm + number), rate)
        took = time.perf_counter() - began
        used = {name: spent - before[name] for name, spent in _seconds_used().items()}
        await asyncio.sleep(3)
        print(
            f"{number} handovers in {took:.1f} s ({number / took:.1f} a second; "
            f"begun late {result.late}); {machine()}"
        )
        each = ", ".join(f"{name} {spent / number * 1000:.0f} ms" for name, spent in used.items())
        print(f"processor time a handover: {each}")
    return result


async def _at_rate(one: Turn, turns: range, rate: float) -> int:
    """Begin one turn after the other at a steady ``rate`` a second; how many began late."""
    late = 0
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for turn in turns:
            pause = began + (turn - turns.start) / rate - time.perf_counter()
            if pause > 0:
                await asyncio.sleep(pause)
            elif pause < -0.1:
                late += 1
            group.create_task(one(turn))
    return late


def _seconds_used() -> dict[str, float]:
    """Processor time so far of this process and of all that it started."""
    mine = psutil.Process()
    used = {"clients": sum(mine.cpu_times()[:2]), "netsvc": 0.0, "Neo4j": 0.0}
    for process in mine.children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            name = "Neo4j" if "java" in process.name() else "netsvc"
            used[name] += sum(process.cpu_times()[:2])
    return used


def show(result: Measure) -> None:
    missing = result.answered.keys() - result.arrived.keys()
    lost = verdict(len(missing), 0, "events")
    print(f"events {len(result.answered)}, of them not received {len(missing)} ({lost})")
    since_began, since_answer = [], []
    for key, answered in result.answered.items():
        if key in result.arrived:
            began, received = result.arrived[key]
            since_began.append((received - began) * 1000)
            since_answer.append((received - answered) * 1000)
    for what, values, promised in (
        ("from the command's begin to receipt (includes the command)", since_began, True),
        ("from the caller's answer to receipt", since_answer, True),
        ("offer, accept and resolve, each answered", [one * 1000 for one in result.whole], False),
    ):
        p50, p95, p99 = np.percentile(values, [50, 95, 99])
        said = f" ({verdict(p99, LIMIT_MILLISECONDS, 'ms')})" if promised else ""
        print(f"{what}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms{said}")


def main() -> None:
    with serving_sample(vectors=False) as serving:
        show(asyncio.run(measure(serving)))
