"""`netsvc import incidents` on a ticket log, twice: wall seconds, peak memory, the same graph.

The promise for the UCI 498 event log: within 60 s (a start of Neo4j and its end among them),
netsvc's own process under 600 MB, and the second time changes nothing. INCIDENT_LOG names the log;
without it this benchmark says that it can't run.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from netsvc import settings as settings_module
from netsvc.graph.session import open_graph
from tests.bench.promises import CannotRunError, kept, verdict
from tests.whole_graph import counts, whole_digest

SECONDS = 60
MEGABYTES = 600
READ_SECONDS = 300.0


def main() -> None:
    log = os.environ.get("INCIDENT_LOG", "")
    if not Path(log).is_file():
        found = f"there is no file {log!r}" if log else "it is not set"
        raise CannotRunError(
            f"INCIDENT_LOG must name the UCI 498 event log (docs/importing.md); {found}."
        )
    with tempfile.TemporaryDirectory(prefix="netsvc-bench-") as place:
        folder = Path(place) / "data"
        folder.mkdir()
        environment = {**os.environ, "NETSVC_DATA_DIR": str(folder)}
        rejected = Path(place) / "rejected.csv"
        command = [sys.executable, "-m", "netsvc", "import", "incidents", log]
        command += ["--rejected", str(rejected)]
        graphs = []
        for name in ("first", "second"):
            start = time.perf_counter()
            peak = _peak_of(command, environment) / 2**20
            took = time.perf_counter() - start
            print(
                f"{name} import: {took:.1f} s ({verdict(took, SECONDS, 's')}), netsvc's own peak "
                f"{peak:.0f} MB ({verdict(peak, MEGABYTES, 'MB')})",
                flush=True,
            )
            graphs.append(asyncio.run(_what_is_there(folder)))
    _compare(*graphs)


async def _what_is_there(folder: Path) -> tuple[dict[str, int], str]:
    """Counts by label and type, and a digest of every node, link and property."""
    settings = settings_module.load({"NETSVC_DATA_DIR": str(folder)})
    async with open_graph(settings) as graph:
        return await counts(graph, READ_SECONDS), await whole_digest(graph, READ_SECONDS)


def _compare(first: tuple[dict[str, int], str], second: tuple[dict[str, int], str]) -> None:
    names = sorted(first[0].keys() | second[0].keys())
    print("after the first: " + ", ".join(f"{name} {first[0].get(name, 0):,}" for name in names))
    other = [
        f"{name} {first[0].get(name, 0):,}, then {second[0].get(name, 0):,}"
        for name in names
        if first[0].get(name) != second[0].get(name)
    ]
    what = "; ".join(other) or f"digest {first[1][:12]}, then {second[1][:12]}"
    print(f"twice is the same graph ({what}): {kept(first == second)}")


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
