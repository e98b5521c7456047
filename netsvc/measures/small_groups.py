"""The small-group rule, in one place: no figure of fewer than five employees, not by subtraction.

The facts are cut once into groups that nest (within a top-level group, within the total) and into
stretches of time, each cell with nobody or at least five employees in it. Everything that is ever
published is a union of such cells, so every difference of published figures is one too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

MINIMUM = 5
OTHER = "other"

Strata = dict[int, set[str]]
"""The employees in each stretch of time; where facts name nobody, an empty set."""


@dataclass(frozen=True)
class Group:
    """What is shown as one row: the keys in it and the key that names it."""

    key: str
    members: frozenset[str]

    @property
    def merged(self) -> bool:
        return self.members != {self.key}


@dataclass
class _Piece:
    key: str
    members: set[str] = field(default_factory=set)
    strata: Strata = field(default_factory=dict)

    def take(self, other: _Piece) -> None:
        self.members |= other.members
        for stretch, people in other.strata.items():
            self.strata.setdefault(stretch, set()).update(people)

    @property
    def large_enough(self) -> bool:
        return all(len(people) >= MINIMUM for people in self.strata.values())

    @property
    def people(self) -> int:
        return len(set().union(*self.strata.values())) if self.strata else 0


def partition(
    cells: Mapping[str, Strata], parents: Mapping[str, str | None]
) -> tuple[Group, ...] | None:
    """Groups that cover all keys, each large enough in every stretch; None if all are too few."""
    whole = _Piece(OTHER)
    for key, strata in cells.items():
        whole.take(_Piece(key, {key}, strata))
    if not whole.large_enough:
        return None
    children: dict[str | None, list[str]] = defaultdict(list)
    for key in _with_ancestors(cells, parents):
        children[parents.get(key)].append(key)
    tops: dict[str, list[_Piece]] = {}
    rest = _Piece(OTHER)
    for top in sorted(children[None]):
        pieces, left = _settle(top, cells, children)
        _top_up(pieces, left)
        if left.members and not left.large_enough:
            rest.take(left)
        else:
            tops[top] = [*pieces, left] if left.members else pieces
    while rest.members and not rest.large_enough:
        # By the same order as when only the top level is shown, so that both views nest.
        smallest = min(tops, key=lambda top: (_people(tops[top]), top))
        for piece in tops.pop(smallest):
            rest.take(piece)
    found = [piece for top in tops.values() for piece in top]
    found += [rest] if rest.members else []
    return tuple(Group(piece.key, frozenset(piece.members)) for piece in found)


def _settle(
    key: str, cells: Mapping[str, Strata], children: Mapping[str | None, Sequence[str]]
) -> tuple[list[_Piece], _Piece]:
    """Groups below and at the key, and what is left over because it is too small."""
    left = _Piece(key)
    if key in cells:
        left.take(_Piece(key, {key}, cells[key]))
    pieces = []
    for child in sorted(children.get(key, ())):
        below, small = _settle(child, cells, children)
        pieces += below
        left.take(small)
    if left.members and left.large_enough:
        return [*pieces, left], _Piece(key)
    return pieces, left


def _top_up(pieces: list[_Piece], left: _Piece) -> None:
    """Give the leftover its smallest siblings until it is large enough."""
    while left.members and not left.large_enough and pieces:
        smallest = min(pieces, key=lambda piece: (piece.people, piece.key))
        pieces.remove(smallest)
        left.take(smallest)


def _people(pieces: Iterable[_Piece]) -> int:
    whole = _Piece(OTHER)
    for piece in pieces:
        whole.take(piece)
    return whole.people


def _with_ancestors(keys: Iterable[str], parents: Mapping[str, str | None]) -> set[str]:
    found: set[str] = set()
    for key in keys:
        step: str | None = key
        while step is not None and step not in found:
            found.add(step)
            step = parents.get(step)
    return found


def runs(
    cells: Mapping[int, set[str]], weights: Mapping[int, int] | None = None
) -> list[list[int]]:
    """Neighbouring stretches joined until each run has enough employees and 5 % of the weight.

    What is left at the end joins the run before it; one run of all where even all are too few.
    """
    total = sum(weights.values()) if weights else 0
    found: list[list[int]] = []
    run: list[int] = []
    people: set[str] = set()
    weight = 0
    for stretch in sorted(cells):
        run.append(stretch)
        people |= cells[stretch]
        weight += weights[stretch] if weights else 0
        if len(people) >= MINIMUM and weight * 20 >= total:
            found.append(run)
            run, people, weight = [], set(), 0
    if run:
        if found:
            found[-1] += run
        else:
            found.append(run)
    return found
