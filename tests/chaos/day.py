"""A bad day: two netsvc processes on one Neo4j behind a proxy, killed and cut off in their work."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from netsvc.graph.driver import Graph
from netsvc.graph.embedded import DEFAULT_VERSION, EmbeddedNeo4j
from netsvc.graph.migrations import migrate
from netsvc.graph.session import cache_dir
from netsvc.identity.roles import Role
from netsvc.settings import SCHEMA_DIR
from tests.chaos.checks import violations
from tests.chaos.ledger import Facts, Ledger, read_facts
from tests.chaos.load import Client, World
from tests.live_inbox import LiveInbox, token_for
from tests.organisation import load_organisation
from tests.receiver import receiving
from tests.serving import Serving
from tests.tcp_proxy import BEGIN, COMMIT, PULL, RUN, TcpProxy, Trap, tcp_proxy

KEY = "k" * 40
OFFER_SECONDS = 10
HOOK = """mutation($url: String!) {
  createWebhook(url: $url, events: [HANDOVER_OFFERED, HANDOVER_EXPIRED], key: "hook") {
    __typename } }"""
MAKE_PEOPLE = """
UNWIND range(1, $number) AS n
MATCH (u:Unit {id: 'housing'})
CREATE (e:Expert {id: $prefix + n, name: $prefix + n, languages: ['fi'], roles: $roles,
  presence: 'AVAILABLE', capacity: $capacity, openCases: 0, inboxSeq: 0, uiLanguage: 'fi',
  active: true, source: 'test'})-[:MEMBER_OF {since: datetime('2020-01-01T00:00:00Z')}]->(u)
