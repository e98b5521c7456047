"""`netsvc import incidents` on a ticket log: wall seconds, peak memory, and twice the same graph.

The log is named by INCIDENT_LOG; without it this benchmark says so and ends.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil


def main() -> None:
    log = os.environ.get("INCIDENT_LOG", "")
    if not Path(log).is_file():
        print("Set INCIDENT_LOG to the UCI 498 event log (docs/importing.md) to measure this.")
        return
    with tempfile.TemporaryDirectory(prefix="netsvc-bench-") as folder:
        environment = {**os.environ, "NETSVC_DATA_DIR": folder}
        for name in ("first", "second"):
            start = time.perf_counter()
            peak = _peak_of(
                [sys.executable, "-m", "netsvc", "import", "incidents", log], environment
            )
            took = time.perf_counter() - start
            print(f"{name} import: {took:.1f} s, netsvc's own peak {peak / 2**20:.0f} MB")


def _peak_of(command: list[str], environment: dict[str, str]) -> int:
    """Runs the command; the most bytes that its own process held, Neo4j beside it not counted."""
    peak = 0
    with subprocess.Popen(command, env=environment) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            with contextlib.suppress(psutil.NoSuchProcess):
                peak = max(peak, watched.memory_info().rss)
            time.sleep(0.05)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak
