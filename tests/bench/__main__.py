"""`make bench`: every benchmark in one run; `python -m tests.bench NAME` runs one.

One that lacks what it needs is left out of the whole run with its reason; where it was asked for
by name, the exit status is 1.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys

from tests.bench.promises import CannotRunError

BENCHES = (
    "find_experts",
    "candidate_hits",
    "neo4j_graphql",
    "import_incidents",
    "desk_latency",
    "silos_bench",
    "map_frames",
    "live_inboxes",
    "handover_cost",
)


def main() -> int:
    named = sys.argv[1:]
    chosen = named or [name for name in BENCHES if importlib.util.find_spec(_path(name))]
    unknown = [name for name in chosen if name not in BENCHES]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}; there are {', '.join(BENCHES)}.")
        return 2
    missing: dict[str, str] = {}
    for name in chosen:
        print(f"\n== {name} ==", flush=True)
        try:
            importlib.import_module(_path(name)).main()
        except CannotRunError as error:
            missing[name] = str(error)
            print(f"NOT MEASURED: {error}", flush=True)
    if named:
        return 1 if missing else 0
    for name, reason in missing.items():
        print(f"\nLeft out: {name}. {reason}")
    return 0


def _path(name: str) -> str:
    return f"tests.bench.{name}"


if __name__ == "__main__":
    sys.exit(main())
