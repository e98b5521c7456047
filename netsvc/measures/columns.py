"""The facts of one measure as columns of numbers, so that each is looked at once.

Every split of a measure asks of every fact who is behind it, when it was and where it belongs.
With a million facts that is most of the work, so it is answered once and kept as numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from itertools import count as counting
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netsvc.measures.facts import DAY
from netsvc.measures.months import month_of_week
from netsvc.measures.small_groups import MINIMUM, Strata

Numbers = NDArray[np.int64]


class Columns:
    """``weeks`` and ``months`` of each item of a measure (numbers as in ``months``), and by
    ``people`` the number of the set of people behind it, of those in ``sets``.

    ``people_of`` gives who counts for an item.
    """

    def __init__(self, items: Sequence[Any], people_of: Callable[[Any], frozenset[str]]) -> None:
        self.items = items
        at = np.fromiter(map(attrgetter("at"), items), dtype=np.int64, count=len(items))
        self.weeks: Numbers = (at // DAY + 3) // 7
        known, place = np.unique(self.weeks, return_inverse=True)
        month: Numbers = np.array([month_of_week(week) for week in known.tolist()], dtype=np.int64)
        self.months: Numbers = month[place] if len(items) else month
        sets, self.people = numbered(map(people_of, items), len(items))
        self._members = _Members(sets)
        self._sides: dict[Callable[..., bool], NDArray[np.bool_]] = {}

    def runs(self, run_of: dict[int, int]) -> Numbers:
        """The stretch of time of each item, by the stretch of each month."""
        known, place = np.unique(self.months, return_inverse=True)
        run: Numbers = np.array([run_of[month] for month in known.tolist()], dtype=np.int64)
        return run[place] if len(self.items) else run

    def side(self, outside: Callable[..., bool], facts: Any) -> NDArray[np.bool_]:
        """Whether each item is outside a part; asked once."""
        if outside not in self._sides:
            self._sides[outside] = np.fromiter(
                (outside(item, facts) for item in self.items), dtype=np.bool_, count=len(self.items)
            )
        return self._sides[outside]

    def gathered(
        self,
        *keys: Numbers,
        sets: tuple[Sequence[Collection[str]], Numbers] | None = None,
        of: Numbers | None = None,
    ) -> Iterator[tuple[tuple[int, ...], set[str]]]:
        """Each combination of numbers that there is, with everybody behind it; ``sets`` and the
        number of each item in them, where others than the usual people are asked for; ``of``, the
        people of some items, where the keys are of these alone."""
        if sets is None:
            return self._members.gathered(*keys, of=self.people if of is None else of)
        known, people = sets
        return _Members(known).gathered(*keys, of=people)

    def surely_few(self, keys: Numbers, runs: Numbers) -> NDArray[np.bool_]:
        """Whether a key has, in some stretch of time, so few people that counting those twice who
        stand behind several facts makes no large enough group."""
        sizes = self._members.sizes
        span = int(runs.max()) + 1
        cells: Numbers = keys * span + runs
        together = _different(cells * len(sizes) + self.people)
        there, counted = np.unique(together // len(sizes), return_inverse=True)
        people = np.bincount(counted, weights=sizes[together % len(sizes)])
        few = np.zeros(int(keys.max()) + 1, dtype=np.bool_)
        few[there[people < MINIMUM] // span] = True
        return few

    def strata(self, keys: Numbers, runs: Numbers) -> dict[int, Strata]:
        """The people of each key in each stretch of time."""
        cells: dict[int, Strata] = {}
        for (key, run), people in self.gathered(keys, runs):
            cells.setdefault(key, {})[run] = people
        return cells


class _Members:
    """Who is in each of some sets, as numbers: ``names`` of people, and from ``starts`` on as
    many of ``numbers`` as ``sizes`` says for each set."""

    def __init__(self, sets: Sequence[Collection[str]]) -> None:
        self.sizes: Numbers = np.fromiter(map(len, sets), dtype=np.int64, count=len(sets))
        names, self.numbers = numbered(chain.from_iterable(sets), int(self.sizes.sum()))
        self.names = np.array([*names, None], dtype=object)
        self.starts: Numbers = np.cumsum(self.sizes) - self.sizes

    def gathered(self, *keys: Numbers, of: Numbers) -> Iterator[tuple[tuple[int, ...], set[str]]]:
        """Each combination of numbers that there is, with everybody in its sets, ``of`` being the
        number of each item's set."""
        found = combinations(*keys, of)
        if not len(found[0]):
            return
        *cells, sets = found
        # as they come ordered, a cell begins where any of its numbers is another than before
        begins = np.flatnonzero(
            np.r_[True, np.any([column[1:] != column[:-1] for column in cells], axis=0)]
        )
        cell = np.repeat(np.arange(len(begins)), np.diff(np.r_[begins, len(sets)]))
        sizes = self.sizes[sets]
        place = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        member = self.numbers[place + np.repeat(self.starts[sets], sizes)]
        packed = _different(np.repeat(cell, sizes) * len(self.names) + member)
        cell_of, who = np.divmod(packed, len(self.names))
        people = self.names[who].tolist()
        ends = np.searchsorted(cell_of, np.arange(len(begins)), side="right")
        keys_of = zip(*(column[begins].tolist() for column in cells), strict=True)
        start = 0
        for key, end in zip(keys_of, ends.tolist(), strict=True):
            yield key, set(people[start:end])
            start = end


def numbered(values: Iterable[Any], count: int) -> tuple[list[Any], Numbers]:
    """The different values in the order in which they come, and the number of each in them."""
    number_of: dict[Any, int] = defaultdict(partial(next, counting()))
    numbers = np.fromiter(map(number_of.__getitem__, values), dtype=np.int64, count=count)
    return list(number_of), numbers


def combinations(*columns: Numbers) -> Sequence[Numbers]:
    """The different combinations of numbers (none below 0), one from each column: columns again,
    in order of the first, then of the second, and so on."""
    if not len(columns[0]):
        return columns
    spans = [int(column.max()) + 1 for column in columns]
    packed: Numbers = columns[0]
    for column, span in zip(columns[1:], spans[1:], strict=True):
        packed = packed * span + column
    ordered = _different(packed)
    parts: list[Numbers] = []
    for span in reversed(spans[1:]):
        parts.append(ordered % span)
        ordered = ordered // span
    return [ordered, *reversed(parts)]


def _different(numbers: Numbers) -> Numbers:
    """The different ones in order."""
    ordered = np.sort(numbers)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def grouped(numbers: Numbers, chosen: NDArray[np.bool_]) -> Iterator[tuple[int, list[int]]]:
    """The positions of the chosen items by their number, in order."""
    places = np.flatnonzero(chosen)
    order = places[np.argsort(numbers[places], kind="stable")]
    if not len(order):
        return
    mine = numbers[order]
    starts = np.flatnonzero(np.r_[True, mine[1:] != mine[:-1]])
    for part in np.split(order, starts[1:]):
        yield int(numbers[part[0]]), part.tolist()
