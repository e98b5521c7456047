"""Who stood at each place that a row names, so that nobody there hides behind others elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from netsvc.measures.labels import pair
from netsvc.measures.registry import Done
from netsvc.measures.small_groups import both_ends, gave_and_took, standing
from netsvc.measures.steps import StepFact
from netsvc.measures.teams import Team, team_of
from netsvc.silos.legs import UNKNOWN, Legs


class WhoStood:
    """At the ends of legs, which are kept as arrays: lists of millions would take much room.

    ``people`` are the names that the numbers in the legs stand for.
    """

    def __init__(self, legs: Legs, people: Sequence[str], team: Team) -> None:
        self._units = legs.units
        self._people = people
        self._team = team
        self.at_minute = legs.at
        self._sources = legs.from_unit
        self._targets = legs.to_unit
        self.senders = legs.from_expert
        self.receivers = legs.to_expert

    def at(self, units: Sequence[int], steps: Iterable[int]) -> frozenset[str]:
        """Who stood in each of these units on the legs at these positions."""
        places: dict[int, list[int]] = {unit: [] for unit in units}
        for step in steps:
            source, target = int(self._sources[step]), int(self._targets[step])
            if source in places:
                places[source].append(int(self.senders[step]))
            if target in places:
                places[target].append(int(self.receivers[step]))
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

    def flow(self, step: int) -> Done:
        """From where to where the leg at this position went, and who was at both ends."""
        key = pair(self._units[self._sources[step]], self._units[self._targets[step]])
        return key, partial(self._both_ends, step)

    def _both_ends(self, step: int) -> frozenset[str]:
        sender, receiver = (
            None if number == UNKNOWN else self._people[number]
            for number in (self.senders[step], self.receivers[step])
        )
        return gave_and_took(team_of(sender, receiver), receiver)


def flow(step: StepFact) -> Done:
    """From where to where a step went, and who was at both ends."""
    return pair(*step.ends), partial(both_ends, step)
