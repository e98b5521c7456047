"""Case conferences and the path that led to them."""

from __future__ import annotations

from datetime import datetime

import strawberry

from netsvc.api.operations.cases import Case, case_or_none
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    IssueType,
    MiniNetwork,
    Unit,
    expert_or_none,
    issue_type_or_none,
    unit_or_none,
)
from netsvc.handover import conferences
from netsvc.handover.conferences import ConferenceState
from netsvc.handover.loops import LoopKind, Stop, StopKind
from netsvc.identity.roles import DESK

strawberry.enum(
    LoopKind,
    description="DISPUTE: no rule was broken, but the owner asks whose the case is.",
)
strawberry.enum(StopKind, description="How a case came to a stop on its path, or went past it.")
strawberry.enum(ConferenceState, description="CLOSED: the case ended before anybody was named.")


@strawberry.type(description="A stop on the path of a case.")
class LoopStop:
    known: strawberry.Private[Stop]
    kind: StopKind
    at: datetime

    @classmethod
    def of(cls, stop: Stop) -> LoopStop:
        return cls(known=stop, kind=stop.kind, at=stop.at)

    @strawberry.field
    async def expert(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.expert_id)

    @strawberry.field
    async def unit(self, info: Info) -> Unit | None:
        return await unit_or_none(info, self.known.unit_id)


@strawberry.type(
    description="Those responsible name the owner of a case that goes round in circles; until "
    "then it stays with who has it."
)
class Conference:
    known: strawberry.Private[conferences.Conference]
    id: strawberry.ID
    state: ConferenceState
    kind: LoopKind
    opened_at: datetime
    decided_at: datetime | None
    note: str | None
    case_number: str
    may_name: bool = strawberry.field(description="Whether you may name the owner.")
    path: list[LoopStop]

    @classmethod
    def of(cls, found: conferences.Conference) -> Conference:
        return cls(
            known=found,
            id=strawberry.ID(found.id),
            state=found.state,
            kind=found.kind,
            opened_at=found.opened_at,
            decided_at=found.decided_at,
            note=found.note,
            case_number=found.number,
            may_name=found.may_name,
            path=[LoopStop.of(stop) for stop in found.path],
        )

    @strawberry.field(description="For those who have cases in hand; null for others.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def case(self, info: Info) -> Case | None:
        if not info.context.caller.roles & DESK:
            return None
        return await case_or_none(info, self.known.case_id)

    @strawberry.field
    async def issue_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known.issue_type_id)

    @strawberry.field
    async def owner(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.owner_id)

    @strawberry.field
    async def opened_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.opened_by_id)

    @strawberry.field
    async def named(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.named_id)

    @strawberry.field
    async def named_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.named_by_id)

    @strawberry.field(description="Whose members decide.")  # type: ignore[untyped-decorator]  # as above
    async def mini_networks(self, info: Info) -> list[MiniNetwork]:
        ids = list(self.known.network_ids)
        found = await info.context.load.mini_networks.load_many(ids)
        return [MiniNetwork.of(network) for network in found if network is not None]

    @strawberry.field(description="Responsible units, whose people and managers decide.")  # type: ignore[untyped-decorator]  # as above
    async def units(self, info: Info) -> list[Unit]:
        found = [await unit_or_none(info, id_) for id_ in self.known.unit_ids]
        return [unit for unit in found if unit is not None]

    @strawberry.field(description="Of whom one will usually be named.")  # type: ignore[untyped-decorator]  # as above
    async def candidates(self, info: Info) -> list[Expert]:
        ids = list(
            dict.fromkeys(
                (
                    *self.known.candidate_ids,
                    *(stop.expert_id for stop in self.known.path if stop.expert_id),
                )
            )
        )
        found = await info.context.load.experts.load_many(ids)
        return [Expert.of(expert) for expert in found if expert is not None and expert.active]


async def conference_or_none(info: Info, id_: str | None) -> Conference | None:
    reads = info.context.services.after.conferences
    found = await reads.one(id_, info.context.actor) if id_ else None
    return Conference.of(found) if found is not None else None
