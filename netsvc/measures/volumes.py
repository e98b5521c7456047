"""How much units send and receive in all, where that may be told beside the flows shown alone.

What a unit sends less its flows that are shown is what few people may have done. Its volume is told
only where that rest is of nobody or of enough people in every stretch of time, and where the same
holds of what all units together send less the volumes that are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from netsvc.measures.columns import Columns, Numbers, combinations, numbered
from netsvc.measures.cuts import Cuts
from netsvc.measures.labels import Labels, both
from netsvc.measures.registry import Dimension, Measure, Volumes
from netsvc.measures.small_groups import enough


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
            sent, received = map(told, ends)
            self._told[key] = sent, received
        given, taken = (
            _counted(flowing, covered, which)
            for flowing, which in zip(ends, self._told[key], strict=True)
        )
        return Volumes(given, taken, int(covered.sum()))

    def _flowing(self, measure: Measure, by: Dimension, end: int) -> Flowing:
        names, numbers = self._cuts.keys(measure, by)
        units, of_name = numbered((both(name)[end] for name in names), len(names))
        _, above = numbered(map(self._labels.silo, units), len(units))
        rows = self._cuts.row_numbers(measure, by, self._cuts.cut(measure, by))
        columns, stretch = self._cuts.columns(measure), self._cuts.stretch(measure)
        return Flowing(columns, stretch, rows, of_name[numbers], units, above)


def _counted(
    flowing: Flowing, covered: NDArray[np.bool_], which: frozenset[str]
) -> Mapping[str, int]:
    counts = np.bincount(flowing.unit[covered], minlength=len(flowing.units)).tolist()
    return {unit: n for unit, n in zip(flowing.units, counts, strict=True) if n and unit in which}


@dataclass(frozen=True, slots=True)
class Flowing:
    """Facts of a measure between units, as arrays of one length: the stretch of time and the row
    of each, and the number of its unit among ``units`` at the end that is looked at.

    ``above`` is the number of each unit's top-level unit.
    """

    columns: Columns
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
    kept = volume > 0
    while kept.any():
        # what a silo sends is told as well, so that of its units the others are told together
        few = _few(flowing, np.where(kept, own, count + flowing.above))
        beside = _few(flowing, np.where(kept, own, count)) & {count}
        gone = {label for label in few if label < count}
        silos = {label - count for label in few if label >= count}
        for silo in sorted(silos):
            gone |= _smallest(volume, kept & (flowing.above == silo), gone)
        if beside:
            gone |= _smallest(volume, kept, gone)
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


def _few(flowing: Flowing, label_of: Numbers) -> set[int]:
    """The labels of which, beside rows that lie wholly within one of them, too few are left."""
    label = label_of[flowing.unit]
    touched, _ = combinations(flowing.row, label)
    times = np.bincount(touched, minlength=int(flowing.row.max()) + 1)
    left = times[flowing.row] > 1
    # what lies within a row of one label alone is nobody's rest
    none = int(label_of.max()) + 1
    people: dict[int, list[set[str]]] = defaultdict(list)
    for (found, _), who in flowing.columns.gathered(np.where(left, label, none), flowing.stretch):
        people[found].append(who)
    return {found for found, sets in people.items() if found != none and not all(map(enough, sets))}
