"""A case and its people as they are once locked: what the rules decide on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from netsvc.cases.model import CaseState
from netsvc.cases.repository import maybe_moment
from netsvc.directory.model import PacketField, Presence, packet_fields_from_json
from netsvc.events.answers import Audit, Event, EventKind
from netsvc.graph.driver import Row, Tx
from netsvc.handover import writes
from netsvc.handover.model import (
    CaseSituation,
    HandoverKind,
    HandoverState,
    HandoverStep,
    Offer,
    Person,
    after,
)
from netsvc.identity.roles import DESK


@dataclass(frozen=True)
class Leg:
    """A handover of the case and the unit it went to."""

    offer: Offer
    receiver_unit_id: str | None


@dataclass(frozen=True)
class LockedPerson:
    rules: Person
    unit_id: str | None


@dataclass(frozen=True)
class LockedCase:
    """``legs`` holds the open and accepted handovers, and the one that was asked for."""

    case: CaseSituation
    issue_type_id: str | None
    packet_fields: tuple[PacketField, ...]
    opener_id: str | None
    legs: tuple[Leg, ...]
    people: dict[str, LockedPerson]
    audits: tuple[Audit, ...] = ()
    events: tuple[Event, ...] = ()

    def offer(self, handover_id: str) -> Offer:
        return next(leg.offer for leg in self.legs if leg.offer.id == handover_id)

    def held_by(self, expert_id: str) -> Leg | None:
        """The accepted handover by which the person has the case now."""
        for leg in reversed(self.legs):
            if leg.offer.state is HandoverState.ACCEPTED and leg.offer.receiver_id == expert_id:
                return leg
        return None


async def lock_case(
    tx: Tx, case_id: str, at: datetime, *, also: Iterable[str] = ()
) -> LockedCase | None:
    """The case, locked with everybody concerned and those in ``also``; None where unknown."""
    return await _lock(tx, await tx.one(writes.LOCK_CASE, id=case_id, handover=""), at, also)


async def lock_case_of(
    tx: Tx, handover_id: str, at: datetime, *, also: Iterable[str] = ()
) -> LockedCase | None:
    """The case of a handover, likewise."""
    return await _lock(tx, await tx.one(writes.LOCK_CASE_OF, handover=handover_id), at, also)


async def _lock(tx: Tx, row: Row | None, at: datetime, also: Iterable[str]) -> LockedCase | None:
    if row is None:
        return None
    legs = tuple(_leg(raw) for raw in row["handovers"])
    ids = {row["ownerId"], row["openerId"], *also}
    for leg in legs:
        ids |= {leg.offer.sender_id, leg.offer.receiver_id}
    people = await tx.run(writes.LOCK_PEOPLE, ids=sorted(id_ for id_ in ids if id_), at=at)
    open_offers = [leg.offer for leg in legs if leg.offer.state is HandoverState.OFFERED]
    locked = LockedCase(
        case=CaseSituation(
            row["caseId"],
            CaseState(row["state"]),
            row["ownerId"],
            open_offers[0] if open_offers else None,
            row["connected"],
        ),
        issue_type_id=row["typeId"],
        packet_fields=packet_fields_from_json(row["packetFields"]),
        opener_id=row["openerId"],
        legs=legs,
        people={person["id"]: _person(person) for person in people},
    )
    offer = locked.case.open_offer
    # A time that ran out counts from that moment, also before the sweeper comes by.
    if offer is not None and offer.due(at):
        return await close_offer(tx, locked, offer, HandoverStep.EXPIRE, at, actor="netsvc")
    return locked


async def close_offer(
    tx: Tx, locked: LockedCase, offer: Offer, step: HandoverStep, at: datetime, *, actor: str
) -> LockedCase:
    """End an open offer that nobody answered; both sides (but for the actor) hear of it."""
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
    kind = EventKind.EXPIRED if step is HandoverStep.EXPIRE else EventKind.WITHDRAWN
    heard = [id_ for id_ in (offer.sender_id, offer.receiver_id) if id_ and id_ != actor]
    closed = replace(offer, state=state)
    people = dict(locked.people)
    receiver = people.get(offer.receiver_id or "")
    if receiver is not None and offer.kind is HandoverKind.WARM:
        fewer = replace(receiver.rules, ringing=receiver.rules.ringing - 1)
        people[receiver.rules.id] = replace(receiver, rules=fewer)
    return replace(
        locked,
        case=replace(locked.case, open_offer=None),
        legs=tuple(replace(g, offer=closed) if g.offer.id == offer.id else g for g in locked.legs),
        people=people,
        audits=(
            *locked.audits,
            Audit(
                actor, f"{step.lower()}Handover", locked.case.id, offer.id, offer.state, state.value
            ),
        ),
        events=(*locked.events, *(Event(id_, kind, offer.id) for id_ in heard)),
    )


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
    )


def _person(row: Row) -> LockedPerson:
    return LockedPerson(
        Person(
            row["id"],
            row["active"],
            # who planned to be away is away, whatever their switch says
            Presence.AWAY if row["absent"] else Presence(row["presence"]),
            row["capacity"],
            row["openCases"],
            row["ringing"],
            answers=not DESK.isdisjoint(row["roles"]),
        ),
        row["unitId"],
    )
