"""`netsvc serve`: what it says when it can't begin, and how it goes and ends."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import orjson
import pytest
import structlog
from starlette.applications import Starlette

from netsvc.app import build_services, create
from netsvc.cli.log import configure_log
from netsvc.cli.serve import run_app
from netsvc.graph.driver import Graph
from netsvc.graph.embedded import config
from netsvc.graph.embedded.state import State
from netsvc.settings import load
from tests.organisation import load_organisation
from tests.serving import Serving, free_port

# processes and sums: which Neo4j they are beside changes nothing of it
pytestmark = pytest.mark.once

WAITING = """
SHOW TRANSACTIONS YIELD status WHERE status CONTAINS 'Blocked' RETURN status
"""


def _serve(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("NETSVC_")}
    return subprocess.run(
        [sys.executable, "-m", "netsvc", "serve"],
        env={**clean, "NETSVC_DATA_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = _serve(tmp_path, NETSVC_PORT=str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"netsvc: 127.0.0.1:{port} can't be used: Address already in use. "
        "Stop what uses it, or choose another port with --port or NETSVC_PORT.\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "seen"),
    [
        ("NETSVC_LOG_LEVEL", "LOUD", "NETSVC_LOG_LEVEL is 'LOUD'."),
        ("NETSVC_PROT", "1", "NETSVC_PROT is not a setting of netsvc. Did you mean NETSVC_PORT?"),
    ],
)
def test_settings_that_can_not_be_used(tmp_path: Path, name: str, value: str, seen: str) -> None:
    done = _serve(tmp_path, **{name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"netsvc: {seen}")
    assert list(tmp_path.iterdir()) == []


async def test_a_failed_start_up_is_no_success(capfd: pytest.CaptureFixture[str]) -> None:
    @asynccontextmanager
    async def lifespan(app: Starlette | None) -> AsyncIterator[None]:
        if app is not None:
            raise RuntimeError("no way to begin")
        yield

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        assert await run_app(Starlette(lifespan=lifespan), listening) is False
    assert "netsvc is ready" not in capfd.readouterr().out


async def test_ready_only_while_the_database_answers(tmp_path: Path) -> None:
    graph = Graph.connect(f"bolt://127.0.0.1:{free_port()}", "neo4j", "nobody listens there")
    app = create(build_services(load({}, data_dir=tmp_path, token_key="k" * 40), graph))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://netsvc.test") as client:
        ready, alive = await client.get("/readyz"), await client.get("/healthz")
    await graph.close()
    assert ready.status_code == 503
    assert ready.json() == {
        "status": "not ready",
        "reason": "The database can't be reached now.",
    }
    assert alive.status_code == 200


async def closed(port: int) -> None:
    """Wait until nobody takes a new connection any more."""
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except (ConnectionRefusedError, ConnectionResetError):
                # refused, or waiting to be accepted when the listening socket closed
                return
            writer.close()
            await asyncio.sleep(0.02)


async def test_a_mutation_under_way_at_sigterm_is_answered(tmp_path: Path) -> None:
    serving = Serving(tmp_path)
    await asyncio.to_thread(serving.start)
    state = State.read(tmp_path)
    graph = Graph.connect(f"bolt://127.0.0.1:{state.port}", config.USER, config.password(tmp_path))
    try:
        await load_organisation(graph)
        token = serving.command("token", "--expert", "eeva", "--role", "expert").strip()
        async with graph.driver.session() as session, httpx.AsyncClient(timeout=30) as client:

            async def set_presence(presence: str) -> httpx.Response:
                return await client.post(
                    f"{serving.url}/graphql",
                    json={
                        "query": f'mutation {{ setPresence(presence: {presence}, key: "{presence}")'
                        " { ... on Expert { presence } } }"
                    },
                    headers={"authorization": f"Bearer {token}"},
                )

            # a statement's first plan takes seconds on a busy machine, more than the grace
            await set_presence("BUSY")
            held = await session.begin_transaction()
            await (await held.run("MATCH (e:Expert) SET e.held = true")).consume()
            asked = asyncio.create_task(set_presence("AWAY"))
            # it waits for the lock that is held here
            async with asyncio.timeout(60):
                while not await graph.read(WAITING):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            os.kill(serving.pid, signal.SIGTERM)
            await closed(serving.port)
            await held.commit()
            answer = await asked
        assert orjson.loads(answer.content) == {"data": {"setPresence": {"presence": "AWAY"}}}
    finally:
        await graph.close()
        status = await asyncio.to_thread(serving.stop)
    assert status == 0
    assert not State.read(tmp_path).pid


def _fail(words: str) -> None:
    raise RuntimeError(f"{len(words)} characters")


def test_the_log_shows_where_it_failed_and_no_values(capfd: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    configure_log("INFO")
    try:
        try:
            _fail("the customer's own" + " words")
        except RuntimeError:
            structlog.get_logger().exception("it_failed")
    finally:
        structlog.configure(**before)
    said = capfd.readouterr().err
    assert "it_failed" in said
    assert "RuntimeError: 24 characters" in said
    assert "_fail(" in said
    assert "customer's own words" not in said
