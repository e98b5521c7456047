"""Loops, needs, savings and lone bridges as facts, and what can be had from them by subtraction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsvc.directory.model import LocalText
from netsvc.errors import ConfigurationError
from netsvc.measures.catalogue import (
    flows,
    lone_bridges,
    loops,
    missing_links,
    outcomes,
    proposals,
)
from netsvc.measures.facts import DAY, Facts
from netsvc.measures.publishing import Publisher, Question, Result
from netsvc.measures.registry import AgainstChance, Dimension, Measure, Registry
from netsvc.measures.small_groups import MINIMUM, standing
from netsvc.measures.steps import StepFact
from netsvc.measures.tree import tops
from netsvc.measures.ways import lone_facts, loop_facts, need_facts, saving_facts
from netsvc.silos.legs import Outcome
from tests.unit.cut_keys import key_of
from tests.unit.handovers import handover

OK, BOUNCED, REDIRECTED = Outcome.ACCEPTED, Outcome.BOUNCED, Outcome.REDIRECTED
MONDAY = 4 * DAY
HOUR = 3_600_000
UNITS = {"a": None, "a1": "a", "a2": "a", "b": None, "b1": "b", "c": None}
SILOS = tops(UNITS)


def step(case: str, ends: str, hour: int = 0, **more: Any) -> StepFact:
    """``ends`` as "a1-b1"; the people are the units' own unless said."""
    source, _, target = ends.partition("-")
    sender, receiver = more.pop("who", (f"{source}:1", f"{target}:1"))
    plain: dict[str, Any] = {"issue_type": "t", "outcome": OK, "waited": HOUR}
    return StepFact(
        at=MONDAY + hour * HOUR,
        case=case,
        source=source,
        target=target,
        sender=sender,
        receiver=receiver,
        employees=frozenset({one for one in (sender, receiver) if one}),
        **{**plain, **more},
    )


def facts_of(*steps: StepFact) -> Facts:
    return Facts(
        now=MONDAY + 400 * DAY,
        steps=steps,
        unit_names={unit: LocalText(unit, unit, unit) for unit in UNITS},
        unit_parents=UNITS,
        issue_type_names={"t": LocalText("t fi", "t sv", "t en")},
    )


def test_a_case_that_comes_round_is_one_loop_with_its_hours() -> None:
    round_trip = [step("1", "a1-b1"), step("1", "b1-a1", 5), step("1", "a1-c", 9)]
    (found,) = loop_facts(round_trip)
    assert (found.loop, found.units, found.issue_type) == ("a1→b1", 2, "t")
    # offered at 0, taken up again at 5 h and one more hour of waiting
    assert (found.away, found.waited) == (6 * 60, 2 * 60)
    assert found.employees == {standing(0, "a1:1"), standing(1, "b1:1")}
    assert loop_facts([step("1", "a1-b1"), step("2", "b1-a1", 5)]) == ()
    assert loop_facts([]) == ()


def test_a_need_is_only_counted_where_nobody_ever_handed_over_directly() -> None:
    sent_away = step("1", "a1-c", outcome=REDIRECTED, who=("a1:1", None))
    detour = [step("2", "a1-b1", outcome=BOUNCED), step("2", "b1-c", 2)]
    direct = [step("3", "a1-b1"), step("4", "a1-b1", outcome=REDIRECTED)]
    assert [one.pair for one in need_facts([sent_away, *detour, *direct], SILOS)] == [
        "a1→c",
        "a1→c",
    ]
    assert need_facts([sent_away, *detour, step("5", "c-a1")], SILOS) == ()


def test_a_saving_is_that_of_its_whole_case() -> None:
    detour = [step("2", "a1-b1", outcome=BOUNCED, waited=2 * HOUR), step("2", "b1-c", 2)]
    (found,) = saving_facts([*detour, step("3", "a1-b1")], SILOS)
    assert (found.pair, found.hops, found.bounces, found.hours) == ("a1→c", 1, 1, 2)
    # who stood between the two is not told of
    assert found.employees == {standing(0, "a1:1"), standing(1, "c:1")}


def test_a_lone_bridge_is_said_without_a_figure_and_of_no_period() -> None:
    alone = [step(str(n), "a1-b1", who=("only", f"b{n}")) for n in range(3)]
    shared = [step(f"s{n}", "a2-b1", who=(f"a{n}", f"b{n}")) for n in range(3)]
    assert [one.pair for one in lone_facts([*alone, *shared])] == ["a1→b1"]
    publisher = Publisher(facts_of(*alone, *shared))
    everything = publisher.answer(lone_bridges.MEASURE, Question(Dimension.PAIR))
    (row,) = everything.rows
    assert (row.label.en, row.merged, dict(row.values)) == ("a1 – b1", False, {})
    assert (everything.since, everything.until, everything.suppressed) == (None, None, False)
    later = Question(Dimension.PAIR, date(1970, 6, 1), date(1970, 6, 2))
    assert publisher.answer(lone_bridges.MEASURE, later).rows == everything.rows


