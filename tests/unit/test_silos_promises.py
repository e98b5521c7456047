"""What a proposal promises for the time to come, and how often that holds."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom, poisson

from netsvc.silos.proposals import TIMES, busy_week, predicted

EVEN = (np.arange(180) + 0.5) / 180


def test_a_past_with_seasons_promises_less_surely_than_a_steady_one() -> None:
    hours = np.ones(180)
    seasonal = np.concatenate([np.full(170, 0.05), np.full(10, 0.95)])

    steady = predicted(hours, EVEN, 1 / 3, 499)
    wide = predicted(hours, seasonal, 1 / 3, 499)

    assert steady.value == wide.value == 60
    assert wide.low < steady.low < 60 < steady.high < wide.high


@pytest.mark.parametrize("ages", [np.empty(0), np.array([0.5]), np.array([1.0])])
def test_hardly_any_past_promises_hardly_anything(ages: np.ndarray) -> None:
    found = predicted(np.ones(len(ages)), ages, 0.5, 99)

    assert found.value == 0.5 * len(ages)
    assert 0 <= found.low <= found.high < 10


@pytest.mark.parametrize(("spread", "kept"), [(0.0, 294), (0.3, 264)])
def test_promises_hold_as_often_as_they_say(spread: float, kept: int) -> None:
    """300 pasts of nine months and three months to come that are as busy as one more month.

    Of a steady past 98 in 100 hold, of one whose months differ by more than half of themselves 88:
    nine months say little of how skewed the next may be.
    """
    generator = np.random.default_rng(11)
    held = 0
    for _ in range(300):
        busy = generator.gamma(1 / spread, spread, TIMES + 1) if spread else np.ones(TIMES + 1)
        counts = generator.poisson(12 * busy[:TIMES])
        ages = np.repeat((np.arange(TIMES) + 0.5) / TIMES, counts)
        hours = generator.exponential(4, len(ages))
        realised = generator.exponential(4, generator.poisson(36 * busy[TIMES])).sum()
        promise = predicted(hours, ages, 1 / 3, 199)
        held += promise.low <= realised <= promise.high
    assert held == kept


@pytest.mark.parametrize(("spread", "busier"), [(0.0, 0.033), (0.3, 0.051)])
def test_one_week_in_twenty_is_busier_also_where_weeks_differ(spread: float, busier: float) -> None:
    """300 pasts of 52 weeks with 8 cases each, and 100 weeks to come of every one.

    Where weeks differ by more than half of themselves, Poisson alone would have 0.146.
    """
    generator = np.random.default_rng(11)
    shares = []
    for _ in range(300):
        busy = generator.gamma(1 / spread, spread, 152) if spread else np.ones(152)
        counts = generator.poisson(8 * busy)
        came = np.repeat(np.arange(52) + 0.5, counts[:52])
        shares.append((counts[52:] > busy_week(came, 52)).mean())
    assert round(float(np.mean(shares)), 3) == busier


def test_a_busy_week_by_hand() -> None:
    def of(counts: list[int], weeks: float | None = None) -> int:
        came = np.repeat(np.arange(len(counts)) + 0.5, counts)
        return busy_week(came, weeks or len(counts))

    # as chance or less: Poisson of mean 2.5
    assert of([2, 3] * 4) == poisson.ppf(0.95, 2.5) == 5
    # mean 4, variance 128 / 7: 4 + spread 16 of it, so spread = 25 / 28
    assert of([0, 8] * 4) == nbinom.ppf(0.95, 28 / 25, 28 / (28 + 25 * 4)) == 13
    # three weeks are too few to differ
    assert of([0, 9, 0]) == poisson.ppf(0.95, 3) == 6
    # what came in a part of a week counts for the mean alone
    assert of([2, 3] * 4 + [5], 8.5) == poisson.ppf(0.95, 25 / 8.5) == 6
    assert of([0] * 51 + [1]) == busy_week(np.empty(0), 52) == 1
