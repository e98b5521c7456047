"""What can be done; each takes a key, and the same key with the same body is done once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.cases import Contact, Redirect, whole_case
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import expert_or_none
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.handovers import handover_or_none
from netsvc.api.operations.ids import Kind
from netsvc.api.operations.problems import (
    CaseResult,
    ContactResult,
    HandoverResult,
    PresenceResult,
    RedirectResult,
)
from netsvc.cases.model import Channel, RedirectReason
from netsvc.cases.service import NewCase
from netsvc.directory.model import Language, Presence
from netsvc.events.answers import Answer, Done
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.handover.packet import PacketEntry, PacketSkipReason
from netsvc.handover.promise import NewPromise
from netsvc.handover.service import NewOffer


@strawberry.input
class PacketEntryInput:
    name: str
    value: str = ""
    skipped: PacketSkipReason | None = strawberry.field(
        default=None, description="Why a field that must travel is empty."
    )
    skip_note: str | None = None


@strawberry.input(description="What the customer is told of a handover for later, and by when.")
class PromiseInput:
    what: str
    working_hours: float | None = strawberry.field(
        default=None, description="Counted while the receiving unit is open."
    )
    by: datetime | None = None


@strawberry.input
class OpenCaseInput:
    words: str
    language: Language
    channel: Channel = Channel.PHONE
    issue_type_id: strawberry.ID | None = None
    customer_number: str | None = strawberry.field(
        default=None,
        description="The organisation's own number of the customer; only its keyed hash is kept.",
    )
    contact_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="A contact that is going on: one contact may hold several cases.",
    )
    queue_seconds: int | None = None


async def _case(info: Info, answer: Answer, given: Given) -> CaseResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(CaseResult, refused)
    return await whole_case(info, answer.id)


async def _handover(info: Info, answer: Answer, given: Given) -> HandoverResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(HandoverResult, refused)
    return there(await handover_or_none(info, answer.id))


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def open_case(self, info: Info, input: OpenCaseInput, key: str) -> CaseResult:  # noqa: A002
        given = Given()
        new = NewCase(
            words=input.words,
            language=input.language,
            channel=input.channel,
            issue_type_id=given.optional("input.issueTypeId", Kind.ISSUE_TYPE, input.issue_type_id),
            customer_number=input.customer_number,
            contact_id=given.optional("input.contactId", Kind.CONTACT, input.contact_id),
            queue_seconds=input.queue_seconds,
        )
        commands = info.context.services.case_commands
        answer = given.refusal or await commands.open_case(info.context.actor, key, new)
        return await _case(info, answer, given)

    @strawberry.mutation
    async def offer_handover(
        self,
        info: Info,
        *,
        case_id: strawberry.ID,
        to_expert_id: strawberry.ID,
        kind: HandoverKind,
        key: str,
        packet: list[PacketEntryInput] | None = None,
        note: str | None = None,
        next_expert_ids: Annotated[
            list[strawberry.ID] | None,
            strawberry.argument(
                description="Who is asked, in order, when somebody does not take it; then who "
                "is on duty or stands in. Without a list nobody else is asked."
            ),
        ] = None,
        at_once: Annotated[
            int,
            strawberry.argument(
                description="How many are asked together, 1 to 3; who accepts first has it."
            ),
        ] = 1,
        promise: PromiseInput | None = None,
    ) -> HandoverResult:
        given = Given()
        order = None
        if next_expert_ids is not None:
            order = tuple(given.plain("nextExpertIds", Kind.EXPERT, id_) for id_ in next_expert_ids)
        new = NewOffer(
            case_id=given.plain("caseId", Kind.CASE, case_id),
            to_expert_id=given.plain("toExpertId", Kind.EXPERT, to_expert_id),
            kind=kind,
            packet=tuple(
                PacketEntry(entry.name, entry.value, entry.skipped, entry.skip_note)
                for entry in packet or ()
            ),
            note=note,
            next_expert_ids=order,
            at_once=at_once,
            promise=NewPromise(promise.what, promise.working_hours, promise.by)
            if promise is not None
            else None,
        )
        commands = info.context.services.handover_commands
        answer = given.refusal or await commands.offer(info.context.actor, key, new)
        return await _handover(info, answer, given)

    @strawberry.mutation
    async def accept_handover(
        self, info: Info, handover_id: strawberry.ID, key: str
    ) -> HandoverResult:
        given = Given()
        plain = given.plain("handoverId", Kind.HANDOVER, handover_id)
        commands = info.context.services.handover_commands
        answer = given.refusal or await commands.accept(info.context.actor, key, plain)
        return await _handover(info, answer, given)

    @strawberry.mutation
    async def decline_handover(
        self,
        info: Info,
        *,
        handover_id: strawberry.ID,
        reason: DeclineReason,
        key: str,
        note: str | None = None,
        missing_fields: Annotated[
            list[str] | None,
            strawberry.argument(
                description="With INFORMATION_MISSING: names of the packet's fields."
            ),
        ] = None,
        point_to_expert_id: Annotated[
            strawberry.ID | None,
            strawberry.argument(description="With SOMEBODY_BETTER: who is asked next."),
        ] = None,
    ) -> HandoverResult:
        given = Given()
        plain = given.plain("handoverId", Kind.HANDOVER, handover_id)
        better = given.optional("pointToExpertId", Kind.EXPERT, point_to_expert_id)
        commands = info.context.services.handover_commands
        answer = given.refusal or await commands.decline(
            info.context.actor,
            key,
            plain,
            reason,
            note,
            missing_fields=tuple(missing_fields or ()),
            better_id=better,
        )
        return await _handover(info, answer, given)

    @strawberry.mutation
    async def withdraw_handover(
        self, info: Info, handover_id: strawberry.ID, key: str
    ) -> HandoverResult:
        given = Given()
        plain = given.plain("handoverId", Kind.HANDOVER, handover_id)
        commands = info.context.services.handover_commands
        answer = given.refusal or await commands.withdraw(info.context.actor, key, plain)
        return await _handover(info, answer, given)

    @strawberry.mutation
    async def resolve_case(self, info: Info, case_id: strawberry.ID, key: str) -> CaseResult:
        given = Given()
        plain = given.plain("caseId", Kind.CASE, case_id)
        closing = info.context.services.closing
        answer = given.refusal or await closing.resolve(info.context.actor, key, plain)
        return await _case(info, answer, given)

    @strawberry.mutation
    async def end_contact(self, info: Info, contact_id: strawberry.ID, key: str) -> ContactResult:
        given = Given()
        plain = given.plain("contactId", Kind.CONTACT, contact_id)
        closing = info.context.services.closing
        answer = given.refusal or await closing.end_contact(info.context.actor, key, plain)
        refused = await refused_answer(info, answer, given)
        if refused is not None or not isinstance(answer, Done):
            return cast(ContactResult, refused)
        return Contact.of(there(await info.context.load.contacts.load(answer.id)))

    @strawberry.mutation
    async def exclude_from_net(
        self, info: Info, case_id: strawberry.ID, reason: str, key: str
    ) -> CaseResult:
        given = Given()
        plain = given.plain("caseId", Kind.CASE, case_id)
        commands = info.context.services.case_commands
        answer = given.refusal or await commands.exclude_from_net(
            info.context.actor, key, plain, reason
        )
        return await _case(info, answer, given)

    @strawberry.mutation
    async def record_redirect(
        self,
        info: Info,
        *,
        case_id: strawberry.ID,
        reason: RedirectReason,
        key: str,
        toward_unit_id: strawberry.ID | None = None,
        note: str | None = None,
    ) -> RedirectResult:
        given = Given()
        plain = given.plain("caseId", Kind.CASE, case_id)
        toward = given.optional("towardUnitId", Kind.UNIT, toward_unit_id)
        closing = info.context.services.closing
        answer = given.refusal or await closing.redirect(
            info.context.actor, key, plain, reason, toward_unit_id=toward, note=note
        )
        refused = await refused_answer(info, answer, given)
        if refused is not None or not isinstance(answer, Done):
            return cast(RedirectResult, refused)
        return Redirect.of(there(await info.context.load.redirects.load(answer.id)))

    @strawberry.mutation
    async def set_presence(self, info: Info, presence: Presence, key: str) -> PresenceResult:
        closing = info.context.services.closing
        answer = await closing.set_presence(info.context.actor, key, presence)
        refused = await refused_answer(info, answer, Given())
        if refused is not None or not isinstance(answer, Done):
            return cast(PresenceResult, refused)
        return there(await expert_or_none(info, answer.id))
