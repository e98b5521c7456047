"""One way for every command to come to a migrated graph, embedded or external."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import platformdirs

from netsvc.errors import ConfigurationError, DatabaseUnavailableError, DeadlineExceededError
from netsvc.graph.driver import Graph
from netsvc.graph.embedded import DEFAULT_VERSION, Connection, EmbeddedNeo4j
from netsvc.graph.migrations import migrate
from netsvc.settings import SCHEMA_DIR, Settings

OLDEST = (5, 26)


def cache_dir() -> Path:
    """Where the jars of the embedded Neo4j lie, shared by all data folders of the user."""
    return Path(platformdirs.user_cache_dir("netsvc"))


def embedded_server(settings: Settings, *, version: str = DEFAULT_VERSION) -> EmbeddedNeo4j:
    """The embedded Neo4j of these settings, not started."""
    return EmbeddedNeo4j(
        settings.data_dir, jar_dir=cache_dir(), version=version, heap=settings.neo4j_heap
    )


@asynccontextmanager
async def open_graph(settings: Settings) -> AsyncIterator[Graph]:
    """A migrated graph: the external one if a URI is set, else the embedded one.

    An embedded Neo4j that runs already is adopted; one that dies is started again. At exit it is
    stopped unless somebody else uses it or ``netsvc db start`` asked to keep it. Raises
    ``ConfigurationError``, ``DatabaseUnavailableError`` and ``SchemaMismatchError``.
    """
    async with open_connection(settings) as connection, connected(settings, connection) as graph:
        yield graph


@asynccontextmanager
async def open_connection(settings: Settings) -> AsyncIterator[Connection]:
    """How to reach the Neo4j of these settings; an embedded one is supervised meanwhile."""
    if settings.neo4j_uri is not None:
        password = settings.neo4j_password
        yield Connection(
            settings.neo4j_uri,
            settings.neo4j_user,
            password.get_secret_value() if password else "",
            settings.neo4j_database,
        )
        return
    server = embedded_server(settings)
    connection = await server.start()
    supervisor = asyncio.create_task(server.supervise())
    try:
        yield connection
    finally:
        supervisor.cancel()
        with suppress(asyncio.CancelledError):
            await supervisor
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
        await server_version(graph, connection.uri)
        await migrate(graph, SCHEMA_DIR / "graph")
        yield graph
    finally:
        await graph.close()


async def external_version(settings: Settings) -> str:
    """The version of the external Neo4j; raises as ``server_version``."""
    async with open_connection(settings) as connection:
        graph = Graph.connect(
            connection.uri, connection.user, connection.password, database=connection.database
        )
        try:
            return await server_version(graph, connection.uri)
        finally:
            await graph.close()


async def server_version(graph: Graph, uri: str) -> str:
    """The version of a server that is there and new enough.

    Raises ``DatabaseUnavailableError`` when nothing answers at ``uri`` and ``ConfigurationError``
    when it is too old or refuses the password.
    """
    try:
        agent = await graph.agent()
    except (DatabaseUnavailableError, DeadlineExceededError) as error:
        raise DatabaseUnavailableError(
            f"No Neo4j answers at {uri}.",
            action="Check NETSVC_NEO4J_URI and that the server runs and can be reached from here.",
        ) from error
    return supported_version(agent)


def supported_version(agent: str) -> str:
    """The version in a server's agent string, such as ``Neo4j/5.26.30``.

    Raises ``ConfigurationError`` for one before 5.26 and for a server that is no Neo4j.
    """
    match = re.match(r"Neo4j/v?(\d+)\.(\d+)[\w.+-]*", agent)
    if match is None:
        raise ConfigurationError(
            f"The server calls itself {agent or 'nothing'!r}, which is no Neo4j.",
            action="Point NETSVC_NEO4J_URI at Neo4j 5.26 or newer.",
        )
    version = match[0].partition("/")[2].removeprefix("v")
    if (int(match[1]), int(match[2])) < OLDEST:
        raise ConfigurationError(
            f"The server is Neo4j {version}; netsvc needs 5.26 or newer.",
            action="Upgrade it, or unset NETSVC_NEO4J_URI to use the embedded one.",
        )
    return version
