"""A look as data: what the command line prints, what a page or an export can show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from netsvc.errors import BadInputError
from netsvc.experiments.analysis import Analysis, analyse, planned_look
from netsvc.experiments.cases import PilotCase
from netsvc.experiments.frame import Frame
from netsvc.experiments.plan import Plan
from netsvc.experiments.pulses import PulseFigure
from netsvc.experiments.statistics.components import Components, estimate_components
from netsvc.experiments.statistics.decidability import Decidability, decide
from netsvc.experiments.statistics.variance import Layout, Noise
from netsvc.experiments.verdict import judge
from netsvc.experiments.words import decidability_sentence, verdict_sentence


def decidability(plan: Plan) -> Decidability:
    """Can this plan find the smallest effect worth having? From the plan alone; takes seconds."""
    assumed = plan.assumptions
    return _decided(
        Noise(assumed.base_rate, assumed.icc, assumed.weekly_autocorrelation),
        assumed.cases_per_unit_week,
        (len(plan.treated_units), len(plan.units)),
        (plan.weeks_before, plan.weeks),
        tuple(plan.weeks_in(day) for day in plan.looks),
        (plan.smallest_effect, plan.alpha, plan.power),
    )


@lru_cache(maxsize=256)
def _decided(  # noqa: PLR0917 - what the answer depends on, and nothing else: each look asks again
    noise: Noise,
    weekly: float,
    sides: tuple[int, int],
    span: tuple[int, int],
    looks: tuple[int, ...],
    wanted: tuple[float, float, float],
) -> Decidability:
    (treated, units), (before, weeks) = sides, span
    layout = Layout(
        np.full((units, weeks), weekly),
        np.arange(weeks) >= before,
        np.arange(units) < treated,
        looks,
    )
    return decide(layout, noise, *wanted)


def report(
    plan: Plan, cases: tuple[PilotCase, ...], on: date, pulse: Sequence[PulseFigure] = ()
) -> dict[str, Any]:
    """The latest planned look up to ``on``, as JSON-ready data with camelCase names.

    Raises ConflictError before the first planned look, BadInputError for unusable cases.
    """
    analysis = analyse(plan, cases, planned_look(plan, on), pulse)
    found = decidability(plan)
    effect = analysis.look.effect
    verdict = judge(
        effect, plan.smallest_effect, analysis.guardrails, found.obstacle, final=analysis.final
    )
    body = {
        "plan": {
            "id": plan.id,
            "question": plan.question,
            "hash": plan.digest(),
            "locked": plan.locked_hash is not None,
            "measure": plan.measure.model_dump(mode="json", by_alias=True),
            "smallest_effect": plan.smallest_effect,
            "amendments": [part.model_dump(mode="json") for part in plan.amendments],
            "exclusions": [part.model_dump(mode="json") for part in plan.exclusions],
        },
        "verdict": {
            "kind": verdict.kind,
            "because": verdict.because,
            "guardrails": verdict.guardrails,
            "sentence": verdict_sentence(verdict, effect, plan.smallest_effect),
        },
        "look": analysis.look.number,
        "looks_planned": len(plan.looks),
        "looks": analysis.looks,
        "adjusted": analysis.adjusted,
        "randomisation": {
            **asdict(analysis.randomisation),
            "p": analysis.randomisation.p,
            "random_allocation": plan.random_allocation_seed is not None,
        },
        "sensitivity": analysis.sensitivity,
        "guardrails": analysis.guardrails,
        "pulse": analysis.pulse,
        "trend_before": analysis.trend,
        "dose": analysis.dose,
        "contamination": [
            {"unit": unit, "cases": count} for unit, count in analysis.contamination.items()
        ],
        "quality": analysis.frame.quality,
        "decidability": decidability_data(found, plan.power),
        "noise": _noise(analysis.frame),
        "weeks": _weeks(analysis),
    }
    data: dict[str, Any] = ready(body)
    return data


def decidability_data(found: Decidability, power: float) -> dict[str, Any]:
    """The plan check as data, with its sentences."""
    body = {
        **asdict(found),
        "decidable": found.decidable,
        "sentence": decidability_sentence(found, power),
    }
    data: dict[str, Any] = ready(body)
    return data


def _noise(frame: Frame) -> dict[str, Any]:
    """ICC and autocorrelation learnt from the baseline of this pilot, beside the assumed ones."""
    before = frame.plan.weeks_before
    learnt: Components | None = None
    reason = ""
    try:
        learnt = estimate_components(
            frame.by_week()[:, :before], frame.by_week(frame.outcome)[:, :before]
        )
    except BadInputError as error:
        reason = error.message
    return {
        "assumed": frame.plan.assumptions.model_dump(mode="json", by_alias=True),
        "base_rate": None if learnt is None else learnt.base_rate,
        "icc": None if learnt is None else learnt.icc,
        "autocorrelation": None if learnt is None else learnt.autocorrelation,
        "reason": reason,
    }


def _weeks(analysis: Analysis) -> list[dict[str, Any]]:
    """Cases and resolved by side and week: the picture of the trend, as a table."""
    frame = analysis.frame
    cases, resolved = frame.by_week(), frame.by_week(frame.outcome)
    sides = {"treated": frame.treated_units, "comparison": ~frame.treated_units}
    return [
        {
            "week": week + 1,
            "starts": frame.plan.baseline_start + timedelta(weeks=week),
            "after": week >= frame.plan.weeks_before,
            **{
                name: {
                    "cases": int(cases[side, week].sum()),
                    "resolved": int(resolved[side, week].sum()),
                }
                for name, side in sides.items()
            },
        }
        for week in range(frame.weeks)
    ]


def ready(value: Any) -> Any:
    """Dataclasses, dates and enums to plain JSON; field names to camelCase."""
    if hasattr(value, "__dataclass_fields__"):
        value = asdict(value)
    if isinstance(value, dict):
        return {_name(key): ready(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [ready(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _name(key: str) -> str:
    head, *tail = key.split("_")
    return head + "".join(part.capitalize() for part in tail)
