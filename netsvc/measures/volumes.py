"""How much units send and receive in all, where that may be told beside the flows shown alone.

What a unit sends less its flows that are shown is what few people may have done. Its volume is told
only where that rest is of nobody or of enough people in every stretch of time, and where the same
holds of what all units together send less the volumes that are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from netsvc.measures.columns import Columns, Numbers, combinations, numbered
from netsvc.measures.cuts import Cuts
from netsvc.measures.labels import Labels, both
from netsvc.measures.registry import Dimension, Measure, Volumes
from netsvc.measures.small_groups import enough
from netsvc.silos.flows import without_diagonal
from netsvc.silos.network import FloatArray


class ToldVolumes:
    """Of one snapshot; which units' volumes may be told is found out once a split."""

    def __init__(self, cuts: Cuts, labels: Labels) -> None:
        self._cuts = cuts
        self._labels = labels
        self._told: dict[tuple[str, Dimension], tuple[frozenset[str], frozenset[str]]] = {}

    def of(self, measure: Measure, by: Dimension, covered: NDArray[np.bool_]) -> Volumes:
        """How much each unit sends and receives of the facts covered, of those that may be told."""
        key = measure.id, by
        ends = [self._flowing(measure, by, end) for end in range(2)]
        if key not in self._told:
            self._told[key] = told(ends[0]), told(ends[1])
        names = sorted({unit for flowing in ends for unit in flowing.units})
        sent, received = (_counted(flowing, covered, names) for flowing in ends)
        if measure.apart and by is Dimension.FLOW:
            scales = without_diagonal(sent, received)
            sent, received = scales[0] * covered.sum(), scales[1]
        given, taken = (
            {name: float(n) for name, n in zip(names, counts, strict=True) if n and name in which}
            for counts, which in zip((sent, received), self._told[key], strict=True)
        )
        return Volumes(given, taken, int(covered.sum()))

    def _flowing(self, measure: Measure, by: Dimension, end: int) -> Flowing:
        names, numbers = self._cuts.keys(measure, by)
        units, of_name = numbered((both(name)[end] for name in names), len(names))
        _, above = numbered(map(self._labels.silo, units), len(units))
        rows = self._cuts.row_numbers(measure, by, self._cuts.cut(measure, by))
        columns, stretch = self._cuts.columns(measure), self._cuts.stretch(measure)
        return Flowing(columns, columns.people, stretch, rows, of_name[numbers], units, above)


def _counted(flowing: Flowing, covered: NDArray[np.bool_], names: Sequence[str]) -> FloatArray:
    """How many facts each of the units has at that end."""
    counts = np.bincount(flowing.unit[covered], minlength=len(flowing.units))
    of_unit = dict(zip(flowing.units, counts.tolist(), strict=True))
    return np.array([of_unit.get(name, 0) for name in names], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Flowing:
    """Facts of a measure between units, as arrays of one length: the number of the people behind
    each in ``columns``, its stretch of time and its row, and the number of its unit among ``units``
    at the end that is looked at.

    ``above`` is the number of each unit's top-level unit.
    """

    columns: Columns
    people: Numbers
    stretch: Numbers
    row: Numbers
    unit: Numbers
    units: Sequence[str]
    above: Numbers


def told(flowing: Flowing) -> frozenset[str]:
    """The units whose volume may be told."""
    count = len(flowing.units)
    volume = np.bincount(flowing.unit, minlength=count)
    own = np.arange(count, dtype=np.int64)
    shared = _shared(flowing, own)
    kept = volume > 0
    # whoever has nothing in common with others leaves nothing that could hide somebody
    in_common = np.bincount(shared.unit, minlength=count) > 0
    while kept.any():
        # what a silo sends is told as well, so that of its units the others are told together
        few = _few(shared, np.where(kept, own, count + flowing.above))
        gone = {label for label in few if label < count}
        silos = {label - count for label in few if label >= count}
        for silo in sorted(silos):
            gone |= _smallest(volume, kept & in_common & (flowing.above == silo), gone)
        if count in _few(shared, np.where(kept, own, count)):
            gone |= _smallest(volume, kept & in_common, gone)
        if not gone:
            break
        kept[sorted(gone)] = False
    return frozenset(flowing.units[unit] for unit in np.flatnonzero(kept).tolist())


def _smallest(volume: Numbers, kept: NDArray[np.bool_], gone: set[int]) -> set[int]:
    """One more to give way, unless one of these does already."""
    units = np.flatnonzero(kept).tolist()
    if not units or gone & set(units):
        return set()
    return {min(units, key=lambda unit: (int(volume[unit]), unit))}


def _shared(flowing: Flowing, label_of: Numbers) -> Flowing:
    """The facts in rows that do not lie wholly within one label."""
    label = label_of[flowing.unit]
    touched, _ = combinations(flowing.row, label)
    times = np.bincount(touched)
    places = np.flatnonzero(times[flowing.row] > 1)
    return replace(
        flowing,
        people=flowing.people[places],
        stretch=flowing.stretch[places],
        row=flowing.row[places],
        unit=flowing.unit[places],
    )


def _few(flowing: Flowing, label_of: Numbers) -> set[int]:
    """The labels of which, beside rows that lie wholly within one of them, too few are left."""
    left = _shared(flowing, label_of)
    if not len(left.row):
        return set()
    cells = left.columns.gathered(label_of[left.unit], left.stretch, of=left.people)
    return {label for (label, _), who in cells if not enough(who)}
