"""What the organisation's own past says of a draft: who is alike, what it could find. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from netsvc.errors import BadInputError
from netsvc.experiments.cases import PilotCase
from netsvc.experiments.model import Clusters, Draft
from netsvc.experiments.plan import Assumptions, Denominator, Measure, Plan, View
from netsvc.experiments.report import decidability
from netsvc.experiments.statistics.balance import Difference, balance, nearest
from netsvc.experiments.statistics.components import Components, estimate_components
from netsvc.experiments.statistics.decidability import Decidability
from netsvc.experiments.statistics.history import (
    Detectable,
    PastAlarms,
    detectable_range,
    false_alarms_on_history,
)
from netsvc.experiments.statistics.sums import Floats
from netsvc.experiments.statistics.variance import Layout

LEARN_WEEKS = 26
PAST_WEEKS = 52
MIX = 6
"""Issue types that have a share of their own in the balance table; the rest is one more."""
DRAWS = 100


@dataclass(frozen=True)
class Past:
    """Unit-weeks (G, W) of whole mature weeks; the last one ends at ``until``."""

    units: tuple[str, ...]
    first: date
    cases: Floats
    resolved: Floats

    def last(self, weeks: int) -> Past:
        """Its latest weeks."""
        kept = min(weeks, self.cases.shape[1])
        cut = self.cases.shape[1] - kept
        first = self.first + timedelta(weeks=cut)
        return Past(self.units, first, self.cases[:, cut:], self.resolved[:, cut:])


@dataclass(frozen=True)
class Power:
    """What a plan can and can't find. ``learnt`` None where the past is too short."""

    plan: Plan
    past: Past
    learnt: Components | None
    detectable: Detectable | None
    alarms: PastAlarms | None
    found: Decidability


@dataclass(frozen=True)
class Likeness:
    """How alike sides are on their baseline; ``mix`` names the issue types of the shares."""

    unit: str
    volume: float
    level: float


@dataclass(frozen=True)
class Proposal:
    """Comparison units, best first, and how the sides would compare."""

    units: tuple[Likeness, ...]
    treated: tuple[Likeness, ...]
    balance: tuple[Difference, ...]


def outcome(case: PilotCase, measure: Measure) -> bool:
    """Resolved at first contact, nobody having come back within the window."""
    window = timedelta(days=measure.window_days)
    solved = case.strict if measure.view is View.STRICT else case.first_contact
    later = (moment for moment in (case.repeat_at, case.reopened_at) if moment is not None)
    return solved and all(moment - case.opened_at > window for moment in later)


def counted(case: PilotCase, measure: Measure) -> bool:
    return measure.denominator is Denominator.GROSS or not case.excluded_reason


