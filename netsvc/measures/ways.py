"""The ways of cases as facts of the network measures: loops, needs, savings and lone bridges.

The pure measures of ``netsvc.silos`` take arrays; these take steps to arrays and what they find
back to facts, one a case, so that the small-group rule can count who is behind them. Where a row
names units, its ``employees`` say at which of them each stood (``small_groups.standing``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from netsvc.measures.labels import pair, way
from netsvc.measures.steps import StepFact
from netsvc.measures.teams import Team, teams
from netsvc.measures.who_stood import WhoStood
from netsvc.silos.legs import UNKNOWN, Legs, Outcome, from_columns, join
from netsvc.silos.links import detours, lone_bridges
from netsvc.silos.network import IntArray
from netsvc.silos.paths import turns, visits
from netsvc.silos.proposals import replay

_MINUTE = 60_000
_CHAIN = 3
Silos = Mapping[str, str]
"""The top-level unit above each unit; a unit that is not there is one itself."""


@dataclass(frozen=True, slots=True)
class LoopFact:
    """One case that came back to a unit where it had been. ``loop`` is the key of its units.

    ``waited`` sums the minutes on its legs, as far as they are known; ``away`` is how many minutes
    passed from its first leg until it was taken up again where it had been.
    """

    at: int
    loop: str
    units: int
    waited: int
    away: int
    issue_type: str | None
    employees: frozenset[str]


@dataclass(frozen=True, slots=True)
class ChainFact:
    """The way of one case that went on after its first handover; ``stops`` counts returns too."""

    at: int
    way: str
    stops: int
    issue_type: str | None
    employees: frozenset[str]


@dataclass(frozen=True, slots=True)
class NeedFact:
    """One case of a unit that had to get to another without a direct handover."""

    at: int
    pair: str
    issue_type: str | None
    employees: frozenset[str]


@dataclass(frozen=True, slots=True)
class SavingFact:
    """What one case would have saved, had it gone straight from its first unit to its last."""

    at: int
    pair: str
    hops: float
    bounces: float
    hours: float
    issue_type: str | None
    employees: frozenset[str]


@dataclass(frozen=True, slots=True)
class LoneFact:
    """A pair of units whose every handover has one same person in it."""

    at: int
    pair: str
    employees: frozenset[str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Legs, and the names that their numbers stand for; equal teams are one in memory."""

    legs: Legs
    people: Sequence[str]
    cases: Sequence[str]
    team: Team = field(default_factory=teams)

    def who_stood(self, legs: Legs) -> WhoStood:
        """On these legs, of which the numbers are as here."""
        return WhoStood(legs, self.people, self.team)

    def in_order(self, ends: Iterable[int], silos: Silos) -> list[int]:
        """The two units of a pair by silo first, so that where several pairs are told together each
        place is of one silo."""
        units = self.legs.units
        return sorted(ends, key=lambda end: (silos.get(units[end], units[end]), units[end]))

    def named(self, ends: tuple[int, int]) -> str:
        """The key of a pair: by name and not by number, so that it is called the same whoever else
        there is."""
        return pair(*sorted(self.legs.units[end] for end in ends))

    def issue_type(self, number: int) -> str | None:
        return None if number == UNKNOWN else self.legs.issue_types[number]


def loop_facts(steps: Sequence[StepFact]) -> tuple[LoopFact, ...]:
    """Each time that a case came round; every step is in one loop at most."""
    numbered = numbered_legs(steps)
    found = visits(numbered.legs)
    legs = found.legs
    stood = numbered.who_stood(legs)
    facts = []
    for _case, units, around in turns(found):
        known = [step for step in around if step != UNKNOWN]
        if not known:
            continue
        waits = [max(int(legs.waited[step]), 0) for step in known]
        facts.append(
            LoopFact(
                at=int(legs.at[known[0]]) * _MINUTE,
                loop=way([legs.units[unit] for unit in units]),
                units=len(units),
                waited=sum(waits),
                away=int(legs.at[known[-1]] - legs.at[known[0]]) + waits[-1],
                issue_type=numbered.issue_type(int(legs.issue_type[known[0]])),
                employees=stood.at(units, known),
            )
        )
    return tuple(facts)


def chain_facts(steps: Sequence[StepFact]) -> tuple[ChainFact, ...]:
    """The ways of at least three stops, over handovers that were taken up."""
    numbered = numbered_legs(steps)
    found = visits(numbered.legs)
    legs = found.legs
    if not len(found.case):
        return ()
    starts = np.flatnonzero(np.r_[True, found.case[1:] != found.case[:-1]])
    stood = numbered.who_stood(legs)
    facts = []
    for units, came in zip(
        np.split(found.unit, starts[1:]), np.split(found.leg, starts[1:]), strict=True
    ):
        if len(units) < _CHAIN:
            continue
        known = came[came != UNKNOWN].tolist()
        first = known[0]
        facts.append(
            ChainFact(
                at=int(legs.at[first]) * _MINUTE,
                way=way([legs.units[unit] for unit in units.tolist()]),
                stops=len(units),
                issue_type=numbered.issue_type(int(legs.issue_type[first])),
                employees=stood.at(units.tolist(), known),
            )
        )
    return tuple(facts)


