"""The estimates of one look: the effect itself, and every figure that stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from netsvc.errors import BadInputError
from netsvc.experiments.cases import PilotCase
from netsvc.experiments.frame import Frame, build_frame
from netsvc.experiments.plan import Denominator, Guardrail, Limit, Measure, Plan, View
from netsvc.experiments.pulses import PulseFigure, fall_behind
from netsvc.experiments.statistics.clustered import Inference, cr2, fit
from netsvc.experiments.statistics.sums import (
    DID_COLUMN,
    Bools,
    Floats,
    cluster_sums,
    did_design,
    independent_columns,
)

WARNS_AT = 0.10
RARE = 20
"""Issue types with fewer cases share one column, so that adjustment does not eat the data."""


@dataclass(frozen=True)
class Estimate:
    """A change in treated units minus that in comparison units, with the look's own interval."""

    estimate: float
    low: float
    high: float
    se: float
    df: float
    p: float


@dataclass(frozen=True)
class Sensitivity:
    """``effect`` None where it can't be had, ``reason`` saying why."""

    name: str
    effect: Estimate | None
    reason: str = ""


@dataclass(frozen=True)
class GuardrailResult:
    """``harmed``: surely worse than tolerated; ``warned``: probably, a reason to look closer.

    Harmed where the interval of this look lies above the tolerance, warned where a plain 90 %
    interval does: a guardrail without any change warns one time in twenty.
    """

    guardrail: Guardrail
    tolerance: float
    effect: Estimate | None
    harmed: bool
    warned: bool
    reason: str = ""


def infer(
    frame: Frame, y: Floats, keep: Bools | None = None, covariates: Floats | None = None
) -> Inference:
    rows = np.ones(len(y), dtype=np.bool_) if keep is None else keep
    names, unit = np.unique(frame.unit[rows], return_inverse=True)
    x = did_design(frame.treated[rows], frame.after[rows], covariates)
    sums = cluster_sums(x, y[rows], unit.astype(np.int64), len(names))
    return cr2(fit(sums), DID_COLUMN)


def estimate_of(inference: Inference, alpha: float) -> Estimate:
    low, high = inference.interval(alpha)
    return Estimate(inference.estimate, low, high, inference.se, inference.df, inference.p)


def _attempt(
    name: str,
    frame: Frame,
    y: Floats,
    alpha: float,
    *,
    keep: Bools | None = None,
    covariates: Floats | None = None,
) -> Sensitivity:
    try:
        return Sensitivity(name, estimate_of(infer(frame, y, keep, covariates), alpha))
    except BadInputError as error:
        return Sensitivity(name, None, error.message)


def adjusted(frame: Frame, alpha: float) -> Sensitivity:
    """With a column for each issue type but the most common; rare ones together."""
    sizes = np.bincount(frame.kind, minlength=len(frame.kinds))
    common = [k for k in np.argsort(-sizes, kind="stable") if sizes[k] >= RARE][1:]
    columns = [(frame.kind == k) for k in common]
    rare = np.isin(frame.kind, np.flatnonzero(sizes < RARE))
    if rare.any():
        columns.append(rare)
    if not columns:
        return _attempt("adjusted", frame, frame.outcome, alpha)
    extra = np.column_stack(columns).astype(np.float64)
    base = did_design(frame.treated, frame.after)
    kept = [c - 4 for c in independent_columns(np.hstack([base, extra])) if c >= 4]
    return _attempt("adjusted", frame, frame.outcome, alpha, covariates=extra[:, kept])


def changes(frame: Frame) -> Floats:
    """Each unit's change of its own mean (G,)."""
    means = []
    for period in (frame.after, ~frame.after):
        size = np.bincount(frame.unit[period], minlength=len(frame.plan.units))
        total = np.bincount(
            frame.unit[period], weights=frame.outcome[period], minlength=len(frame.plan.units)
        )
        means.append(total / size)
    result: Floats = means[0] - means[1]
    return result


def trend(frame: Frame) -> Sensitivity:
    """Did the sides already drift apart before the start? Change a week, at level .05."""
    before = ~frame.after
    week = frame.week[before].astype(np.float64)
    side = frame.treated[before].astype(np.float64)
    x = np.column_stack([np.ones_like(week), side, week - week.mean(), side * (week - week.mean())])
    try:
        sums = cluster_sums(x, frame.outcome[before], frame.unit[before], len(frame.plan.units))
        return Sensitivity("trend", estimate_of(cr2(fit(sums), DID_COLUMN), 0.05))
    except BadInputError as error:
        return Sensitivity("trend", None, error.message)


def sensitivity(
    plan: Plan, cases: tuple[PilotCase, ...], frame: Frame, on: date, alpha: float
) -> tuple[Sensitivity, ...]:
    measure = plan.measure
    others: dict[str, Measure] = {
        "window_72_hours": measure.model_copy(update={"window_days": 3}),
        "window_30_days": measure.model_copy(update={"window_days": 30}),
        "strict": measure.model_copy(update={"view": View.STRICT}),
        "gross": measure.model_copy(update={"denominator": Denominator.GROSS}),
    }
    found = []
    for name, other in others.items():
        try:
            again = build_frame(plan, cases, on, other)
        except BadInputError as error:
            found.append(Sensitivity(name, None, error.message))
            continue
        found.append(_attempt(name, again, again.outcome, alpha))
    for index, unit in enumerate(plan.units):
        rest = frame.unit != index
        found.append(_attempt(f"without:{unit}", frame, frame.outcome, alpha, keep=rest))
    return tuple(found)


def _change(frame: Frame, guardrail: Guardrail) -> Inference:
    values = {
        Guardrail.REDIRECTS: frame.redirects,
        Guardrail.REPEAT_CONTACTS: frame.repeats,
        Guardrail.HOURS_TO_RESOLUTION: frame.hours,
        Guardrail.EXPERT_LOAD: frame.handovers,
    }[guardrail]
    seen = ~np.isnan(values)
    if not seen.any():
        raise BadInputError(
            f"No case says its {guardrail.value.lower()}.", action="Export the cases again."
        )
    return infer(frame, np.where(seen, values, 0.0), seen)


def _fall_of_comparison(frame: Frame) -> Inference:
    rows = ~frame.treated
    names, unit = np.unique(frame.unit[rows], return_inverse=True)
    after = frame.after[rows].astype(np.float64)
    x = np.column_stack([np.ones_like(after), after])
    sums = cluster_sums(x, -frame.outcome[rows], unit.astype(np.int64), len(names))
    return cr2(fit(sums), 1)


def guard(
    frame: Frame, limit: Limit, alpha: float, pulse: Sequence[PulseFigure] = ()
) -> GuardrailResult:
    """One guardrail by the same method as the effect; more is worse.

    Comparison units stand against themselves: the least-squares change after the start among their
    cases, with CR2 standard errors clustered by unit. The pulse has no cases: see
    :func:`netsvc.experiments.pulses.fall_behind`.
    """
    try:
        match limit.guardrail:
            case Guardrail.COMPARISON_UNITS:
                found = _fall_of_comparison(frame)
            case Guardrail.PULSE:
                found = fall_behind(pulse)
            case other:
                found = _change(frame, other)
    except BadInputError as error:
        return GuardrailResult(limit.guardrail, limit.tolerance, None, False, False, error.message)
    return GuardrailResult(
        limit.guardrail,
        limit.tolerance,
        estimate_of(found, alpha),
        found.interval(alpha)[0] > limit.tolerance,
        found.interval(WARNS_AT)[0] > limit.tolerance,
    )
