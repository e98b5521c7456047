"""The audit trail of a case, and whether its chain holds."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Expert, expert_or_none
from netsvc.api.operations.handovers import Handover, handover_or_none
from netsvc.api.operations.ids import Kind, plain_id
from netsvc.audit.chain import Record
from netsvc.errors import NotAllowedError
from netsvc.identity.roles import Role

OVERSEERS = frozenset({Role.MANAGER, Role.ADMINISTRATOR})


class ChainState(StrEnum):
    """NONE: history that was imported or made as a sample has no chain."""

    WHOLE = "WHOLE"
    BROKEN = "BROKEN"
    NONE = "NONE"


strawberry.enum(
    ChainState, description="NONE: history that was imported or made as a sample has no chain."
)


@strawberry.type(description="Who did what, when, from which state to which.")
class AuditRecord:
    known: strawberry.Private[Record]
    id: strawberry.ID
    seq: int | None = strawberry.field(
        description="Its number in the case's chain; none for records from before chains."
    )
    at: datetime
    action: str
    from_state: str
    to_state: str
    detail: str
    seen: str | None = strawberry.field(
        description="SHA-256 of what the two were shown with an offer: packet, note, reasons, and "
        "who else the sender saw. The chain is broken where that was changed since."
    )
    hash: str | None

    @classmethod
    def of(cls, record: Record, seq: int | None = None, hash_: str | None = None) -> AuditRecord:
        return cls(
            known=record,
            id=strawberry.ID(record.id),
            seq=seq,
            at=record.at,
            action=record.action,
            from_state=record.from_state,
            to_state=record.to_state,
            detail=record.detail,
            seen=record.seen or None,
            hash=hash_,
        )

    @strawberry.field(description="None where time ran out by itself, or for who is gone.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def actor(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.actor)

    @strawberry.field
    async def handover(self, info: Info) -> Handover | None:
        return await handover_or_none(info, self.known.handover_id)


@strawberry.type
class AuditTrail:
    chain: ChainState
    broken_at: int | None = strawberry.field(description="The number of the first broken link.")
    records: list[AuditRecord]


@strawberry.type
class AuditQuery:
    @strawberry.field(  # type: ignore[untyped-decorator]  # as above
        description="For managers, administrators and who has, had or was offered the case."
    )
    async def audit_trail(self, info: Info, case_id: strawberry.ID) -> AuditTrail | None:
        audit, plain = info.context.services.audit, plain_id(Kind.CASE, case_id)
        caller = info.context.caller
        if not caller.roles & OVERSEERS and not await audit.is_own(plain, caller.expert_id):
            # also for a case that does not exist, so that ids can't be tried out
            raise NotAllowedError(
                "You have no part in this case.", action="Ask a manager for its audit trail."
            )
        trail = await audit.of_case(plain)
        if trail is None:
            return None
        broken = trail.first_break()
        chain = ChainState.WHOLE if trail.head.seq or trail.links else ChainState.NONE
        return AuditTrail(
            chain=ChainState.BROKEN if broken else chain,
            broken_at=broken.seq if broken else None,
            records=[
                *(AuditRecord.of(record) for record in trail.earlier),
                *(AuditRecord.of(link.record, link.seq, link.hash) for link in trail.links),
            ],
        )
