"""Asking for, planning and leading pilots (`Experiment`)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.experiment_inputs import ExperimentInput, draft_of
from netsvc.api.operations.experiment_parts import ExperimentShare
from netsvc.api.operations.experiment_problems import ExperimentUndecidable, UnitsTaken
from netsvc.api.operations.experiment_types import Experiment, ExperimentForMe, for_me
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import MAX_PLAIN_ID, Kind, plain_id
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound, WrongState
from netsvc.events.answers import Answer, Done, Refusal, invalid
from netsvc.experiments.plan import Exclusion
from netsvc.experiments.verdict import VerdictKind

ExperimentResultUnion = Annotated[
    Experiment
    | InvalidInput
    | NotFound
    | KeyReused
    | WrongState
    | ExperimentUndecidable
    | UnitsTaken,
    strawberry.union("ExperimentAnswer"),
]
ExperimentShareResult = Annotated[
    ExperimentShare | InvalidInput | NotFound | KeyReused | WrongState,
    strawberry.union("ExperimentShareResult"),
]


@strawberry.type(description="The draft is gone.")
class ExperimentDiscarded:
    id: strawberry.ID


ExperimentDiscardResult = Annotated[
    ExperimentDiscarded | InvalidInput | NotFound | KeyReused | WrongState,
    strawberry.union("ExperimentDiscardResult"),
]


@strawberry.type
class ExperimentQuery:
    @strawberry.field
    async def experiment(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
    ) -> Experiment | None:
        return await experiment_or_none(info, plain_id(Kind.EXPERIMENT, id))

    @strawberry.field(description="All of them, latest first; 500 at most.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def experiments(self, info: Info) -> list[Experiment]:
        return [Experiment.of(one) for one in await info.context.services.experiments.all()]

    @strawberry.field(description="Locked pilots that touch your work, and what they mean for you.")  # type: ignore[untyped-decorator]  # as above
    async def my_experiments(self, info: Info) -> list[ExperimentForMe]:
        services, caller = info.context.services, info.context.caller
        found = await services.experiments.touching(caller.expert_id)
        today = services.experiment_figures.today()
        due = await services.pulse.due(caller.expert_id, found)
        return [for_me(one, caller.roles, today, pulse_due=one.id in due) for one in found]


@strawberry.type
class ExperimentMutation:
    @strawberry.mutation
    async def draft_experiment(
        self,
        info: Info,
        input: ExperimentInput,  # noqa: A002
        key: str,
    ) -> ExperimentResultUnion:
        given = Given()
        draft = draft_of(given, input)
        commands = info.context.services.experiment_commands
        if isinstance(draft, Refusal):
            return await _experiment(info, draft, given)
        return await _experiment(info, await commands.draft(info.context.actor, key, draft), given)

    @strawberry.mutation(description="All of the draft again.")  # type: ignore[untyped-decorator]  # as above
    async def change_experiment(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        input: ExperimentInput,  # noqa: A002
        key: str,
    ) -> ExperimentResultUnion:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        draft = draft_of(given, input)
        if isinstance(draft, Refusal):
            return await _experiment(info, draft, given)
        commands = info.context.services.experiment_commands
        answer = await commands.change(info.context.actor, key, plain, draft)
        return await _experiment(info, answer, given)

    @strawberry.mutation(description="Throw a draft away; a locked plan never is.")  # type: ignore[untyped-decorator]  # as above
    async def discard_experiment(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        key: str,
    ) -> ExperimentDiscardResult:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        commands = info.context.services.experiment_commands
        answer = given.refusal or await commands.discard(info.context.actor, key, plain)
        refused = await refused_answer(info, answer, given)
        if refused is not None:
            return cast(ExperimentDiscardResult, refused)
        return ExperimentDiscarded(id=id)

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="Seal the plan with its hash, before it starts. One that can't be decided only "
        "where that is acknowledged."
    )
    async def lock_experiment(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        key: str,
        *,
        acknowledge_undecidable: bool = False,
    ) -> ExperimentResultUnion:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        figures = info.context.services.experiment_figures
        answer = given.refusal or await figures.lock(
            info.context.actor, key, plain, acknowledged=acknowledge_undecidable
        )
        return await _experiment(info, answer, given)

    @strawberry.mutation(description="A dated change or deviation; every report shows it.")  # type: ignore[untyped-decorator]  # as above
    async def amend_experiment(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        text: str,
        key: str,
        on: date | None = None,
    ) -> ExperimentResultUnion:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        commands = info.context.services.experiment_commands
        answer = given.refusal or await commands.amend(info.context.actor, key, plain, text, on)
        return await _experiment(info, answer, given)

    @strawberry.mutation(description="Leave out a unit, or weeks of it (dates inclusive).")  # type: ignore[untyped-decorator]  # as above
    async def exclude_unit_from_experiment(
        self,
        info: Info,
        *,
        id: strawberry.ID,  # noqa: A002
        unit_key: str,
        reason: str,
        key: str,
        first: date | None = None,
        last: date | None = None,
    ) -> ExperimentResultUnion:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        answer: Answer
        if not 0 < len(unit_key) <= MAX_PLAIN_ID or not 0 < len(reason) <= 500:
            answer = invalid("reason", len(reason), "bad_reason")
        else:
            rule = Exclusion(unit=unit_key, reason=reason, first=first, last=last)
            commands = info.context.services.experiment_commands
            answer = given.refusal or await commands.exclude(info.context.actor, key, plain, rule)
        return await _experiment(info, answer, given)

    @strawberry.mutation(description="The next planned look, on its day or later.")  # type: ignore[untyped-decorator]  # as above
    async def take_look(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        key: str,
        number: int | None = None,
    ) -> ExperimentResultUnion:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        figures = info.context.services.experiment_figures
        answer = given.refusal or await figures.take_look(info.context.actor, key, plain, number)
        return await _experiment(info, answer, given)

    @strawberry.mutation(description="Before the last look only with a reason.")  # type: ignore[untyped-decorator]  # as above
    async def end_experiment(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        key: str,
        reason: str = "",
    ) -> ExperimentResultUnion:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        commands = info.context.services.experiment_commands
        answer = given.refusal or await commands.end(info.context.actor, key, plain, reason)
        return await _experiment(info, answer, given)

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="By the registered rule, or another one with the reason for it."
    )
    async def set_experiment_verdict(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        key: str,
        kind: VerdictKind | None = None,
        reason: str = "",
    ) -> ExperimentResultUnion:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        commands = info.context.services.experiment_commands
        answer = given.refusal or await commands.decide(
            info.context.actor, key, plain, kind, reason
        )
        return await _experiment(info, answer, given)

    @strawberry.mutation(description="A link that reads this pilot for 1 to 90 days.")  # type: ignore[untyped-decorator]  # as above
    async def share_experiment(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        key: str,
        days: int = 30,
    ) -> ExperimentShareResult:
        given = Given()
        plain = given.plain("id", Kind.EXPERIMENT, id)
        services = info.context.services
        answer = given.refusal or await services.experiment_commands.share(
            info.context.actor, key, plain, days
        )
        refused = await refused_answer(info, answer, given)
        if refused is not None or not isinstance(answer, Done):
            return cast(ExperimentShareResult, refused)
        share = there(await services.experiments.share(answer.id))
        return ExperimentShare(
            id=strawberry.ID(share.id),
            path=services.experiment_links.path(share.id, share.expires_at),
            at=share.at,
            expires_at=share.expires_at,
        )

    @strawberry.mutation(description="The link is good for nobody any more.")  # type: ignore[untyped-decorator]  # as above
    async def unshare_experiment(
        self, info: Info, share_id: strawberry.ID, key: str
    ) -> ExperimentResultUnion:
        answer: Answer
        if not 0 < len(share_id) <= MAX_PLAIN_ID:
            answer = invalid("shareId", share_id, "bad_id")
        else:
            commands = info.context.services.experiment_commands
            answer = await commands.unshare(info.context.actor, key, share_id)
        return await _experiment(info, answer, Given())


async def experiment_or_none(info: Info, plain: str) -> Experiment | None:
    known = await info.context.services.experiments.one(plain)
    return Experiment.of(known) if known is not None else None


async def _experiment(info: Info, answer: Answer, given: Given) -> ExperimentResultUnion:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(ExperimentResultUnion, refused)
    return there(await experiment_or_none(info, answer.id))
