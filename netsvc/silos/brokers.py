"""Gould and Fernandez' brokerage roles, sparse."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array

from netsvc.silos.network import FloatArray, Network, Sparse, masked_product, onehot, sums


class Role(StrEnum):
    """What j is in an open path i -> j -> k, by the groups of the three."""

    COORDINATOR = "coordinator"
    ITINERANT = "itinerant"
    REPRESENTATIVE = "representative"
    GATEKEEPER = "gatekeeper"
    LIAISON = "liaison"


def brokerage(network: Network) -> dict[Role, FloatArray]:
    """How often each node is a broker in each role; Gould & Fernandez 1989.

    An open path is i -> j -> k with i and k different and no tie i -> k. All two in one group:
    coordinator; i and k alike, j not: itinerant; i and j alike: representative; j and k alike:
    gatekeeper; all different: liaison. Weights are left aside. Paths are counted from degrees by
    group, and closed ones taken off, so that no path is ever listed.
    """
    ties = network.binary()
    inside, outside = _split(network, ties)
    labels = onehot(network.group_of, len(network.groups))
    to_inside, from_inside = sums(inside, 0), sums(inside, 1)
    to_outside, from_outside = sums(outside, 0), sums(outside, 1)
    same_ends = sums(csr_array(outside.T @ labels) * csr_array(outside @ labels), 1)
    back_inside = sums(inside * csr_array(inside.T), 1)
    back_outside = sums(outside * csr_array(outside.T), 1)
    open_paths = {
        Role.COORDINATOR: to_inside * from_inside - back_inside - _closed(inside, inside, inside),
        Role.ITINERANT: same_ends - back_outside - _closed(outside, outside, inside),
        Role.REPRESENTATIVE: to_inside * from_outside - _closed(inside, outside, outside),
        Role.GATEKEEPER: to_outside * from_inside - _closed(outside, inside, outside),
        Role.LIAISON: to_outside * from_outside - same_ends - _closed(outside, outside, outside),
    }
    return {role: np.rint(counts) for role, counts in open_paths.items()}


def expected_shares(network: Network) -> dict[Role, float]:
    """Each role's share of the open paths under shuffled labels, exact.

    A shuffle makes the groups of any three nodes a draw without replacement, so every open path
    has the same chance of each role.
    """
    sizes = network.group_sizes.astype(np.float64)
    total = float(sizes.sum())
    triples = total * (total - 1) * (total - 2)
    if triples == 0:
        return dict.fromkeys(Role, 0.0)
    alike = float((sizes * (sizes - 1) * (sizes - 2)).sum()) / triples
    two_alike = float((sizes * (sizes - 1) * (total - sizes)).sum()) / triples
    return {
        Role.COORDINATOR: alike,
        Role.ITINERANT: two_alike,
        Role.REPRESENTATIVE: two_alike,
        Role.GATEKEEPER: two_alike,
        Role.LIAISON: 1 - alike - 3 * two_alike,
    }


def _split(network: Network, ties: Sparse) -> tuple[Sparse, Sparse]:
    senders, receivers, _ = network.pairs()
    same = network.group_of[senders] == network.group_of[receivers]
    shape = ties.shape

    def part(chosen: FloatArray) -> Sparse:
        where = chosen.astype(bool)
        ones = np.ones(int(where.sum()))
        return csr_array((ones, (senders[where], receivers[where])), shape=shape)

    return part(same.astype(np.float64)), part((~same).astype(np.float64))


def _closed(first: Sparse, second: Sparse, closing: Sparse) -> FloatArray:
    """By broker j: paths i -> j in ``first``, j -> k in ``second``, with i -> k in ``closing``."""
    return sums(masked_product(csr_array(first.T), closing, second), 1)
