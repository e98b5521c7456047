"""One's own position among colleagues: for the person themselves, and for nobody else.

Over all time, so that nothing can be had from two periods. Beside it stands how the middle half of
colleagues is placed, where there are at least five of them without the person: what one knows of
oneself takes nothing off it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.measures.facts import Facts
from netsvc.measures.labels import UNKNOWN_LABEL
from netsvc.measures.networks import network_of
from netsvc.measures.small_groups import MINIMUM
from netsvc.measures.steps import handovers
from netsvc.measures.tree import without_cycles
from netsvc.measures.without_me import WithoutMe, without_me
from netsvc.silos import brandes, positions
from netsvc.silos.contract import Options
from netsvc.silos.measures import betweenness, constraint, core, effective_size
from netsvc.silos.network import FloatArray

SHOWN = (betweenness.MEASURE, effective_size.MEASURE, constraint.MEASURE, core.MEASURE)


@dataclass(frozen=True)
class OwnFigure:
    """``low`` to ``high`` is the middle half of the colleagues (quartiles), where they are enough.

    ``value`` is None for who has neither given nor taken a handover. ``error`` is its standard
    error where it is estimated from a sample, and None where it is exact.
    """

    id: str
    names: LocalText
    explanation: LocalText
    value: float | None
    low: float | None
    high: float | None
    error: float | None = None


@dataclass(frozen=True)
class OwnPosition:
    """``group`` is the unit whose people are the colleagues: one's own, or one above it.

    ``without`` is what would fall apart; None for who has neither given nor taken a handover.
    """

    as_of: datetime
    left_out: bool
    group: LocalText | None
    colleagues: int | None
    figures: tuple[OwnFigure, ...]
    without: WithoutMe | None = None


class Positions:
    """The positions of everybody who has not asked to be left out, from one snapshot."""

    def __init__(self, facts: Facts, options: Options | None = None) -> None:
        self._facts = facts
        steps = [
            step
            for step in handovers(facts)
            if step.sender is not None
            and step.receiver is not None
            and facts.left_out.isdisjoint((step.sender, step.receiver))
        ]
        self._network = network = network_of(steps, facts)
        joined = np.asarray((network.ties + network.ties.T).sum(axis=1)).ravel() > 0
        self._place = {node: number for number, node in enumerate(network.nodes) if joined[number]}
        self._values: dict[str, FloatArray] = {}
        self._errors: dict[str, FloatArray] = {}
        if self._place:
            options = options or Options()
            between = brandes.betweenness(
                network,
                exact_up_to=options.exact_up_to,
                pivots=options.pivots,
                seed=options.seed,
            )
            if not between.exact:
                self._errors[betweenness.MEASURE.id] = between.errors
            self._values = {
                betweenness.MEASURE.id: between.values,
                effective_size.MEASURE.id: positions.effective_size(network),
                constraint.MEASURE.id: positions.constraint(network),
                core.MEASURE.id: positions.core_numbers(network).astype(np.float64),
            }

    @property
    def people(self) -> Sequence[str]:
        """Everybody who has a position, by id."""
        return tuple(self._place)

    def values(self, measure: str) -> FloatArray:
        """The figure of each of ``people``; none is left out where none is known (NaN)."""
        return self._values[measure][list(self._place.values())]

    def of(self, person: str, *, left_out: bool) -> OwnPosition:
        """``left_out``: whether they have asked for it by now, which the snapshot may not know."""
        as_of = datetime.fromtimestamp(self._facts.now / 1000, UTC)
        if left_out:
            return OwnPosition(as_of, True, None, None, ())
        unit, others = self._colleagues(person)
        place = self._place.get(person)
        figures = []
        for measure in SHOWN:
            values, errors = self._values.get(measure.id), self._errors.get(measure.id)
            low, high = None, None
            if values is not None and others:
                low, high = np.percentile([values[self._place[one]] for one in others], (25, 75))
            figures.append(
                OwnFigure(
                    measure.id,
                    measure.names,
                    measure.explanation,
                    None if place is None or values is None else float(values[place]),
                    None if low is None else float(low),
                    None if high is None else float(high),
                    None if place is None or errors is None else float(errors[place]),
                )
            )
        name = self._facts.unit_names.get(unit, UNKNOWN_LABEL) if unit else None
        without = None if place is None else without_me(self._facts, self._network, place)
        return OwnPosition(as_of, False, name, len(others) or None, tuple(figures), without)

    def _colleagues(self, person: str) -> tuple[str | None, list[str]]:
        """The others of the smallest unit above the person with at least five of them."""
        parents: Mapping[str, str | None] = without_cycles(self._facts.unit_parents)
        above: dict[str, list[str]] = {}
        for one in sorted(self._place):
            step: str | None = self._facts.members.get(one)
            while step is not None and one != person:
                above.setdefault(step, []).append(one)
                step = parents.get(step)
        unit: str | None = self._facts.members.get(person)
        while unit is not None:
            if len(above.get(unit, ())) >= MINIMUM:
                return unit, above[unit]
            unit = parents.get(unit)
        return None, []


_latest: list[tuple[Facts, Positions]] = []


def positions_of(facts: Facts) -> Positions:
    """The positions of a snapshot, worked out once for all who ask of the latest one."""
    for known, found in _latest:
        if known is facts:
            return found
    found = Positions(facts)
    _latest[:] = [(facts, found)]
    return found
