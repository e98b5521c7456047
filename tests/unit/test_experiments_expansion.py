"""The expansion plan: volume times effect, people already treated left out, few people together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from netsvc.experiments.cases import PilotCase
from netsvc.experiments.expansion import Effect, NextUnit, expand
from tests.unit.experiments_world import make_plan

EFFECT = Effect(0.2, 0.1, 0.4)
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def case(unit: str, worker: str, number: int, *, solved: bool, reason: str = "") -> PilotCase:
    at = MONDAY + timedelta(hours=number)
    return PilotCase(
        case_id=f"{unit} {worker} {number}",
        unit=unit,
        worker=worker,
        issue_type="t",
        opened_at=at,
        resolved_at=at,
        first_contact=solved,
        strict=solved,
        repeat_at=None,
        reopened_at=None,
        excluded_reason=reason,
        redirects=0,
        used_network=False,
    )


def of_unit(unit: str, people: int, each: int, solved: int) -> list[PilotCase]:
    """``solved`` of ``each`` cases of every person."""
    return [
        case(unit, f"{unit}-{person}", number, solved=number < solved)
        for person in range(people)
        for number in range(each)
    ]


def test_gain_is_volume_times_effect_within_what_is_possible() -> None:
    plan = make_plan(treatedUnits=("a",), comparisonUnits=("b",), membership={"moved": "a"})
    cases = [
        *of_unit("a", 6, 10, 5),
        *of_unit("b", 5, 8, 4),
        *of_unit("full", 5, 12, 11),
        *of_unit("small", 2, 6, 3),
        *of_unit("tiny", 3, 4, 2),
        # somebody of a treated unit who helps out, and a case that nobody could have solved
        case("b", "moved", 1, solved=True),
        case("b", "b-0", 99, solved=False, reason="NEEDS_DECISION"),
    ]
    found = expand(plan, cases, {one.case_id: one.unit for one in cases}, EFFECT, weeks=4)
    assert (found.weeks, found.hidden) == (4, 0)
    b, full, few = (
        next(row for row in found.units if row.units == units)
        for units in (("b",), ("full",), ("small", "tiny"))
    )
    assert (b.compared, b.weekly, b.level) == (True, 10.0, 0.5)
    assert b.gain == Effect(pytest.approx(2.0), pytest.approx(1.0), pytest.approx(4.0))
    assert not full.compared
    # 11 of 12 are solved already: 1 of 12 is left to gain
    assert full.gain == Effect(*[pytest.approx(15 / 12)] * 3)
    assert few.weekly == 6.0
    assert [row.units for row in found.units] == [("b",), ("full",), ("small", "tiny")]


def test_units_of_too_few_people_are_left_out_and_counted() -> None:
    plan = make_plan(treatedUnits=("a",), comparisonUnits=("b",))
    cases = of_unit("c", 2, 5, 2) + of_unit("d", 2, 5, 2)
    found = expand(plan, cases, {one.case_id: one.unit for one in cases}, EFFECT)
    assert (found.units, found.hidden) == ((), 2)


def test_a_harmful_bound_can_not_lose_more_than_there_is() -> None:
    plan = make_plan(treatedUnits=("a",), comparisonUnits=("b",))
    cases = of_unit("c", 5, 4, 1)
    placed = {one.case_id: one.unit for one in cases}
    (row,) = expand(plan, cases, placed, Effect(-0.1, -0.9, 0.1), weeks=1).units
    assert row == NextUnit(
        ("c",), False, 20.0, 0.25, Effect(pytest.approx(-2), pytest.approx(-5), pytest.approx(2))
    )
