"""The way of each case through the units: hops, chains and loops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from netsvc.silos.legs import MOVES, UNKNOWN, Legs
from netsvc.silos.network import IntArray, distinct

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """The units that each case stood in, in order; one entry a visit.

    ``leg`` is the position (in ``legs``) of the leg that brought the case there, ``UNKNOWN`` for
    a first visit and for one that the log leaves a gap before.
    """

    case: IntArray
    unit: IntArray
    leg: IntArray
    legs: Legs


def visits(legs: Legs) -> Visits:
    """Follow the legs that moved a case (accepted or bounced) in the order of time.

    Where a leg starts elsewhere than the one before it ended, the start is a visit too; a leg
    from a unit to itself is none.
    """
    moved = legs.of(MOVES)
    moved = moved.where(moved.from_unit != moved.to_unit).ordered()
    count = len(moved)
    case = np.repeat(moved.case, 2)
    unit = np.stack([moved.from_unit, moved.to_unit], axis=1).ravel()
    leg = np.stack([np.full(count, UNKNOWN), np.arange(count)], axis=1).ravel()
    repeated = np.zeros(2 * count, dtype=bool)
    repeated[2::2] = (case[2::2] == case[1:-1:2]) & (unit[2::2] == unit[1:-1:2])
    return Visits(case[~repeated], unit[~repeated], leg[~repeated], moved)


def hops(found: Visits) -> IntArray:
    """By case that moved at all: how many different units it passed after the first one."""
    if not len(found.case):
        return np.empty(0, dtype=np.int64)
    span = int(found.unit.max()) + 1
    unique = distinct(found.case.astype(np.int64) * span + found.unit)
    _, different = np.unique(unique // span, return_counts=True)
    return different - 1


@dataclass(slots=True)
class Loop:
    """A way that led back to where it started, over all cases that took it.

    ``units`` starts with the smallest number, so that A-B-A and B-A-B are one loop; length two
    is ping-pong. ``hours_waited`` sums the waiting on its legs, ``hours_elapsed`` the time from
    its first leg until the case was taken up again. ``unknown_waits`` legs did not say how long.
    """

    units: Path
    times: int = 0
    cases: set[int] = field(default_factory=set)
    minutes_waited: int = 0
    minutes_elapsed: int = 0
    unknown_waits: int = 0
    employees: set[int] = field(default_factory=set)
    issue_types: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def hours_waited(self) -> float:
        return self.minutes_waited / 60

    @property
    def hours_elapsed(self) -> float:
        return self.minutes_elapsed / 60


def loops(found: Visits) -> list[Loop]:
    """All loops, the costliest in waiting first (then by times, then by units).

    The way of a case is loop-erased (Lawler 1980): as soon as it returns, the loop is counted
    and taken out, so that every leg belongs to at most one loop and no hour is counted twice.
    """
    collected: dict[Path, Loop] = {}
    for case, units, steps in turns(found):
        _count(collected.setdefault(units, Loop(units)), case, steps, found.legs)
    return sorted(
        collected.values(), key=lambda loop: (-loop.minutes_waited, -loop.times, loop.units)
    )


def turns(found: Visits) -> Iterator[tuple[int, Path, list[int]]]:
    """Each time that a case came round: the case, the loop's units (as ``Loop`` has them) and the
    positions of its legs in ``found.legs``, ``UNKNOWN`` where the log has a gap.
    """
    for case, units, arrivals in _returning(found):
        way: list[int] = []
        brought: list[int] = []
        for unit, leg in zip(units, arrivals, strict=True):
            if unit in way:
                start = way.index(unit)
                yield case, _turned(tuple(way[start:])), [*brought[start + 1 :], leg]
                del way[start + 1 :], brought[start + 1 :]
            else:
                way.append(unit)
                brought.append(leg)


@dataclass(frozen=True, slots=True)
class Chain:
    """A way from unit to unit that ``cases`` cases took from start to end."""

    units: Path
    cases: int
    employees: int


def longest_chains(found: Visits, most: int = 20) -> list[Chain]:
    """The longest ways, the most travelled of one length first."""
    if not len(found.case):
        return []
    starts = np.flatnonzero(np.r_[True, found.case[1:] != found.case[:-1]])
    lengths = np.diff(np.r_[starts, len(found.case)])
    taken: dict[Path, list[int]] = defaultdict(list)
    floor = 0
    for number in np.argsort(-lengths, kind="stable"):
        # equally long ways are all looked at, so that the same way is counted in full
        if len(taken) >= most and lengths[number] < floor:
            break
        start = int(starts[number])
        way = tuple(found.unit[start : start + int(lengths[number])].tolist())
        taken[way].append(start)
        floor = int(lengths[number])
    ordered = sorted(taken.items(), key=lambda item: (-len(item[0]), -len(item[1]), item[0]))
    return [
        Chain(way, len(where), len(_people(found, where, len(way))))
        for way, where in ordered[:most]
    ]


def _people(found: Visits, starts: list[int], length: int) -> set[int]:
    legs = found.legs
    people: set[int] = set()
    for start in starts:
        steps = found.leg[start : start + length]
        steps = steps[steps != UNKNOWN]
        people.update(legs.from_expert[steps].tolist(), legs.to_expert[steps].tolist())
    return people - {UNKNOWN}


def _returning(found: Visits) -> Iterator[tuple[int, list[int], list[int]]]:
    """Each case that stood in a unit twice, with its units and arrivals."""
    if not len(found.case):
        return
    order = np.lexsort((found.unit, found.case))
    case, unit = found.case[order], found.unit[order]
    again = distinct(case[1:][(case[1:] == case[:-1]) & (unit[1:] == unit[:-1])])
    starts = np.searchsorted(found.case, again)
    ends = np.searchsorted(found.case, again, side="right")
    for number, start, end in zip(again.tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield number, found.unit[start:end].tolist(), found.leg[start:end].tolist()


def _turned(around: Path) -> Path:
    """The same loop starting with its smallest unit."""
    first = around.index(min(around))
    return around[first:] + around[:first]


def _count(loop: Loop, case: int, around: list[int], legs: Legs) -> None:
    loop.times += 1
    loop.cases.add(case)
    steps = [step for step in around if step != UNKNOWN]
    loop.unknown_waits += len(around) - len(steps)
    if not steps:
        return
    waits = [int(legs.waited[step]) for step in steps]
    loop.minutes_waited += sum(wait for wait in waits if wait != UNKNOWN)
    loop.unknown_waits += waits.count(UNKNOWN)
    loop.minutes_elapsed += int(legs.at[steps[-1]] - legs.at[steps[0]]) + max(waits[-1], 0)
    for step in steps:
        loop.employees.update({int(legs.from_expert[step]), int(legs.to_expert[step])})
        if legs.issue_type[step] != UNKNOWN:
            loop.issue_types[int(legs.issue_type[step])] += 1
    loop.employees.discard(UNKNOWN)
