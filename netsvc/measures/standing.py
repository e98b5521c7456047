"""How people stand in the network, as facts that are counted: never who, and never how much.

Over all time, so that nothing can be had from two periods. Who has asked to be left out is in none
of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netsvc.measures.facts import UNKNOWN, Facts
from netsvc.measures.own import positions_of
from netsvc.measures.ways import numbered_legs
from netsvc.silos.links import lone_bridges

MANY_CIRCLES = 3.0
"""Effective size from which somebody reaches several circles that do not reach each other."""
TIED = 0.5
"""Constraint from which most of what somebody has goes through the same few."""


@dataclass(frozen=True, slots=True)
class StandingFact:
    """One person with handovers. ``between``: more shortest ways lead through them than through
    people on average; ``open``, ``tied``: by effective size and constraint; ``core``: of the
    innermost core; ``lone``: a link between two units hangs on them alone."""

    at: int
    unit: str
    employees: frozenset[str]
    between: bool
    open: bool
    tied: bool
    core: bool
    lone: bool


def standing_facts(facts: Facts) -> tuple[StandingFact, ...]:
    """Everybody who has given or taken a handover, but for those who are left out."""
    found = positions_of(facts)
    if not found.people:
        return ()
    numbered = numbered_legs(facts.steps)
    lone = {numbered.people[one] for one in lone_bridges(numbered.legs).person.tolist()}
    between = found.values("betweenness")
    size, constraint = found.values("effectiveSize"), found.values("constraint")
    core = found.values("core")
    average, innermost = float(np.mean(between)), float(np.max(core))
    return tuple(
        StandingFact(
            at=facts.now,
            unit=facts.members.get(person, UNKNOWN),
            employees=frozenset({person}),
            between=bool(between[place] > average),
            open=bool(size[place] >= MANY_CIRCLES),
            tied=bool(constraint[place] >= TIED),
            core=bool(core[place] >= innermost),
            lone=person in lone,
        )
        for place, person in enumerate(found.people)
    )
