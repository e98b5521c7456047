"""Start the Java process of one Neo4j, see whether it answers, say why it did not, end it."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from netsvc.errors import ConfigurationError, DatabaseUnavailableError, NetsvcError
from netsvc.graph.driver import Graph
from netsvc.graph.embedded import folders
from netsvc.graph.embedded.config import java_command, neo4j_conf
from netsvc.graph.embedded.releases import Release

LOOPBACK = "127.0.0.1"
_CONSOLE_LIMIT = 1_000_000
_TERM_SECONDS = 20.0
_FULL_BYTES = 5_000_000
_OUT_OF_MEMORY = 3
"""Java's exit status under ``-XX:+ExitOnOutOfMemoryError``."""


@dataclass(frozen=True)
class Connection:
    """How to reach a Neo4j."""

    uri: str
    user: str
    password: str
    database: str = "neo4j"


def choose_port(wanted: int) -> int:
    """``wanted`` if it is free on loopback, else a free one; 0 means any."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            if os.name == "posix":
                # as Neo4j does: connections of a predecessor that are closing don't count
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ConfigurationError("No port is free on 127.0.0.1.", action="Stop something and retry.")


class Launch:
    """One start of Neo4j in ``home``, listening on ``port``."""

    def __init__(
        self, release: Release, home: Path, *, port: int, heap: str, conf: Sequence[str] = ()
    ) -> None:
        self.home = home
        self.port = port
        self._release = release
        self._heap = heap
        self._conf = conf
        self._console = home / "console.log"
        self._console_start = 0

    def spawn(self, class_path: Sequence[Path], extra: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start Java in a session of its own, so that Ctrl-C reaches netsvc alone."""
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        conf = neo4j_conf(self._release, port=self.port, heap=self._heap, more=self._conf)
        (self.home / "conf" / "neo4j.conf").write_text(conf, encoding="utf-8")
        if self._console.exists() and self._console.stat().st_size > _CONSOLE_LIMIT:
            self._console.replace(self._console.with_suffix(".old.log"))
        with self._console.open("ab") as console:
            self._console_start = console.tell()
            return subprocess.Popen(
                java_command(
                    self._release, class_path, home=self.home, heap=self._heap, extra=extra
                ),
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                cwd=self.home,
                start_new_session=True,
            )

    def explain(self, status: int | None) -> NetsvcError:
        """Why this start failed, from what Java and Neo4j said; the log's place is in it."""
        with self._console.open("rb") as console:
            console.seek(self._console_start)
            said = console.read().decode(errors="replace")
        see = f"Neo4j's own words are in {self._console}."
        if "No space left on device" in said or folders.free_space(self.home) < _FULL_BYTES:
            error = folders.full(self.home)
            return ConfigurationError(error.message, action=f"{error.action} {see}")
        if "Address already in use" in said or "BindException" in said:
            return ConfigurationError(
                f"Port {self.port} of {LOOPBACK} is taken, so Neo4j could not start.",
                action=f"Stop what listens there and start again. {see}",
            )
        if "locked by another process" in said or "StoreLockException" in said:
            return ConfigurationError(
                f"Another Neo4j uses the data in {self.home}.",
                action=f"Stop it, or choose another folder with NETSVC_DATA_DIR. {see}",
            )
        if status == _OUT_OF_MEMORY or "heap size" in said or "object heap" in said:
            return ConfigurationError(
                f"Java can't use NETSVC_NEO4J_HEAP={self._heap}.",
                action=f"Give a size such as 512m or 1g that this machine has. {see}",
            )
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        last = next((line for line in lines if "ERROR" in line or "Error" in line), "")
        if status is None:
            what = "did not answer in time"
        else:
            what = f"ended while starting (exit status {status})"
        return DatabaseUnavailableError(
            f"The embedded Neo4j {what}{': ' + last if last else '.'}",
            action=f"{see} Start again; if it stays so, move {self.home} away.",
        )


async def answers(connection: Connection, alive: psutil.Process, seconds: float) -> bool:
    """Wait until Bolt answers; False when the process ended or the time is over.

    Raises ``ConfigurationError`` when the password is refused.
    """
    port = int(connection.uri.rpartition(":")[2])
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    graph = Graph.connect(connection.uri, connection.user, connection.password)
    try:
        while loop.time() < until and lives(alive):
            # a bare connect costs nothing; the driver is asked once somebody listens
            if await _listens(port) and await graph.ready(3.0):
                return True
            await asyncio.sleep(0.05)
    finally:
        await graph.close()
    return False


async def _listens(port: int) -> bool:
    try:
        async with asyncio.timeout(1.0):
            _, writer = await asyncio.open_connection(LOOPBACK, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


def lives(process: psutil.Process) -> bool:
    """Whether it runs; one that only waits to be reaped does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


async def end(process: psutil.Process) -> None:
    """Ask it to stop; after 20 s kill it. Its data is safe either way."""

    def work() -> None:
        try:
            process.terminate()
            try:
                process.wait(_TERM_SECONDS)
            except psutil.TimeoutExpired:
                process.kill()
                process.wait(_TERM_SECONDS)
        except psutil.NoSuchProcess:
            return

    await asyncio.to_thread(work)
