"""A pilot as people see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import strawberry

from netsvc.api.operations.common import LocalText, Node
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    IssueType,
    MiniNetwork,
    Unit,
    expert_or_none,
)
from netsvc.api.operations.experiment_parts import (
    WRITERS,
    ExperimentAmendment,
    ExperimentAssumptions,
    ExperimentDecision,
    ExperimentExclusion,
    ExperimentLimit,
    ExperimentMeaning,
    ExperimentMeasure,
    ExperimentShare,
    ExperimentUnit,
    units_of,
)
from netsvc.api.operations.experiment_results import (
    ExperimentDecidability,
    ExperimentLook,
)
from netsvc.api.operations.ids import Kind, to_global
from netsvc.experiments import model
from netsvc.experiments.model import (
    Allocation,
    ExperimentState,
    clusters_of_plan,
    gaps_of,
    looks_of,
)
from netsvc.experiments.service import HOME, verdict_by_rule
from netsvc.experiments.verdict import VerdictKind
from netsvc.experiments.words import GUARDRAILS, RULE, VERDICTS
from netsvc.identity.roles import Role


@strawberry.type(description="A time-boxed trial of mini-networks; people say pilot.")
class Experiment(Node):
    known: strawberry.Private[model.Experiment]

    @classmethod
    def of(cls, known: model.Experiment) -> Experiment:
        return cls(id=to_global(Kind.EXPERIMENT, known.id), known=known)

    @strawberry.field
    def state(self, info: Info) -> ExperimentState:
        return self.known.state_on(_today(info))

    @strawberry.field
    def name(self) -> LocalText:
        plan = self.known.plan
        said = plan.name if plan is not None else None
        return LocalText.of((said or self.known.draft.name).text)

    @strawberry.field
    def question(self) -> LocalText:
        return LocalText.of(self.known.draft.question.text)

    @strawberry.field(description="What treated units do differently.")  # type: ignore[untyped-decorator]  # as above
    def change(self) -> LocalText:
        return LocalText.of(self.known.draft.change.text)

    @strawberry.field
    async def lead(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.lead_id)

    @strawberry.field
    def created_at(self) -> datetime:
        return self.known.created_at

    @strawberry.field
    def changed_at(self) -> datetime:
        return self.known.changed_at

    @strawberry.field
    def locked_at(self) -> datetime | None:
        return self.known.locked_at

    @strawberry.field(description="SHA-256 over everything that was registered.")  # type: ignore[untyped-decorator]  # as above
    def locked_hash(self) -> str | None:
        return self.known.plan.locked_hash if self.known.plan else None

    @strawberry.field
    def ended_at(self) -> datetime | None:
        return self.known.ended_at

    @strawberry.field(description="Why it was ended early; empty after its last look.")  # type: ignore[untyped-decorator]  # as above
    def end_reason(self) -> str:
        return self.known.end_reason

    @strawberry.field
    async def mini_networks(self, info: Info) -> list[MiniNetwork]:
        ids = list(self.known.draft.mini_networks)
        found = await info.context.load.mini_networks.load_many(ids)
        return [MiniNetwork.of(network) for network in found if network is not None]

    @strawberry.field(description="Only cases of these count; empty in a draft: what is covered.")  # type: ignore[untyped-decorator]  # as above
    async def issue_types(self, info: Info) -> list[IssueType]:
        plan = self.known.plan
        ids = list(plan.issue_types if plan is not None else self.known.draft.issue_types)
        found = await info.context.load.issue_types.load_many(ids)
        return [IssueType.of(type_) for type_ in found if type_ is not None]

    @strawberry.field(description="The units that were chosen, in a draft before lots are drawn.")  # type: ignore[untyped-decorator]  # as above
    async def treated_units(self, info: Info) -> list[Unit]:
        return await _units(info, self.known.draft.treated_units)

    @strawberry.field
    async def comparison_units(self, info: Info) -> list[Unit]:
        return await _units(info, self.known.draft.comparison_units)

    @strawberry.field(description="Both sides, treated first: units or their teams.")  # type: ignore[untyped-decorator]  # as above
    async def sides(self, info: Info) -> list[ExperimentUnit]:
        if self.known.plan is not None:
            return units_of(clusters_of_plan(self.known.plan))
        figures = info.context.services.experiment_figures
        return units_of(await figures.clusters(self.known.draft))

    @strawberry.field
    def team_size(self) -> int | None:
        return self.known.draft.team_size

    @strawberry.field
    def allocation(self) -> Allocation:
        return self.known.draft.allocation

    @strawberry.field(description="Of the lots and of the teams.")  # type: ignore[untyped-decorator]  # as above
    def seed(self) -> int:
        return self.known.draft.seed

    @strawberry.field
    def measure(self) -> ExperimentMeasure:
        measure = self.known.draft.measure
        return ExperimentMeasure(
            view=measure.view, denominator=measure.denominator, window_days=measure.window_days
        )

    @strawberry.field
    def guardrails(self) -> list[ExperimentLimit]:
        return [
            ExperimentLimit(
                guardrail=limit.guardrail,
                name=LocalText.of(GUARDRAILS[limit.guardrail]),
                tolerance=limit.tolerance,
            )
            for limit in self.known.draft.guardrails
        ]

    @strawberry.field
    def smallest_effect(self) -> float | None:
        return self.known.draft.smallest_effect

    @strawberry.field
    def alpha(self) -> float:
        return self.known.draft.alpha

    @strawberry.field
    def power(self) -> float:
        return self.known.draft.power

    @strawberry.field(description="The rule by which the verdict follows, fixed in advance.")  # type: ignore[untyped-decorator]  # as above
    def decision_rule(self) -> list[LocalText]:
        return [LocalText.of(line) for line in RULE]

    @strawberry.field
    def baseline_start(self) -> date | None:
        return self.known.draft.baseline_start

    @strawberry.field
    def start(self) -> date | None:
        return self.known.draft.start

    @strawberry.field(description="First day after the pilot.")  # type: ignore[untyped-decorator]  # as above
    def end(self) -> date | None:
        return self.known.draft.end

    @strawberry.field(description="Three, evenly spread, unless the plan names others.")  # type: ignore[untyped-decorator]  # as above
    def looks(self, info: Info) -> list[ExperimentLook]:
        plan, today = self.known.plan, _today(info)
        days = plan.looks if plan is not None else looks_of(self.known.draft)
        taken = {look.number: look for look in self.known.looks}
        coming = self.known.next_look()
        return [
            ExperimentLook(
                number=number,
                on=day,
                taken=taken.get(number),
                due=number == coming and day <= today,
            )
            for number, day in enumerate(days, start=1)
        ]

    @strawberry.field(description="Of the locked plan; a draft's are in `planPower`.")  # type: ignore[untyped-decorator]  # as above
    def assumptions(self) -> ExperimentAssumptions | None:
        plan = self.known.plan
        given = plan.assumptions if plan is not None else self.known.draft.assumptions
        return ExperimentAssumptions(**given.model_dump()) if given is not None else None

    @strawberry.field(description="What was said of the plan when it was locked.")  # type: ignore[untyped-decorator]  # as above
    def decidability(self) -> ExperimentDecidability | None:
        found = self.known.decidability
        return ExperimentDecidability.of(found) if found is not None else None

    @strawberry.field
    def meaning(self) -> list[ExperimentMeaning]:
        return [
            ExperimentMeaning(role=part.role, text=LocalText.of(part.text.text))
            for part in self.known.draft.meaning
        ]

    @strawberry.field
    def amendments(self) -> list[ExperimentAmendment]:
        plan = self.known.plan
        notes = plan.amendments if plan is not None else ()
        return [ExperimentAmendment(on=note.on, text=note.text) for note in notes]

    @strawberry.field
    def exclusions(self) -> list[ExperimentExclusion]:
        plan = self.known.plan
        rules = plan.exclusions if plan is not None else ()
        return [
            ExperimentExclusion(
                unit_key=rule.unit, reason=rule.reason, first=rule.first, last=rule.last
            )
            for rule in rules
        ]

    @strawberry.field(description="Names of what a draft still lacks, in the wizard's order.")  # type: ignore[untyped-decorator]  # as above
    def lacks(self) -> list[str]:
        return [] if self.known.plan is not None else list(gaps_of(self.known.draft))

    @strawberry.field(description="A draft of so few units that no result could convince anybody.")  # type: ignore[untyped-decorator]  # as above
    async def too_few_units(self, info: Info) -> bool:
        if self.known.plan is not None:
            return False
        return await info.context.services.experiment_figures.too_few_units(self.known.draft)

    @strawberry.field(description="Of the latest look, by the registered rule.")  # type: ignore[untyped-decorator]  # as above
    def verdict_by_rule(self) -> VerdictKind | None:
        return verdict_by_rule(self.known)

    @strawberry.field
    def decision(self) -> ExperimentDecision | None:
        known = self.known.decision
        if known is None:
            return None
        return ExperimentDecision(
            known=known,
            kind=known.kind,
            by_rule=known.by_rule,
            name=LocalText.of(VERDICTS[known.kind]),
            reason=known.reason,
            at=known.at,
        )

    @strawberry.field(description="Links that are still good; for pilot leads.")  # type: ignore[untyped-decorator]  # as above
    async def shares(self, info: Info) -> list[ExperimentShare]:
        if not info.context.caller.roles & WRITERS:
            return []
        services = info.context.services
        found = await services.experiments.shares(self.known.id, services.clock())
        return [
            ExperimentShare(
                id=strawberry.ID(share.id),
                path=services.experiment_links.path(share.id, share.expires_at),
                at=share.at,
                expires_at=share.expires_at,
            )
            for share in found
        ]

    @strawberry.field
    def may_change(self, info: Info) -> bool:
        return bool(info.context.caller.roles & WRITERS) and not self.known.ended


@strawberry.type(description="A pilot that touches your work, and what it means for you.")
class ExperimentForMe:
    known: strawberry.Private[model.Experiment]
    id: strawberry.ID
    name: LocalText
    question: LocalText
    change: LocalText
    start: date
    end: date
    state: ExperimentState
    meaning: list[ExperimentMeaning] = strawberry.field(description="For your roles.")
    pulse_due: bool = strawberry.field(
        description="Its three questions of this fortnight wait for you."
    )

    @strawberry.field
    async def lead(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.lead_id)


def for_me(
    known: model.Experiment, roles: frozenset[Role], today: date, *, pulse_due: bool
) -> ExperimentForMe:
    plan = known.plan
    assert plan is not None  # noqa: S101 - only locked pilots are read for others
    mine = [part for part in plan.meaning if part.role in roles]
    return ExperimentForMe(
        known=known,
        id=to_global(Kind.EXPERIMENT, known.id),
        name=LocalText.of(known.draft.name.text),
        question=LocalText.of(known.draft.question.text),
        change=LocalText.of(known.draft.change.text),
        start=plan.start,
        end=plan.end,
        state=known.state_on(today),
        meaning=[
            ExperimentMeaning(role=part.role, text=LocalText.of(part.text.text)) for part in mine
        ],
        pulse_due=pulse_due,
    )


async def _units(info: Info, ids: Sequence[str]) -> list[Unit]:
    found = await info.context.load.units.load_many(list(ids))
    return [Unit.of(unit) for unit in found if unit is not None]


def _today(info: Info) -> date:
    return info.context.services.clock().astimezone(HOME).date()
