"""Saying no to an offer: for which reason, what was missing, who would know better."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from netsvc.events.answers import Audit, Event, EventKind, Refusal, invalid, not_found
from netsvc.graph.driver import Tx
from netsvc.handover import evidence, offering_writes, writes
from netsvc.handover.chain import begin_around
from netsvc.handover.locked import LockedCase, closed, end_offering
from netsvc.handover.model import (
    EVIDENCE_REASONS,
    DeclineReason,
    HandoverKind,
    HandoverState,
    HandoverStep,
    available,
    may_answer,
)
from netsvc.handover.offering import OfferingStep, may_point

MAX_MISSING = 30


@dataclass(frozen=True)
class Decline:
    """``missing`` are names of the packet's fields; ``better_id`` is asked next."""

    reason: DeclineReason
    note: str | None = None
    missing: tuple[str, ...] = ()
    better_id: str | None = None


async def declined(
    tx: Tx, at: datetime, locked: LockedCase, *, actor: str, handover_id: str, said: Decline
) -> LockedCase | Refusal:
    """The case once its receiver said no, or why they can't."""
    offer = locked.offer(handover_id)
    receiver = locked.people.get(actor)
    if receiver is None:
        return not_found(actor)
    refusal = (
        may_answer(locked.case, offer, actor, HandoverStep.DECLINE, receiver.rules)
        or _unfit_fields(locked, said)
        or may_point(locked.case, locked.offering, actor, said.reason, said.better_id)
        or _unfit_person(locked, said.better_id)
    )
    if refusal is not None:
        return refusal
    telling = said.reason in EVIDENCE_REASONS
    await tx.guarded(
        writes.CLOSE_OFFER,
        id=handover_id,
        state=HandoverState.DECLINED.value,
        at=at,
        reason=said.reason.value,
        note=said.note,
        bounced=telling,
    )
    if receiver.rules.missed:
        await tx.run(offering_writes.ANSWERED, id=actor)
    if telling:
        counted = await evidence.count(
            tx,
            at,
            issue_type_id=locked.issue_type_id,
            expert_id=actor,
            unit_id=receiver.unit_id or "",
            not_mine=said.reason is DeclineReason.NOT_MY_MATTER,
        )
        locked = replace(locked, counted=counted)
    detail = said.reason.value
    if said.missing:
        await tx.guarded(offering_writes.MISSING, handover=handover_id, fields=list(said.missing))
        detail += f" {' '.join(said.missing)}"
    if said.better_id:
        if locked.offering is None:
            locked = await begin_around(tx, at, locked, offer)
        await tx.guarded(offering_writes.POINT, handover=handover_id, better=said.better_id)
        detail += f" {said.better_id}"
    audit = Audit(
        actor,
        "declineHandover",
        locked.case.id,
        handover_id,
        offer.state,
        HandoverState.DECLINED,
        detail,
    )
    events = [Event(id_, EventKind.DECLINED, handover_id) for id_ in [offer.sender_id] if id_]
    locked = closed(locked, replace(offer, state=HandoverState.DECLINED)).told([audit], events)
    offering = locked.offering
    if offering is not None:
        pointed = (*offering.pointed, said.better_id) if said.better_id else offering.pointed
        offering = replace(offering, declined=(*offering.declined, actor), pointed=pointed)
        locked = replace(locked, offering=offering)
    if said.reason is DeclineReason.INFORMATION_MISSING and not locked.case.open_offers:
        # whoever is asked next would miss the same: the sender completes it and asks again
        locked = await end_offering(tx, locked, OfferingStep.ASK_FOR_MORE, at)
    return locked


def _unfit_fields(locked: LockedCase, said: Decline) -> Refusal | None:
    if not said.missing:
        return None
    if said.reason is not DeclineReason.INFORMATION_MISSING:
        return invalid("missingFields", said.reason.value, "missing_other_reason")
    known = {field.name for field in locked.packet_fields}
    for name in said.missing[: MAX_MISSING + 1]:
        if name not in known:
            return invalid("missingFields", name, "missing_unknown")
    if len(set(said.missing)) != len(said.missing):
        return invalid("missingFields", len(said.missing), "missing_twice")
    return None


def _unfit_person(locked: LockedCase, better_id: str | None) -> Refusal | None:
    if better_id is None:
        return None
    better = locked.people.get(better_id)
    if better is None:
        return not_found(better_id)
    if better.rules.active and better.rules.answers:
        return None
    return available(better.rules, HandoverKind.COLD)
