"""The small-group rule, in one place: no figure of fewer than five employees, not by subtraction.

The facts are cut once into groups that nest (within a top-level group, within the total) and into
stretches of time, each cell with nobody or at least five employees in it. Everything that is ever
published is a union of such cells, so every difference of published figures is one too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MINIMUM = 5
OTHER = "other"

Strata = dict[int, set[str]]
"""The employees in each stretch of time; where facts name nobody, an empty set. From ``LEFT`` down
who is left of a row beside the rows of another measure, by the period that both can tell."""
LEFT = -1

_HELPER = "\0"
_PLAIN = " "
"""What begins with less than this is somebody in a role, named by that character."""
_PLACES = 30


def helping(people: Iterable[str]) -> set[str]:
    """The same people as helpers: who took part in what a figure adds to another beside it."""
    return {_HELPER + person for person in people}


def standing(place: int, person: str) -> str:
    """The same person as somebody at one of the places that a row names, counted from 0.

    Places from the 31st on count as one: no way is so long.
    """
    return chr(1 + min(place, _PLACES)) + person


def again(people: Iterable[str], place: int) -> Iterable[str]:
    """Workers and helpers as people at places of their own, two for each ``place``."""
    for person in people:
        helped = person.startswith(_HELPER)
        yield standing(2 * place + helped, person[helped:])


def anywhere(people: Iterable[str]) -> set[str]:
    """The same people, wherever they stood: for what names no place."""
    return {person[1:] if _HELPER < person[0] < _PLAIN else person for person in people}


def both_ends(handover: Any) -> frozenset[str]:
    """Who is behind a handover: who gave it, and as a helper who took it (its ``receiver``).

    Five people of the two ends together would not hide somebody who is alone at one of them.
    Whoever is known only as one of the two, or stands for them where a log names nobody, is both.
    """
    return gave_and_took(handover.employees, handover.receiver)


def gave_and_took(people: frozenset[str], receiver: str | None) -> frozenset[str]:
    """As ``both_ends``, of the people at the two ends and the one who took."""
    took = people if receiver is None else frozenset({receiver})
    return (people - took or people) | helping(took)


def giver(handover: Any) -> frozenset[str]:
    """Who gave it (its ``sender``), or stands for them: where a figure is of what senders do, many
    who received hide nobody."""
    people: frozenset[str] = handover.employees
    return people if handover.sender is None else frozenset({handover.sender})


def enough(people: Collection[str]) -> bool:
    """Whether in every role that anybody has there are at least five, and helpers helped workers.

    The roles are counted apart: five agents who all handed over to one expert would else show
    what that one did, and the people of one unit what the only one of another did. The union of
    two sets that are enough is enough too, which is what lets groups be joined.
    """
    if len(people) < MINIMUM:
        return False
    # without roles nobody has to be looked at one by one
    if not _any_role(people):
        return True
    counts = Counter(person[0] if person[0] < _PLAIN else _PLAIN for person in people)
    return min(counts.values()) >= MINIMUM and (_HELPER not in counts or len(counts) > 1)


def roles(people: Collection[str]) -> frozenset[str]:
    """The roles that they have, but for that of who only worked."""
    if not people or not _any_role(people):
        return frozenset()
    return frozenset(person[0] for person in people if person[0] < _PLAIN)


def until_enough(sets: Iterable[set[str]], *, every: frozenset[str]) -> set[str]:
    """Everybody in the sets, or in as many of the first as are enough for good: not before there
    are people in ``every`` role that may still come."""
    found: set[str] = set()
    for people in sets:
        found |= people
        if enough(found) and every <= roles(found):
            break
    return found


def _any_role(people: Collection[str]) -> bool:
    """Whether somebody of these, who are some, has a role: they come before anybody else."""
    return min(people) < _PLAIN


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
    placeless: bool = False

    def take(self, other: _Piece) -> None:
        self.members |= other.members
        for stretch, people in other.strata.items():
            there = self.strata.setdefault(stretch, set())
            there.update(anywhere(people) if self.placeless and stretch > LEFT else people)

    @property
    def large_enough(self) -> bool:
        return all(map(enough, self.strata.values()))

    @property
    def people(self) -> int:
        return len(set().union(*self.strata.values())) if self.strata else 0


def partition(
    cells: Mapping[str, Strata],
    parents: Mapping[str, str | None],
    lowest: Strata | None = None,
) -> tuple[Group, ...] | None:
    """Groups that cover all keys, each large enough in every stretch; None if all are too few.

    ``lowest`` are the people of top-level keys that are surely too small; together they have the
    key ``OTHER``.
    """
    # what is told of them together names no place
    rest = _Piece(OTHER, placeless=True)
    if lowest:
        rest.take(_Piece(OTHER, {OTHER}, lowest))
    if not _enough_together([*cells.values(), rest.strata]):
        return None
    children: dict[str | None, list[str]] = defaultdict(list)
    for key in _with_ancestors(cells, parents):
        children[parents.get(key)].append(key)
    tops: dict[str, list[_Piece]] = {}
    for top in sorted(children[None]):
        pieces, left = _settle(top, cells, children)
        _top_up(pieces, left)
        if left.members and not left.large_enough:
            rest.take(left)
        else:
            tops[top] = [*pieces, left] if left.members else pieces
    while tops and rest.members and not rest.large_enough:
        # By the same order as when only the top level is shown, so that both views nest.
        smallest = min(tops, key=lambda top: (_people(tops[top]), top))
        for piece in tops.pop(smallest):
            rest.take(piece)
    found = [piece for top in tops.values() for piece in top]
    found += [rest] if rest.members else []
    return tuple(Group(piece.key, frozenset(piece.members)) for piece in found)


def _enough_together(cells: Iterable[Strata]) -> bool:
    """Whether in every stretch of time all of them are enough."""
    sets_of: dict[int, list[set[str]]] = defaultdict(list)
    for strata in cells:
        for stretch, people in strata.items():
            # of all together nothing is left
            if stretch > LEFT:
                sets_of[stretch].append(people)
    return all(map(_enough_of_all, sets_of.values()))


def _enough_of_all(sets: Sequence[set[str]]) -> bool:
    # of thousands of sets the first few tell, but for roles, which anybody in any of them may have
    of_set = list(map(roles, sets))
    in_role = [people for people, mine in zip(sets, of_set, strict=True) if mine]
    every = frozenset[str]().union(*of_set)
    return enough(anywhere(until_enough((*in_role, *sets), every=every)))


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


def together(groups: Sequence[Group], told: Collection[int]) -> tuple[Group, ...]:
    """The groups with those of these numbers in one with the other small ones, or with the
    smallest of the rest where there are none."""
    joined = [group for number, group in enumerate(groups) if number in told]
    rest = [group for number, group in enumerate(groups) if number not in told]
    others = [group for group in rest if group.key == OTHER]
    if not others and len(joined) == 1 and rest:
        others = [min(rest, key=lambda group: (len(group.members), group.key))]
    members = frozenset().union(*(group.members for group in (*joined, *others)))
    return (*(group for group in rest if group not in others), Group(OTHER, members))


def spans(cells: Mapping[int, Strata]) -> list[list[int]]:
    """Neighbours joined until each span is large enough in every stretch of time.

    What is left at the end joins the span before it; all together must be large enough.
    """
    found: list[tuple[list[int], _Piece]] = []
    for place in sorted(cells):
        piece = _Piece(OTHER, {OTHER}, {})
        piece.take(_Piece(OTHER, {OTHER}, cells[place]))
        if found and not found[-1][1].large_enough:
            found[-1][0].append(place)
            found[-1][1].take(piece)
        else:
            found.append(([place], piece))
    while len(found) > 1 and not found[-1][1].large_enough:
        places, piece = found.pop()
        found[-1][0].extend(places)
        found[-1][1].take(piece)
    return [places for places, _ in found]


def runs(
    cells: Mapping[int, set[str]], weights: Mapping[int, int] | None = None, most: int = 20
) -> list[list[int]]:
    """Neighbouring stretches joined until each run has enough employees and its share of the
    weight, so that there are at most so many.

    What is left at the end joins the run before it; one run of all where even all are too few.
    """
    total = sum(weights.values()) if weights else 0
    found: list[tuple[list[int], set[str]]] = []
    run: list[int] = []
    people: set[str] = set()
    weight = 0
    for stretch in sorted(cells):
        run.append(stretch)
        people |= cells[stretch]
        weight += weights[stretch] if weights else 0
        if enough(people) and weight * most >= total:
            found.append((run, people))
            run, people, weight = [], set(), 0
    if run:
        found.append((run, people))
        # the last run may be too light, or bring helpers to one that had none: back until it fits
        joined = False
        while len(found) > 1 and not (joined and enough(found[-1][1])):
            run, people = found.pop()
            found[-1] = (found[-1][0] + run, found[-1][1] | people)
            joined = True
    return [run for run, _ in found]
