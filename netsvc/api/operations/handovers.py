"""Handovers, the offerings that they are part of, and what is heard of them live."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from netsvc.api.operations.cases import Case, whole_case
from netsvc.api.operations.common import LocalText, Node
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    MiniNetwork,
    Unit,
    expert_or_none,
    unit_or_none,
)
from netsvc.api.operations.finding import Reason
from netsvc.api.operations.ids import Kind, to_global
from netsvc.api.operations.packet_types import MarkedField, PacketEntry, PacketField
from netsvc.availability.connection import ConnectionKind
from netsvc.events.answers import EventKind
from netsvc.handover import repository as legs
from netsvc.handover.loops import LoopKind
from netsvc.handover.model import DeclineReason, HandoverKind, HandoverState
from netsvc.handover.offering import AskedAs, OfferingState
from netsvc.ranking.model import ReasonKind

if TYPE_CHECKING:
    from netsvc.api.operations.asks import Ask


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
    note: str | None = strawberry.field(description="What the sender wrote.")
    decline_note: str | None = strawberry.field(
        description="What the receiver wrote when declining."
    )
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
            decline_note=handover.decline_note,
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
    loop: LoopKind | None = strawberry.field(
        description="Why nobody else was asked, where one more offer would have sent the case "
        "round in a circle. `openConference` leads on."
    )

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
            loop=offering.loop,
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
class InboxEvent:
    id: strawberry.ID
    seq: int
    kind: EventKind
    at: datetime
    handover: Handover | None
    ask: Annotated[Ask, strawberry.lazy("netsvc.api.operations.asks")] | None = None
    mini_network: MiniNetwork | None = strawberry.field(
        default=None, description="Where a turn of duty was swapped, or is to be."
    )


async def handovers_of(info: Info, ids: Sequence[str]) -> list[Handover]:
    """In this order; one that was removed meanwhile is left out."""
    found = await info.context.load.handovers.load_many(list(ids))
    return [Handover.of(handover) for handover in found if handover is not None]


async def handover_or_none(info: Info, id_: str | None) -> Handover | None:
    handover = await info.context.load.handovers.load(id_) if id_ else None
    return Handover.of(handover) if handover is not None else None
