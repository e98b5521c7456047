"""Snapshots: a million handovers as a few sorted tallies, which a day is added to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from netsvc.errors import BadInputError
from netsvc.silos.flows import Flows, flows
from netsvc.silos.legs import UNKNOWN, Legs, Outcome
from netsvc.silos.network import FloatArray, IntArray, Sparse, distinct
from netsvc.silos.tally import Layout, Tally, add, nothing, tally

MONTHS, OUTCOMES, UNITS, DETAIL = 10, 3, 15, 20
CELLS = Layout(
    (("month", MONTHS), ("outcome", OUTCOMES), ("from", UNITS), ("to", UNITS), ("of", DETAIL))
)
WAIT_STEP = 2**0.25
"""Width of a waiting bin: a quantile from a snapshot is at most 9 % off."""
WAIT_BINS = 80
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Window:
    """Months since January 1970, both included, and the outcomes that count."""

    first: int
    last: int
    outcomes: tuple[Outcome, ...] = (
        Outcome.ACCEPTED,
        Outcome.DECLINED,
        Outcome.BOUNCED,
        Outcome.EXPIRED,
    )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that the unit-level pages need, by month, outcome, sender and receiver unit.

    ``counts`` legs, ``minutes`` waited, ``waits`` legs by bin of waiting, ``people`` legs by
    employee on either side, ``types`` legs by issue type. ``units`` is the catalogue, which only
    ever grows at its end; ``legs`` is how many legs went in, ``through`` the last one's minute,
    ``version`` how many times something was added.
    """

    units: tuple[str, ...]
    counts: Tally
    minutes: Tally
    waits: Tally
    people: Tally
    types: Tally
    legs: int = 0
    through: int = -1
    version: int = field(default=0, compare=False)
    format: int = FORMAT

    @property
    def nbytes(self) -> int:
        """Bytes of the tallies."""
        return sum(
            one.nbytes for one in (self.counts, self.minutes, self.waits, self.people, self.types)
        )

    def add(self, legs: Legs) -> Snapshot:
        """With some more legs, usually one more day's.

        Raises ``BadInputError`` where the legs' catalogue of units does not extend this one's.
        """
        return merge([self, build(legs)])

    def matrix(self, window: Window, what: str = "counts") -> Sparse:
        """Units x units: ``counts`` of legs or ``minutes`` waited in the window."""
        chosen = _in_window({"counts": self.counts, "minutes": self.minutes}[what], window)
        size = len(self.units)
        senders, receivers = CELLS.part(chosen.keys, "from"), CELLS.part(chosen.keys, "to")
        return csr_array(
            (chosen.counts.astype(np.float64), (senders, receivers)), shape=(size, size)
        )

    def flows(self, window: Window, *, within: bool = True) -> Flows:
        """Observed against expected, with the distinct employees of each cell."""
        cells = self.matrix(window).tocoo()
        rows, columns = cells.coords
        found = flows(
            np.asarray(rows, dtype=np.int64),
            np.asarray(columns, dtype=np.int64),
            np.asarray(cells.data, dtype=np.float64),
            len(self.units),
            within=within,
        )
        return replace(found, employees=self._employees(window, found))

    def _employees(self, window: Window, found: Flows) -> IntArray:
        chosen = _in_window(self.people, window).keys
        pair_and_person = distinct(chosen & ((1 << (2 * UNITS + DETAIL)) - 1))
        pairs, how_many = np.unique(pair_and_person >> DETAIL, return_counts=True)
        wanted = (found.senders.astype(np.int64) << UNITS) | found.receivers
        counts = np.zeros(len(wanted), dtype=np.int64)
        if len(pairs):
            place = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
            there = pairs[place] == wanted
            counts[there] = how_many[place[there]]
        return counts

    def strata(self, window: Window) -> dict[tuple[int, int], dict[int, set[int]]]:
        """The employees behind each cell (sender unit, receiver unit), month by month.

        What the small-group rule merges by: counts can't be merged, because the same person may
        stand in two cells. A month with only unknown people has an empty set, which is too few.
        """
        found: dict[tuple[int, int], dict[int, set[int]]] = {}
        for cell, month, _ in _unpacked(_in_window(self.counts, window)):
            found.setdefault(cell, {}).setdefault(month, set())
        for cell, month, person in _unpacked(_in_window(self.people, window)):
            found[cell][month].add(person)
        return found

    def wait_quantile(self, window: Window, share: float) -> Sparse:
        """Units x units: hours within which ``share`` of the legs were taken up.

        The geometric middle of the bin it falls into, so at most 9 % off.
        """
        size = len(self.units)
        chosen = _in_window(self.waits, window)
        if not len(chosen):
            return csr_array((size, size))
        low = (1 << (2 * UNITS + DETAIL)) - 1
        by_bin = tally(chosen.keys & low, chosen.counts)
        cells = by_bin.keys >> DETAIL
        bins = by_bin.keys & ((1 << DETAIL) - 1)
        pairs, start = np.unique(cells, return_index=True)
        running = np.cumsum(by_bin.counts)
        ends = np.r_[start[1:], len(cells)] - 1
        before = running[start] - by_bin.counts[start]
        target = before + np.ceil(share * (running[ends] - before))
        place = np.searchsorted(running, target)
        hours = _middle(bins[place]) / 60
        return csr_array((hours, (pairs >> UNITS, pairs & ((1 << UNITS) - 1))), shape=(size, size))


