"""One's own evidence, contests of it, and declared skills."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    IssueType,
    expert_or_none,
    issue_type_or_none,
)
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import MAX_PLAIN_ID, Kind
from netsvc.api.operations.problems import (
    InvalidInput,
    KeyReused,
    NotFound,
    NotYours,
    WrongState,
)
from netsvc.events.answers import Done, invalid
from netsvc.evidence import model
from netsvc.evidence.model import ContestKind, ContestState
from netsvc.identity.roles import Role

strawberry.enum(ContestKind, name="EvidenceContestKind")
strawberry.enum(ContestState, name="EvidenceContestState")


@strawberry.type(description="Somebody says that what is counted about them is wrong.")
class EvidenceContest:
    id: strawberry.ID
    known: strawberry.Private[model.Contest]
    kind: ContestKind
    state: ContestState
    reason: str
    at: datetime
    resolved: int = strawberry.field(description="What was counted when it was contested.")
    received: int
    decided_at: datetime | None
    decision: str | None = strawberry.field(description="Why it was decided so.")

    @classmethod
    def of(cls, known: model.Contest) -> EvidenceContest:
        return cls(
            id=strawberry.ID(known.id),
            known=known,
            kind=known.kind,
            state=known.state,
            reason=known.reason,
            at=known.at,
            resolved=known.resolved,
            received=known.received,
            decided_at=known.decided_at,
            decision=known.decision,
        )

    @strawberry.field
    async def expert(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.expert_id)

    @strawberry.field
    async def issue_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known.issue_type_id)

    @strawberry.field
    async def decided_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.decided_by)


@strawberry.type(description="What is counted about the person for one issue type.")
class EvidenceLine:
    known: strawberry.Private[model.EvidenceLine]
    resolved: int
    received: int = strawberry.field(description="Matters in hand that came to an outcome.")
    missed: int = strawberry.field(description="Of those, what went elsewhere or came back.")
    recent: int = strawberry.field(description="Resolved in the last 90 days.")
    median_hours: float | None
    last_at: datetime | None
    declared_level: int = strawberry.field(description="0 where no skill is declared, else 1 to 3.")
    ask_skill: bool = strawberry.field(
        description="Resolved often lately and not declared: worth asking whether it is a skill."
    )

    @classmethod
    def of(cls, known: model.EvidenceLine) -> EvidenceLine:
        return cls(
            known=known,
            resolved=known.resolved,
            received=known.received,
            missed=known.missed,
            recent=known.recent,
            median_hours=known.median_hours,
            last_at=known.last_at,
            declared_level=known.declared_level,
            ask_skill=known.ask_skill,
        )

    @strawberry.field
    async def issue_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known.issue_type_id)


@strawberry.type
class OwnEvidence:
    lines: list[EvidenceLine]
    contests: list[EvidenceContest]


EvidenceContestResult = Annotated[
    EvidenceContest | InvalidInput | NotFound | KeyReused | NotYours | WrongState,
    strawberry.union("EvidenceContestResult"),
]
LeaveMapResult = Annotated[
    Expert | InvalidInput | NotFound | KeyReused, strawberry.union("LeaveMapResult")
]
SkillResult = Annotated[
    Expert | InvalidInput | NotFound | KeyReused, strawberry.union("SkillResult")
]


@strawberry.type
class EvidenceQuery:
    @strawberry.field(description="What is counted about the caller; nobody else's.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def my_evidence(self, info: Info) -> OwnEvidence:
        services = info.context.services
        own = await services.evidence.own(info.context.actor, services.clock())
        return OwnEvidence(
            lines=[EvidenceLine.of(line) for line in own.lines],
            contests=[EvidenceContest.of(contest) for contest in own.contests],
        )

    @strawberry.field(description="Open contests that the caller may decide, oldest first.")  # type: ignore[untyped-decorator]  # as above
    async def evidence_contests(self, info: Info) -> list[EvidenceContest]:
        found = await info.context.services.evidence.to_decide(
            info.context.actor, administrator=_administrator(info)
        )
        return [EvidenceContest.of(contest) for contest in found]


@strawberry.type
class EvidenceMutation:
    @strawberry.mutation(description="Say that what is counted about me is wrong.")  # type: ignore[untyped-decorator]  # as above
    async def contest_evidence(
        self, info: Info, issue_type_id: strawberry.ID, kind: ContestKind, reason: str, key: str
    ) -> EvidenceContestResult:
        given = Given()
        plain = given.plain("issueTypeId", Kind.ISSUE_TYPE, issue_type_id)
        commands = info.context.services.evidence_commands
        answer = given.refusal or await commands.contest(
            info.context.actor, key, plain, kind, reason
        )
        return await _contest(info, answer, given)

    @strawberry.mutation(description="Agree (the counts change at once) or not, with a reason.")  # type: ignore[untyped-decorator]  # as above
    async def decide_evidence_contest(
        self, info: Info, contest_id: strawberry.ID, uphold: bool, reason: str, key: str
    ) -> EvidenceContestResult:
        if len(contest_id) > MAX_PLAIN_ID:
            refusal = invalid("contestId", contest_id, "bad_id")
            return await _contest(info, refusal, Given())
        answer = await info.context.services.evidence_commands.decide(
            info.context.actor,
            key,
            contest_id,
            uphold=uphold,
            reason=reason,
            administrator=_administrator(info),
        )
        return await _contest(info, answer, Given())

    @strawberry.mutation(description="Level 1 (knows) to 3 (teaches); 0 takes it back.")  # type: ignore[untyped-decorator]  # as above
    async def declare_skill(
        self, info: Info, issue_type_id: strawberry.ID, level: int, key: str
    ) -> SkillResult:
        given = Given()
        plain = given.plain("issueTypeId", Kind.ISSUE_TYPE, issue_type_id)
        commands = info.context.services.evidence_commands
        answer = given.refusal or await commands.declare(info.context.actor, key, plain, level)
        refused = await refused_answer(info, answer, given)
        if refused is not None or not isinstance(answer, Done):
            return cast(SkillResult, refused)
        return there(await expert_or_none(info, answer.id))

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="Leave my position out of the map, so that nobody works it out; or not."
    )
    async def leave_map(self, info: Info, left: bool, key: str) -> LeaveMapResult:
        commands = info.context.services.evidence_commands
        answer = await commands.leave_map(info.context.actor, key, left=left)
        refused = await refused_answer(info, answer, Given())
        if refused is not None or not isinstance(answer, Done):
            return cast(LeaveMapResult, refused)
        return there(await expert_or_none(info, answer.id))


def _administrator(info: Info) -> bool:
    return Role.ADMINISTRATOR in info.context.caller.roles


async def _contest(info: Info, answer: object, given: Given) -> EvidenceContestResult:
    refused = await refused_answer(info, answer, given)  # type: ignore[arg-type]  # an Answer
    if refused is not None or not isinstance(answer, Done):
        return cast(EvidenceContestResult, refused)
    return EvidenceContest.of(there(await info.context.services.evidence.contest(answer.id)))
