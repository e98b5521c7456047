"""Who stood at each place that a row names, so that nobody there hides behind others elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from netsvc.measures.labels import pair
from netsvc.measures.small_groups import both_ends, gave_and_took, standing
from netsvc.measures.steps import StepFact
from netsvc.measures.teams import Team, team_of
from netsvc.silos.legs import UNKNOWN, Legs

Silos = Mapping[str, str]
"""The top-level unit above each unit; a unit that is not there is one itself."""


class WhoStood:
    """At the ends of legs, as plain lists: of millions of legs each case looks up a few.

    ``people`` are the names that the numbers in the legs stand for.
    """

    def __init__(self, legs: Legs, people: Sequence[str], team: Team) -> None:
        self._units = legs.units
        self._people = people
        self._team = team
        self.at_minute: list[int] = legs.at.tolist()
        self._sources: list[int] = legs.from_unit.tolist()
        self._targets: list[int] = legs.to_unit.tolist()
        self.senders: list[int] = legs.from_expert.tolist()
        self.receivers: list[int] = legs.to_expert.tolist()

    def at(self, units: Sequence[int], steps: Iterable[int]) -> frozenset[str]:
        """Who stood in each of these units on the legs at these positions."""
        places: dict[int, list[int]] = {unit: [] for unit in units}
        for step in steps:
            if self._sources[step] in places:
                places[self._sources[step]].append(self.senders[step])
            if self._targets[step] in places:
                places[self._targets[step]].append(self.receivers[step])
        return self.each(*places.values())

    def each(self, *places: Iterable[int]) -> frozenset[str]:
        """The people with these numbers, as far as they are known, at each of some places."""
        found = [
            standing(place, self._people[number])
            for place, numbers in enumerate(places)
            for number in numbers
            if number != UNKNOWN
        ]
        return self._team(*found)

    def flow(self, step: int) -> tuple[str, frozenset[str]]:
        """From where to where the leg at this position went, and who was at both ends."""
        sender, receiver = (
            None if number == UNKNOWN else self._people[number]
            for number in (self.senders[step], self.receivers[step])
        )
        key = pair(self._units[self._sources[step]], self._units[self._targets[step]])
        return key, gave_and_took(team_of(sender, receiver), receiver)


def flow(step: StepFact) -> tuple[str, frozenset[str]]:
    """From where to where a step went, and who was at both ends."""
    return pair(step.source, step.target), both_ends(step)


def at_ends(steps: Sequence[StepFact], ends: Sequence[str], team: Team) -> frozenset[str]:
    """Who stood in each of these units on the steps."""
    return team(
        *(
            standing(place, person)
            for place, unit in enumerate(ends)
            for step in steps
            for person in _in_unit(step, unit)
        )
    )


def _in_unit(step: StepFact, unit: str) -> Iterable[str]:
    """Where the step names nobody, whoever stands for them was where it began."""
    if step.source == unit:
        if step.sender is not None:
            yield step.sender
        elif step.receiver is None:
            yield from step.employees
    if step.target == unit and step.receiver is not None:
        yield step.receiver


def in_order(ends: Iterable[str], silos: Silos) -> list[str]:
    """The two ends of a pair by silo first, so that where several are told together each place is
    of one silo."""
    return sorted(ends, key=lambda unit: (silos.get(unit, unit), unit))
