"""How noisy units are from week to week, learnt from an organisation's own history.

Restricted likelihood (Patterson & Thompson 1971; Harville 1977) of unit-week means, with a level
for each unit and each week as fixed effects, so neither lasting differences between units nor
shared seasons count as noise. Evaluated on a grid of (ICC, autocorrelation) with a prior that is
flat in the square root of ICC and in the autocorrelation: the median is the estimate and the 95 %
interval is that of the posterior, which stays honest where the likelihood is flat.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.sums import Floats
from netsvc.experiments.statistics.variance import Noise

ROOT_ICC = np.linspace(0.0, 0.7, 36)
RHO = np.linspace(0.0, 0.96, 25)


@dataclass(frozen=True)
class Range:
    """An estimate with its 95 % interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class Components:
    """``weights`` is the posterior over the grid (len(ROOT_ICC), len(RHO))."""

    base_rate: float
    icc: Range
    autocorrelation: Range
    weights: Floats

    @property
    def noise(self) -> Noise:
        return Noise(self.base_rate, self.icc.estimate, self.autocorrelation.estimate)

    def pessimistic(self) -> Noise:
        """Both at the upper end of their intervals."""
        return Noise(self.base_rate, self.icc.high, self.autocorrelation.high)

    def optimistic(self) -> Noise:
        return Noise(self.base_rate, self.icc.low, self.autocorrelation.low)


def estimate_components(cases: Floats, resolved: Floats) -> Components:
    """Learn from ``cases`` and ``resolved`` (G, W), consecutive weeks; weeks may be empty.

    Raises BadInputError for fewer than 3 units or 6 weeks, or where everyone or no one is resolved.
    """
    units, weeks = cases.shape
    if units < 3 or weeks < 6:
        raise BadInputError(
            f"{units} units over {weeks} weeks are too little history to learn from.",
            action="Give at least 3 units and 6 weeks before the start.",
        )
    rate = float(resolved.sum() / cases.sum())
    if not 0 < rate < 1:
        raise BadInputError(
            "Everyone or no one was resolved in the history, so its noise can't be estimated.",
            action="Choose a measure that varies.",
        )
    problem = _Problem(cases, resolved, rate)
    log = np.array([[problem.likelihood(root**2, rho) for rho in RHO] for root in ROOT_ICC])
    weights = np.exp(log - log.max())
    weights /= weights.sum()
    return Components(
        rate,
        _range(ROOT_ICC**2, weights.sum(axis=1)),
        _range(RHO, weights.sum(axis=0)),
        weights,
    )


def _range(grid: Floats, weights: Floats) -> Range:
    total = np.cumsum(weights) - weights / 2
    low, middle, high = (float(np.interp(share, total, grid)) for share in (0.025, 0.5, 0.975))
    return Range(middle, low, high)


class _Problem:
    """Unit-week means with fixed unit and week effects, one block of V a unit."""

    def __init__(self, cases: Floats, resolved: Floats, rate: float) -> None:
        units, weeks = cases.shape
        self.seen = cases > 0
        self.means = np.where(self.seen, resolved / np.where(self.seen, cases, 1.0), 0.0)
        # An empty week carries no information: its own variance is made huge.
        self.own = np.where(self.seen, 1 / np.where(self.seen, cases, 1.0), 1e6)
        self.scale = rate * (1 - rate)
        self.gaps = np.abs(np.arange(weeks)[:, None] - np.arange(weeks)[None, :])
        # Rows are weeks, columns the week effects (first left out) and the unit's own level.
        self.fixed = np.hstack([np.eye(weeks)[:, 1:], np.ones((weeks, 1))])
        self.units, self.weeks = units, weeks

    def likelihood(self, icc: float, rho: float) -> float:
        """Restricted log likelihood up to a constant."""
        weeks = self.weeks
        block = icc * np.power(rho, self.gaps) * self.scale
        v = block[None] + (1 - icc) * self.scale * self.own[:, :, None] * np.eye(weeks)[None]
        lower = np.linalg.cholesky(v)
        right = np.concatenate(
            [np.broadcast_to(self.fixed, (self.units, weeks, weeks)), self.means[:, :, None]],
            axis=2,
        )
        white = np.linalg.solve(lower, right)
        determinant = 2 * float(np.sum(np.log(np.einsum("gii->gi", lower))))
        products = np.swapaxes(white, 1, 2) @ white
        # Sweep out each unit's own level, then solve for the week effects all units share.
        level = products[:, weeks - 1, weeks - 1]
        column = products[:, :, weeks - 1]
        swept = products - column[:, :, None] * column[:, None, :] / level[:, None, None]
        total = swept.sum(axis=0)
        shared = total[: weeks - 1, : weeks - 1]
        cross = total[: weeks - 1, weeks]
        residual = float(total[weeks, weeks] - cross @ np.linalg.solve(shared, cross))
        fixed = float(np.sum(np.log(level)) + np.linalg.slogdet(shared)[1])
        return -0.5 * (determinant + fixed + residual)
