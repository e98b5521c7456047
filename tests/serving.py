"""A real `netsvc serve` process for tests: its own data folder, a free port, stopped by its id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx

NETSVC = [sys.executable, "-m", "netsvc"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Serving:
    """`netsvc serve`, started and killed as a person or a bad day would.

    ``program`` is what runs netsvc, ``environ`` further settings.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        vectors: bool = False,
        program: Sequence[str] = NETSVC,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.vectors = vectors
        self.log = data_dir.with_name(f"{data_dir.name}.log")
        self._program = program
        self._environ = environ or {}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith("NETSVC_")},
            "NETSVC_DATA_DIR": str(self.data_dir),
            "NETSVC_PORT": str(self.port),
            # a minute of encoding in the background would be measured, not what a test asks
            "NETSVC_SENTENCE_VECTORS": str(self.vectors).lower(),
            **self._environ,
        }

    def start(self, wait: float = 180.0) -> None:
        """Start and wait for /readyz; a process that ends first fails with its own words."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._program, "serve"],
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        self.wait_ready(wait)

    def wait_ready(self, wait: float = 180.0) -> None:
        until = time.monotonic() + wait
        while time.monotonic() < until:
            if self._process is not None and self._process.poll() is not None:
                break
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"netsvc serve is not ready:\n{self.log.read_text()[-4000:]}")

    @property
    def pid(self) -> int:
        """Of the running process, which is not Neo4j's."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """As the kernel kills: no farewell."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self, wait: float = 60.0) -> int:
        """SIGTERM, and the exit status."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        return self._process.wait(wait)

    def command(self, *arguments: str) -> str:
        """What `netsvc ARGUMENTS` prints with the same settings."""
        done = self.attempt(*arguments)
        done.check_returncode()
        return done.stdout

    def attempt(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """`netsvc ARGUMENTS`, which may fail, with the same settings but for ``environ``."""
        return subprocess.run(
            [*self._program, *arguments],
            env={**self.environment, **environ},
            capture_output=True,
            text=True,
            check=False,
        )
