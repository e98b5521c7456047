"""What-if by replay: cases counted by hand, and what is never told of few people."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from netsvc.measures.catalogue import link_closed, link_opened, load, moved_types, without_unit
from netsvc.measures.changes import closed_facts, opened_facts, removed_facts, taken_facts
from netsvc.measures.facts import Facts
from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import Dimension, Estimate, Measure, Value
from netsvc.measures.ways import numbered_legs
from netsvc.silos.whatif import falls_apart, usual_hours
from tests.unit.test_measures_ways import BOUNCED, HOUR, REDIRECTED, SILOS, facts_of, step


def told(found: Any) -> list[tuple[str, float, float, bool]]:
    return sorted((one.key, one.hops, one.hours, one.stranded) for one in found)


def test_without_a_unit_cases_go_straight_on_or_are_left() -> None:
    steps = [
        step("on", "a1-a2", waited=2 * HOUR, outcome=BOUNCED),
        step("on", "a2-b1", 1, waited=3 * HOUR),
        step("ends", "a1-a2", waited=HOUR),
        # where it was opened nobody knows where else the customer would turn
        step("begins", "a2-b1", waited=5 * HOUR),
    ]
    assert told(removed_facts(steps)) == [
        ("a2", -1.0, -2.0, False),
        ("a2", 0.0, 0.0, True),
        ("b1", 0.0, 0.0, True),
        ("b1", 0.0, 0.0, True),
    ]


def test_a_case_that_came_back_saves_each_time() -> None:
    steps = [
        step("x", "a1-a2", waited=HOUR, outcome=BOUNCED),
        step("x", "a2-a1", 1, waited=2 * HOUR, outcome=BOUNCED),
        step("x", "a1-a2", 2, waited=4 * HOUR, outcome=BOUNCED),
        step("x", "a2-b1", 3, waited=8 * HOUR),
    ]
    assert told(removed_facts(steps)) == [
        # there and back again is nothing where there is nobody to go to
        ("a1", -2.0, -6.0, False),
        ("a2", -3.0, -7.0, False),
        ("b1", 0.0, 0.0, True),
    ]


def test_what_falls_apart_hangs_on_the_unit_in_the_middle() -> None:
    # a star around a2, and a pair of its own
    steps = [step(str(n), f"a2-{end}") for n, end in enumerate(("a1", "b1", "c"))]
    steps.append(step("p", "a-b"))
    legs = numbered_legs(steps).legs
    found = {legs.units[unit]: pairs for unit, pairs in falls_apart(legs).items()}
    assert found == {"a2": 3, "a1": 0, "b1": 0, "c": 0, "a": 0, "b": 0}
    round_about = [*steps, step("r", "a1-b1"), step("s", "b1-c")]
    legs = numbered_legs(round_about).legs
    assert falls_apart(legs)[legs.units.index("a2")] == 0


def test_an_opened_link_saves_the_detour_and_the_last_step_stays() -> None:
    steps = [
        step("x", "a1-a2", waited=2 * HOUR, outcome=BOUNCED),
        step("x", "a2-b1", 1, waited=3 * HOUR),
        # the customer carried it
        step("y", "a1-c", outcome=REDIRECTED, waited=None),
        step("y", "c-b1", 1, waited=HOUR),
        step("z", "a1-b1"),
    ]
    assert told(opened_facts(steps, SILOS)) == [
        ("a1→b1", -1.0, -2.0, False),
        ("a1→b1", -1.0, 0.0, False),
    ]


def test_who_went_straight_went_around_nothing() -> None:
    # straight to c, on to b1, and back to c: only from a1 to b1 there was a detour
    steps = [step("x", "a1-c"), step("x", "c-b1", 1), step("x", "b1-c", 2)]
    assert told(opened_facts(steps, SILOS)) == [("a1→b1", -1.0, -1.0, False)]
    # a way back that was straight is none there
    steps = [step("x", "a1-b1"), step("x", "b1-c", 1), step("x", "c-a1", 2)]
    assert told(opened_facts(steps, SILOS)) == [("a1→c", -1.0, -1.0, False)]


def test_a_closed_link_goes_around_by_the_shortest_way_or_not_at_all() -> None:
    steps = [
        step("x", "a1-b1", waited=2 * HOUR),
        step("y", "a1-a2", waited=4 * HOUR),
        step("z", "a2-b1", waited=None),
        step("w", "b1-c", waited=6 * HOUR),
    ]
    assert usual_hours(numbered_legs(steps).legs) == 4.0
    assert told(closed_facts(steps, SILOS)) == [
        ("a1→a2", 1.0, 4.0, False),
        ("a1→b1", 1.0, 4.0, False),
        ("a2→b1", 1.0, 4.0, False),
        ("b1→c", 0.0, 0.0, True),
    ]


def test_ways_around_and_what_falls_apart_are_those_that_networkx_finds() -> None:
    for seed in range(150):
        graph = nx.gnm_random_graph(3 + seed % 11, 2 + seed % 17, seed=seed)
        ends = [(f"u{a}", f"u{b}") for a, b in graph.edges]
        steps = [step(f"{a}{b}", f"{a}-{b}", waited=HOUR) for a, b in ends]
        for one in closed_facts(steps, SILOS):
            first, second = (int(unit[1:]) for unit in one.key.split("→"))
            without = nx.restricted_view(graph, [], [(first, second)])
            there = nx.has_path(without, first, second)
            assert one.stranded is not there
            if there:
                assert one.hops == nx.shortest_path_length(without, first, second) - 1
        legs = numbered_legs(steps).legs
        for unit, apart in falls_apart(legs).items():
            node = int(legs.units[unit][1:])
            others = graph.subgraph(nx.node_connected_component(graph, node) - {node})
            sizes = [len(part) for part in nx.connected_components(others)]
            pairs = len(others) * (len(others) - 1) // 2
            assert apart == pairs - sum(size * (size - 1) // 2 for size in sizes)


def row(facts: Facts, measure: Measure, key: str) -> dict[str, Value]:
    found = Publisher(facts).answer(measure, Question(measure.dimensions[0]))
    return dict(next(one for one in found.rows if one.key == key).values)


def test_the_service_answers_with_an_interval_over_cases() -> None:
    steps = [
        one
        for n in range(6)
        for one in (
            step(f"x{n}", "a1-a2", who=(f"p{n}", f"q{n}"), waited=2 * HOUR, outcome=BOUNCED),
            step(f"x{n}", "a2-b1", 1, who=(f"q{n}", f"r{n}"), waited=HOUR),
        )
    ]
    facts = facts_of(*steps)
    gone = row(facts, without_unit.MEASURE, "a2")
    assert (gone["cases"], gone["stranded"], gone["apart"]) == (6, 0, 1)
    hours = gone["hoursChange"]
    assert isinstance(hours, Estimate)
    assert (hours.value, hours.n) == (-12.0, 6)
    assert hours.low < hours.value < hours.high <= 0
    opened = row(facts, link_opened.MEASURE, "a1→b1")
    assert (opened["cases"], opened["stranded"]) == (6, 0)
    closed = row(facts, link_closed.MEASURE, "a1→a2")
    assert (closed["cases"], closed["stranded"]) == (6, 6)
    moved = row(facts, moved_types.MEASURE, "t")
    handovers, waited = moved["handovers"], moved["hours"]
    assert isinstance(handovers, Estimate)
    assert isinstance(waited, Estimate)
    assert (moved["cases"], handovers.value, waited.value) == (6, 12.0, 18.0)
    taken = row(facts, load.MEASURE, "b1")
    assert taken["received"] == 6
    assert isinstance(taken["hours"], Estimate)
    assert (taken["hours"].value, taken["hours"].n) == (1.0, 6)


def test_one_receiver_is_hidden_however_many_sent() -> None:
    steps = [step(str(n), "a1-b1", who=(f"p{n}", "one")) for n in range(9)]
    found = Publisher(facts_of(*steps)).answer(without_unit.MEASURE, Question(Dimension.UNIT))
    assert (found.rows, found.suppressed) == ((), True)


@pytest.mark.parametrize(
    "measure",
    [without_unit, link_opened, link_closed, load, moved_types],
    ids=lambda one: one.__name__,
)
def test_an_empty_organisation_has_an_answer(measure: Any) -> None:
    made = measure.MEASURE
    found = Publisher(facts_of()).answer(made, Question(made.dimensions[0]))
    assert (found.rows, found.suppressed) == ((), False)
    assert taken_facts([]) == ()
