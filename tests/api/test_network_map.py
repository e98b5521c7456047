"""The map of the network over a real graph: exact figures, and places that stay."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Role
from netsvc.measures.facts import DAY
from netsvc.measures.registry import discover
from netsvc.measures.repository import MeasuresRepository
from netsvc.measures.service import MeasuresService
from tests.api.test_insights import DIRECTORY, NOW, ask, service_over
from tests.api.test_network import CREW, LEG, PEOPLE, TYPE, leg

MAP = """{ networkMap { suppressed measure { id } nodes { place { key unitId } silo { sv } x y }
  periods { key label { en } from to flows { source target count } } } }"""


@pytest.fixture
async def crew(graph: Graph) -> Graph:
    await graph.run(DIRECTORY)
    await graph.run(TYPE)
    await graph.run(PEOPLE, rows=CREW)
    return graph


async def drawn(service: MeasuresService) -> dict[str, Any]:
    body = await ask(service, MAP, Role.MANAGER)
    assert "errors" not in body, body
    found: dict[str, Any] = body["data"]["networkMap"]
    return found


def across(first: int, days_ago: int) -> list[dict[str, Any]]:
    at = NOW * 1000 - days_ago * DAY
    return [{**leg(first + n, f"d{n}", f"b{n}"), "at": at + n} for n in range(6)]


async def test_the_map_shows_units_and_their_handovers_by_stretch(crew: Graph) -> None:
    await crew.run(LEG, rows=[*across(0, 40), *across(10, 38), *across(20, 10)])
    service = service_over(crew)
    found = await drawn(service)
    assert (found["suppressed"], found["measure"]) == (False, {"id": "flows"})
    places = [(node["place"], node["silo"]) for node in found["nodes"]]
    assert places == [
        ({"key": "benefits", "unitId": to_global(Kind.UNIT, "benefits")}, {"sv": "money sv"}),
        ({"key": "desk", "unitId": to_global(Kind.UNIT, "desk")}, {"sv": "care sv"}),
    ]
    assert [
        (period["key"], period["label"]["en"], period["from"], period["to"], period["flows"])
        for period in found["periods"]
    ] == [
        (
            "all",
            "The whole period",
            "2026-08-03",
            "2026-09-21",
            [{"source": "desk", "target": "benefits", "count": 18}],
        ),
        (
            str(2026 * 12 + 7),
            "2026-08",
            "2026-08-03",
            "2026-08-30",
            [{"source": "desk", "target": "benefits", "count": 12}],
        ),
        (
            str(2026 * 12 + 8),
            "2026-09",
            "2026-08-31",
            "2026-09-21",
            [{"source": "desk", "target": "benefits", "count": 6}],
        ),
    ]
    # in a newer snapshot everybody stands where they stood, and who is new stands beside them
    await crew.run(PEOPLE, rows=[{"id": f"c{n}", "unit": "tiny"} for n in range(6)])
    at = NOW * 1000 - 38 * DAY
    new = [{**leg(40 + n, f"d{n}", f"c{n}"), "at": at + n} for n in range(6)]
    new += [{**leg(50 + n, f"d{n}", f"c{n}"), "at": NOW * 1000 - 9 * DAY + n} for n in range(6)]
    await crew.run(LEG, rows=new)
    await service.refresh()
    later = await drawn(service)
    assert [node["place"]["key"] for node in later["nodes"]] == ["benefits", "desk", "tiny"]
    assert later["nodes"][:2] == found["nodes"]
    await service.close()


async def test_four_people_have_no_map(crew: Graph) -> None:
    await crew.run(LEG, rows=[leg(n, f"d{n}", f"b{n}") for n in range(2)])
    found = await drawn(service_over(crew))
    assert (found["suppressed"], found["nodes"]) == (True, [])
    assert [period["flows"] for period in found["periods"]] == [[]]


async def test_the_map_of_some_days_keeps_everybody_in_their_place(crew: Graph) -> None:
    await crew.run(LEG, rows=[*across(0, 40), *across(10, 38), *across(20, 10)])
    service = service_over(crew)
    whole = await drawn(service)
    query = MAP.replace("networkMap", 'networkMap(from: "2026-09-05")')
    body = await ask(service, query, Role.MANAGER)
    found = body["data"]["networkMap"]
    assert found["nodes"] == whole["nodes"]
    assert [(one["key"], one["from"], one["flows"]) for one in found["periods"]] == [
        ("all", "2026-08-31", [{"source": "desk", "target": "benefits", "count": 6}])
    ]
    query = MAP.replace("networkMap", 'networkMap(from: "2026-09-05", to: "2026-09-01")')
    body = await ask(service, query, Role.MANAGER)
    assert body["errors"][0]["extensions"]["code"] == "BAD_INPUT"
    query = MAP.replace("networkMap", 'networkMap(from: "2016-01-01", to: "2016-02-01")')
    found = (await ask(service, query, Role.MANAGER))["data"]["networkMap"]
    assert (found["nodes"], [one["flows"] for one in found["periods"]]) == ([], [[]])


PEOPLE_OF = """{{ unitPeople(unit: "{unit}") {{ hidden people {{ id name }} }} }}"""


async def test_who_opens_a_unit_is_told_its_people_by_name_and_without_a_figure(
    crew: Graph,
) -> None:
    repository = MeasuresRepository(crew, clock=lambda: NOW)
    service = MeasuresService(repository.facts, discover(), people=repository.people_of)

    async def people(unit: str, role: Role = Role.MANAGER) -> dict[str, Any]:
        query = PEOPLE_OF.format(unit=to_global(Kind.UNIT, unit))
        return await ask(service, query, role)

    async def names(unit: str) -> list[str]:
        found = (await people(unit))["data"]["unitPeople"]
        assert found["hidden"] == (not found["people"])
        return [one["name"] for one in found["people"]]

    await crew.run("MATCH (e:Expert {id: 'd5'}) SET e.name = 'Aa'")
    assert await names("desk") == ["Aa", "d0", "d1", "d2", "d3", "d4"]
    first = (await people("desk"))["data"]["unitPeople"]["people"][0]
    assert first == {"id": to_global(Kind.EXPERT, "d5"), "name": "Aa"}
    # who asked to be left out is; and then there are too few to name anybody
    await crew.run("MATCH (e:Expert {id: 'd5'}) SET e.leftOutOfMap = true")
    assert await names("desk") == ["d0", "d1", "d2", "d3", "d4"]
    await crew.run("MATCH (e:Expert {id: 'd4'}) SET e.leftOutOfMap = true")
    assert await names("desk") == []
    for role in (Role.AGENT, Role.EXPERT):
        body = await people("benefits", role)
        assert body["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert (await people("none"))["errors"][0]["extensions"]["code"] == "NOT_FOUND"
