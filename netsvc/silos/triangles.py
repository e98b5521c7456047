"""Triangles of a network: three nodes of whom each two are joined."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from netsvc.silos.network import IntArray, Sparse

_AT_ONCE = 1 << 20


def triangles(neighbours: Sparse) -> IntArray:
    """Every triangle once, shape (3, triangles), in no order that means anything.

    ``neighbours`` is a symmetric square matrix without a diagonal; its values don't matter. Each
    tie is pointed at the node with more neighbours, and pairs of ties that leave the same node are
    looked at. So a hub begins few pairs, and the work is the ties times the arboricity of the
    network (Chiba and Nishizeki 1985), where the product of the matrix with itself costs the sum
    of the squares of the numbers of neighbours.
    """
    size = neighbours.shape[0]
    degree = np.diff(neighbours.indptr).astype(np.int64)
    order = np.argsort(degree, kind="stable")
    rank = np.empty(size, dtype=np.int64)
    rank[order] = np.arange(size)
    begin = rank[np.repeat(np.arange(size), degree)]
    end = rank[neighbours.indices]
    ties = np.sort((begin * size + end)[begin < end])
    found = [np.empty((3, 0), dtype=np.int64)]
    for first, second, third in _pairs(ties // max(size, 1), ties % max(size, 1), size):
        closed = _among(second * size + third, ties)
        found.append(order[np.stack((first[closed], second[closed], third[closed]))])
    return np.concatenate(found, axis=1)


def _pairs(
    begin: IntArray, end: IntArray, size: int
) -> Iterator[tuple[IntArray, IntArray, IntArray]]:
    """A node and each two of the nodes that its ties point at, some at a time."""
    until = np.cumsum(np.bincount(begin, minlength=size))[begin]
    later = until - np.arange(len(begin)) - 1
    total = np.cumsum(later)
    start = 0
    while start < len(begin):
        base = int(total[start - 1]) if start else 0
        stop = max(int(np.searchsorted(total, base + _AT_ONCE, side="right")), start + 1)
        one = np.repeat(np.arange(start, stop), later[start:stop])
        other = one + 1 + np.arange(len(one)) - (total[one] - later[one] - base)
        yield begin[one], end[one], end[other]
        start = stop


def _among(keys: IntArray, known: IntArray) -> npt.NDArray[np.bool_]:
    """Which of the keys are among those known, which are sorted."""
    return np.equal(known[np.minimum(np.searchsorted(known, keys), len(known) - 1)], keys)
