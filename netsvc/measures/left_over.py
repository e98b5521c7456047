"""What the rows of one measure leave of the rows of another that counts the same things.

How much a unit takes up less the flows into it that are shown is what few people may have handed
over. Each row of the one must leave the work of nobody or of enough people, at both ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from netsvc.measures.columns import Numbers, numbered
from netsvc.measures.registry import Beside
from netsvc.measures.small_groups import OTHER, Group, again


def left_over(
    beside: Beside, row_of: Mapping[str, Group], items: Sequence[Any]
) -> tuple[list[frozenset[str]], Numbers]:
    """Sets of people, and the number of each item's: who did what the other's rows that stand
    alone do not tell, and apart from them who did what is not told of whole silos either."""

    def of(item: Any) -> frozenset[str]:
        return frozenset().union(*(_left(row_of.get(key), who) for key, who in beside.parts(item)))

    return numbered(map(of, items), len(items))


def _left(row: Group | None, people: frozenset[str]) -> Iterable[str]:
    if row is None or row.key == OTHER:
        return (*again(people, 0), *again(people, 1))
    return again(people, 0) if row.merged else ()


def common(mine: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> dict[int, int]:
    """By month of my stretches of time the period that is told by whole stretches of both."""
    edges = [(before[-1], after[0]) for before, after in pairwise(other)]
    period, found = 0, dict.fromkeys(mine[0], 0) if mine else {}
    for before, after in pairwise(mine):
        shared = any(max(before[-1], last) < min(after[0], first) for last, first in edges)
        period += shared
        found |= dict.fromkeys(after, period)
    return found
