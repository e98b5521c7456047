"""1,000 live inboxes over graphql-transport-ws, and handovers at a steady 20 a second.

Delivery is measured twice for each event: from the moment that its command began, which is before
the commit (so too long), and from the moment that the caller had the answer, which is after it (so
too short; negative where the event came first). The promise is a p99 of at most 300 ms.
The clients of this benchmark are one Python process on the same machine.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack
from datetime import datetime

import numpy as np
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
from tests.bench.sample import serving_sample
from tests.live_inbox import heard, open_stream
from tests.serving import Serving

INBOXES = 1000
AGENTS = 20
RATE = 20.0
SECONDS = 30.0

OFFER = """mutation($c: ID!, $to: ID!, $k: String!) {
  offerHandover(caseId: $c, toExpertId: $to, kind: WARM, key: $k) {
    __typename ... on Handover { id state } } }"""
ACCEPT = """mutation($h: ID!, $k: String!) {
  acceptHandover(handoverId: $h, key: $k) { __typename ... on Handover { id state } } }"""
RESOLVE = """mutation($c: ID!, $k: String!) {
  resolveCase(caseId: $c, key: $k) { __typename ... on Case { id state } } }"""


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
    serving: Serving, inboxes: int = INBOXES, rate: float = RATE, seconds: float = SECONDS
) -> Measure:
    settings = settings_module.load({"NETSVC_DATA_DIR": str(serving.data_dir)})
    tokens = Tokens(settings)
    number = int(rate * seconds)
    result = Measure()
    async with AsyncExitStack() as stack:
        graph = await stack.enter_async_context(open_graph(settings))
        experts = await make_people(graph, "bench-expert-", inboxes - AGENTS, Role.EXPERT)
        agents = await make_people(graph, "bench-agent-", AGENTS, Role.AGENT)
        wired = wire_operations(
            graph, pseudonym=lambda text: text, scrub=lambda text: text, offer_seconds=600
        )
        cases = {agent: await open_cases(wired, agent, -(-number // AGENTS)) for agent in agents}
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

        for turn in range(5):
            await one(turn)
        result.whole.clear()
        result.answered.clear()
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for turn in range(5, number):
                due = began + (turn - 5) / rate
                if (pause := due - time.perf_counter()) > 0:
                    await asyncio.sleep(pause)
                elif pause < -0.1:
                    result.late += 1
                group.create_task(one(turn))
        took = time.perf_counter() - began
        await asyncio.sleep(3)
        print(
            f"{number - 5} handovers in {took:.1f} s ({(number - 5) / took:.1f} a second; "
            f"begun late {result.late}); {machine()}"
        )
    return result


def show(result: Measure) -> None:
    missing = result.answered.keys() - result.arrived.keys()
    print(f"events {len(result.answered)}, of them not received {len(missing)}")
    since_began, since_answer = [], []
    for key, answered in result.answered.items():
        if key in result.arrived:
            began, received = result.arrived[key]
            since_began.append((received - began) * 1000)
            since_answer.append((received - answered) * 1000)
    for what, values in (
        ("from the command's begin to receipt (includes the command)", since_began),
        ("from the caller's answer to receipt", since_answer),
        ("offer, accept and resolve, each answered", [one * 1000 for one in result.whole]),
    ):
        p50, p95, p99 = np.percentile(values, [50, 95, 99])
        print(f"{what}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms")


def main() -> None:
    with serving_sample(vectors=False) as serving:
        show(asyncio.run(measure(serving)))
