"""Intervals of shares, 95 % unless said otherwise; pure."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054
"""97.5 % point of the standard normal distribution."""

Told = tuple[float, float, float]
"""A share and its interval: value, low, high."""


def wilson(share: float, n: int, z: float = Z) -> tuple[float, float]:
    """The score interval of a share of ``n`` >= 1 (Wilson 1927, JASA 22:209)."""
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return centre - half, centre + half


def newcombe(one: Told, other: Told, tie: float = 0.0) -> tuple[float, float]:
    """The interval of one share less another, from the interval of each and the correlation
    ``tie`` between them, 0 where they are of different cases.

    Newcombe 1998, Statistics in Medicine 17: method 10, p. 873 for independent and p. 2635 for
    paired shares.
    """
    (value, low, high), (other_value, other_low, other_high) = one, other
    down, up = value - low, high - value
    other_down, other_up = other_value - other_low, other_high - other_value
    difference = value - other_value
    under = sqrt(down**2 - 2 * tie * down * other_up + other_up**2)
    over = sqrt(up**2 - 2 * tie * up * other_down + other_down**2)
    return difference - under, difference + over
