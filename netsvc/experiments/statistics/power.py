"""Power of a sequential pilot with few units, and the smallest effect that it can find.

The test statistic has a normal mean and an estimated variance at each look; both come from
:mod:`looks`, so the planner and the test agree about what few units do. With one look this is the
noncentral t of Murray (1998), Design and Analysis of Group-Randomized Trials, ch. 9.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netsvc.experiments.statistics.cells import did_cells
from netsvc.experiments.statistics.looks import DRAWS, draw, nominal_levels, rejection
from netsvc.experiments.statistics.variance import (
    Layout,
    Noise,
    correlation_of,
    information_times,
    look_covariance,
)

STEPS = 40


@dataclass(frozen=True)
class Design:
    """All that power depends on. ``times`` and ``nominal`` by look; ``df`` Bell-McCaffrey."""

    layout: Layout
    noise: Noise
    times: tuple[float, ...]
    nominal: tuple[float, ...]
    df: float
    draws: int = DRAWS


def planned_df(layout: Layout, base_rate: float) -> float:
    """Bell-McCaffrey df of the whole layout; they depend on case numbers only."""
    cases, after = layout.cases, layout.after
    counts = np.stack([cases[:, ~after].sum(axis=1), cases[:, after].sum(axis=1)], axis=1)
    _, _, df = did_cells(counts[None], counts[None] * base_rate, layout.treated)
    return float(df[0])


def design_of(layout: Layout, noise: Noise, alpha: float = 0.05, draws: int = DRAWS) -> Design:
    """Information times, levels and df of a plan; fewer ``draws`` make a coarser, faster answer."""
    covariance = look_covariance(layout, noise)
    times = information_times(covariance)
    df = planned_df(layout, noise.base_rate)
    nominal = nominal_levels(times, correlation_of(covariance), df, alpha, draws)
    return Design(layout, noise, times, nominal, df, draws)


def power(design: Design, effect: float) -> float:
    """P(an effect of this size, 0.05 = 5 points, is found at some look), two-sided."""
    covariance = look_covariance(design.layout, design.noise, effect)
    known = correlation_of(look_covariance(design.layout, design.noise))
    drawn = draw(known, design.df, design.draws)
    drift = effect / np.sqrt(np.diag(covariance))
    return rejection(drawn, design.df, design.nominal, drift)


def minimum_detectable_effect(design: Design, wanted: float = 0.8) -> float | None:
    """The smallest improvement found with probability ``wanted``; None where there is none.

    The measure can't rise above 1, so a pilot may be unable to find anything at all.
    """
    low, high = 0.0, 1 - design.noise.base_rate
    if power(design, high) < wanted:
        return None
    for _ in range(STEPS):
        middle = (low + high) / 2
        if power(design, middle) < wanted:
            low = middle
        else:
            high = middle
        if high - low < 1e-4:
            break
    return high
