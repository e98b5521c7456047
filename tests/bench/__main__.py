"""`make bench`: every benchmark in one run; `python -m tests.bench NAME` runs one."""

from __future__ import annotations

import importlib
import importlib.util
import sys

BENCHES = (
    "find_experts",
    "candidate_hits",
    "neo4j_graphql",
    "import_incidents",
    "desk_latency",
    "silos_bench",
    "live_inboxes",
    "handover_cost",
)


def main() -> int:
    chosen = sys.argv[1:] or [name for name in BENCHES if importlib.util.find_spec(_path(name))]
    unknown = [name for name in chosen if name not in BENCHES]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}; there are {', '.join(BENCHES)}.")
        return 2
    for name in chosen:
        print(f"\n== {name} ==", flush=True)
        importlib.import_module(_path(name)).main()
    return 0


def _path(name: str) -> str:
    return f"tests.bench.{name}"


if __name__ == "__main__":
    sys.exit(main())
