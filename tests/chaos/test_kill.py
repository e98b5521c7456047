"""The short bad day of `make test`; `make chaos` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.day import Day, Plan

WRITES = 200
"""At least so many are acknowledged while netsvc and Neo4j are killed."""


@pytest.mark.timeout(1500)
async def test_nothing_is_lost_or_doubled_on_a_bad_day(tmp_path: Path) -> None:
    plan = Plan(netsvc_kills=5, neo4j_kills=2, rounds=1, clients=6, acks_between=9, seed=20260302)
    report = await Day(plan, tmp_path).run()
    print("\n".join(report.lines()))
    assert report.missing == []
    # refusals do not count: each of these is looked for in the graph
    assert report.ledger.acknowledged >= WRITES
    assert {check: found for check, found in report.found.items() if found} == {}
