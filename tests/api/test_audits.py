"""The audits of npm ``graphql-http``, over real HTTP: all of them, on both endpoints."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from pathlib import Path

import pytest

from netsvc.identity.roles import Role
from netsvc.settings import ROOT

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
