"""A whole handover (offer, accept, resolve) over HTTP beside the bare driver on the same Neo4j.

The bare driver replays the statements of a handover that netsvc made in this process, in the same
transactions and with fresh ids; it decides, checks and answers nothing. The promise is at most
twice its cost. Interleaved rounds; the medians of the rounds are printed with their spread.
"""

from __future__ import annotations

import asyncio
import re
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, LiteralString, TypeVar

from neo4j import AsyncManagedTransaction

from netsvc import settings as settings_module
from netsvc.api.operations.ids import Kind, to_global
from netsvc.events.answers import Done
from netsvc.graph.driver import Graph, Row, Tx
from netsvc.graph.session import open_graph
from netsvc.handover.model import HandoverKind
from netsvc.handover.service import NewOffer
from netsvc.identity.roles import Role
from netsvc.identity.tokens import Tokens
from netsvc.ids import new_id
from netsvc.wiring import wire_operations
from tests.bench.http_client import Connection
from tests.bench.live_inboxes import ACCEPT, OFFER, RESOLVE
from tests.bench.people import machine, make_people, open_cases
from tests.bench.promises import verdict
from tests.bench.sample import serving_sample
from tests.serving import Serving

T = TypeVar("T")
Transaction = list[tuple[LiteralString, dict[str, Any]]]
ID = re.compile(r"[0-9a-f]{32}")
ROUNDS = 5
EACH = 25
CLIENTS = (1, 8)
LIMIT_TIMES = 2


class RecordingTx(Tx):
    def __init__(self, inner: Tx, log: Transaction) -> None:
        super().__init__(inner._tx)
        self._log = log

    async def run(self, cypher: LiteralString, /, **parameters: Any) -> list[Row]:
        self._log.append((cypher, parameters))
        return await super().run(cypher, **parameters)


class RecordingGraph(Graph):
    """Keeps the statements of each write transaction in ``written``."""

    written: list[Transaction]

    async def write(
        self, work: Callable[[Tx], Awaitable[T]], *, deadline: float | None = None
    ) -> T:
        log: Transaction = []

        async def recorded(tx: Tx) -> T:
            log.clear()
            return await work(RecordingTx(tx, log))

        result = await super().write(recorded, deadline=deadline)
        self.written.append(log)
        return result


