"""What if a unit were gone, or a link between two units opened or closed: history replayed.

Every change is told case by case, so that whoever asks can sum up, draw intervals over cases and
count who stands behind a sum. A positive change is more: more handovers, more hours. What is
assumed stands with each function, and is said to people where the answer is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from netsvc.silos.legs import MOVES, NEEDS, UNKNOWN, Legs
from netsvc.silos.network import IntArray, distinct
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
    there is saved; where it went back to the unit that it came from, it stays there, and the way
    back is saved too. A case that ended there is stranded. Cases that began there are left alone:
    customers would turn elsewhere, and no log says where.
    """
    found = visits(legs)
    waited = _waits(found.legs)
    changes: dict[int, list[Change]] = defaultdict(list)
    for case, units, arrivals in ways(found):
        for unit in set(units[1:]):
            stops = [place for place in range(1, len(units)) if units[place] == unit]
            known = [arrivals[place] for place in stops if arrivals[place] != UNKNOWN]
            if not known:
                continue
            ended = units[-1] == unit
            back = [
                place + 1
                for place in stops
                if not ended and place + 1 < len(units) and units[place - 1] == units[place + 1]
            ]
            saved = known + [arrivals[place] for place in back if arrivals[place] != UNKNOWN]
            changes[unit].append(
                Change(
                    case,
                    tuple(known),
                    0.0 if ended else -float(len(stops) + len(back)),
                    0.0 if ended else -_hours(waited, saved),
                    stranded=ended,
                )
            )
    return found.legs, changes


def link_opened(legs: Legs) -> tuple[Legs, dict[Pair, list[Change]]]:
    """For each pair of units, what changes for cases that got from one to the other by a detour,
    and not once straight.

    Redirects and customers who came again count as steps too: the customer carried the case.
    Assumed is that the direct handover takes as long as the last step took, and that it sticks.
    """
    chosen = legs.of((*MOVES, *NEEDS))
    chosen = chosen.where(chosen.from_unit != chosen.to_unit).ordered()
    waited, sources, targets = _waits(chosen), chosen.from_unit.tolist(), chosen.to_unit.tolist()
    changes: dict[Pair, list[Change]] = defaultdict(list)
    for case, steps in _steps_of(chosen):
        way = [sources[steps[0]], *targets[steps[0] : steps[-1] + 1]]
        for ends, (start, end) in _detours(way).items():
            passed = steps[start:end]
            changes[ends].append(
                Change(
                    case,
                    tuple(passed),
                    -float(len(passed) - 1),
                    -_hours(waited, passed[:-1]),
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
        pairs[(source, target) if source < target else (target, source)].append(place)
    cases = moved.case.tolist()
    around = _ways_around(pairs)
    usual = usual_hours(moved)
    changes: dict[Pair, list[Change]] = {}
    for pair, places in pairs.items():
        more = around[pair]
        of_case: dict[int, list[int]] = defaultdict(list)
        for place in places:
            of_case[cases[place]].append(place)
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
    size = max(len(legs.units), 1)
    # each link once: without this a million handovers would be looked through for every unit
    links = distinct(moved.from_unit.astype(np.int64) * size + moved.to_unit)
    rows, columns = links // size, links % size
    labels = _together(rows, columns, size)
    members = np.bincount(labels, minlength=1)
    found = {}
    for unit in distinct(np.concatenate([rows, columns])).tolist():
        whole = int(members[labels[unit]])
        kept = (rows != unit) & (columns != unit) & (labels[rows] == labels[unit])
        left = np.bincount(_together(rows[kept], columns[kept], size))
        # the others of its part of the network, less those that still reach each other
        joined = int((left * (left - 1) // 2).sum())
        found[unit] = (whole - 1) * (whole - 2) // 2 - joined
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
    cases = ordered.case[starts].tolist()
    for case, start, end in zip(cases, starts.tolist(), ends.tolist(), strict=True):
        yield case, list(range(start, end))


def _detours(way: list[int]) -> Mapping[Pair, Pair]:
    """Pairs of units on the way of which the one never led straight to the other, from the first
    stand in the one to the last in the other: the pair, and where its steps start and end."""
    first: dict[int, int] = {}
    for place, unit in enumerate(way):
        first.setdefault(unit, place)
    found: dict[Pair, Pair] = {}
    direct = set(pairwise(way))
    for unit, start in first.items():
        for end in range(len(way) - 1, start + 1, -1):
            other = way[end]
            pair = min(unit, other), max(unit, other)
            # the earlier of the two is where the case needed the other
            needed = other != unit and first[other] > start and (unit, other) not in direct
            if needed and pair not in found:
                found[pair] = start, end
    return found


def _waits(legs: Legs) -> list[int]:
    """Minutes waited for each leg, 0 where that is not known, as a plain list to look up in."""
    waited: list[int] = np.maximum(legs.waited, 0).tolist()
    return waited


def _hours(waited: list[int], steps: list[int]) -> float:
    return sum(waited[step] for step in steps) / 60


def _ways_around(pairs: Iterable[Pair]) -> dict[Pair, int | None]:
    """How many handovers more the shortest way around each link takes; None where there is none."""
    links = set(pairs)
    near: dict[int, set[int]] = defaultdict(set)
    for first, second in links:
        near[first].add(second)
        near[second].add(first)
    return {pair: _around(near, *pair) for pair in links}


def _around(near: Mapping[int, set[int]], start: int, end: int) -> int | None:
    """Links more than one of the shortest way without the direct link, searched from both ends."""
    seen, edge = [{start}, {end}], [near[start] - {end}, near[end] - {start}]
    lengths = 2
    while edge[0] and edge[1]:
        if edge[0] & edge[1]:
            return lengths - 1
        # the smaller side goes one link further
        side = 0 if len(edge[0]) <= len(edge[1]) else 1
        seen[side] |= edge[side]
        if seen[side] & edge[1 - side]:
            return lengths - 1
        further = {one for unit in edge[side] for one in near[unit]} - seen[side]
        further -= {start, end}
        if seen[1 - side] & further:
            return lengths
        edge[side] = further
        lengths += 1
    return None


def _together(rows: IntArray, columns: IntArray, size: int) -> IntArray:
    """Which units reach each other: the same number for those that do."""
    ties = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size))
    _, labels = connected_components(ties, directed=False)
    return np.asarray(labels, dtype=np.int64)
