"""Giving a case back with a reason, and asking its sender for what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from netsvc.events.answers import (
    Answer,
    Audit,
    Done,
    Event,
    EventKind,
    Outcome,
    Refusal,
    RefusalKind,
    invalid,
    not_found,
)
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx
from netsvc.handover import after_writes, evidence, questions, undoing
from netsvc.handover.afterwards import ReturnReason, may_ask, may_return, unusable_text
from netsvc.handover.locked import LockedCase, close_offer, lock_case_of
from netsvc.handover.looping import conference_open, way_of
from netsvc.handover.model import HandoverState, HandoverStep
from netsvc.ids import new_id

MAX_NOTE = 2000


class ReturningService:
    """``scrub`` takes identity numbers, telephone numbers and addresses out of free text."""

    def __init__(self, runner: CommandRunner, *, scrub: Callable[[str], str]) -> None:
        self._runner = runner
        self._scrub = scrub

    async def give_back(
        self, actor: str, key: str, handover_id: str, reason: ReturnReason, note: str | None
    ) -> Answer:
        """Done with the handover's id; the sender has the case again and hears why."""
        if note is not None and len(note) > MAX_NOTE:
            return invalid("note", len(note), "long_note")

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case_of(tx, handover_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(handover_id))
            offer = locked.offer(handover_id)
            sender = locked.people.get(offer.sender_id or "")
            refusal = may_return(locked.case, offer, actor, sender.rules if sender else None)
            if refusal is not None or sender is None:
                return _refused(locked, refusal or not_found(handover_id))
            way = await way_of(tx, locked.case.id)
            if way is not None and way.conference_id is not None:
                return _refused(locked, conference_open(locked))
            was = await undoing.before(tx, locked.case.id)
            going = locked.case.open_offer
            if going is not None:
                locked = await close_offer(
                    tx, locked, going, HandoverStep.WITHDRAW, at, actor=actor
                )
            await tx.guarded(
                after_writes.GIVE_BACK,
                id=handover_id,
                state=HandoverState.RETURNED.value,
                at=at,
                reason=reason.value,
                note=self._scrub(note.strip()) if note and note.strip() else None,
            )
            await tx.guarded(
                after_writes.MOVE,
                case=locked.case.id,
                caseState=locked.case.state.value,
                newCaseState=locked.case.state.value,
                counts=sender.rules.id != locked.opener_id,
                at=at,
                to=sender.rules.id,
                **{"from": actor},
            )
            locked = await questions.passed_on(tx, locked, at, actor)
            counted: tuple[evidence.Counted, ...] = ()
            if reason is ReturnReason.NOT_MY_MATTER:
                leg = next(leg for leg in locked.legs if leg.offer.id == handover_id)
                counted = await evidence.count(
                    tx,
                    at,
                    issue_type_id=locked.issue_type_id,
                    expert_id=actor,
                    unit_id=leg.receiver_unit_id,
                    not_mine=True,
                )
            audit = Audit(
                actor,
                "returnHandover",
                locked.case.id,
                handover_id,
                HandoverState.ACCEPTED,
                HandoverState.RETURNED,
                f"{reason.value}; owner {actor} -> {sender.rules.id}",
            )
            event = Event(sender.rules.id, EventKind.RETURNED, handover_id)
            return Outcome(
                Done(handover_id),
                (*locked.audits, audit),
                (*locked.events, event),
                undoing.kept(locked.case.id, was, counted),
            )

        body = {"handover": handover_id, "reason": reason.value, "note": note}
        return await self._runner.run("returnHandover", actor, key, body, work)

    async def ask_sender(self, actor: str, key: str, handover_id: str, question: str) -> Answer:
        """Done with the question's id; one question of a handover waits at a time."""
        refusal = unusable_text("question", question, "bad_question")
        if refusal is not None:
            return refusal

        async def work(tx: Tx, at: datetime) -> Outcome:
            locked = await lock_case_of(tx, handover_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(handover_id))
            offer = locked.offer(handover_id)
            refusal = may_ask(locked.case, offer, actor)
            if refusal is not None:
                return _refused(locked, refusal)
            question_id = new_id()
            made = await tx.one(
                after_writes.ASK,
                handover=handover_id,
                actor=actor,
                id=question_id,
                at=at,
                question=self._scrub(question.strip()),
            )
            if made is None:
                open_ = Refusal(
                    RefusalKind.WRONG_STATE,
                    "question_open",
                    case_id=locked.case.id,
                    handover_id=handover_id,
                    owner_id=locked.case.owner_id,
                )
                return _refused(locked, open_)
            audit = Audit(actor, "askSender", locked.case.id, handover_id, detail=question_id)
            events = _to(offer.sender_id, actor, EventKind.SENDER_ASKED, handover_id)
            return Outcome(Done(question_id), (*locked.audits, audit), (*locked.events, *events))

        body = {"handover": handover_id, "question": question}
        return await self._runner.run("askSender", actor, key, body, work)

    async def answer_question(self, actor: str, key: str, question_id: str, answer: str) -> Answer:
        """Done with the question's id; whoever sent the handover answers, once."""
        refusal = unusable_text("answer", answer, "bad_answer")
        if refusal is not None:
            return refusal

        async def work(tx: Tx, at: datetime) -> Outcome:
            found = await tx.one(after_writes.FIND_QUESTION, id=question_id)
            if found is None:
                return Outcome(not_found(question_id))
            handover_id = found["handoverId"]
            locked = await lock_case_of(tx, handover_id, at, also=(actor,))
            if locked is None:
                return Outcome(not_found(question_id))
            offer = locked.offer(handover_id)
            if offer.sender_id != actor:
                return _refused(
                    locked,
                    Refusal(RefusalKind.NOT_YOURS, "question_not_yours", owner_id=offer.sender_id),
                )
            made = await tx.one(
                after_writes.ANSWER,
                id=question_id,
                actor=actor,
                at=at,
                answer=self._scrub(answer.strip()),
            )
            if made is None:
                done = Refusal(
                    RefusalKind.WRONG_STATE,
                    "question_answered",
                    case_id=locked.case.id,
                    handover_id=handover_id,
                    owner_id=locked.case.owner_id,
                )
                return _refused(locked, done)
            audit = Audit(
                actor, "answerSenderQuestion", locked.case.id, handover_id, detail=question_id
            )
            events = _to(offer.receiver_id, actor, EventKind.SENDER_ANSWERED, handover_id)
            return Outcome(Done(question_id), (*locked.audits, audit), (*locked.events, *events))

        body = {"question": question_id, "answer": answer}
        return await self._runner.run("answerSenderQuestion", actor, key, body, work)


def _to(person: str | None, actor: str, kind: EventKind, handover_id: str) -> tuple[Event, ...]:
    return (Event(person, kind, handover_id),) if person and person != actor else ()


def _refused(locked: LockedCase, refusal: Refusal) -> Outcome:
    return Outcome(refusal, locked.audits, locked.events)
