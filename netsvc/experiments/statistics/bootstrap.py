"""Restricted wild cluster bootstrap-t, a second opinion beside CR2.

Source: Cameron, Gelbach & Miller (2008), REStat 90(3) 414-427: the null is imposed, residuals of a
whole unit change sign together (Rademacher), t uses CRV1. All 2^G signs are used when they are few.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netsvc.experiments.statistics.clustered import Fit, fit
from netsvc.experiments.statistics.sums import ClusterSums, Floats

TIE = 1e-9
ENUMERATE_UP_TO = 12
BATCH = 4096


@dataclass(frozen=True)
class WildBootstrap:
    """How many sign patterns gave a |t| above the observed one, and how many the same (ties)."""

    strictly_more_extreme: int
    ties: int
    patterns: int
    enumerated: bool

    @property
    def p(self) -> float:
        """Ties count as extreme (``>=``), so the test never rejects more often than it says."""
        extreme = self.strictly_more_extreme + self.ties
        if self.enumerated:
            return extreme / self.patterns
        return (extreme + 1) / (self.patterns + 1)


def wild_cluster(fitted: Fit, column: int, *, draws: int = 9_999, seed: int = 1) -> WildBootstrap:
    """Test coefficient ``column`` = 0; up to 12 units enumerated, else ``draws`` patterns."""
    sums = fitted.sums
    keep = [index for index in range(sums.columns) if index != column]
    null = fit(ClusterSums(sums.xtx[:, keep][:, :, keep], sums.xty[:, keep], sums.yty, sums.size))
    beta = np.zeros(sums.columns)
    beta[keep] = null.beta
    fixed = sums.xtx @ beta
    noise = sums.xty - fixed
    observed = abs(float(_statistics(fitted, fixed, noise, np.ones((1, sums.clusters)), column)[0]))
    enumerated = sums.clusters <= ENUMERATE_UP_TO
    patterns = 2**sums.clusters if enumerated else draws
    rng = np.random.default_rng(seed)
    above = ties = 0
    for start in range(0, patterns, BATCH):
        count = min(BATCH, patterns - start)
        if enumerated:
            bits = np.arange(start, start + count)[:, None] >> np.arange(sums.clusters)[None, :]
            signs: Floats = 1.0 - 2.0 * (bits & 1).astype(np.float64)
        else:
            signs = rng.choice(np.array([-1.0, 1.0]), size=(count, sums.clusters))
        found = np.abs(_statistics(fitted, fixed, noise, signs, column))
        tied = np.abs(found - observed) <= TIE * max(1.0, observed)
        ties += int(np.sum(tied))
        above += int(np.sum((found > observed) & ~tied))
    return WildBootstrap(above, ties, patterns, enumerated)


def _statistics(fitted: Fit, fixed: Floats, noise: Floats, signs: Floats, column: int) -> Floats:
    """CRV1 t statistics (B,) of outcomes rebuilt from the null fit with signed unit residuals."""
    products = fixed[None] + signs[:, :, None] * noise[None]
    betas = products.sum(axis=1) @ fitted.bread
    scores = products - np.einsum("gij,bj->bgi", fitted.sums.xtx, betas)
    parts = scores @ fitted.bread[column]
    groups, cases = fitted.sums.clusters, float(fitted.sums.size.sum())
    factor = groups / (groups - 1) * (cases - 1) / (cases - fitted.sums.columns)
    result: Floats = betas[:, column] / np.sqrt(factor * np.sum(parts**2, axis=1))
    return result
