"""Nominal p of each look when there are few units, so that the looks together spend alpha.

With many units the nominal p are those of :mod:`spending`. With few, Student's t at each look is
not enough: variances estimated at different looks differ, and the looks together reject a true
null .07-.08 of the time (4 units, nominal .05; see docs/pilots.md). So the levels are solved for
the joint distribution that the statistics really have: unit changes at the K looks are K-variate
normal, their sample covariance is Wishart, T_k = mean_k / sqrt(S_kk). Source of the Wishart draw:
Bartlett (1933), as in Anderson (2003), Introduction to Multivariate Statistical Analysis, 7.2.1.
Drawn with a fixed seed: the same plan always gives the same levels. The same draws with known
variances, whose answer is known exactly, correct the sampling error (control variate).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import stats

from netsvc.experiments.statistics.spending import boundaries, nominal_p, spent
from netsvc.experiments.statistics.sums import Floats
from netsvc.experiments.statistics.variance import independent_increments

DRAWS = 200_000
SEED = 20_241
FEWEST = 50
MANY = 400.0
"""Degrees of freedom above which t is taken as normal."""


@dataclass(frozen=True)
class Draws:
    """Standard normal means (N, K) and square roots of S_kk (N, K), unit variances."""

    means: Floats
    roots: Floats


def draw(correlation: Floats, df: float, draws: int = DRAWS) -> Draws:
    """Seeded draws of means and standard errors at K looks with ``correlation`` (K, K)."""
    key = tuple(tuple(round(float(c), 6) for c in row) for row in correlation)
    return _draw(key, round(df, 3), draws)


@lru_cache(maxsize=8)
def _draw(correlation: tuple[tuple[float, ...], ...], df: float, draws: int) -> Draws:
    matrix = np.array(correlation)
    looks = len(matrix)
    lower = np.linalg.cholesky(matrix + 1e-9 * np.eye(looks))
    means = _normals(looks, draws) @ lower.T
    if df >= MANY:
        return Draws(means, np.ones_like(means))
    if df >= looks:
        # one product of (N K, K) by (K, K), not N small ones
        spread = (_factors(looks, df, draws).reshape(-1, looks) @ lower.T).reshape(draws, -1, looks)
        return Draws(means, np.sqrt(np.einsum("njk,njk->nk", spread, spread) / df))
    # Fewer degrees of freedom than looks: the Wishart is singular, drawn from its definition.
    whole = max(1, round(df))
    rng = np.random.default_rng(SEED)
    rng.standard_normal((draws, looks))
    squares = np.zeros_like(means)
    for _ in range(whole):
        squares += (rng.standard_normal((draws, looks)) @ lower.T) ** 2
    return Draws(means, np.sqrt(squares / whole))


# What is drawn depends on the number of looks and the degrees of freedom, which a plan's designs
# share; what their correlation makes of it is arithmetic.
@lru_cache(maxsize=4)
def _normals(looks: int, draws: int) -> Floats:
    """Independent standard normals (N, K)."""
    drawn: Floats = np.random.default_rng(SEED).standard_normal((draws, looks))
    return drawn


@lru_cache(maxsize=3)
def _factors(looks: int, df: float, draws: int) -> Floats:
    """Columns of Bartlett's lower factor, (N, K, K) turned so that the last axis is its rows."""
    rng = np.random.default_rng(SEED)
    rng.standard_normal((draws, looks))
    factor = np.zeros((draws, looks, looks))
    for row in range(looks):
        factor[:, row, row] = np.sqrt(rng.chisquare(df - row, draws))
        factor[:, row, :row] = rng.standard_normal((draws, row))
    return np.ascontiguousarray(np.swapaxes(factor, 1, 2))


def drawn_df(df: float, looks: int) -> float:
    """The degrees of freedom that :func:`draw` really uses: whole where fewer than looks."""
    return df if df >= looks else float(max(1, round(df)))


def nominal_levels(
    times: Sequence[float],
    correlation: Floats,
    df: float,
    alpha: float = 0.05,
    draws: int = DRAWS,
) -> tuple[float, ...]:
    """Two-sided nominal p (K,) for looks at information ``times`` with ``df``.

    The level of a look depends on the looks before it only.
    """
    exact = nominal_p(boundaries(times, alpha))
    drawn = draw(correlation, df, draws)
    known = draw(independent_increments(times), MANY, draws)
    total = [2 * spent(time, alpha / 2) for time in times]
    steps = np.maximum(np.diff([0.0, *total]), 0.0)
    for_t = _levels(np.abs(drawn.means / drawn.roots), drawn_df(df, len(times)), steps)
    for_z = _levels(np.abs(known.means), MANY, steps)
    levels = [float(exact[0])]
    for index in range(1, len(times)):
        enough = steps[index] * draws >= FEWEST and for_z[index] > 0
        ratio = for_t[index] / for_z[index] if enough else 1.0
        levels.append(float(exact[index] * ratio))
    return tuple(levels)


def rejection(drawn: Draws, df: float, levels: Sequence[float], drift: Floats) -> float:
    """P(some look rejects) when the expected z at the looks is ``drift`` (K,)."""
    critical = stats.t.isf(np.asarray(levels) / 2, drawn_df(df, len(levels)))
    crossed = np.abs(drawn.means + drift) >= critical * drawn.roots
    hit = crossed[:, 0].copy()
    for later in range(1, crossed.shape[1]):
        hit |= crossed[:, later]
    return float(np.mean(hit))


def _levels(sizes: Floats, df: float, steps: Floats) -> list[float]:
    """Two-sided p of the cut in |statistic| at each look so that the share ``steps`` ends there."""
    alive = np.ones(len(sizes), dtype=np.bool_)
    found: list[float] = []
    for index, step in enumerate(steps):
        count = round(step * len(sizes))
        here = sizes[alive, index]
        if count < 1 or count >= len(here):
            found.append(0.0)
            continue
        cut = float(np.partition(here, len(here) - count)[len(here) - count])
        found.append(float(2 * (stats.norm.sf(cut) if df >= MANY else stats.t.sf(cut, df))))
        alive &= sizes[:, index] < cut
    return found
