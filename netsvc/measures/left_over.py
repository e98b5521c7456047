"""What the rows of one measure leave of the rows of another that counts the same things.

How much a unit takes up less the flows into it that are shown is what few people may have handed
over. Each row of the one must leave the work of nobody or of enough people, at both ends.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from netsvc.measures.columns import Numbers, numbered
from netsvc.measures.registry import Beside
from netsvc.measures.small_groups import OTHER, Group, again, runs

_REST = 2
"""Places before this one are of what the other's rows leave."""


def left_over(
    beside: Beside, row_of: Mapping[str, Group], items: Sequence[Any]
) -> tuple[list[tuple[str, ...]], Numbers]:
    """People, and the number of each item's: who did what the other's rows that stand alone do not
    tell, apart from them who did what is not told of whole silos either, and who did what only the
    other counts."""
    # of millions of items each name is wanted once at each place
    names: dict[str, str] = {}

    def at(place: int, people: frozenset[str]) -> Iterator[str]:
        return (names.setdefault(one, one) for one in again(people, place))

    def of(item: Any) -> tuple[str, ...]:
        found: list[str] = []
        for key, who in beside.parts(item):
            row = row_of.get(key)
            if row is None or row.merged:
                people = who()
                found += at(0, people)
                if row is None or row.key == OTHER:
                    found += at(1, people)
        for kind, people in beside.rest(item):
            found += at(_REST + kind, people)
        return tuple(sorted(found))

    return numbered(map(of, items), len(items))


def nested(
    other: Sequence[Sequence[int]],
    people: Mapping[int, set[str]],
    counts: Mapping[int, int],
    most: int,
) -> tuple[list[list[int]], dict[int, int]]:
    """Months in stretches that each lie within one of the other measure's or are several of them
    whole, ``most`` of them, so that no days between their edges can be had; and by month the
    period that is whole stretches of both."""
    firsts = [run[0] for run in other]
    of_month = {month: max(bisect_right(firsts, month) - 1, 0) for month in people}
    cells: dict[int, set[str]] = defaultdict(set)
    for month, place in of_month.items():
        cells[place] |= people[month]
    found: list[list[int]] = []
    periods: dict[int, int] = {}
    total = sum(counts.values())
    for period, places in enumerate(runs(cells)):
        mine = {month: who for month, who in people.items() if of_month[month] in places}
        weights = {month: counts[month] for month in mine}
        room = max(round(most * sum(weights.values()) / max(total, 1)), 1)
        found += runs(mine, weights, room) if len(places) == 1 else [sorted(mine)]
        periods |= dict.fromkeys(mine, period)
    return found, periods
