"""Randomisation test: what if other units had been chosen?

Source: Fisher (1935); Imbens & Rubin (2015), Causal Inference, ch. 5. The statistic is the mean
change of treated units minus that of comparison units; ties count as extreme, with a tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from netsvc.experiments.statistics.sums import Bools, Floats

TIE = 1e-9
ENUMERATE_UP_TO = 200_000


@dataclass(frozen=True)
class Randomisation:
    """``extreme`` of ``allocations`` were at least as far from zero as the real one.

    ``enough`` is False where even the clearest result could not reach ``alpha``.
    """

    statistic: float
    extreme: int
    allocations: int
    exact: bool
    smallest_p: float
    enough: bool

    @property
    def p(self) -> float:
        if self.exact:
            return self.extreme / self.allocations
        return (self.extreme + 1) / (self.allocations + 1)


def smallest_attainable_p(treated: int, comparison: int) -> float:
    """The p of the clearest possible result: with equal sides the mirror image is as clear."""
    if treated < 1 or comparison < 1:
        return 1.0
    mirrors = 2 if treated == comparison else 1
    return mirrors / comb(treated + comparison, treated)


def randomisation_test(
    changes: Floats, treated: Bools, *, alpha: float = 0.05, draws: int = 20_000, seed: int = 1
) -> Randomisation:
    """Test unit changes (G,) against all ways to choose as many treated units.

    Up to 200,000 allocations are enumerated; above that, ``draws`` seeded ones stand for them and
    the real allocation is counted among them.
    """
    groups, chosen = len(changes), int(treated.sum())
    total = comb(groups, chosen)
    weights = np.where(treated, 1 / chosen, -1 / (groups - chosen))
    observed = float(weights @ changes)
    both = 1 / chosen + 1 / (groups - chosen)
    offset = float(changes.sum()) / (groups - chosen)
    exact = total <= ENUMERATE_UP_TO
    if exact:
        flat = np.fromiter(
            (i for group in combinations(range(groups), chosen) for i in group),
            dtype=np.int64,
            count=total * chosen,
        )
        picks = flat.reshape(total, chosen)
    else:
        rng = np.random.default_rng(seed)
        picks = np.argsort(rng.random((draws, groups)), axis=1)[:, :chosen]
    found = np.abs(changes[picks].sum(axis=1) * both - offset)
    scale = max(1.0, float(np.abs(changes).max()))
    extreme = int(np.sum(found >= abs(observed) - TIE * scale))
    smallest = smallest_attainable_p(chosen, groups - chosen)
    return Randomisation(observed, extreme, len(picks), exact, smallest, smallest <= alpha)
