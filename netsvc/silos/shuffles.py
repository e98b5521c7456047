"""What chance alone would give: group labels shuffled over the nodes, seeded."""

from __future__ import annotations

from collections.abc import Callable
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
    generator = np.random.default_rng(seed)
    return np.array([statistic(generator.permutation(labels)) for _ in range(permutations)])


def internal_weight(network: Network, permutations: int, seed: int) -> FloatArray:
    """The weight inside groups under every shuffle: all that E-I depends on."""
    senders, receivers, weights = network.pairs()
    labels = network.group_of.astype(np.int32)
    return null_distribution(
        labels,
        lambda row: float(weights[row[senders] == row[receivers]].sum()),
        permutations,
        seed,
    )


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
    for draw in range(draws):
        drawn = np.bincount(generator.integers(0, count, count), minlength=count)
        times = drawn.astype(np.float64)
        ratios[draw] = (times @ parts) / (times @ whole)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(ratios, [tail, 1 - tail])
    return float(low), float(high)