def empty(units: tuple[str, ...] = ()) -> Snapshot:
    none = nothing()
    return Snapshot(units, counts=none, minutes=none, waits=none, people=none, types=none)


def build(legs: Legs) -> Snapshot:
    """A snapshot of all legs at once."""
    if not len(legs):
        return empty(legs.units)
    month = _months(legs.at)
    ends = (legs.from_unit, legs.to_unit)

    def keys(chosen: NDArray[np.bool_], detail: IntArray) -> NDArray[np.int64]:
        return CELLS.pack(
            month[chosen], legs.outcome[chosen], *(end[chosen] for end in ends), detail[chosen]
        )

    every = np.ones(len(legs), dtype=bool)
    waited = legs.waited != UNKNOWN
    zero = np.zeros(len(legs), dtype=np.int64)
    receives = (legs.to_expert != UNKNOWN) & (legs.to_expert != legs.from_expert)
    people = [
        keys(legs.from_expert != UNKNOWN, legs.from_expert),
        keys(receives, legs.to_expert),
    ]
    return Snapshot(
        units=legs.units,
        counts=tally(keys(every, zero)),
        minutes=tally(keys(waited, zero), legs.waited[waited].astype(np.int64)),
        waits=tally(keys(waited, _bin(legs.waited))),
        people=tally(np.concatenate(people)),
        types=tally(keys(legs.issue_type != UNKNOWN, legs.issue_type)),
        legs=len(legs),
        through=int(legs.at.max()),
        version=1,
    )


def merge(parts: Sequence[Snapshot]) -> Snapshot:
    """The snapshot of all that the parts were built from.

    Raises ``BadInputError`` where a part's units are not the beginning of a later one's.
    """
    units: tuple[str, ...] = ()
    for part in parts:
        shorter = min(len(units), len(part.units))
        if units[:shorter] != part.units[:shorter]:
            raise BadInputError(
                "The units of the new handovers are numbered otherwise than the snapshot's.",
                action="Build the snapshot again from the event log.",
            )
        units = max(units, part.units, key=len)
    return Snapshot(
        units,
        counts=add([part.counts for part in parts]),
        minutes=add([part.minutes for part in parts]),
        waits=add([part.waits for part in parts]),
        people=add([part.people for part in parts]),
        types=add([part.types for part in parts]),
        legs=sum(part.legs for part in parts),
        through=max(part.through for part in parts),
        version=sum(part.version for part in parts),
    )


def _in_window(whole: Tally, window: Window) -> Tally:
    shift = OUTCOMES + 2 * UNITS + DETAIL
    start = int(np.searchsorted(whole.keys, window.first << shift))
    end = int(np.searchsorted(whole.keys, (window.last + 1) << shift))
    part = Tally(whole.keys[start:end], whole.counts[start:end])
    outcomes = [int(outcome) for outcome in window.outcomes]
    return part.where(np.isin(CELLS.part(part.keys, "outcome"), outcomes))


def _unpacked(part: Tally) -> Iterator[tuple[tuple[int, int], int, int]]:
    senders, receivers, months, details = (
        CELLS.part(part.keys, name).tolist() for name in ("from", "to", "month", "of")
    )
    cells = zip(senders, receivers, strict=True)
    return zip(cells, months, details, strict=True)


def month_of(year: int, month: int) -> int:
    """The number of a calendar month as windows count it."""
    return (year - 1970) * 12 + month - 1


def _months(minutes: IntArray) -> NDArray[np.int64]:
    months = minutes.astype("datetime64[m]").astype("datetime64[M]")
    return np.asarray(months, dtype=np.int64)


def _bin(minutes: IntArray) -> NDArray[np.int64]:
    known = np.maximum(minutes, 0) + 1
    place = np.minimum(np.log(known) / np.log(WAIT_STEP), WAIT_BINS - 1)
    return np.asarray(place, dtype=np.int64)


def _middle(bins: NDArray[np.int64]) -> FloatArray:
    return np.asarray(WAIT_STEP ** (bins + 0.5) - 1, dtype=np.float64)
