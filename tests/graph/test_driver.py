"""The driver's promises, on a real Neo4j behind a network that has bad days."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from netsvc.errors import (
    ConfigurationError,
    ConflictError,
    DatabaseUnavailableError,
    DeadlineExceededError,
)
from netsvc.graph.driver import Graph, Tx, queries_run
from netsvc.graph.embedded import Connection
from netsvc.graph.session import server_version, supported_version
from tests.tcp_proxy import COMMIT, TcpProxy, tcp_proxy

WRITE = "MERGE (t:Try {key: $key}) ON CREATE SET t.times = 0 SET t.times = t.times + 1"
COUNT = "MATCH (t:Try) RETURN count(t) AS tries"


@pytest.fixture
async def proxy(graph: Graph, neo4j_server: Connection) -> AsyncIterator[TcpProxy]:
    async with tcp_proxy(int(neo4j_server.uri.rpartition(":")[2])) as made:
        yield made


@pytest.fixture
async def far(proxy: TcpProxy, neo4j_server: Connection) -> AsyncIterator[Graph]:
    """The same graph, seen through the proxy, with one open connection."""
    made = Graph.connect(f"bolt://127.0.0.1:{proxy.port}", neo4j_server.user, neo4j_server.password)
    assert await made.read("RETURN 1 AS one") == [{"one": 1}]
    yield made
    await made.close()


async def test_a_frozen_server_ends_in_the_deadline(
    graph: Graph, far: Graph, proxy: TcpProxy
) -> None:
    proxy.freeze()
    with pytest.raises(DeadlineExceededError) as read:
        await far.read("RETURN 1 AS one", deadline=0.4)
    with pytest.raises(DeadlineExceededError):
        await far.read_once("RETURN 1 AS one", deadline=0.4)
    with pytest.raises(DeadlineExceededError):
        await far.write(lambda tx: tx.run(WRITE, key="frozen"), deadline=0.4)
    with pytest.raises(DeadlineExceededError):
        await far.run_implicit("RETURN 1 AS one", deadline=0.4)
    assert not await far.ready(0.4)
    assert read.value.message == "The database did not answer within 0.4 s."
    assert read.value.action == "Ask again with the same key; nothing is done twice."
    proxy.thaw()
    assert await far.read("RETURN 1 AS one") == [{"one": 1}]


async def test_a_server_that_freezes_before_the_greeting(far: Graph, proxy: TcpProxy) -> None:
    proxy.cut()
    proxy.freeze()
    with pytest.raises((DeadlineExceededError, DatabaseUnavailableError)):
        await far.read("RETURN 1 AS one", deadline=0.8)


async def test_a_refused_connection_is_unavailable(
    graph: Graph, far: Graph, proxy: TcpProxy
) -> None:
    await proxy.refuse()
    with pytest.raises(DatabaseUnavailableError) as failure:
        await far.run(WRITE, key="refused")
    with pytest.raises(DatabaseUnavailableError):
        await far.read("RETURN 1 AS one", deadline=0.3)
    with pytest.raises(DatabaseUnavailableError):
        await far.read_once("RETURN 1 AS one")
    assert not await far.ready()
    assert str(failure.value) == (
        "The database can't be reached now. "
        "Try again in a moment; with the same key nothing is done twice."
    )
    assert await graph.read(COUNT) == [{"tries": 0}]
    with pytest.raises(DatabaseUnavailableError) as unreachable:
        await server_version(far, "bolt://127.0.0.1:1")
    assert unreachable.value.message == "No Neo4j answers at bolt://127.0.0.1:1."
    await proxy.listen()
    assert await far.read("RETURN 1 AS one") == [{"one": 1}]


async def test_a_short_outage_is_ridden_out(graph: Graph, far: Graph, proxy: TcpProxy) -> None:
    await proxy.refuse()

    async def come_back() -> None:
        await asyncio.sleep(0.3)
        await proxy.listen()

    async with asyncio.TaskGroup() as group:
        group.create_task(come_back())
        write = group.create_task(far.run(WRITE, key="outage"))
    assert write.result() == []
    assert await graph.read(COUNT) == [{"tries": 1}]


async def test_cut_before_the_commit_arrives(graph: Graph, far: Graph, proxy: TcpProxy) -> None:
    proxy.on_request = lambda sent: COMMIT not in sent
    with pytest.raises(DeadlineExceededError) as failure:
        await far.write(lambda tx: tx.run(WRITE, key="k"))
    assert failure.value.message == "The connection was lost while the change was being saved."
    assert await graph.read(COUNT) == [{"tries": 0}]
    proxy.on_request = lambda _: True
    await far.write(lambda tx: tx.run(WRITE, key="k"))
    assert await graph.read(COUNT) == [{"tries": 1}]


async def test_cut_after_the_commit_arrived_is_not_repeated_by_itself(
    graph: Graph, far: Graph, proxy: TcpProxy
) -> None:
    committing = False

    def see_commit(sent: bytes) -> bool:
        nonlocal committing
        committing = committing or COMMIT in sent
        return True

    proxy.on_request = see_commit
    proxy.on_response = lambda _: not committing
    with pytest.raises(DeadlineExceededError):
        await far.write(lambda tx: tx.run(WRITE, key="k"))
    rows = await graph.read("MATCH (t:Try) RETURN t.key AS key, t.times AS times")
    assert rows == [{"key": "k", "times": 1}]


async def test_a_wrong_password_is_a_setting(neo4j_server: Connection) -> None:
    stranger = Graph.connect(neo4j_server.uri, "neo4j", "not the password")
    with pytest.raises(ConfigurationError) as failure:
        await stranger.ready()
    await stranger.close()
    assert str(failure.value) == (
        "The database refused the user name or password. "
        "Check NETSVC_NEO4J_USER and NETSVC_NEO4J_PASSWORD."
    )


async def test_an_unknown_database_is_a_setting(neo4j_server: Connection) -> None:
    lost = Graph.connect(
        neo4j_server.uri, neo4j_server.user, neo4j_server.password, database="nowhere"
    )
    with pytest.raises(ConfigurationError) as failure:
        await lost.read("RETURN 1 AS one")
    await lost.close()
    assert failure.value.message == "The server has no database called 'nowhere'."


async def test_a_long_statement_ends_on_the_server_too(graph: Graph) -> None:
    long_one = "UNWIND range(1, 2000000000) AS i WITH i WHERE i % 7 = 8 RETURN count(i) AS n"
    with pytest.raises(DeadlineExceededError):
        await graph.read(long_one, deadline=0.3)
    running = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND range'"
    async with asyncio.timeout(20):
        while await graph.run_implicit(f"{running} RETURN currentQuery"):  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def test_a_broken_constraint_is_a_conflict(graph: Graph) -> None:
    twice = "UNWIND [1, 2] AS i CREATE (:Unit {id: 'same'})"
    with pytest.raises(ConflictError):
        await graph.run(twice)
    assert await graph.read("MATCH (u:Unit) RETURN count(u) AS units") == [{"units": 0}]


async def test_a_mistake_in_cypher_is_not_disguised(graph: Graph) -> None:
    with pytest.raises(Exception, match="Invalid input") as failure:
        await graph.read("RETRUN 1")
    assert failure.type.__name__ == "CypherSyntaxError"


async def test_an_error_in_the_work_rolls_back(graph: Graph) -> None:
    async def work(tx: Tx) -> None:
        await tx.run(WRITE, key="k")
        raise ConflictError("Somebody was faster.")

    with pytest.raises(ConflictError, match="Somebody was faster"):
        await graph.write(work)
    assert await graph.read(COUNT) == [{"tries": 0}]


async def test_clients_that_race_for_one_key_make_one(graph: Graph) -> None:
    merge = "MERGE (c:Command {key: $key}) ON CREATE SET c.times = 0 SET c.times = c.times + 1"
    await asyncio.gather(*(graph.run(merge, key="one") for _ in range(40)))
    rows = await graph.read("MATCH (c:Command) RETURN c.key AS key, c.times AS times")
    assert rows == [{"key": "one", "times": 40}]


async def test_deadlocks_are_retried(graph: Graph) -> None:
    await graph.run("UNWIND ['a', 'b'] AS key CREATE (:Try {key: key, times: 0})")

    def both(first: str, second: str) -> object:
        async def work(tx: Tx) -> None:
            for key in (first, second):
                await tx.run("MATCH (t:Try {key: $key}) SET t.times = t.times + 1", key=key)

        return graph.write(work)

    await asyncio.gather(*(both(*pair) for pair in [("a", "b"), ("b", "a")] * 8))  # type: ignore[call-overload]  # gather of coroutines typed as object
    rows = await graph.read("MATCH (t:Try) RETURN t.times AS times")
    assert rows == [{"times": 16}, {"times": 16}]


async def test_cancelling_leaves_the_pool_usable(graph: Graph) -> None:
    async def slow(tx: Tx) -> None:
        await tx.run(WRITE, key="k")
        await asyncio.sleep(30)

    task = asyncio.create_task(graph.write(slow))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await graph.read(COUNT) == [{"tries": 0}]


async def test_statements_are_counted(graph: Graph) -> None:
    token = queries_run.set([])
    try:
        await graph.read("RETURN 1 AS one")
        await graph.read_once("RETURN 1 AS one")
        await graph.run(WRITE, key="k")
        assert queries_run.get() == [1, 1, 1]
    finally:
        queries_run.reset(token)


async def test_the_real_server_is_new_enough(graph: Graph, neo4j_server: Connection) -> None:
    agent = await graph.agent()
    assert agent.startswith("Neo4j/")
    assert await server_version(graph, neo4j_server.uri) == agent.removeprefix("Neo4j/")


@pytest.mark.parametrize(
    ("agent", "version"),
    [
        ("Neo4j/5.26.0", "5.26.0"),
        ("Neo4j/5.26.30", "5.26.30"),
        ("Neo4j/5.27-aura", "5.27-aura"),
        ("Neo4j/2025.01.0", "2025.01.0"),
        ("Neo4j/2026.08.1", "2026.08.1"),
    ],
)
def test_supported_versions(agent: str, version: str) -> None:
    assert supported_version(agent) == version


@pytest.mark.parametrize("version", ["3.5.35", "4.4.48", "5.0.0", "5.9.0", "5.25.1"])
def test_older_versions_are_refused(version: str) -> None:
    with pytest.raises(ConfigurationError) as failure:
        supported_version(f"Neo4j/{version}")
    assert failure.value.message == f"The server is Neo4j {version}; netsvc needs 5.26 or newer."


@pytest.mark.parametrize("agent", ["", "SomethingElse/6.0", "Neo4j/"])
def test_other_servers_are_refused(agent: str) -> None:
    with pytest.raises(ConfigurationError, match="is no Neo4j"):
        supported_version(agent)
