"""The cases behind a cell of the matrix: for those who read cases, never of a small group."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from netsvc.measures.facts import DAY
from tests.api.desk import Desk, make_desk
from tests.api.test_insights import DIRECTORY, NOW
from tests.api.test_network import CREW, LEG, PEOPLE, TYPE, leg
from tests.organisation import digest

BEHIND = """query(
  $s: ID!, $t: ID!, $level: FlowLevel!, $from: Date, $to: Date, $n: Int, $after: String) {
  casesBehindFlow(sourceId: $s, targetId: $t, level: $level, from: $from, to: $to, first: $n,
    after: $after) {
    __typename
    ... on CaseConnection { edges { node { number } } pageInfo { hasNextPage endCursor } }
    ... on TooFewEmployees { message { fi sv en } }
    ... on InvalidInput { field seen }
  } }"""


def unit(plain: str) -> str:
    return to_global(Kind.UNIT, plain)


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await graph.run(DIRECTORY)
    await graph.run(TYPE)
    await graph.run(PEOPLE, rows=CREW)
    return make_desk(graph)


async def behind(desk: Desk, source: str, target: str, **more: Any) -> dict[str, Any]:
    given = {"s": unit(source), "t": unit(target), "level": "UNITS", **more}
    found: dict[str, Any] = await desk.get("aino", BEHIND, **given)
    return found


def numbers(found: dict[str, Any]) -> list[str]:
    assert found["__typename"] == "CaseConnection"
    return [edge["node"]["number"] for edge in found["edges"]]


async def test_the_cases_of_a_flow_come_latest_handover_first_and_by_pages(desk: Desk) -> None:
    rows = [leg(n, f"d{n}", f"b{n}") for n in range(6)]
    # handed over twice, the second time after all others: one case still
    rows.append(leg(0, "d1", "b2", step=1))
    rows += [leg(20 + n, f"b{n}", f"d{n}") for n in range(6)]
    await desk.graph.run(LEG, rows=rows)
    assert numbers(await behind(desk, "desk", "benefits")) == ["c0", "c5", "c4", "c3", "c2", "c1"]
    silos = await behind(desk, "care", "money", level="SILOS")
    assert numbers(silos) == ["c0", "c5", "c4", "c3", "c2", "c1"]
    first = await behind(desk, "desk", "benefits", n=4)
    assert numbers(first) == ["c0", "c5", "c4", "c3"]
    assert first["pageInfo"]["hasNextPage"] is True
    rest = await behind(desk, "desk", "benefits", n=4, after=first["pageInfo"]["endCursor"])
    assert numbers(rest) == ["c2", "c1"]
    assert rest["pageInfo"]["hasNextPage"] is False
    await desk.graph.run("MATCH (c:Case {id: 'c5'}) DETACH DELETE c")
    assert numbers(await behind(desk, "desk", "benefits")) == ["c0", "c4", "c3", "c2", "c1"]


async def test_days_are_those_of_the_figure_so_that_they_single_nobody_out(desk: Desk) -> None:
    early = [leg(n, f"d{n}", f"b{n}") for n in range(6)]
    late = [{**leg(10 + n, f"d{n}", f"b{n}"), "at": NOW * 1000 - 10 * DAY + n} for n in range(6)]
    await desk.graph.run(LEG, rows=[*early, *late])
    # one day of September asks for the whole of it
    september = await behind(desk, "desk", "benefits", **{"from": "2026-09-08", "to": "2026-09-08"})
    assert numbers(september) == [f"c{n}" for n in range(15, 9, -1)]
    nothing = await behind(desk, "desk", "benefits", **{"from": "2016-01-01", "to": "2016-12-31"})
    assert numbers(nothing) == []


async def test_what_is_merged_in_the_matrix_is_not_listed(desk: Desk) -> None:
    rows = [leg(n, f"d{n}", f"b{n}") for n in range(6)]
    rows += [leg(20 + n, f"b{n % 2}", f"d{n % 2}") for n in range(6)]
    await desk.graph.run(LEG, rows=rows)
    few = await behind(desk, "benefits", "desk")
    assert few["__typename"] == "TooFewEmployees"
    assert "Fewer than five employees" in few["message"]["en"]
    # what there never was is told in the same words, so that neither says which it is
    assert await behind(desk, "tiny", "desk") == few
    # both directions are one row together
    assert await behind(desk, "desk", "benefits") == few


async def test_a_question_that_cannot_be_is_said_and_changes_nothing(desk: Desk) -> None:
    before = await digest(desk.graph)
    bad = await behind(desk, "desk", "benefits", t="nonsense")
    assert bad == {"__typename": "InvalidInput", "field": "targetId", "seen": "nonsense"}
    days = {"from": "2026-02-02", "to": "2026-02-01"}
    assert await behind(desk, "desk", "benefits", **days) == {
        "__typename": "InvalidInput", "field": "from", "seen": "2026-02-02",
    }  # fmt: skip
    body = await desk.ask("aino", BEHIND, s=unit("desk"), t=unit("benefits"), level="UNITS", n=1000)
    assert body["errors"][0]["extensions"]["code"] == "BAD_INPUT"
    # managers see how work flows, not whose case it is
    body = await desk.ask("maija", BEHIND, s=unit("desk"), t=unit("benefits"), level="UNITS")
    denied = body["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert denied
    assert await digest(desk.graph) == before
