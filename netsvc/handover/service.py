"""Offering a case, answering the offer, taking it back, and letting it run out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime

import orjson

from netsvc.cases.model import Case
from netsvc.cases.repository import CaseRepository
from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Event,
    EventKind,
    Outcome,
    Refusal,
    invalid,
    not_found,
)
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx
from netsvc.handover import contacts, evidence, packet, writes
from netsvc.handover.locked import LockedCase, close_offer, lock_case, lock_case_of
from netsvc.handover.model import (
    EVIDENCE_REASONS,
    DeclineReason,
    HandoverKind,
    HandoverState,
    HandoverStep,
    accepted,
    after,
    expiry,
    may_answer,
    may_offer,
    may_withdraw,
)
from netsvc.handover.repository import PacketEntry, WhyReason
from netsvc.ids import new_id

MAX_NOTE = 2000

Why = Callable[[Case, str], Awaitable[tuple[WhyReason, ...]]]
"""Why this person (by id) is suggested for the case now; nothing where they are not."""


@dataclass(frozen=True)
class NewOffer:
    case_id: str
    to_expert_id: str
    kind: HandoverKind
    packet: tuple[PacketEntry, ...] = ()
    note: str | None = None


def _refused(locked: LockedCase, refusal: Refusal) -> Outcome:
    return Outcome(refusal, locked.audits, locked.events)


class HandoverService:
    """Every command answers Done with the handover's id, or a Refusal."""

    def __init__(
        self,
        runner: CommandRunner,
        cases: CaseRepository,
        *,
        why: Why,
        scrub: Callable[[str], str],
        offer_seconds: float,
    ) -> None:
        self._runner = runner
        self._cases = cases
        self._why = why
        self._scrub = scrub
        self._offer_seconds = offer_seconds

    async def offer(self, actor: str, key: str, new: NewOffer) -> Answer:
        """The case stays with the sender until the receiver accepts."""
        refusal = packet.unusable(new.packet) or self._unusable_note(new.note)
        if refusal is not None:
            return refusal
        before = await self._runner.answered("offerHandover", actor, key, asdict(new))
        if before is not None:
            return before
        case = (await self._cases.cases([new.case_id])).get(new.case_id)
        why = await self._why(case, new.to_expert_id) if case is not None else ()

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case(tx, new.case_id, at, also=(actor, new.to_expert_id))
            if locked is None:
                return Outcome(not_found(new.case_id))
            receiver = locked.people.get(new.to_expert_id)
            if receiver is None:
                return _refused(locked, not_found(new.to_expert_id))
            refusal = may_offer(locked.case, actor, receiver.rules, new.kind) or packet.missing(
                new.packet, locked.packet_fields
            )
            if refusal is not None:
                return _refused(locked, refusal)
            handover_id = new_id()
            await tx.guarded(
                writes.OFFER,
                case=new.case_id,
                caseState=locked.case.state.value,
                sender=actor,
                receiver=new.to_expert_id,
                id=handover_id,
                kind=new.kind.value,
                at=at,
                expiresAt=expiry(new.kind, at, self._offer_seconds),
                note=self._scrubbed(new.note),
                packet=packet.to_json(new.packet, self._scrub),
                why=orjson.dumps([asdict(reason) for reason in why]).decode(),
                senderUnit=_unit_of(locked, actor),
                receiverUnit=receiver.unit_id or "",
            )
            audit = Audit(
                actor, "offerHandover", new.case_id, handover_id, "", HandoverState.OFFERED
            )
            event = Event(new.to_expert_id, EventKind.OFFERED, handover_id)
            return Outcome(Done(handover_id), (*locked.audits, audit), (*locked.events, event))

        return await self._runner.run("offerHandover", actor, key, asdict(new), work)

    async def accept(self, actor: str, key: str, handover_id: str) -> Answer:
        """The receiver becomes the owner; who had the case by an earlier handover passed it on."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case_of(tx, handover_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(handover_id))
            offer = locked.offer(handover_id)
            receiver = locked.people.get(actor)
            if receiver is None:
                return _refused(locked, not_found(actor))
            refusal = may_answer(locked.case, offer, actor, HandoverStep.ACCEPT, receiver.rules)
            if refusal is not None:
                return _refused(locked, refusal)
            then = accepted(locked.case, offer)
            await self._forward(tx, at, locked)
            await tx.guarded(
                writes.ACCEPT,
                id=handover_id,
                receiver=actor,
                caseState=locked.case.state.value,
                newCaseState=then.state.value,
                state=HandoverState.ACCEPTED.value,
                at=at,
            )
            passed = await contacts.passed_on(tx, at, locked.case, offer)
            audit = Audit(
                actor,
                "acceptHandover",
                locked.case.id,
                handover_id,
                offer.state,
                HandoverState.ACCEPTED,
                f"owner {locked.case.owner_id} -> {actor}",
            )
            events = [
                Event(id_, EventKind.ACCEPTED, handover_id) for id_ in [offer.sender_id] if id_
            ]
            audits = (*locked.audits, audit, *passed)
            return Outcome(Done(handover_id), audits, (*locked.events, *events))

        return await self._runner.run("acceptHandover", actor, key, {"handover": handover_id}, work)

    async def decline(
        self, actor: str, key: str, handover_id: str, reason: DeclineReason, note: str | None
    ) -> Answer:
        """The case stays with the sender; only a reason about the matter counts as evidence."""
        refusal = self._unusable_note(note)
        if refusal is not None:
            return refusal

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case_of(tx, handover_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(handover_id))
            offer = locked.offer(handover_id)
            receiver = locked.people.get(actor)
            if receiver is None:
                return _refused(locked, not_found(actor))
            refusal = may_answer(locked.case, offer, actor, HandoverStep.DECLINE, receiver.rules)
            if refusal is not None:
                return _refused(locked, refusal)
            telling = reason in EVIDENCE_REASONS
            await tx.guarded(
                writes.CLOSE_OFFER,
                id=handover_id,
                state=HandoverState.DECLINED.value,
                at=at,
                reason=reason.value,
                note=self._scrubbed(note),
                bounced=telling,
            )
            if telling:
                await evidence.count(
                    tx,
                    at,
                    issue_type_id=locked.issue_type_id,
                    expert_id=actor,
                    unit_id=_unit_of(locked, actor),
                    not_mine=reason is DeclineReason.NOT_MY_MATTER,
                )
            audit = Audit(
                actor,
                "declineHandover",
                locked.case.id,
                handover_id,
                offer.state,
                HandoverState.DECLINED,
                reason.value,
            )
            events = [
                Event(id_, EventKind.DECLINED, handover_id) for id_ in [offer.sender_id] if id_
            ]
            return Outcome(Done(handover_id), (*locked.audits, audit), (*locked.events, *events))

        body = {"handover": handover_id, "reason": reason.value, "note": note}
        return await self._runner.run("declineHandover", actor, key, body, work)

    async def withdraw(self, actor: str, key: str, handover_id: str) -> Answer:
        """The sender takes the case back before anybody accepted."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case_of(tx, handover_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(handover_id))
            offer = locked.offer(handover_id)
            refusal = may_withdraw(locked.case, offer, actor)
            if refusal is not None:
                return _refused(locked, refusal)
            locked = await close_offer(tx, locked, offer, HandoverStep.WITHDRAW, at, actor=actor)
            return Outcome(Done(handover_id), locked.audits, locked.events)

        return await self._runner.run(
            "withdrawHandover", actor, key, {"handover": handover_id}, work
        )

    async def expire(self, handover_id: str) -> Answer:
        """End an offer whose time ran out; once, however many processes try it."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case_of(tx, handover_id, at)
            if locked is None:
                return Outcome(not_found(handover_id))
            return Outcome(Done(handover_id), locked.audits, locked.events)

        return await self._runner.run_unasked(work)

    async def _forward(self, tx: Tx, at: datetime, locked: LockedCase) -> None:
        """An accepted handover whose receiver passes the case on unresolved has bounced."""
        owner = locked.case.owner_id
        held = locked.held_by(owner) if owner else None
        state = after(held.offer.state, HandoverStep.FORWARD) if held else None
        if held is None or owner is None or state is None:
            return
        await tx.guarded(writes.FORWARD, id=held.offer.id, state=state.value)
        await evidence.count(
            tx,
            at,
            issue_type_id=locked.issue_type_id,
            expert_id=owner,
            unit_id=held.receiver_unit_id,
        )

    def _scrubbed(self, note: str | None) -> str | None:
        return self._scrub(note.strip()) if note and note.strip() else None

    @staticmethod
    def _unusable_note(note: str | None) -> Refusal | None:
        if note is not None and len(note) > MAX_NOTE:
            return invalid("note", len(note), "long_note")
        return None


def _unit_of(locked: LockedCase, expert_id: str) -> str:
    person = locked.people.get(expert_id)
    return (person.unit_id if person else None) or ""
