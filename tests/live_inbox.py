"""A window over graphql-transport-ws, as the web app has it: resumes after the last event."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

from websockets import ClientConnection, Subprotocol, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from netsvc.identity.tokens import Tokens
from netsvc.settings import load

EVENTS = """
subscription($after: Int) { inboxEvents(after: $after) { id seq kind at handover { id } } }
"""


@dataclass(frozen=True)
class Heard:
    """An event as it arrived; ``received`` in seconds since 1970."""

    id: str
    seq: int
    kind: str
    at: str
    handover: str | None
    received: float


async def open_stream(
    url: str, token: str, after: int | None, query: str = EVENTS
) -> ClientConnection:
    """A connection with the subscription under way; refusals are ``AssertionError``."""
    ws = await connect(
        f"{url.replace('http', 'ws', 1)}/graphql",
        subprotocols=[Subprotocol("graphql-transport-ws")],
        open_timeout=20,
        ping_interval=None,
        compression=None,
    )
    payload = {"authorization": f"Bearer {token}"}
    await ws.send(json.dumps({"type": "connection_init", "payload": payload}))
    first = json.loads(await ws.recv())
    assert first == {"type": "connection_ack"}, first
    variables = {"after": after}
    message = {"id": "1", "type": "subscribe", "payload": {"query": query, "variables": variables}}
    await ws.send(json.dumps(message))
    return ws


def heard(text: str | bytes) -> Heard | None:
    """The event of a message; None for what is none."""
    received = time.time()
    message: dict[str, Any] = json.loads(text)
    if message["type"] != "next" or "errors" in message["payload"]:
        return None
    event = message["payload"]["data"]["inboxEvents"]
    leg = event["handover"]
    return Heard(event["id"], event["seq"], event["kind"], event["at"], leg and leg["id"], received)


@dataclass
class LiveInbox:
    """Connects to one of ``urls`` after the other, each time after the last event heard."""

    urls: list[str]
    token: str
    heard: list[Heard] = field(default_factory=list)
    connections: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _ws: ClientConnection | None = None

    @property
    def last(self) -> int:
        return self.heard[-1].seq if self.heard else 0

    async def run(self) -> None:
        """Until cancelled."""
        turn = 0
        while True:
            url = self.urls[turn % len(self.urls)]
            turn += 1
            try:
                self._ws = await open_stream(url, self.token, self.last)
                self.connections += 1
                self._news.set()
                async for text in self._ws:
                    event = heard(text)
                    if event is None:
                        break
                    self.heard.append(event)
                    self._news.set()
            except (OSError, TimeoutError, WebSocketException, InvalidHandshake):
                pass
            finally:
                if self._ws is not None:
                    self._ws.transport.abort()
                    self._ws = None
            await asyncio.sleep(0.2)

    def cut(self) -> None:
        """As a network that goes away: no farewell."""
        if self._ws is not None:
            self._ws.transport.abort()

    async def until(self, number: int, seconds: float = 60) -> list[Heard]:
        """The first ``number`` events, once they are there."""
        async with asyncio.timeout(seconds):
            while len(self.heard) < number:
                self._news.clear()
                await self._news.wait()
        return self.heard[:number]

    async def connected(self, times: int = 1, seconds: float = 60) -> None:
        async with asyncio.timeout(seconds):
            while self.connections < times:
                self._news.clear()
                await self._news.wait()


def token_for(expert_id: str, roles: list[Any], key: str) -> str:
    """A token signed with the key that the served process has."""
    return Tokens(load({}, token_key=key)).issue(expert_id, roles, 8 * 3600)
