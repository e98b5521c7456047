"""Spending, few-unit levels, power, learnt noise, decidability and the simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.components import estimate_components
from netsvc.experiments.statistics.decidability import Obstacle, decide, fewest_units_a_side
from netsvc.experiments.statistics.looks import nominal_levels
from netsvc.experiments.statistics.power import (
    design_of,
    minimum_detectable_effect,
    planned_df,
    power,
)
from netsvc.experiments.statistics.simulate import Cell, Counts, predicted_power, simulate
from netsvc.experiments.statistics.spending import boundaries, crossing, nominal_p, spent
from netsvc.experiments.statistics.variance import (
    Layout,
    Noise,
    did_variance,
    independent_increments,
    information_times,
    look_covariance,
)

THIRDS = (1 / 3, 2 / 3, 1.0)


def layout(side: int, weeks: int = 12, cases: float = 30, looks: int = 3) -> Layout:
    before = 12
    at = tuple(before + round(weeks * (k + 1) / looks) for k in range(looks))
    return Layout(
        np.full((2 * side, before + weeks), float(cases)),
        np.arange(before + weeks) >= before,
        np.arange(2 * side) % 2 == 0,
        at,
    )


def test_boundaries_of_three_equal_looks() -> None:
    """gsDesign / ldbounds answers for this spending, each side 0.025 by its own function."""
    found = boundaries(THIRDS)
    assert [round(float(z), 4) for z in found] == [3.7103, 2.5114, 1.9930]
    assert [round(float(p), 5) for p in nominal_p(found)] == [0.00021, 0.01202, 0.04626]


@pytest.mark.parametrize("times", [THIRDS, (0.2, 0.45, 0.9), (0.674, 0.87, 1.0), (0.5, 0.51)])
def test_boundaries_by_multivariate_normal_probabilities(times: tuple[float, ...]) -> None:
    found = boundaries(times)
    for k in range(1, len(times) + 1):
        correlation = independent_increments(times[:k])
        inside = stats.multivariate_normal(cov=correlation, allow_singular=True, seed=1)
        kept = inside.cdf(found[:k], lower_limit=-found[:k]) if k > 1 else None
        if kept is None:
            kept = 1 - 2 * stats.norm.sf(found[0])
        assert 1 - kept == pytest.approx(2 * spent(times[k - 1]), abs=2e-5)


def test_crossing_without_effect_spends_alpha_and_one_look_is_textbook_power() -> None:
    assert crossing(THIRDS, boundaries(THIRDS), 0.0) == pytest.approx(0.05, abs=1e-9)
    textbook = stats.norm.sf(1.959964 - 2.8) + stats.norm.cdf(-1.959964 - 2.8)
    assert crossing([1.0], boundaries([1.0]), 2.8) == pytest.approx(textbook, abs=1e-6)


@pytest.mark.parametrize("times", [(), (0.5, 0.5), (0.0, 1.0), (0.5, 1.2), (0.6, 0.4)])
def test_information_times_must_increase(times: tuple[float, ...]) -> None:
    with pytest.raises(BadInputError, match="increase"):
        boundaries(times)


def test_levels_with_many_units_are_the_normal_ones_and_stricter_with_few() -> None:
    correlation = independent_increments(THIRDS)
    exact = nominal_p(boundaries(THIRDS))
    assert nominal_levels(THIRDS, correlation, 1e6) == pytest.approx(tuple(exact), abs=1e-12)
    few = nominal_levels(THIRDS, correlation, 2.0)
    assert few[0] == exact[0]
    assert few[2] < 0.042
    assert few == nominal_levels(THIRDS, correlation, 2.0)


def test_few_unit_levels_hold_alpha_under_their_own_model() -> None:
    """Fresh draws of unit changes from the definition, another seed than the solver's."""
    times = (0.67, 0.87, 1.0)
    correlation = independent_increments(times)
    levels = np.array(nominal_levels(times, correlation, 4.0))
    rng = np.random.default_rng(77)
    changes = rng.standard_normal((100_000, 6, 3)) @ np.linalg.cholesky(correlation).T
    one, two = changes[:, :3], changes[:, 3:]
    se = np.sqrt((one.var(axis=1, ddof=1) + two.var(axis=1, ddof=1)) / 3)
    p = 2 * stats.t.sf(np.abs(one.mean(axis=1) - two.mean(axis=1)) / se, 4)
    assert float(np.mean((p < levels).any(axis=1))) == pytest.approx(0.05, abs=0.0025)
    naive = nominal_p(boundaries(times))
    assert float(np.mean((p < naive).any(axis=1))) > 0.055


def test_variance_without_clustering_is_the_binomial_one() -> None:
    noise = Noise(0.6, 0.0, 0.7)
    found = did_variance(layout(4), noise)
    assert found == pytest.approx(4 * 0.24 / (4 * 12 * 30), rel=1e-12)


