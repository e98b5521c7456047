"""What would fall apart if one were gone: for the person themselves, and for nobody else."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import connected_components

from netsvc.directory.model import LocalText
from netsvc.measures.facts import Facts
from netsvc.measures.labels import UNKNOWN_LABEL
from netsvc.measures.ways import numbered_legs
from netsvc.silos.legs import HANDOVERS
from netsvc.silos.network import Network

AT_LEAST = 3
"""Handovers between two units from which they count as joined, as for ``loneBridges``."""


@dataclass(frozen=True)
class WithoutMe:
    """``handovers``: given or taken by me. ``apart``: pairs of others who reach each other only
    through me, whichever way handovers run. ``alone``: units that are joined through me only."""

    handovers: int
    apart: int
    alone: tuple[tuple[LocalText, LocalText], ...]


def without_me(facts: Facts, network: Network, place: int) -> WithoutMe:
    """``place`` is mine in the network of people."""
    mine, alone = _links(facts, network.nodes[place])
    return WithoutMe(mine, _apart(network, place), alone)


def _links(facts: Facts, person: str) -> tuple[int, tuple[tuple[LocalText, LocalText], ...]]:
    numbered = numbered_legs(facts.steps)
    legs = numbered.legs.of(HANDOVERS)
    number = bisect_left(numbered.people, person)
    if number == len(numbered.people) or numbered.people[number] != person:
        return 0, ()
    is_mine = (legs.from_expert == number) | (legs.to_expert == number)
    low, high = np.minimum(legs.from_unit, legs.to_unit), np.maximum(legs.from_unit, legs.to_unit)
    pairs = low.astype(np.int64) * max(len(legs.units), 1) + high
    known, place = np.unique(pairs, return_inverse=True)
    total = np.bincount(place, minlength=len(known))
    own = np.bincount(place[is_mine], minlength=len(known))
    ends = (divmod(int(known[one]), len(legs.units)) for one in np.flatnonzero(total == own))
    names = [
        (_named(facts, legs.units[first]), _named(facts, legs.units[second]))
        for one, (first, second) in zip(np.flatnonzero(total == own), ends, strict=True)
        if first != second and total[one] >= AT_LEAST
    ]
    alone = sorted(names, key=lambda pair: (pair[0].fi, pair[1].fi))
    return int(is_mine.sum()), tuple(alone)


def _named(facts: Facts, unit: str) -> LocalText:
    return facts.unit_names.get(unit, UNKNOWN_LABEL)


def _apart(network: Network, place: int) -> int:
    _, labels = connected_components(network.ties, directed=False)
    mine = np.flatnonzero(labels == labels[place])
    others = mine[mine != place]
    _, left = connected_components(network.ties[others][:, others], directed=False)
    sizes = np.bincount(left) if len(others) else np.zeros(0, dtype=np.int64)
    whole = len(others)
    return int(whole * (whole - 1) // 2 - (sizes * (sizes - 1) // 2).sum())
