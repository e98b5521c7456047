"""One look at a pilot: the registered estimate, what stands beside it, and nothing unplanned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from netsvc.errors import BadInputError, ConflictError
from netsvc.experiments.cases import PilotCase
from netsvc.experiments.estimates import (
    Estimate,
    GuardrailResult,
    Sensitivity,
    adjusted,
    changes,
    estimate_of,
    guard,
    infer,
    sensitivity,
    trend,
)
from netsvc.experiments.frame import Frame, build_frame
from netsvc.experiments.plan import Plan
from netsvc.experiments.pulses import PulseFigure, until
from netsvc.experiments.statistics.looks import nominal_levels
from netsvc.experiments.statistics.randomisation import Randomisation, randomisation_test
from netsvc.experiments.statistics.spending import boundaries
from netsvc.experiments.statistics.variance import (
    HAIR,
    Layout,
    Noise,
    correlation_of,
    information_times,
    look_covariance,
)


@dataclass(frozen=True)
class Look:
    """``nominal_p``: level of this look with these few units; ``z``: boundary with many."""

    number: int
    on: date
    weeks: int
    information: float
    z: float
    nominal_p: float
    effect: Estimate
    crossed: bool


@dataclass(frozen=True)
class Analysis:
    """Everything a report of one look says."""

    frame: Frame
    looks: tuple[Look, ...]
    final: bool
    adjusted: Sensitivity
    randomisation: Randomisation
    trend: Sensitivity
    sensitivity: tuple[Sensitivity, ...]
    guardrails: tuple[GuardrailResult, ...]
    pulse: tuple[PulseFigure, ...]
    dose: float
    contamination: dict[str, int]

    @property
    def look(self) -> Look:
        return self.looks[-1]


def planned_look(plan: Plan, on: date) -> int:
    """Number of the latest planned look up to ``on``. Raises ConflictError before the first."""
    reached = [number for number, day in enumerate(plan.looks, start=1) if day <= on]
    if not reached:
        raise ConflictError(
            f"No look was planned up to {on}: the first is on {plan.looks[0]}.",
            action="The effect is not shown before a planned look, since peeking cries wolf.",
        )
    return reached[-1]


def analyse(
    plan: Plan, cases: tuple[PilotCase, ...], number: int, pulse: Sequence[PulseFigure] = ()
) -> Analysis:
    """Analyse planned look ``number`` (from 1) as of the morning of its day.

    ``pulse`` is what people had said by then; what they said later is left out.

    Raises BadInputError for cases that can't be analysed, with the reason.
    """
    if not 1 <= number <= len(plan.looks):
        raise BadInputError(
            f"The plan has {len(plan.looks)} looks, not {number}.", action="Ask for one of them."
        )
    frames = [build_frame(plan, cases, day) for day in plan.looks[:number]]
    frame = frames[-1]
    looks = _looks(plan, frames)
    said = until(pulse, plan.looks[number - 1])
    alpha = looks[-1].nominal_p
    return Analysis(
        frame=frame,
        looks=looks,
        final=number == len(plan.looks),
        adjusted=adjusted(frame, alpha),
        randomisation=randomisation_test(changes(frame), frame.treated_units, alpha=alpha),
        trend=trend(frame),
        sensitivity=sensitivity(plan, cases, frame, plan.looks[number - 1], alpha),
        guardrails=tuple(guard(frame, limit, alpha, said) for limit in plan.guardrails),
        pulse=said,
        dose=dose_of(frame),
        contamination=contamination_of(frame),
    )


def dose_of(frame: Frame) -> float:
    """Share of treated cases since the start that used the network."""
    return float(np.mean(frame.used_network[frame.treated & frame.after]))


def contamination_of(frame: Frame) -> dict[str, int]:
    """Cases since the start that used the network, by comparison unit; only where there are any."""
    return {
        name: count
        for index, name in enumerate(frame.plan.units)
        if not frame.treated_units[index]
        and (count := int(np.sum(frame.used_network & frame.after & (frame.unit == index))))
    }


def layout_of(frame: Frame, weeks: int, weeks_at_look: tuple[int, ...]) -> Layout:
    """Cases that were there, and for weeks to come each unit's mean so far."""
    counts = frame.by_week()
    mean = counts.mean(axis=1, keepdims=True)
    table = np.hstack([counts, np.repeat(mean, weeks - frame.weeks, axis=1)])
    after = np.arange(weeks) >= frame.plan.weeks_before
    return Layout(table, after, frame.treated_units, weeks_at_look)


def _looks(plan: Plan, frames: list[Frame]) -> tuple[Look, ...]:
    """Each look at the information that it had, with the spending it had then."""
    assumed = plan.assumptions
    noise = Noise(assumed.base_rate, assumed.icc, assumed.weekly_autocorrelation)
    times: list[float] = []
    found: list[Look] = []
    for number, frame in enumerate(frames, start=1):
        ends = (frame.weeks,) if frame.weeks == plan.weeks else (frame.weeks, plan.weeks)
        own = look_covariance(layout_of(frame, plan.weeks, ends), noise)
        floor = times[-1] + HAIR if times else 0.0
        most = 1.0 - HAIR * (len(plan.looks) - number)
        times.append(min(most, max(floor, information_times(own)[0])))
        seen = tuple(past.weeks for past in frames[:number])
        correlation = correlation_of(look_covariance(layout_of(frame, frame.weeks, seen), noise))
        inference = infer(frame, frame.outcome)
        level = nominal_levels(times, correlation, inference.df, plan.alpha)[-1]
        effect = estimate_of(inference, level)
        found.append(
            Look(
                number,
                plan.looks[number - 1],
                frame.weeks,
                times[-1],
                float(boundaries(times, plan.alpha)[-1]),
                level,
                effect,
                inference.p < level,
            )
        )
    return tuple(found)
