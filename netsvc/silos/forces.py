"""Forces between nodes that push each other apart and are pulled together by their ties."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netsvc.silos.network import FloatArray, IntArray

_NEAREST = 0.01
_STILL = 1e-4
_BLOCK = 256


@dataclass(frozen=True, slots=True)
class Pulls:
    """Undirected ties, each once: between the nodes ``one`` and ``other`` with ``weight``."""

    one: IntArray
    other: IntArray
    weight: FloatArray


def settle(
    places: FloatArray, pulls: Pulls, free: IntArray, *, room: float, rounds: int
) -> FloatArray:
    """Where nodes come to rest: places (n, 2), of which only those at ``free`` move.

    Fruchterman and Reingold 1991: any two push each other by room^2 / distance, a tie pulls by
    weight x distance^2 / room, and the largest step allowed cools down from a tenth of the width.
    The same as ``networkx.spring_layout(method="force")`` (a test compares them), which goes from
    node to node in Python and takes ten times as long for the 2,000 units of a large organisation.
    """
    places = places.copy()
    step = float(np.ptp(places, axis=0).max()) * 0.1
    cooling = step / (rounds + 1)
    for _ in range(rounds):
        moved = _pushed(places, free, room) + _pulled(places, pulls, room)[free]
        far = np.maximum(np.hypot(moved[:, 0], moved[:, 1]), _NEAREST)
        moved *= (step / far)[:, None]
        places[free] += moved
        step -= cooling
        if np.linalg.norm(moved) / len(places) < _STILL:
            break
    return places


def _pushed(places: FloatArray, free: IntArray, room: float) -> FloatArray:
    """By all others, of those that may move; in blocks, as all pairs at once would be much."""
    found = np.empty((len(free), 2))
    x, y = places[:, 0].copy(), places[:, 1].copy()
    for start in range(0, len(free), _BLOCK):
        mine = free[start : start + _BLOCK]
        across = x[mine, None] - x
        up = y[mine, None] - y
        strength = across * across
        strength += up * up
        np.maximum(strength, _NEAREST**2, out=strength)
        np.divide(room * room, strength, out=strength)
        found[start : start + len(mine), 0] = np.einsum("ij,ij->i", across, strength)
        found[start : start + len(mine), 1] = np.einsum("ij,ij->i", up, strength)
    return found


def _pulled(places: FloatArray, pulls: Pulls, room: float) -> FloatArray:
    way = places[pulls.other] - places[pulls.one]
    far = np.maximum(np.hypot(way[:, 0], way[:, 1]), _NEAREST)
    found = np.zeros_like(places)
    for axis in (0, 1):
        pull = way[:, axis] * (pulls.weight * far / room)
        found[:, axis] += np.bincount(pulls.one, pull, len(places))
        found[:, axis] -= np.bincount(pulls.other, pull, len(places))
    return found
