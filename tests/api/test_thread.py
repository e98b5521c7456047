"""The whole thread over real HTTP and a real web socket: sign in, find, hand over, accept, resolve.

Two people of the sample in two sessions of one served application.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from websockets import ClientConnection, Subprotocol, connect

from netsvc.app import build_services, create
from netsvc.graph.driver import Graph
from netsvc.sample.service import load_sample
from netsvc.settings import load
from tests.api.test_operations import ACCEPT, FIND, OFFER, OPEN, RESOLVE

EVENTS = """
subscription($after: Int) {
  inboxEvents(after: $after) { seq kind handover { id state case { state owner { name } } } }
}
"""


@dataclass
class Session:
    """One signed-in browser."""

    http: httpx.AsyncClient
    url: str
    keys: int = 0

    async def get(self, query: str, **variables: Any) -> Any:
        """The answer; asked again, with the same key, where the service says that it may be."""
        body = {"query": query, "variables": variables}
        for _ in range(10):
            answer = (await self.http.post("/graphql", json=body)).json()
            codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
            if not codes & {"DEADLINE_EXCEEDED", "DATABASE_UNAVAILABLE"}:
                break
        assert "errors" not in answer, answer
        return next(iter(answer["data"].values()))

    def key(self) -> str:
        self.keys += 1
        return f"thread-{self.keys}"

    @asynccontextmanager
    async def events(self, after: int | None) -> AsyncIterator[ClientConnection]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        async with connect(
            f"{self.url.replace('http', 'ws')}/graphql",
            subprotocols=[Subprotocol("graphql-transport-ws")],
            additional_headers={"Cookie": cookies},
            origin=self.url,  # type: ignore[arg-type]  # a NewType over str
        ) as ws:
            await ws.send(json.dumps({"type": "connection_init"}))
            assert json.loads(await ws.recv()) == {"type": "connection_ack"}
            payload = {"query": EVENTS, "variables": {"after": after}}
            await ws.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
            yield ws


async def heard(ws: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(60):
        message = json.loads(await ws.recv())
    assert message["type"] == "next", message
    event: dict[str, Any] = message["payload"]["data"]["inboxEvents"]
    return event


@asynccontextmanager
async def serving(graph: Graph, folder: Path) -> AsyncIterator[str]:
    """The address of the application, as `netsvc serve` makes it."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = create(build_services(load({}, data_dir=folder), graph))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=3))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    try:
        yield url
    finally:
        server.should_exit = True
        await task
        listening.close()


@asynccontextmanager
async def signed_in(url: str, expert_id: str) -> AsyncIterator[Session]:
    async with httpx.AsyncClient(base_url=url, headers={"Origin": url}, timeout=30) as http:
        (await http.post("/auth/demo", json={"expertId": expert_id})).raise_for_status()
        yield Session(http, url)


async def test_the_whole_thread(graph: Graph, tmp_path: Path) -> None:
    await load_sample(graph, cases=600)
    async with serving(graph, tmp_path) as url, httpx.AsyncClient(base_url=url) as anybody:
        assert (await anybody.get("/readyz")).json() == {"status": "ready"}
        people = (await anybody.get("/auth/demo/people", params={"role": "AGENT"})).json()
        agent_id = people["people"][0]["id"]
        async with signed_in(url, agent_id) as agent:
            matter = "vuokra nousi, riittääkö asumistuki"
            found = await agent.get(FIND, m=matter)
            wanted = next(
                edge["node"]["expert"]
                for edge in found["experts"]["edges"]
                if "EXPERT" in edge["node"]["expert"]["roles"]
            )
            # the sample's people keep office hours and presence; the thread must not
            plain = (
                await graph.read(
                    "MATCH (e:Expert {name: $name}) RETURN e.id AS id", name=wanted["name"]
                )
            )[0]["id"]
            await graph.run(
                "MATCH (e:Expert {id: $id}) SET e.presence = 'AVAILABLE', e.openCases = 0",
                id=plain,
            )
            type_id = found["matter"]["matches"][0]["issueType"]["id"]
            case = await agent.get(
                OPEN,
                i={"words": matter, "language": "FI", "issueTypeId": type_id, "queueSeconds": 80},
                k=agent.key(),
            )
            fields = await agent.get(
                "query($i: ID!) { issueType(id: $i) { packetFields { name required } } }",
                i=type_id,
            )
            packet = [
                {"name": field["name"], "skipped": "NOT_RELEVANT"}
                for field in fields["packetFields"]
                if field["required"]
            ]
            seq = "{ inbox { lastSeq offers { id } } }"
            async with signed_in(url, plain) as expert, expert.events(None) as inbox:
                before = await expert.get(seq)
                async with agent.events((await agent.get(seq))["lastSeq"]) as desk:
                    offer = await agent.get(
                        OFFER, c=case["id"], to=wanted["id"], p=packet, k=agent.key()
                    )
                    assert offer["__typename"] == "Handover", offer
                    event = await heard(inbox)
                    assert (event["kind"], event["seq"]) == ("OFFERED", before["lastSeq"] + 1)
                    assert event["handover"]["id"] == offer["id"]
                    assert offer["id"] in {o["id"] for o in (await expert.get(seq))["offers"]}
                    accepted = await expert.get(ACCEPT, h=offer["id"], k=expert.key())
                    assert accepted["state"] == "ACCEPTED"
                    event = await heard(desk)
                    assert event["kind"] == "ACCEPTED"
                    assert event["handover"]["case"]["owner"] == {"name": wanted["name"]}
                    resolved = await expert.get(RESOLVE, c=case["id"], k=expert.key())
                    assert resolved["state"] == "RESOLVED"
                    assert (await heard(desk))["kind"] == "RESOLVED"
                # who comes back hears what was missed, once and in order
                async with agent.events(0) as again:
                    assert [(await heard(again))["kind"] for _ in range(2)] == [
                        "ACCEPTED",
                        "RESOLVED",
                    ]
