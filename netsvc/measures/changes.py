"""What-if answers as facts, one a case and unit or pair: the replay of ``netsvc.silos.whatif``.

Figures of a change are what receivers did: many senders hide nobody, so receivers are counted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.measures.facts import UNKNOWN
from netsvc.measures.labels import pair
from netsvc.measures.registry import Column, Estimate, Kind, Scope, Value
from netsvc.measures.small_groups import enough
from netsvc.measures.steps import StepFact, of
from netsvc.measures.teams import teams
from netsvc.measures.ways import Numbered, numbered_legs
from netsvc.silos import whatif
from netsvc.silos.legs import MOVES, Legs
from netsvc.silos.network import FloatArray
from netsvc.silos.proposals import saving
from netsvc.silos.whatif import Change, Pair

_MINUTE = 60_000
_WEEK = 7 * 24 * 60 * _MINUTE
_HOUR = 60 * _MINUTE
_DRAWS = 499


@dataclass(frozen=True, slots=True)
class ChangeFact:
    """What changes for one case. ``key`` is a unit, or a pair of them.

    ``apart`` is of the unit itself: how many pairs of others only reach each other through it.
    """

    at: int
    key: str
    hops: float
    hours: float
    stranded: bool
    employees: frozenset[str]
    apart: int = 0


def removed_facts(steps: Sequence[StepFact]) -> tuple[ChangeFact, ...]:
    """Each unit gone."""
    numbered = numbered_legs(steps)
    units = numbered.legs.units
    moved, changes = whatif.unit_removed(numbered.legs)
    apart = whatif.falls_apart(numbered.legs)
    ends = _Ends(numbered, moved)
    return tuple(
        ends.fact(change, units[unit], apart.get(unit, 0))
        for unit, found in sorted(changes.items())
        for change in found
    )


def opened_facts(steps: Sequence[StepFact]) -> tuple[ChangeFact, ...]:
    """The link of each pair that cases went around."""
    numbered = numbered_legs(steps)
    return _of_pairs(numbered, *whatif.link_opened(numbered.legs))


def closed_facts(steps: Sequence[StepFact]) -> tuple[ChangeFact, ...]:
    """The link of each pair that hands over directly."""
    numbered = numbered_legs(steps)
    return _of_pairs(numbered, *whatif.link_closed(numbered.legs))


def _of_pairs(
    numbered: Numbered, legs: Legs, changes: Mapping[Pair, Sequence[Change]]
) -> tuple[ChangeFact, ...]:
    units = numbered.legs.units
    ends = _Ends(numbered, legs)
    return tuple(
        ends.fact(change, key)
        for (first, second), found in sorted(changes.items())
        for key in (pair(*sorted((units[first], units[second]))),)
        for change in found
    )


class _Ends:
    """When legs were and who stands at their ends, as plain lists: of millions of changes each
    looks up a few."""

    def __init__(self, numbered: Numbered, legs: Legs) -> None:
        self._who = numbered.who
        self._at: list[int] = legs.at.tolist()
        self._senders: list[int] = legs.from_expert.tolist()
        self._receivers: list[int] = legs.to_expert.tolist()

    def fact(self, change: Change, key: str, apart: int = 0) -> ChangeFact:
        receivers = self._who(*[self._receivers[step] for step in change.steps])
        return ChangeFact(
            at=self._at[change.steps[0]] * _MINUTE,
            key=key,
            hops=change.hops,
            hours=change.hours,
            stranded=change.stranded,
            employees=receivers or self._who(*[self._senders[step] for step in change.steps]),
            apart=apart,
        )


@dataclass(frozen=True, slots=True)
class TakenFact:
    """One handover that was taken up. ``key`` is the unit that took it; ``hours`` is None where the
    log does not say how long that took."""

    at: int
    key: str
    hours: float | None
    employees: frozenset[str]
    issue_type: str = UNKNOWN


def taken_facts(steps: Sequence[StepFact]) -> tuple[TakenFact, ...]:
    """What units take up from other units."""
    team = teams()
    return tuple(
        TakenFact(
            step.at,
            step.target,
            None if step.waited is None else max(step.waited, 0) / _HOUR,
            team(step.receiver) if step.receiver else step.employees,
            step.issue_type or UNKNOWN,
        )
        for step in of(steps, MOVES)
        if step.source != step.target
    )


@dataclass(frozen=True, slots=True)
class MovedFact:
    """One case of an issue type that was handed over: how often, and how long it waited in all."""

    at: int
    issue_type: str
    hops: int
    hours: float
    employees: frozenset[str]


def moved_facts(steps: Sequence[StepFact]) -> tuple[MovedFact, ...]:
    """Cases by issue type, from their first handover on."""
    of_case: dict[str, list[StepFact]] = defaultdict(list)
    for step in of(steps, MOVES):
        if step.issue_type is not None and step.source != step.target:
            of_case[step.case].append(step)
    return tuple(
        MovedFact(
            min(step.at for step in mine),
            mine[0].issue_type or UNKNOWN,
            len(mine),
            sum(max(step.waited or 0, 0) for step in mine) / _HOUR,
            frozenset(step.receiver for step in mine if step.receiver)
            or frozenset().union(*(step.employees for step in mine)),
        )
        for mine in of_case.values()
    )


def summed(changes: Sequence[ChangeFact], scope: Scope) -> Mapping[str, Value]:
    """The columns that every change has."""
    shown = told(changes, lambda change: change.stranded, scope)
    hops = np.array([change.hops for change in changes if not change.stranded])
    hours = np.array([change.hours for change in changes if not change.stranded])
    return {
        "cases": len(changes),
        "casesPerWeek": len(changes) / weeks(scope),
        "hopsChange": estimate(hops) if shown else None,
        "hoursChange": estimate(hours) if shown else None,
        "stranded": sum(change.stranded for change in changes) if shown else None,
    }


class _Dated(Protocol):
    @property
    def at(self) -> int: ...

    @property
    def employees(self) -> frozenset[str]: ...


Fact = TypeVar("Fact", bound=_Dated)


def told(items: Iterable[Fact], outside: Callable[[Fact], bool], scope: Scope) -> bool:
    """Whether a part of a row may be shown beside the whole: in every stretch of time each side
    is from nobody or from enough, so that no difference of rows or periods is from fewer."""
    sides: dict[tuple[bool, int], set[str]] = defaultdict(set)
    for item in items:
        sides[outside(item), bisect_right(scope.starts, item.at)] |= item.employees
    return all(map(enough, sides.values()))


def weeks(scope: Scope) -> float:
    """How many weeks the rows cover, at least one: one of few days says nothing of a week."""
    return max(scope.end - scope.begin, _WEEK) / _WEEK


def estimate(values: FloatArray) -> Estimate:
    """A sum over cases, with an interval in which their number varies too."""
    found = saving(values, _DRAWS)
    return Estimate(found.value, found.low, found.high, len(values))


def change_columns(*more: Column) -> tuple[Column, ...]:
    """The columns of ``summed``, and what a change has besides."""
    return (
        Column("cases", LocalText("Asioita", "Ärenden", "Cases"), Kind.INTEGER),
        Column(
            "casesPerWeek",
            LocalText("Asioita viikossa", "Ärenden i veckan", "Cases a week"),
            Kind.NUMBER,
        ),
        Column(
            "hopsChange",
            LocalText("Siirtojen muutos", "Ändring i överlämningar", "Change in handovers"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "hoursChange",
            LocalText("Odotuksen muutos (h)", "Ändring i väntan (h)", "Change in waiting (hours)"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "stranded",
            LocalText("Jää ilman reittiä", "Blir utan väg", "Left without a way"),
            Kind.INTEGER,
            required=False,
        ),
        *more,
    )
