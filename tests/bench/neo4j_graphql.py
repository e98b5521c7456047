"""findExperts by issue type beside @neo4j/graphql on Apollo Server and beside the bare driver.

One Neo4j, the same people asked for, 1,000 and 100,000 experts (20 and 120 candidates a type). Five
interleaved rounds a cell; medians and their spread. npm installs the other server when it is asked
for, from tests/bench/apollo/package-lock.json.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from neo4j import READ_ACCESS
from rich.console import Console
from rich.table import Table

from netsvc import settings as settings_module
from netsvc.api.operations.ids import Kind, to_global
from netsvc.finding.repository import candidate_parameters
from netsvc.finding.statements import CANDIDATES
from netsvc.graph.driver import Graph
from netsvc.graph.session import connected, open_connection, open_graph
from tests.bench.find_experts import CLIENTS, ROUNDS, SECONDS, Call, measured
from tests.bench.http_client import Connection
from tests.organisation import ALWAYS_OPEN
from tests.serving import Serving, free_port

SIZES = ((1_000, 20), (100_000, 120))
CALLERS = 8
START_SECONDS = 60.0
HERE = Path(__file__).parent / "apollo"

LOAD_TYPES = """
MERGE (d:DirectoryVersion {id: 'directory'}) SET d.value = 1
CREATE (area:IssueType {id: 'area', nameFi: 'Alue', nameSv: 'Område', nameEn: 'Area'})
WITH area UNWIND range(0, 39) AS n
CREATE (u:Unit {id: 'u' + n, nameFi: 'Yksikkö ' + n, nameSv: 'Enhet ' + n, nameEn: 'Unit ' + n,
  timeZone: 'Europe/Helsinki', workingHours: $hours, publicHolidays: ''})
WITH area, collect(u) AS units UNWIND range(0, $types - 1) AS n
CREATE (t:IssueType {id: 't' + n, nameFi: 'Asia ' + n, nameSv: 'Ärende ' + n, nameEn: 'Matter ' + n,
  retired: false})
CREATE (t)-[:BROADER]->(area)
"""
LOAD_PEOPLE = """
UNWIND range($start, $start + $count - 1) AS n
MATCH (u:Unit {id: 'u' + (n % 40)})
MATCH (t:IssueType {id: 't' + (n / $each)})
CREATE (e:Expert {id: 'e' + n, name: 'Expert ' + n, languages: ['fi'], roles: ['AGENT', 'EXPERT'],
  active: true, presence: 'AVAILABLE', capacity: 3, openCases: 0})
CREATE (e)-[:MEMBER_OF {since: $at}]->(u)
WITH e, t, 1 + n % 97 AS resolved, 2 + n % 97 + n % 7 AS received
CREATE (e)-[:RESOLVES {resolved: resolved, received: received, medianHours: 20.0, typeId: t.id,
  rank: log(1.0 + resolved) + log((resolved + 3.5) / (received - resolved + 1.5)),
  areaResolved: resolved, areaReceived: received}]->(t)
"""
OURS = """
query Find($type: ID) { findExperts(issueTypeId: $type, first: 10) { ... on ExpertMatches {
  matter { matches { issueType { id name { fi } } } }
  experts { edges { node { score expert { id name presence } unit { id name { fi } }
    reasons { count total hours } } } } } } }
"""
THEIRS = """
query Find($type: ID!) { issueTypes(where: { id: { eq: $type } }) { id nameFi
  expertsConnection(first: 10, sort: [{ edge: { rank: DESC } }]) { edges {
    properties { rank resolved received medianHours }
    node { id name presence units { id nameFi } } } } } }
