"""A network of nodes with one group each, as a sparse matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, vstack

from netsvc.errors import BadInputError

IntArray = NDArray[np.signedinteger[Any]]
FloatArray = NDArray[np.float64]
Sparse = csr_array[Any]


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes, the group of each, and the ties between them.

    ``ties[i, j]`` is the weight from node i to node j (n x n, no diagonal, no stored zeros); in
    an undirected network it is symmetric, so each tie stands twice. ``self_ties`` counts the
    input rows that joined a node with itself and were dropped.
    """

    nodes: tuple[str, ...]
    groups: tuple[str, ...]
    group_of: IntArray
    ties: Sparse
    directed: bool
    self_ties: int = 0

    @property
    def size(self) -> int:
        return len(self.nodes)

    @property
    def edges(self) -> int:
        """Joined pairs: ordered ones if directed, else unordered ones."""
        return int(self.ties.nnz) if self.directed else int(self.ties.nnz) // 2

    @property
    def group_sizes(self) -> IntArray:
        return np.bincount(self.group_of, minlength=len(self.groups)).astype(np.int64)

    def pairs(self) -> tuple[IntArray, IntArray, FloatArray]:
        """Sender, receiver and weight of every stored tie."""
        return self._pairs

    @cached_property
    def _pairs(self) -> tuple[IntArray, IntArray, FloatArray]:
        # hundreds of shuffles ask for them
        ties = self.ties.tocoo()
        rows, columns = ties.coords
        return (
            np.asarray(rows, dtype=np.int64),
            np.asarray(columns, dtype=np.int64),
            np.asarray(ties.data, dtype=np.float64),
        )

    def internal(self, labels: IntArray) -> float:
        """The weight of ties between nodes of one label.

        Where weights are whole numbers, ties are counted and the few that weigh more than one are
        added to that: whole numbers give the same sum in any order.
        """
        senders, receivers, weights = self._pairs
        # every position is a node's: the mode only spares looking for ones that are not
        inside = labels.take(senders, mode="clip") == labels.take(receivers, mode="clip")
        if self._heavy is None:
            return float(weights[inside].sum())
        heavy, more = self._heavy
        return float(np.count_nonzero(inside)) + float(more[inside[heavy]].sum())

    @cached_property
    def _heavy(self) -> tuple[IntArray, FloatArray] | None:
        """Positions of ties that don't weigh one, and by how much more; None for broken weights."""
        weights = self._pairs[2]
        if (weights != np.rint(weights)).any():
            return None
        heavy = np.flatnonzero(weights != 1)
        return heavy, weights[heavy] - 1

    def binary(self) -> Sparse:
        """The ties with every weight 1."""
        ties = self.ties.copy()
        ties.data = np.ones_like(ties.data)
        return ties


def build(
    senders: Sequence[str],
    receivers: Sequence[str],
    membership: Mapping[str, str],
    *,
    weights: Iterable[float] | None = None,
    directed: bool = True,
) -> Network:
    """A network from names; repeated rows add up, rows from a node to itself are counted apart.

    Every node of ``membership`` is in the network, also one without ties. Raises
    ``BadInputError`` for a sender or receiver without a group.
    """
    nodes = tuple(sorted(membership))
    code = {node: number for number, node in enumerate(nodes)}
    require_groups((*senders, *receivers), membership)
    groups = tuple(sorted(set(membership.values())))
    group_code = {group: number for number, group in enumerate(groups)}
    return from_codes(
        nodes,
        groups,
        np.array([group_code[membership[node]] for node in nodes], dtype=np.int64),
        senders=np.array([code[sender] for sender in senders], dtype=np.int64),
        receivers=np.array([code[receiver] for receiver in receivers], dtype=np.int64),
        weights=None if weights is None else np.array(list(weights), dtype=np.float64),
        directed=directed,
    )


def require_groups(nodes: Iterable[str], membership: Mapping[str, str]) -> None:
    """Raise ``BadInputError`` where a node has no group, naming the first five such."""
    unknown = sorted(set(nodes) - membership.keys())
    if unknown:
        shown = ", ".join(unknown[:5]) + (", ..." if len(unknown) > 5 else "")
        raise BadInputError(
            f"Nodes in the ties without a group: {len(unknown)} ({shown}).",
            action="Add them to the membership, one line each: node,group.",
        )


def from_codes(
    nodes: tuple[str, ...],
    groups: tuple[str, ...],
    group_of: IntArray,
    *,
    senders: IntArray,
    receivers: IntArray,
    weights: FloatArray | None = None,
    directed: bool = True,
) -> Network:
    """A network from positions in ``nodes``; one entry a tie, in any order."""
    values = np.ones(len(senders)) if weights is None else weights
    apart = senders != receivers
    rows, columns, values = senders[apart], receivers[apart], values[apart]
    if not directed:
        rows, columns = np.concatenate([rows, columns]), np.concatenate([columns, rows])
        values = np.concatenate([values, values])
    ties = csr_array(coo_array((values, (rows, columns)), shape=(len(nodes), len(nodes))))
    ties.sum_duplicates()
    ties.eliminate_zeros()
    return Network(nodes, groups, group_of, ties, directed, int((~apart).sum()))


def distinct(keys: IntArray) -> IntArray:
    """The different keys, sorted. numpy's own way hashes, and packed keys collide in it."""
    ordered = np.sort(keys)
    if not len(ordered):
        return ordered
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]]


def sums(matrix: Sparse, axis: int) -> FloatArray:
    """Sums along an axis as a plain array: 1 by row, 0 by column."""
    return np.asarray(matrix.sum(axis=axis), dtype=np.float64).ravel()


def onehot(labels: IntArray, count: int) -> Sparse:
    """n x ``count`` indicator matrix of labels."""
    n = len(labels)
    return csr_array((np.ones(n), (np.arange(n), labels)), shape=(n, count))


def masked_product(left: Sparse, right: Sparse, mask: Sparse, block: int = 1024) -> Sparse:
    """``(left @ right)`` kept only where ``mask`` has an entry, times the mask's entry.

    In blocks of rows, because the whole product of a network with hubs does not fit in memory.
    """
    parts = [
        ((left[start : start + block] @ right) * mask[start : start + block]).tocsr()
        for start in range(0, left.shape[0], block)
    ]
    if not parts:
        return csr_array(mask.shape)
    return csr_array(vstack(parts, format="csr"))
