"""What ends a case or a contact, and who is present."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from netsvc.asks.closing import close_all as close_asks
from netsvc.asks.model import CloseReason
from netsvc.cases.model import CaseStep, RedirectReason
from netsvc.directory.model import Presence
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
from netsvc.handover import contacts, evidence, promises, undoing, writes
from netsvc.handover.locked import LockedCase, close_offer, lock_case
from netsvc.handover.model import HandoverState, HandoverStep, ended, may_change
from netsvc.ids import new_id

MAX_NOTE = 2000


class ClosingService:
    """An offer still open when the case ends is withdrawn with it."""

    def __init__(
        self,
        runner: CommandRunner,
        *,
        scrub: Callable[[str], str],
        contact_idle: timedelta = contacts.IDLE,
    ) -> None:
        self._runner = runner
        self._scrub = scrub
        self._idle = contact_idle

    async def resolve(self, actor: str, key: str, case_id: str) -> Answer:
        """Done with the case's id; who opened it and who handed it on hear of it."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case(tx, case_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(case_id))
            was = await undoing.before(tx, case_id)
            closed = await self._end(tx, at, locked, actor, CaseStep.RESOLVE)
            if isinstance(closed, Refusal):
                return locked.outcome(closed)
            then, hours = closed
            held = locked.held_by(actor)
            unit = (held.receiver_unit_id if held else None) or locked.people[actor].unit_id
            if locked.promised:
                await promises.settle(tx, at, case_id, resolved=True)
            await tx.run(writes.RESOLVED, case=case_id, actor=actor, at=at, unit=unit or "")
            counted = await evidence.count(
                tx,
                at,
                issue_type_id=locked.issue_type_id,
                expert_id=actor,
                unit_id=unit,
                case_id=case_id,
                resolved=True,
                hours=hours,
            )
            heard = {locked.opener_id} | {
                leg.offer.sender_id
                for leg in locked.legs
                if leg.offer.state is HandoverState.ACCEPTED
            }
            events = tuple(
                Event(id_, EventKind.RESOLVED, held.offer.id if held else None)
                for id_ in sorted(id_ for id_ in heard if id_ and id_ != actor)
            )
            audit = Audit(actor, "resolveCase", case_id, None, locked.case.state, then.case.state)
            left = await contacts.left(tx, at, case_id, actor, self._idle)
            kept = undoing.kept(case_id, was, counted)
            return then.outcome(Done(case_id), (audit, *left), events, kept)

        return await self._runner.run("resolveCase", actor, key, {"case": case_id}, work)

    async def redirect(
        self,
        actor: str,
        key: str,
        case_id: str,
        reason: RedirectReason,
        *,
        toward_unit_id: str | None,
        note: str | None,
    ) -> Answer:
        """Done with the redirect's id; the case is closed unresolved, and so stays measurable."""
        if note is not None and len(note) > MAX_NOTE:
            return invalid("note", len(note), "long_note")

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case(tx, case_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(case_id))
            if toward_unit_id and not await tx.one(writes.UNIT_EXISTS, id=toward_unit_id):
                return locked.outcome(not_found(toward_unit_id))
            was = await undoing.before(tx, case_id)
            closed = await self._end(tx, at, locked, actor, CaseStep.REDIRECT)
            if isinstance(closed, Refusal):
                return locked.outcome(closed)
            then, _hours = closed
            if locked.promised:
                await promises.settle(tx, at, case_id, resolved=False)
            redirect_id = new_id()
            await tx.run(
                writes.REDIRECTED,
                case=case_id,
                actor=actor,
                id=redirect_id,
                at=at,
                reason=reason.value,
                note=self._scrub(note.strip()) if note and note.strip() else None,
                unit=locked.people[actor].unit_id or "",
                toward=toward_unit_id or "",
            )
            audit = Audit(
                actor,
                "recordRedirect",
                case_id,
                None,
                locked.case.state,
                then.case.state,
                reason.value,
            )
            left = await contacts.left(tx, at, case_id, actor, self._idle)
            kept = undoing.kept(case_id, was)
            return then.outcome(Done(redirect_id), (audit, *left), kept=kept)

        body = {"case": case_id, "reason": reason.value, "toward": toward_unit_id, "note": note}
        return await self._runner.run("recordRedirect", actor, key, body, work)

    async def end_contact(self, actor: str, key: str, contact_id: str) -> Answer:
        """Done with the contact's id; the actor's cases in it wait from now on.

        Where somebody else took a case of it over and has the customer, the contact goes on.
        """

        async def work(tx: Tx, at: datetime) -> Outcome:
            return await contacts.end(tx, at, actor, contact_id, self._idle)

        return await self._runner.run("endContact", actor, key, {"contact": contact_id}, work)

    async def set_presence(self, actor: str, key: str, presence: Presence) -> Answer:
        """Done with the person's id; their other windows hear of it."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(writes.SET_PRESENCE, id=actor, presence=presence.value, at=at)
            if row is None:
                return Outcome(not_found(actor))
            audit = Audit(
                actor, "setPresence", from_state=row["before"] or "", to_state=presence.value
            )
            return Outcome(Done(actor), (audit,), (Event(actor, EventKind.PRESENCE_CHANGED),))

        body = {"presence": presence.value}
        return await self._runner.run("setPresence", actor, key, body, work)

    async def _end(
        self, tx: Tx, at: datetime, locked: LockedCase, actor: str, step: CaseStep
    ) -> tuple[LockedCase, float] | Refusal:
        """The case after its end and the hours it was open, or why it can't end."""
        refusal = may_change(locked.case, actor, step)
        if refusal is not None:
            return refusal
        then = ended(locked.case, step)
        row = await tx.guarded(
            writes.END_CASE,
            case=locked.case.id,
            actor=actor,
            caseState=locked.case.state.value,
            newCaseState=then.state.value,
            at=at,
        )
        offer = locked.case.open_offer
        if offer is not None:
            locked = await close_offer(tx, locked, offer, HandoverStep.WITHDRAW, at, actor=actor)
        if locked.asked:
            case_id = locked.case.id
            locked = locked.told(*await close_asks(tx, at, case_id, actor, CloseReason.CASE_ENDED))
        return replace(locked, case=then), float(row["hours"])
