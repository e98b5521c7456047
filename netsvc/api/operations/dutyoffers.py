"""Offering a case to a mini-network instead of to a person."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.common import LocalText
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Expert, MiniNetwork, expert_or_none
from netsvc.api.operations.given import Given, refused_answer, there, with_owner
from netsvc.api.operations.handovers import Handover, handover_or_none
from netsvc.api.operations.ids import Kind
from netsvc.api.operations.mutations import PacketEntryInput, PromiseInput
from netsvc.api.operations.problems import (
    CaseAlreadyHandedOver,
    ExpertUnavailable,
    InvalidInput,
    KeyReused,
    NotFound,
    NotYours,
    WouldLoop,
    WrongState,
)
from netsvc.api.operations.problems_base import Problem
from netsvc.api.operations.words import sentence
from netsvc.events.answers import Answer, Done, Refusal, RefusalKind
from netsvc.handover.duty import NetworkOffer
from netsvc.handover.model import HandoverKind
from netsvc.handover.packet import PacketEntry
from netsvc.handover.promise import NewPromise


@strawberry.type(description="Nobody of the mini-network is on duty and free now.")
class NobodyOnDuty(Problem):
    mini_network: MiniNetwork
    next_expert: Expert | None = strawberry.field(description="Whose turn begins next.")
    starts_at: datetime | None = strawberry.field(description="When that turn begins.")
    owner: Expert | None = strawberry.field(description="Who has the case now.")


NetworkOfferResult = Annotated[
    Handover
    | NobodyOnDuty
    | ExpertUnavailable
    | CaseAlreadyHandedOver
    | InvalidInput
    | NotFound
    | KeyReused
    | NotYours
    | WrongState
    | WouldLoop,
    strawberry.union("NetworkOfferResult"),
]


@strawberry.type
class DutyOfferMutation:
    @strawberry.mutation(  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
        description="Offer the case to who is on duty and free, and then to the next on duty."
    )
    async def offer_to_mini_network(
        self,
        info: Info,
        *,
        case_id: strawberry.ID,
        mini_network_id: strawberry.ID,
        kind: HandoverKind,
        key: str,
        packet: list[PacketEntryInput] | None = None,
        note: str | None = None,
        promise: PromiseInput | None = None,
    ) -> NetworkOfferResult:
        given = Given()
        new = NetworkOffer(
            case_id=given.plain("caseId", Kind.CASE, case_id),
            network_id=given.plain("miniNetworkId", Kind.MINI_NETWORK, mini_network_id),
            kind=kind,
            packet=tuple(
                PacketEntry(entry.name, entry.value, entry.skipped, entry.skip_note)
                for entry in packet or ()
            ),
            note=note,
            promise=NewPromise(promise.what, promise.working_hours, promise.by)
            if promise is not None
            else None,
        )
        commands = info.context.services.duty_offers
        answer = given.refusal or await commands.offer(info.context.actor, key, new)
        return await _offered(info, answer, given)


async def _offered(info: Info, answer: Answer, given: Given) -> NetworkOfferResult:
    if isinstance(answer, Refusal) and answer.kind is RefusalKind.NOBODY_ON_DUTY:
        info.context.forget()
        return await _nobody(info, await with_owner(info, answer, given))
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(NetworkOfferResult, refused)
    return there(await handover_or_none(info, answer.id))


async def _nobody(info: Info, refusal: Refusal) -> NobodyOnDuty:
    follows = await expert_or_none(info, refusal.expert_id)
    network = there(await info.context.load.mini_networks.load(refusal.network_id or ""))
    said = sentence(refusal.words, person=follows.known.name if follows else "", seen=refusal.seen)
    return NobodyOnDuty(
        message=LocalText.of(said),
        mini_network=MiniNetwork.of(network),
        next_expert=follows,
        starts_at=datetime.fromisoformat(refusal.starts_at) if refusal.starts_at else None,
        owner=await expert_or_none(info, refusal.owner_id),
    )