def test_variance_is_that_of_simulated_estimates() -> None:
    """40,000 draws of unit-week means from the model written out, against the formula."""
    shape, noise = layout(2, weeks=6, looks=2), Noise(0.5, 0.1, 0.7)
    rng = np.random.default_rng(8)
    weeks = shape.cases.shape[1]
    gaps = np.abs(np.subtract.outer(np.arange(weeks), np.arange(weeks)))
    block = 0.25 * (0.1 * 0.7**gaps + np.eye(weeks) * 0.9 / 30)
    draws = rng.standard_normal((40_000, 4, weeks)) @ np.linalg.cholesky(block).T
    estimates = []
    for look in shape.weeks_at_look:
        change = draws[:, :, 12:look].mean(axis=2) - draws[:, :, :12].mean(axis=2)
        estimates.append(change[:, [0, 2]].mean(axis=1) - change[:, [1, 3]].mean(axis=1))
    measured = np.cov(np.array(estimates))
    assert look_covariance(shape, noise) == pytest.approx(measured, rel=0.03)


def test_information_grows_with_weeks() -> None:
    times = information_times(look_covariance(layout(4), Noise(0.65, 0.05, 0.7)))
    assert [round(t, 3) for t in times] == [0.723, 0.886, 1.0]


def test_power_and_detectable_effect_agree() -> None:
    design = design_of(layout(8), Noise(0.65, 0.02, 0.7))
    effect = minimum_detectable_effect(design)
    assert effect is not None
    assert power(design, effect) == pytest.approx(0.8, abs=0.003)
    assert power(design, 0.0) == pytest.approx(0.05, abs=0.002)
    assert planned_df(layout(8), 0.65) == pytest.approx(14.0)
    assert minimum_detectable_effect(design_of(layout(2), Noise(0.65, 0.1, 0.7))) is None


def test_one_look_power_is_the_noncentral_t() -> None:
    shape, noise = layout(4, looks=1), Noise(0.65, 0.02, 0.7)
    design = design_of(shape, noise)
    ncp = 0.1 / float(np.sqrt(did_variance(shape, noise, 0.1)))
    critical = stats.t.isf(0.025, 6)
    exact = stats.nct.sf(critical, 6, ncp) + stats.nct.cdf(-critical, 6, ncp)
    assert power(design, 0.1) == pytest.approx(float(exact), abs=0.005)


def test_noise_is_learnt_from_history_with_its_uncertainty() -> None:
    """Seed 3: 10 units, 26 weeks, true ICC .05 and autocorrelation .7, lasting differences."""
    rng = np.random.default_rng(3)
    latent = np.zeros((10, 26))
    latent[:, 0] = rng.standard_normal(10)
    for week in range(1, 26):
        latent[:, week] = 0.7 * latent[:, week - 1] + np.sqrt(0.51) * rng.standard_normal(10)
    rate = 0.5 + rng.normal(0, 0.08, (10, 1)) + rng.normal(0, 0.03, 26) + latent * 0.05**0.5 / 2
    cases = rng.integers(20, 60, (10, 26))
    cases[2, 5] = 0
    resolved = rng.binomial(cases, np.clip(rate, 0, 1))
    found = estimate_components(cases.astype(float), resolved.astype(float))
    assert found.icc.low < 0.05 < found.icc.high
    assert found.autocorrelation.low < 0.7 < found.autocorrelation.high
    assert 0.03 < found.icc.estimate < 0.08
    assert found.optimistic().icc < found.noise.icc < found.pessimistic().icc


def test_history_too_short_or_without_variation_is_refused() -> None:
    with pytest.raises(BadInputError, match="too little history"):
        estimate_components(np.ones((2, 26)), np.ones((2, 26)))
    with pytest.raises(BadInputError, match="Everyone or no one"):
        estimate_components(np.ones((5, 26)), np.ones((5, 26)))


def test_two_against_two_is_undecidable_and_says_what_would_help() -> None:
    found = decide(layout(2), Noise(0.65, 0.02, 0.7), 0.15)
    assert found.obstacle is Obstacle.TOO_FEW_UNITS
    assert found.smallest_p == pytest.approx(1 / 3)
    assert found.remedies.units_a_side == 5
    assert found.remedies.weeks is None
    assert fewest_units_a_side(0.05) == 4


def test_enough_units_but_too_noisy_names_units_or_weeks() -> None:
    found = decide(layout(6, weeks=6), Noise(0.65, 0.005, 0.5), 0.06)
    assert found.obstacle is Obstacle.EFFECT_TOO_SMALL
    assert found.detectable is not None
    assert found.detectable > 0.06
    assert found.remedies.units_a_side is not None
    assert found.remedies.weeks is not None
    assert decide(layout(6), Noise(0.65, 0.005, 0.5), 0.12).decidable


def test_simulation_counts_exactly() -> None:
    """A small cell of the table with a fixed seed: exact counts, and inside the wanted limits."""
    cell = Cell(clusters=8, icc=0.05, effect=0.2)
    found = simulate(cell, 2_000, seed=1)
    assert found == Counts(2_000, 95, 1_905, 1_417, 1_949)
    assert 0.03 <= found.false_alarms / 2_000 <= 0.06
    assert found.covered_null / 2_000 >= 0.94
    assert found.covered_effect / 2_000 >= 0.94
    assert found.found / 2_000 == pytest.approx(predicted_power(cell, cell.design()), abs=0.05)
