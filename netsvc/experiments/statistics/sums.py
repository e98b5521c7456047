"""Cases reduced to one small matrix a unit, which is all that clustered least squares needs.

Every estimator here works on sums per unit (G of them, p columns), so 100,000 cases cost one pass
and no n x n matrix is ever formed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netsvc.errors import BadInputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

DID_COLUMN = 3
"""Index of treated x after in the design matrix made by :func:`did_design`."""


@dataclass(frozen=True)
class ClusterSums:
    """Sums per unit g of a least-squares problem with rows x (p columns) and outcome y.

    ``xtx`` (G, p, p) = sum of x x'; ``xty`` (G, p) = sum of x y; ``yty`` (G,) = sum of y*y;
    ``size`` (G,) = number of cases.
    """

    xtx: Floats
    xty: Floats
    yty: Floats
    size: Floats

    @property
    def clusters(self) -> int:
        return int(self.size.shape[0])

    @property
    def columns(self) -> int:
        return int(self.xty.shape[1])

    def without(self, index: int) -> ClusterSums:
        """The same sums with one unit left out."""
        keep = np.arange(self.clusters) != index
        return ClusterSums(self.xtx[keep], self.xty[keep], self.yty[keep], self.size[keep])


def cluster_sums(x: Floats, y: Floats, cluster: Ints, clusters: int) -> ClusterSums:
    """Reduce rows ``x`` (n, p), outcomes ``y`` (n,) and unit indices (n,) to sums per unit.

    Raises BadInputError where a unit has no row.
    """
    size = np.bincount(cluster, minlength=clusters).astype(np.float64)
    if clusters == 0 or bool(np.any(size == 0)):
        raise BadInputError(
            "A unit of the pilot has no cases.", action="Leave the unit out of the plan."
        )
    columns = x.shape[1]
    xtx = np.empty((clusters, columns, columns))
    xty = np.empty((clusters, columns))
    order = np.argsort(cluster, kind="stable")
    ends = np.cumsum(size).astype(np.int64)
    start = 0
    for index, end in enumerate(ends):
        rows = order[start:end]
        part = x[rows]
        xtx[index] = part.T @ part
        xty[index] = part.T @ y[rows]
        start = int(end)
    yty = np.bincount(cluster, weights=y * y, minlength=clusters).astype(np.float64)
    return ClusterSums(xtx, xty, yty, size)


def did_design(treated: Bools, after: Bools, covariates: Floats | None = None) -> Floats:
    """Columns 1, treated, after, treated x after, then the covariates: (n, 4 + covariates).

    Source: Angrist & Pischke (2009), Mostly Harmless Econometrics, eq. 5.2.3: the coefficient of
    the product is the difference in differences.
    """
    treat = treated.astype(np.float64)
    post = after.astype(np.float64)
    base = np.column_stack([np.ones_like(treat), treat, post, treat * post])
    return base if covariates is None else np.hstack([base, covariates])


def independent_columns(x: Floats) -> list[int]:
    """Indices of columns that are not linear combinations of those left of them."""
    gram = x.T @ x
    scale = np.sqrt(np.diag(gram))
    scale[scale == 0] = 1.0
    gram = gram / scale[:, None] / scale[None, :]
    kept: list[int] = []
    for column in range(x.shape[1]):
        inside = gram[np.ix_(kept, kept)]
        across = gram[kept, column]
        rest = gram[column, column] - across @ np.linalg.lstsq(inside, across, rcond=None)[0]
        if rest > 1e-9:
            kept.append(column)
    return kept
