"""Asking one person after the other, within the transaction of the command that makes it due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson

from netsvc.audit.chain import Shown, fingerprint
from netsvc.cases.model import IN_HAND
from netsvc.events.answers import Audit, Event, EventKind
from netsvc.graph.driver import Tx
from netsvc.handover import offering_writes, writes
from netsvc.handover.ahead import look_ahead
from netsvc.handover.locked import SYSTEM, LockedCase, close_others, end_offering
from netsvc.handover.looping import refused_loop
from netsvc.handover.loops import HOP_LIMIT, LoopKind
from netsvc.handover.model import HandoverKind, HandoverState, Offer, available
from netsvc.handover.offering import AskedAs, Candidate, Offering, OfferingState, OfferingStep
from netsvc.handover.people import lock_people
from netsvc.handover.times import expiry, times_from
from netsvc.ids import new_id


@dataclass(frozen=True)
class Carried:
    """What travels with every offer: the packet as the graph keeps it, the sender's note, and by
    person why they were suggested."""

    packet: Mapping[str, Any]
    note: str | None
    whys: Mapping[str, Any]


def _shown(carried: Carried, why: str, offering: Offering) -> Shown:
    return Shown(carried.packet.get("packet") or "", carried.note or "", why, offering.order)


class Chain:
    """``warm_seconds`` is how long a warm offer waits where the issue type says nothing."""

    def __init__(self, warm_seconds: float, hop_limit: int = HOP_LIMIT) -> None:
        self._warm_seconds = warm_seconds
        self._hop_limit = hop_limit

    async def begin(
        self,
        tx: Tx,
        at: datetime,
        locked: LockedCase,
        kind: HandoverKind,
        *,
        order: Sequence[str] | None,
        at_once: int,
        carried: Carried,
    ) -> LockedCase:
        """A new offering of the case's owner; one that was left open is over."""
        locked = await end_offering(tx, locked, OfferingStep.TAKE_BACK, at)
        offering = Offering(
            new_id(),
            kind,
            OfferingState.OPEN,
            locked.case.owner_id or "",
            tuple(order or ()),
            at_once,
            order is not None,
        )
        await tx.guarded(
            offering_writes.BEGIN,
            case=locked.case.id,
            id=offering.id,
            kind=kind.value,
            order=list(offering.order),
            atOnce=at_once,
            goesOn=offering.goes_on,
            note=carried.note,
            whys=orjson.dumps(dict(carried.whys)).decode(),
            at=at,
        )
        return replace(locked, offering=offering, ahead=None)

    async def ask(
        self,
        tx: Tx,
        at: datetime,
        locked: LockedCase,
        candidate: Candidate,
        carried: Carried,
        *,
        actor: str,
    ) -> LockedCase:
        """Offer the case to somebody who is locked and available."""
        offering = locked.offering
        if offering is None:
            return locked
        receiver = locked.people[candidate.expert_id]
        sender = locked.people[offering.sender_id]
        offer = Offer(
            new_id(),
            offering.kind,
            HandoverState.OFFERED,
            offering.sender_id,
            candidate.expert_id,
            expiry(
                offering.kind, at, times_from(locked.times, self._warm_seconds), receiver.opening
            ),
        )
        why = orjson.dumps(carried.whys.get(candidate.expert_id, [])).decode()
        await tx.guarded(
            writes.OFFER,
            case=locked.case.id,
            caseState=locked.case.state.value,
            offering=offering.id,
            askedAs=candidate.asked_as.value,
            sender=offering.sender_id,
            receiver=candidate.expert_id,
            id=offer.id,
            kind=offering.kind.value,
            at=at,
            expiresAt=offer.expires_at,
            note=carried.note,
            packet=carried.packet,
            why=why,
            senderUnit=sender.unit_id or "",
            receiverUnit=receiver.unit_id or "",
        )
        chosen = candidate.asked_as is AskedAs.CHOSEN
        events = [Event(candidate.expert_id, EventKind.OFFERED, offer.id)]
        if actor == SYSTEM:
            events.append(Event(offering.sender_id, EventKind.OFFERED_NEXT, offer.id))
        people = dict(locked.people)
        if offering.kind is HandoverKind.WARM:
            ringing = replace(receiver.rules, ringing=receiver.rules.ringing + 1)
            people[candidate.expert_id] = replace(receiver, rules=ringing)
        return replace(
            locked,
            case=replace(locked.case, open_offers=(*locked.case.open_offers, offer)),
            people=people,
            offering=replace(offering, asked=(*offering.asked, candidate.expert_id)),
        ).told(
            [
                Audit(
                    actor,
                    "offerHandover",
                    locked.case.id,
                    offer.id,
                    "",
                    HandoverState.OFFERED,
                    "" if chosen else candidate.asked_as.value,
                    fingerprint(_shown(carried, why, offering)),
                )
            ],
            events,
        )

    async def go_on(
        self, tx: Tx, at: datetime, locked: LockedCase, leg_id: str, *, actor: str = SYSTEM
    ) -> LockedCase:
        """Ask as many more as the offering wants asked at once; the sender hears when nobody is
        left. ``leg_id`` is the handover that this follows."""
        offering = locked.offering
        if offering is None or not offering.open:
            return locked
        if not _still_wanted(locked, offering):
            locked = await close_others(tx, locked, at, actor=actor)
            return await end_offering(tx, locked, OfferingStep.TAKE_BACK, at)
        if len(locked.case.open_offers) >= offering.at_once:
            return locked
        ahead = locked.ahead or await look_ahead(tx, offering, at)
        carried = Carried(ahead.packet, ahead.note, ahead.whys)
        round_: LoopKind | None = None
        for candidate in ahead.candidates:
            if len(locked.case.open_offers) == offering.at_once:
                break
            locked, against = await self._ask_if_free(
                tx, at, locked, candidate, carried, actor=actor
            )
            round_ = round_ or against
        if locked.case.open_offers:
            return locked
        locked = await end_offering(tx, locked, OfferingStep.RUN_OUT, at, loop=round_)
        if not offering.goes_on:
            return locked
        return locked.told(events=[Event(offering.sender_id, EventKind.NOBODY_LEFT, leg_id)])

    async def _ask_if_free(
        self,
        tx: Tx,
        at: datetime,
        locked: LockedCase,
        candidate: Candidate,
        carried: Carried,
        *,
        actor: str,
    ) -> tuple[LockedCase, LoopKind | None]:
        """The case, and what stood against asking them where that would have been a loop."""
        id_ = candidate.expert_id
        if id_ not in locked.people:
            # those who were locked were taken meanwhile; the driver tries again at a deadlock
            locked = replace(locked, people={**locked.people, **await lock_people(tx, [id_], at)})
        person, offering = locked.people.get(id_), locked.offering
        if person is None or offering is None or available(person.rules, offering.kind):
            return locked, None
        refusal = await refused_loop(tx, locked, id_, self._hop_limit)
        if refusal is not None:
            return locked, LoopKind(refusal.state) if refusal.state else None
        return await self.ask(tx, at, locked, candidate, carried, actor=actor), None


async def begin_around(tx: Tx, at: datetime, locked: LockedCase, offer: Offer) -> LockedCase:
    """An offering around an offer that was made before there were any."""
    offering = Offering(
        new_id(),
        offer.kind,
        OfferingState.OPEN,
        offer.sender_id or "",
        asked=(offer.receiver_id or "",),
    )
    await tx.guarded(
        offering_writes.BEGIN,
        case=locked.case.id,
        id=offering.id,
        kind=offer.kind.value,
        order=[],
        atOnce=1,
        goesOn=False,
        note=None,
        whys="{}",
        at=at,
    )
    await tx.guarded(
        offering_writes.JOIN,
        handover=offer.id,
        offering=offering.id,
        askedAs=AskedAs.CHOSEN.value,
    )
    return replace(locked, offering=offering, ahead=None)


def _still_wanted(locked: LockedCase, offering: Offering) -> bool:
    case = locked.case
    if case.state not in IN_HAND or case.owner_id != offering.sender_id:
        return False
    return case.connected or offering.kind is HandoverKind.COLD
