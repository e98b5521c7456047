"""`netsvc insights snapshot` as a process: told, made again, broken and interrupted."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import orjson
import pytest

from netsvc.graph.driver import Graph
from netsvc.graph.embedded import Connection
from netsvc.measures.kept import FORMAT, NAME
from tests.organisation import load_organisation
from tests.tcp_proxy import tcp_proxy

from .handover_desk import Clock, build
from .test_load_commands import netsvc

# processes and sums: which Neo4j they are beside changes nothing of it
pytestmark = pytest.mark.once

SNAPSHOT = ("insights", "snapshot")


async def run(server: Connection, folder: Path, *more: str) -> tuple[int, str, str]:
    process = await netsvc(server, folder, *SNAPSHOT, *more)
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def told(server: Connection, folder: Path, *more: str) -> dict[str, object]:
    code, out, err = await run(server, folder, *more, "--json")
    assert code == 0, err
    found: dict[str, object] = orjson.loads(out)
    return found


@pytest.fixture
async def opened(graph: Graph) -> Graph:
    await load_organisation(graph)
    desk = build(graph, Clock())
    for _ in range(3):
        await desk.opened()
    return graph


async def test_it_is_made_told_and_made_again(
    opened: Graph, neo4j_server: Connection, tmp_path: Path
) -> None:
    code, out, _ = await run(neo4j_server, tmp_path)
    assert (code, out.startswith("No snapshot that can be used.")) == (0, True)
    assert await told(neo4j_server, tmp_path) == {"kept": False}
    before = datetime.now(UTC).replace(microsecond=0)
    made = await told(neo4j_server, tmp_path, "--rebuild")
    as_of = datetime.fromisoformat(str(made.pop("as_of")))
    assert before <= as_of <= datetime.now(UTC)
    assert made == {
        "kept": True,
        "whole_as_of": as_of.isoformat(),
        "updates": 0,
        "cases": 3,
        "format": FORMAT,
        "bytes": (tmp_path / NAME).stat().st_size,
    }
    assert (await told(neo4j_server, tmp_path))["as_of"] == as_of.isoformat()
    await opened.run("CREATE (:Case {id: 'x', openedAt: datetime()})")
    code, out, err = await run(neo4j_server, tmp_path, "--rebuild")
    assert code == 0, err
    assert ": 4 cases, " in out
    assert "what changed since 0 times" in out


async def test_one_that_is_broken_is_said_and_made_again(
    opened: Graph, neo4j_server: Connection, tmp_path: Path
) -> None:
    await told(neo4j_server, tmp_path, "--rebuild")
    file = tmp_path / NAME
    file.write_bytes(file.read_bytes()[:-9] + b"broken")
    code, out, err = await run(neo4j_server, tmp_path, "--json")
    assert (code, orjson.loads(out)) == (0, {"kept": False})
    assert "snapshot_not_used" in err
    assert "damaged" in err
    assert (await told(neo4j_server, tmp_path, "--rebuild"))["cases"] == 3


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
async def test_one_that_is_interrupted_leaves_the_one_before(
    opened: Graph, neo4j_server: Connection, tmp_path: Path, how: signal.Signals
) -> None:
    await told(neo4j_server, tmp_path, "--rebuild")
    before = (tmp_path / NAME).read_bytes()
    async with tcp_proxy(urlsplit(neo4j_server.uri).port or 0) as proxy:
        reading = asyncio.Event()

        def seen(content: bytes) -> bool:
            if b"c.excludedReason" in content:
                proxy.freeze()
                reading.set()
            return True

        proxy.on_request = seen
        behind = replace(neo4j_server, uri=f"bolt://127.0.0.1:{proxy.port}")
        process = await netsvc(behind, tmp_path, *SNAPSHOT, "--rebuild")
        await reading.wait()
        process.send_signal(how)
        out, err = await process.communicate()
    assert (process.returncode != 0, out) == (True, b""), err.decode()
    assert b"Traceback" not in err
    assert (tmp_path / NAME).read_bytes() == before
    assert (await told(neo4j_server, tmp_path))["cases"] == 3
