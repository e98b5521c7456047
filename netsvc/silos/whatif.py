"""What if a unit were gone, or a link between two units opened or closed: history replayed.

Every change is told case by case, so that whoever asks can sum up, draw intervals over cases and
count who stands behind a sum. A positive change is more: more handovers, more hours. What is
assumed stands with each function, and is said to people where the answer is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from netsvc.silos.legs import MOVES, NEEDS, UNKNOWN, Legs
from netsvc.silos.network import IntArray
from netsvc.silos.paths import Visits, visits

Pair = tuple[int, int]
"""Two units, the smaller number first."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changes for one case. ``steps`` are positions of its legs in the replayed ones.

    ``hops`` and ``hours`` are the change; both are 0 where the case is ``stranded``: it ended in
    the unit that is gone, or no way is left to where it went.
    """

    case: int
    steps: tuple[int, ...]
    hops: float
    hours: float
    stranded: bool = False


def unit_removed(legs: Legs) -> tuple[Legs, dict[int, list[Change]]]:
    """For each unit, what changes for the cases that were handed to it.

    A case that went on from there goes on without it: one handover fewer, and the waiting to get
    there is saved. A case that ended there is stranded. Cases that began there are left alone:
    customers would turn elsewhere, and no log says where.
    """
    found = visits(legs)
    changes: dict[int, list[Change]] = defaultdict(list)
    for case, units, arrivals in ways(found):
        for unit in set(units[1:]):
            stops = [place for place in range(1, len(units)) if units[place] == unit]
            known = [arrivals[place] for place in stops if arrivals[place] != UNKNOWN]
            if not known:
                continue
            ended = units[-1] == unit
            changes[unit].append(
                Change(
                    case,
                    tuple(known),
                    0.0 if ended else -float(len(stops)),
                    0.0 if ended else -_hours(found.legs, known),
                    stranded=ended,
                )
            )
    return found.legs, changes


def link_opened(legs: Legs) -> tuple[Legs, dict[Pair, list[Change]]]:
    """For each pair of units, what changes for cases that got from one to the other by a detour.

    Redirects and customers who came again count as steps too: the customer carried the case.
    Assumed is that the direct handover takes as long as the last step took, and that it sticks.
    """
    chosen = legs.of((*MOVES, *NEEDS))
    chosen = chosen.where(chosen.from_unit != chosen.to_unit).ordered()
    changes: dict[Pair, list[Change]] = defaultdict(list)
    for case, steps in _steps_of(chosen):
        way = [int(chosen.from_unit[steps[0]]), *chosen.to_unit[steps].tolist()]
        for ends, (start, end) in _detours(way).items():
            passed = steps[start:end]
            changes[ends].append(
                Change(
                    case,
                    tuple(passed),
                    -float(len(passed) - 1),
                    -_hours(chosen, passed[:-1]),
                )
            )
    return chosen, changes


def link_closed(legs: Legs) -> tuple[Legs, dict[Pair, list[Change]]]:
    """For each pair of units that hand over directly, what changes if they no longer may.

    A case goes by the fewest links that are left, either way along each. Assumed is that every
    handover more takes as long as one takes on average in all (``usual_hours``). Where no way is
    left the case is stranded.
    """
    moved = visits(legs).legs
    pairs: dict[Pair, list[int]] = defaultdict(list)
    ends = zip(moved.from_unit.tolist(), moved.to_unit.tolist(), strict=True)
    for place, (source, target) in enumerate(ends):
        pairs[min(source, target), max(source, target)].append(place)
    around = _ways_around(pairs)
    usual = usual_hours(moved)
    changes: dict[Pair, list[Change]] = {}
    for pair, places in pairs.items():
        more = around[pair]
        of_case: dict[int, list[int]] = defaultdict(list)
        for place in places:
            of_case[int(moved.case[place])].append(place)
        changes[pair] = [
            Change(case, tuple(steps), 0.0, 0.0, stranded=True)
            if more is None
            else Change(case, tuple(steps), float(more * len(steps)), usual * more * len(steps))
            for case, steps in of_case.items()
        ]
    return moved, changes


def falls_apart(legs: Legs) -> dict[int, int]:
    """For each unit, how many pairs of others could no longer reach each other without it.

    Two units reach each other by direct handovers, either way along each.
    """
    moved = visits(legs).legs
    size = len(legs.units)
    rows, columns = moved.from_unit, moved.to_unit
    whole = _pairs_joined(rows, columns, size, without=None)
    found = {}
    for unit in sorted({*rows.tolist(), *columns.tolist()}):
        left = _pairs_joined(rows, columns, size, without=unit)
        found[unit] = whole - _partners(rows, columns, size, unit) - left
    return found


def usual_hours(legs: Legs) -> float:
    """How long a handover takes until somebody takes it up, on average; 0 where no log says."""
    known = legs.waited[legs.waited != UNKNOWN]
    return float(known.mean()) / 60 if len(known) else 0.0


def ways(found: Visits) -> Iterator[tuple[int, list[int], list[int]]]:
    """Each case with the units it stood in, and the position of the leg that brought it to each."""
    if not len(found.case):
        return
    starts = np.flatnonzero(np.r_[True, found.case[1:] != found.case[:-1]])
    ends = np.r_[starts[1:], len(found.case)]
    units, arrivals, cases = found.unit.tolist(), found.leg.tolist(), found.case.tolist()
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield cases[start], units[start:end], arrivals[start:end]


def _steps_of(ordered: Legs) -> Iterator[tuple[int, list[int]]]:
    """Each case with the positions of its legs, of legs that are ordered."""
    if not len(ordered):
        return
    starts = np.flatnonzero(np.r_[True, ordered.case[1:] != ordered.case[:-1]])
    ends = np.r_[starts[1:], len(ordered)]
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        yield int(ordered.case[start]), list(range(start, end))


def _detours(way: list[int]) -> Mapping[Pair, Pair]:
    """Pairs of units on the way that are more than one step apart, from the first stand in the one
    to the last in the other: the pair, and where its steps start and end."""
    first: dict[int, int] = {}
    for place, unit in enumerate(way):
        first.setdefault(unit, place)
    found: dict[Pair, Pair] = {}
    for unit, start in first.items():
        for end in range(len(way) - 1, start + 1, -1):
            other = way[end]
            pair = min(unit, other), max(unit, other)
            # the earlier of the two is where the case needed the other
            if other != unit and pair not in found and first[other] > start:
                found[pair] = start, end
    return found


def _hours(legs: Legs, steps: list[int]) -> float:
    return sum(max(int(legs.waited[step]), 0) for step in steps) / 60


def _ways_around(pairs: Iterable[Pair]) -> dict[Pair, int | None]:
    """How many handovers more the shortest way around each link takes; None where there is none."""
    links = set(pairs)
    near: dict[int, set[int]] = defaultdict(set)
    for first, second in links:
        near[first].add(second)
        near[second].add(first)
    return {pair: _around(near, *pair) for pair in links}


def _around(near: Mapping[int, set[int]], start: int, end: int) -> int | None:
    """The shortest way by breadth, without the direct link; links more than one."""
    seen, edge, length = {start}, near[start] - {end}, 1
    while edge:
        if end in edge:
            return length - 1
        seen |= edge
        edge = {one for unit in edge for one in near[unit]} - seen
        length += 1
    return None


def _pairs_joined(rows: IntArray, columns: IntArray, size: int, without: int | None) -> int:
    """Pairs of units that reach each other, leaving one out."""
    kept = np.ones(len(rows), dtype=bool)
    if without is not None:
        kept = (rows != without) & (columns != without)
    ties = coo_array((kept[kept], (rows[kept], columns[kept])), shape=(size, size))
    _, labels = connected_components(ties, directed=False)
    sizes = np.bincount(labels)
    return int((sizes * (sizes - 1) // 2).sum())


def _partners(rows: IntArray, columns: IntArray, size: int, unit: int) -> int:
    """How many others a unit reaches."""
    ties = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    _, labels = connected_components(ties, directed=False)
    return int((labels == labels[unit]).sum()) - 1