def test_a_figure_is_no_directory_fact() -> None:
    with pytest.raises(ConfigurationError, match="no columns"):
        Registry([replace(loops.MEASURE, fact=True)])
    with pytest.raises(ConfigurationError, match="no columns"):
        Registry([replace(lone_bridges.MEASURE, fact=False)])


def _leg(source: str, target: str, who: int) -> StepFact:
    return handover(MONDAY, source, target, f"{source}{who}", f"{target}{who}")


def test_a_flow_stands_beside_what_the_volumes_alone_would_give() -> None:
    inside = [_leg("a1", "a1", n % 6) for n in range(30)]
    back = [_leg("b1", "b1", n % 6) for n in range(30)]
    across = [_leg("a1", "b1", n % 6) for n in range(10)]
    publisher = Publisher(facts_of(*inside, *back, *across))
    rows = {row.key: row for row in publisher.answer(flows.MEASURE, Question(Dimension.FLOW)).rows}
    assert set(rows) == {"a1→a1", "b1→b1", "a1→b1"}
    found = rows["a1→b1"].values["against"]
    assert isinstance(found, AgainstChance)
    # 40 of 70 are sent from a1, 40 of 70 are received in b1
    assert (found.value, found.n) == (10, 10)
    assert found.expected == pytest.approx(40 * 40 / 70)
    assert (found.low, found.high) == (
        pytest.approx(4.795, abs=1e-3),
        pytest.approx(18.39, abs=1e-2),
    )
    assert found.p is not None
    assert found.p < 1e-6


def test_what_few_receivers_did_is_merged_however_many_sent() -> None:
    many = [step(str(n), "a1-b1", who=(f"s{n}", "one")) for n in range(9)]
    others = [step(f"o{n}", "a2-c", who=(f"s{n}", f"r{n}"), outcome=BOUNCED) for n in range(6)]
    publisher = Publisher(facts_of(*many, *others))
    (row,) = publisher.answer(outcomes.MEASURE, Question(Dimension.FLOW)).rows
    assert (row.key, row.values["handovers"]) == ("other", 15)


Story = tuple[int, str, str, int, int, int]

stories = st.lists(
    st.tuples(
        st.integers(0, 25),
        st.sampled_from(sorted(UNITS)),
        st.sampled_from(sorted(UNITS)),
        st.integers(0, 9),
        st.integers(0, 150),
        st.sampled_from([int(OK), int(BOUNCED), int(REDIRECTED)]),
    ),
    min_size=40,
    max_size=140,
)
PERIODS = (
    (None, None),
    (date(1970, 2, 10), None),
    (None, date(1970, 3, 10)),
    (date(1970, 2, 10), date(1970, 2, 12)),
)
MEASURES = [loops.MEASURE, missing_links.MEASURE, outcomes.MEASURE, proposals.MEASURE]
COUNTS = {"loops": "times", "missingLinks": "needs", "outcomes": "handovers", "proposals": "cases"}


def _behind(publisher: Publisher, result: Result, by: Dimension) -> list[frozenset[int]]:
    """Which facts (by index) each published row counts, found from outside by its days."""
    measure = result.measure
    cut = publisher.cuts.cut(measure, by)
    rows: dict[str, set[int]] = {row.key: set() for row in result.rows}
    for index, item in enumerate(publisher.cuts.items(measure)):
        day = date.fromordinal(date(1970, 1, 1).toordinal() + item.at // DAY)
        if result.since and result.until and result.since <= day <= result.until:
            rows[cut.row_of[key_of(publisher, measure, item, by)].key].add(index)
    for row in result.rows:
        assert row.values[COUNTS[measure.id]] == len(rows[row.key])
    return [frozenset(items) for items in rows.values()]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.id)
@settings(deadline=None, max_examples=25)
@given(stories)
def test_no_difference_of_what_is_shown_is_of_fewer_than_five(
    measure: Measure, drawn: list[Story]
) -> None:
    steps = [
        step(str(case), f"{source}-{target}", day * 24, outcome=Outcome(outcome),
             who=(f"e{who}", f"e{(who * 3 + day) % 10}"))
        for case, source, target, who, day, outcome in drawn
    ]  # fmt: skip
    publisher = Publisher(facts_of(*steps))
    items = publisher.cuts.items(measure)
    sums: set[frozenset[int]] = {frozenset()}
    for by in measure.dimensions:
        for since, until in PERIODS:
            result = publisher.answer(measure, Question(by, since, until))
            published = _behind(publisher, result, by) if result.rows else []
            for size in (1, 2):
                sums |= {frozenset().union(*some) for some in combinations(published, size)}
            sums.add(frozenset().union(*published))
    for whole in sums:
        for part in sums:
            left = whole - part if part <= whole else frozenset[int]()
            who = set[str]().union(*(items[index].employees for index in left))
            assert not left or len(who) >= MINIMUM
