"""Least squares with clustered standard errors: CRV1 and CR2 with Bell-McCaffrey df.

Sources: Liang & Zeger (1986) and Stata's factor for CRV1; Bell & McCaffrey (2002), Survey
Methodology 28(2) 169-181 for CR2 and its Satterthwaite degrees of freedom; Pustejovsky & Tipton
(2018), JBES 36(4) 672-683, for the generalised inverse where I - H_gg is singular (eq. 8-10).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.sums import ClusterSums, Floats

SINGULAR = 1e-10


@dataclass(frozen=True)
class Fit:
    """Least squares over all units: coefficients (p,), (X'X)^-1 (p, p), scores X_g'e_g (G, p)."""

    sums: ClusterSums
    beta: Floats
    bread: Floats
    scores: Floats


@dataclass(frozen=True)
class Inference:
    """One coefficient, in the outcome's own unit (0.05 = 5 percentage points of a 0/1 outcome)."""

    estimate: float
    se: float
    df: float

    @property
    def statistic(self) -> float:
        return self.estimate / self.se

    @property
    def p(self) -> float:
        """Two-sided p from Student's t."""
        return float(2 * stats.t.sf(abs(self.statistic), self.df))

    def interval(self, alpha: float = 0.05) -> tuple[float, float]:
        """The values that the two-sided test at level ``alpha`` would not reject."""
        half = float(stats.t.isf(alpha / 2, self.df)) * self.se
        return self.estimate - half, self.estimate + half


def fit(sums: ClusterSums) -> Fit:
    """Ordinary least squares from sums per unit.

    Raises BadInputError where the columns are not independent.
    """
    total = sums.xtx.sum(axis=0)
    if np.linalg.matrix_rank(total, hermitian=True) < sums.columns:
        raise BadInputError(
            "The comparison can't be computed: a group or a period has no cases of its own.",
            action="Check that treated and comparison units have cases before and after the start.",
        )
    bread = np.linalg.inv(total)
    beta = bread @ sums.xty.sum(axis=0)
    scores = sums.xty - sums.xtx @ beta
    return Fit(sums, beta, bread, scores)


def crv1(fitted: Fit, column: int) -> Inference:
    """CRV1: sandwich times G/(G-1) * (n-1)/(n-p), with G-1 degrees of freedom.

    Kept for comparison only: with 4-16 units it rejects a true null .06-.14 of the time at .05.
    """
    groups, cases = fitted.sums.clusters, float(fitted.sums.size.sum())
    if groups < 2:
        raise _too_few()
    factor = groups / (groups - 1) * (cases - 1) / (cases - fitted.sums.columns)
    parts = fitted.scores @ fitted.bread[column]
    return Inference(
        float(fitted.beta[column]), float(np.sqrt(factor * np.sum(parts**2))), float(groups - 1)
    )


def cr2(fitted: Fit, column: int) -> Inference:
    """CR2 standard error with Bell-McCaffrey degrees of freedom under a working identity.

    With X_g = Q_g R_g (R_g from the eigenvectors of X_g'X_g) the adjustment (I - H_gg)^(-1/2) acts
    only inside the span of Q_g, where I - H_gg is I - R_g (X'X)^-1 R_g': a p x p matrix. With
    t_g = A_g X_g (X'X)^-1 c, the df are (sum_g p_g'p_g)^2 / sum_gh (p_g'p_h)^2, where
    p_g'p_h = 1[g=h] t_g't_g - t_g'X_g (X'X)^-1 X_h't_h.

    Raises BadInputError where a side has a single unit or the residuals are all zero.
    """
    sums, bread = fitted.sums, fitted.bread
    values, vectors = np.linalg.eigh(sums.xtx)
    inside = values > SINGULAR * values.max(axis=1, keepdims=True)
    root = np.where(inside, np.sqrt(np.where(inside, values, 0.0)), 0.0)
    inverse = np.where(inside, 1 / np.where(inside, root, 1.0), 0.0)
    r = root[:, :, None] * np.swapaxes(vectors, 1, 2)
    adjust, spanned = _inverse_root(np.eye(sums.columns) - r @ bread @ np.swapaxes(r, 1, 2))
    wanted = np.einsum("gjk,k->gj", r, bread[column])
    # A direction that one unit alone decides has no residual: its error can't be estimated.
    alone = np.linalg.norm(np.einsum("gij,gj->gi", spanned, wanted), axis=1)
    if bool(np.any(alone > 1e-6 * np.linalg.norm(wanted))):
        raise _too_few()
    loading = np.einsum("gij,gj->gi", adjust, wanted)
    residual = inverse * np.einsum("gji,gj->gi", vectors, fitted.scores)
    variance = float(np.sum(np.einsum("gi,gi->g", loading, residual) ** 2))
    back = np.einsum("gij,gi->gj", r, loading)
    inner = np.diag(np.einsum("gi,gi->g", loading, loading)) - back @ bread @ back.T
    return inference_of(float(fitted.beta[column]), variance, inner)


def inference_of(estimate: float, variance: float, inner: Floats) -> Inference:
    """Join an estimate, its CR2 variance and the (G, G) matrix p_g'p_h to one inference."""
    trace, squares = float(np.trace(inner)), float(np.sum(inner**2))
    if squares <= 0 or trace**2 / squares < 1e-6:
        raise _too_few()
    if variance <= 1e-20:
        raise BadInputError(
            "The outcome does not vary inside the groups: everyone or no one was resolved.",
            action="Choose a measure that varies, or a longer period.",
        )
    return Inference(estimate, float(np.sqrt(variance)), trace**2 / squares)


def _inverse_root(matrices: Floats) -> tuple[Floats, Floats]:
    """Moore-Penrose inverse square roots (G, p, p) and the projections on their null spaces."""
    values, vectors = np.linalg.eigh(matrices)
    positive = values > 1e-9
    scale = np.where(positive, 1 / np.sqrt(np.where(positive, values, 1.0)), 0.0)
    root = np.einsum("gik,gk,gjk->gij", vectors, scale, vectors)
    null = np.einsum("gik,gk,gjk->gij", vectors, (~positive).astype(np.float64), vectors)
    return root, null


def _too_few() -> BadInputError:
    return BadInputError(
        "A side of the pilot has fewer than two units, so its uncertainty can't be measured.",
        action="Use at least two units on each side; the plan check says how many are needed.",
    )
