"""What finding costs the database: choosing the people hardly grows with how many know a type."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from neo4j import READ_ACCESS

from netsvc.errors import DeadlineExceededError
from netsvc.finding.repository import FindingRepository, candidate_parameters
from netsvc.finding.service import FindingService
from netsvc.finding.statements import CANDIDATES
from netsvc.graph.driver import Graph, queries_run
from tests.organisation import ALWAYS_OPEN, rank_evidence

NOON = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
LOAD = """
CREATE (u:Unit {id: 'u', nameFi: 'Y', nameSv: 'E', nameEn: 'U', timeZone: 'Europe/Helsinki',
  workingHours: $hours, publicHolidays: ''})
CREATE (area:IssueType {id: 'area', nameFi: 'Alue', nameSv: 'Område', nameEn: 'Area'})
WITH u, area UNWIND $types AS type
CREATE (t:IssueType {id: type[0], nameFi: type[0], nameSv: type[0], nameEn: type[0]})
CREATE (t)-[:BROADER]->(area), (u)-[:RESPONSIBLE_FOR]->(t)
WITH u, t, type UNWIND range(1, type[1]) AS n
MERGE (e:Expert {id: 'e' + n})
ON CREATE SET e.name = 'E' + n, e.languages = ['fi'], e.roles = ['EXPERT'], e.active = true,
  e.presence = 'AWAY', e.capacity = 3, e.openCases = 0
MERGE (e)-[m:MEMBER_OF]->(u) SET m.since = $at
CREATE (e)-[:RESOLVES {resolved: n, received: n + 1}]->(t)
"""
CHOOSING = ("DirectedRelationshipIndexSeek", "Filter")


async def _load(graph: Graph) -> None:
    await graph.run(LOAD, hours=ALWAYS_OPEN, types=[["few", 20], ["many", 120]], at=NOON)
    await rank_evidence(graph)
    await graph.run_implicit("CALL db.awaitIndexes(60)")
    # plans are kept as long as the tests run: these are to be made for what is there now
    await graph.run_implicit("CALL db.clearQueryCaches()")


async def _profile(graph: Graph, type_id: str) -> dict[str, Any]:
    async with graph.driver.session(
        database=graph.database, default_access_mode=READ_ACCESS
    ) as session:
        asked = candidate_parameters([type_id], at=NOON)
        result = await session.run("PROFILE " + CANDIDATES, asked)
        rows = await result.data()
        assert len(rows[0]["candidates"]) == 20
        profile = (await result.consume()).profile
        assert profile is not None
        return profile


def _steps(step: dict[str, Any]) -> list[dict[str, Any]]:
    return [step, *(one for child in step.get("children", ()) for one in _steps(child))]


def _hits(steps: list[dict[str, Any]]) -> int:
    return sum(step["args"].get("DbHits", 0) for step in steps)


def _choosing(profile: dict[str, Any]) -> int:
    """The hits below the limit on the strongest: the index, and who of them takes cases."""
    (limit,) = (
        step
        for step in _steps(profile)
        if step["operatorType"].startswith("Limit") and "strongest" in step["args"]["Details"]
    )
    steps = _steps(limit)
    assert any(step["operatorType"].startswith(CHOOSING[0]) for step in steps)
    return _hits(steps)


async def test_choosing_costs_the_same_for_20_and_for_120_candidates(graph: Graph) -> None:
    await _load(graph)
    few, many = await _profile(graph, "few"), await _profile(graph, "many")
    assert _choosing(many) <= 150
    assert _choosing(many) <= 1.2 * _choosing(few)
    assert _hits(_steps(many)) <= 1.2 * _hits(_steps(few))


async def test_where_nobody_strong_is_free_the_others_are_asked_for(graph: Graph) -> None:
    await _load(graph)
    await graph.run("MATCH (e:Expert {id: 'e3'}) SET e.presence = 'AVAILABLE'")
    finding = FindingService(graph, clock=lambda: NOON)
    await finding.index.refresh()
    counted: list[int] = []
    token = queries_run.set(counted)
    found = await finding.find_experts(issue_type_id="many", limit=10)
    assert sum(counted) == 2
    everybody = await finding.find_experts(issue_type_id="many", limit=50)
    assert sum(counted) == 3
    await graph.run("MATCH (e:Expert {id: 'e120'}) SET e.presence = 'AVAILABLE'")
    counted.clear()
    await finding.find_experts(issue_type_id="many", limit=10)
    assert sum(counted) == 1
    queries_run.reset(token)
    assert found.has_next
    assert everybody.has_next
    assert [s.expert.id for s in found.suggestions] == [
        s.expert.id for s in everybody.suggestions[:10]
    ]
    assert [s.expert.id for s in everybody.suggestions if s.free_now] == []
    last = await finding.find_experts(
        issue_type_id="many", limit=50, after=everybody.suggestions[-1].cursor
    )
    rest = await finding.find_experts(
        issue_type_id="many", limit=50, after=last.suggestions[-1].cursor
    )
    ids = [s.expert.id for page in (everybody, last, rest) for s in page.suggestions]
    assert len(ids) == len(set(ids)) == 120
    assert not rest.has_next
    free = [s.expert.id for s in (*last.suggestions, *rest.suggestions) if s.free_now]
    assert "e3" in free


async def test_a_question_that_took_too_long_leaves_a_plan_for_the_next(graph: Graph) -> None:
    await _load(graph)
    hurried = FindingRepository(graph, find_seconds=0)
    finding = FindingService(graph, repository=hurried, clock=lambda: NOON)
    with pytest.raises(DeadlineExceededError):
        await finding.find_experts(issue_type_id="few")
    # who comes meanwhile waits for that plan, within their own deadline
    with pytest.raises(DeadlineExceededError):
        await finding.find_experts(issue_type_id="few")
    planned: list[int] = []
    queries_run.set(planned)
    await hurried.warm()
    assert planned == []
    patient = FindingService(graph, clock=lambda: NOON)
    assert (await patient.find_experts(issue_type_id="few")).suggestions
    await finding.stop()


async def test_stopping_leaves_nothing_under_way(graph: Graph) -> None:
    await _load(graph)
    hurried = FindingRepository(graph, find_seconds=0)
    finding = FindingService(graph, repository=hurried, clock=lambda: NOON)
    with pytest.raises(DeadlineExceededError):
        await finding.find_experts(issue_type_id="few")
    await finding.stop()
    assert [task for task in asyncio.all_tasks() if task.get_name() == "finding-plan"] == []