class Renaming:
    """One fresh id for each id that was made in the recorded handover; the case's is given."""

    def __init__(self, recorded_case: str, case: str) -> None:
        self._ids = {recorded_case: case}

    def of(self, value: Any) -> Any:
        if isinstance(value, str):
            return ID.sub(lambda found: self._ids.setdefault(found[0], new_id()), value)
        if isinstance(value, dict):
            return {key: self.of(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.of(one) for one in value]
        return value


async def measure(serving: Serving, rounds: int = ROUNDS, each: int = EACH) -> None:
    settings = settings_module.load({"NETSVC_DATA_DIR": str(serving.data_dir)})
    tokens = Tokens(settings)
    async with AsyncExitStack() as stack:
        plain = await stack.enter_async_context(open_graph(settings))
        experts = await make_people(plain, "cost-expert-", max(CLIENTS), Role.EXPERT)
        agents = await make_people(plain, "cost-agent-", max(CLIENTS), Role.AGENT)
        graph = RecordingGraph(plain.driver, write_deadline=60, read_deadline=60)
        graph.written = []
        wired = wire_operations(
            graph, pseudonym=lambda text: text, scrub=lambda text: text, offer_seconds=86_400
        )
        # one is recorded, two go before the rounds; the first client has a part in each round
        number = 3 + 2 * rounds * sum(max(1, each // clients) for clients in CLIENTS)
        cases = [await open_cases(wired, agent, number) for agent in agents]
        recorded_case = cases[0].pop()
        graph.written.clear()
        operations = wired.operations
        new = NewOffer(recorded_case, experts[0], HandoverKind.WARM)
        offered = await operations.handover_commands.offer(agents[0], new_id(), new)
        assert isinstance(offered, Done), offered
        await operations.handover_commands.accept(experts[0], new_id(), offered.id)
        await operations.closing.resolve(experts[0], new_id(), recorded_case)
        script = list(graph.written)
        print(
            f"a handover is {len(script)} transactions with "
            f"{', '.join(str(len(one)) for one in script)} statements; {machine()}"
        )
        connections = {
            id_: await stack.enter_async_context(
                Connection(
                    "127.0.0.1",
                    serving.port,
                    {"Authorization": f"Bearer {tokens.issue(id_, [role])}"},
                )
            )
            for role, ids in ((Role.AGENT, agents), (Role.EXPERT, experts))
            for id_ in ids
        }

        async def over_http(client: int) -> None:
            case = to_global(Kind.CASE, cases[client].pop())
            to = to_global(Kind.EXPERT, experts[client])
            made = await _post(connections[agents[client]], OFFER, c=case, to=to)
            await _post(connections[experts[client]], ACCEPT, h=made["id"])
            await _post(connections[experts[client]], RESOLVE, c=case)

        async def bare(client: int) -> None:
            renaming = Renaming(recorded_case, cases[client].pop())
            # who they are must be as in the recording, or two clients would wait for each other
            people = {agents[0]: agents[client], experts[0]: experts[client]}
            async with plain.driver.session(database=plain.database) as session:
                for transaction in script:
                    statements = [
                        (cypher, _as(people, renaming.of(given))) for cypher, given in transaction
                    ]
                    await session.execute_write(_replay, statements)

        for client in range(max(CLIENTS)):
            await over_http(client)
            await bare(client)
        for clients in CLIENTS:
            middles: dict[str, list[float]] = {"over HTTP": [], "bare driver": []}
            for _ in range(rounds):
                for name, call in (("bare driver", bare), ("over HTTP", over_http)):
                    middles[name].append(await _round(call, clients, max(1, each // clients)))
            ratios = [a / b for a, b in zip(*middles.values(), strict=True)]
            for name, values in middles.items():
                print(
                    f"{clients} clients, {name}: p50 {statistics.median(values):.1f} ms a handover "
                    f"({min(values):.1f} to {max(values):.1f} over {rounds} rounds)"
                )
            middle = statistics.median(ratios)
            said = verdict(middle, LIMIT_TIMES, "times")
            print(
                f"{clients} clients: {middle:.2f} times the bare driver "
                f"({min(ratios):.2f} to {max(ratios):.2f}; {said}); "
                f"{machine()}"
            )


async def _replay(tx: AsyncManagedTransaction, statements: Transaction) -> None:
    for cypher, parameters in statements:
        result = await tx.run(cypher, parameters)
        await result.data()


def _as(people: dict[str, str], value: Any) -> Any:
    if isinstance(value, str):
        for old, new in people.items():
            if value == old or value.startswith(f"{old}:"):
                return new + value[len(old) :]
        return value
    if isinstance(value, dict):
        return {key: _as(people, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as(people, one) for one in value]
    return value


async def _round(call: Callable[[int], Awaitable[None]], clients: int, each: int) -> float:
    """The median of a whole handover in milliseconds."""
    took: list[float] = []

    async def client(number: int) -> None:
        for _ in range(each):
            start = time.perf_counter()
            await call(number)
            took.append((time.perf_counter() - start) * 1000)

    await asyncio.gather(*(client(number) for number in range(clients)))
    return statistics.median(took)


async def _post(connection: Connection, query: str, **variables: str) -> dict[str, Any]:
    answer = await connection.post(
        "/graphql", {"query": query, "variables": {**variables, "k": new_id()}}
    )
    value = next(iter((answer.get("data") or {"": None}).values()))
    if not value or "state" not in value:
        raise RuntimeError(f"not carried out: {answer}")
    return dict(value)


def main() -> None:
    with serving_sample(vectors=False) as serving:
        asyncio.run(measure(serving))
