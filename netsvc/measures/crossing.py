"""Whether two splits of the same facts can be subtracted from one another.

Weeks don't nest in units, nor units in weeks. Where all of a week lies within some units, those
units less that week are what others did there in the rest of the time: it must be nobody or enough.
So it is with issue types and units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain

from netsvc.measures.small_groups import enough, roles, until_enough

Cells = Mapping[tuple[int, int], set[str]]
"""The employees by row of one split and row of the other; no cell without facts."""


def subtractable(cells: Cells) -> bool:
    """Whether a union of rows of one split less the rows of the other that lie within it leaves
    too few people.

    Looked at are single rows, all rows but one, and the rows that one of the other split touches.
    """
    return any(True for _ in chain(_leaks(cells), _leaks(_turned(cells))))


def telling(cells: Cells) -> set[int]:
    """Rows of the second split, one for each way to few people: where each is told together with
    others, that way is closed. Empty where nothing can be had."""
    sizes: dict[int, int] = defaultdict(int)
    rows = {there for _, there in cells}
    for (_, there), people in cells.items():
        sizes[there] += len(people)
    found: list[Set[int]] = [inside for _, inside in _leaks(cells)]
    # the other way round: few are left of these rows, or of all but one
    found += [
        union if len(union) * 2 <= len(rows) else rows - union
        for union, _ in _leaks(_turned(cells))
    ]
    return {min(some, key=lambda row: (sizes[row], row)) for some in found if some}


def _turned(cells: Cells) -> Cells:
    return {(there, here): people for (here, there), people in cells.items()}


def _leaks(cells: Cells) -> Iterator[tuple[frozenset[int], set[int]]]:
    """Unions of rows of the first split of which too few people are left, and which rows of the
    second lie within each."""
    inside: dict[int, dict[int, set[str]]] = defaultdict(dict)
    for (here, there), people in cells.items():
        inside[there][here] = people
    rows = {here for here, _ in cells}
    unions = {frozenset({row}) for row in rows}
    unions |= {frozenset(rows - {row}) for row in rows}
    unions |= {frozenset(touched) for touched in inside.values()}
    every = frozenset[str]().union(*map(roles, cells.values()))
    for union in unions:
        rest = (
            people
            for touched in inside.values()
            if not touched.keys() <= union
            for here, people in touched.items()
            if here in union
        )
        if _few(rest, every):
            yield union, {there for there, touched in inside.items() if touched.keys() <= union}


def _few(sets: Iterable[set[str]], every: frozenset[str]) -> bool:
    """Whether there is somebody, and too few; seldom needs more than the first few sets."""
    found = until_enough(sets, every=every)
    return bool(found) and not enough(found)
