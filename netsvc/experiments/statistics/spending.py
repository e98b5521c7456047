"""Group-sequential boundaries by Lan-DeMets spending of O'Brien-Fleming type.

Sources: Lan & DeMets (1983), Biometrika 70(3) 659-663; recursion of Armitage, McPherson & Rowe
(1969) as in Jennison & Turnbull (2000), Group Sequential Methods, ch. 19. Each side spends
alpha/2 by its own function 2 * (1 - Phi(z_{alpha/4} / sqrt(t))): not the total alpha by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from scipy import optimize, stats

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.sums import Floats

MAX_LOOKS = 10


def spent(time: float, alpha_side: float = 0.025) -> float:
    """Error spent by one side at information time 0 < t <= 1."""
    if time >= 1:
        return alpha_side
    return float(2 * stats.norm.sf(stats.norm.isf(alpha_side / 2) / np.sqrt(time)))


def boundaries(times: Sequence[float], alpha: float = 0.05) -> Floats:
    """Critical |z| at each look for information times (K,), increasing, at most 1.

    The boundary of a look depends on the times up to it only, so it can be computed when the look
    happens, at the information that was really there.
    """
    check_times(times)
    side = alpha / 2
    walk = _Walk()
    found: list[float] = []
    before = 0.0
    for time in times:
        step = max(spent(time, side) - before, 1e-12)
        before += step
        bound = float(
            optimize.brentq(lambda z, t=time, s=step: walk.above(t, z) - s, 0.0, 9.0, xtol=1e-10)
        )
        found.append(bound)
        walk.survive(time, bound)
    return np.array(found)


def nominal_p(bounds: Floats) -> Floats:
    """Two-sided nominal p of each boundary."""
    result: Floats = 2 * stats.norm.sf(bounds)
    return result


def crossing(times: Sequence[float], bounds: Floats, drift: float) -> float:
    """P(|Z_k| >= bound at some look), Z_k ~ N(drift * sqrt(t_k), 1), independent increments.

    ``drift`` is the expected z at information time 1.
    """
    check_times(times)
    walk = _Walk(drift)
    total = 0.0
    for time, bound in zip(times, bounds, strict=True):
        total += walk.above(time, float(bound)) + walk.below(time, float(bound))
        walk.survive(time, float(bound))
    return min(1.0, total)


def check_times(times: Sequence[float]) -> None:
    """Raise BadInputError unless times are increasing in (0, 1] and at most ten."""
    ordered = all(a < b for a, b in pairwise(times))
    if not times or len(times) > MAX_LOOKS or not ordered or times[0] <= 0 or times[-1] > 1 + 1e-12:
        raise BadInputError(
            f"Information times {[round(float(t), 4) for t in times]} don't increase in (0, 1].",
            action=f"Plan 1 to {MAX_LOOKS} looks, each with more mature cases than before.",
        )


class _Walk:
    """Density of the score sqrt(t) * Z over paths that have crossed no boundary so far."""

    def __init__(self, drift: float = 0.0) -> None:
        self.drift = drift
        self.time = 0.0
        self.points: Floats = np.zeros(1)
        self.weights: Floats = np.ones(1)

    def above(self, time: float, bound: float) -> float:
        return float(self.weights @ stats.norm.sf(self._standard(time, bound * np.sqrt(time))))

    def below(self, time: float, bound: float) -> float:
        return float(self.weights @ stats.norm.cdf(self._standard(time, -bound * np.sqrt(time))))

    def survive(self, time: float, bound: float) -> None:
        """Move to ``time`` and keep the paths inside the boundary (Gauss-Legendre nodes)."""
        sd = float(np.sqrt(time - self.time))
        centre = self.points + self.drift * (time - self.time)
        # Far from every path the density is zero: nodes belong where there is mass.
        low = max(-bound * np.sqrt(time), float(centre.min()) - 9 * sd)
        high = min(bound * np.sqrt(time), float(centre.max()) + 9 * sd)
        if high <= low:
            self.points, self.weights, self.time = np.zeros(1), np.zeros(1), time
            return
        nodes, weights = _gauss(int(np.clip(12 * (high - low) / sd, 48, 400)))
        points = (high + low) / 2 + (high - low) / 2 * nodes
        kernel = stats.norm.pdf((points[:, None] - centre[None, :]) / sd) / sd
        self.weights = (high - low) / 2 * weights * (kernel @ self.weights)
        self.points, self.time = points, time

    def _standard(self, time: float, score: float) -> Floats:
        step = time - self.time
        result: Floats = (score - self.points - self.drift * step) / np.sqrt(step)
        return result


@lru_cache(maxsize=512)
def _gauss(count: int) -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return nodes, weights
