"""Figures with their 95 % intervals; pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from scipy.stats import binom

from netsvc.intervals import Z, wilson
from netsvc.measures.registry import Estimate


def share(successes: int, n: int) -> Estimate | None:
    """A share with Wilson's score interval (Wilson 1927, JASA 22:209); None without cases."""
    if n == 0:
        return None
    p = successes / n
    low, high = wilson(p, n)
    low = 0.0 if successes == 0 else max(0.0, low)
    high = 1.0 if successes == n else min(1.0, high)
    return Estimate(p, low, high, n)


def mean(counts: Sequence[float]) -> Estimate | None:
    """A mean with the normal interval of a mean (variance from the sample, n - 1)."""
    n = len(counts)
    if n == 0:
        return None
    average = sum(counts) / n
    if n == 1:
        return Estimate(average, 0.0, max(average, float(counts[0])), n)
    variance = sum((count - average) ** 2 for count in counts) / (n - 1)
    half = Z * sqrt(variance / n)
    return Estimate(average, max(0.0, average - half), average + half, n)


def median(values: Sequence[float]) -> Estimate | None:
    """A median with the interval between the order statistics that hold it in 95 % of samples or
    more, whatever the distribution (Conover 1999, Practical Nonparametric Statistics, 3.2): the
    r-th from below and from above, r the 2.5 % point of the binomial (n, 1/2). Of fewer than six
    values the smallest and the largest, which hold it less often."""
    n = len(values)
    if n == 0:
        return None
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    # P(X < r) <= .025 for the r-th order statistic to lie above the median
    place = max(int(binom.ppf(0.025, n, 0.5)), 1) - 1
    return Estimate(
        float(np.median(ordered)), float(ordered[place]), float(ordered[n - 1 - place]), n
    )


def p90(values: Sequence[float]) -> float | None:
    """The 90th percentile by linear interpolation (Hyndman and Fan 1996, type 7)."""
    return float(np.percentile(values, 90)) if values else None
