"""Database hits of choosing candidates and of the whole statement, on the sample."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

from neo4j import READ_ACCESS
from rich.console import Console
from rich.table import Table

from netsvc import settings as settings_module
from netsvc.finding.repository import WIDE, candidate_parameters
from netsvc.finding.statements import CANDIDATES
from netsvc.graph.session import open_graph
from tests.bench.sample import serving_sample
from tests.serving import Serving

TYPES = """
MATCH (t:IssueType)<-[r:RESOLVES]-(:Expert) WHERE r.rank IS NOT NULL
RETURN t.id AS id, count(*) AS n ORDER BY n DESC, id
"""


def _hits(step: dict[str, Any]) -> int:
    return int(step["args"].get("DbHits", 0)) + sum(map(_hits, step.get("children", ())))


def _chosen(step: dict[str, Any]) -> int:
    if step["operatorType"].startswith("Limit") and "strongest" in step["args"]["Details"]:
        return _hits(step)
    return sum(map(_chosen, step.get("children", ())))


async def _measure(serving: Serving) -> None:
    settings = settings_module.load({"NETSVC_DATA_DIR": str(serving.data_dir)})
    async with open_graph(settings) as graph:
        rows = await graph.read(TYPES)
        table = Table("people with evidence", "reach", "found", "hits of choosing", "hits in all")
        for row in (rows[-1], rows[len(rows) // 2], rows[0]):
            for name, extra in (("narrow", {}), ("wide", {"reach": WIDE})):
                asked = candidate_parameters([row["id"]], at=datetime.now(UTC), **extra)
                async with graph.driver.session(
                    database=graph.database, default_access_mode=READ_ACCESS
                ) as session:
                    result = await session.run("PROFILE " + CANDIDATES, asked)
                    found = len((await result.data())[0]["candidates"])
                    profile = (await result.consume()).profile or {}
                cells = (row["n"], name, found, _chosen(profile), _hits(profile))
                table.add_row(*map(str, cells))
        Console(width=100).print(table)


def main() -> None:
    with serving_sample() as serving:
        asyncio.run(_measure(serving))
