"""Figures with their 95 % intervals; pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from netsvc.measures.registry import Estimate

Z = 1.959963984540054
"""97.5 % point of the standard normal distribution."""


def share(successes: int, n: int) -> Estimate | None:
    """A share with Wilson's score interval (Wilson 1927, JASA 22:209); None without cases."""
    if n == 0:
        return None
    p = successes / n
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
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
