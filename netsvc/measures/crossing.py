"""Whether weeks and another split of the same facts can be subtracted from one another.

Weeks don't nest in units, nor units in weeks. Where all of a week lies within some units, those
units less that week are what others did there in the rest of the time: it must be nobody or enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from netsvc.measures.small_groups import enough, helps, until_enough

Cells = Mapping[tuple[int, int], set[str]]
"""The employees by row of one split and row of the other; no cell without facts."""


def subtractable(cells: Cells) -> bool:
    """Whether a union of rows of one split less the rows of the other that lie within it leaves
    too few people.

    Looked at are single rows, all rows but one, and the rows that one of the other split touches.
    """
    turned = {(there, here): people for (here, there), people in cells.items()}
    return _leaves_few(cells) or _leaves_few(turned)


def _leaves_few(cells: Cells) -> bool:
    inside: dict[int, dict[int, set[str]]] = defaultdict(dict)
    for (here, there), people in cells.items():
        inside[there][here] = people
    rows = {here for here, _ in cells}
    unions = {frozenset({row}) for row in rows}
    unions |= {frozenset(rows - {row}) for row in rows}
    unions |= {frozenset(touched) for touched in inside.values()}
    helped = any(helps(people) for people in cells.values())
    return any(
        _few(
            (
                people
                for touched in inside.values()
                if not touched.keys() <= union
                for here, people in touched.items()
                if here in union
            ),
            helped=helped,
        )
        for union in unions
    )


def _few(sets: Iterable[set[str]], *, helped: bool) -> bool:
    """Whether there is somebody, and too few; seldom needs more than the first few sets."""
    found = until_enough(sets, helped=helped)
    return bool(found) and not enough(found)
