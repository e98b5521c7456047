"""Positions of single nodes: Burt's holes, betweenness, cores, brokerage; sparse throughout."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Betweenness:
    """``values`` a node, unnormalised (an undirected pair counts once).

    ``errors`` is the standard error of each where pivots were sampled, else zeros; ``pivots`` is
    how many sources were followed.
    """

    values: FloatArray
    errors: FloatArray
    pivots: int
    exact: bool


def betweenness(
    network: Network, *, exact_up_to: int, pivots: int, seed: int, batch: int = 64
) -> Betweenness:
    """Brandes' betweenness (2001) over unweighted shortest paths, many sources at once.

    Above ``exact_up_to`` nodes ``pivots`` sources are drawn without replacement and scaled up
    (Brandes & Pich 2007); the error is that of a mean over a finite population.
    """
    size = network.size
    exact = size <= exact_up_to or pivots >= size
    if exact:
        sources = np.arange(size)
    else:
        sources = np.sort(np.random.default_rng(seed).choice(size, pivots, replace=False))
    forward = network.binary()
    backward = csr_array(forward.T)
    total, squares = np.zeros(size), np.zeros(size)
    for start in range(0, len(sources), batch):
        shares = _dependencies(forward, backward, sources[start : start + batch])
        total += shares.sum(axis=1)
        squares += (shares**2).sum(axis=1)
    count = max(len(sources), 1)
    halves = 1.0 if network.directed else 0.5
    variance = np.maximum(squares / count - (total / count) ** 2, 0) * count / max(count - 1, 1)
    unseen = max(0.0, 1 - count / max(size, 1))
    errors = size * np.sqrt(variance / count * unseen)
    return Betweenness(total * size / count * halves, errors * halves, len(sources), exact)


def _dependencies(forward: Sparse, backward: Sparse, sources: IntArray) -> FloatArray:
    """How much of each source's shortest paths runs through each node (n x sources)."""
    size, width = forward.shape[0], len(sources)
    columns = np.arange(width)
    paths = np.zeros((size, width))
    paths[sources, columns] = 1
    depth = np.full((size, width), -1, dtype=np.int32)
    depth[sources, columns] = 0
    frontier, level = paths.copy(), 0
    while True:
        reached = backward @ frontier
        reached[depth >= 0] = 0
        if not reached.any():
            break
        level += 1
        depth[reached > 0] = level
        paths += reached
        frontier = reached
    shares = np.zeros((size, width))
    for step in range(level, 0, -1):
        here = depth == step
        weight = np.where(here, (1 + shares) / np.where(here, paths, 1), 0)
        shares += np.where(depth == step - 1, (forward @ weight) * paths, 0)
    shares[sources, columns] = 0
    return shares


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