"""


async def _load(graph: Graph, experts: int, each: int) -> None:
    types = -(-experts // each)
    await graph.run(LOAD_TYPES, deadline=120, hours=ALWAYS_OPEN, types=types)
    for start in range(0, experts, 5_000):
        count = min(5_000, experts - start)
        await graph.run(
            LOAD_PEOPLE,
            deadline=120,
            start=start,
            count=count,
            each=each,
            at=datetime(2026, 1, 1, tzinfo=UTC),
        )
    await graph.run_implicit("CALL db.awaitIndexes(120)")


def _installed() -> Path:
    """The other server with what it needs, outside of the repository."""
    folder = Path(tempfile.gettempdir()) / "netsvc-bench-apollo"
    folder.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc", "server.mjs"):
        shutil.copy(HERE / name, folder / name)
    subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=folder,
        check=True,
    )
    return folder


@contextmanager
def _apollo(folder: Path, uri: str, user: str, password: str) -> Iterator[int]:
    port = free_port()
    environ = {
        **os.environ,
        "NODE_ENV": "production",
        "BENCH_URI": uri,
        "BENCH_USER": user,
        "BENCH_PASSWORD": password,
        "BENCH_PORT": str(port),
    }
    process = subprocess.Popen(
        ["node", "server.mjs"], cwd=folder, env=environ, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.startswith("ready"):
            raise RuntimeError(f"Apollo Server did not start: {line!r}")
        yield port
    finally:
        process.terminate()
        process.wait(START_SECONDS)


@asynccontextmanager
async def _connections(port: int, headers: list[dict[str, str]]) -> AsyncIterator[list[Connection]]:
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                Connection("127.0.0.1", port, headers[n % len(headers)])
            )
            for n in range(max(CLIENTS))
        ]


async def _measure(serving: Serving, folder: Path, experts: int, each: int) -> None:
    settings = settings_module.load({"NETSVC_DATA_DIR": str(serving.data_dir)})
    types = min(20, experts // each)
    tokens = [
        serving.command("token", "--expert", f"e{experts - 1 - n}", "--role", "AGENT").strip()
        for n in range(CALLERS)
    ]
    turn = itertools.count()
    async with AsyncExitStack() as stack:
        at = await stack.enter_async_context(open_connection(settings))
        graph = await stack.enter_async_context(connected(settings, at))
        port = stack.enter_context(_apollo(folder, at.uri, at.user, at.password))
        ours = await stack.enter_async_context(
            _connections(serving.port, [{"Authorization": f"Bearer {token}"} for token in tokens])
        )
        theirs = list(await stack.enter_async_context(_connections(port, [{}])))

        def chosen() -> str:
            return f"t{next(turn) % types}"

        async def find(client: int) -> object:
            variables = {"type": to_global(Kind.ISSUE_TYPE, chosen())}
            answer = await ours[client].post("/graphql", {"query": OURS, "variables": variables})
            return answer["data"]["findExperts"]["experts"]["edges"]

        async def apollo(client: int) -> object:
            answer = await theirs[client].post(
                "/", {"query": THEIRS, "variables": {"type": chosen()}}
            )
            return answer["data"]["issueTypes"][0]["expertsConnection"]["edges"]

        async def bare(_: int) -> object:
            async with graph.driver.session(
                database=graph.database, default_access_mode=READ_ACCESS
            ) as session:
                asked = candidate_parameters([chosen()], at=datetime.now(UTC))
                return (await (await session.run(CANDIDATES, asked)).data())[0]["candidates"]

        cells: dict[str, Call] = {
            "bare driver, same Cypher": bare,
            "findExperts": find,
            "@neo4j/graphql on Apollo": apollo,
        }
        for name, call in cells.items():
            found = await call(0)
            assert isinstance(found, list), (name, found)
            assert len(found) >= 10, (name, found)
        table = Table(
            "clients", "what", "p50 ms", "a second", "spread", title=f"{experts:,} experts"
        )
        for clients in CLIENTS:
            rounds: dict[str, list[list[float]]] = {name: [] for name in cells}
            for _ in range(ROUNDS):
                for name, call in cells.items():
                    # Node closes a connection that was idle for 5 s
                    async with _connections(port, [{}]) as theirs[:]:
                        rounds[name].append(await measured(call, clients))
            for name, results in rounds.items():
                rates = [len(one) / SECONDS for one in results]
                middle = statistics.median(statistics.median(one) for one in results) * 1000
                table.add_row(
                    str(clients),
                    name,
                    f"{middle:.1f}",
                    f"{statistics.median(rates):.0f}",
                    f"{min(rates):.0f}-{max(rates):.0f}",
                )
        Console(width=100).print(table)


async def _prepared(data_dir: Path, experts: int, each: int) -> None:
    settings = settings_module.load({"NETSVC_DATA_DIR": str(data_dir)})
    async with open_graph(settings) as graph:
        start = time.perf_counter()
        await _load(graph, experts, each)
        print(f"{experts:,} experts loaded in {time.perf_counter() - start:.0f} s", flush=True)


def main() -> None:
    folder = _installed()
    for experts, each in SIZES:
        with tempfile.TemporaryDirectory(prefix="netsvc-bench-") as place:
            data_dir = Path(place) / "data"
            asyncio.run(_prepared(data_dir, experts, each))
            serving = Serving(data_dir)
            serving.start()
            try:
                asyncio.run(_measure(serving, folder, experts, each))
            finally:
                serving.stop()
