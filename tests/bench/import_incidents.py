"""`netsvc import incidents` on a ticket log: wall seconds, peak memory, and twice the same graph.

The log is named by INCIDENT_LOG; without it this benchmark says so and ends.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    log = os.environ.get("INCIDENT_LOG", "")
    if not Path(log).is_file():
        print("Set INCIDENT_LOG to the UCI 498 event log (docs/importing.md) to measure this.")
        return
    with tempfile.TemporaryDirectory(prefix="netsvc-bench-") as folder:
        environment = {**os.environ, "NETSVC_DATA_DIR": folder}
        for name in ("first", "second"):
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "netsvc", "import", "incidents", log],
                env=environment,
                check=True,
            )
            # kilobytes on Linux, bytes on macOS; Neo4j is a child of a child and not counted
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            print(f"{name} import: {time.perf_counter() - start:.1f} s, peak {peak / 1024:.0f} MB")
