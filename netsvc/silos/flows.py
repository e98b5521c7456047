"""Flows from unit to unit: observed beside what the volumes alone would give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from netsvc.silos.legs import MOVES, UNKNOWN, Legs, Outcome, distinct_employees
from netsvc.silos.network import FloatArray, IntArray
from netsvc.silos.shuffles import LEVEL


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """One entry a pair of units that anything flowed between (same length in every array).

    ``expected`` is what independence of sender and receiver volumes gives; ``ratio`` is observed
    to expected with its 95 % interval ``low`` to ``high`` (the exact Poisson interval of the
    count); ``residual`` is Haberman's adjusted one, standard normal under independence.
    ``employees`` counts the distinct people on either side.
    """

    senders: IntArray
    receivers: IntArray
    observed: FloatArray
    expected: FloatArray
    low: FloatArray
    high: FloatArray
    residual: FloatArray
    employees: IntArray

    @property
    def ratio(self) -> FloatArray:
        return self.observed / np.where(self.expected > 0, self.expected, np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Pace:
    """By pair of units, in the order of ``Flows``: hours until taken up, and how legs ended."""

    median_hours: FloatArray
    p90_hours: FloatArray
    declined: FloatArray
    bounced: FloatArray


def flows(
    senders: IntArray,
    receivers: IntArray,
    weights: FloatArray,
    units: int,
    *,
    people: tuple[IntArray, ...] = (),
    within: bool = True,
) -> Flows:
    """Flows between units, from one entry a tie.

    ``within`` says whether a unit's flow to itself is a flow: where not, such entries are left
    out and the expectation is that of quasi-independence (the diagonal can't happen; Goodman
    1968), fitted by proportional scaling.
    """
    keep = np.ones(len(senders), dtype=bool) if within else senders != receivers
    senders, receivers, weights = senders[keep], receivers[keep], weights[keep]
    cells = senders.astype(np.int64) * units + receivers
    found, position = np.unique(cells, return_inverse=True)
    observed = np.bincount(position, weights=weights, minlength=len(found)).astype(np.float64)
    rows, columns = found // units, found % units
    sent = np.bincount(rows, weights=observed, minlength=units).astype(np.float64)
    received = np.bincount(columns, weights=observed, minlength=units).astype(np.float64)
    total = float(observed.sum())
    if within or total == 0:
        send_scale, receive_scale = sent / max(total, 1.0), received
    else:
        send_scale, receive_scale = without_diagonal(sent, received)
    expected = send_scale[rows] * receive_scale[columns]
    low, high = poisson_interval(observed)
    residual = _residual(observed, expected, sent[rows], received[columns], total)
    safe = np.where(expected > 0, expected, np.nan)
    _, employees = distinct_employees(cells, *(one[keep] for one in people))
    return Flows(rows, columns, observed, expected, low / safe, high / safe, residual, employees)


def of_legs(legs: Legs, *, within: bool = True) -> Flows:
    """Flows over the legs, each counted once."""
    return flows(
        legs.from_unit,
        legs.to_unit,
        np.ones(len(legs)),
        len(legs.units),
        people=(legs.from_expert, legs.to_expert),
        within=within,
    )


def pace(legs: Legs, found: Flows) -> Pace:
    """Hours until taken up (where the log says), and shares declined and bounced, by flow."""
    units = len(legs.units)
    cells = legs.from_unit.astype(np.int64) * units + legs.to_unit
    wanted = found.senders.astype(np.int64) * units + found.receivers
    position = np.searchsorted(wanted, cells)
    count = len(wanted)
    known = (legs.waited != UNKNOWN) & np.isin(legs.outcome, MOVES)
    hours = legs.waited[known] / 60
    order = np.lexsort((hours, position[known]))
    hours, owner = hours[order], position[known][order]
    starts = np.searchsorted(owner, np.arange(count))
    lengths = np.searchsorted(owner, np.arange(count), side="right") - starts
    all_legs = np.maximum(np.bincount(position, minlength=count), 1)

    def share(outcome: Outcome) -> FloatArray:
        chosen = position[legs.outcome == int(outcome)]
        return np.asarray(np.bincount(chosen, minlength=count) / all_legs, dtype=np.float64)

    return Pace(
        _quantile(hours, starts, lengths, 0.5),
        _quantile(hours, starts, lengths, 0.9),
        share(Outcome.DECLINED),
        share(Outcome.BOUNCED),
    )


def independent(
    observed: FloatArray, sent: FloatArray, received: FloatArray, total: float
) -> tuple[FloatArray, FloatArray]:
    """Of each cell what independence of its volumes gives, and Haberman's adjusted residual."""
    expected = sent * received / max(total, 1.0)
    return expected, _residual(observed, expected, sent, received, total)


def _residual(
    observed: FloatArray,
    expected: FloatArray,
    sent: FloatArray,
    received: FloatArray,
    total: float,
) -> FloatArray:
    spread = expected * (1 - sent / max(total, 1)) * (1 - received / max(total, 1))
    return np.divide(
        observed - expected, np.sqrt(spread), out=np.zeros(len(expected)), where=spread > 0
    )


def poisson_interval(counts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Exact 95 % interval of a Poisson mean from its count; Garwood 1936."""
    tail = (1 - LEVEL) / 2
    # most cells share a few small counts, and the quantile is the slow part
    different, place = np.unique(counts, return_inverse=True)
    some = np.maximum(different, 0.5)
    low = np.asarray(chi2.ppf(tail, 2 * some) / 2, dtype=np.float64)
    low[different <= 0] = 0
    high = np.asarray(chi2.ppf(1 - tail, 2 * (different + 1)) / 2, dtype=np.float64)
    return low[place], high[place]


def without_diagonal(
    sent: FloatArray, received: FloatArray, rounds: int = 500
) -> tuple[FloatArray, FloatArray]:
    """Scales a, b with sum over j != i of a_i b_j = sent_i, and likewise for received."""
    give, take = sent / max(float(sent.sum()), 1.0), received
    for _ in range(rounds):
        before = give
        room = take.sum() - take
        give = np.divide(sent, room, out=np.zeros_like(give), where=room > 0)
        room = give.sum() - give
        take = np.divide(received, room, out=np.zeros_like(take), where=room > 0)
        if np.allclose(before, give, rtol=1e-10, atol=0):
            break
    return give, take


def _quantile(values: FloatArray, starts: IntArray, lengths: IntArray, share: float) -> FloatArray:
    """Linear-interpolation quantile of each run of sorted values; nan for an empty run."""
    result = np.full(len(starts), np.nan)
    some = lengths > 0
    place = (lengths[some] - 1) * share
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, lengths[some] - 1)
    first = values[starts[some] + below]
    result[some] = first + (values[starts[some] + above] - first) * (place - below)
    return result
