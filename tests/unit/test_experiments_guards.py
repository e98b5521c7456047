"""The traps: immature cases, moved people, clock change, merged units; each without its guard."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from netsvc.errors import BadInputError
from netsvc.experiments.analysis import analyse
from netsvc.experiments.cases import PilotCase
from netsvc.experiments.frame import build_frame, moment
from netsvc.experiments.guards import freeze_membership, only_mature
from netsvc.experiments.plan import Plan
from tests.unit.experiments_world import make_case, make_plan

WEEK = timedelta(days=7)


def naive_effect(plan: Plan, cases: list[PilotCase], on: date) -> float:
    """What a dashboard without guards shows: every case so far, under its unit of today."""
    now = moment(on, plan)
    shares = {}
    for treated in (True, False):
        for after in (True, False):
            group = [
                case.first_contact and not (case.repeat_at is not None and case.repeat_at <= now)
                for case in cases
                if (case.unit in plan.treated_units) == treated
                and (case.opened_at >= moment(plan.start, plan)) == after
                and case.opened_at <= now
            ]
            shares[treated, after] = float(np.mean(group))
    before = shares[True, False] - shares[False, False]
    return shares[True, True] - shares[False, True] - before


def returning_cases(plan: Plan) -> list[PilotCase]:
    """No effect at all: in treated units every second customer returns on day 6, always did.

    A different two in ten of the cases fail anyway, so that the outcome varies.
    """
    cases: list[PilotCase] = []
    for place, unit in enumerate(plan.units):
        for day in range(84):
            for turn in range(4):
                number = len(cases)
                case = make_case(number, unit, day)
                back = unit in plan.treated_units and turn % 2 == 0
                cases.append(
                    replace(
                        case,
                        first_contact=(day + place) % 5 != 0,
                        repeat_at=case.opened_at + timedelta(days=6) if back else None,
                    )
                )
    return cases


def test_immature_cases_make_an_effect_out_of_nothing_and_the_guard_removes_it() -> None:
    plan = make_plan(looks=["2026-03-30", "2026-05-04"])
    on = plan.looks[0]
    known = [c for c in returning_cases(plan) if c.opened_at < moment(on, plan)]
    # What the organisation knows that morning: later returns have not happened yet.
    now = moment(on, plan)
    known = [replace(c, repeat_at=None) if c.repeat_at and c.repeat_at > now else c for c in known]
    assert naive_effect(plan, known, on) > 0.03
    frame = build_frame(plan, tuple(known), on)
    found = analyse(plan, tuple(known), 1).look.effect
    assert abs(found.estimate) < 0.02
    assert found.low < 0 < found.high
    assert frame.quality.immature == len([c for c in known if c.opened_at + WEEK > now])
    assert frame.quality.immature == 8 * 4 * 7


def test_the_maturity_guard_alone() -> None:
    cases = [make_case(day, "t0", day) for day in range(20)]
    on = cases[14].opened_at
    found = only_mature(cases, on, WEEK)
    assert [case.case_id for case in found.kept] == [f"case-{day}" for day in range(8)]
    assert found.immature == 7


def moving_cases(plan: Plan) -> list[PilotCase]:
    """No effect at all: each worker always solves the same share; the best move at the start.

    Three workers a unit solving 5, 7 and 9 of 10; the best of each comparison unit changes place
    with the weakest of a treated unit.
    """
    cases: list[PilotCase] = []
    for unit in plan.units:
        for skill in (5, 7, 9):
            worker = f"{unit}-{skill}"
            for day in range(112):
                now = unit
                if day >= 56 and unit in plan.comparison_units and skill == 9:
                    now = "t" + unit[1:]
                if day >= 56 and unit in plan.treated_units and skill == 5:
                    now = "c" + unit[1:]
                number = len(cases)
                solved = (day * 3 + len(worker) + int(unit[1:])) % 10 < skill
                cases.append(
                    make_case(number, now, day, worker=worker, first_contact=solved, strict=solved)
                )
    return cases


def test_a_reorganisation_fakes_progress_and_frozen_membership_removes_it() -> None:
    members = {
        f"{side}{index}-{skill}": f"{side}{index}"
        for side in "tc"
        for index in range(4)
        for skill in (5, 7, 9)
    }
    frozen = make_plan(membership=members)
    cases = tuple(moving_cases(frozen))
    assert naive_effect(frozen, list(cases), frozen.looks[-1]) > 0.2
    assert analyse(make_plan(), cases, 3).look.effect.estimate > 0.2
    found = analyse(frozen, cases, 3)
    assert abs(found.look.effect.estimate) < 0.01
    assert found.frame.quality.moved == 8 * 56
    assert found.frame.quality.newcomers == 0


def test_a_unit_merged_away_keeps_its_peoples_cases_and_the_rest_is_counted() -> None:
    cases = [
        make_case(1, "merged", 60, worker="anna"),
        make_case(2, "merged", 60, worker="new"),
        make_case(3, "c0", 60, worker="other"),
    ]
    found = freeze_membership(cases, {"anna": "t0"}, ["t0", "c0"])
    assert found.unit_of == {"case-1": "t0", "case-3": "c0"}
    assert (found.moved, found.newcomers, found.outside) == (1, 1, {"merged": 1})


def test_weeks_are_local_days_so_the_clock_change_moves_no_case() -> None:
    """29 March 2026 has 23 hours in Finland: its last half hour is still its own week."""
    plan = make_plan(side=2)
    cases = [make_case(day * 10 + i, u, day) for i, u in enumerate(plan.units) for day in range(98)]
    late = datetime(2026, 3, 29, 20, 59, tzinfo=UTC)
    early = datetime(2026, 3, 29, 21, 0, tzinfo=UTC)
    cases.append(replace(make_case(9_998, "t0", 0), opened_at=late))
    cases.append(replace(make_case(9_999, "t0", 0), opened_at=early))
    frame = build_frame(plan, tuple(cases), plan.looks[-1])
    assert list(frame.week[-2:]) == [11, 12]


def test_a_repeat_or_reopening_voids_only_inside_the_window() -> None:
    plan = make_plan(side=2)
    cases = [make_case(day * 10 + i, u, day) for i, u in enumerate(plan.units) for day in range(70)]
    base = make_case(0, "t0", 5)
    extra = [
        replace(base, case_id="a", repeat_at=base.opened_at + WEEK),
        replace(base, case_id="b", repeat_at=base.opened_at + WEEK + timedelta(seconds=1)),
        replace(base, case_id="c", reopened_at=base.opened_at + timedelta(days=1)),
        replace(base, case_id="d", excluded_reason="needs a doctor"),
    ]
    frame = build_frame(plan, (*cases, *extra), plan.looks[-1])
    assert list(frame.outcome[-3:]) == [0.0, 1.0, 0.0]
    quality = frame.quality
    assert (quality.voided_by_repeat, quality.voided_by_reopening, quality.not_net) == (1, 1, 1)


def test_missing_weeks_are_said_and_an_empty_unit_is_refused() -> None:
    plan = make_plan(side=2)
    cases = [
        make_case(day * 10 + i, u, day)
        for i, u in enumerate(plan.units)
        for day in range(112)
        if not (u == "c1" and 21 <= day < 28)
    ]
    assert build_frame(plan, tuple(cases), plan.looks[-1]).quality.empty_unit_weeks == (("c1", 3),)
    gone = tuple(case for case in cases if case.unit != "c1" or case.opened_at.month < 3)
    with pytest.raises(BadInputError, match="Unit c1 has no mature cases after the start"):
        build_frame(plan, gone, plan.looks[-1])


def test_excluded_weeks_leave_with_their_count() -> None:
    rule = {"unit": "c1", "reason": "water damage", "first": "2026-01-12", "last": "2026-01-18"}
    plan = make_plan(side=2, exclusions=[rule])
    cases = [
        make_case(day * 10 + i, u, day) for i, u in enumerate(plan.units) for day in range(112)
    ]
    frame = build_frame(plan, tuple(cases), plan.looks[-1])
    assert frame.quality.excluded_by_plan == 7
    assert frame.quality.empty_unit_weeks == (("c1", 1),)
