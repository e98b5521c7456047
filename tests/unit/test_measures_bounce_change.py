"""Bounces before and after the middle of the period, counted by hand."""

from __future__ import annotations

import pytest

from netsvc.measures.catalogue.bounce_change import MEASURE
from netsvc.measures.facts import Facts
from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import Dimension, Estimate, Value
from netsvc.measures.steps import StepFact
from tests.unit.test_measures_ways import BOUNCED, OK, facts_of, step

HALF_YEAR = 182 * 24


def half(hour: int, bounced: dict[str, int], people: int = 3) -> list[StepFact]:
    """Ten handovers to each unit, of which so many bounce."""
    return [
        step(
            f"{hour}-{unit}-{n}",
            f"a-{unit}",
            hour + n,
            who=("a:1", f"{unit}:{n % people}"),
            outcome=BOUNCED if n < some else OK,
        )
        for unit, some in bounced.items()
        for n in range(10)
    ]


def answer(facts: Facts) -> dict[str, Value] | None:
    rows = Publisher(facts).answer(MEASURE, Question(Dimension.TOTAL)).rows
    return dict(rows[0].values) if rows else None


def test_the_shares_of_both_halves_and_their_difference() -> None:
    alike = {"a1": 8, "b1": 8, "c": 8}
    found = answer(facts_of(*half(0, alike), *half(HALF_YEAR, dict.fromkeys(alike, 2))))
    assert found is not None
    assert (found["before"], found["after"]) == (0.8, 0.2)
    change = found["change"]
    assert isinstance(change, Estimate)
    # every unit changed alike, so whichever are drawn give the same
    assert (change.value, change.low, change.high) == pytest.approx((-0.6, -0.6, -0.6))
    assert change.n == 60


def test_units_that_went_apart_leave_it_open() -> None:
    earlier, later = {"a1": 5, "b1": 5, "c": 5}, {"a1": 9, "b1": 5, "c": 1}
    found = answer(facts_of(*half(0, earlier), *half(HALF_YEAR, later)))
    assert found is not None
    change = found["change"]
    assert isinstance(change, Estimate)
    assert change.value == pytest.approx(0)
    assert change.low < 0 < change.high


@pytest.mark.parametrize(
    "steps",
    [
        half(0, {"a1": 5, "b1": 5, "c": 5}),
        half(0, {"c": 5}, people=6) + half(HALF_YEAR, {"c": 5}, people=6),
    ],
    ids=["one stretch of time", "one receiving unit"],
)
def test_where_nothing_can_be_compared_nothing_is_said(steps: list[StepFact]) -> None:
    found = answer(facts_of(*steps))
    assert found == dict.fromkeys(("turn", "before", "after", "change"))


def test_few_receivers_are_hidden() -> None:
    few = [*half(0, {"a1": 5}), *half(HALF_YEAR, {"a1": 5})]
    assert answer(facts_of(*few)) is None
