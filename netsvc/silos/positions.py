"""Positions of single nodes: Burt's holes and cores; sparse throughout."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from netsvc.silos.network import FloatArray, IntArray, Network, Sparse, masked_product, sums


def constraint(network: Network) -> FloatArray:
    """Burt's constraint of every node (nan for one without ties); Burt 1992.

    c_i = sum_j (p_ij + sum_q p_iq p_qj)^2 over the neighbours j, p being the share of i's ties
    (both directions together) that goes to j.
    """
    mutual = _mutual(network)
    shares = _by_row(mutual, sums(mutual, 1))
    through = masked_product(shares, shares, _ones(mutual))
    squared = shares + through
    squared.data **= 2
    return _or_nan(sums(squared, 1), mutual)


def effective_size(network: Network) -> FloatArray:
    """Burt's effective size of every node (nan for one without ties); Burt 1992.

    sum_j (1 - sum_q p_iq m_jq) over the neighbours j, m being j's tie to q against j's
    strongest.
    """
    mutual = _mutual(network)
    shares = _by_row(mutual, sums(mutual, 1))
    strongest = _by_row(mutual, _largest(mutual))
    redundancy = masked_product(shares, csr_array(strongest.T), _ones(mutual))
    degree = np.diff(mutual.indptr).astype(np.float64)
    return _or_nan(degree - sums(redundancy, 1), mutual)


def core_numbers(network: Network) -> IntArray:
    """The largest k such that the node is in a part where all have k neighbours; Seidman 1983.

    Directions and weights are left aside: a tie either way makes neighbours.
    """
    neighbours = _ones(_mutual(network))
    degree = np.diff(neighbours.indptr).astype(np.int64)
    core = np.zeros(network.size, dtype=np.int64)
    alive = np.ones(network.size, dtype=bool)
    level = 0
    while alive.any():
        level = max(level, int(degree[alive].min()))
        leaving = alive & (degree <= level)
        core[leaving] = level
        alive &= ~leaving
        lost = neighbours @ leaving.astype(np.float64)
        degree -= lost.astype(np.int64)
    return core


def _mutual(network: Network) -> Sparse:
    return csr_array(network.ties + network.ties.T)


def _ones(matrix: Sparse) -> Sparse:
    copy = matrix.copy()
    copy.data = np.ones_like(copy.data)
    return copy


def _largest(matrix: Sparse) -> FloatArray:
    return np.asarray(matrix.max(axis=1).toarray(), dtype=np.float64).ravel()


def _by_row(matrix: Sparse, divisor: FloatArray) -> Sparse:
    copy = matrix.copy()
    copy.data = copy.data / np.repeat(divisor, np.diff(copy.indptr))
    return copy


def _or_nan(values: FloatArray, mutual: Sparse) -> FloatArray:
    return np.where(np.diff(mutual.indptr) > 0, values, np.nan)
