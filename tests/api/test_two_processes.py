"""Two `netsvc serve` processes on one Neo4j behave as one: inboxes, timers, webhooks, presence."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, LiteralString

import httpx
import pytest

from netsvc.api.operations.ids import Kind, from_global, to_global
from netsvc.graph.driver import Graph
from netsvc.graph.embedded import Connection
from netsvc.identity.roles import Role
from tests.api.test_operations import ACCEPT, OFFER, OPEN
from tests.live_inbox import LiveInbox, token_for
from tests.organisation import load_organisation
from tests.receiver import receiving
from tests.serving import Serving

# processes and sums: which Neo4j they are beside changes nothing of it
pytestmark = pytest.mark.once

KEY = "k" * 40
WITHDRAW = """
mutation($h: ID!, $k: String!) { withdrawHandover(handoverId: $h, key: $k) { __typename } }
"""
WEBHOOK = """
mutation($url: String!) {
  createWebhook(url: $url, events: [HANDOVER_OFFERED, HANDOVER_EXPIRED], key: "hook") {
    ... on Webhook { id }
  }
}
"""
GO_ON = """
mutation($c: ID!, $to: ID!, $next: [ID!], $k: String!) {
  offerHandover(caseId: $c, toExpertId: $to, kind: WARM, nextExpertIds: $next, key: $k) {
    __typename ... on Problem { message { en } } }
}
"""
LATER = """
mutation($c: ID!, $to: ID!, $by: DateTime!, $k: String!) {
  offerHandover(caseId: $c, toExpertId: $to, kind: COLD, key: $k,
    promise: {what: "We call back", by: $by}) { __typename ... on Problem { message { en } } }
}
"""
LEGS: LiteralString = """
MATCH (c:Case)<-[:OF_CASE]-(h:Handover)-[:TO]->(e) WHERE c.id IN $ids
RETURN e.id AS who, h.state AS state, COUNT { MATCH (a:Audit) WHERE a.handoverId = h.id } AS audits
ORDER BY h.offeredAt
"""
BROKEN: LiteralString = """
MATCH (p:Promise)-[:PROMISED_IN]->(c:Case) WHERE c.id IN $ids
RETURN p.state AS state, COUNT {
  MATCH (a:Audit {action: 'breakPromise'}) WHERE a.caseId = c.id } AS audits
