"""The map tells what the flows tell, and nothing that they do not."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from netsvc.directory.model import LocalText
from netsvc.measures.catalogue import flows
from netsvc.measures.facts import DAY, Facts
from netsvc.measures.map import NetworkMap, network_map
from netsvc.measures.months import first_day, midnight
from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import Dimension
from netsvc.measures.small_groups import MINIMUM, OTHER
from tests.unit.cut_keys import key_of
from tests.unit.handovers import handover
from tests.unit.test_measures_small_groups import MONDAY, PARENTS, UNITS

Leg = tuple[str, str, int, int, int]

legs_of = st.lists(
    st.tuples(
        st.sampled_from(UNITS),
        st.sampled_from(UNITS),
        st.integers(0, 360),
        st.integers(0, 9),
        st.integers(10, 19),
    ),
    min_size=20,
    max_size=120,
)


def facts_of(rows: list[Leg]) -> Facts:
    """Handovers as (from, to, day, sender, receiver)."""
    return Facts(
        now=2000 * DAY,
        steps=tuple(
            handover(MONDAY + day * DAY, source, target, f"e{sender}", f"e{receiver}")
            for source, target, day, sender, receiver in rows
        ),
        unit_names={unit: LocalText(unit, unit, unit) for unit in UNITS},
        unit_parents=PARENTS,
    )


def drawn(rows: list[Leg]) -> tuple[Publisher, NetworkMap]:
    publisher = Publisher(facts_of(rows))
    return publisher, network_map(publisher, flows.MEASURE)


def many(source: str, target: str, day: int) -> list[Leg]:
    return [(source, target, day, who, 10 + who) for who in range(5)]


def test_units_keep_their_place_while_the_handovers_change() -> None:
    rows = [leg for day in range(0, 360, 20) for leg in many("a1", "b1", day)]
    rows += [leg for day in range(0, 360, 30) for leg in many("b1", "c", day)]
    _, found = drawn(rows)
    assert [node.place.key for node in found.nodes] == ["a1", "b1", "c"]
    assert [node.silo.en for node in found.nodes] == ["a", "b", "c"]
    assert len({node.position for node in found.nodes}) == 3
    whole, *parts = found.periods
    assert whole.key == "all"
    assert [(flow.source, flow.target, flow.count) for flow in whole.flows] == [
        ("a1", "b1", 90),
        ("b1", "c", 60),
    ]
    assert len(parts) == 3
    assert [part.key for part in parts] == sorted(part.key for part in parts)
    for ends in (("a1", "b1"), ("b1", "c")):
        counts = [f.count for part in parts for f in part.flows if (f.source, f.target) == ends]
        (all_of_them,) = [f.count for f in whole.flows if (f.source, f.target) == ends]
        assert sum(counts) == all_of_them
    # a new snapshot with more handovers leaves every unit where it was
    positions = {node.place.key: node.position for node in found.nodes}
    later = Publisher(facts_of([*rows, *many("c", "a1", 350)]))
    again = network_map(later, flows.MEASURE, positions)
    assert {node.place.key: node.position for node in again.nodes} == positions


def test_too_few_people_have_no_map() -> None:
    _, found = drawn([("a1", "b1", 0, 0, 10), ("b1", "a1", 40, 1, 11)])
    assert (found.suppressed, found.nodes) == (True, ())
    assert [period.flows for period in found.periods] == [()]
    _, empty = drawn([])
    assert (empty.suppressed, empty.nodes) == (False, ())


def test_a_day_of_each_stretch_asks_for_the_whole_of_it() -> None:
    publisher, found = drawn([leg for day in range(0, 360, 20) for leg in many("a1", "b1", day)])
    for months, period in zip(publisher.stretches(flows.MEASURE), found.periods[1:], strict=True):
        assert period.since == first_day(months)
        assert period.until is not None
        assert midnight(period.until) > midnight(first_day(months)) + 27 * DAY


@settings(deadline=None, max_examples=60)
@given(legs_of)
def test_no_difference_of_what_the_map_tells_is_of_fewer_than_five(rows: list[Leg]) -> None:
    publisher, found = drawn(rows)
    facts = publisher.facts
    cut = publisher.cuts.cut(flows.MEASURE, Dimension.FLOW)
    figures: dict[tuple[str, str, str], set[int]] = {}
    for period in found.periods:
        assert period.since is None or period.until is not None
        for number, leg in enumerate(facts.steps):
            if period.since is None or period.until is None or cut.groups is None:
                continue
            if not midnight(period.since) <= leg.at < midnight(period.until) + DAY:
                continue
            key = key_of(publisher, flows.MEASURE, leg, Dimension.FLOW)
            source, target = publisher._labels.ends(cut.row_of[key], Dimension.FLOW)
            assert source is not None
            assert target is not None
            figures.setdefault((period.key, source.key, target.key), set()).add(number)
        shown = {(period.key, flow.source, flow.target): flow.count for flow in period.flows}
        behind = {ends: len(legs) for ends, legs in figures.items() if ends[0] == period.key}
        assert shown == behind
    # what the matrix shows is had beside it
    for row in publisher.answer(flows.MEASURE, Question(Dimension.FLOW)).rows:
        members = cut.row_of
        figures["matrix", row.key, ""] = {
            number
            for number, leg in enumerate(facts.steps)
            if members[key_of(publisher, flows.MEASURE, leg, Dimension.FLOW)].key == row.key
        }
    cells = [frozenset(legs) for legs in figures.values()]
    sums = {frozenset[int](), *cells}
    sums |= {one | other for one, other in combinations(cells, 2)}
    for whole in sums:
        for part in sums:
            left = whole - part if part <= whole else frozenset[int]()
            who = set[str]().union(*(facts.steps[number].employees for number in left))
            assert not left or len(who) >= MINIMUM


def test_small_units_of_all_silos_have_no_place_of_their_own() -> None:
    rows = [leg for day in (0, 200) for leg in many("a1", "b1", day)]
    rows += [("c", "b", day, who, 10 + who) for day in (0, 200) for who in range(2)]
    _, found = drawn(rows)
    assert {node.place.key for node in found.nodes} <= {"a1", "b1", OTHER}
