"""The unadjusted difference in differences in closed form, for many data sets at once.

Without covariates the model is saturated in the four cells (side x period), so H_gg is constant
inside a unit and period: with h = n_gt / N_at the CR2 adjustment of a unit-period is 1/sqrt(1 - h).
The figures equal those of :mod:`clustered`; a test compares them.
"""

from __future__ import annotations

import numpy as np

from netsvc.experiments.statistics.sums import Bools, Floats


def did_cells(counts: Floats, resolved: Floats, treated: Bools) -> tuple[Floats, Floats, Floats]:
    """Estimate, CR2 standard error and Bell-McCaffrey df, each (R,).

    ``counts`` and ``resolved`` are (R, G, 2): cases and sum of the outcome by data set, unit, and
    period (before, after); ``treated`` is (G,), the same in every data set.
    """
    estimate = np.zeros(counts.shape[0])
    variance = np.zeros(counts.shape[0])
    trace = np.zeros(counts.shape[0])
    squares = np.zeros(counts.shape[0])
    for side, sign in ((treated, 1.0), (~treated, -1.0)):
        n, s = counts[:, side], resolved[:, side]
        total = n.sum(axis=1, keepdims=True)
        mean = s.sum(axis=1, keepdims=True) / total
        share = n / total
        adjusted = 1 / np.sqrt(1 - share)
        score = (s - n * mean) / total * adjusted
        estimate += sign * (mean[:, 0, 1] - mean[:, 0, 0])
        variance += np.sum((score[:, :, 1] - score[:, :, 0]) ** 2, axis=1)
        own = np.sum(share / total * adjusted**2, axis=2)
        loading = share * adjusted / np.sqrt(total)
        inner = -np.einsum("rgt,rht->rgh", loading, loading)
        inner += own[:, :, None] * np.eye(int(side.sum()))
        trace += np.einsum("rgg->r", inner)
        squares += np.sum(inner**2, axis=(1, 2))
    return estimate, np.sqrt(variance), trace**2 / squares
