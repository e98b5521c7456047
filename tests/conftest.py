"""Fixtures on real things: one Neo4j a session, wiped before each test that asks for it."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import platformdirs
import pytest
from hypothesis import settings

from netsvc.graph.driver import Graph
from netsvc.graph.embedded import DEFAULT_VERSION, Connection, EmbeddedNeo4j
from netsvc.graph.migrations import migrate
from netsvc.settings import SCHEMA_DIR

# No timings in tests: a busy machine must not decide one.
settings.register_profile("netsvc", deadline=None)
settings.load_profile("netsvc")

# Started in the background of a script, Ctrl-C is ignored, also in whatever the tests start: those
# that interrupt a command would wait for nothing.
signal.signal(signal.SIGINT, signal.default_int_handler)

JAR_DIR = Path(platformdirs.user_cache_dir("netsvc"))

# Most servers that tests start live for a minute: Java's second compiler would cost more than it
# brings there (measured: a third of the processor time of a graph test).
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")

# Each test wipes the graph and fills it anew, so its statistics never rest, and a plan would be
# made again every ten seconds: on a slow machine that is most of what Neo4j does. A test about
# plans throws them away first.
REPLAN = ("dbms.cypher.min_replan_interval=1d",)

# what everything else hangs on goes last: its links would be too many for one transaction
WIPE = tuple(
    f"""
MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock AND {which}
CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 1000 ROWS
"""
    for which in ("NOT (n:Unit OR n:Expert OR n:IssueType)", "true")
)


@pytest.fixture(scope="session")
async def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Connection]:
    """A Neo4j of the version under test (TEST_NEO4J_VERSION), with data of its own."""
    version = os.environ.get("TEST_NEO4J_VERSION", DEFAULT_VERSION)
    folder = tmp_path_factory.mktemp("neo4j")
    server = EmbeddedNeo4j(folder, jar_dir=JAR_DIR, version=version, conf=REPLAN)
    connection = await server.start()
    yield connection
    await server.stop()


@pytest.fixture(scope="session")
async def migrated_graph(neo4j_server: Connection) -> AsyncIterator[Graph]:
    # A busy machine must not decide a test: only those about deadlines have short ones.
    graph = Graph.connect(
        neo4j_server.uri,
        neo4j_server.user,
        neo4j_server.password,
        read_deadline=60,
        write_deadline=60,
    )
    await migrate(graph, SCHEMA_DIR / "graph")
    yield graph
    await graph.close()


@pytest.fixture
async def graph(migrated_graph: Graph) -> Graph:
    """An empty, migrated graph."""
    await wipe(migrated_graph)
    return migrated_graph


async def wipe(graph: Graph) -> None:
    """Nothing but the migrations is left of it."""
    for statement in WIPE:
        await graph.run_implicit(statement)
