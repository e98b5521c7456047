"""Asking about a case that one keeps, answering, passing, and saying what helped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from netsvc.asks import closing, writes
from netsvc.asks.model import (
    MAX_ANSWER,
    MAX_ASKED,
    MAX_QUESTION,
    Askable,
    AskState,
    AskStep,
    CaseInHand,
    CloseReason,
    Member,
    PassReason,
    Situation,
    case_refusal,
    help_refusal,
    person_refusal,
    replied,
    reply_refusal,
    text_refusal,
    to_ask_of,
    withdraw_refusal,
)
from netsvc.cases.model import CaseState
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
from netsvc.graph.driver import Row, Tx
from netsvc.identity.roles import DESK
from netsvc.ids import new_id
from netsvc.mininetworks.model import KeptRotas, on_duty


@dataclass(frozen=True)
class NewAsk:
    """A question to named people, or to whoever of a mini-network is there; not to both."""

    case_id: str
    question: str
    expert_ids: tuple[str, ...] = ()
    mini_network_id: str | None = None


class AskService:
    """Every command answers Done with the ask's id, or a Refusal. ``scrub`` takes identity numbers,
    telephone numbers and addresses out of what is written."""

    def __init__(self, runner: CommandRunner, *, scrub: Callable[[str], str]) -> None:
        self._runner = runner
        self._scrub = scrub

    async def ask(self, actor: str, key: str, new: NewAsk) -> Answer:
        """The case stays with the asker; each of those asked hears of it at once."""
        refusal = _unusable(new)
        if refusal is not None:
            return refusal

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(writes.LOCK_CASE, id=new.case_id)
            if row is None:
                return Outcome(not_found(new.case_id))
            case = CaseInHand(row["id"], CaseState(row["state"]), row["ownerId"], row["waiting"])
            refusal = case_refusal(case, actor)
            if refusal is not None:
                return Outcome(refusal)
            people = await _asked(tx, at, actor, new)
            if isinstance(people, Refusal):
                return Outcome(people)
            ask_id = new_id()
            await tx.guarded(
                writes.ASK,
                case=new.case_id,
                caseState=case.state.value,
                asker=actor,
                id=ask_id,
                question=self._scrub(new.question.strip()),
                network=new.mini_network_id or "",
                asked=[
                    {"id": new_id(), "expert": person.id, "unit": person.unit_id or ""}
                    for person in people
                ],
                at=at,
            )
            audit = Audit(actor, "askExperts", new.case_id, to_state=AskState.OPEN, detail=ask_id)
            events = tuple(
                Event(id_, EventKind.ASKED, ask_id=ask_id) for id_ in sorted(p.id for p in people)
            )
            return Outcome(Done(ask_id), (audit,), events)

        return await self._runner.run("askExperts", actor, key, asdict(new), work)

    async def answer(self, actor: str, key: str, ask_id: str, text: str) -> Answer:
        """The asker hears of it; others who were asked may answer as well."""
        refusal = text_refusal("answer", text, MAX_ANSWER)
        if refusal is not None:
            return refusal

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(writes.LOCK_ASK, id=ask_id)
            if row is None:
                return Outcome(not_found(ask_id))
            ask = closing.situation_from(row)
            refusal = reply_refusal(ask, actor, AskStep.ANSWER)
            reply = ask.reply_of(actor)
            if refusal is not None or reply is None:
                return Outcome(refusal or not_found(ask_id))
            then = replied(ask, actor, AskStep.ANSWER)
            await tx.guarded(
                writes.ANSWER,
                reply=reply.id,
                askState=ask.state.value,
                state=then.state.value,
                text=self._scrub(text.strip()),
                at=at,
            )
            return _told_asker(("answerAsk", EventKind.ANSWERED), actor, ask, then)

        body = {"ask": ask_id, "text": text}
        return await self._runner.run("answerAsk", actor, key, body, work)

    async def pass_on(self, actor: str, key: str, ask_id: str, reason: PassReason) -> Answer:
        """Passing counts against nobody; whoever passed may still answer later."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(writes.LOCK_ASK, id=ask_id)
            if row is None:
                return Outcome(not_found(ask_id))
            ask = closing.situation_from(row)
            refusal = reply_refusal(ask, actor, AskStep.PASS)
            reply = ask.reply_of(actor)
            if refusal is not None or reply is None:
                return Outcome(refusal or not_found(ask_id))
            await tx.guarded(
                writes.PASSED, reply=reply.id, askState=ask.state.value, reason=reason.value, at=at
            )
            then = replied(ask, actor, AskStep.PASS)
            return _told_asker(("passAsk", EventKind.ASK_PASSED), actor, ask, then, reason.value)

        body = {"ask": ask_id, "reason": reason.value}
        return await self._runner.run("passAsk", actor, key, body, work)

    async def mark_helped(self, actor: str, key: str, ask_id: str, expert_id: str) -> Answer:
        """The person's answer helped: evidence that they know the issue type, and they hear it.

        Also after the case ended; what others were asked is no longer waited for.
        """

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(writes.LOCK_ASK, id=ask_id)
            if row is None:
                return Outcome(not_found(ask_id))
            ask = closing.situation_from(row)
            refusal = help_refusal(ask, actor, expert_id)
            reply = ask.reply_of(expert_id)
            if refusal is not None or reply is None:
                return Outcome(refusal or not_found(expert_id))
            await tx.guarded(
                writes.HELP,
                reply=reply.id,
                askState=ask.state.value,
                state=AskState.HELPED.value,
                at=at,
            )
            if row["typeId"] is not None:
                await tx.run(
                    writes.EVIDENCE, type=row["typeId"], expert=expert_id, unit=reply.unit_id or ""
                )
            audit = Audit(
                actor,
                "markHelped",
                ask.case_id,
                None,
                ask.state,
                AskState.HELPED,
                f"{ask_id} {expert_id}",
            )
            kinds = dict.fromkeys(ask.waiting_ids, EventKind.ASK_CLOSED)
            kinds[expert_id] = EventKind.HELPED
            events = tuple(Event(id_, kinds[id_], ask_id=ask_id) for id_ in sorted(kinds))
            return Outcome(Done(ask_id), (audit,), events)

        body = {"ask": ask_id, "expert": expert_id}
        return await self._runner.run("markHelped", actor, key, body, work)

    async def withdraw(self, actor: str, key: str, ask_id: str) -> Answer:
        """The asker needs no answer any more."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(writes.LOCK_ASK, id=ask_id)
            if row is None:
                return Outcome(not_found(ask_id))
            ask = closing.situation_from(row)
            refusal = withdraw_refusal(ask, actor)
            if refusal is not None:
                return Outcome(refusal)
            audit = await closing.close(tx, at, ask, actor, CloseReason.WITHDRAWN)
            return Outcome(Done(ask_id), (audit,), closing.told(ask, actor))

        return await self._runner.run("withdrawAsk", actor, key, {"ask": ask_id}, work)


def _unusable(new: NewAsk) -> Refusal | None:
    if new.mini_network_id is None and not new.expert_ids:
        return invalid("expertIds", "", "ask_nobody")
    if new.mini_network_id is not None and new.expert_ids:
        return invalid("miniNetworkId", new.mini_network_id, "ask_both")
    if len(new.expert_ids) > MAX_ASKED:
        return invalid("expertIds", len(new.expert_ids), "ask_many")
    return text_refusal("question", new.question, MAX_QUESTION)


async def _asked(tx: Tx, at: datetime, actor: str, new: NewAsk) -> tuple[Askable, ...] | Refusal:
    """Who is asked, each once, or why not."""
    if new.mini_network_id is not None:
        rows = await tx.run(writes.MEMBERS, id=new.mini_network_id, at=at)
        if not rows:
            return not_found(new.mini_network_id)
        rotas = KeptRotas()
        members = tuple(
            Member(_askable(row), on_duty(rotas, row["rota"], row["onDuty"], row["id"], at))
            for row in rows
            if row["id"] is not None
        )
        return to_ask_of(members, actor) or invalid(
            "miniNetworkId", new.mini_network_id, "ask_network_empty"
        )
    rows = await tx.run(writes.PEOPLE, ids=list(new.expert_ids), at=at)
    people = {row["id"]: _askable(row) for row in rows}
    for id_ in new.expert_ids:
        if id_ not in people:
            return not_found(id_)
        refusal = person_refusal(people[id_], actor)
        if refusal is not None:
            return refusal
    return tuple(people[id_] for id_ in dict.fromkeys(new.expert_ids))


def _askable(row: Row) -> Askable:
    # who planned to be away is away, whatever their switch says
    presence = Presence.AWAY if row["absent"] else Presence(row["presence"])
    return Askable(
        row["id"], row["active"], not DESK.isdisjoint(row["roles"]), presence, row["unitId"]
    )


def _told_asker(
    action: tuple[str, EventKind],
    actor: str,
    ask: Situation,
    then: Situation,
    detail: str = "",
) -> Outcome:
    name, kind = action
    audit = Audit(
        actor, name, ask.case_id, None, ask.state, then.state, f"{ask.id} {detail}".strip()
    )
    events = (Event(ask.asker_id, kind, ask_id=ask.id),) if ask.asker_id else ()
    return Outcome(Done(ask.id), (audit,), events)
