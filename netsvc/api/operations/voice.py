"""The customer's own verdict after a contact."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import Kind, plain_id
from netsvc.api.operations.problems import (
    InvalidInput,
    KeyReused,
    NotFound,
    NotYours,
    WrongState,
)
from netsvc.events.answers import Answer, Done
from netsvc.voice.model import Said, VerdictState, VerdictVia
from netsvc.voice.model import Verdict as Kept

strawberry.enum(VerdictState)
strawberry.enum(VerdictVia)


@strawberry.type(description="What the customer says of a contact: it can't be computed.")
class Verdict:
    case_id: strawberry.ID
    state: VerdictState
    via: VerdictVia
    solved: bool | None
    repeated: bool | None
    asked_at: datetime
    path: str | None = strawberry.field(
        description="Of the link to give the customer, while it can be answered."
    )
    expires_at: datetime | None

    @classmethod
    def of(cls, info: Info, case_id: str, kept: Kept) -> Verdict:
        services = info.context.services
        waits = kept.waits(services.clock())
        return cls(
            case_id=strawberry.ID(case_id),
            state=kept.state,
            via=kept.via,
            solved=kept.said.solved,
            repeated=kept.said.repeated,
            asked_at=kept.asked_at,
            path=services.verdict_links.path(kept.id) if waits else None,
            expires_at=kept.expires_at if waits else None,
        )


VerdictResult = Annotated[
    Verdict | InvalidInput | NotFound | KeyReused | NotYours | WrongState,
    strawberry.union("VerdictResult"),
]


async def _verdict(info: Info, case_id: str, answer: Answer, given: Given) -> VerdictResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(VerdictResult, refused)
    found = await info.context.services.verdicts.of_cases([answer.id])
    return Verdict.of(info, case_id, there(found.get(answer.id)))


@strawberry.type
class VoiceQuery:
    @strawberry.field(description="What the customer said, or was asked, of a case.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def verdict(self, info: Info, case_id: strawberry.ID) -> Verdict | None:
        plain = plain_id(Kind.CASE, case_id)
        found = (await info.context.services.verdicts.of_cases([plain])).get(plain)
        return Verdict.of(info, case_id, found) if found is not None else None


@strawberry.type
class VoiceMutation:
    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="What the customer told me; without either, they would not say."
    )
    async def record_verdict(
        self,
        info: Info,
        *,
        case_id: strawberry.ID,
        key: str,
        solved: bool | None = None,
        repeated: bool | None = None,
    ) -> VerdictResult:
        given = Given()
        plain = given.plain("caseId", Kind.CASE, case_id)
        commands = info.context.services.verdict_commands
        answer = given.refusal or await commands.record(
            info.context.actor, key, plain, Said(solved, repeated)
        )
        return await _verdict(info, case_id, answer, given)

    @strawberry.mutation(description="A link by which the customer answers, once.")  # type: ignore[untyped-decorator]  # as above
    async def ask_verdict(self, info: Info, case_id: strawberry.ID, key: str) -> VerdictResult:
        given = Given()
        plain = given.plain("caseId", Kind.CASE, case_id)
        commands = info.context.services.verdict_commands
        answer = given.refusal or await commands.ask(info.context.actor, key, plain)
        return await _verdict(info, case_id, answer, given)