def past_of(
    cases: Sequence[PilotCase], clusters: Clusters, measure: Measure, zone: ZoneInfo, today: date
) -> Past:
    """Whole weeks up to the last one that is mature on ``today``."""
    units = (*clusters.treated, *clusters.comparison)
    until = today - timedelta(days=measure.window_days)
    until -= timedelta(days=until.weekday())
    first = until - timedelta(weeks=PAST_WEEKS)
    days = [case.opened_at.astimezone(zone).date() for case in cases]
    inside = [day for day in days if first <= day < until]
    if inside:
        start = min(inside)
        skipped = -(-(start - first).days // 7)
        first += timedelta(weeks=skipped)
    weeks = max(0, (until - first).days // 7)
    places = {unit: place for place, unit in enumerate(units)}
    table, solved = np.zeros((len(units), weeks)), np.zeros((len(units), weeks))
    for case, day in zip(cases, days, strict=True):
        place = places.get(clusters.membership.get(case.worker, case.unit))
        if place is None or not first <= day < until or not counted(case, measure):
            continue
        week = (day - first).days // 7
        table[place, week] += 1
        solved[place, week] += outcome(case, measure)
    return Past(units, first, table, solved)


def assumptions_of(past: Past, learnt: Components | None, given: Assumptions | None) -> Assumptions:
    """What was learnt, unless the plan names its own. Raises BadInputError without either."""
    if given is not None:
        return given
    if learnt is None:
        raise BadInputError(
            "The past is too short to learn how much units vary.", action="Name the assumptions."
        )
    noise = learnt.noise
    return Assumptions(
        base_rate=round(noise.base_rate, 4),
        icc=round(noise.icc, 5),
        weekly_autocorrelation=round(noise.autocorrelation, 3),
        cases_per_unit_week=max(0.1, round(float(past.cases.mean()), 2)),
    )


def learn(past: Past) -> Components | None:
    """Noise of the latest half year; None where there is too little to learn from."""
    recent = past.last(LEARN_WEEKS)
    try:
        return estimate_components(recent.cases, recent.resolved)
    except (BadInputError, np.linalg.LinAlgError):
        return None


def power_of(plan: Plan, past: Past, learnt: Components | None) -> Power:
    """What the plan can find; takes seconds."""
    detectable: Detectable | None = None
    sides = len(plan.treated_units), len(plan.comparison_units)
    if learnt is not None and min(sides) >= 2:
        weekly = past.last(LEARN_WEEKS).cases.mean(axis=1, keepdims=True)
        layout = Layout(
            np.repeat(np.maximum(weekly, 0.1), plan.weeks, axis=1),
            np.arange(plan.weeks) >= plan.weeks_before,
            np.arange(len(plan.units)) < sides[0],
            tuple(plan.weeks_in(day) for day in plan.looks),
        )
        detectable = detectable_range(layout, learnt, plan.alpha, plan.power)
    return Power(plan, past, learnt, detectable, _alarms(plan, past), decidability(plan))


def _alarms(plan: Plan, past: Past) -> PastAlarms | None:
    """The design pretended in the past; weeks without any case of a unit make it impossible."""
    before = plan.weeks_before
    after = plan.weeks - before
    try:
        return false_alarms_on_history(
            past.cases,
            past.resolved,
            len(plan.treated_units),
            before,
            after,
            nominal=plan.alpha,
            draws=DRAWS,
        )
    except BadInputError:
        return None


def propose(
    cases: Sequence[PilotCase],
    unit_of_case: Mapping[str, str],
    people: Mapping[str, int],
    treated: Sequence[str],
    *,
    measure: Measure,
    weeks: int,
    count: int,
) -> Proposal:
    """Comparison units most like the treated ones on volume, level and mix of issue types.

    ``unit_of_case`` by case id, ``people`` at work in each unit that may be proposed. Raises
    BadInputError where a treated unit has no case or nobody is left to compare with.
    """
    seen: dict[str, list[PilotCase]] = {}
    for case in cases:
        unit = unit_of_case.get(case.case_id)
        if unit is not None and counted(case, measure):
            seen.setdefault(unit, []).append(case)
    missing = [unit for unit in treated if unit not in seen]
    if missing:
        raise BadInputError(
            f"Unit {missing[0]} has no case in the baseline.", action="Choose another unit."
        )
    units = [*treated, *sorted(unit for unit in seen if unit in people and unit not in treated)]
    common = [name for name, _ in Counter(case.issue_type for case in cases).most_common(MIX)]
    figures = np.array([_figures(seen[unit], measure, common, weeks) for unit in units])
    side = np.arange(len(units)) < len(treated)
    chosen = nearest(figures, side, min(count, len(units) - len(treated)))
    both = [*range(len(treated)), *chosen]
    names = ("volume", "level", *(f"mix:{name}" for name in common))
    table: tuple[Difference, ...] = ()
    if min(len(treated), len(chosen)) >= 2:
        table = balance(names, figures[both], np.arange(len(both)) < len(treated))
    alike = [Likeness(units[i], float(figures[i][0]), float(figures[i][1])) for i in both]
    return Proposal(tuple(alike[len(treated) :]), tuple(alike[: len(treated)]), table)


def _figures(
    cases: Sequence[PilotCase], measure: Measure, common: Sequence[str], weeks: int
) -> list[float]:
    mix = Counter(case.issue_type for case in cases)
    solved = sum(outcome(case, measure) for case in cases)
    shares = [mix[name] / len(cases) for name in common]
    return [len(cases) / weeks, solved / len(cases), *shares]


def trial_plan(draft: Draft) -> Draft:
    """The draft with a smallest effect to measure against, where none was chosen yet."""
    return draft if draft.smallest_effect else draft.model_copy(update={"smallest_effect": 0.05})
