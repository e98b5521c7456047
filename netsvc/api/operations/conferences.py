"""Opening a case conference, naming the owner, and saying which units are responsible."""

from __future__ import annotations

from typing import Annotated, cast

import strawberry

from netsvc.api.operations.conference_types import Conference, conference_or_none
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import IssueType, issue_type_or_none
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import MAX_PLAIN_ID, Kind
from netsvc.api.operations.problems import (
    ExpertUnavailable,
    InvalidInput,
    KeyReused,
    NotFound,
    NotYours,
    WouldLoop,
    WrongState,
)
from netsvc.events.answers import Answer, Done, invalid

ConferenceResult = Annotated[
    Conference
    | InvalidInput
    | NotFound
    | KeyReused
    | NotYours
    | WrongState
    | ExpertUnavailable
    | WouldLoop,
    strawberry.union("ConferenceResult"),
]
ResponsibleResult = Annotated[
    IssueType | InvalidInput | NotFound | KeyReused, strawberry.union("ResponsibleResult")
]


@strawberry.type
class ConferenceQuery:
    @strawberry.field(description="Conferences that wait for me to name an owner.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def conferences(self, info: Info) -> list[Conference]:
        reads = info.context.services.after.conferences
        return [Conference.of(one) for one in await reads.open_for(info.context.actor)]


@strawberry.type
class ConferenceMutation:
    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="For who has a case that would loop with the next offer (`towardExpertId`), "
        "or whose owner is in dispute. Answers with the one that is open already."
    )
    async def open_conference(
        self,
        info: Info,
        case_id: strawberry.ID,
        key: str,
        toward_expert_id: strawberry.ID | None = None,
    ) -> ConferenceResult:
        given = Given()
        plain = given.plain("caseId", Kind.CASE, case_id)
        toward = given.optional("towardExpertId", Kind.EXPERT, toward_expert_id)
        commands = info.context.services.after.conference
        answer = given.refusal or await commands.open(info.context.actor, key, plain, toward)
        return await _conference(info, answer, given)

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="By a member of the mini-network, somebody of the responsible unit, or its "
        "manager. Whoever is named has the case."
    )
    async def name_owner(
        self,
        info: Info,
        conference_id: strawberry.ID,
        expert_id: strawberry.ID,
        key: str,
        note: str | None = None,
    ) -> ConferenceResult:
        given = Given()
        plain = given.plain("expertId", Kind.EXPERT, expert_id)
        if len(conference_id) > MAX_PLAIN_ID:
            return await _conference(info, invalid("conferenceId", conference_id, "bad_id"), given)
        commands = info.context.services.after.conference
        answer = given.refusal or await commands.name_owner(
            info.context.actor, key, conference_id, plain, note
        )
        return await _conference(info, answer, given)

    @strawberry.mutation(description="Which units decide disputes about such cases.")  # type: ignore[untyped-decorator]  # as above
    async def set_responsible_units(
        self, info: Info, issue_type_id: strawberry.ID, unit_ids: list[strawberry.ID], key: str
    ) -> ResponsibleResult:
        given = Given()
        plain = given.plain("issueTypeId", Kind.ISSUE_TYPE, issue_type_id)
        units = tuple(given.plain("unitIds", Kind.UNIT, id_) for id_ in unit_ids)
        commands = info.context.services.after.responsibility
        answer = given.refusal or await commands.set(info.context.actor, key, plain, units)
        refused = await refused_answer(info, answer, given)
        if refused is not None or not isinstance(answer, Done):
            return cast(ResponsibleResult, refused)
        return there(await issue_type_or_none(info, answer.id))


async def _conference(info: Info, answer: Answer, given: Given) -> ConferenceResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(ConferenceResult, refused)
    return there(await conference_or_none(info, answer.id))