def need_facts(steps: Sequence[StepFact], silos: Silos) -> tuple[NeedFact, ...]:
    """Redirects, second contacts and detours over a bounce, between units that never once handed
    over directly."""
    numbered = numbered_legs(steps)
    legs = numbered.legs
    handed = legs.of((Outcome.ACCEPTED,))
    direct = set(_pairs(handed))
    wanted = join([legs.of((Outcome.REDIRECTED, Outcome.SECOND_CONTACT)), detours(legs)])
    stood = numbered.who_stood(wanted)
    return tuple(
        NeedFact(
            at=int(wanted.at[place]) * _MINUTE,
            pair=numbered.named(ends),
            issue_type=numbered.issue_type(int(wanted.issue_type[place])),
            employees=stood.at(numbered.in_order(ends, silos), [place]),
        )
        for place, ends in enumerate(_pairs(wanted))
        if ends[0] != ends[1] and ends not in direct
    )


def saving_facts(steps: Sequence[StepFact], silos: Silos) -> tuple[SavingFact, ...]:
    """The replay of every case that bounced, was redirected or came again on its way."""
    numbered = numbered_legs(steps)
    legs = numbered.legs
    played = replay(legs)
    stood = numbered.who_stood(legs)
    # legs stand in the order of the steps
    of_case: dict[str, list[int]] = defaultdict(list)
    for position, step in enumerate(steps):
        of_case[step.case].append(position)
    size = max(len(legs.units), 1)
    facts = []
    for place, number in enumerate(played.case.tolist()):
        mine = of_case[numbered.cases[number]]
        ends = divmod(int(played.pair[place]), size)
        facts.append(
            SavingFact(
                at=min(steps[position].at for position in mine),
                pair=numbered.named(ends),
                hops=float(played.hops[place]),
                bounces=float(played.bounces[place]),
                hours=float(played.hours[place]),
                issue_type=steps[mine[0]].issue_type,
                employees=stood.at(numbered.in_order(ends, silos), mine),
            )
        )
    return tuple(facts)


def lone_facts(steps: Sequence[StepFact]) -> tuple[LoneFact, ...]:
    """Links that nobody backs up, over all time."""
    numbered = numbered_legs(steps)
    legs = numbered.legs
    found = lone_bridges(legs)
    ends = zip(found.first.tolist(), found.second.tolist(), strict=True)
    return tuple(LoneFact(0, numbered.named(both), frozenset()) for both in ends)


def _pairs(legs: Legs) -> list[tuple[int, int]]:
    ends = zip(legs.from_unit.tolist(), legs.to_unit.tolist(), strict=True)
    return [(min(both), max(both)) for both in ends]


_latest: list[tuple[Sequence[StepFact], Numbered]] = []


def numbered_legs(steps: Sequence[StepFact]) -> Numbered:
    """Steps as arrays; made once for all who ask of the latest snapshot's."""
    for known, found in _latest:
        if known is steps:
            return found
    made = _numbered_anew(steps)
    if isinstance(steps, tuple):
        # nobody can change it afterwards
        _latest[:] = [(steps, made)]
    return made


def _numbered_anew(steps: Sequence[StepFact]) -> Numbered:
    units = _Catalogue(name for step in steps for name in (step.source, step.target))
    people = _Catalogue(name for step in steps for name in step.employees)
    types = _Catalogue(step.issue_type for step in steps if step.issue_type is not None)
    cases = _Catalogue(step.case for step in steps)
    count = len(steps)

    def column(values: Iterable[int]) -> IntArray:
        # one column after the other: a million rows of numbers would take more than the steps do
        return np.fromiter(values, dtype=np.int64, count=count)

    legs = from_columns(
        {
            "case": column(cases[step.case] for step in steps),
            "at": column(step.at // _MINUTE for step in steps),
            "from_unit": column(units[step.source] for step in steps),
            "to_unit": column(units[step.target] for step in steps),
            "from_expert": column(_sender(step, people) for step in steps),
            "to_expert": column(
                UNKNOWN if step.receiver is None else people[step.receiver] for step in steps
            ),
            "issue_type": column(
                UNKNOWN if step.issue_type is None else types[step.issue_type] for step in steps
            ),
            "outcome": column(int(step.outcome) for step in steps),
            "waited": column(
                UNKNOWN if step.waited is None else max(step.waited, 0) // _MINUTE for step in steps
            ),
        },
        units.names,
        types.names,
    )
    return Numbered(legs, people.names, cases.names)


def _sender(step: StepFact, people: _Catalogue) -> int:
    """Where a log names nobody at either end, whoever stands for them."""
    if step.sender is not None:
        return people[step.sender]
    if step.receiver is None and step.employees:
        return people[min(step.employees)]
    return UNKNOWN


class _Catalogue:
    """Names in order, and the number of each."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(set(names)))
        self._numbers = {name: number for number, name in enumerate(self.names)}

    def __getitem__(self, name: str) -> int:
        return self._numbers[name]
