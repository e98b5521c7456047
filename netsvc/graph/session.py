"""One way for every command to come to a migrated graph, embedded or external."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import platformdirs

from netsvc.graph.driver import Graph
from netsvc.graph.embedded import Connection, EmbeddedNeo4j
from netsvc.graph.migrations import migrate
from netsvc.settings import SCHEMA_DIR, Settings


def cache_dir() -> Path:
    """Where the jars of the embedded Neo4j lie, shared by all data folders of the user."""
    return Path(platformdirs.user_cache_dir("netsvc"))


@asynccontextmanager
async def open_graph(settings: Settings) -> AsyncIterator[Graph]:
    """A migrated graph: the external one if a URI is set, else the embedded one.

    An embedded Neo4j that runs already is adopted and left running; one started here is stopped at
    exit. Raises ``ConfigurationError``, ``DatabaseUnavailableError`` and ``SchemaMismatchError``.
    """
    if settings.neo4j_uri is not None:
        password = settings.neo4j_password
        connection = Connection(
            settings.neo4j_uri,
            settings.neo4j_user,
            password.get_secret_value() if password else "",
            settings.neo4j_database,
        )
        async with connected(settings, connection) as graph:
            yield graph
        return
    server = EmbeddedNeo4j(settings.data_dir, jar_dir=cache_dir(), heap=settings.neo4j_heap)
    connection = await server.start()
    try:
        async with connected(settings, connection) as graph:
            yield graph
    finally:
        await server.stop()


@asynccontextmanager
async def connected(settings: Settings, connection: Connection) -> AsyncIterator[Graph]:
    """A migrated graph on a Neo4j that runs already; closed at exit."""
    graph = Graph.connect(
        connection.uri,
        connection.user,
        connection.password,
        database=connection.database,
        read_deadline=settings.read_deadline,
        write_deadline=settings.write_deadline,
    )
    try:
        await migrate(graph, SCHEMA_DIR / "graph")
        yield graph
    finally:
        await graph.close()
