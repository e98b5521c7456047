"""Before and after, on the membership that was frozen at the baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from netsvc.errors import BadInputError
from netsvc.silos import mixing
from netsvc.silos.network import FloatArray, Network, build
from netsvc.silos.shuffles import LEVEL

Tie = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Period:
    """One period's E-I beside its expectation, and Freeman's segregation."""

    ei: float
    ei_expected: float
    segregation: float
    weight: float


@dataclass(frozen=True, slots=True)
class Change:
    """Two periods and the change of segregation between them, with its 95 % interval.

    Below 0 is fewer silos. ``interval`` is a bootstrap over senders, the same person drawn in
    both periods together; None where fewer than two people sent anything in both.
    ``left_out`` counts the ties of people who had no unit at the baseline.
    """

    before: Period
    after: Period
    change: float
    interval: tuple[float, float] | None
    left_out: tuple[int, int]


def compare(
    before: Sequence[Tie],
    after: Sequence[Tie],
    baseline: Mapping[str, str],
    *,
    draws: int = 999,
    seed: int = 1,
) -> Change:
    """Compare two periods on ``baseline``: who was in which unit before the first.

    Both periods use the same membership, so that a reorganisation alone changes nothing; a person
    who came later is left out and counted. Raises ``BadInputError`` where a period is empty.
    """
    networks, left_out = [], []
    for ties in (before, after):
        known = [tie for tie in ties if tie[0] in baseline and tie[1] in baseline]
        left_out.append(len(ties) - len(known))
        network = build(
            [tie[0] for tie in known],
            [tie[1] for tie in known],
            baseline,
            weights=[tie[2] for tie in known],
        )
        networks.append(network)
    found = compare_networks(networks[0], networks[1], draws=draws, seed=seed)
    return replace(found, left_out=(left_out[0], left_out[1]))


def compare_networks(before: Network, after: Network, *, draws: int = 999, seed: int = 1) -> Change:
    """Compare two periods of the same people in the same groups.

    Raises ``BadInputError`` where a period is empty, or the groups are fewer than two.
    """
    for name, network in (("before", before), ("after", after)):
        if not network.ties.nnz:
            raise BadInputError(
                f"The period {name} has no handover between people of the baseline.",
                action="Choose a longer period.",
            )
        mixing.check(network)
    first, second = _period(before), _period(after)
    return Change(
        first,
        second,
        second.segregation - first.segregation,
        _interval(before, after, draws, seed),
        (0, 0),
    )


def _period(network: Network) -> Period:
    ei, expected = mixing.ei_index(network), mixing.ei_expected(network)
    weight = float(network.ties.data.sum())
    return Period(ei, expected, mixing.segregation(ei, expected), weight)


def _interval(before: Network, after: Network, draws: int, seed: int) -> tuple[float, float] | None:
    outside = [mixing.external_by_sender(network) for network in (before, after)]
    active = (outside[0][1] > 0) | (outside[1][1] > 0)
    both = (outside[0][1] > 0) & (outside[1][1] > 0)
    if int(both.sum()) < 2 or draws < 1:
        return None
    expected = mixing.ei_expected(before)
    generator = np.random.default_rng(seed)
    changes: list[float] = []
    count = int(active.sum())
    sent = [(part[active], whole[active]) for part, whole in outside]
    while len(changes) < draws:
        drawn = generator.integers(0, count, count)
        shares = [_share(part[drawn], whole[drawn]) for part, whole in sent]
        if None in shares:
            continue
        # segregation is 1 - 2 share / (1 + expected), so its change is a difference of shares
        changes.append(-2 * ((shares[1] or 0.0) - (shares[0] or 0.0)) / (1 + expected))
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(changes, [tail, 1 - tail])
    return float(low), float(high)


def _share(part: FloatArray, whole: FloatArray) -> float | None:
    total = float(whole.sum())
    return float(part.sum()) / total if total > 0 else None
