"""Migrations run once, also when two processes start together, and refuse what was edited."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from netsvc.errors import ConfigurationError, DatabaseUnavailableError, SchemaMismatchError
from netsvc.graph.driver import Graph
from netsvc.graph.embedded import Connection
from netsvc.graph.migrations import migrate, read_folder
from netsvc.settings import SCHEMA_DIR

FOLDER = SCHEMA_DIR / "graph"
MIGRATE = """
import asyncio, sys
from pathlib import Path
from netsvc.graph.driver import Graph
from netsvc.graph.migrations import migrate

async def main():
    graph = Graph.connect(*sys.argv[2:], read_deadline=60, write_deadline=60)
    print(len(await migrate(graph, Path(sys.argv[1]))))
    await graph.close()

asyncio.run(main())
"""


async def test_second_run_applies_nothing(graph: Graph) -> None:
    assert await migrate(graph, FOLDER) == []


async def test_recorded_with_checksum(graph: Graph) -> None:
    rows = await graph.read("MATCH (m:Migration) RETURN m.checksum AS c ORDER BY m.number")
    assert [r["c"] for r in rows] == [m.checksum for m in read_folder(FOLDER)]


async def test_two_starts_together_apply_once(graph: Graph) -> None:
    await graph.run("MATCH (m:Migration) DELETE m")
    first, second = await asyncio.gather(migrate(graph, FOLDER), migrate(graph, FOLDER))
    names = [f"{m.number:04}_{m.name}" for m in read_folder(FOLDER)]
    assert sorted([first, second], key=len) == [[], names]


async def test_two_processes_start_together_and_apply_once(
    graph: Graph, neo4j_server: Connection
) -> None:
    await graph.run("MATCH (m:Migration) DELETE m")
    server = (neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    starts = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", MIGRATE, str(FOLDER), *server, stdout=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    said = [(await start.communicate())[0] for start in starts]
    assert [start.returncode for start in starts] == [0, 0]
    assert sorted(int(one) for one in said) == [0, len(read_folder(FOLDER))]


async def test_edited_migration_is_refused(graph: Graph, tmp_path: Path) -> None:
    for path in FOLDER.glob("*.cypher"):
        (tmp_path / path.name).write_text(path.read_text() + "\n// edited\n")
    with pytest.raises(SchemaMismatchError, match="0001_foundation was edited"):
        await migrate(graph, tmp_path)


async def test_newer_graph_is_refused(graph: Graph) -> None:
    await graph.run("CREATE (:Migration {number: 9999, name: 'future', checksum: 'x'})")
    try:
        with pytest.raises(SchemaMismatchError, match="9999_future"):
            await migrate(graph, FOLDER)
    finally:
        await graph.run("MATCH (m:Migration {number: 9999}) DELETE m")


def test_gap_is_refused(tmp_path: Path) -> None:
    (tmp_path / "0002_late.cypher").write_text("RETURN 1;")
    with pytest.raises(ConfigurationError, match="numbered \\[2\\]"):
        read_folder(tmp_path)


async def test_two_first_starts_on_an_empty_database(graph: Graph) -> None:
    await graph.run("MATCH (m:Migration|MigrationLock) DELETE m")
    await graph.run_implicit("DROP CONSTRAINT migration_number IF EXISTS")
    await graph.run_implicit("DROP CONSTRAINT migration_lock IF EXISTS")
    results = await asyncio.gather(*(migrate(graph, FOLDER) for _ in range(4)))
    names = [f"{m.number:04}_{m.name}" for m in read_folder(FOLDER)]
    assert sorted(results, key=len) == [[], [], [], names]


async def test_a_lease_that_is_held_too_long_is_said_in_words(graph: Graph) -> None:
    await graph.run("MATCH (m:Migration) DELETE m")
    await graph.run(
        "MERGE (l:MigrationLock {id: 'lock'}) "
        "SET l.holder = 'another', l.until = datetime() + duration('PT1H')"
    )
    try:
        with pytest.raises(DatabaseUnavailableError, match=r"for more than 0\.3 s"):
            await migrate(graph, FOLDER, wait=0.3)
        assert await graph.read("MATCH (m:Migration) RETURN m.number AS number") == []
    finally:
        await graph.run("MATCH (l:MigrationLock) REMOVE l.holder, l.until")
        await migrate(graph, FOLDER)


async def test_who_lost_the_lease_stops(graph: Graph, tmp_path: Path) -> None:
    for path in FOLDER.glob("*.cypher"):
        (tmp_path / path.name).write_text(path.read_text())
    number = len(read_folder(FOLDER)) + 1
    takes_over = (
        "MATCH (l:MigrationLock) SET l.holder = 'another', l.until = datetime() + duration('PT1H');"
    )
    (tmp_path / f"{number:04}_slow.cypher").write_text(
        f"{takes_over}\nCREATE (:Unit {{id: 'by-who-lost-it'}});\n"
    )
    try:
        with pytest.raises(DatabaseUnavailableError, match="took over the migration"):
            await migrate(graph, tmp_path, renew_after=0)
        assert await graph.read("MATCH (u:Unit {id: 'by-who-lost-it'}) RETURN u.id AS id") == []
        rows = await graph.read("MATCH (m:Migration) RETURN max(m.number) AS last")
        assert rows[0]["last"] == number - 1
    finally:
        await graph.run("MATCH (l:MigrationLock) REMOVE l.holder, l.until")
