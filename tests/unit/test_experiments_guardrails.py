"""Load of experts, the comparison units' own figures, and what is shown between looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from netsvc.experiments.analysis import analyse
from netsvc.experiments.cases import PilotCase, read_cases
from netsvc.experiments.estimates import GuardrailResult
from netsvc.experiments.exports import cases_csv
from netsvc.experiments.plan import Guardrail, Limit, Plan
from netsvc.experiments.report import report
from netsvc.experiments.watching import Watched, watch
from tests.unit.experiments_world import make_case, make_plan, random_cases

END = date(2026, 5, 4)


def limits(**tolerances: float) -> tuple[Limit, ...]:
    return tuple(
        Limit(guardrail=Guardrail(name), tolerance=size) for name, size in tolerances.items()
    )


def world(
    treated_load: int = 0, *, comparison_fall: bool = False, side: int = 4, **changes: Any
) -> tuple[Plan, tuple[PilotCase, ...]]:
    """Every second case is handed over; after the start treated units add ``treated_load`` to each
    fourth case, and comparison units resolve none of another fourth. Seed 7."""
    plan = make_plan(side, **changes)
    start = (plan.start - plan.baseline_start).days
    rng = np.random.default_rng(7)
    found: list[Any] = []
    for unit in plan.units:
        for day in range(112):
            for number in range(4):
                after = day >= start
                treated = unit in plan.treated_units
                solved = bool(rng.random() < 0.6)
                if comparison_fall and after and not treated and number == 1:
                    solved = False
                extra = treated_load if treated and after and number == 0 else 0
                odd = int(rng.random() < 0.1)
                found.append(
                    make_case(
                        len(found), unit, day, first_contact=solved, strict=False,
                        handovers=number % 2 + extra + odd,
                    )
                )  # fmt: skip
    return plan, tuple(found)


def result(plan: Plan, cases: tuple[PilotCase, ...], name: Guardrail) -> GuardrailResult:
    return next(one for one in analyse(plan, cases, 3).guardrails if one.guardrail is name)


def test_load_of_experts_is_the_change_in_handovers_a_case() -> None:
    strict = limits(EXPERT_LOAD=0.25, REDIRECTS=0.0)
    plan, cases = world(treated_load=2, guardrails=strict)
    found = result(plan, cases, Guardrail.EXPERT_LOAD)
    # two more in every fourth case
    assert found.effect is not None
    assert found.effect.estimate == pytest.approx(0.5, abs=0.04)
    assert (found.tolerance, found.harmed, found.warned) == (0.25, True, True)
    tolerant, _ = world(guardrails=limits(EXPERT_LOAD=0.6))
    fine = result(tolerant, cases, Guardrail.EXPERT_LOAD)
    assert (fine.harmed, fine.warned) == (False, False)
    assert report(plan, cases, END)["verdict"]["because"] == "GUARDRAIL_HARMED"


def test_comparison_units_that_get_worse_are_harm_and_no_success() -> None:
    plan, cases = world(comparison_fall=True)
    looked = analyse(plan, cases, 3)
    found = result(plan, cases, Guardrail.COMPARISON_UNITS)
    assert found.effect is not None
    assert found.effect.estimate == pytest.approx(0.15, abs=0.03)
    assert (found.tolerance, found.harmed) == (0.05, True)
    # against them the treated units seem to have gained what they did not
    assert looked.look.effect.low > 0.05
    verdict = report(plan, cases, END)["verdict"]
    assert (verdict["kind"], verdict["guardrails"]) == ("STOP", ["COMPARISON_UNITS"])
    assert "comparison units’ own fall" in verdict["sentence"]["en"]
    steady = result(*world(), Guardrail.COMPARISON_UNITS)
    assert (steady.harmed, steady.warned) == (False, False)


def test_a_file_without_handovers_says_so(tmp_path: Path) -> None:
    plan, cases = world()
    whole = tmp_path / "cases.csv"
    whole.write_text(cases_csv(plan, cases, END), encoding="utf-8")
    assert read_cases(whole) == tuple(case for case in cases)
    old = tmp_path / "old.csv"
    lines = whole.read_text(encoding="utf-8").splitlines()
    old.write_text("\n".join(line.rpartition(",")[0] for line in lines), encoding="utf-8")
    again = read_cases(old)
    assert {case.handovers for case in again} == {None}
    found = result(plan, again, Guardrail.EXPERT_LOAD)
    assert (found.effect, found.harmed) == (None, False)
    assert "No case says its expert_load" in found.reason


def test_between_looks_harm_and_use_are_seen_and_the_effect_is_not() -> None:
    plan, cases = world(treated_load=2, guardrails=limits(EXPERT_LOAD=0.25, COMPARISON_UNITS=0.05))
    assert watch(plan, cases, plan.start + timedelta(days=13)) == Watched(
        plan.start + timedelta(days=13), 0
    )
    on = plan.start + timedelta(weeks=4)
    seen = watch(plan, tuple(replace(case, used_network=True) for case in cases), on)
    assert (seen.as_of, seen.weeks, seen.dose) == (on, 3, 1.0)
    assert dict(seen.contamination) == dict.fromkeys(plan.comparison_units, 84)
    told = {one.guardrail: one.harmed for one in seen.guardrails}
    assert told[Guardrail.EXPERT_LOAD] is True
    assert told[Guardrail.COMPARISON_UNITS] is False
    assert seen.quality is not None
    assert seen.quality.immature > 0
    assert not {"effect", "estimate", "outcome"} & set(vars(seen))


def test_looking_every_week_does_not_cry_harm() -> None:
    """Seeds 1-5, a null pilot looked at each week: no guardrail is ever harmed."""
    plan = make_plan()
    for seed in range(1, 6):
        cases = random_cases(plan, 0.0, seed)
        days = (plan.start + timedelta(weeks=week) for week in range(2, 9))
        assert not any(one.harmed for day in days for one in watch(plan, cases, day).guardrails)
