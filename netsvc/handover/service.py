"""Offering a case, answering the offer, taking it back, and letting it run out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from netsvc.asks.closing import close_all as close_asks
from netsvc.asks.model import CloseReason
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
from netsvc.handover import (
    contacts,
    evidence,
    looping,
    loops,
    packet,
    promises,
    undoing,
    writes,
)
from netsvc.handover.ahead import MARGIN
from netsvc.handover.chain import Carried, Chain
from netsvc.handover.declining import Decline, declined
from netsvc.handover.evidence import Counted
from netsvc.handover.locked import (
    LockedCase,
    close_offer,
    close_others,
    end_offering,
    lock_case,
    lock_case_of,
)
from netsvc.handover.model import (
    DeclineReason,
    HandoverKind,
    HandoverState,
    HandoverStep,
    accepted,
    after,
    available,
    may_answer,
    may_offer,
    may_withdraw,
)
from netsvc.handover.offering import AskedAs, Candidate, OfferingStep, unusable_order
from netsvc.handover.packet import PacketEntry
from netsvc.handover.promise import NewPromise, due_at, too_late_or_far, unusable_promise
from netsvc.handover.repository import WhyReason
from netsvc.handover.times import times_from

MAX_NOTE = 2000

Why = Callable[[Case, Sequence[str]], Awaitable[Mapping[str, tuple[WhyReason, ...]]]]
"""Why each of these people is suggested for the case now, by id."""


@dataclass(frozen=True)
class NewOffer:
    """``next_expert_ids`` are asked, in order, when somebody does not take it, and then who is on
    duty or stands in; without it nobody else is. ``at_once`` of them are asked together.
    ``promise`` is what the customer is told of a cold handover."""

    case_id: str
    to_expert_id: str
    kind: HandoverKind
    packet: tuple[PacketEntry, ...] = ()
    note: str | None = None
    next_expert_ids: tuple[str, ...] | None = None
    at_once: int = 1
    promise: NewPromise | None = None


Asked = tuple[str, Mapping[str, Any]]
"""The name and the body of a command, as its key is kept."""


def _first_available(locked: LockedCase, ids: tuple[str, ...], kind: HandoverKind) -> str | None:
    for id_ in ids:
        person = locked.people.get(id_)
        if person is not None and available(person.rules, kind) is None:
            return id_
    return None


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
        hop_limit: int = loops.HOP_LIMIT,
        contact_idle: timedelta = contacts.IDLE,
    ) -> None:
        self._contact_idle = contact_idle
        self._runner = runner
        self._cases = cases
        self._why = why
        self._scrub = scrub
        self._chain = Chain(offer_seconds, hop_limit)
        self._hop_limit = hop_limit

    async def offer(
        self, actor: str, key: str, new: NewOffer, asked: Asked | None = None
    ) -> Answer:
        """The case stays with the sender until somebody accepts; Done with the first offer.

        ``asked`` is the command that this offer carries out, where it was another one: then the
        first of them all who is available is offered the case.
        """
        name, body = asked or ("offerHandover", asdict(new))
        order = new.next_expert_ids
        refusal = (
            packet.unusable(new.packet)
            or self._unusable_note(new.note)
            or unusable_order(order, new.at_once)
            or unusable_promise(new.promise, new.kind)
        )
        if refusal is not None:
            return refusal
        before = await self._runner.answered(name, actor, key, body)
        if before is not None:
            return before
        case = (await self._cases.cases([new.case_id])).get(new.case_id)
        concerned = sorted({new.to_expert_id, *(order or ())})
        why = await self._why(case, concerned) if case is not None else {}
        several = new.at_once > 1 or asked is not None
        beside = (order or ())[: new.at_once - 1 + MARGIN] if several else ()

        async def work(tx: Tx, at: datetime) -> Outcome:
            untimely = too_late_or_far(new.promise, at)
            if untimely is not None:
                return Outcome(untimely)
            also = (actor, new.to_expert_id, *beside)
            locked = await lock_case(tx, new.case_id, at, also=also)
            if locked is None:
                return Outcome(not_found(new.case_id))
            to_id = new.to_expert_id
            if asked is not None:
                to_id = _first_available(locked, (to_id, *beside), new.kind) or to_id
            receiver = locked.people.get(to_id)
            if receiver is None:
                return locked.outcome(not_found(to_id))
            refusal = may_offer(locked.case, actor, receiver.rules, new.kind)
            if refusal is None:
                refusal = await looping.refused_loop(tx, locked, to_id, self._hop_limit)
            if refusal is not None:
                return locked.outcome(refusal)
            entries = packet.travelling(new.packet, locked.packet_fields)
            if isinstance(entries, Refusal):
                return locked.outcome(entries)
            carried = Carried(
                packet.kept(entries, locked.packet_fields, self._scrub),
                self._scrubbed(new.note),
                {id_: [asdict(one) for one in reasons] for id_, reasons in why.items()},
            )
            locked = await self._chain.begin(
                tx, at, locked, new.kind, order=order, at_once=new.at_once, carried=carried
            )
            chosen = Candidate(to_id, AskedAs.CHOSEN)
            locked = await self._chain.ask(tx, at, locked, chosen, carried, actor=actor)
            handover_id = locked.case.open_offers[-1].id
            locked = await self._chain.go_on(tx, at, locked, handover_id, actor=actor)
            if new.promise is not None:
                made = await promises.make(
                    tx,
                    at,
                    case_id=new.case_id,
                    by=actor,
                    handover_id=handover_id,
                    what=self._scrub(new.promise.what.strip()),
                    due=due_at(new.promise, at, times_from(locked.times, 0), receiver.opening),
                )
                locked = locked.told([made])
            return locked.outcome(Done(handover_id))

        return await self._runner.run(name, actor, key, body, work)

    async def accept(self, actor: str, key: str, handover_id: str) -> Answer:
        """The receiver becomes the owner; who had the case by an earlier handover passed it on."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case_of(tx, handover_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(handover_id))
            offer = locked.offer(handover_id)
            receiver = locked.people.get(actor)
            if receiver is None:
                return locked.outcome(not_found(actor))
            refusal = may_answer(locked.case, offer, actor, HandoverStep.ACCEPT, receiver.rules)
            if refusal is not None:
                locked = await self._chain.go_on(tx, at, locked, handover_id)
                return locked.outcome(refusal)
            then = accepted(locked.case, offer)
            was = await undoing.before(tx, locked.case.id)
            counted = await self._forward(tx, at, locked)
            await tx.guarded(
                writes.ACCEPT,
                id=handover_id,
                receiver=actor,
                caseState=locked.case.state.value,
                newCaseState=then.state.value,
                state=HandoverState.ACCEPTED.value,
                at=at,
            )
            locked = await close_others(tx, locked, at, actor=actor, but=handover_id)
            locked = await end_offering(tx, locked, OfferingStep.ACCEPT, at)
            passed = await contacts.passed_on(tx, at, locked.case, offer, self._contact_idle)
            if locked.asked:
                case_id = locked.case.id
                locked = locked.told(
                    *await close_asks(tx, at, case_id, actor, CloseReason.CASE_PASSED_ON)
                )
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
            kept = undoing.kept(locked.case.id, was, counted)
            return locked.outcome(Done(handover_id), (audit, *passed), events, kept)

        return await self._runner.run("acceptHandover", actor, key, {"handover": handover_id}, work)

    async def decline(
        self,
        actor: str,
        key: str,
        handover_id: str,
        reason: DeclineReason,
        note: str | None,
        *,
        missing_fields: tuple[str, ...] = (),
        better_id: str | None = None,
    ) -> Answer:
        """The case stays with the sender, and the next in the offering is asked; only a reason
        about the matter counts as evidence."""
        refusal = self._unusable_note(note)
        if refusal is not None:
            return refusal
        said = Decline(reason, self._scrubbed(note), missing_fields, better_id)

        async def work(tx: Tx, at: datetime) -> Outcome:
            also = (actor, better_id) if better_id else (actor,)
            locked = await lock_case_of(tx, handover_id, at, also=also, ahead=True)
            if locked is None:
                return Outcome(not_found(handover_id))
            was = await undoing.before(tx, locked.case.id)
            after_it = await declined(
                tx, at, locked, actor=actor, handover_id=handover_id, said=said
            )
            if isinstance(after_it, Refusal):
                locked = await self._chain.go_on(tx, at, locked, handover_id)
                return locked.outcome(after_it)
            locked = await self._chain.go_on(tx, at, after_it, handover_id)
            kept = undoing.kept(locked.case.id, was, locked.counted)
            return locked.outcome(Done(handover_id), kept=kept)

        body = {
            "handover": handover_id,
            "reason": reason.value,
            "note": note,
            "missing": missing_fields,
            "better": better_id,
        }
        return await self._runner.run("declineHandover", actor, key, body, work)

    async def withdraw(self, actor: str, key: str, handover_id: str) -> Answer:
        """The sender takes the case back before anybody accepted; nobody else is asked then."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case_of(tx, handover_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(handover_id))
            offer = locked.offer(handover_id)
            goes_on = locked.in_open_offering(handover_id)
            refusal = may_withdraw(locked.case, offer, actor, goes_on=goes_on)
            if refusal is not None:
                return locked.outcome(refusal)
            locked = await close_offer(tx, locked, offer, HandoverStep.WITHDRAW, at, actor=actor)
            return locked.outcome(Done(handover_id))

        return await self._runner.run(
            "withdrawHandover", actor, key, {"handover": handover_id}, work
        )

    async def expire(self, handover_id: str) -> Answer:
        """End an offer whose time ran out and ask the next; once, however many processes try it."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case_of(tx, handover_id, at, ahead=True)
            if locked is None:
                return Outcome(not_found(handover_id))
            locked = await self._chain.go_on(tx, at, locked, handover_id)
            return locked.outcome(Done(handover_id))

        return await self._runner.run_unasked(work)

    async def _forward(self, tx: Tx, at: datetime, locked: LockedCase) -> tuple[Counted, ...]:
        """An accepted handover whose receiver passes the case on unresolved has bounced."""
        owner = locked.case.owner_id
        held = locked.held_by(owner) if owner else None
        state = after(held.offer.state, HandoverStep.FORWARD) if held else None
        if held is None or owner is None or state is None:
            return ()
        await tx.guarded(writes.FORWARD, id=held.offer.id, state=state.value)
        return await evidence.count(
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
