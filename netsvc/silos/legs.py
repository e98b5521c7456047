"""Legs: each step that a case took from one unit to another, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netsvc.silos.network import IntArray, distinct

UNKNOWN = -1


class Outcome(IntEnum):
    """How a leg ended. The last two are no handovers: the customer had to carry the case.

    ``BOUNCED``: accepted but returned, passed on unresolved, or declined as not mine.
    ``REDIRECTED``: the customer was told to go there. ``SECOND_CONTACT``: the customer came
    there with the same matter within the repeat window.
    """

    ACCEPTED = 0
    DECLINED = 1
    BOUNCED = 2
    EXPIRED = 3
    ASK_HELPED = 4
    REDIRECTED = 5
    SECOND_CONTACT = 6


HANDOVERS = (Outcome.ACCEPTED, Outcome.DECLINED, Outcome.BOUNCED, Outcome.EXPIRED)
MOVES = (Outcome.ACCEPTED, Outcome.BOUNCED)
NEEDS = (Outcome.BOUNCED, Outcome.REDIRECTED, Outcome.SECOND_CONTACT)


@dataclass(frozen=True, slots=True, eq=False)
class Legs:
    """One entry a leg in every array (same length, any order).

    ``case``, ``from_unit``, ``to_unit``, ``from_expert``, ``to_expert``, ``issue_type`` are
    positions in catalogues that the caller keeps; experts and issue types may be ``UNKNOWN``.
    ``at`` is in minutes since 1970 in UTC; ``waited`` is in minutes from the offer until the
    receiver took it up, ``UNKNOWN`` where the log does not say. ``outcome`` is an ``Outcome``.
    """

    case: IntArray
    at: IntArray
    from_unit: IntArray
    to_unit: IntArray
    from_expert: IntArray
    to_expert: IntArray
    issue_type: IntArray
    outcome: IntArray
    waited: IntArray
    units: tuple[str, ...] = ()
    issue_types: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.case)

    def where(self, chosen: NDArray[np.bool_] | IntArray) -> Legs:
        """The chosen legs, by mask or by position."""
        columns = {name: getattr(self, name)[chosen] for name in COLUMNS}
        return from_columns(columns, self.units, self.issue_types)

    def of(self, outcomes: Sequence[Outcome]) -> Legs:
        """The legs that ended in one of ``outcomes``."""
        return self.where(np.isin(self.outcome, [int(outcome) for outcome in outcomes]))

    def ordered(self) -> Legs:
        """By case, then time; legs of one minute keep their order."""
        return self.where(np.lexsort((self.at, self.case)))


COLUMNS = tuple(field.name for field in fields(Legs) if field.name not in {"units", "issue_types"})


def join(parts: Sequence[Legs]) -> Legs:
    """All legs of ``parts``; the catalogues are the last part's, which extend the earlier ones'."""
    if not parts:
        return empty()
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in COLUMNS}
    return from_columns(columns, parts[-1].units, parts[-1].issue_types)


def empty(units: tuple[str, ...] = (), issue_types: tuple[str, ...] = ()) -> Legs:
    nothing = np.empty(0, dtype=np.int64)
    return from_columns(dict.fromkeys(COLUMNS, nothing), units, issue_types)


def from_columns(
    columns: Mapping[str, Any], units: tuple[str, ...], issue_types: tuple[str, ...]
) -> Legs:
    """Legs from one array a name of ``COLUMNS``."""
    return Legs(**columns, units=units, issue_types=issue_types)


def distinct_employees(cells: IntArray, *experts: IntArray) -> tuple[IntArray, IntArray]:
    """How many distinct employees stand behind each cell.

    ``cells`` is one cell number a leg, ``experts`` the people of the leg in one or more arrays
    (``UNKNOWN`` is nobody). Returns the sorted cells and the count of each; a cell of only
    unknown people counts 0, which the small-group rule treats as too few.
    """
    unique = distinct(cells)
    counts = np.zeros(len(unique), dtype=np.int64)
    if not len(unique) or not experts:
        return unique, counts
    position = np.searchsorted(unique, cells)
    span = int(max(int(people.max(initial=0)) for people in experts)) + 1
    keys = distinct(np.concatenate([(position * span + people)[people >= 0] for people in experts]))
    found, how_many = np.unique(keys // span, return_counts=True)
    counts[found] = how_many
    return unique, counts
