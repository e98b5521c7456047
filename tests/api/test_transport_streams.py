"""Subscriptions over real web sockets, message by message."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs
from websockets import ClientConnection, ConnectionClosed, InvalidStatus, Subprotocol, connect

from netsvc.api.http import Limits
from netsvc.identity.roles import Role
from netsvc.settings import ROOT

from .live_server import Live, live_server

# what is tried here is the service itself: which Neo4j it is beside changes nothing of it
pytestmark = pytest.mark.once

PROTOCOL = Subprotocol("graphql-transport-ws")


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with live_server(tmp_path, Limits(streams=3, body=4096)) as server:
        yield server


def dial(live: Live, **more: Any) -> AbstractAsyncContextManager[ClientConnection]:
    more.setdefault("subprotocols", [PROTOCOL])
    return connect(f"ws://127.0.0.1:{live.port}/graphql", **more)


async def say(socket: ClientConnection, **message: Any) -> None:
    await socket.send(json.dumps(message))


async def hear(socket: ClientConnection) -> Any:
    return json.loads(await socket.recv())


async def init(socket: ClientConnection, live: Live, *roles: Role, lifetime: int = 600) -> None:
    token = live.tokens.issue("e1", roles or [Role.AGENT], lifetime)
    await say(socket, type="connection_init", payload={"authorization": f"Bearer {token}"})
    assert await hear(socket) == {"type": "connection_ack"}


async def subscribe(socket: ClientConnection, stream: str, query: str, **more: Any) -> None:
    await say(socket, id=stream, type="subscribe", payload={"query": query, **more})


async def end_of(socket: ClientConnection) -> tuple[int, str]:
    with pytest.raises(ConnectionClosed) as closed:  # noqa: PT012  # whichever message is last
        while True:
            await socket.recv()
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code, closed.value.rcvd.reason


async def test_a_subscription_from_first_to_last(live: Live) -> None:
    async with dial(live) as socket:
        assert socket.subprotocol == PROTOCOL
        await init(socket, live)
        await say(socket, type="ping")
        assert await hear(socket) == {"type": "pong"}
        await say(socket, type="pong")
        query = "subscription($n: Int!) { ticks(upTo: $n) }"
        await subscribe(socket, "a", query, variables={"n": 2})
        assert [await hear(socket) for _ in range(3)] == [
            {"id": "a", "type": "next", "payload": {"data": {"ticks": 0}}},
            {"id": "a", "type": "next", "payload": {"data": {"ticks": 1}}},
            {"id": "a", "type": "complete"},
        ]
        await subscribe(socket, "a", query, variables={"n": 0})
        assert await hear(socket) == {"id": "a", "type": "complete"}


async def test_complete_ends_a_stream_and_leaving_ends_them_all(live: Live) -> None:
    async with dial(live) as socket:
        await init(socket, live)
        for stream in ("a", "b"):
            await subscribe(socket, stream, "subscription { endless }")
            assert (await hear(socket))["payload"] == {"data": {"endless": 1}}
        await say(socket, id="a", type="complete")
        await say(socket, id="unknown", type="complete")
        await subscribe(socket, "a", "subscription { ticks(upTo: 0) }")
        assert await hear(socket) == {"id": "a", "type": "complete"}
        assert live.world.ended == 1
    while live.world.ended < 2:  # noqa: ASYNC110  # another task's doing
        await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription { onlyManagers }", "NOT_ALLOWED"),
        ("subscription { nothing }", "BAD_INPUT"),
        ("{ greeting }", "BAD_INPUT"),
        ("mutation { add(by: 1) }", "BAD_INPUT"),
        ("subscription {", "BAD_INPUT"),
    ],
)
async def test_what_can_not_start_is_an_error_of_that_stream(
    live: Live, query: str, code: str
) -> None:
    async with dial(live) as socket:
        await init(socket, live)
        await subscribe(socket, "a", query)
        answer = await hear(socket)
        assert (answer["id"], answer["type"]) == ("a", "error")
        assert answer["payload"][0]["extensions"]["code"] == code
        assert live.world.total == 0
        await subscribe(socket, "a", "subscription { ticks(upTo: 0) }")
        assert await hear(socket) == {"id": "a", "type": "complete"}


async def test_a_stream_that_breaks_is_masked(live: Live) -> None:
    async with dial(live) as socket:
        await init(socket, live)
        with capture_logs() as logs:
            await subscribe(socket, "a", "subscription { failing }")
            assert (await hear(socket))["payload"] == {"data": {"failing": 1}}
            answer = await hear(socket)
        assert answer["type"] == "error"
        assert answer["payload"][0]["message"] == "Something went wrong on our side."
        assert "hunter2" not in json.dumps(answer)
        assert [line["event"] for line in logs] == ["internal error"]


async def test_without_a_token_the_role_is_missing(live: Live) -> None:
    async with dial(live) as socket:
        await say(socket, type="connection_init")
        assert await hear(socket) == {"type": "connection_ack"}
        await subscribe(socket, "a", "subscription { endless }")
        assert (await hear(socket))["payload"][0]["extensions"]["code"] == "NOT_SIGNED_IN"


async def test_the_cookie_signs_in_too(live: Live) -> None:
    token = live.tokens.issue("e1", [Role.MANAGER])
    headers = {"cookie": f"netsvc_token={token}", "origin": f"http://127.0.0.1:{live.port}"}
    async with dial(live, additional_headers=headers) as socket:
        await say(socket, type="connection_init")
        assert await hear(socket) == {"type": "connection_ack"}
        await subscribe(socket, "a", "subscription { onlyManagers }")
        assert (await hear(socket))["payload"] == {"data": {"onlyManagers": 1}}


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_foreign_origin_is_refused_at_the_handshake(live: Live, origin: str) -> None:
    token = live.tokens.issue("e1", [Role.MANAGER])
    headers = {"cookie": f"netsvc_token={token}", "origin": origin}
    with pytest.raises(InvalidStatus) as refused:
        async with dial(live, additional_headers=headers):
            pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", 4400),
        ("null", 4400),
        ("[]", 4400),
        ("{}", 4400),
        ('{"type": 5}', 4400),
        ('{"type": "shout"}', 4400),
        ("[" * 3000, 4400),
        ("x" * 5000, 1009),
        ('{"type": "subscribe", "id": "a", "payload": {"query": "{__typename}"}}', 4401),
        ('{"type": "connection_init", "payload": 5}', 4400),
        ('{"type": "connection_init", "payload": {"authorization": "Bearer x"}}', 4403),
    ],
    ids=lambda value: str(value)[:50],
)
async def test_a_bad_first_message_closes_the_connection(live: Live, text: str, code: int) -> None:
    async with dial(live) as socket:
        await socket.send(text)
        assert (await end_of(socket))[0] == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"type": "connection_init"}', 4429),
        ('{"type": "subscribe", "payload": {}}', 4400),
        ('{"type": "subscribe", "id": "", "payload": {}}', 4400),
        ('{"type": "subscribe", "id": "a"}', 4400),
        ('{"type": "complete"}', 4400),
    ],
)
async def test_a_bad_later_message_closes_the_connection(live: Live, text: str, code: int) -> None:
    async with dial(live) as socket:
        await init(socket, live)
        await socket.send(text)
        assert (await end_of(socket))[0] == code


async def test_bytes_are_no_messages(live: Live) -> None:
    async with dial(live) as socket:
        await socket.send(b"\xff\x00")
        assert (await end_of(socket))[0] == 4400


async def test_one_id_is_one_stream_and_streams_have_a_limit(live: Live) -> None:
    async with dial(live) as socket:
        await init(socket, live)
        await subscribe(socket, "a", "subscription { endless }")
        await subscribe(socket, "a", "subscription { endless }")
        assert await end_of(socket) == (4409, "Subscriber for a already exists")
    async with dial(live) as socket:
        await init(socket, live)
        for stream in "abcd":
            await subscribe(socket, stream, "subscription { endless }")
        assert (await end_of(socket))[0] == 4429


async def test_another_subprotocol_is_not_spoken(live: Live) -> None:
    async with dial(live, subprotocols=None) as socket:
        assert (await end_of(socket))[0] == 4406


async def test_a_silent_client_is_closed(tmp_path: Path) -> None:
    async with live_server(tmp_path, Limits(init_timeout=0.05)) as live, dial(live) as socket:
        assert await end_of(socket) == (4408, "Connection initialisation timeout")


async def test_a_connection_ends_with_its_sign_in(live: Live) -> None:
    async with dial(live) as socket:
        await init(socket, live, lifetime=1)
        await subscribe(socket, "a", "subscription { endless }")
        assert await end_of(socket) == (4403, "The sign-in has run out")


async def test_sigterm_ends_streams_and_finishes_the_mutation(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.api.live_server",
        str(tmp_path),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        port = int(await process.stdout.readline())
        async with live_server(tmp_path) as mine:
            token = mine.tokens.issue("e1", [Role.AGENT])
        headers = {"authorization": f"Bearer {token}"}
        async with (
            connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=[PROTOCOL]) as socket,
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers) as client,
        ):
            await say(socket, type="connection_init", payload=headers)
            assert await hear(socket) == {"type": "connection_ack"}
            await subscribe(socket, "a", "subscription { endless }")
            assert (await hear(socket))["type"] == "next"
            mutation = asyncio.create_task(
                client.post("/graphql", json={"query": "mutation { slowAdd(by: 3) }"})
            )
            assert await process.stdout.readline() == b"started\n"
            process.send_signal(signal.SIGTERM)
            assert (await end_of(socket))[0] in (1001, 1012)
            assert (await mutation).json() == {"data": {"slowAdd": 3}}
        async with asyncio.timeout(5):
            printed = await process.stdout.read()
            await process.wait()
        assert printed.splitlines()[-1] == b"total 3 ended 1"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
