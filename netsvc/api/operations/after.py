"""What happens after somebody accepted: returning, asking the sender, reopening, undoing."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.cases import Case, whole_case
from netsvc.api.operations.conference_types import Conference
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    IssueType,
    expert_or_none,
    issue_type_or_none,
)
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.handovers import Handover, handover_or_none
from netsvc.api.operations.ids import MAX_PLAIN_ID, Kind, plain_id
from netsvc.api.operations.problems import (
    CaseResult,
    HandoverResult,
    InvalidInput,
    KeyReused,
    NotFound,
    NotYours,
    WrongState,
)
from netsvc.cases.model import CaseState, Channel
from netsvc.events.answers import Answer, Done, invalid
from netsvc.handover import conferences as meetings
from netsvc.handover import story
from netsvc.handover.afterwards import ReturnReason

strawberry.enum(ReturnReason)


@strawberry.type(description="A receiver gave the case back to who had sent it.")
class CaseReturn:
    known: strawberry.Private[story.Returned]
    at: datetime
    reason: ReturnReason
    note: str | None

    @classmethod
    def of(cls, found: story.Returned) -> CaseReturn:
        return cls(known=found, at=found.at, reason=found.reason, note=found.note)

    @strawberry.field
    async def handover(self, info: Info) -> Handover | None:
        return await handover_or_none(info, self.known.handover_id)


@strawberry.type(description="What the receiver of a handover asked its sender.")
class SenderQuestion:
    known: strawberry.Private[story.SenderQuestion]
    id: strawberry.ID
    asked_at: datetime
    question: str
    answer: str | None
    answered_at: datetime | None

    @classmethod
    def of(cls, found: story.SenderQuestion) -> SenderQuestion:
        return cls(
            known=found,
            id=strawberry.ID(found.id),
            asked_at=found.asked_at,
            question=found.question,
            answer=found.answer,
            answered_at=found.answered_at,
        )

    @strawberry.field
    async def case(self, info: Info) -> Case:
        return await whole_case(info, self.known.case_id)

    @strawberry.field
    async def handover(self, info: Info) -> Handover | None:
        return await handover_or_none(info, self.known.handover_id)

    @strawberry.field
    async def asked_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.asked_by_id)

    @strawberry.field
    async def answered_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.answered_by_id)


@strawberry.type(description="Somebody who had the case knew better what it is about.")
class IssueTypeChange:
    known: strawberry.Private[story.TypeChange]
    at: datetime

    @strawberry.field
    async def from_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known.from_id)

    @strawberry.field
    async def to_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known.to_id)

    @strawberry.field
    async def by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.by_id)


@strawberry.type(description="The customer came back on the same matter.")
class Reopening:
    known: strawberry.Private[story.Reopening]
    at: datetime
    ended_at: datetime | None = strawberry.field(description="When it had ended before.")
    ended_state: CaseState

    @strawberry.field
    async def by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.by_id)

    @strawberry.field(description="Who had resolved it.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def ended_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.ended_by_id)


@strawberry.type(description="What happened to a case beside its handovers, oldest first.")
class CaseStory:
    returns: list[CaseReturn]
    questions: list[SenderQuestion]
    type_changes: list[IssueTypeChange]
    reopenings: list[Reopening]
    conferences: list[Conference]

    @classmethod
    def of(cls, found: story.Story, known: tuple[meetings.Conference, ...]) -> CaseStory:
        return cls(
            returns=[CaseReturn.of(one) for one in found.returns],
            questions=[SenderQuestion.of(one) for one in found.questions],
            type_changes=[IssueTypeChange(known=one, at=one.at) for one in found.type_changes],
            reopenings=[
                Reopening(known=one, at=one.at, ended_at=one.ended_at, ended_state=one.ended_state)
                for one in found.reopenings
            ],
            conferences=[Conference.of(one) for one in known],
        )


SenderQuestionResult = Annotated[
    SenderQuestion | InvalidInput | NotFound | KeyReused | NotYours | WrongState,
    strawberry.union("SenderQuestionResult"),
]


@strawberry.type
class AfterQuery:
    @strawberry.field
    async def case_story(self, info: Info, case_id: strawberry.ID) -> CaseStory | None:
        after, plain = info.context.services.after, plain_id(Kind.CASE, case_id)
        found = await after.story.of_case(plain)
        if found is None:
            return None
        return CaseStory.of(found, await after.conferences.of_case(plain, info.context.actor))

    @strawberry.field(description="Questions that wait for my answer.")  # type: ignore[untyped-decorator]  # as above
    async def sender_questions(self, info: Info) -> list[SenderQuestion]:
        found = await info.context.services.after.story.questions_to(info.context.actor)
        return [SenderQuestion.of(one) for one in found]


@strawberry.type
class AfterMutation:
    @strawberry.mutation(description="Give the case back to who sent it, with a reason.")  # type: ignore[untyped-decorator]  # as above
    async def return_handover(
        self,
        info: Info,
        handover_id: strawberry.ID,
        reason: ReturnReason,
        key: str,
        note: str | None = None,
    ) -> HandoverResult:
        given = Given()
        plain = given.plain("handoverId", Kind.HANDOVER, handover_id)
        commands = info.context.services.after.returning
        answer = given.refusal or await commands.give_back(
            info.context.actor, key, plain, reason, note
        )
        refused = await refused_answer(info, answer, given)
        if refused is not None or not isinstance(answer, Done):
            return cast(HandoverResult, refused)
        return there(await handover_or_none(info, answer.id))

    @strawberry.mutation(description="Ask who sent the handover for what is missing.")  # type: ignore[untyped-decorator]  # as above
    async def ask_sender(
        self, info: Info, handover_id: strawberry.ID, question: str, key: str
    ) -> SenderQuestionResult:
        given = Given()
        plain = given.plain("handoverId", Kind.HANDOVER, handover_id)
        commands = info.context.services.after.returning
        answer = given.refusal or await commands.ask_sender(
            info.context.actor, key, plain, question
        )
        return await _question(info, answer, given)

    @strawberry.mutation
    async def answer_sender_question(
        self, info: Info, question_id: strawberry.ID, answer: str, key: str
    ) -> SenderQuestionResult:
        given = Given()
        if len(question_id) > MAX_PLAIN_ID:
            return await _question(info, invalid("questionId", question_id, "bad_id"), given)
        commands = info.context.services.after.returning
        said = await commands.answer_question(info.context.actor, key, question_id, answer)
        return await _question(info, said, given)

    @strawberry.mutation(description="For who has the case; kept as evidence about the words.")  # type: ignore[untyped-decorator]  # as above
    async def change_issue_type(
        self, info: Info, case_id: strawberry.ID, issue_type_id: strawberry.ID, key: str
    ) -> CaseResult:
        given = Given()
        plain = given.plain("caseId", Kind.CASE, case_id)
        type_id = given.plain("issueTypeId", Kind.ISSUE_TYPE, issue_type_id)
        commands = info.context.services.after.retyping
        answer = given.refusal or await commands.change_type(
            info.context.actor, key, plain, type_id
        )
        return await _case(info, answer, given)

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="The customer came back; with a channel they are there now. It is yours then."
    )
    async def reopen_case(
        self, info: Info, case_id: strawberry.ID, key: str, channel: Channel | None = None
    ) -> CaseResult:
        given = Given()
        plain = given.plain("caseId", Kind.CASE, case_id)
        commands = info.context.services.after.retyping
        answer = given.refusal or await commands.reopen(info.context.actor, key, plain, channel)
        return await _case(info, answer, given)

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="Take back within 10 s what you did under this key, if nobody acted since: "
        "accept, decline, resolve, redirect, return, change of the issue type."
    )
    async def undo(self, info: Info, command: str, key: str) -> CaseResult:
        answer = await info.context.services.after.undoing.undo(info.context.actor, key, command)
        return await _case(info, answer, Given())


async def _question(info: Info, answer: Answer, given: Given) -> SenderQuestionResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(SenderQuestionResult, refused)
    return SenderQuestion.of(there(await info.context.services.after.story.question(answer.id)))


async def _case(info: Info, answer: Answer, given: Given) -> CaseResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(CaseResult, refused)
    return await whole_case(info, answer.id)
