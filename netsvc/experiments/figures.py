"""What the cases on the graph say of drafts and running pilots; the commands that need it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import orjson

from netsvc.errors import BadInputError
from netsvc.events.answers import Answer, Audit, Done, Outcome, Refusal, RefusalKind, invalid
from netsvc.events.commands import CommandRunner
from netsvc.experiments import writes
from netsvc.experiments.cases import PilotCase
from netsvc.experiments.model import (
    SMALLEST_TEAM,
    Clusters,
    Draft,
    Experiment,
    ExperimentState,
    clusters_of,
    gaps_of,
    plan_of,
    wrong_dates,
)
from netsvc.experiments.observed import Nameless, ObservedRepository, nameless, within
from netsvc.experiments.plan import Measure, Plan, Said, shared_units, unit_of
from netsvc.experiments.planning import (
    PAST_WEEKS,
    Power,
    Proposal,
    assumptions_of,
    learn,
    past_of,
    power_of,
    propose,
    trial_plan,
)
from netsvc.experiments.pulses import PulseFigure
from netsvc.experiments.report import decidability_data, report
from netsvc.experiments.repository import ExperimentRepository, plan_from, plan_text
from netsvc.experiments.service import HOME, drafts_only, not_running, wrong_state, wrong_state_on
from netsvc.experiments.statistics.randomisation import smallest_attainable_p
from netsvc.graph.driver import Tx


@dataclass(frozen=True)
class Considered:
    """A draft with the plan that it would become, and what that plan can find."""

    clusters: Clusters
    power: Power | None
    gaps: tuple[str, ...]
    refusal: Refusal | None


class ExperimentFigures:
    """Reads never write; sums are done in threads, and the same draft is summed once."""

    def __init__(
        self,
        runner: CommandRunner,
        experiments: ExperimentRepository,
        observed: ObservedRepository,
        *,
        pulse: Callable[[str, date, date], Awaitable[Sequence[PulseFigure]]],
        clock: Callable[[], datetime],
    ) -> None:
        self._runner = runner
        self._experiments = experiments
        self._observed = observed
        self._pulse = pulse
        self._clock = clock
        self._known: dict[str, asyncio.Task[Considered]] = {}

    def today(self) -> date:
        return self._clock().astimezone(HOME).date()

    async def consider(self, id_: str, draft: Draft) -> Considered:
        """What a draft can and can't find. Refused where its dates or units can't be used."""
        asked = trial_plan(draft)
        today = self.today()
        # what is only read by people changes no sum: the lock finds what the plan check worked out
        wordless = asked.model_copy(update=_WORDLESS).to_json()
        mark = f"{id_} {today} {asked.question.empty} {wordless}"
        if mark not in self._known:
            if len(self._known) > 100:
                self._known.clear()
            self._known[mark] = asyncio.create_task(self._consider(id_, asked, draft, today))
        # whoever asks again after a deadline finds the sums done
        try:
            found = await asyncio.shield(self._known[mark])
        except Exception:
            self._known.pop(mark, None)
            raise
        return _said_by(asked, replace(found, gaps=gaps_of(draft)))

    async def clusters(self, draft: Draft) -> Clusters:
        """Units and teams of a draft as they are now."""
        units = [*draft.treated_units, *draft.comparison_units]
        return clusters_of(draft, await self._experiments.members(units))

    async def too_few_units(self, draft: Draft) -> bool:
        """Whether no result of the draft could convince: told by its sides alone, at once."""
        if not draft.treated_units or not draft.comparison_units:
            return False
        found = await self.clusters(draft)
        return smallest_attainable_p(len(found.treated), len(found.comparison)) > draft.alpha

    async def _consider(self, id_: str, asked: Draft, draft: Draft, today: date) -> Considered:
        clusters = await self.clusters(draft)
        gaps = gaps_of(draft)
        needed = {"treatedUnitIds", "comparisonUnitIds", "baselineStart", "start", "end"}
        if needed & set(gaps):
            return Considered(clusters, None, gaps, None)
        refusal = await self._unusable(draft, clusters, today)
        if refusal is not None:
            return Considered(clusters, None, gaps, refusal)
        types = await self._experiments.issue_types(draft.issue_types, draft.mini_networks)
        cases = await self._cases(clusters, types, today - timedelta(weeks=PAST_WEEKS + 10))

        def summed() -> Power | Refusal:
            past = past_of(cases, clusters, draft.measure, HOME, today)
            quiet = [
                unit for unit, row in zip(past.units, past.cases, strict=True) if not row.sum()
            ]
            if quiet:
                return invalid("input.treatedUnitIds", quiet[0], "experiment_no_cases")
            if past.resolved.sum() in (0, past.cases.sum()):
                return invalid("input.measure", draft.measure.view, "experiment_no_variation")
            learnt = learn(past)
            try:
                plan = plan_of(
                    id_, asked, clusters, assumptions_of(past, learnt, draft.assumptions), types
                )
            except BadInputError:
                return invalid("input.assumptions", past.cases.shape[1], "experiment_no_history")
            except ValueError as error:
                return invalid("input.looks", error, "experiment_looks")
            return power_of(plan, past, learnt)

        found = await asyncio.to_thread(summed)
        if isinstance(found, Refusal):
            return Considered(clusters, None, gaps, found)
        return Considered(clusters, found, gaps, None)

    async def _unusable(self, draft: Draft, clusters: Clusters, today: date) -> Refusal | None:
        wrong = wrong_dates(draft, today)
        if wrong is not None:
            field, words = wrong
            return invalid(f"input.{field}", "", words)
        units = [*draft.treated_units, *draft.comparison_units]
        nested = await self._experiments.nested(units)
        if nested is not None:
            return invalid("input.treatedUnitIds", nested[0], "experiment_nested")
        for cluster in (*clusters.treated, *clusters.comparison):
            if clusters.people(cluster) < SMALLEST_TEAM:
                return invalid("input.treatedUnitIds", cluster, "experiment_small_unit")
        return None

    async def _cases(
        self, clusters: Clusters, types: Sequence[str], since: date
    ) -> tuple[PilotCase, ...]:
        start = datetime.combine(since, datetime.min.time(), HOME)
        observed = await self._observed.cases(start, types)
        parents = await self._observed.parents()
        units = {unit_of(cluster) for cluster in (*clusters.treated, *clusters.comparison)}
        return tuple(
            replace(case, unit=within(case.unit, units, parents)) for case in observed.cases
        )

    async def proposals(
        self,
        treated: Sequence[str],
        types: Sequence[str],
        networks: Sequence[str],
        *,
        measure: Measure,
        weeks: int,
        count: int,
    ) -> Proposal:
        """Comparison units for the treated ones, from the latest ``weeks`` mature weeks.

        Proposed are units without units below them in which at least five people work. Raises
        BadInputError for what can't be compared.
        """
        narrow = await self._experiments.issue_types(types, networks)
        until = self.today() - timedelta(days=measure.window_days)
        since = until - timedelta(weeks=weeks)
        start, end = (datetime.combine(day, datetime.min.time(), HOME) for day in (since, until))
        observed = await self._observed.cases(start, narrow)
        parents = await self._observed.parents()
        leaves = set(parents) - {above for above in parents.values() if above is not None}
        people = {
            unit: len(members)
            for unit, members in (await self._experiments.members(sorted(leaves))).items()
            if len(members) >= SMALLEST_TEAM
        }
        cases = [case for case in observed.cases if case.opened_at < end]
        wanted = {*treated, *people}
        placed = {case.case_id: within(case.unit, wanted, parents) for case in cases}
        return await asyncio.to_thread(
            propose, cases, placed, people, treated, measure=measure, weeks=weeks, count=count
        )

    async def lock(self, actor: str, key: str, id_: str, *, acknowledged: bool) -> Answer:
        """Seal the plan with its hash. An undecidable one only where that was acknowledged."""
        body = {"id": id_, "acknowledged": acknowledged}
        answered = await self._runner.answered("lockExperiment", actor, key, body)
        if answered is not None:
            return answered
        seen = await self._experiments.one(id_)
        considered: Considered | None = None
        if seen is not None and seen.plan is None:
            considered = await self.consider(id_, seen.draft)

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await self._experiments.held(tx, id_)
            if isinstance(found, Refusal):
                return Outcome(found)
            refusal = drafts_only(found, at)
            if refusal is not None or seen is None or considered is None:
                return Outcome(refusal or wrong_state(found, "experiment_changed", at))
            if found.version != seen.version:
                return Outcome(wrong_state(found, "experiment_changed", at))
            sealed = _sealable(considered, acknowledged=acknowledged)
            if isinstance(sealed, Refusal):
                return Outcome(sealed)
            plan = sealed.plan.locked()
            others = (await tx.guarded(writes.REGISTER, id=id_))["others"]
            for other in others:
                taken = shared_units(plan, plan_from(other["plan"]))
                if taken:
                    return Outcome(
                        Refusal(
                            RefusalKind.UNITS_TAKEN,
                            "experiment_units_taken",
                            seen=taken[0],
                            experiment_id=other["id"],
                        )
                    )
            decidable = decidability_data(sealed.found, plan.power)
            units = [(unit_of(name), True) for name in plan.treated_units]
            units += [(unit_of(name), False) for name in plan.comparison_units]
            await tx.guarded(
                writes.SEAL,
                id=id_,
                at=at,
                version=found.version,
                plan=plan_text(plan),
                hash=plan.locked_hash,
                decidability=orjson.dumps(decidable).decode(),
                units=[{"id": unit, "treated": treated} for unit, treated in dict(units).items()],
                networks=list(plan.mini_networks),
            )
            audit = Audit(
                actor,
                "lockExperiment",
                from_state=ExperimentState.DRAFT,
                to_state=ExperimentState.LOCKED,
                detail=f"{id_} {plan.locked_hash}",
            )
            return Outcome(Done(id_), (audit,))

        return await self._runner.run("lockExperiment", actor, key, body, work)

    async def observe(self, plan: Plan) -> Nameless:
        """The cases of a locked plan as they are now, without people."""
        start = datetime.combine(plan.baseline_start, datetime.min.time(), plan.zone)
        people = await self._experiments.network_people(plan.mini_networks)
        observed = await self._observed.cases(start, plan.issue_types, people)
        parents = await self._observed.parents()
        return await asyncio.to_thread(nameless, plan, observed, parents)

    async def take_look(self, actor: str, key: str, id_: str, number: int | None) -> Answer:
        """The next planned look, on its day or later; what is seen is kept for everybody."""
        body = {"id": id_, "number": number}
        answered = await self._runner.answered("takeLook", actor, key, body)
        if answered is not None:
            return answered
        seen = await self._experiments.one(id_)
        made: Mapping[str, Any] | Refusal | None = None
        due = None if seen is None else _due(seen, number, self.today())
        if seen is not None and seen.plan is not None and isinstance(due, int):
            made = await self._report(seen.plan, due)

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await self._experiments.held(tx, id_)
            if isinstance(found, Refusal):
                return Outcome(found)
            refusal = not_running(found, at)
            if refusal is None:
                now = _due(found, number, at.astimezone(HOME).date())
                refusal = now if isinstance(now, Refusal) else None
            if refusal is None and isinstance(made, Refusal):
                refusal = made
            if refusal is not None:
                return Outcome(refusal)
            if made is None or isinstance(made, Refusal) or seen is None or seen.plan is None:
                return Outcome(wrong_state(found, "experiment_changed", at))
            text = canonical(made)
            await tx.guarded(
                writes.LOOK,
                id=id_,
                actor=actor,
                at=at,
                number=due,
                seen=plan_text(seen.plan),
                report=text,
                hash=hashlib.sha256(text.encode()).hexdigest(),
            )
            audit = Audit(actor, "takeLook", to_state=ExperimentState.LOOKED, detail=f"{id_} {due}")
            return Outcome(Done(id_), (audit,))

        return await self._runner.run("takeLook", actor, key, body, work)

    async def _report(self, plan: Plan, number: int) -> Mapping[str, Any] | Refusal:
        """Look ``number`` as of its own morning, or why it can't be had."""
        cases = await self.observe(plan)
        units = {case.unit for case in cases.cases}
        for unit in plan.units:
            if unit not in units:
                return invalid("id", unit, "experiment_no_cases")
        day = plan.looks[number - 1]
        said = await self._pulse(plan.id, plan.start, day)
        try:
            made = await asyncio.to_thread(report, plan, cases.cases, day, said)
        except BadInputError:
            return Refusal(RefusalKind.INVALID_INPUT, "experiment_not_analysable", field="id")
        made["quality"] |= {
            "moved": cases.moved,
            "newcomers": cases.newcomers,
            "negativeDurations": cases.negative,
            "unjudged": cases.unjudged,
        }
        return made


