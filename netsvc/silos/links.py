"""Links that are missing, and links that hang on one person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netsvc.silos.flows import poisson_interval
from netsvc.silos.legs import (
    HANDOVERS,
    NEEDS,
    UNKNOWN,
    Legs,
    Outcome,
    distinct_employees,
    from_columns,
    join,
)
from netsvc.silos.network import FloatArray, IntArray
from netsvc.silos.paths import visits


@dataclass(frozen=True, slots=True, eq=False)
class MissingLinks:
    """Pairs of units (``first`` < ``second``), the greatest sure need first.

    ``needs`` counts the times that a case of the one had to get to the other without a direct
    handover: ``redirects``, ``bounces`` (it came there by a detour) and ``second_contacts``.
    ``at_least`` is the lower end of the exact 95 % interval of the count. ``direct`` is how many
    handovers between the two were accepted.
    """

    first: IntArray
    second: IntArray
    needs: IntArray
    at_least: FloatArray
    redirects: IntArray
    bounces: IntArray
    second_contacts: IntArray
    direct: IntArray
    employees: IntArray


def missing_links(legs: Legs, *, direct_at_most: int = 0) -> MissingLinks:
    """Pairs whose cases need each other with at most ``direct_at_most`` direct handovers."""
    units = len(legs.units)
    wanted = join(
        [legs.of((Outcome.REDIRECTED, Outcome.SECOND_CONTACT)), detours(legs)],
    )
    wanted = wanted.where(wanted.from_unit != wanted.to_unit)
    cells = _pair(wanted, units)
    found, employees = distinct_employees(cells, wanted.from_expert, wanted.to_expert)
    handed = legs.of((Outcome.ACCEPTED,))
    direct = _counts(_pair(handed, units), found)
    kinds = [_counts(cells[wanted.outcome == int(kind)], found) for kind in NEEDS]
    needs = kinds[0] + kinds[1] + kinds[2]
    at_least, _ = poisson_interval(needs.astype(np.float64))
    chosen = np.flatnonzero(direct <= direct_at_most)
    chosen = chosen[np.lexsort((found[chosen], -needs[chosen]))]
    return MissingLinks(
        first=found[chosen] // max(units, 1),
        second=found[chosen] % max(units, 1),
        needs=needs[chosen],
        at_least=at_least[chosen],
        redirects=kinds[1][chosen],
        bounces=kinds[0][chosen],
        second_contacts=kinds[2][chosen],
        direct=direct[chosen],
        employees=employees[chosen],
    )


def detours(legs: Legs) -> Legs:
    """One leg for each way A - B - C over a bounce at B, from A to C: what A really needed.

    Its people are the sender of the first and the receiver of the second leg.
    """
    found = visits(legs)
    moved = found.legs
    if len(moved) < 2:
        return moved.where(np.empty(0, dtype=np.int64))
    first, second = np.arange(len(moved) - 1), np.arange(1, len(moved))
    through = (
        (moved.case[first] == moved.case[second])
        & (moved.to_unit[first] == moved.from_unit[second])
        & (moved.from_unit[first] != moved.to_unit[second])
        & (moved.outcome[first] == int(Outcome.BOUNCED))
    )
    first, second = first[through], second[through]
    start, end = moved.where(first), moved.where(second)
    return from_columns(
        {
            "case": start.case,
            "at": start.at,
            "from_unit": start.from_unit,
            "to_unit": end.to_unit,
            "from_expert": start.from_expert,
            "to_expert": end.to_expert,
            "issue_type": start.issue_type,
            "outcome": np.full(len(first), int(Outcome.BOUNCED)),
            "waited": start.waited,
        },
        legs.units,
        legs.issue_types,
    )


@dataclass(frozen=True, slots=True, eq=False)
class LoneBridges:
    """Pairs of units (``first`` < ``second``) whose every handover has one same person in it."""

    first: IntArray
    second: IntArray
    person: IntArray
    handovers: IntArray


def lone_bridges(legs: Legs, *, at_least: int = 3) -> LoneBridges:
    """Links that nobody backs up: at least ``at_least`` handovers, all through one person.

    A leg with an unknown person at an end might run through anybody, so only the known end
    counts, and a link with a leg of no known person is no lone one.
    """
    handed = legs.of(HANDOVERS)
    handed = handed.where(handed.from_unit != handed.to_unit)
    units = max(len(legs.units), 1)
    cells = _pair(handed, units)
    found, totals = np.unique(cells, return_counts=True)
    position = np.searchsorted(found, cells)
    both = np.stack([handed.from_expert, handed.to_expert], axis=1)
    both[both[:, 0] == both[:, 1], 1] = UNKNOWN
    span = int(both.max(initial=0)) + 1
    known = both >= 0
    keys = (position[:, None] * span + both)[known]
    key, times = np.unique(keys, return_counts=True)
    owner = key // span
    alone = (times == totals[owner]) & (totals[owner] >= at_least)
    owner, person = owner[alone], key[alone] % span
    # two people who only ever work with each other back nobody up: the first stands for both
    _, once = np.unique(owner, return_index=True)
    owner, person = owner[once], person[once]
    return LoneBridges(found[owner] // units, found[owner] % units, person, totals[owner])


def _pair(legs: Legs, units: int) -> IntArray:
    low = np.minimum(legs.from_unit, legs.to_unit).astype(np.int64)
    return low * max(units, 1) + np.maximum(legs.from_unit, legs.to_unit)


def _counts(cells: IntArray, found: IntArray) -> IntArray:
    """How often each of ``found`` (sorted) stands in ``cells``."""
    ordered = np.sort(cells)
    ends = np.searchsorted(ordered, found, side="right")
    return ends - np.searchsorted(ordered, found)
