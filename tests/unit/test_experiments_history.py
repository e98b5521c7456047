"""What the past says about a design, and which units are alike."""

from __future__ import annotations

import numpy as np
import pytest

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.balance import Difference, balance, nearest
from netsvc.experiments.statistics.components import estimate_components
from netsvc.experiments.statistics.history import detectable_range, false_alarms_on_history
from netsvc.experiments.statistics.power import design_of, minimum_detectable_effect
from netsvc.experiments.statistics.variance import Layout, Noise

TREATED = np.array([True, False, False, True, False])


def past(seed: int, weeks: int = 30) -> tuple[np.ndarray, np.ndarray]:
    """Eight units, 40 cases a week, independent weeks, base rate .6: ICC is nearly 0."""
    rng = np.random.default_rng(seed)
    cases = np.full((8, weeks), 40.0)
    return cases, rng.binomial(40, 0.6, (8, weeks)).astype(np.float64)


def test_the_detectable_effect_carries_the_uncertainty_of_the_noise() -> None:
    cases, resolved = past(2)
    learnt = estimate_components(cases, resolved)
    layout = Layout(np.full((8, 16), 40.0), np.arange(16) >= 8, np.arange(8) % 2 == 0, (12, 16))
    found = detectable_range(layout, learnt)
    truth = minimum_detectable_effect(design_of(layout, Noise(0.6, 0.0, 0.5)))
    assert found.low is not None
    assert found.median is not None
    assert found.high is not None
    assert truth is not None
    assert found.low < found.median < found.high
    assert found.low - 0.01 < truth < found.high


def test_a_quiet_past_cries_wolf_about_as_often_as_promised() -> None:
    cases, resolved = past(5, weeks=40)
    found = false_alarms_on_history(cases, resolved, 4, 8, 8, draws=70, seed=3)
    assert found.runs == 70 * 25
    assert 0.01 < found.share < 0.09
    assert found == false_alarms_on_history(cases, resolved, 4, 8, 8, draws=70, seed=3)


@pytest.mark.parametrize(("treated", "before"), [(1, 8), (7, 8), (4, 30)])
def test_a_design_that_the_past_can_not_hold_is_refused(treated: int, before: int) -> None:
    with pytest.raises(BadInputError, match="can't hold a pilot"):
        false_alarms_on_history(*past(1), treated, before, 8)


def test_balance_by_hand() -> None:
    figures = np.array([[10.0, 1], [12, 1], [14, 1], [14, 1], [16, 1]])
    found = balance(("volume", "same"), figures, TREATED)
    # sides (10, 14) and (12, 14, 16): variances 8 and 4, gap -2
    assert found[0] == Difference("volume", 12.0, 14.0, pytest.approx(-2 / np.sqrt(6)))
    assert found[1] == Difference("same", 1.0, 1.0, 0.0)
    with pytest.raises(BadInputError, match="two units on each side"):
        balance(("volume",), figures[:, :1], np.arange(5) == 0)


def test_the_most_alike_units_are_proposed_in_turn() -> None:
    figures = np.array([[10.0, 0.5], [30, 0.5], [11, 0.5], [20, 0.9], [21, 0.9]])
    assert nearest(figures, TREATED, 2) == (2, 4)
    assert nearest(figures, TREATED, 3) == (2, 4, 1)
    with pytest.raises(BadInputError, match="can't be chosen"):
        nearest(figures, TREATED, 4)
