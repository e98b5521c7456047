"""A running pilot between its looks: data quality, use, contamination, harm; never the effect."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np

from netsvc.errors import BadInputError
from netsvc.experiments.analysis import contamination_of, dose_of
from netsvc.experiments.cases import PilotCase
from netsvc.experiments.estimates import GuardrailResult, guard
from netsvc.experiments.frame import Quality, build_frame
from netsvc.experiments.model import Experiment, ExperimentState
from netsvc.experiments.observed import Nameless
from netsvc.experiments.plan import Guardrail, Plan
from netsvc.experiments.pulses import PulseFigure
from netsvc.experiments.service import HOME

HARM_LEVEL = 0.001
"""Haybittle 1971, Peto 1976: as strict a level that looking every day spends next to nothing."""
WATCHED = frozenset({ExperimentState.RUNNING, ExperimentState.LOOKED})


@dataclass(frozen=True)
class Harm:
    """``harmed``: surely worse than tolerated, at a level that bears looking every day: the rule
    to stop. ``told`` False where it can't be said yet."""

    guardrail: Guardrail
    harmed: bool
    told: bool


@dataclass(frozen=True)
class Watched:
    """As of a morning, from whole mature weeks. ``weeks`` of them since the start; ``dose`` is the
    share of treated cases that used the network. Without any such week only the day is known."""

    as_of: date
    weeks: int
    dose: float | None = None
    contamination: tuple[tuple[str, int], ...] = ()
    guardrails: tuple[Harm, ...] = ()
    quality: Quality | None = None


def watch(
    plan: Plan, cases: tuple[PilotCase, ...], on: date, pulse: Sequence[PulseFigure] = ()
) -> Watched:
    """Nothing here tells the two sides' registered measure apart before a planned look."""
    weeks = max(0, plan.weeks_in(on) - plan.weeks_before)
    if not weeks:
        return Watched(on, 0)
    try:
        frame = build_frame(plan, cases, on)
    except BadInputError:
        return Watched(on, weeks)
    found = [guard(frame, limit, HARM_LEVEL, pulse) for limit in plan.guardrails]
    return Watched(
        on,
        weeks,
        dose_of(frame) if np.any(frame.treated & frame.after) else None,
        tuple(contamination_of(frame).items()),
        tuple(_harm(one) for one in found),
        frame.quality,
    )


def _harm(found: GuardrailResult) -> Harm:
    return Harm(found.guardrail, found.harmed, found.effect is not None)


class ExperimentWatch:
    """One reading of a pilot a day and plan, whoever asks."""

    def __init__(
        self,
        observe: Callable[[Plan], Awaitable[Nameless]],
        *,
        pulse: Callable[[str, date, date], Awaitable[Sequence[PulseFigure]]],
        clock: Callable[[], datetime],
    ) -> None:
        self._observe = observe
        self._pulse = pulse
        self._clock = clock
        self._known: dict[str, tuple[str, Watched]] = {}

    async def of(self, experiment: Experiment) -> Watched | None:
        """None unless the pilot runs."""
        today = self._clock().astimezone(HOME).date()
        plan = experiment.plan
        if plan is None or experiment.state_on(today) not in WATCHED:
            return None
        mark = f"{today} {experiment.version} {len(plan.exclusions)}"
        known = self._known.get(experiment.id)
        if known is None or known[0] != mark:
            cases = await self._observe(plan)
            said = await self._pulse(plan.id, plan.start, today)
            found = await asyncio.to_thread(watch, plan, cases.cases, today, said)
            if found.quality is not None:
                quality = replace(
                    found.quality,
                    moved=cases.moved,
                    newcomers=cases.newcomers,
                    negative_durations=cases.negative,
                    unjudged=cases.unjudged,
                )
                found = replace(found, quality=quality)
            known = (mark, found)
            self._known[experiment.id] = known
        return known[1]
