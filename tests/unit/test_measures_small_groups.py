"""The small-group rule: what is published, and what can be had from it by subtraction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.measures.catalogue import first_contact_resolution, flows, redirect_rate
from netsvc.measures.facts import DAY, CaseFact, Facts
from netsvc.measures.publishing import Publisher, Question, Result
from netsvc.measures.registry import Dimension, Estimate
from netsvc.measures.small_groups import (
    MINIMUM,
    OTHER,
    Group,
    enough,
    helping,
    partition,
    runs,
)
from netsvc.measures.steps import StepFact
from tests.unit.cut_keys import key_of
from tests.unit.handovers import handover

UNITS = ("a", "a1", "a2", "a11", "b", "b1", "c")
PARENTS: dict[str, str | None] = {
    "a": None, "a1": "a", "a2": "a", "a11": "a1", "b": None, "b1": "b", "c": None,
}  # fmt: skip
MONDAY = 4 * DAY  # 5 January 1970


def people(first: int, count: int) -> set[str]:
    return {f"e{number}" for number in range(first, first + count)}


def groups(found: tuple[Group, ...] | None) -> dict[str, str]:
    assert found is not None
    return {group.key: "".join(sorted(group.members)) for group in found}


def test_large_units_stand_alone() -> None:
    cells = {"a1": {0: people(0, 5)}, "b": {0: people(5, 6)}}
    assert groups(partition(cells, PARENTS)) == {"a1": "a1", "b": "b"}


def test_a_small_unit_goes_to_its_parent() -> None:
    cells = {"a11": {0: people(0, 2)}, "a1": {0: people(2, 3)}, "a2": {0: people(5, 5)}}
    found = partition(cells, PARENTS)
    assert found is not None
    assert {g.key: g.members for g in found} == {"a1": {"a1", "a11"}, "a2": {"a2"}}
    assert [g.merged for g in sorted(found, key=lambda g: g.key)] == [True, False]


def test_a_lone_small_unit_takes_its_smallest_sibling_along() -> None:
    cells = {"a1": {0: people(0, 2)}, "a2": {0: people(2, 5)}, "a": {0: people(2, 9)}}
    found = partition(cells, PARENTS)
    assert found is not None
    assert {g.key: g.members for g in found} == {"a": {"a", "a1"}, "a2": {"a2"}}
    cells = {"a1": {0: people(0, 2)}, "a2": {0: people(2, 5)}, "b": {0: people(7, 5)}}
    found = partition(cells, PARENTS)
    assert found is not None
    assert {g.key: g.members for g in found} == {"a": {"a1", "a2"}, "b": {"b"}}


def test_small_silos_become_other_small_units_with_the_smallest_of_the_rest() -> None:
    cells = {"a": {0: people(0, 9)}, "b": {0: people(9, 5)}, "c": {0: people(14, 1)}}
    found = partition(cells, PARENTS)
    assert found is not None
    assert {g.key: g.members for g in found} == {"a": {"a"}, OTHER: {"b", "c"}}


def test_too_few_in_all_are_not_shown_at_all() -> None:
    assert partition({"a": {0: people(0, 2)}, "b": {0: people(1, 3)}}, PARENTS) is None
    assert partition({"a": {0: set()}}, {}) is None
    assert groups(partition({"a": {0: people(0, 5)}}, {})) == {"a": "a"}


def test_facts_from_nobody_known_are_no_large_group() -> None:
    cells = {"a": {0: set[str]()}, "b": {0: people(0, 5)}, "c": {0: people(5, 6)}}
    found = partition(cells, PARENTS)
    assert found is not None
    assert {g.key: g.members for g in found} == {OTHER: {"a", "b"}, "c": {"c"}}


def test_stretches_are_joined_until_they_are_large_enough() -> None:
    cells = {1: people(0, 3), 2: people(3, 2), 3: people(0, 5), 4: people(0, 1)}
    assert runs(cells) == [[1, 2], [3, 4]]
    assert runs({1: people(0, 1), 2: people(0, 1)}) == [[1, 2]]
    assert runs({}) == []
    assert runs({1: people(0, 5), 2: people(0, 5)}, {1: 4, 2: 96}) == [[1, 2]]


def test_helpers_are_counted_apart_from_those_who_work() -> None:
    assert enough(people(0, 5))
    assert not enough(people(0, 4) | helping(people(4, 6)))
    assert not enough(people(0, 9) | helping(people(0, 1)))
    assert enough(people(0, 5) | helping(people(0, 5)))
    some = helping(people(20, 3))
    cells = {"a1": {0: people(0, 5)}, "b": {0: people(5, 6) | some}, "b1": {0: people(5, 6)}}
    assert partition(cells, PARENTS) is None
    cells["c"] = {0: people(0, 9) | helping(people(23, 2))}
    found = partition(cells, PARENTS)
    assert found is not None
    # b has three helpers and takes b1 along; that is no cure, so c with two more joins as well
    assert {g.key: g.members for g in found} == {"a1": {"a1"}, OTHER: {"b", "b1", "c"}}


def test_a_rest_with_few_helpers_joins_runs_until_they_are_enough() -> None:
    late = people(0, 5) | helping(people(0, 3))
    early = people(0, 5) | helping(people(5, 5))
    assert runs({1: early, 2: people(0, 5), 3: late}) == [[1, 2, 3]]
    assert runs({1: early, 2: early, 3: people(0, 1)}) == [[1], [2, 3]]


cells_of_units = st.dictionaries(
    st.sampled_from(UNITS),
    st.dictionaries(st.integers(0, 2), st.sets(st.integers(0, 11).map(str)), min_size=1),
    min_size=1,
)


@settings(deadline=None, max_examples=300)
@given(cells_of_units)
def test_every_group_is_large_enough_and_silos_nest(
    cells: dict[str, dict[int, set[str]]],
) -> None:
    found = partition(cells, PARENTS)
    if found is None:
        return
    members = [key for group in found for key in group.members]
    assert sorted(members) == sorted(cells)
    for group in found:
        for stretch in range(3):
            present = [cells[key][stretch] for key in group.members if stretch in cells[key]]
            assert not present or len(set().union(*present)) >= MINIMUM
    tops: dict[str, dict[int, set[str]]] = {}
    for key, strata in cells.items():
        top = key[0]
        for stretch, who in strata.items():
            tops.setdefault(top, {}).setdefault(stretch, set()).update(who)
    silos = partition(tops, {})
    assert silos is not None
    row_of = {top: group.key for group in silos for top in group.members}
    for group in found:
        assert len({row_of[key[0]] for key in group.members}) == 1


def facts_of(rows: list[tuple[str, int, int, bool]]) -> Facts:
    """Cases as (unit, day, employee, excluded), all of them redirected once and mature."""
    return Facts(
        now=2000 * DAY,
        cases=tuple(
            CaseFact(
                at=MONDAY + day * DAY,
                unit=unit,
                issue_type="t",
                employees=frozenset({f"e{who}"}),
                judged=True,
                strict=who % 2 == 0,
                customer=True,
                settled=MONDAY + day * DAY,
                comeback=None,
                excluded=excluded,
                redirects=1,
                hops=1,
            )
            for unit, day, who, excluded in rows
        ),
        unit_names={unit: LocalText(unit, unit, unit) for unit in UNITS},
        unit_parents=PARENTS,
    )


rows_of_cases = st.lists(
    st.tuples(
        st.sampled_from(UNITS), st.integers(0, 150), st.integers(0, 9), st.integers(0, 4).map(bool)
    ),
    min_size=30,
    max_size=120,
)
CASE_DIMENSIONS = (Dimension.TOTAL, Dimension.SILO, Dimension.UNIT, Dimension.WEEK)


def _behind(facts: Facts, result: Result, by: Dimension) -> list[frozenset[int]]:
    """Which cases (by index) each published row counts, found from outside by its labels."""
    publisher = Publisher(facts)
    cut = publisher.cuts.cut(redirect_rate.MEASURE, by)
    rows: dict[str, set[int]] = {row.key: set() for row in result.rows}
    for index, case in enumerate(facts.cases):
        day = date.fromordinal(date(1970, 1, 1).toordinal() + case.at // DAY)
        assert result.since is not None
        assert result.until is not None
        if result.since <= day <= result.until:
            rows[cut.row_of[key_of(publisher, redirect_rate.MEASURE, case, by)].key].add(index)
    for row in result.rows:
        share = row.values["redirectedShare"]
        assert isinstance(share, Estimate)
        assert share.n == len(rows[row.key])
    return [frozenset(cases) for cases in rows.values()]


PERIODS = (
    (None, None),
    (date(1970, 2, 1), None),
    (None, date(1970, 3, 10)),
    (date(1970, 2, 10), date(1970, 2, 12)),
    (date(1970, 4, 1), date(1970, 12, 31)),
)


@settings(deadline=None, max_examples=60)
@given(rows_of_cases)
def test_no_difference_of_published_figures_is_of_fewer_than_five(
    rows: list[tuple[str, int, int, bool]],
) -> None:
    facts = facts_of(rows)
    publisher = Publisher(facts)
    sums: set[frozenset[int]] = set()
    for by in CASE_DIMENSIONS[:3]:
        for since, until in PERIODS:
            result = publisher.answer(redirect_rate.MEASURE, Question(by, since, until))
            published = _behind(facts, result, by) if result.rows else []
            for size in (1, 2):
                sums |= {frozenset().union(*some) for some in combinations(published, size)}
            sums.add(frozenset().union(*published))
    sums.add(frozenset())
    for whole in sums:
        for part in sums:
            left = whole - part if part <= whole else frozenset[int]()
            who = set[str]().union(*(facts.cases[index].employees for index in left))
            assert not left or len(who) >= MINIMUM


Story = tuple[str, int, int, bool, int | None]

rows_of_parts = st.lists(
    st.tuples(
        st.sampled_from(UNITS),
        st.integers(0, 150),
        st.integers(0, 9),
        st.integers(0, 4).map(lambda one: one != 0),
        st.one_of(st.none(), st.integers(0, 11)),
    ),
    min_size=30,
    max_size=120,
)


def helped_facts(rows: list[Story]) -> Facts:
    """As ``facts_of``, with who helped; strict where nobody did. Not excluded: judged by day."""
    plain = facts_of([(unit, day, who, excluded) for unit, day, who, excluded, _ in rows])
    cases = tuple(
        replace(
            case,
            strict=helper is None,
            helpers=frozenset() if helper is None else frozenset({f"h{helper}"}),
        )
        for case, (*_, helper) in zip(plain.cases, rows, strict=True)
    )
    # not mature for 30 days: what happened in the last of the 150 days
    return replace(plain, now=MONDAY + 165 * DAY, cases=cases)


def _shown_cells(facts: Facts, column: str) -> list[frozenset[int]]:
    """The cases behind each shown figure of the column, by dimension and period, from outside."""
    measure = first_contact_resolution.MEASURE
    mature = [c for c in facts.cases if c.mature(facts.now, facts.window)]
    publisher = Publisher(facts)
    found = []
    for by in CASE_DIMENSIONS:
        for since, until in PERIODS:
            result = publisher.answer(measure, Question(by, since, until))
            if not result.rows:
                continue
            assert result.since is not None
            assert result.until is not None
            cut = publisher.cuts.cut(measure, by)
            for row in result.rows:
                estimate = row.values[column]
                if estimate is None:
                    continue
                assert isinstance(estimate, Estimate)
                cell = set()
                for index, case in enumerate(mature):
                    day = date.fromordinal(date(1970, 1, 1).toordinal() + case.at // DAY)
                    inside = result.since <= day <= result.until
                    key = key_of(publisher, measure, case, by)
                    if inside and cut.row_of[key].key == row.key and _counts(case, facts, column):
                        cell.add(index)
                assert estimate.n == len(cell)
                found.append(frozenset(cell))
    return found


def _counts(case: CaseFact, facts: Facts, column: str) -> bool:
    if column.endswith("Net"):
        return not case.excluded
    return column.endswith("Gross") or case.mature(facts.now, 30 * DAY)


@pytest.mark.parametrize(
    ("column", "gross"),
    [
        ("strictNet", "strictGross"),
        ("customerNet", "customerGross"),
        ("strictGross30d", "strictGross"),
        ("customerGross30d", "customerGross"),
        ("customerGross", "customerGross"),
    ],
)
@settings(deadline=None, max_examples=40)
@given(rows=rows_of_parts)
def test_no_part_and_no_difference_of_parts_is_of_fewer_than_five(
    column: str, gross: str, rows: list[Story]
) -> None:
    facts = helped_facts(rows)
    mature = [c for c in facts.cases if c.mature(facts.now, facts.window)]
    parts = set(_shown_cells(facts, column))
    wholes = set(_shown_cells(facts, gross))
    for whole in wholes | parts | {frozenset[int]()}:
        for part in parts | {frozenset[int]()}:
            cells = [part]
            if part <= whole:
                # gross less net, too: what is left may hold cases that only the gross counts
                cells.append(whole - part)
            for cell in cells:
                if not cell or (cell != part and not _telling(cell, mature, facts, column)):
                    continue
                assert len(set().union(*(mature[i].employees for i in cell))) >= MINIMUM
                if column.startswith("customer"):
                    helpers = set().union(*(mature[i].helpers for i in cell))
                    assert not helpers or len(helpers) >= MINIMUM


def _telling(cell: frozenset[int], cases: list[CaseFact], facts: Facts, column: str) -> bool:
    """Whether a difference is of one kind: cells of different rows are told by another test."""
    return len({_counts(cases[i], facts, column) for i in cell}) == 1


def test_a_part_of_one_persons_cases_is_hidden() -> None:
    rows = [("a", 0, who, True) for who in range(6) for _ in range(3)]
    rows += [("a", 0, 9, False)] * 3
    (row,) = (
        Publisher(facts_of(rows))
        .answer(first_contact_resolution.MEASURE, Question(Dimension.UNIT))
        .rows
    )
    gross = row.values["strictGross"]
    assert isinstance(gross, Estimate)
    assert gross.n == 21
    assert (row.values["strictNet"], row.values["customerNet"]) == (None, None)
    resolved = facts_of(rows)
    few = replace(
        resolved,
        cases=tuple(replace(c, hops=1 if c.employees == {"e9"} else None) for c in resolved.cases),
    )
    (row,) = Publisher(few).answer(redirect_rate.MEASURE, Question(Dimension.UNIT)).rows
    assert row.values["unitsPerCase"] is None
    assert row.values["redirectsPerCase"] is not None


def test_the_customer_view_is_hidden_where_few_people_helped() -> None:
    few: list[Story] = [("a", 0, who, False, who % 4) for who in range(9)]
    (row,) = (
        Publisher(helped_facts(few))
        .answer(first_contact_resolution.MEASURE, Question(Dimension.TOTAL))
        .rows
    )
    shown = {name for name, value in row.values.items() if value is not None}
    assert shown == {"strictGross", "strictNet", "strictGross72h", "strictGross30d"}
    many: list[Story] = [("a", 0, who, False, who % 5) for who in range(9)]
    (row,) = (
        Publisher(helped_facts(many))
        .answer(first_contact_resolution.MEASURE, Question(Dimension.TOTAL))
        .rows
    )
    assert all(value is not None for value in row.values.values())
    # two units whose helpers are few are shown as one where all together are enough
    two: list[Story] = [("b", 0, who, False, who % 3) for who in range(9)]
    two += [("c", 0, who, False, 3 + who % 2) for who in range(9)]
    (row,) = (
        Publisher(helped_facts(two))
        .answer(first_contact_resolution.MEASURE, Question(Dimension.UNIT))
        .rows
    )
    assert (row.merged, row.values["customerGross"] is not None) == (True, True)


def test_weeks_are_joined_within_their_months() -> None:
    rows = [("a", day, who, False) for day in (0, 1) for who in range(5)]
    rows += [("a", 7, who, False) for who in range(3)] + [("a", 14, 4, False), ("a", 15, 3, False)]
    publisher = Publisher(facts_of(rows))
    result = publisher.answer(redirect_rate.MEASURE, Question(Dimension.WEEK))
    shown = [(row.label.en, row.merged) for row in result.rows]
    assert shown == [("1970-W02", False), ("1970-W03–1970-W04", True)]
    assert (result.since, result.until) == (date(1969, 12, 29), date(1970, 2, 1))


def test_few_people_get_no_rows_and_nobody_gets_none_without_a_word() -> None:
    few = Publisher(facts_of([("a", 0, who, False) for who in range(4)]))
    result = few.answer(redirect_rate.MEASURE, Question(Dimension.TOTAL))
    assert (result.rows, result.suppressed) == ((), True)
    none = Publisher(Facts(now=0)).answer(redirect_rate.MEASURE, Question(Dimension.TOTAL))
    assert (none.rows, none.suppressed, none.since) == ((), False, None)


def test_a_bad_question_is_said() -> None:
    publisher = Publisher(facts_of([("a", 0, 1, False)]))
    with pytest.raises(BadInputError, match="not split by FLOW"):
        publisher.answer(redirect_rate.MEASURE, Question(Dimension.FLOW))
    backwards = Question(Dimension.TOTAL, date(2026, 2, 1), date(2026, 1, 1))
    with pytest.raises(BadInputError, match="ends before it begins"):
        publisher.answer(redirect_rate.MEASURE, backwards)


def _leg(source: str, target: str, sender: int, receiver: int, waited: int | None) -> StepFact:
    return handover(MONDAY, source, target, f"s{sender}", f"r{receiver}", waited=waited)


def test_small_flows_are_merged_between_their_silos() -> None:
    large = [_leg("a1", "b1", who, who, (who + 1) * 1000) for who in range(5)]
    small = [
        _leg("a2", "b1", 7, 7, 9000),
        _leg("a11", "b1", 8, 8, 9000),
        _leg("c", "a1", 9, 9, None),
    ]
    more = [_leg("b1", "b1", who, who, 5000) for who in range(20, 24)]
    facts = Facts(
        now=9 * DAY,
        steps=(*large, *small, *more),
        unit_names={unit: LocalText(unit, unit, unit) for unit in UNITS},
        unit_parents=PARENTS,
    )
    result = Publisher(facts).answer(flows.MEASURE, Question(Dimension.FLOW))
    shown = {
        (row.source.label.en, row.target.label.en): row.values
        for row in result.rows
        if row.source and row.target
    }
    # a2 and a11 to b1 had two at each end: they take a1 to b1 along. c to a1 had one: it takes
    # b to b.
    assert {ends: values["count"] for ends, values in shown.items()} == {
        ("a: small units together", "b: small units together"): 7,
        ("Other small units", "Other small units"): 5,
    }
    merged = shown["a: small units together", "b: small units together"]
    share = merged["share"]
    assert isinstance(share, Estimate)
    assert (share.value, share.n) == (7 / 12, 12)
    assert (merged["medianSeconds"], merged["p90Seconds"]) == (4.0, 9.0)
    silos = Publisher(facts).answer(flows.MEASURE, Question(Dimension.SILO_FLOW))
    assert [(row.label.en, row.values["count"]) for row in silos.rows] == [
        ("Other small flows", 5),
        ("a → b", 7),
    ]


def test_times_of_few_accepting_people_are_hidden() -> None:
    legs = [_leg("a1", "b1", who, who, 1000 if who < 2 else None) for who in range(5)]
    facts = Facts(now=9 * DAY, steps=tuple(legs), unit_parents=PARENTS)
    (row,) = Publisher(facts).answer(flows.MEASURE, Question(Dimension.FLOW)).rows
    assert (row.values["count"], row.values["medianSeconds"], row.values["p90Seconds"]) == (
        5,
        None,
        None,
    )


@pytest.mark.parametrize("by", flows.MEASURE.dimensions)
@pytest.mark.parametrize("alone", ["sender", "receiver"])
def test_what_one_person_gave_or_took_is_hidden_however_many_stand_at_the_other_end(
    alone: str, by: Dimension
) -> None:
    ends = [(0, who) if alone == "sender" else (who, 0) for who in range(9)]
    legs = [_leg("a1", "b1", sender, receiver, 1000) for sender, receiver in ends]
    facts = Facts(now=9 * DAY, steps=tuple(legs), unit_parents=PARENTS)
    answer = Publisher(facts).answer(flows.MEASURE, Question(by))
    assert (answer.rows, answer.suppressed) == ((), True)


def test_flows_are_told_where_five_stand_at_each_end() -> None:
    legs = [_leg("a1", "b1", who, 0, 1000) for who in range(9)]
    legs += [_leg("a1", "b1", 0, who, 3000) for who in range(1, 5)]
    facts = Facts(now=9 * DAY, steps=tuple(legs), unit_parents=PARENTS)
    (row,) = Publisher(facts).answer(flows.MEASURE, Question(Dimension.FLOW)).rows
    assert (row.values["count"], row.values["medianSeconds"]) == (13, 1.0)
