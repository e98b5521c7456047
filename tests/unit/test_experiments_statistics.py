"""Estimators against brute force, statsmodels and published-style answers; no shortcuts shared."""

from __future__ import annotations

import csv
import json
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.bootstrap import wild_cluster
from netsvc.experiments.statistics.cells import did_cells
from netsvc.experiments.statistics.clustered import Fit, cr2, crv1, fit
from netsvc.experiments.statistics.randomisation import randomisation_test, smallest_attainable_p
from netsvc.experiments.statistics.sums import (
    DID_COLUMN,
    cluster_sums,
    did_design,
    independent_columns,
)

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors"


class Toy:
    """Seed 20211, PCG64: 6 units of 20-60 cases, units 0-2 treated, unequal levels, 3 kinds."""

    def __init__(self) -> None:
        rng = np.random.default_rng(20211)
        sizes = rng.integers(20, 60, size=6)
        self.unit = np.repeat(np.arange(6), sizes)
        self.treated = self.unit < 3
        self.after = rng.random(len(self.unit)) < 0.5
        self.kind = rng.integers(0, 3, size=len(self.unit))
        level = 0.5 + rng.normal(0, 0.1, 6)[self.unit] + 0.1 * (self.treated & self.after)
        self.y = (rng.random(len(self.unit)) < level + 0.1 * self.kind).astype(np.float64)
        dummies = np.column_stack([self.kind == 1, self.kind == 2]).astype(np.float64)
        self.plain = did_design(self.treated, self.after)
        self.adjusted = did_design(self.treated, self.after, dummies)

    def fit(self, x: np.ndarray) -> Fit:
        return fit(cluster_sums(x, self.y, self.unit, 6))


def brute_cr2(x: np.ndarray, y: np.ndarray, unit: np.ndarray, column: int) -> tuple[float, float]:
    """The n x n definition of Bell & McCaffrey, written from the paper."""
    n = len(y)
    bread = np.linalg.inv(x.T @ x)
    residual_maker = np.eye(n) - x @ bread @ x.T
    e = residual_maker @ y
    variance = 0.0
    vectors = []
    for g in np.unique(unit):
        rows = np.flatnonzero(unit == g)
        values, basis = np.linalg.eigh(residual_maker[np.ix_(rows, rows)])
        root = np.where(values > 1e-9, 1 / np.sqrt(np.maximum(values, 1e-300)), 0.0)
        a = basis @ np.diag(root) @ basis.T
        weight = a @ x[rows] @ bread[:, column]
        variance += float(weight @ e[rows]) ** 2
        vectors.append(residual_maker[rows].T @ weight)
    gram = np.array([[p @ q for q in vectors] for p in vectors])
    return float(np.sqrt(variance)), float(np.trace(gram) ** 2 / np.sum(gram**2))


@pytest.mark.parametrize("design", ["plain", "adjusted"])
def test_cr2_is_the_n_by_n_definition(design: str) -> None:
    toy = Toy()
    x = getattr(toy, design)
    found = cr2(toy.fit(x), DID_COLUMN)
    se, df = brute_cr2(x, toy.y, toy.unit, DID_COLUMN)
    assert found.se == pytest.approx(se, rel=1e-9)
    assert found.df == pytest.approx(df, rel=1e-9)
    assert found.estimate == pytest.approx(np.linalg.lstsq(x, toy.y)[0][DID_COLUMN], abs=1e-12)


def test_cr2_with_unit_effects_uses_the_generalised_inverse() -> None:
    """A dummy for each unit makes I - H_gg singular; the constant then is one of them."""
    toy = Toy()
    dummies = (toy.unit[:, None] == np.arange(6)[None, :]).astype(np.float64)
    x = np.column_stack([dummies, toy.after, toy.treated & toy.after]).astype(np.float64)
    found = cr2(toy.fit(x), 7)
    assert (found.se, found.df) == pytest.approx(brute_cr2(x, toy.y, toy.unit, 7), rel=1e-7)


@pytest.mark.parametrize("design", ["plain", "adjusted"])
def test_crv1_is_statsmodels_own(design: str) -> None:
    toy = Toy()
    x = getattr(toy, design)
    found = crv1(toy.fit(x), DID_COLUMN)
    result = sm.OLS(toy.y, x).fit(cov_type="cluster", cov_kwds={"groups": toy.unit}, use_t=True)
    assert found.se == pytest.approx(result.bse[DID_COLUMN], rel=1e-10)
    assert found.p == pytest.approx(result.pvalues[DID_COLUMN], rel=1e-8)
    assert found.interval() == pytest.approx(tuple(result.conf_int()[DID_COLUMN]), rel=1e-8)


