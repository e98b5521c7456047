"""How weight falls inside and between groups: E-I, segregation, modularity, assortativity."""

from __future__ import annotations

import numpy as np

from netsvc.errors import BadInputError
from netsvc.silos.network import FloatArray, IntArray, Network, sums
from netsvc.silos.shuffles import same_group_chance


def check(network: Network) -> None:
    """Raise ``BadInputError`` where no measure of mixing is defined."""
    if not network.ties.nnz:
        raise BadInputError(
            "There are no ties between different nodes.",
            action="Choose a longer window, or check the file.",
        )
    if len(network.groups) < 2:
        raise BadInputError(
            f"All {network.size} nodes are in one group.",
            action="Bridges and silos need at least two groups: check the membership.",
        )


def ei_index(network: Network) -> float:
    """(external - internal) / (external + internal) weight; Krackhardt & Stern 1988.

    From -1 (all inside groups) to +1 (all between groups).
    """
    _, _, weights = network.pairs()
    return float(1 - 2 * network.internal(network.group_of) / weights.sum())


def ei_expected(network: Network) -> float:
    """Exact mean of E-I over all shufflings of the labels: 1 - 2 sum n_g (n_g-1) / (N (N-1))."""
    return 1 - 2 * same_group_chance(network.group_sizes)


def segregation(ei: float, expected: float) -> float:
    """Freeman's segregation 1 - (1 + EI) / (1 + EI expected); Freeman 1978.

    0 is what chance gives, 1 is no tie between groups, below 0 is more bridges than by chance.
    """
    return 1 - (1 + ei) / (1 + expected)


def modularity(network: Network, labels: IntArray | None = None) -> float:
    """Weighted modularity; Newman 2004, directed: Leicht & Newman 2008."""
    mixing = mixing_matrix(network, labels)
    sent, received = mixing.sum(axis=1), mixing.sum(axis=0)
    return float(np.trace(mixing) - sent @ received)


def modularity_expected(network: Network) -> float:
    """Exact mean of modularity over all shufflings: -(1 - P) sum out_i in_i / m^2.

    P is the probability that two nodes share a group. A shuffle leaves the degrees alone, and
    E[sum_g out_g in_g] splits into the same node twice (certain) and two nodes (P).
    """
    ties = network.ties
    sent, received = sums(ties, 1), sums(ties, 0)
    total = float(sent.sum())
    chance = same_group_chance(network.group_sizes)
    return float(-(1 - chance) * (sent @ received) / total**2)


def assortativity(network: Network, labels: IntArray | None = None) -> float | None:
    """Nominal assortativity (tr e - sum a b) / (1 - sum a b), weighted; Newman 2003.

    None where every tie must be internal (the denominator is 0).
    """
    mixing = mixing_matrix(network, labels)
    by_chance = float(mixing.sum(axis=1) @ mixing.sum(axis=0))
    if 1 - by_chance < 1e-12:
        return None
    return float((np.trace(mixing) - by_chance) / (1 - by_chance))


def mixing_matrix(network: Network, labels: IntArray | None = None) -> FloatArray:
    """Share of the weight from group g to group h (groups x groups, sums to 1)."""
    labels = network.group_of if labels is None else labels
    count = len(network.groups)
    senders, receivers, weights = network.pairs()
    wide = labels.astype(np.int32)
    cells = wide[senders] * count + wide[receivers]
    mixing = np.bincount(cells, weights=weights, minlength=count * count)
    return np.asarray(mixing.reshape(count, count) / weights.sum(), dtype=np.float64)


def external_by_sender(network: Network) -> tuple[FloatArray, FloatArray]:
    """Each node's weight sent to other groups, and all it sent."""
    senders, receivers, weights = network.pairs()
    outside = network.group_of[senders] != network.group_of[receivers]

    def sent(chosen: FloatArray) -> FloatArray:
        counted = np.bincount(senders, weights=chosen, minlength=network.size)
        return np.asarray(counted, dtype=np.float64)

    return sent(np.where(outside, weights, 0.0)), sent(weights)