"""
ROLES = {"aino": [Role.AGENT], "eeva": [Role.EXPERT], "ada": [Role.ADMINISTRATOR]}


@dataclass
class Two:
    """Two processes, ``urls`` in order, and the graph below them."""

    urls: list[str]
    graph: Graph
    keys: int = 0

    async def ask(self, at: int, who: str, query: str, **variables: Any) -> Any:
        """The answer of the process ``at`` to the person."""
        headers = {"Authorization": f"Bearer {token_for(who, ROLES[who], KEY)}"}
        body = {"query": query, "variables": variables}
        async with httpx.AsyncClient(base_url=self.urls[at], headers=headers, timeout=60) as http:
            for _ in range(20):
                answer = (await http.post("/graphql", json=body)).json()
                codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
                # a machine that is busy; the same key is safe to ask again
                if not codes & {"DEADLINE_EXCEEDED", "DATABASE_UNAVAILABLE"}:
                    break
        assert "errors" not in answer, answer
        return next(iter(answer["data"].values()))

    def key(self) -> str:
        self.keys += 1
        return f"two-{self.keys}"

    async def opened(self, at: int) -> str:
        given = {"words": "vuokra nousi", "language": "FI"}
        return str((await self.ask(at, "aino", OPEN, i=given, k=self.key()))["id"])

    async def offered(self, at: int, case: str) -> str:
        to = to_global(Kind.EXPERT, "eeva")
        offer = await self.ask(at, "aino", OFFER, c=case, to=to, k=self.key())
        assert offer["__typename"] == "Handover", offer
        return str(offer["id"])

    @asynccontextmanager
    async def inbox(self, who: str, *at: int) -> AsyncIterator[LiveInbox]:
        inbox = LiveInbox([self.urls[one] for one in at], token_for(who, ROLES[who], KEY))
        task = asyncio.create_task(inbox.run())
        try:
            await inbox.connected()
            yield inbox
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


Start = Callable[..., AbstractAsyncContextManager[Two]]


@pytest.fixture
async def start(graph: Graph, neo4j_server: Connection, tmp_path: Path) -> Start:
    """Starts two processes with these further settings."""
    await load_organisation(graph)

    @asynccontextmanager
    async def two(**further: str) -> AsyncIterator[Two]:
        environ = {
            "NETSVC_NEO4J_URI": neo4j_server.uri,
            "NETSVC_NEO4J_USER": neo4j_server.user,
            "NETSVC_NEO4J_PASSWORD": neo4j_server.password,
            "NETSVC_TOKEN_KEY": KEY,
            "NETSVC_PSEUDONYM_KEY": KEY,
            # a busy machine must not decide a test
            "NETSVC_READ_DEADLINE": "60",
            "NETSVC_WRITE_DEADLINE": "60",
            "NETSVC_OFFER_SECONDS": "600",
            "NETSVC_ALLOW_PRIVATE_WEBHOOKS": "true",
            **further,
        }
        servings = [Serving(tmp_path / name, environ=environ) for name in ("a", "b")]
        async with AsyncExitStack() as stack:
            for serving in servings:
                serving.data_dir.mkdir()
                await asyncio.to_thread(serving.start)
                stack.push_async_callback(asyncio.to_thread, serving.stop)
            yield Two([serving.url for serving in servings], graph)

    return two


async def test_an_inbox_at_one_process_hears_what_the_other_commits(start: Start) -> None:
    async with (
        start() as two,
        two.inbox("eeva", 1, 0) as moving,
        two.inbox("eeva", 0) as staying,
        two.inbox("aino", 0) as agent,
    ):
        case = await two.opened(0)
        first = await two.offered(0, case)
        event = (await moving.until(1))[0]
        assert (event.seq, event.kind, event.handover) == (1, "OFFERED", first)
        accepted = await two.ask(1, "eeva", ACCEPT, h=first, k=two.key())
        assert accepted["state"] == "ACCEPTED"
        assert [(e.kind, e.handover) for e in await agent.until(1)] == [("ACCEPTED", first)]
        # cut in the middle: what is committed meanwhile is told after the reconnect, at the other
        other = await two.opened(1)
        moving.cut()
        for _ in range(3):
            await two.ask(1, "aino", WITHDRAW, h=await two.offered(1, other), k=two.key())
        await moving.connected(2)
        last = await two.offered(0, other)
        for inbox in (moving, staying):
            events = await inbox.until(8)
            assert [e.seq for e in events] == list(range(1, 9))
            assert events[-1].handover == last
            assert len(inbox.heard) == 8
        assert [e.id for e in moving.heard] == [e.id for e in staying.heard]


async def test_timers_fire_once_and_each_webhook_is_sent_once(start: Start) -> None:
    async with (
        start(NETSVC_OFFER_SECONDS="5") as two,
        receiving() as receiver,
        two.inbox("eeva", 0) as inbox,
    ):
        await two.ask(0, "ada", WEBHOOK, url=receiver.url)
        cases = [await two.opened(number) for number in range(2)]
        handovers = [await two.offered(number, case) for number, case in enumerate(cases)]
        # two offered and two that run out
        await inbox.until(4)
        async with asyncio.timeout(60):
            while len(receiver.got) < 4:  # noqa: ASYNC110  # the receiver is a server of its own
                await asyncio.sleep(0.1)
        plain = [from_global(one)[1] for one in handovers]
        rows = await two.graph.read(
            "UNWIND $ids AS id MATCH (h:Handover {id: id}) RETURN h.state AS state, COUNT { "
            "MATCH (a:Audit {action: 'expireHandover'}) WHERE a.handoverId = id } AS audits, "
            "COUNT { MATCH (v:Event {kind: 'EXPIRED'}) WHERE v.handoverId = id } AS events",
            ids=plain,
        )
        # both sides hear of it, once
        assert rows == [{"state": "EXPIRED", "audits": 1, "events": 2}] * 2
        assert [e.kind for e in inbox.heard].count("EXPIRED") == 2
        await asyncio.sleep(2)
        assert len(receiver.ids()) == len(set(receiver.ids())) == 4
        deliveries = await two.graph.read("MATCH (d:Delivery) RETURN d.state AS s, d.attempts AS n")
        assert deliveries == [{"s": "DELIVERED", "n": 1}] * 4


async def test_the_next_is_asked_once_and_a_promise_breaks_once(start: Start) -> None:
    """Whichever process sees that time ran out: one more offer, one record, one line each."""
    async with start(NETSVC_OFFER_SECONDS="5") as two, two.inbox("aino", 0, 1) as agent:
        cases = [await two.opened(number) for number in range(2)]
        eeva, emil = (to_global(Kind.EXPERT, one) for one in ("eeva", "emil"))
        for number, case in enumerate(cases[:1]):
            offer = await two.ask(number, "aino", GO_ON, c=case, to=eeva, next=[emil], k=two.key())
            assert offer["__typename"] == "Handover", offer
        due = (datetime.now(UTC) + timedelta(seconds=6)).isoformat()
        later = await two.ask(1, "aino", LATER, c=cases[1], to=eeva, by=due, k=two.key())
        assert later["__typename"] == "Handover", later
        # ran out and asked on, ran out with nobody left; and the promise, which aino still owes
        wanted = ["EXPIRED", "EXPIRED", "NOBODY_LEFT", "OFFERED_NEXT", "PROMISE_OVERDUE"]
        assert sorted(one.kind for one in await agent.until(5)) == wanted
        await asyncio.sleep(3)
        assert len(agent.heard) == 5
        plain = [from_global(one)[1] for one in cases]
        assert await two.graph.read(LEGS, ids=plain[:1]) == [
            {"who": "eeva", "state": "EXPIRED", "audits": 2},
            {"who": "emil", "state": "EXPIRED", "audits": 2},
        ]
        assert await two.graph.read(BROKEN, ids=plain[1:]) == [{"state": "BROKEN", "audits": 1}]


async def test_presence_follows_the_last_window_of_all_processes(start: Start) -> None:
    async with start(NETSVC_PRESENCE_GRACE_SECONDS="12") as two:
        await _come_and_go(two)


async def _come_and_go(two: Two) -> None:
    async def presence() -> str:
        rows = await two.graph.read("MATCH (e:Expert {id: 'eeva'}) RETURN e.presence AS p")
        return str(rows[0]["p"])

    async def becomes(wanted: str) -> None:
        async with asyncio.timeout(120):
            while await presence() != wanted:  # noqa: ASYNC110  # another process's doing
                await asyncio.sleep(0.1)

    async with two.inbox("eeva", 0):
        async with two.inbox("eeva", 1):
            pass
        await asyncio.sleep(20)
        assert await presence() == "AVAILABLE"
    await becomes("AWAY")
    async with two.inbox("eeva", 1) as inbox:
        await becomes("AVAILABLE")
        assert [e.kind for e in await inbox.until(2)] == ["CONNECTION_LOST", "CONNECTION_BACK"]
    audits = await two.graph.read(
        "MATCH (a:Audit {action: 'setPresence'}) RETURN a.detail AS detail ORDER BY a.at"
    )
    assert [row["detail"] for row in audits] == ["CONNECTION_LOST", "CONNECTION_BACK"]
