"""What a draft can find before it is locked, and who is like the treated units."""

from __future__ import annotations

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from tests.api.test_experiments import DRAFT, LOCK, PilotDesk, desk_of, units, whole
from tests.organisation import digest
from tests.pilots import COMPARISON, TREATED, load_pilot_world

# processes and sums: which Neo4j they are beside changes nothing of it
pytestmark = pytest.mark.once

POWER = """query($x: ID!) { planPower(id: $x) { __typename
  ... on Problem { message { en } } ... on InvalidInput { field } ... on WrongState { was: state }
  ... on ExperimentPower { lacks sides { key treated } icc { low estimate high }
    detectable { low median high } pastAlarms { runs alarms }
    decidability { decidable obstacle detectable sentence { fi sv en } } } } }"""
ALIKE = """query($t: [ID!]!, $c: Int! = 4) {
  comparisonUnits(treatedUnitIds: $t, weeks: 8, count: $c)
  { __typename ... on InvalidInput { field }
  ... on ExperimentComparison { units { unit { id } weeklyCases level } treated { level }
    balance { figure name { en } treated comparison standardised } } } }"""


@pytest.fixture
async def desk(graph: Graph) -> PilotDesk:
    await load_pilot_world(graph)
    return desk_of(graph)


async def test_a_draft_says_what_it_can_find(desk: PilotDesk) -> None:
    bare = await desk.get("pia", DRAFT, i={"name": {"en": "Later"}}, k=desk.key())
    asked = await desk.get("pia", POWER, x=bare["id"])
    assert (asked["__typename"], asked["sides"], asked["decidability"]) == (
        "ExperimentPower", [], None,
    )  # fmt: skip
    assert asked["lacks"][0] == "question"
    draft = await desk.get("pia", DRAFT, i=whole(), k=desk.key())
    before = await digest(desk.graph)
    found = await desk.get("pia", POWER, x=draft["id"])
    assert found["lacks"] == []
    assert [one["key"] for one in found["sides"]] == [*TREATED, *COMPARISON]
    assert found["decidability"]["decidable"] is True
    assert found["decidability"]["detectable"] < 0.15
    assert found["detectable"]["low"] <= found["detectable"]["median"]
    assert found["icc"]["low"] <= found["icc"]["estimate"] <= found["icc"]["high"]
    assert found["pastAlarms"] is None  # eleven weeks of past can't hold twenty-four
    assert await digest(desk.graph) == before
    await desk.get("pia", LOCK, x=draft["id"], k=desk.key())
    late = await desk.get("pia", POWER, x=draft["id"])
    assert (late["__typename"], late["was"]) == ("WrongState", "LOCKED")


async def test_two_against_two_is_said_before_any_lock(desk: PilotDesk) -> None:
    few = whole(treatedUnitIds=units("t1", "t2"), comparisonUnitIds=units("c1", "c2"))
    draft = await desk.get("pia", DRAFT, i=few, k=desk.key())
    found = (await desk.get("pia", POWER, x=draft["id"]))["decidability"]
    assert (found["decidable"], found["obstacle"]) == (False, "TOO_FEW_UNITS")
    assert found["sentence"]["fi"].startswith("Ei ratkaistavissa: kun kokeiluyksiköitä on 2")
    late = whole(start="2026-06-01", baselineStart="2026-03-16")
    draft = await desk.get("pia", DRAFT, i=late, k=desk.key())
    refused = await desk.get("pia", POWER, x=draft["id"])
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "input.start")


async def test_units_alike_are_proposed(desk: PilotDesk) -> None:
    found = await desk.get("pia", ALIKE, t=units("t1", "t2"), c=3)
    assert len(found["units"]) == 3
    proposed = {one["unit"]["id"] for one in found["units"]}
    assert proposed.isdisjoint(units("t1", "t2"))
    assert proposed <= set(units(*TREATED, *COMPARISON))
    assert [row["figure"] for row in found["balance"]][:2] == ["volume", "level"]
    for given, field in (([], "treatedUnitIds"), (["x"], "treatedUnitIds")):
        refused = await desk.get("pia", ALIKE, t=given)
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    many = await desk.get("pia", ALIKE, t=units("t1"), c=21)
    assert (many["__typename"], many["field"]) == ("InvalidInput", "count")
    empty = await desk.get("pia", ALIKE, t=[to_global(Kind.UNIT, "housing")])
    assert (empty["__typename"], empty["field"]) == ("InvalidInput", "treatedUnitIds")
