"""`make chaos`: the whole bad day. Prints its counts; exit status 1 says that something was lost.

Example: python -m tests.chaos --netsvc-kills 5 --neo4j-kills 2 --rounds 1 --seed 7
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from dataclasses import fields
from pathlib import Path

from netsvc.graph.embedded import DEFAULT_VERSION
from tests.chaos.day import Day, Plan

DEFAULTS = {one.name: one.default for one in fields(Plan)}


def parse(arguments: list[str]) -> Plan:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    for name, words in (
        ("netsvc_kills", "how often a netsvc is killed with SIGKILL"),
        ("neo4j_kills", "how often Neo4j is"),
        ("rounds", "how often Bolt is cut and frozen at each point of a transaction"),
        ("clients", "agents who work at the same time"),
        ("minutes", "after which nothing bad is begun any more; 0 for no end"),
        ("seed", "the same seed makes the same day, but for the times"),
    ):
        option = "--" + name.replace("_", "-")
        parser.add_argument(
            option, type=int, default=DEFAULTS[name], help=f"{words} ({DEFAULTS[name]})"
        )
    parser.add_argument("--neo4j-version", dest="version", default=DEFAULT_VERSION)
    return Plan(**vars(parser.parse_args(arguments)), say=lambda line: print(line, flush=True))


def main() -> int:
    plan = parse(sys.argv[1:])
    # servers that live for a minute are not worth Java's second compiler
    os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    with tempfile.TemporaryDirectory(prefix="netsvc-chaos-") as folder:
        report = asyncio.run(Day(plan, Path(folder)).run())
    print("\n".join(report.lines()))
    return 0 if report.whole else 1


if __name__ == "__main__":
    sys.exit(main())
