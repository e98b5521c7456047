"""The variance that a difference in differences will have, from cases per unit and week.

Model: a case of unit g in week w has outcome variance p(1-p), of which the share ``icc`` is a
unit-week effect with correlation ``autocorrelation`` ** |w - v| (discrete-time decay; Kasza et al.
2019, Stat Methods Med Res 28(3) 703-716). What a unit keeps for ever cancels in the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.sums import Bools, Floats

HAIR = 1e-4
"""The least that information times of two looks differ by."""


@dataclass(frozen=True)
class Noise:
    """What the planner assumes: level of the measure (0-1), ICC and week-to-week correlation."""

    base_rate: float
    icc: float
    autocorrelation: float

    def __post_init__(self) -> None:
        if not (0 < self.base_rate < 1 and 0 <= self.icc < 1 and -1 < self.autocorrelation < 1):
            raise BadInputError(
                f"Base rate {self.base_rate}, ICC {self.icc} and autocorrelation "
                f"{self.autocorrelation} don't describe a measure between 0 and 1.",
                action="Base rate lies in (0, 1), ICC in [0, 1), autocorrelation in (-1, 1).",
            )


@dataclass(frozen=True)
class Layout:
    """Cases per unit and week ``cases`` (G, W); which weeks are ``after`` (W,) the start; which
    units are ``treated`` (G,); ``weeks_at_look``: how many leading weeks are in at each look."""

    cases: Floats
    after: Bools
    treated: Bools
    weeks_at_look: tuple[int, ...]


def look_covariance(layout: Layout, noise: Noise, effect: float = 0.0) -> Floats:
    """Covariance (K, K) of the case-level estimates at the K looks.

    The estimate of a look is sum c_gw * mean_gw with c = +-n_gw / N(side, period); so its
    covariance with that of another look is sum_g [icc * a' R b + (1 - icc) * sum_w a_w b_w / n_gw],
    a and b being c times the standard deviation of an outcome. ``effect`` moves the level, and
    with it the variance p(1-p), of treated units after the start.
    """
    cases = layout.cases
    changed = np.outer(layout.treated, layout.after)
    level = np.clip(np.where(changed, noise.base_rate + effect, noise.base_rate), 0.01, 0.99)
    sd = np.sqrt(level * (1 - level))
    looks = np.stack([_weights(layout, weeks) * sd for weeks in layout.weeks_at_look])
    gaps = np.abs(np.arange(cases.shape[1])[:, None] - np.arange(cases.shape[1])[None, :])
    correlation = np.power(noise.autocorrelation, gaps)
    shared = np.einsum("agw,bgw->ab", looks @ correlation, looks)
    inverse = np.where(cases > 0, 1 / np.where(cases > 0, cases, 1.0), 0.0)
    own = np.einsum("agw,bgw,gw->ab", looks, looks, inverse)
    result: Floats = noise.icc * shared + (1 - noise.icc) * own
    return result


def did_variance(layout: Layout, noise: Noise, effect: float = 0.0) -> float:
    """Variance of the estimate at the last look."""
    return float(look_covariance(layout, noise, effect)[-1, -1])


def information_times(covariance: Floats, planned: float | None = None) -> tuple[float, ...]:
    """Information (1/variance) at each look as a share of the planned, default the last look's.

    Where weeks hardly differ (autocorrelation near 1), a later look may know no more than an
    earlier one; its time is then a hair later, since spending needs times that increase.
    """
    variances = np.diag(covariance)
    final = variances[-1] if planned is None else planned
    times = [float(min(1.0, final / variance)) for variance in variances]
    for place in range(len(times) - 2, -1, -1):
        times[place] = min(times[place], times[place + 1] - HAIR)
    return tuple(times)


def correlation_of(covariance: Floats) -> Floats:
    sd = np.sqrt(np.diag(covariance))
    result: Floats = covariance / np.outer(sd, sd)
    return result


def independent_increments(times: Sequence[float]) -> Floats:
    """Correlation sqrt(t_j / t_k) of statistics with independent increments."""
    t = np.asarray(times)
    result: Floats = np.sqrt(np.minimum.outer(t, t) / np.maximum.outer(t, t))
    return result


def _weights(layout: Layout, weeks: int) -> Floats:
    weights = np.zeros_like(layout.cases)
    inside = np.arange(layout.cases.shape[1]) < weeks
    for side, side_sign in ((layout.treated, 1.0), (~layout.treated, -1.0)):
        for period, sign in ((layout.after & inside, 1.0), (~layout.after & inside, -1.0)):
            block = np.outer(side, period)
            total = layout.cases[block].sum()
            if total <= 0:
                raise BadInputError(
                    "A group or a period has no cases, so no variance can be predicted.",
                    action="Give every side cases before and after the start.",
                )
            weights += np.where(block, side_sign * sign * layout.cases / total, 0.0)
    return weights
