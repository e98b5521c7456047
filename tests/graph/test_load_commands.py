"""`netsvc import incidents` and `netsvc sample load` as processes, on a real Neo4j."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path

import orjson
import pytest

from netsvc.graph.driver import Graph
from netsvc.graph.embedded import Connection

# processes and sums: which Neo4j they are beside changes nothing of it
pytestmark = pytest.mark.once

DATA = Path(__file__).parent.parent / "data"
UCI = DATA / "incidents_uci498.csv"
Digest = Callable[[], Awaitable[str]]


async def netsvc(server: Connection, folder: Path, *arguments: str) -> Process:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "netsvc",
        *arguments,
        env={
            **environment,
            "NETSVC_DATA_DIR": str(folder),
            "NETSVC_NEO4J_URI": server.uri,
            "NETSVC_NEO4J_USER": server.user,
            "NETSVC_NEO4J_PASSWORD": server.password,
            "NETSVC_PSEUDONYM_KEY": "a key for tests only, and long enough for one",
        },
        stdout=PIPE,
        stderr=PIPE,
    )


async def test_import_of_a_log_prints_its_summary(
    graph: Graph, neo4j_server: Connection, tmp_path: Path
) -> None:
    log = tmp_path / "log.csv"
    log.write_bytes(UCI.read_bytes())
    process = await netsvc(neo4j_server, tmp_path, "import", "incidents", str(log), "--json")
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    summary = orjson.loads(out)
    assert summary.pop("seconds") > 0
    found = (
        await graph.read(
            "RETURN COUNT { (:Case) } AS cases, COUNT { (:Handover) } AS handovers, "
            "COUNT { (:Handover {bounced: true}) } AS bounces, "
            "COUNT { (k:Case) WHERE k.reopenCount > 0 } AS reopened"
        )
    )[0]
    lines = len(UCI.read_text(encoding="utf-8").splitlines()) - 1
    assert found["cases"] > 0
    assert summary == {
        "source": "incidents:uci-498",
        "lines": lines,
        **found,
        "left_alone": 0,
        "rejected": 0,
        "rejects": None,
    }
    # the log named as the place of its own rejects
    both = ("import", "incidents", str(log), "--rejected", str(log))
    process = await netsvc(neo4j_server, tmp_path, *both)
    out, err = await process.communicate()
    assert (process.returncode != 0, out) == (True, b"")
    assert b"that is to be read" in err
    assert log.read_bytes() == UCI.read_bytes()


async def test_an_import_that_is_interrupted_is_completed_by_the_next(
    graph: Graph, digest: Digest, neo4j_server: Connection, tmp_path: Path
) -> None:
    header, *rows = UCI.read_text(encoding="utf-8").splitlines()
    log = tmp_path / "log.csv"
    # the same cases again and again under other numbers, so that there is time to stop it
    many = [f"{copy}-{row}" for copy in range(60) for row in rows]
    log.write_text("\n".join([header, *many]) + "\n", encoding="utf-8")
    arguments = ("import", "incidents", str(log), "--json")
    process = await netsvc(neo4j_server, tmp_path, *arguments)
    cases = 0
    while not cases and process.returncode is None:
        await asyncio.sleep(0.02)
        cases = (await graph.read("RETURN COUNT { (:Case) } AS n"))[0]["n"]
    process.send_signal(signal.SIGINT)
    out, err = await process.communicate()
    assert (process.returncode != 0, out) == (True, b""), err.decode()
    assert b"Traceback" not in err
    left = (await graph.read("RETURN COUNT { (:Case) } AS n"))[0]["n"]
    process = await netsvc(neo4j_server, tmp_path, *arguments)
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    assert 0 < left < orjson.loads(out)["cases"]
    completed = await digest()
    await graph.run_implicit(
        "MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock "
        "CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS"
    )
    process = await netsvc(neo4j_server, tmp_path, *arguments)
    assert (await process.communicate())[0]
    assert await digest() == completed


async def test_sample_load_prints_its_summary(
    graph: Graph, neo4j_server: Connection, tmp_path: Path
) -> None:
    arguments = ("sample", "load", "--cases", "500", "--until", "2026-03-31", "--json")
    for loaded in (True, False):
        process = await netsvc(neo4j_server, tmp_path, *arguments)
        out, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        summary = orjson.loads(out)
        assert (summary["loaded"], summary["cases"]) == (loaded, 500)
        assert (summary["units"], summary["issue_types"]) == (30, 72)
        assert summary["until"] == "2026-03-31"
    counted = await graph.read("RETURN COUNT { (:Case) } AS n, COUNT { (:Expert) } AS people")
    assert counted == [{"n": 500, "people": summary["experts"]}]
