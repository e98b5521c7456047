"""Where nodes stand on a map: forces between them, the same for the same network, and steady.

Positions are pairs in the square from -1 to 1. Nothing here is random.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np
from scipy.spatial import cKDTree

from netsvc.silos.forces import Pulls, settle
from netsvc.silos.network import FloatArray

Position = tuple[float, float]

_GOLDEN = np.pi * (3 - 5**0.5)
_ROUNDS, _ROUNDS_OF_MANY, _MANY = 120, 30, 400
_APART = 60
_HOLD, _ROOM = 1.0, 1.5
_KEEP = 0.5
"""From this share of nodes that stood on the map before, the others are fitted in between."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What is to be laid out: nodes, each in a group, and weights (counts) between pairs."""

    group_of: Mapping[str, str]
    weights: Mapping[tuple[str, str], float]


def layout(ties: Ties, before: Mapping[str, Position] | None = None) -> dict[str, Position]:
    """A place for every node; who stood on the map ``before`` stays where they were.

    Fruchterman and Reingold 1991, from a start by groups on a circle, where a hub of each group
    stays and holds its members; ties pull by the logarithm of their weight. In the end nodes that
    would cover each other are moved apart.
    """
    nodes = sorted(ties.group_of)
    if not nodes:
        return {}
    stood = {node: before[node] for node in nodes if node in before} if before else {}
    if len(stood) >= _KEEP * len(nodes):
        places = _fitted_in(nodes, ties, stood)
        free = np.array([node not in stood for node in nodes])
    else:
        places = _by_forces(nodes, ties)
        free = np.ones(len(nodes), dtype=bool)
    settled = _apart(places, free)
    return {
        node: (round(float(x), 4), round(float(y), 4))
        for node, (x, y) in zip(nodes, settled, strict=True)
    }


def _by_forces(nodes: Sequence[str], ties: Ties) -> FloatArray:
    if len(nodes) == 1:
        return np.zeros((1, 2))
    start, centres = _by_group(nodes, ties.group_of)
    number = {node: place for place, node in enumerate(nodes)}
    between: dict[tuple[int, int], float] = {}
    for (first, second), weight in sorted(ties.weights.items()):
        pull = log1p(weight)
        if first != second and pull > 0:
            one, other = sorted((number[first], number[second]))
            between[one, other] = between.get((one, other), 0.0) + pull
    # the hub of a group holds each of its members as strongly as all others together pull it
    ends = np.array(list(between), dtype=np.int64).reshape(-1, 2).T
    pull_of = np.array(list(between.values()))
    pulls = sum(np.bincount(end, pull_of, len(nodes)) for end in ends)
    most = float(np.max(pulls)) or 1.0
    hubs = {group: len(nodes) + place for place, group in enumerate(centres)}
    members = np.arange(len(nodes))
    found = settle(
        np.concatenate([start, np.array(list(centres.values()))]),
        Pulls(
            np.concatenate([ends[0], members]),
            np.concatenate([ends[1], [hubs[ties.group_of[node]] for node in nodes]]),
            np.concatenate([pull_of / most, _HOLD * np.maximum(pulls / most, 0.2)]),
        ),
        members,
        room=_ROOM / float(np.sqrt(len(nodes))),
        rounds=_ROUNDS_OF_MANY if len(nodes) > _MANY else _ROUNDS,
    )
    return _scaled(found[: len(nodes)])


def _by_group(
    nodes: Sequence[str], group_of: Mapping[str, str]
) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Groups on a circle in the order of their keys, each with an arc as wide as it is large,
    their members as in a sunflower; and the centre of each group."""
    groups = sorted(set(group_of.values()))
    sizes = {group: sum(group_of[node] == group for node in nodes) ** 0.5 for group in groups}
    around, so_far = sum(sizes.values()), 0.0
    centres: dict[str, FloatArray] = {}
    for group in groups:
        angle = 2 * np.pi * (so_far + sizes[group] / 2) / around
        centres[group] = np.array([np.cos(angle), np.sin(angle)])
        so_far += sizes[group]
    seen = dict.fromkeys(groups, 0)
    places = np.zeros((len(nodes), 2))
    for place, node in enumerate(nodes):
        group = group_of[node]
        number = seen[group]
        seen[group] += 1
        turn, out = number * _GOLDEN, 0.5 * np.sqrt((number + 0.5) / len(nodes))
        places[place] = centres[group] + out * np.array([np.cos(turn), np.sin(turn)])
    return places, centres


def _fitted_in(nodes: Sequence[str], ties: Ties, stood: Mapping[str, Position]) -> FloatArray:
    """New nodes in the middle of those that they belong to, as far as these have a place."""
    centre: dict[str, list[Position]] = {}
    for node, position in stood.items():
        centre.setdefault(ties.group_of[node], []).append(position)
    pulled: dict[str, list[tuple[Position, float]]] = {}
    for (first, second), weight in sorted(ties.weights.items()):
        for node, other in ((first, second), (second, first)):
            if node not in stood and other in stood:
                pulled.setdefault(node, []).append((stood[other], log1p(weight)))
    places = np.zeros((len(nodes), 2))
    for place, node in enumerate(nodes):
        if node in stood:
            places[place] = stood[node]
            continue
        near = pulled.get(node) or [(one, 1.0) for one in centre.get(ties.group_of[node], [])]
        total = sum(weight for _, weight in near)
        # a little inward, where there is room also beside one that stands in a corner
        middle = [0.85 * sum(at[way] * pull for at, pull in near) / (total or 1) for way in (0, 1)]
        places[place] = np.clip(
            (
                middle[0] + 0.05 * np.cos(place * _GOLDEN),
                middle[1] + 0.05 * np.sin(place * _GOLDEN),
            ),
            -1,
            1,
        )
    return places


def _scaled(places: FloatArray) -> FloatArray:
    """Stretched to the square along both axes, so that labels find room."""
    low, high = places.min(axis=0), places.max(axis=0)
    size = np.where(high > low, high - low, 1.0)
    return np.asarray(np.where(high > low, 2 * (places - low) / size - 1, 0.0), dtype=np.float64)


def _apart(places: FloatArray, free: FloatArray) -> FloatArray:
    """Free nodes moved until none covers another; the others stay where they are."""
    count = len(places)
    least = min(0.25, 1.2 / np.sqrt(count))
    places = places.copy()
    rounds = _APART if count <= _MANY else 10
    # two on one spot part along a direction of their own
    turn = np.arange(count) * _GOLDEN
    own = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    for _ in range(rounds):
        # only those who are near are looked at: of thousands all pairs would be a gigabyte
        near = cKDTree(places).query_pairs(least, output_type="ndarray")
        one, other = near[:, 0], near[:, 1]
        way = places[one] - places[other]
        far = np.sqrt((way**2).sum(axis=1))
        close = far < least
        if not close.any():
            break
        one, other, way, far = one[close], other[close], way[close], far[close]
        step = np.where(
            (far > 1e-9)[:, None], way / np.maximum(far, 1e-9)[:, None], own[one] - own[other]
        )
        push = step * ((least - far) / 2)[:, None]
        moved = np.zeros_like(places)
        np.add.at(moved, one, push)
        np.add.at(moved, other, -push)
        places = np.clip(places + np.where(free[:, None], moved, 0.0), -1, 1)
    return places
