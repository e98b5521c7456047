"""What chance alone would give: group labels shuffled over the nodes, seeded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from netsvc.errors import BadInputError
from netsvc.silos.network import FloatArray, IntArray, Network

TOLERANCE = 1e-9
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Chance:
    """Observed against shuffled: central 95 % of the shuffles and the p of each side.

    ``p`` is two-sided: the share of shuffles at least as far from ``centre`` as the observed one
    (ties count, with a tolerance; the observed labelling counts as one of them). ``p_low`` and
    ``p_high`` are the shares at or below, and at or above, the observed one.
    """

    low: float
    high: float
    p: float
    p_low: float
    p_high: float
    permutations: int


def null_distribution(
    labels: IntArray, statistic: Callable[[IntArray], float], permutations: int, seed: int
) -> FloatArray:
    """The statistic of ``permutations`` shuffled copies of ``labels``."""
    return np.array([statistic(one) for one in _shuffled(labels, permutations, seed)])


_MOST_KEPT = 1 << 26
_AT_ONCE = 1 << 19
"""Draws of single nodes that are held at once."""
_latest: list[tuple[IntArray, int, int, list[IntArray]]] = []


def _shuffled(labels: IntArray, permutations: int, seed: int) -> Iterable[IntArray]:
    """Shuffled copies; the latest ones are kept, as several statistics are asked of the same."""
    for known, number, start, found in _latest:
        if (number, start) == (permutations, seed) and np.array_equal(known, labels):
            return found
    # as narrow as they go they stay near at hand, and a shuffle draws the same of any width
    narrow = np.min_scalar_type(labels.max(initial=0))
    generator = np.random.default_rng(seed)
    wide = labels.astype(np.intp)
    drawn = (generator.permutation(wide).astype(narrow) for _ in range(permutations))
    if len(labels) * narrow.itemsize * permutations > _MOST_KEPT:
        return drawn
    made = list(drawn)
    _latest[:] = [(labels.copy(), permutations, seed, made)]
    return made


def internal_weight(network: Network, permutations: int, seed: int) -> FloatArray:
    """The weight inside groups under every shuffle: all that E-I depends on."""
    return null_distribution(network.group_of, network.internal, permutations, seed)


def received_inside(network: Network, permutations: int, seed: int) -> FloatArray:
    """The weight inside groups under every shuffle of who received it; who sent it stays.

    A shuffle gives each receiver the group of anybody, the sender's own place among them: on
    average a share of n / N stays inside a group of n of N nodes.
    """
    senders, receivers, weights = network.pairs()
    count = len(network.groups)
    cells, place = np.unique(receivers * count + network.group_of[senders], return_inverse=True)
    receiver, group = np.divmod(cells, count)
    weight = np.bincount(place, weights=weights)

    shuffled = _shuffled(network.group_of, permutations, seed)
    if len(receiver) * permutations > _AT_ONCE:
        return np.array([weight[labels[receiver] == group].sum() for labels in shuffled])
    # of a unit's few receivers all shuffles are looked at together
    stays = np.stack([labels[receiver] for labels in shuffled]) == group
    return np.asarray((stays * weight).sum(axis=1), dtype=np.float64)


def judge(observed: float, null: FloatArray, centre: float) -> Chance:
    """Compare ``observed`` with the shuffles' values ``null`` around ``centre``.

    Raises ``BadInputError`` where there is no shuffle.
    """
    if not len(null):
        raise BadInputError(
            "No permutations were asked for.", action="Ask for at least 1, better 999."
        )
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(null, [tail, 1 - tail])
    total = len(null) + 1
    far = np.abs(null - centre) >= abs(observed - centre) - TOLERANCE
    return Chance(
        low=float(low),
        high=float(high),
        p=(int(far.sum()) + 1) / total,
        p_low=(int((null <= observed + TOLERANCE).sum()) + 1) / total,
        p_high=(int((null >= observed - TOLERANCE).sum()) + 1) / total,
        permutations=len(null),
    )


def same_group_chance(sizes: IntArray) -> float:
    """The probability that two different nodes share a group: sum n_g (n_g - 1) / (N (N - 1))."""
    total = int(sizes.sum())
    return float((sizes * (sizes - 1)).sum() / (total * (total - 1)))


def by_sender_interval(
    parts: FloatArray, whole: FloatArray, draws: int, seed: int
) -> tuple[float, float] | None:
    """95 % bootstrap interval of ``sum(parts) / sum(whole)``, senders drawn with replacement.

    One entry a sender; senders and not handovers are drawn, because one person's handovers
    resemble each other. None where fewer than two senders have anything.
    """
    active = whole > 0
    count = int(active.sum())
    if count < 2 or draws < 1:
        return None
    parts, whole = parts[active], whole[active]
    generator = np.random.default_rng(seed + 1)
    ratios = np.empty(draws)
    block = max(_AT_ONCE // count, 1)
    for start in range(0, draws, block):
        # summed as drawn: a product of vectors would wake a thread on every core each time
        drawn = generator.integers(0, count, (min(block, draws - start), count))
        ratios[start : start + block] = parts[drawn].sum(axis=1) / whole[drawn].sum(axis=1)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(ratios, [tail, 1 - tail])
    return float(low), float(high)
