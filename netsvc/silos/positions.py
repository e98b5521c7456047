"""Positions of single nodes: Burt's holes and cores; sparse throughout."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from scipy.sparse import csr_array

from netsvc.silos.network import FloatArray, IntArray, Network, Sparse, sums
from netsvc.silos.triangles import triangles


def constraint(network: Network) -> FloatArray:
    """Burt's constraint of every node (nan for one without ties); Burt 1992.

    c_i = sum_j (p_ij + sum_q p_iq p_qj)^2 over the neighbours j, p being the share of i's ties
    (both directions together) that goes to j.
    """
    mutual = _mutual(network)
    shares = _by_row(mutual, sums(mutual, 1))
    both = _joined_both_ways(mutual)
    through = shares.data[both.iq] * shares.data[both.qj]
    squared = shares.copy()
    squared.data += np.bincount(both.ij, through, minlength=len(squared.data))
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
    both = _joined_both_ways(mutual)
    redundant = shares.data[both.iq] * strongest.data[both.jq]
    degree = np.diff(mutual.indptr).astype(np.float64)
    return _or_nan(degree - np.bincount(both.i, redundant, minlength=len(degree)), mutual)


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


@dataclass(frozen=True, slots=True)
class _Both:
    """Neighbours i and j that share the neighbour q: each triangle six times.

    ``i`` is a node; the others are places of ties in the data of the matrix.
    """

    i: IntArray
    ij: IntArray
    iq: IntArray
    qj: IntArray
    jq: IntArray


def _joined_both_ways(mutual: Sparse) -> _Both:
    corners = triangles(mutual)
    size = mutual.shape[0]
    keys = np.repeat(np.arange(size), np.diff(mutual.indptr)) * size + mutual.indices
    tie = {
        (one, other): np.searchsorted(keys, corners[one] * size + corners[other])
        for one, other in permutations(range(3), 2)
    }
    ways = list(permutations(range(3)))
    return _Both(
        np.concatenate([corners[i] for i, _, _ in ways]),
        np.concatenate([tie[i, j] for i, j, _ in ways]),
        np.concatenate([tie[i, q] for i, _, q in ways]),
        np.concatenate([tie[q, j] for _, j, q in ways]),
        np.concatenate([tie[j, q] for _, j, q in ways]),
    )


def _mutual(network: Network) -> Sparse:
    mutual = csr_array(network.ties + network.ties.T)
    mutual.sort_indices()
    return mutual


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
