"""The expansion plan of a pilot that is to be widened, from the organisation's latest weeks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from netsvc.events.answers import Refusal, not_found
from netsvc.experiments.expansion import WEEKS, Effect, Expansion, expand
from netsvc.experiments.model import Experiment
from netsvc.experiments.observed import ObservedRepository, within
from netsvc.experiments.plan import unit_of
from netsvc.experiments.repository import ExperimentRepository
from netsvc.experiments.service import HOME, verdict_by_rule, wrong_state
from netsvc.experiments.verdict import VerdictKind

WIDEN = frozenset({VerdictKind.SCALE, VerdictKind.ADJUST})


class Widening:
    """Reads only."""

    def __init__(
        self,
        experiments: ExperimentRepository,
        observed: ObservedRepository,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._experiments = experiments
        self._observed = observed
        self._clock = clock

    async def expansion(self, id_: str) -> Expansion | Refusal:
        """Refused while the pilot has no verdict by which it would be widened."""
        known = await self._experiments.one(id_)
        if known is None:
            return not_found(id_)
        effect = _effect(known)
        if effect is None or known.plan is None:
            return wrong_state(known, "experiment_no_expansion", self._clock())
        plan = known.plan
        today = self._clock().astimezone(HOME).date()
        until = today - timedelta(days=plan.measure.window_days)
        until -= timedelta(days=until.weekday())
        start, end = (
            datetime.combine(day, datetime.min.time(), HOME)
            for day in (until - timedelta(weeks=WEEKS), until)
        )
        observed = await self._observed.cases(start, plan.issue_types)
        parents = await self._observed.parents()
        named = {unit_of(name) for name in plan.units}
        cases = [case for case in observed.cases if case.opened_at < end]
        # what lies below a unit of the pilot is that unit, as in its looks
        placed = {case.case_id: within(case.unit, named, parents) for case in cases}
        return await asyncio.to_thread(expand, plan, cases, placed, effect)


def _effect(known: Experiment) -> Effect | None:
    """Of the latest look, where the verdict says that it is worth going on."""
    kind = known.decision.kind if known.decision else verdict_by_rule(known)
    if not known.ended or kind not in WIDEN or not known.looks:
        return None
    found = known.looks[-1].report["looks"][-1]["effect"]
    if found is None:
        return None
    return Effect(float(found["estimate"]), float(found["low"]), float(found["high"]))
