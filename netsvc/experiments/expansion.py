"""Which units next: what each would gain if the effect of a pilot held there too. Pure.

Gain a week = cases a week x effect, where the effect can't lift a unit's share of matters resolved
at first contact above 1 or below 0. Its interval is that of the effect: it says nothing of whether
another unit would really gain as much, and the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netsvc.experiments.cases import PilotCase
from netsvc.experiments.plan import Measure, Plan, unit_of
from netsvc.experiments.planning import counted, outcome

WEEKS = 12
FEWEST = 5
"""Figures of fewer people than this are shown together with those of other units."""


@dataclass(frozen=True)
class Effect:
    """Change of the share resolved at first contact, with its interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class NextUnit:
    """A unit, or several of few people together. ``gain``: more matters resolved a week."""

    units: tuple[str, ...]
    compared: bool
    weekly: float
    level: float
    gain: Effect


@dataclass(frozen=True)
class Expansion:
    """Most to gain first. ``hidden``: units of so few people that they are left out."""

    effect: Effect
    weeks: int
    units: tuple[NextUnit, ...]
    hidden: int


@dataclass(frozen=True)
class _Seen:
    cases: int
    solved: int
    people: frozenset[str]


def expand(
    plan: Plan,
    cases: Sequence[PilotCase],
    unit_of_case: Mapping[str, str],
    effect: Effect,
    weeks: int = WEEKS,
) -> Expansion:
    """From mature cases of ``weeks`` whole weeks; ``unit_of_case`` by case id.

    Cases of people who work in treated units already are left out, wherever they opened them.
    """
    treated = set(plan.treated_units)
    compared = {unit_of(name) for name in plan.comparison_units}
    done = {unit_of(name) for name in treated} - compared
    gathered: dict[str, list[PilotCase]] = {}
    for case in cases:
        unit = unit_of_case.get(case.case_id)
        frozen = plan.membership.get(case.worker)
        if unit is None or unit in done or frozen in treated or not counted(case, plan.measure):
            continue
        gathered.setdefault(unit, []).append(case)
    seen = {unit: _see(own, plan.measure) for unit, own in gathered.items()}
    large = sorted(unit for unit, one in seen.items() if len(one.people) >= FEWEST)
    small = sorted(set(seen) - set(large))
    rows = [_next((unit,), seen[unit], unit in compared, effect, weeks) for unit in large]
    together = _Seen(
        sum(seen[unit].cases for unit in small),
        sum(seen[unit].solved for unit in small),
        frozenset().union(*(seen[unit].people for unit in small)),
    )
    # one small unit beside a total would be known by subtraction; no total is shown
    shown = len(together.people) >= FEWEST
    if shown:
        rows.append(_next(tuple(small), together, False, effect, weeks))
    rows.sort(key=lambda row: (-row.gain.estimate, row.units))
    return Expansion(effect, weeks, tuple(rows), 0 if shown else len(small))


def _see(cases: Sequence[PilotCase], measure: Measure) -> _Seen:
    people = frozenset(case.worker for case in cases if case.worker)
    return _Seen(len(cases), sum(outcome(case, measure) for case in cases), people)


def _next(
    units: tuple[str, ...], seen: _Seen, compared: bool, effect: Effect, weeks: int
) -> NextUnit:
    level, weekly = seen.solved / seen.cases, seen.cases / weeks

    def gain(change: float) -> float:
        return weekly * max(-level, min(1 - level, change))

    gained = Effect(gain(effect.estimate), gain(effect.low), gain(effect.high))
    return NextUnit(units, compared, weekly, level, gained)
