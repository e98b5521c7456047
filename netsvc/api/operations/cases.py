"""Cases, contacts, redirects and handovers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from netsvc.api.operations.common import LocalText, Node, PageInfo
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    IssueType,
    Unit,
    expert_or_none,
    issue_type_or_none,
    unit_or_none,
)
from netsvc.api.operations.finding import Reason
from netsvc.api.operations.ids import Kind, to_global
from netsvc.api.operations.packet_types import MarkedField, PacketEntry, PacketField
from netsvc.availability.connection import ConnectionKind
from netsvc.cases import model
from netsvc.cases.model import CaseState, Channel, RedirectReason
from netsvc.directory.model import Language
from netsvc.errors import NotFoundError
from netsvc.events.answers import EventKind
from netsvc.handover import repository as legs
from netsvc.handover.model import DeclineReason, HandoverKind, HandoverState
from netsvc.handover.offering import AskedAs, OfferingState
from netsvc.ranking.model import ReasonKind

if TYPE_CHECKING:
    from netsvc.api.operations.asks import Ask
    from netsvc.api.operations.promises import Promise


@strawberry.type(
    description="A pseudonym; the graph holds no identity number, name or phone number."
)
class Customer(Node):
    pseudonym: str

    @classmethod
    def of(cls, pseudonym: str) -> Customer:
        return cls(id=to_global(Kind.CUSTOMER, pseudonym), pseudonym=pseudonym)


@strawberry.type
class Exclusion:
    reason: str
    at: datetime


@strawberry.type
class Case(Node):
    known: strawberry.Private[model.Case]
    number: str
    state: CaseState
    words: str
    language: Language
    channel: Channel
    opened_at: datetime
    resolved_at: datetime | None

    @classmethod
    def of(cls, case: model.Case) -> Case:
        return cls(
            id=to_global(Kind.CASE, case.id),
            known=case,
            number=case.number,
            state=case.state,
            words=case.words,
            language=case.language,
            channel=case.channel,
            opened_at=case.opened_at,
            resolved_at=case.resolved_at,
        )

    @strawberry.field
    async def issue_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known.issue_type_id)

    @strawberry.field
    def customer(self) -> Customer:
        return Customer.of(self.known.customer_id or "unknown")

    @strawberry.field
    async def owner(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.owner_id)

    @strawberry.field
    async def opened_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.opened_by_id)

    @strawberry.field
    async def resolved_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.resolved_by_id)

    @strawberry.field
    async def contact(self, info: Info) -> Contact | None:
        if not self.known.contact_ids:
            return None
        latest = await info.context.load.contacts.load(self.known.contact_ids[-1])
        return Contact.of(latest) if latest is not None else None

    @strawberry.field
    async def contacts(self, info: Info) -> list[Contact]:
        found = await info.context.load.contacts.load_many(list(self.known.contact_ids))
        return [Contact.of(contact) for contact in found if contact is not None]

    @strawberry.field
    async def handovers(self, info: Info) -> list[Handover]:
        return await handovers_of(info, self.known.handover_ids)

    @strawberry.field
    async def redirects(self, info: Info) -> list[Redirect]:
        found = await info.context.load.redirects.load_many(list(self.known.redirect_ids))
        return [Redirect.of(redirect) for redirect in found if redirect is not None]

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="Questions about it to colleagues, in order of time."
    )
    async def asks(
        self, info: Info
    ) -> list[Annotated[Ask, strawberry.lazy("netsvc.api.operations.asks")]]:
        from netsvc.api.operations.asks import asks_of_case  # noqa: PLC0415 - asks know cases

        return await asks_of_case(info, self.known.id)

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="What the customer was promised, soonest due first."
    )
    async def promises(
        self, info: Info
    ) -> list[Annotated[Promise, strawberry.lazy("netsvc.api.operations.promises")]]:
        from netsvc.api.operations.promises import Promise as Shown  # noqa: PLC0415 - they know each other

        found = await info.context.load.promises.load(self.known.id)
        return [Shown.of(one) for one in found or ()]

    @strawberry.field
    def excluded_from_net(self) -> Exclusion | None:
        exclusion = self.known.exclusion
        if exclusion is None:
            return None
        return Exclusion(reason=exclusion.reason, at=exclusion.at)


@strawberry.type
class Contact(Node):
    known: strawberry.Private[model.Contact]
    started_at: datetime
    ended_at: datetime | None
    channel: Channel
    queue_seconds: int | None

    @classmethod
    def of(cls, contact: model.Contact) -> Contact:
        return cls(
            id=to_global(Kind.CONTACT, contact.id),
            known=contact,
            started_at=contact.started_at,
            ended_at=contact.ended_at,
            channel=contact.channel,
            queue_seconds=contact.queue_seconds,
        )

    @strawberry.field
    async def handled_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.handled_by_id)

    @strawberry.field
    async def cases(self, info: Info) -> list[Case]:
        found = await info.context.load.cases.load_many(list(self.known.case_ids))
        return [Case.of(case) for case in found if case is not None]


@strawberry.type(description="Where a press connects to, by tel:, sip: or https:.")
class DirectLine:
    kind: ConnectionKind
    uri: str


@strawberry.type
class Handover(Node):
    known: strawberry.Private[legs.Handover]
    kind: HandoverKind
    state: HandoverState
    offered_at: datetime
    expires_at: datetime | None
    decided_at: datetime | None
    decline_reason: DeclineReason | None
    note: str | None
    asked_as: AskedAs
    missing_fields: list[str] = strawberry.field(
        description="Names of the packet's fields that the receiver said were missing."
    )

    @classmethod
    def of(cls, handover: legs.Handover) -> Handover:
        return cls(
            id=to_global(Kind.HANDOVER, handover.id),
            known=handover,
            kind=handover.kind,
            state=handover.state,
            offered_at=handover.offered_at,
            expires_at=handover.expires_at,
            decided_at=handover.decided_at,
            decline_reason=handover.decline_reason,
            note=handover.note,
            asked_as=handover.asked_as,
            missing_fields=list(handover.missing_fields),
        )

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="Whom the receiver pointed to when declining."
    )
    async def pointed_to(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.pointed_to_id)

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="The offers that this is one of."
    )
    async def offering(self, info: Info) -> Offering | None:
        id_ = self.known.offering_id
        found = await info.context.load.offerings.load(id_) if id_ else None
        return Offering.of(found) if found is not None else None

    @strawberry.field
    async def case(self, info: Info) -> Case:
        return await whole_case(info, self.known.case_id)

    @strawberry.field
    async def sender(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.sender_id)

    @strawberry.field
    async def receiver(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.receiver_id)

    @strawberry.field
    async def sender_unit(self, info: Info) -> Unit | None:
        return await unit_or_none(info, self.known.sender_unit_id)

    @strawberry.field
    async def receiver_unit(self, info: Info) -> Unit | None:
        return await unit_or_none(info, self.known.receiver_unit_id)

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="How the receiver is connected: for sender and receiver, once accepted."
    )
    async def connection(self, info: Info) -> DirectLine | None:
        asked = (info.context.actor, self.known.id)
        found = await info.context.load.connections.load(asked)
        return DirectLine(kind=found.kind, uri=found.uri) if found is not None else None

    @strawberry.field
    async def packet(self, info: Info) -> list[PacketEntry]:
        sensitive = {field.name for field in self.known.packet_fields if field.sensitive}
        hidden = any(entry.name in sensitive for entry in self.known.packet)
        if hidden and info.context.actor not in (self.known.sender_id, self.known.receiver_id):
            case = await info.context.load.cases.load(self.known.case_id)
            hidden = case is None or case.owner_id != info.context.actor
        else:
            hidden = False
        return [
            PacketEntry.of(entry, hidden=hidden and entry.name in sensitive)
            for entry in self.known.packet
        ]

    @strawberry.field(description="What was asked for when it was offered.")  # type: ignore[untyped-decorator]  # as in directory
    def packet_fields(self) -> list[PacketField]:
        return [PacketField.of(field) for field in self.known.packet_fields]

    @strawberry.field(description="What its receiver has marked so far.")  # type: ignore[untyped-decorator]  # as in directory
    def packet_marks(self) -> list[MarkedField]:
        return MarkedField.all_of(self.known.marks)

    @strawberry.field(description="When the receiver last marked the packet.")  # type: ignore[untyped-decorator]  # as in directory
    def packet_marked_at(self) -> datetime | None:
        return self.known.marked_at

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="Why this receiver was suggested, as it stood when the offer was made."
    )
    def why(self) -> list[Reason]:
        return [
            Reason(
                kind=ReasonKind(reason.kind),
                count=reason.count,
                total=reason.total,
                hours=reason.hours,
                subject=LocalText.of(reason.subject) if reason.subject else None,
                text=LocalText.of(reason.text),
            )
            for reason in self.known.why
        ]


@strawberry.type(
    description="One wish to hand a case over, from the key press until somebody accepts or nobody "
    "is left."
)
class Offering:
    known: strawberry.Private[legs.WholeOffering]
    id: strawberry.ID
    kind: HandoverKind
    state: OfferingState
    at_once: int
    goes_on: bool = strawberry.field(
        description="Whether others are asked when somebody does not take it."
    )
    began_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, offering: legs.WholeOffering) -> Offering:
        return cls(
            known=offering,
            id=strawberry.ID(offering.id),
            kind=offering.kind,
            state=offering.state,
            at_once=offering.at_once,
            goes_on=offering.goes_on,
            began_at=offering.began_at,
            ended_at=offering.ended_at,
        )

    @strawberry.field
    async def offers(self, info: Info) -> list[Handover]:
        return await handovers_of(info, self.known.handover_ids)

    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="Who is asked after those who were, in order, if they can take it then."
    )
    async def next_experts(self, info: Info) -> list[Expert]:
        found = await info.context.load.experts.load_many(list(self.known.next_ids))
        return [Expert.of(expert) for expert in found if expert is not None]


@strawberry.type
class Redirect(Node):
    known: strawberry.Private[model.Redirect]
    at: datetime
    reason: RedirectReason
    note: str | None

    @classmethod
    def of(cls, redirect: model.Redirect) -> Redirect:
        return cls(
            id=to_global(Kind.REDIRECT, redirect.id),
            known=redirect,
            at=redirect.at,
            reason=redirect.reason,
            note=redirect.note,
        )

    @strawberry.field
    async def by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.by_id)

    @strawberry.field
    async def toward(self, info: Info) -> Unit | None:
        return await unit_or_none(info, self.known.toward_unit_id)

    @strawberry.field
    async def case(self, info: Info) -> Case:
        return await whole_case(info, self.known.case_id)


@strawberry.type
class CaseEdge:
    cursor: str
    node: Case


@strawberry.type
class CaseConnection:
    edges: list[CaseEdge]
    page_info: PageInfo


@strawberry.type
class InboxEvent:
    id: strawberry.ID
    seq: int
    kind: EventKind
    at: datetime
    handover: Handover | None
    ask: Annotated[Ask, strawberry.lazy("netsvc.api.operations.asks")] | None = None


async def case_or_none(info: Info, id_: str | None) -> Case | None:
    case = await info.context.load.cases.load(id_) if id_ else None
    return Case.of(case) if case is not None else None


async def whole_case(info: Info, id_: str) -> Case:
    """Raises ``NotFoundError`` where the case was removed meanwhile."""
    case = await case_or_none(info, id_)
    if case is None:
        raise NotFoundError("The case is no longer there.", action="Load the page again.")
    return case


async def handovers_of(info: Info, ids: Sequence[str]) -> list[Handover]:
    """In this order; one that was removed meanwhile is left out."""
    found = await info.context.load.handovers.load_many(list(ids))
    return [Handover.of(handover) for handover in found if handover is not None]


async def handover_or_none(info: Info, id_: str | None) -> Handover | None:
    handover = await info.context.load.handovers.load(id_) if id_ else None
    return Handover.of(handover) if handover is not None else None
