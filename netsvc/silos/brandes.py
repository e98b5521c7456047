"""Betweenness by Brandes' algorithm, exact or from sampled sources."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from netsvc.silos.network import FloatArray, IntArray, Network, Sparse

DENSE = 64
"""Mean ties a node above which many sources are followed together."""


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
    if forward.nnz > DENSE * size:
        for start in range(0, len(sources), batch):
            shares = _together(forward, backward, sources[start : start + batch])
            total += shares.sum(axis=1)
            squares += (shares**2).sum(axis=1)
    else:
        for one in sources:
            alone = _alone(forward, int(one))
            total += alone
            squares += alone**2
    count = max(len(sources), 1)
    halves = 1.0 if network.directed else 0.5
    variance = np.maximum(squares / count - (total / count) ** 2, 0) * count / max(count - 1, 1)
    unseen = max(0.0, 1 - count / max(size, 1))
    errors = size * np.sqrt(variance / count * unseen)
    return Betweenness(total * size / count * halves, errors * halves, len(sources), exact)


def _alone(forward: Sparse, source: int) -> FloatArray:
    """How much of one source's shortest paths runs through each node, layer by layer."""
    size = forward.shape[0]
    starts, targets = forward.indptr, forward.indices
    depth = np.full(size, -1, dtype=np.int32)
    paths, shares = np.zeros(size), np.zeros(size)
    depth[source], paths[source] = 0, 1
    layers: list[tuple[IntArray, IntArray]] = []
    frontier = np.array([source])
    while True:
        lengths = starts[frontier + 1] - starts[frontier]
        offset = np.repeat(starts[frontier] - (np.cumsum(lengths) - lengths), lengths)
        sender = np.repeat(frontier, lengths)
        receiver = targets[np.arange(len(offset)) + offset]
        fresh = depth[receiver] < 0
        sender, receiver = sender[fresh], receiver[fresh]
        if not len(receiver):
            break
        depth[receiver] = len(layers) + 1
        paths += np.bincount(receiver, weights=paths[sender], minlength=size)
        frontier = np.flatnonzero(depth == len(layers) + 1)
        layers.append((sender, receiver))
    for sender, receiver in reversed(layers):
        weight = (1 + shares[receiver]) * paths[sender] / paths[receiver]
        shares += np.bincount(sender, weights=weight, minlength=size)
    shares[source] = 0
    return shares


def _together(forward: Sparse, backward: Sparse, sources: IntArray) -> FloatArray:
    """The same for many sources at once (n x sources): faster where nodes have many ties."""
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