def test_closed_form_cells_equal_the_general_fit() -> None:
    toy = Toy()
    general = cr2(toy.fit(toy.plain), DID_COLUMN)
    counts = np.zeros((1, 6, 2))
    resolved = np.zeros((1, 6, 2))
    np.add.at(counts, (0, toy.unit, toy.after.astype(int)), 1)
    np.add.at(resolved, (0, toy.unit, toy.after.astype(int)), toy.y)
    estimate, se, df = did_cells(counts, resolved, np.arange(6) < 3)
    assert estimate[0] == pytest.approx(general.estimate, abs=1e-12)
    assert se[0] == pytest.approx(general.se, rel=1e-10)
    assert df[0] == pytest.approx(general.df, rel=1e-10)


def test_interval_matches_the_test() -> None:
    """A value at the edge of the interval has exactly the p that the interval was made for."""
    toy = Toy()
    found = cr2(toy.fit(toy.plain), DID_COLUMN)
    for alpha in (0.05, 0.01202):
        low, high = found.interval(alpha)
        for edge in (low, high):
            shifted = toy.y - edge * (toy.treated & toy.after)
            again = cr2(fit(cluster_sums(toy.plain, shifted, toy.unit, 6)), DID_COLUMN)
            assert again.p == pytest.approx(alpha, rel=1e-9)


def test_wild_bootstrap_is_the_refit_of_every_sign_pattern() -> None:
    toy = Toy()
    keep = [0, 1, 2]
    null = np.linalg.lstsq(toy.plain[:, keep], toy.y)[0]
    fixed = toy.plain[:, keep] @ null
    observed = abs(crv1(toy.fit(toy.plain), DID_COLUMN).statistic)
    above = ties = 0
    for signs in product([1.0, -1.0], repeat=6):
        y = fixed + np.array(signs)[toy.unit] * (toy.y - fixed)
        t = abs(crv1(fit(cluster_sums(toy.plain, y, toy.unit, 6)), DID_COLUMN).statistic)
        tied = abs(t - observed) < 1e-8
        ties += tied
        above += t > observed and not tied
    found = wild_cluster(toy.fit(toy.plain), DID_COLUMN)
    assert (found.strictly_more_extreme, found.ties, found.patterns) == (above, ties, 64)
    assert found.p == (above + ties) / 64


def test_wild_bootstrap_draws_when_units_are_many_and_repeats_with_its_seed() -> None:
    rng = np.random.default_rng(5)
    unit = np.repeat(np.arange(14), 20)
    after = np.tile(np.arange(20) >= 10, 14)
    y = rng.random(280)
    fitted = fit(cluster_sums(did_design(unit < 7, after), y, unit, 14))
    one = wild_cluster(fitted, DID_COLUMN, draws=500, seed=9)
    assert one == wild_cluster(fitted, DID_COLUMN, draws=500, seed=9)
    assert not one.enumerated
    assert one.p == (one.strictly_more_extreme + one.ties + 1) / 501


def test_randomisation_counts_every_allocation_and_ties() -> None:
    changes = np.array([0.3, 0.1, 0.2, 0.0, -0.1, 0.1])
    treated = np.array([True, True, True, False, False, False])
    by_hand = [
        changes[list(chosen)].mean() - np.delete(changes, list(chosen)).mean()
        for chosen in combinations(range(6), 3)
    ]
    observed = by_hand[0]
    extreme = sum(abs(value) >= abs(observed) - 1e-9 for value in by_hand)
    found = randomisation_test(changes, treated)
    # {0,1,2} and {0,2,5} tie (0.1 twice), each with its mirror image: four, not two.
    assert (found.extreme, found.allocations, extreme) == (4, 20, 4)
    assert found.statistic == pytest.approx(0.2)
    assert not found.enough
    assert found.smallest_p == 0.1


def test_two_against_two_can_never_convince() -> None:
    found = randomisation_test(np.array([1.0, 0.9, 0.0, 0.1]), np.array([True, True, False, False]))
    assert found.p == found.smallest_p == pytest.approx(1 / 3)
    assert not found.enough
    assert [round(smallest_attainable_p(m, m), 4) for m in (1, 2, 3, 4)] == [1, 0.3333, 0.1, 0.0286]
    assert smallest_attainable_p(1, 19) == 0.05


