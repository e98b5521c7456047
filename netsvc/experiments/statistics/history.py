"""What an organisation's own past says about a design: what it would find, how often it errs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.cells import did_cells
from netsvc.experiments.statistics.components import RHO, ROOT_ICC, Components
from netsvc.experiments.statistics.power import design_of, minimum_detectable_effect
from netsvc.experiments.statistics.sums import Bools, Floats
from netsvc.experiments.statistics.variance import Layout, Noise, did_variance

QUANTILES = (0.025, 0.5, 0.975)


@dataclass(frozen=True)
class Detectable:
    """Smallest effect found with the wanted power: 95 % interval and median of what is known of
    the noise. None where nothing can be found even at the top of the measure."""

    low: float | None
    median: float | None
    high: float | None


def detectable_range(
    layout: Layout, learnt: Components, alpha: float = 0.05, wanted: float = 0.8
) -> Detectable:
    """Carry the uncertainty of ICC and autocorrelation over to the smallest detectable effect.

    The posterior of :func:`estimate_components` is ordered by the variance that each of its points
    gives this layout; the effect is computed at the quantiles, since it grows with the variance.
    """
    points = [(icc, rho) for icc in ROOT_ICC**2 for rho in RHO]
    weights = learnt.weights.ravel()
    kept = np.flatnonzero(weights > 1e-6)
    noises = [Noise(learnt.base_rate, float(points[i][0]), float(points[i][1])) for i in kept]
    variances = np.array([did_variance(layout, noise) for noise in noises])
    order = np.argsort(variances, kind="stable")
    total = np.cumsum(weights[kept][order])
    places = np.searchsorted(total / total[-1], QUANTILES)
    low, median, high = (
        minimum_detectable_effect(design_of(layout, noises[order[place]], alpha), wanted)
        for place in places
    )
    return Detectable(low, median, high)


@dataclass(frozen=True)
class PastAlarms:
    """``alarms`` of ``runs`` pretended pilots in a past where nothing was changed."""

    runs: int
    alarms: int

    @property
    def share(self) -> float:
        return self.alarms / self.runs


def false_alarms_on_history(
    cases: Floats,
    resolved: Floats,
    treated: int,
    weeks_before: int,
    weeks_after: int,
    *,
    nominal: float = 0.05,
    draws: int = 200,
    seed: int = 1,
) -> PastAlarms:
    """A/A runs: pretend a start in every possible week and draw the treated units by lot.

    ``cases`` and ``resolved`` are (G, W) of a quiet past. Starts overlap, so runs are not
    independent: the share describes this past and is no estimate with an interval.
    Raises BadInputError where the past is shorter than the design or a side has one unit.
    """
    units, weeks = cases.shape
    starts = weeks - weeks_before - weeks_after + 1
    if starts < 1 or treated < 2 or units - treated < 2:
        raise BadInputError(
            f"{weeks} weeks of {units} units can't hold a pilot of {weeks_before} and "
            f"{weeks_after} weeks with {treated} treated units.",
            action="Give a longer past or a smaller design.",
        )
    rng = np.random.default_rng(seed)
    alarms = 0
    periods = [_windows(table, starts, weeks_before, weeks_after) for table in (cases, resolved)]
    for _ in range(draws):
        side: Bools = np.zeros(units, dtype=np.bool_)
        side[rng.permutation(units)[:treated]] = True
        estimate, se, df = did_cells(periods[0], periods[1], side)
        known = se > 0
        p = 2 * stats.t.sf(np.abs(estimate[known] / se[known]), df[known])
        alarms += int(np.sum(p < nominal))
    return PastAlarms(draws * starts, alarms)


def _windows(table: Floats, starts: int, before: int, after: int) -> Floats:
    """Sums (starts, G, 2) of the weeks before and after each pretended start."""
    return np.stack(
        [
            np.stack(
                [
                    table[:, s : s + before].sum(axis=1),
                    table[:, s + before : s + before + after].sum(axis=1),
                ],
                axis=1,
            )
            for s in range(starts)
        ]
    )
