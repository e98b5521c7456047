"""findExperts over HTTP beside the bare driver running the same Cypher on the same Neo4j.

Five interleaved rounds a cell; medians and their spread are printed. "by words" includes matching.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import httpx
from neo4j import READ_ACCESS
from rich.console import Console
from rich.table import Table

from netsvc import settings as settings_module
from netsvc.finding.repository import candidate_parameters
from netsvc.finding.statements import CANDIDATES
from netsvc.graph.session import open_graph
from tests.bench.http_client import Connection
from tests.bench.sample import serving_sample
from tests.serving import Serving

CLIENTS = (1, 8, 32)
ROUNDS = 5
SECONDS = 2.0
CALLERS = 8

QUERY = """
query Find($matter: String, $type: ID) {
  findExperts(matter: $matter, issueTypeId: $type, first: 10) {
    ... on ExpertMatches {
      matter { certainty matches { confidence issueType { id name { fi } } } }
      experts { edges { node {
        score freeNow expert { id name presence } unit { id name { fi } }
        reasons { kind count total text { fi } }
      } } }
    }
  }
}
"""
WORDS = (
    "asumistuen maksu jäi tulematta kun muutin",
    "när kommer mitt föräldrapenningbeslut",
    "I lost my job last week and need help with rent",
    "lääkekorvaus puuttuu apteekissa",
)

Call = Callable[[int], Awaitable[object]]


async def measured(call: Call, clients: int) -> list[float]:
    """Seconds of each request that ended within the round."""
    took: list[float] = []
    until = time.perf_counter() + SECONDS

    async def client(number: int) -> None:
        while (start := time.perf_counter()) < until:
            await call(number)
            took.append(time.perf_counter() - start)

    await asyncio.gather(*(client(number) for number in range(clients)))
    return took


async def _tokens(url: str) -> list[str]:
    tokens = []
    async with httpx.AsyncClient(base_url=url, headers={"Origin": url}, timeout=60) as http:
        people = (await http.get("/auth/demo/people", params={"role": "AGENT"})).json()["people"]
        for person in people[:CALLERS]:
            await http.post("/auth/demo", json={"expertId": person["id"]})
            tokens.append(http.cookies["netsvc_token"])
            http.cookies.clear()
    return tokens


async def _measure(serving: Serving, tokens: list[str]) -> None:
    settings = settings_module.load({"NETSVC_DATA_DIR": str(serving.data_dir)})
    async with AsyncExitStack() as stack:
        graph = await stack.enter_async_context(open_graph(settings))
        rows = await graph.read(
            "MATCH (t:IssueType)<-[r:RESOLVES]-(:Expert) "
            "RETURN t.id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 20"
        )
        types = [row["id"] for row in rows]
        connections = [
            await stack.enter_async_context(
                Connection(
                    "127.0.0.1",
                    serving.port,
                    {"Authorization": f"Bearer {tokens[n % len(tokens)]}"},
                )
            )
            for n in range(max(CLIENTS))
        ]
        found = await connections[0].post(
            "/graphql", {"query": "{ issueTypes(first: 100) { edges { node { id } } } }"}
        )
        ids = [edge["node"]["id"] for edge in found["data"]["issueTypes"]["edges"]]
        turn = itertools.count()

        async def by_words(client: int) -> object:
            words = WORDS[next(turn) % len(WORDS)]
            return await connections[client].post(
                "/graphql", {"query": QUERY, "variables": {"matter": words}}
            )

        async def by_type(client: int) -> object:
            return await connections[client].post(
                "/graphql", {"query": QUERY, "variables": {"type": ids[next(turn) % len(ids)]}}
            )

        async def bare(_: int) -> object:
            async with graph.driver.session(
                database=graph.database, default_access_mode=READ_ACCESS
            ) as session:
                result = await session.run(
                    CANDIDATES,
                    candidate_parameters(
                        [types[next(turn) % len(types)]],
                        at=datetime.now(UTC),
                    ),
                )
                return await result.data()

        cells: dict[str, Call] = {
            "bare driver, same Cypher": bare,
            "findExperts by type": by_type,
            "findExperts by words": by_words,
        }
        answer = await by_words(0)
        assert isinstance(answer, dict)
        assert answer["data"]["findExperts"]["experts"]["edges"], answer
        table = Table("clients", "what", "p50 ms", "p95 ms", "a second", "spread of p50")
        for clients in CLIENTS:
            rounds: dict[str, list[list[float]]] = {name: [] for name in cells}
            for _ in range(ROUNDS):
                for name, call in cells.items():
                    rounds[name].append(await measured(call, clients))
            for name, results in rounds.items():
                middles = [statistics.median(r) * 1000 for r in results]
                tails = [statistics.quantiles(r, n=20)[-1] * 1000 for r in results]
                table.add_row(
                    str(clients),
                    name,
                    f"{statistics.median(middles):.1f}",
                    f"{statistics.median(tails):.1f}",
                    f"{statistics.median(len(r) / SECONDS for r in results):.0f}",
                    f"{min(middles):.1f}-{max(middles):.1f}",
                )
        Console(width=100).print(table)


def main() -> None:
    with serving_sample() as serving:
        tokens = asyncio.run(_tokens(serving.url))
        asyncio.run(_measure(serving, tokens))