def test_randomisation_samples_when_allocations_are_too_many() -> None:
    changes = np.linspace(-1, 1, 40)
    treated = changes > 0
    found = randomisation_test(changes, treated, draws=2_000, seed=4)
    assert not found.exact
    assert found.p == 1 / 2_001


def test_one_unit_on_a_side_is_refused() -> None:
    unit = np.repeat(np.arange(3), 10)
    after = np.tile(np.arange(10) >= 5, 3)
    y = np.random.default_rng(1).random(30)
    fitted = fit(cluster_sums(did_design(unit == 0, after), y, unit, 3))
    with pytest.raises(BadInputError, match="fewer than two units"):
        cr2(fitted, DID_COLUMN)


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_everyone_or_no_one_resolved_is_refused(value: float) -> None:
    toy = Toy()
    sums = cluster_sums(toy.plain, np.full(len(toy.y), value), toy.unit, 6)
    with pytest.raises(BadInputError, match="everyone or no one"):
        cr2(fit(sums), DID_COLUMN)


def test_a_period_without_cases_is_refused() -> None:
    toy = Toy()
    x = did_design(toy.treated, np.zeros(len(toy.y), dtype=bool))
    with pytest.raises(BadInputError, match="no cases of its own"):
        toy.fit(x)


def test_a_unit_without_cases_is_refused() -> None:
    toy = Toy()
    with pytest.raises(BadInputError, match="no cases"):
        cluster_sums(toy.plain, toy.y, toy.unit, 7)


def test_leaving_one_unit_out_equals_a_fit_without_it() -> None:
    toy = Toy()
    sums = cluster_sums(toy.plain, toy.y, toy.unit, 6)
    rest = toy.unit != 5
    direct = fit(cluster_sums(toy.plain[rest], toy.y[rest], toy.unit[rest], 5))
    assert cr2(fit(sums.without(5)), 3).se == pytest.approx(cr2(direct, 3).se, rel=1e-12)


def test_dependent_columns_are_left_out() -> None:
    x = np.array([[1.0, 0, 1, 0], [1, 1, 0, 0], [1, 0, 1, 5], [1, 1, 0, 2]])
    assert independent_columns(x) == [0, 1, 3]


@pytest.mark.skipif(
    not (VECTORS / "pilot_toy.csv").exists(), reason="the published data is not beside the checkout"
)
def test_published_vectors() -> None:
    expected = json.loads((VECTORS / "expected.json").read_text())["pilot"]
    with (VECTORS / "pilot_toy.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    unit = np.array([int(row["unit"]) for row in rows])
    treated = np.array([row["treat"] == "1" for row in rows])
    after = np.array([row["post"] == "1" for row in rows])
    y = np.array([float(row["fcr"]) for row in rows])
    fitted = fit(cluster_sums(did_design(treated, after), y, unit, 8))
    old, new = crv1(fitted, DID_COLUMN), cr2(fitted, DID_COLUMN)
    assert old.se == pytest.approx(expected["crv1"]["se"], abs=5e-8)
    assert old.p == pytest.approx(expected["crv1"]["p"], abs=5e-8)
    assert old.df == expected["crv1"]["df"]
    assert new.se == pytest.approx(expected["cr2_bell_mccaffrey"]["se"], abs=5e-8)
    assert new.df == pytest.approx(expected["cr2_bell_mccaffrey"]["df"], abs=5e-6)
    assert new.p == pytest.approx(expected["cr2_bell_mccaffrey"]["p"], abs=5e-8)
    wild, known = wild_cluster(fitted, DID_COLUMN), expected["wild_cluster_restricted_rademacher"]
    assert wild.strictly_more_extreme == known["strictly_more_extreme"]
    assert (wild.ties, wild.patterns) == (known["ties"], known["of"])
    changes = np.array(
        [y[(unit == g) & after].mean() - y[(unit == g) & ~after].mean() for g in range(8)]
    )
    sides = np.array([bool(treated[unit == g][0]) for g in range(8)])
    shuffled, known = randomisation_test(changes, sides), expected["permutation_of_unit_changes"]
    assert (shuffled.extreme, shuffled.allocations) == (known["extreme"], known["assignments"])
    assert shuffled.p == pytest.approx(known["exact_p"], abs=5e-8)


def test_p_of_a_known_t() -> None:
    toy = Toy()
    found = cr2(toy.fit(toy.plain), DID_COLUMN)
    assert found.p == pytest.approx(2 * stats.t.cdf(-abs(found.estimate / found.se), found.df))