"""
STILL_OPEN = """
MATCH (h:Handover {state: 'OFFERED'}) WHERE h.expiresAt < datetime() + duration('PT15S')
RETURN count(h) AS n
"""
WAITING = """
RETURN COUNT { MATCH (:Undispatched) } + COUNT { MATCH (:Delivery {state: 'WAITING'}) } AS n
"""
POINTS = {
    f"{word} {'answer' if answer else 'request'} {'frozen' if freeze else 'cut'}": (
        marker,
        answer,
        freeze,
    )
    for word, marker in (("BEGIN", BEGIN), ("RUN", RUN), ("PULL", PULL), ("COMMIT", COMMIT))
    for answer in (False, True)
    for freeze in (False, True)
}
"""Every point of a transaction, before the message goes through and before its answer does."""


@dataclass(frozen=True)
class Plan:
    """How bad the day is; ``rounds`` of all ``POINTS``.

    ``acks_between`` are the acknowledged writes before each bad thing and after the last.
    ``minutes`` end it earlier on a slow machine, 0 does not; what was not done is then reported.
    """

    netsvc_kills: int = 50
    neo4j_kills: int = 10
    rounds: int = 2
    clients: int = 8
    experts: int = 20
    seed: int = 1
    acks_between: int = 4
    minutes: int = 0
    version: str = DEFAULT_VERSION
    say: Callable[[str], None] = print


@dataclass
class Report:
    """What happened, and what each check found."""

    plan: Plan
    ledger: Ledger
    facts: Facts
    found: dict[str, list[str]]
    seconds: float
    done: Counter[str] = field(default_factory=Counter)

    @property
    def whole(self) -> bool:
        return not any(self.found.values()) and self.missing == []

    @property
    def missing(self) -> list[str]:
        """What was planned and did not happen."""
        wanted = {
            "netsvc killed": self.plan.netsvc_kills,
            "Neo4j killed": self.plan.neo4j_kills,
            **({f"Bolt: {point}": self.plan.rounds for point in POINTS}),
        }
        return [
            f"{what}: {self.done[what]} of {n}" for what, n in wanted.items() if self.done[what] < n
        ]

    def lines(self) -> list[str]:
        """The counts, one a line."""
        kinds = Counter(f"{one.command} {one.is_}" for one in self.ledger.told)
        repeats = len(self.ledger.received) - len(set(self.ledger.received))
        states = Counter(row["state"] for row in self.facts.handovers)
        lines = [f"seed {self.plan.seed}, {self.seconds:.0f} s, {self.plan.clients} clients"]
        lines += [f"  {what}: {n}" for what, n in sorted(self.done.items())]
        lines += [f"  answered, {kind}: {n}" for kind, n in sorted(kinds.items())]
        lines += [
            f"  acknowledged writes: {self.ledger.acknowledged}",
            f"  asked again with the same key: {self.ledger.asked_again}",
            f"  cases {len(self.facts.cases)}, handovers {len(self.facts.handovers)}: "
            + ", ".join(f"{state.lower()} {n}" for state, n in sorted(states.items())),
            f"  inbox events {len(self.facts.events)}, heard by "
            f"{len(self.ledger.heard)} windows; webhooks received "
            f"{len(self.ledger.received)}, of them again {repeats}",
            f"  audit records in chains {self.facts.chained}",
        ]
        for check, sentences in self.found.items():
            lines.append(f"  {check}: {'ok' if not sentences else f'{len(sentences)} VIOLATIONS'}")
            lines += [f"    {sentence}" for sentence in sentences[:20]]
        lines += [f"  NOT DONE: {what}" for what in self.missing]
        return lines


class Day:
    """The processes, and what befalls them."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.folder = folder
        self.ledger = Ledger()
        self.done: Counter[str] = Counter()
        self.random = random.Random(plan.seed)  # noqa: S311 - it must come again
        self._told = asyncio.Event()

    async def run(self) -> Report:
        began = time.monotonic()
        server = EmbeddedNeo4j(
            self.folder / "neo4j", jar_dir=cache_dir(), version=self.plan.version
        )
        async with AsyncExitStack() as stack:
            connection = await server.start()
            stack.push_async_callback(server.stop)
            supervisor = asyncio.create_task(server.supervise())
            stack.callback(supervisor.cancel)
            graph = Graph.connect(
                connection.uri,
                connection.user,
                connection.password,
                read_deadline=60,
                write_deadline=60,
            )
            stack.push_async_callback(graph.close)
            await self._people(graph)
            port = int(connection.uri.rpartition(":")[2])
            proxy = await stack.enter_async_context(tcp_proxy(port))
            receiver = await stack.enter_async_context(receiving())
            environ = {
                "NETSVC_NEO4J_URI": f"bolt://127.0.0.1:{proxy.port}",
                "NETSVC_NEO4J_PASSWORD": connection.password,
                "NETSVC_TOKEN_KEY": KEY,
                "NETSVC_PSEUDONYM_KEY": KEY,
                "NETSVC_OFFER_SECONDS": str(OFFER_SECONDS),
                "NETSVC_ALLOW_PRIVATE_WEBHOOKS": "true",
                # a Neo4j that was just killed plans every statement anew, on whatever machine
                "NETSVC_READ_DEADLINE": "14",
                "NETSVC_WRITE_DEADLINE": "14",
            }
            servings = [Serving(self.folder / name, environ=environ) for name in ("a", "b")]
            for serving in servings:
                serving.data_dir.mkdir()
                await asyncio.to_thread(serving.start)
                stack.push_async_callback(asyncio.to_thread, serving.stop)
            self.plan.say(f"two netsvc and a Neo4j after {time.monotonic() - began:.0f} s")
            urls = [serving.url for serving in servings]
            await self._hook(urls[0], receiver.url)
            inboxes = self._windows(urls)
            listening = [asyncio.create_task(inbox.run()) for inbox in inboxes.values()]
            for task in listening:
                stack.callback(task.cancel)
            await self._work(urls, servings, server, proxy)
            self.plan.say("the day is over; waiting for what is under way")
            await self._settle(graph, inboxes)
            self.ledger.heard = {
                name: [(event.id, event.seq) for event in inbox.heard]
                for name, inbox in inboxes.items()
            }
            self.ledger.received = receiver.ids()
            facts = await read_facts(graph)
            for task in (*listening, supervisor):
                task.cancel()
            await asyncio.gather(*listening, supervisor, return_exceptions=True)
        found = violations(self.ledger, facts)
        seconds = time.monotonic() - began
        return Report(self.plan, self.ledger, facts, found, seconds, self.done)

    async def _people(self, graph: Graph) -> None:
        await migrate(graph, SCHEMA_DIR / "graph")
        await load_organisation(graph)
        for prefix, number, role, capacity in (
            ("agent", self.plan.clients, Role.AGENT, 50),
            ("expert", self.plan.experts, Role.EXPERT, 3),
        ):
            await graph.run(
                MAKE_PEOPLE, prefix=prefix, number=number, roles=[role.value], capacity=capacity
            )

    async def _hook(self, url: str, receiver: str) -> None:
        token = token_for("ada", [Role.ADMINISTRATOR], KEY)
        async with httpx.AsyncClient(timeout=60) as http:
            for _ in range(30):
                answer = await http.post(
                    f"{url}/graphql",
                    json={"query": HOOK, "variables": {"url": receiver}},
                    headers={"Authorization": f"Bearer {token}"},
                )
                if "errors" not in answer.json():
                    return
        raise AssertionError(f"No webhook could be made: {answer.text}")

    def _windows(self, urls: list[str]) -> dict[str, LiveInbox]:
        """Two windows for some experts, one for some agents."""
        windows = {}
        for number in range(1, 7):
            token = token_for(f"expert{number}", [Role.EXPERT], KEY)
            windows[f"expert{number}/1"] = LiveInbox(urls, token)
            windows[f"expert{number}/2"] = LiveInbox(urls[::-1], token)
        for number in range(1, 4):
            token = token_for(f"agent{number}", [Role.AGENT], KEY)
            windows[f"agent{number}/1"] = LiveInbox(urls, token)
        return windows

    async def _work(
        self, urls: list[str], servings: list[Serving], server: EmbeddedNeo4j, proxy: TcpProxy
    ) -> None:
        """The load, until all that was planned has happened."""
        stopping = asyncio.Event()
        agents = [f"agent{n + 1}" for n in range(self.plan.clients)]
        experts = [f"expert{n + 1}" for n in range(self.plan.experts)]
        tokens = {one: token_for(one, [Role.AGENT], KEY) for one in agents}
        tokens |= {one: token_for(one, [Role.EXPERT], KEY) for one in experts}
        world = World(urls, tokens, experts, self.ledger, self._told.set, stopping)
        async with httpx.AsyncClient(timeout=httpx.Timeout(20, pool=60)) as http:
            clients = [
                Client(world, agent, http, self.plan.seed * 1000 + number)
                for number, agent in enumerate(agents)
            ]
            async with asyncio.TaskGroup() as group:
                for client in clients:
                    group.create_task(client.run())
                await self._bad_things(servings, server, proxy)
                stopping.set()

    async def _bad_things(
        self, servings: list[Serving], server: EmbeddedNeo4j, proxy: TcpProxy
    ) -> None:
        things: list[tuple[str, str]] = [("netsvc", "")] * self.plan.netsvc_kills
        things += [("neo4j", "")] * self.plan.neo4j_kills
        things += [("bolt", point) for point in POINTS] * self.plan.rounds
        self.random.shuffle(things)
        coming_back: list[asyncio.Task[None] | None] = [None, None]
        until = time.monotonic() + (self.plan.minutes * 60 or float("inf"))
        for number, (kind, point) in enumerate(things):
            if time.monotonic() > until:
                break
            await self._more(self.plan.acks_between)
            if kind == "netsvc":
                which = self.random.randrange(2)
                back = coming_back[which]
                if back is not None:
                    await back
                await asyncio.to_thread(servings[which].kill)
                self.done["netsvc killed"] += 1
                # the other one serves meanwhile
                coming_back[which] = asyncio.create_task(self._start(servings[which]))
            elif kind == "neo4j":
                for back in coming_back:
                    if back is not None:
                        await back
                os.kill(server.pid, signal.SIGKILL)
                self.done["Neo4j killed"] += 1
            else:
                await self._spring(proxy, point)
            self.plan.say(
                f"{number + 1}/{len(things)} {kind} {point}: "
                f"{self.ledger.acknowledged} writes acknowledged, "
                f"{self.ledger.asked_again} asked again"
            )
        for back in coming_back:
            if back is not None:
                await back
        await self._more(self.plan.acks_between)

    async def _spring(self, proxy: TcpProxy, point: str) -> None:
        marker, answer, freeze = POINTS[point]
        trap = Trap(marker, answer, freeze)
        proxy.trap = trap
        async with asyncio.timeout(300):
            await trap.sprung.wait()
        if freeze:
            await asyncio.sleep(self.random.uniform(0.5, 3))
            proxy.thaw()
        self.done[f"Bolt: {point}"] += 1

    @staticmethod
    async def _start(serving: Serving) -> None:
        """Neo4j may be away at that moment; then somebody starts netsvc again."""
        for _ in range(20):
            try:
                await asyncio.to_thread(serving.start)
            except AssertionError:
                await asyncio.sleep(1)
            else:
                return
        raise AssertionError(f"netsvc did not come back: {serving.log.read_text()[-2000:]}")

    async def _more(self, number: int) -> None:
        """Until so many further writes are acknowledged."""
        wanted = self.ledger.acknowledged + number
        async with asyncio.timeout(600):
            while self.ledger.acknowledged < wanted:
                self._told.clear()
                await self._told.wait()

    async def _settle(self, graph: Graph, inboxes: dict[str, LiveInbox]) -> None:
        """Until every time that runs out has, every delivery is made and every window caught up.

        What is not there after a while is found by the checks.
        """
        until = time.monotonic() + 180
        while time.monotonic() < until:
            open_ = (await graph.read(STILL_OPEN))[0]["n"]
            waiting = (await graph.read(WAITING))[0]["n"]
            rows = await graph.read("MATCH (e:Expert) RETURN e.id AS id, e.inboxSeq AS seq")
            seqs = {row["id"]: row["seq"] for row in rows}
            behind = [
                name
                for name, inbox in inboxes.items()
                if inbox.last < (seqs[name.partition("/")[0]] or 0)
            ]
            if not open_ and not waiting and not behind:
                return
            await asyncio.sleep(0.5)
