"""A pilot while it lives: draft, locked plan, looks, end; and what a draft still lacks. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

import numpy as np
from pydantic import Field, ValidationError

from netsvc.experiments.plan import (
    Assumptions,
    Identifier,
    Limit,
    Meaning,
    Measure,
    Part,
    Plan,
    Said,
    usual_limits,
)
from netsvc.experiments.verdict import VerdictKind

SMALLEST_TEAM = 5
"""Figures of fewer employees are shown nowhere, so no team is smaller."""
MOST_UNITS = 60
MOST_WEEKS = 104
NO_EFFECT_NAMED = 0.5


class ExperimentState(StrEnum):
    """RUNNING and LOOKED follow from the calendar and the looks taken; they are not written."""

    DRAFT = "DRAFT"
    LOCKED = "LOCKED"
    RUNNING = "RUNNING"
    LOOKED = "LOOKED"
    ENDED = "ENDED"


class Allocation(StrEnum):
    """How units came to their side; RANDOM draws with a seed that is recorded."""

    CHOSEN = "CHOSEN"
    RANDOM = "RANDOM"


class Draft(Part):
    """A plan in the making: whatever is known so far."""

    name: Said = Said()
    question: Said = Said()
    change: Said = Said()
    mini_networks: tuple[Identifier, ...] = ()
    issue_types: tuple[Identifier, ...] = ()
    treated_units: tuple[Identifier, ...] = ()
    comparison_units: tuple[Identifier, ...] = ()
    team_size: Annotated[int | None, Field(ge=SMALLEST_TEAM, le=50)] = None
    allocation: Allocation = Allocation.CHOSEN
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 1
    measure: Measure = Measure()
    smallest_effect: Annotated[float | None, Field(gt=0, lt=1)] = None
    alpha: Annotated[float, Field(gt=0, le=0.2)] = 0.05
    power: Annotated[float, Field(ge=0.5, lt=1)] = 0.8
    guardrails: tuple[Limit, ...] = usual_limits()
    baseline_start: date | None = None
    start: date | None = None
    end: date | None = None
    looks: tuple[date, ...] = ()
    meaning: tuple[Meaning, ...] = ()
    assumptions: Assumptions | None = None

    def to_json(self) -> str:
        return self.model_dump_json(by_alias=True)

    @classmethod
    def from_json(cls, text: str) -> Draft:
        return cls.model_validate_json(text)


@dataclass(frozen=True)
class LookTaken:
    """What was seen at a planned look; the same for everybody, under its hash."""

    number: int
    at: datetime
    by_id: str | None
    hash: str
    report: Mapping[str, Any]


@dataclass(frozen=True)
class Decision:
    """The verdict that people took, beside the one that the registered rule gives."""

    kind: VerdictKind
    by_rule: VerdictKind
    reason: str
    at: datetime
    by_id: str | None


@dataclass(frozen=True)
class Experiment:
    """One pilot. ``plan`` from the lock on; ``decidability`` what was said of it then."""

    id: str
    ended: bool
    draft: Draft
    plan: Plan | None
    lead_id: str | None
    created_at: datetime
    changed_at: datetime
    locked_at: datetime | None
    ended_at: datetime | None
    end_reason: str
    decidability: Mapping[str, Any] | None
    looks: tuple[LookTaken, ...]
    decision: Decision | None
    version: int = 1
    source: str = "service"

    def state_on(self, day: date) -> ExperimentState:
        if self.plan is None:
            return ExperimentState.DRAFT
        if self.ended:
            return ExperimentState.ENDED
        if self.looks:
            return ExperimentState.LOOKED
        return ExperimentState.RUNNING if self.plan.start <= day else ExperimentState.LOCKED

    def next_look(self) -> int | None:
        """Number of the look that comes next; None where all were taken or it has ended."""
        taken = len(self.looks)
        if self.plan is None or self.ended or taken >= len(self.plan.looks):
            return None
        return taken + 1


@dataclass(frozen=True)
class Clusters:
    """What stands on each side: whole units, or teams of them; ``membership`` worker to cluster."""

    treated: tuple[str, ...]
    comparison: tuple[str, ...]
    membership: Mapping[str, str] = field(default_factory=dict)

    def people(self, cluster: str) -> int:
        return sum(own == cluster for own in self.membership.values())


def clusters_of(draft: Draft, members: Mapping[str, Sequence[str]]) -> Clusters:
    """Units, split into teams where asked, and drawn by lot where asked.

    ``members`` are the people of each unit. A unit is split into as many teams of at least
    ``team_size`` as it has people for; the seed decides who is in which, so that the same draft
    gives the same teams. With RANDOM allocation half of all (rounded down) are treated.
    """
    rng = np.random.default_rng(draft.seed)
    split: dict[str, tuple[str, ...]] = {}
    membership: dict[str, str] = {}
    for unit in sorted({*draft.treated_units, *draft.comparison_units}):
        people = sorted(members.get(unit, ()))
        count = len(people) // draft.team_size if draft.team_size else 1
        if count < 2:
            split[unit] = (unit,)
            membership |= dict.fromkeys(people, unit)
            continue
        drawn = [people[place] for place in rng.permutation(len(people))]
        names = tuple(f"{unit}/{number}" for number in range(1, count + 1))
        split[unit] = names
        for name, team in zip(names, np.array_split(np.array(drawn), count), strict=True):
            membership |= dict.fromkeys([str(person) for person in team], name)
    treated = [name for unit in draft.treated_units for name in split[unit]]
    comparison = [name for unit in draft.comparison_units for name in split[unit]]
    if draft.allocation is Allocation.RANDOM:
        pool = sorted({*treated, *comparison})
        chosen = {pool[place] for place in rng.permutation(len(pool))[: len(pool) // 2]}
        treated = [name for name in pool if name in chosen]
        comparison = [name for name in pool if name not in chosen]
    return Clusters(tuple(treated), tuple(comparison), membership)


def clusters_of_plan(plan: Plan) -> Clusters:
    return Clusters(plan.treated_units, plan.comparison_units, plan.membership)


def planned_looks(start: date, end: date, window_days: int, count: int = 3) -> tuple[date, ...]:
    """Looks evenly spread over the pilot's whole weeks, the last when every case is mature."""
    weeks = -(-(end - start).days // 7)
    window = timedelta(days=window_days)
    ends = sorted({max(1, round(weeks * number / count)) for number in range(1, count)} - {weeks})
    return (*(start + timedelta(weeks=n) + window for n in ends), end + window)


def gaps_of(draft: Draft) -> tuple[str, ...]:
    """Names of what the draft still lacks before it can be locked, in the order of the wizard."""
    lacking = {
        "name": draft.name.empty,
        "question": draft.question.empty,
        "change": draft.change.empty,
        "treatedUnitIds": not draft.treated_units,
        "comparisonUnitIds": not draft.comparison_units,
        "smallestEffect": draft.smallest_effect is None,
        "baselineStart": draft.baseline_start is None,
        "start": draft.start is None,
        "end": draft.end is None,
        "meaning": not draft.meaning or any(part.text.empty for part in draft.meaning),
    }
    return tuple(name for name, lacks in lacking.items() if lacks)


def plan_of(
    id_: str,
    draft: Draft,
    clusters: Clusters,
    assumptions: Assumptions,
    issue_types: Sequence[str],
) -> Plan:
    """The plan that a whole draft becomes. Raises ``ValueError`` with the plan's own reasons."""
    try:
        return Plan.model_validate(
            {
                "id": id_,
                "question": draft.question.text.en[:2_000],
                "name": draft.name,
                "asked": draft.question,
                "change": draft.change,
                "mini_networks": draft.mini_networks,
                "issue_types": tuple(issue_types),
                "meaning": draft.meaning,
                "baseline_start": draft.baseline_start,
                "start": draft.start,
                "end": draft.end,
                "treated_units": clusters.treated,
                "comparison_units": clusters.comparison,
                "membership": dict(sorted(clusters.membership.items())),
                "random_allocation_seed": draft.seed
                if draft.allocation is Allocation.RANDOM
                else None,
                "measure": draft.measure,
                "smallest_effect": draft.smallest_effect,
                "alpha": draft.alpha,
                "power": draft.power,
                "looks": looks_of(draft),
                "assumptions": assumptions,
                "guardrails": draft.guardrails,
            }
        )
    except ValidationError as error:
        raise ValueError("; ".join(item["msg"] for item in error.errors()[:4])) from error


def looks_of(draft: Draft) -> tuple[date, ...]:
    """The looks that were named, or three spread evenly."""
    if draft.looks or draft.start is None or draft.end is None or draft.end <= draft.start:
        return draft.looks
    return planned_looks(draft.start, draft.end, draft.measure.window_days)


def wrong_dates(draft: Draft, today: date) -> tuple[str, str] | None:
    """The field and the name of the sentence for dates that no pilot can have."""
    first, start, end = draft.baseline_start, draft.start, draft.end
    window = draft.measure.window_days
    if first and start and (start <= first or (start - first).days % 7):
        return "baselineStart", "experiment_baseline"
    if start and end and not start < end <= start + timedelta(weeks=MOST_WEEKS):
        return "end", "experiment_end"
    if start and end and draft.looks and first:
        plan_weeks = [(day - timedelta(days=window) - first).days // 7 for day in draft.looks]
        before = (start - first).days // 7
        grows = all(a < b for a, b in zip([before, *plan_weeks], plan_weeks, strict=False))
        if not grows or draft.looks[-1] < end + timedelta(days=window):
            return "looks", "experiment_looks"
    if start and start <= today:
        return "start", "experiment_started"
    return None
