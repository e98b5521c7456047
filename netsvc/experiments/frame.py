"""Cases of a plan as arrays, after both guards: what every estimate of a report starts from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from netsvc.errors import BadInputError
from netsvc.experiments.cases import PilotCase
from netsvc.experiments.guards import Frozen, freeze_membership, only_mature
from netsvc.experiments.plan import Denominator, Measure, Plan, View
from netsvc.experiments.statistics.sums import Bools, Floats, Ints


@dataclass(frozen=True)
class Quality:
    """Everything that was left out or moved, counted; a report shows all of it."""

    cases_in_file: int
    outside_period: int
    immature: int
    not_in_whole_weeks: int
    moved: int
    newcomers: int
    outside_units: tuple[tuple[str, int], ...]
    excluded_by_plan: int
    not_net: int
    voided_by_repeat: int
    voided_by_reopening: int
    empty_unit_weeks: tuple[tuple[str, int], ...]
    # a file with such rows is refused; the graph's own are counted before the people are left out
    negative_durations: int = 0
    unjudged: int = 0


@dataclass(frozen=True)
class Frame:
    """Cases that count. ``unit`` indexes ``plan.units`` (treated first); ``week`` from 0."""

    plan: Plan
    measure: Measure
    weeks: int
    unit: Ints
    week: Ints
    kind: Ints
    kinds: tuple[str, ...]
    outcome: Floats
    redirects: Floats
    repeats: Floats
    hours: Floats
    handovers: Floats
    used_network: Bools
    quality: Quality

    @property
    def treated_units(self) -> Bools:
        result: Bools = np.arange(len(self.plan.units)) < len(self.plan.treated_units)
        return result

    @property
    def treated(self) -> Bools:
        result: Bools = self.unit < len(self.plan.treated_units)
        return result

    @property
    def after(self) -> Bools:
        result: Bools = self.week >= self.plan.weeks_before
        return result

    def by_week(self, values: Floats | None = None) -> Floats:
        """Sums by unit and week (G, weeks); without ``values`` the numbers of cases."""
        table = np.zeros((len(self.plan.units), self.weeks))
        np.add.at(table, (self.unit, self.week), 1.0 if values is None else values)
        return table


def moment(day: date, plan: Plan) -> datetime:
    """The first instant of a day where the pilot happens."""
    return datetime.combine(day, time(), plan.zone)


def build_frame(
    plan: Plan, cases: tuple[PilotCase, ...], on: date, measure: Measure | None = None
) -> Frame:
    """Guard, assign and cut the cases as known on the morning of ``on``.

    Weeks are counted in local calendar days, so the week of a clock change is a week like others.
    Raises BadInputError where a unit has no case before or after the start.
    """
    asked = plan.measure if measure is None else measure
    window = timedelta(days=asked.window_days)
    inside = [c for c in cases if plan.baseline_start <= _day(c, plan) < plan.end]
    outside = len(cases) - len(inside)
    if plan.issue_types:
        inside = [c for c in inside if c.issue_type in plan.issue_types]
    mature = only_mature(inside, moment(on, plan), window)
    weeks = plan.weeks_in(on, asked.window_days)
    whole = [case for case in mature.kept if _week(case, plan) < weeks]
    frozen = freeze_membership(whole, plan.membership, plan.units)
    members = [case for case in whole if case.case_id in frozen.unit_of]
    allowed = [case for case in members if not _excluded(case, frozen, plan)]
    net = asked.denominator is Denominator.NET
    kept = [case for case in allowed if not (net and case.excluded_reason)]
    places = {unit: index for index, unit in enumerate(plan.units)}
    unit = np.array([places[frozen.unit_of[case.case_id]] for case in kept], dtype=np.int64)
    week = np.array([_week(case, plan) for case in kept], dtype=np.int64)
    _refuse_empty(plan, unit, week)
    names = Counter(case.issue_type for case in kept)
    kinds = tuple(sorted(names))
    kind_places = {name: index for index, name in enumerate(kinds)}
    resolved = [case.strict if asked.view is View.STRICT else case.first_contact for case in kept]
    repeat = [_within(case.opened_at, case.repeat_at, window) for case in kept]
    reopened = [_within(case.opened_at, case.reopened_at, window) for case in kept]
    seen = np.zeros((len(plan.units), weeks))
    np.add.at(seen, (unit, week), 1.0)
    quality = Quality(
        cases_in_file=len(cases),
        outside_period=outside,
        immature=mature.immature,
        not_in_whole_weeks=len(mature.kept) - len(whole),
        moved=frozen.moved,
        newcomers=frozen.newcomers,
        outside_units=tuple(frozen.outside.items()),
        excluded_by_plan=len(members) - len(allowed),
        not_net=len(allowed) - len(kept),
        voided_by_repeat=sum(r and v for r, v in zip(resolved, repeat, strict=True)),
        voided_by_reopening=sum(r and v for r, v in zip(resolved, reopened, strict=True)),
        empty_unit_weeks=tuple((plan.units[g], int(w)) for g, w in np.argwhere(seen == 0)),
    )
    held = [r and not (a or b) for r, a, b in zip(resolved, repeat, reopened, strict=True)]
    return Frame(
        plan,
        asked,
        weeks,
        unit,
        week,
        np.array([kind_places[case.issue_type] for case in kept], dtype=np.int64),
        kinds,
        np.array(held, dtype=np.float64),
        np.array([case.redirects for case in kept], dtype=np.float64),
        np.array(repeat, dtype=np.float64),
        np.array([_hours(case) for case in kept], dtype=np.float64),
        np.array(
            [np.nan if case.handovers is None else case.handovers for case in kept],
            dtype=np.float64,
        ),
        np.array([case.used_network for case in kept], dtype=np.bool_),
        quality,
    )


def _day(case: PilotCase, plan: Plan) -> date:
    return case.opened_at.astimezone(plan.zone).date()


def _week(case: PilotCase, plan: Plan) -> int:
    return (_day(case, plan) - plan.baseline_start).days // 7


def _within(opened: datetime, later: datetime | None, window: timedelta) -> bool:
    return later is not None and later - opened <= window


def _hours(case: PilotCase) -> float:
    """Hours to resolution; NaN while unresolved."""
    if case.resolved_at is None:
        return float("nan")
    return (case.resolved_at - case.opened_at) / timedelta(hours=1)


def _excluded(case: PilotCase, frozen: Frozen, plan: Plan) -> bool:
    day, unit = _day(case, plan), frozen.unit_of[case.case_id]
    return any(
        rule.unit == unit
        and (rule.first is None or rule.first <= day)
        and (rule.last is None or day <= rule.last)
        for rule in plan.exclusions
    )


def _refuse_empty(plan: Plan, unit: Ints, week: Ints) -> None:
    for index, name in enumerate(plan.units):
        own = week[unit == index]
        for period, there in (
            ("before", bool(np.any(own < plan.weeks_before))),
            ("after", bool(np.any(own >= plan.weeks_before))),
        ):
            if not there:
                raise BadInputError(
                    f"Unit {name} has no mature cases {period} the start.",
                    action="Correct the unit ids, wait for mature weeks, or record an amendment "
                    "and analyse a plan without the unit.",
                )
