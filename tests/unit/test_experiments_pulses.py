"""The pulse as a guardrail: both sides in the same fortnights, in groups of five or more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import sqrt
from pathlib import Path

import pytest

from netsvc.errors import BadInputError
from netsvc.experiments.analysis import analyse
from netsvc.experiments.exports import pulse_csv
from netsvc.experiments.plan import Guardrail, Limit, usual_limits
from netsvc.experiments.pulses import (
    PulseFigure,
    PulseSide,
    fall_behind,
    read_pulse,
)
from netsvc.experiments.report import report
from netsvc.experiments.watching import watch
from tests.unit.experiments_world import make_plan, random_cases

TREATED, COMPARISON, NETWORK = PulseSide
PLAN = make_plan(guardrails=(Limit(guardrail=Guardrail.PULSE, tolerance=0.5),))
CASES = random_cases(PLAN, 0.0, 3)


def said(
    side: PulseSide, mean: float, answers: int = 40, fortnight: int = 0, spread: float = 0.8
) -> PulseFigure:
    """The three means are apart, so that a mix-up of one for all shows."""
    starts = PLAN.start + timedelta(weeks=2 * fortnight)
    return PulseFigure(starts, side, answers, mean - 0.3, mean, mean + 0.3, spread)


def test_each_fortnight_is_weighed_by_what_it_says() -> None:
    found = fall_behind(
        [
            *(said(TREATED, 3.0), said(COMPARISON, 4.0)),
            *(said(TREATED, 3.5, 10, 1), said(COMPARISON, 4.0, 30, 1)),
            # nobody of the other side: says nothing
            said(TREATED, 1.0, 40, 2),
        ]
    )
    weights = (40 * 40 / 80, 10 * 30 / 40)
    total = sum(weights)
    assert found.estimate == pytest.approx((weights[0] * 1.0 + weights[1] * 0.5) / total)
    apart = [weight * 0.8 / sqrt(weight) for weight in weights]
    assert found.se == pytest.approx(sum(apart) / total)
    assert found.df == pytest.approx((weights[0] * 80 + weights[1] * 40) / total - 2)


def test_experts_of_the_network_stand_with_the_treated() -> None:
    found = fall_behind([said(TREATED, 4.0, 30), said(NETWORK, 2.0, 10), said(COMPARISON, 4.0)])
    assert found.estimate == pytest.approx(0.5)
    assert found.se == pytest.approx(0.8 * sqrt(1 / 40 + 1 / 40))


def test_without_both_sides_it_can_not_be_told() -> None:
    for figures in ((), (said(TREATED, 3.0),), (said(TREATED, 3.0), said(COMPARISON, 3.0, 9, 1))):
        with pytest.raises(BadInputError, match="no fortnight has five answers of both sides"):
            fall_behind(figures)
        (found,) = analyse(PLAN, CASES, 3, figures).guardrails
        assert (found.effect, found.harmed, found.warned) == (None, False, False)


def test_a_fall_beyond_the_tolerance_is_harm_and_stops_the_pilot() -> None:
    figures = [said(TREATED, 2.4), said(COMPARISON, 4.0)]
    (found,) = analyse(PLAN, CASES, 3, figures).guardrails
    assert found.effect is not None
    assert found.effect.estimate == pytest.approx(1.6)
    assert (found.harmed, found.warned) == (True, True)
    made = report(PLAN, CASES, PLAN.looks[-1], figures)
    assert (made["verdict"]["kind"], made["verdict"]["guardrails"]) == ("STOP", ["PULSE"])
    assert "pulse of the people" in made["verdict"]["sentence"]["en"]
    assert [row["side"] for row in made["pulse"]] == ["TREATED", "COMPARISON"]
    (fine,) = analyse(PLAN, CASES, 3, [said(TREATED, 3.6), said(COMPARISON, 4.0)]).guardrails
    assert (fine.harmed, fine.warned) == (False, False)


def test_a_look_hears_nothing_that_was_said_later() -> None:
    day = PLAN.looks[0]
    later = replace(said(TREATED, 1.0), starts=day - timedelta(days=13))
    figures = [later, replace(said(COMPARISON, 5.0), starts=later.starts)]
    (found,) = analyse(PLAN, CASES, 1, figures).guardrails
    assert found.effect is None
    over = [replace(one, starts=day - timedelta(days=14)) for one in figures]
    (found,) = analyse(PLAN, CASES, 1, over).guardrails
    assert found.harmed


def test_harm_is_heard_between_looks() -> None:
    on = PLAN.start + timedelta(weeks=4)
    (harm,) = watch(PLAN, CASES, on, [said(TREATED, 2.4), said(COMPARISON, 4.0)]).guardrails
    assert (harm.guardrail, harm.told, harm.harmed) == (Guardrail.PULSE, True, True)
    (quiet,) = watch(PLAN, CASES, on).guardrails
    assert (quiet.told, quiet.harmed) == (False, False)


def test_a_plan_has_it_unless_it_says_otherwise() -> None:
    assert {one.guardrail: one.tolerance for one in usual_limits()}[Guardrail.PULSE] == 0.5


def test_the_file_gives_the_same_figures(tmp_path: Path) -> None:
    figures = (said(TREATED, 10 / 3), said(COMPARISON, 3.7), said(NETWORK, 4.1, 5, 1, 1.3))
    file = tmp_path / "pulse.csv"
    file.write_text(pulse_csv(figures), encoding="utf-8")
    assert read_pulse(file) == figures
    empty = tmp_path / "empty.csv"
    empty.write_text(pulse_csv(()), encoding="utf-8")
    assert read_pulse(empty) == ()


HEAD = "starts,side,answers,clear,tools,influence,spread\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "does not begin with starts,side"),
        ("unit,mean\n", "does not begin with starts,side"),
        (HEAD + "2026-03-02,TREATED,4,3,3,3,0.8\n", "Line 2 .* at least 5 answers"),
        (HEAD + "2026-03-02,TREATED,9,3,3,5.1,0.8\n", "means from 1 to 5"),
        (HEAD + "2026-03-02,TREATED,9,3,3,nan,0.8\n", "means from 1 to 5"),
        (HEAD + "2026-03-02,TREATED,9,3,3,3,0\n", "spread above 0 and up to 2"),
        (HEAD + "2026-03-02,OTHERS,9,3,3,3,1\n", "Line 2 .*OTHERS"),
        (HEAD + "yesterday,TREATED,9,3,3,3,1\n", "Line 2 .*yesterday"),
        (HEAD + "2026-03-02,TREATED,9,3,3\n", "Line 2"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "pulse.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=told):
        read_pulse(file)
    with pytest.raises(BadInputError, match="can't be read"):
        read_pulse(tmp_path / "none.csv")
