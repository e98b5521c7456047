"""What-if answers as facts, one a case and unit or pair: the replay of ``netsvc.silos.whatif``.

Of a unit, figures are what its people took up: many senders hide nobody, so receivers are counted,
and apart from them whoever stands for them where a log names none. Of a pair, they are counted at
each of the two. ``employees`` say so in their roles (``small_groups.standing``).
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
from netsvc.measures.registry import Column, Done, Estimate, Kind, Scope, Value
from netsvc.measures.small_groups import both_ends, enough, standing
from netsvc.measures.steps import StepFact, of
from netsvc.measures.teams import Team, teams
from netsvc.measures.ways import Numbered, Silos, numbered_legs
from netsvc.measures.who_stood import WhoStood, flow
from netsvc.silos import whatif
from netsvc.silos.legs import HANDOVERS, MOVES, Legs
from netsvc.silos.legs import UNKNOWN as UNSAID
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
    ``steps`` are positions of the legs that were replayed, at whose ends ``stood`` knows who was.
    """

    at: int
    key: str
    hops: float
    hours: float
    stranded: bool
    employees: frozenset[str]
    steps: tuple[int, ...]
    stood: WhoStood
    apart: int = 0

    @property
    def flows(self) -> Iterable[Done]:
        """The handovers that the change is about, each by its flow with who is behind it."""
        return map(self.stood.flow, self.steps)


def removed_facts(steps: Sequence[StepFact]) -> tuple[ChangeFact, ...]:
    """Each unit gone."""
    numbered = numbered_legs(steps)
    units = numbered.legs.units
    moved, changes = whatif.unit_removed(numbered.legs)
    apart = whatif.falls_apart(numbered.legs)
    stood = numbered.who_stood(moved)

    def who(change: Change) -> frozenset[str]:
        took = [stood.receivers[step] for step in change.steps if stood.receivers[step] != UNSAID]
        return stood.each(took, () if took else [stood.senders[step] for step in change.steps])

    return tuple(
        _fact(change, units[unit], stood, who(change), apart.get(unit, 0))
        for unit, found in sorted(changes.items())
        for change in found
    )


def opened_facts(steps: Sequence[StepFact], silos: Silos) -> tuple[ChangeFact, ...]:
    """The link of each pair that cases went around."""
    numbered = numbered_legs(steps)
    return _of_pairs(numbered, silos, *whatif.link_opened(numbered.legs))


def closed_facts(steps: Sequence[StepFact], silos: Silos) -> tuple[ChangeFact, ...]:
    """The link of each pair that hands over directly."""
    numbered = numbered_legs(steps)
    return _of_pairs(numbered, silos, *whatif.link_closed(numbered.legs))


def _of_pairs(
    numbered: Numbered, silos: Silos, legs: Legs, changes: Mapping[Pair, Sequence[Change]]
) -> tuple[ChangeFact, ...]:
    stood = numbered.who_stood(legs)
    return tuple(
        _fact(change, key, stood, stood.at(ends, change.steps))
        for both, found in sorted(changes.items())
        for key in (numbered.named(both),)
        for ends in (numbered.in_order(both, silos),)
        for change in found
    )


def _fact(
    change: Change, key: str, stood: WhoStood, employees: frozenset[str], apart: int = 0
) -> ChangeFact:
    return ChangeFact(
        at=int(stood.at_minute[change.steps[0]]) * _MINUTE,
        key=key,
        hops=change.hops,
        hours=change.hours,
        stranded=change.stranded,
        employees=employees,
        steps=change.steps,
        stood=stood,
        apart=apart,
    )


@dataclass(frozen=True, slots=True)
class TakenFact:
    """One handover that was taken up. ``key`` is the unit that took it; ``hours`` is None where the
    log does not say how long that took.

    One that was not ``taken`` up, or stays within the unit, is no part of any figure: it is there
    for who could be told by what flows count besides.
    """

    at: int
    key: str
    hours: float | None
    employees: frozenset[str]
    issue_type: str = UNKNOWN
    step: StepFact | None = None
    taken: bool = True

    @property
    def flows(self) -> Iterable[Done]:
        """The handover by its flow, with who is behind it."""
        return (flow(self.step),) if self.step and self.taken else ()

    @property
    def rest(self) -> Iterable[tuple[int, frozenset[str]]]:
        """Who is behind one that is not taken up, or else stays within the unit."""
        if self.step is None or self.taken:
            return ()
        return ((int(self.step.source == self.step.target), both_ends(self.step)),)


def taken_facts(steps: Sequence[StepFact]) -> tuple[TakenFact, ...]:
    """What units take up from other units, and what else is handed over to them."""
    team = teams()
    return tuple(
        TakenFact(
            step.at,
            step.target,
            max(step.waited, 0) / _HOUR if taken and step.waited is not None else None,
            _took([step], team) if taken else frozenset(),
            step.issue_type or UNKNOWN,
            step,
            taken,
        )
        for step in of(steps, HANDOVERS)
        for taken in (step.outcome in MOVES and step.source != step.target,)
    )


@dataclass(frozen=True, slots=True)
class MovedFact:
    """One case of an issue type that was handed over: how often, and how long it waited in all;
    ``hours`` is None where the log does not say that of each handover."""

    at: int
    issue_type: str
    hops: int
    hours: float | None
    employees: frozenset[str]


def moved_facts(steps: Sequence[StepFact]) -> tuple[MovedFact, ...]:
    """Cases by issue type, from their first handover on."""
    team = teams()
    of_case: dict[str, list[StepFact]] = defaultdict(list)
    for step in of(steps, MOVES):
        if step.issue_type is not None and step.source != step.target:
            of_case[step.case].append(step)
    return tuple(
        MovedFact(
            min(step.at for step in mine),
            mine[0].issue_type or UNKNOWN,
            len(mine),
            _all_hours(mine),
            _took(mine, team),
        )
        for mine in of_case.values()
    )


def _all_hours(steps: Sequence[StepFact]) -> float | None:
    known = [max(step.waited, 0) for step in steps if step.waited is not None]
    return sum(known) / _HOUR if len(known) == len(steps) else None


def _took(steps: Sequence[StepFact], team: Team) -> frozenset[str]:
    """Who took up what was handed over; apart from them, where nobody is known, who is behind."""
    took = [step.receiver for step in steps if step.receiver is not None]
    if took:
        return team(*(standing(0, person) for person in took))
    return team(*(standing(1, person) for step in steps for person in step.employees))


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
