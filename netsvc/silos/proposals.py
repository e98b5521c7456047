"""Proposals of mini-networks: pairs of units, by what they would have saved in a replay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import nbinom, poisson

from netsvc.silos.legs import MOVES, NEEDS, UNKNOWN, Legs, Outcome
from netsvc.silos.network import FloatArray, IntArray
from netsvc.silos.shuffles import LEVEL

TIMES = 9
"""Into so many parts a past is cut to see how much times differ: months of three quarters of a
year, or nearly so of two thirds."""
BUSY = 0.95
"""So many weeks have no more cases than a busy one."""
_WEEKS = 4
"""Of fewer weeks nothing is known of how much they differ."""
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Saving:
    """A sum over the cases of a pair, with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """One entry a case and pair of units that it should have gone between directly."""

    pair: IntArray
    case: IntArray
    hops: FloatArray
    bounces: FloatArray
    hours: FloatArray


def replay(legs: Legs) -> Replay:
    """What each case would have saved, had it gone straight from its first unit to its last.

    The last unit is the one where the case ended up, by whichever way: handed on, redirected, or
    by the customer's coming again. A case is in the replay if it bounced, was redirected or came
    again on the way. Saved are the legs beyond one, the bounces, and the waiting on all legs but
    the last, which is the one that stays. Assumed is that the direct handover takes as long as
    the last leg took, and that it sticks.
    """
    chosen = legs.of((*MOVES, *NEEDS)).ordered()
    if not len(chosen):
        nothing = np.empty(0)
        none = np.empty(0, dtype=np.int64)
        return Replay(none, none, nothing, nothing, nothing)
    starts = np.flatnonzero(np.r_[True, chosen.case[1:] != chosen.case[:-1]])
    ends = np.r_[starts[1:], len(chosen)] - 1
    waited = np.where(chosen.waited == UNKNOWN, 0, chosen.waited)
    trouble = np.isin(chosen.outcome, [int(one) for one in NEEDS])
    bounced = chosen.outcome == int(Outcome.BOUNCED)
    first, last = chosen.from_unit[starts], chosen.to_unit[ends]
    needed = (np.add.reduceat(trouble.astype(np.int64), starts) > 0) & (first != last)
    units = max(len(legs.units), 1)
    pair = np.minimum(first, last).astype(np.int64) * units + np.maximum(first, last)
    hours = (np.add.reduceat(waited, starts) - waited[ends]) / 60
    return Replay(
        pair[needed],
        chosen.case[starts][needed],
        (ends - starts)[needed].astype(np.float64),
        np.add.reduceat(bounced.astype(np.float64), starts)[needed],
        hours[needed].astype(np.float64),
    )


def saving(values: FloatArray, draws: int, seed: int = 1) -> Saving:
    """The sum with a bootstrap interval in which also the number of cases varies."""
    sums = _poisson_sums(values, np.ones(draws), seed)
    return _between(float(values.sum()), sums)


def predicted(
    values: FloatArray, ages: FloatArray, scale: float, draws: int, seed: int = 1
) -> Saving:
    """The sum to come over a time ``scale`` times as long as that of ``values``.

    ``ages`` says when each value came, as a share (0 to 1) of that time. The interval carries the
    uncertainty of the rate, the chance of the time to come, and that times differ: how much more
    the sums of ``TIMES`` equal parts vary than Poisson numbers would is taken to hold for the whole
    time to come, as a season does (a gamma-Poisson mixture: Cameron and Trivedi 2013, ch. 3).
    """
    generator = np.random.default_rng(seed + 2)
    rates = generator.gamma(len(values) + 0.5, 1 / max(len(values), 1), draws) * scale
    rates *= _seasons(values, ages, draws, generator)
    sums = _poisson_sums(values, rates, seed)
    return _between(float(values.sum()) * scale, sums)


def _seasons(
    values: FloatArray, ages: FloatArray, draws: int, generator: np.random.Generator
) -> FloatArray:
    """How much busier than on average a time may be, a draw each; how much times differ is known
    from few of them only, so that is drawn too (scaled inverse chi-squared)."""
    part = np.minimum((ages * TIMES).astype(np.int64), TIMES - 1)
    sums = np.bincount(part, values, minlength=TIMES)
    mean = float(sums.mean())
    busy = np.ones(draws)
    if mean <= 0:
        return busy
    free = TIMES - 1
    varied = free * float(sums.var(ddof=1)) / generator.chisquare(free, draws)
    # what single cases do by chance is drawn with them
    spread = (varied - float((values**2).sum()) / TIMES) / mean**2
    more = spread > 0
    busy[more] = generator.gamma(1 / spread[more], spread[more])
    return busy


def busy_week(came: FloatArray, weeks: float) -> int:
    """How many cases come at most in 19 weeks of 20, and at least one.

    ``came`` says when each case came, in weeks since the beginning of a time of ``weeks``. Weeks
    differ more than by chance: the number of a week is negative binomial, with the mean over all
    the time and, by moments of the counts of whole weeks, the variance beyond that of a Poisson
    number (Cameron and Trivedi 2013, ch. 3). Poisson where they do not differ more, or are few.
    """
    mean = len(came) / weeks
    whole = int(weeks)
    if whole < _WEEKS:
        return max(int(poisson.ppf(BUSY, mean)), 1)
    counts = np.bincount(came[came < whole].astype(np.int64), minlength=whole)
    usual = float(counts.mean())
    spread = (float(counts.var(ddof=1)) - usual) / max(usual, 1 / whole) ** 2
    if spread <= 0:
        return max(int(poisson.ppf(BUSY, mean)), 1)
    return max(int(nbinom.ppf(BUSY, 1 / spread, 1 / (1 + spread * mean))), 1)


def _poisson_sums(values: FloatArray, rates: FloatArray, seed: int) -> FloatArray:
    """A sum of the values a rate, each value as often as a Poisson number of that rate says.

    How often equal values come together is one Poisson number of the summed rates, so that it
    is drawn once for each different value: hops are few, and waits are whole minutes.
    """
    generator = np.random.default_rng(seed)
    different, counts = np.unique(values, return_counts=True)
    block = max(_AT_ONCE // max(len(different), 1), 1)
    return np.concatenate(
        [
            generator.poisson(rates[start : start + block, None] * counts) @ different
            for start in range(0, len(rates), block)
        ]
    )


def _between(value: float, sums: FloatArray) -> Saving:
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(sums, [tail, 1 - tail])
    return Saving(value, float(low), float(high))
