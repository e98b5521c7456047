"""The audits of npm ``graphql-http``, over real HTTP: all of them, on both endpoints."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn

from netsvc.app import build_services, create
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Role
from netsvc.settings import ROOT, load
from tests.organisation import load_organisation

from .live_server import live_server

AUDITS = 61
WEB = ROOT / "netsvc" / "web"
SCRIPT = Path(__file__).with_name("audit.mjs")


def node_and_package() -> tuple[str, Path]:
    """Node, and the folder whose node_modules has graphql-http (the web app's, unless named)."""
    bundled = ROOT / ".venv" / "bin" / "node"
    node = shutil.which("node") or (str(bundled) if bundled.exists() else None)
    folder = Path(os.environ.get("TEST_GRAPHQL_HTTP", WEB))
    assert node, "Node is missing: run `make setup`."
    assert (folder / "node_modules" / "graphql-http").is_dir(), "Run `make setup` for graphql-http."
    return node, folder


async def run_audits(url: str, authorization: str) -> object:
    """What the audits said; also used against the product itself."""
    node, folder = node_and_package()
    process = await asyncio.create_subprocess_exec(
        node, str(SCRIPT), url, authorization, str(folder), stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0
    return json.loads(printed)


@pytest.mark.parametrize("path", ["/graphql", "/insights"])
async def test_every_audit_passes(tmp_path: Path, path: str) -> None:
    async with live_server(tmp_path) as live:
        token = live.tokens.issue("e1", [Role.AGENT])
        said = await run_audits(f"http://127.0.0.1:{live.port}{path}", f"Bearer {token}")
    assert said == {"total": AUDITS, "ok": AUDITS, "failed": []}


@asynccontextmanager
async def product(folder: Path, graph: Graph) -> AsyncIterator[tuple[str, str]]:
    """The address of the application as `netsvc serve` makes it, and an agent's authorization."""
    services = build_services(load({}, data_dir=folder, token_key="k" * 40), graph)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create(services), log_config=None))
    task = asyncio.get_running_loop().create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
        await asyncio.sleep(0.01)
    token = services.tokens.issue("aino", [Role.AGENT, Role.MANAGER])
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", f"Bearer {token}"
    finally:
        server.should_exit = True
        await task


async def test_every_audit_passes_on_the_product_itself(tmp_path: Path, graph: Graph) -> None:
    await load_organisation(graph)
    async with product(tmp_path, graph) as (address, authorization):
        for path in ("/graphql", "/insights"):
            said = await run_audits(f"{address}{path}", authorization)
            assert said == {"total": AUDITS, "ok": AUDITS, "failed": []}
