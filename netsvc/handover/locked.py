"""A case and its people as they are once locked: what the rules decide on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from netsvc.audit.chain import GENESIS, Head
from netsvc.availability.model import presence_after_missed
from netsvc.cases.model import CaseState
from netsvc.cases.repository import maybe_moment
from netsvc.directory.model import PacketField, packet_fields_from_json
from netsvc.events.answers import Answer, Audit, Event, EventKind, Kept, Outcome
from netsvc.graph.driver import Row, Tx
from netsvc.handover import offering_writes, writes
from netsvc.handover.ahead import Ahead, look_ahead
from netsvc.handover.evidence import Counted
from netsvc.handover.loops import LoopKind
from netsvc.handover.model import (
    CaseSituation,
    HandoverKind,
    HandoverState,
    HandoverStep,
    Offer,
    after,
)
from netsvc.handover.offering import (
    OFFERING_TRANSITIONS,
    Offering,
    OfferingState,
    OfferingStep,
)
from netsvc.handover.people import LockedPerson, lock_people

SYSTEM = "netsvc"


@dataclass(frozen=True)
class Leg:
    """A handover of the case and the unit it went to."""

    offer: Offer
    receiver_unit_id: str | None
    offering_id: str | None = None


@dataclass(frozen=True)
class LockedCase:
    """``legs`` holds the open and accepted handovers, and the one that was asked for; ``offering``
    the one that is open, ``ahead`` who may be asked next in it, where that was looked for."""

    case: CaseSituation
    issue_type_id: str | None
    packet_fields: tuple[PacketField, ...]
    opener_id: str | None
    legs: tuple[Leg, ...]
    people: dict[str, LockedPerson]
    audits: tuple[Audit, ...] = ()
    events: tuple[Event, ...] = ()
    offering: Offering | None = None
    ahead: Ahead | None = None
    times: dict[str, Any] = field(default_factory=dict)
    counted: tuple[Counted, ...] = ()
    head: Head | None = None
    asked: bool = False
    """Whether a question of it waits, or an answer that nobody has marked."""
    promised: bool = False
    """Whether something was promised that is still to do."""

    def outcome(
        self,
        answer: Answer,
        audits: Iterable[Audit] = (),
        events: Iterable[Event] = (),
        kept: Kept | None = None,
    ) -> Outcome:
        """What is to be saved: all that was told so far, and this."""
        heads = {self.case.id: self.head} if self.head else {}
        return Outcome(answer, (*self.audits, *audits), (*self.events, *events), kept, heads)

    def offer(self, handover_id: str) -> Offer:
        return next(leg.offer for leg in self.legs if leg.offer.id == handover_id)

    def held_by(self, expert_id: str) -> Leg | None:
        """The accepted handover by which the person has the case now."""
        for leg in reversed(self.legs):
            if leg.offer.state is HandoverState.ACCEPTED and leg.offer.receiver_id == expert_id:
                return leg
        return None

    def in_open_offering(self, handover_id: str) -> bool:
        """Whether others are asked, or will be, after this one."""
        offering = self.offering
        if offering is None or not offering.open:
            return False
        return offering.goes_on and any(
            leg.offer.id == handover_id and leg.offering_id == offering.id for leg in self.legs
        )

    def told(self, audits: Iterable[Audit] = (), events: Iterable[Event] = ()) -> LockedCase:
        """With these records and events added."""
        return replace(self, audits=(*self.audits, *audits), events=(*self.events, *events))


async def lock_case(
    tx: Tx, case_id: str, at: datetime, *, also: Iterable[str] = (), ahead: bool = False
) -> LockedCase | None:
    """The case, locked with everybody concerned and those in ``also``; None where unknown.

    ``ahead``: with those who may be asked next where it is on offer.
    """
    row = await tx.one(writes.LOCK_CASE, id=case_id, handover="")
    return await _lock(tx, row, at, also, ahead)


async def lock_case_of(
    tx: Tx, handover_id: str, at: datetime, *, also: Iterable[str] = (), ahead: bool = False
) -> LockedCase | None:
    """The case of a handover, likewise."""
    row = await tx.one(writes.LOCK_CASE_OF, handover=handover_id)
    return await _lock(tx, row, at, also, ahead)


async def _lock(
    tx: Tx, row: Row | None, at: datetime, also: Iterable[str], ahead: bool
) -> LockedCase | None:
    if row is None:
        return None
    legs = tuple(_leg(raw) for raw in row["handovers"])
    offering = _offering(row["offering"]) if row["offering"] else None
    also = tuple(also)
    ids = {row["ownerId"], row["openerId"], *also}
    for leg in legs:
        ids |= {leg.offer.sender_id, leg.offer.receiver_id}
    open_offers = tuple(leg.offer for leg in legs if leg.offer.state is HandoverState.OFFERED)
    seen = None
    if ahead and offering is not None:
        seen = await look_ahead(tx, offering, at, also=[i for i in also if i not in offering.asked])
        ids |= set(seen.likely(offering.at_once))
    locked = LockedCase(
        case=CaseSituation(
            row["caseId"],
            CaseState(row["state"]),
            row["ownerId"],
            open_offers,
            row["connected"],
        ),
        issue_type_id=row["typeId"],
        packet_fields=packet_fields_from_json(row["packetFields"]),
        opener_id=row["openerId"],
        legs=legs,
        people=await lock_people(tx, [id_ for id_ in ids if id_], at),
        offering=offering,
        ahead=seen,
        times=dict(row["times"] or {}),
        head=Head(row["auditSeq"] or 0, row["auditHash"] or GENESIS),
        asked=row["asked"],
        promised=row["promised"],
    )
    # A time that ran out counts from that moment, also before the sweeper comes by.
    for offer in open_offers:
        if offer.due(at):
            locked = await _close_one(tx, locked, offer, HandoverStep.EXPIRE, at, actor=SYSTEM)
    return locked


async def close_offer(
    tx: Tx, locked: LockedCase, offer: Offer, step: HandoverStep, at: datetime, *, actor: str
) -> LockedCase:
    """End an open offer that nobody answered; both sides (but for the actor) hear of it.

    Whoever withdraws one takes the case back: all that is on offer of it ends with it.
    """
    if step is not HandoverStep.WITHDRAW:
        return await _close_one(tx, locked, offer, step, at, actor=actor)
    locked = await close_others(tx, locked, at, actor=actor)
    return await end_offering(tx, locked, OfferingStep.TAKE_BACK, at)


async def close_others(
    tx: Tx, locked: LockedCase, at: datetime, *, actor: str, but: str = ""
) -> LockedCase:
    """Withdraw every open offer of the case but one: where one was accepted, only those who were
    asked beside hear of it."""
    for offer in locked.case.open_offers:
        if offer.id != but:
            locked = await _close_one(
                tx, locked, offer, HandoverStep.WITHDRAW, at, actor=actor, sender_hears=not but
            )
    return locked


async def end_offering(
    tx: Tx,
    locked: LockedCase,
    step: OfferingStep,
    at: datetime,
    *,
    loop: LoopKind | None = None,
) -> LockedCase:
    """End the open offering, if there is one; ``loop`` is why those left were not asked."""
    offering = locked.offering
    state = OFFERING_TRANSITIONS.get((offering.state, step)) if offering else None
    if offering is None or state is None:
        return locked
    await tx.guarded(offering_writes.END, id=offering.id, state=state.value, at=at, loop=loop)
    return replace(locked, offering=replace(offering, state=state))


async def _close_one(
    tx: Tx,
    locked: LockedCase,
    offer: Offer,
    step: HandoverStep,
    at: datetime,
    *,
    actor: str,
    sender_hears: bool = True,
) -> LockedCase:
    state = after(offer.state, step)
    if state is None:
        return locked
    await tx.guarded(
        writes.CLOSE_OFFER,
        id=offer.id,
        state=state.value,
        at=at,
        reason=None,
        note=None,
        bounced=False,
    )
    expired = step is HandoverStep.EXPIRE
    kind = EventKind.EXPIRED if expired else EventKind.WITHDRAWN
    concerned = [offer.sender_id if sender_hears else None, offer.receiver_id]
    heard = [id_ for id_ in concerned if id_ and id_ != actor]
    locked = closed(locked, replace(offer, state=state)).told(
        [
            Audit(
                actor, f"{step.lower()}Handover", locked.case.id, offer.id, offer.state, state.value
            )
        ],
        [Event(id_, kind, offer.id) for id_ in heard],
    )
    if expired and offer.kind is HandoverKind.WARM:
        locked = await _missed(tx, locked, offer, at)
    return locked


def closed(locked: LockedCase, offer: Offer) -> LockedCase:
    """The case once the offer, given in its new state, waits no more; a warm one gives its place
    back, unless its time had run out: then it holds none any more."""
    people = dict(locked.people)
    receiver = people.get(offer.receiver_id or "")
    held = offer.kind is HandoverKind.WARM and offer.state is not HandoverState.EXPIRED
    if receiver is not None and held:
        fewer = replace(receiver.rules, ringing=receiver.rules.ringing - 1)
        people[receiver.rules.id] = replace(receiver, rules=fewer)
    return replace(
        locked,
        case=locked.case.without(offer),
        legs=tuple(replace(g, offer=offer) if g.offer.id == offer.id else g for g in locked.legs),
        people=people,
    )


async def _missed(tx: Tx, locked: LockedCase, offer: Offer, at: datetime) -> LockedCase:
    """Who lets two warm offers in a row run out is not there: they become away, and are told."""
    receiver = locked.people.get(offer.receiver_id or "")
    if receiver is None:
        return locked
    missed = receiver.rules.missed + 1
    presence = presence_after_missed(receiver.rules.presence, missed)
    if presence is receiver.rules.presence:
        await tx.run(offering_writes.MISSED, id=receiver.rules.id, missed=missed)
        rules = replace(receiver.rules, missed=missed)
        return _with(locked, replace(receiver, rules=rules))
    await tx.guarded(
        offering_writes.MADE_AWAY, id=receiver.rules.id, presence=presence.value, at=at
    )
    audit = Audit(
        SYSTEM,
        "setPresence",
        from_state=receiver.rules.presence.value,
        to_state=presence.value,
        detail=f"{receiver.rules.id} missed {missed} offers",
    )
    rules = replace(receiver.rules, missed=0, presence=presence)
    return _with(locked, replace(receiver, rules=rules)).told(
        [audit], [Event(receiver.rules.id, EventKind.MADE_AWAY, offer.id)]
    )


def _with(locked: LockedCase, person: LockedPerson) -> LockedCase:
    return replace(locked, people={**locked.people, person.rules.id: person})


def _leg(raw: Row) -> Leg:
    return Leg(
        Offer(
            raw["id"],
            HandoverKind(raw["kind"]),
            HandoverState(raw["state"]),
            raw["senderId"],
            raw["receiverId"],
            maybe_moment(raw["expiresAt"]),
        ),
        raw["receiverUnitId"],
        raw["offeringId"],
    )


def _offering(raw: Row) -> Offering:
    legs = raw["legs"]
    return Offering(
        raw["id"],
        HandoverKind(raw["kind"]),
        OfferingState(raw["state"]),
        sender_id=legs[0]["senderId"] if legs else "",
        order=tuple(raw["order"]),
        at_once=raw["atOnce"],
        goes_on=raw["goesOn"],
        asked=tuple(leg["receiverId"] for leg in legs),
        declined=tuple(leg["receiverId"] for leg in legs if leg["state"] == "DECLINED"),
        pointed=tuple(raw["pointed"]),
    )