_WORDLESS = {"name": Said(), "question": Said(), "change": Said(), "meaning": ()}


def _said_by(draft: Draft, found: Considered) -> Considered:
    """The same sums, of a plan with this draft's words."""
    if found.power is None:
        return found
    plan = found.power.plan
    assumed = draft.model_copy(update={"looks": plan.looks})
    whole = plan_of(plan.id, assumed, found.clusters, plan.assumptions, plan.issue_types)
    return replace(found, power=replace(found.power, plan=whole))


def canonical(made: Mapping[str, Any]) -> str:
    """The text that a look is kept as and that its hash is over."""
    return orjson.dumps(made, option=orjson.OPT_SORT_KEYS | orjson.OPT_SERIALIZE_NUMPY).decode()


def _sealable(considered: Considered, *, acknowledged: bool) -> Power | Refusal:
    if considered.gaps:
        gap = considered.gaps[0]
        return invalid(f"input.{gap}", ", ".join(considered.gaps), "experiment_lacks")
    if considered.refusal is not None:
        return considered.refusal
    if considered.power is None:
        return invalid("id", "", "experiment_lacks")
    found = considered.power.found
    if not found.decidable and not acknowledged:
        sentence = decidability_data(found, considered.power.plan.power)["sentence"]
        return Refusal(
            RefusalKind.UNDECIDABLE,
            "experiment_undecidable",
            said=(sentence["fi"], sentence["sv"], sentence["en"]),
        )
    return considered.power


def _due(experiment: Experiment, number: int | None, today: date) -> int | Refusal:
    """The number of the look that may be taken now."""
    coming = experiment.next_look()
    if experiment.plan is None or coming is None or (number is not None and number != coming):
        return wrong_state_on(experiment, "experiment_no_such_look", today)
    day = experiment.plan.looks[coming - 1]
    if day > today:
        return wrong_state_on(experiment, "experiment_look_early", today, day.isoformat())
    return coming
