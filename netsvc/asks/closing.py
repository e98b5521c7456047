"""Ending the questions of a case together with what ended them, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from netsvc.asks import writes
from netsvc.asks.model import AskState, AskStep, CloseReason, Reply, ReplyState, Situation, after
from netsvc.events.answers import Audit, Event, EventKind
from netsvc.graph.driver import Row, Tx


async def close_all(
    tx: Tx, at: datetime, case_id: str, actor: str, reason: CloseReason
) -> tuple[tuple[Audit, ...], tuple[Event, ...]]:
    """Close every question of the case that is still waiting; the case is locked already.

    Those who had not answered yet hear of it, and so does the asker unless it was their doing.
    """
    audits: list[Audit] = []
    events: list[Event] = []
    for row in await tx.run(writes.LIVE_OF_CASE, case=case_id):
        ask = situation_from(row)
        audits.append(await close(tx, at, ask, actor, reason))
        events += told(ask, actor)
    return tuple(audits), tuple(events)


async def close(tx: Tx, at: datetime, ask: Situation, actor: str, reason: CloseReason) -> Audit:
    """Close one; raises ``ConflictError`` where it is in another state by now."""
    state = after(ask.state, AskStep.CLOSE) or AskState.CLOSED
    await tx.guarded(
        writes.CLOSE,
        id=ask.id,
        askState=ask.state.value,
        state=state.value,
        at=at,
        reason=reason.value,
    )
    return Audit(
        actor, "closeAsk", ask.case_id, None, ask.state, state.value, f"{ask.id} {reason.value}"
    )


async def open_again(
    tx: Tx, case_id: str, ids: Collection[str], actor: str
) -> tuple[tuple[Audit, ...], tuple[Event, ...]]:
    """What is to be kept and told of questions that wait again, since what closed them was undone.

    Those who had not answered are asked again: to them the question was gone.
    """
    audits: list[Audit] = []
    events: list[Event] = []
    for row in await tx.run(writes.LIVE_OF_CASE, case=case_id):
        ask = situation_from(row)
        if ask.id in ids:
            audits.append(
                Audit(actor, "reopenAsk", case_id, None, AskState.CLOSED, ask.state.value, ask.id)
            )
            events += [
                Event(id_, EventKind.ASKED, ask_id=ask.id) for id_ in sorted(ask.waiting_ids)
            ]
    return tuple(audits), tuple(events)


def told(ask: Situation, actor: str) -> tuple[Event, ...]:
    """Who hears that nobody waits for an answer any more, in order of id."""
    heard = {*ask.waiting_ids, ask.asker_id} - {actor, None}
    return tuple(
        Event(id_, EventKind.ASK_CLOSED, ask_id=ask.id) for id_ in sorted(i for i in heard if i)
    )


def situation_from(row: Row) -> Situation:
    """A row of ``LOCK_ASK`` or ``LIVE_OF_CASE`` as a value."""
    return Situation(
        row["id"],
        AskState(row["state"]),
        row["askerId"],
        row["caseId"],
        tuple(
            Reply(raw["id"], raw["expertId"], raw["unitId"], ReplyState(raw["state"]))
            for raw in row["replies"]
        ),
    )
