"""Contacts: who has the customer now, and when the encounter is over.

A warm handover passes the contact on with the case. Whoever began it stays its handler; whoever
received it goes on, and it is over when nobody has the customer any more. Where the customer is
there while it lasts (by telephone, in person, in a chat), it is over at the latest with the last
thing done in it before a silence longer than ``idle``: nobody stays on the line for days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString

from netsvc.cases.model import CaseState, CaseStep, next_state
from netsvc.events.answers import (
    Audit,
    Done,
    Event,
    EventKind,
    Outcome,
    Refusal,
    RefusalKind,
    not_found,
)
from netsvc.graph.driver import Tx
from netsvc.handover.locked import close_offer, lock_case
from netsvc.handover.model import CaseSituation, HandoverKind, HandoverStep, Offer

IDLE = timedelta(hours=2)
"""After how long a silence a contact counts as over, unless set otherwise."""

# The last thing that somebody who had the customer did, before the first silence above $idle.
LAST_ACTION: LiteralString = """
WITH n, reduce(seen = n.startedAt, moment IN COLLECT {
    MATCH (n)-[:HOLDS]->(c:Case)
    MATCH (a:Audit {caseId: c.id})
    WHERE EXISTS { (n)-[:HANDLED_BY|CONTINUED_BY]->(:Expert {id: a.actor}) }
    RETURN a.at ORDER BY a.at
  } | CASE WHEN moment > seen AND moment <= seen + duration({seconds: $idle})
        THEN moment ELSE seen END) AS lastAt,
  n.channel IN ['PHONE', 'VISIT', 'CHAT'] AS live
"""
_END_NOW_OR_THEN: LiteralString = """
SET n.endedAt = CASE WHEN live AND lastAt < $at - duration({seconds: $idle})
  THEN lastAt ELSE $at END
RETURN n.id AS id
"""
LOCK_CONTACT: LiteralString = """
MATCH (n:Contact {id: $id})
OPTIONAL MATCH (n)-[:HOLDS]->(c:Case)
WITH n, c ORDER BY c.id
FOREACH (_ IN CASE WHEN c IS NULL THEN [] ELSE [1] END | SET c._lock = true REMOVE c._lock)
WITH n, count(c) AS locked
SET n._lock = true REMOVE n._lock
WITH n
RETURN n.endedAt IS NOT NULL AS ended,
  head(COLLECT { MATCH (n)-[:HANDLED_BY]->(e:Expert) RETURN e.id }) AS handledById,
  COLLECT { MATCH (n)-[:CONTINUED_BY]->(e:Expert) RETURN e.id } AS receiverIds,
  COLLECT {
    MATCH (n)-[:HOLDS]->(c:Case)
    OPTIONAL MATCH (c)-[:OWNED_BY]->(e:Expert)
    RETURN {id: c.id, inContact: c.state = 'IN_CONTACT', ownerId: e.id} ORDER BY c.id
  } AS cases
"""
WAIT: LiteralString = """
UNWIND $cases AS id
MATCH (c:Case {id: id}) WHERE c.state = 'IN_CONTACT'
SET c.state = $state
RETURN c.id AS id
"""
END_CONTACT: LiteralString = (
    "MATCH (n:Contact {id: $id}) WHERE n.endedAt IS NULL" + LAST_ACTION + _END_NOW_OR_THEN
)
CONTINUE: LiteralString = """
MATCH (:Handover {id: $handover})-[:DURING]->(n:Contact), (r:Expert {id: $receiver})
SET n._lock = true REMOVE n._lock
WITH n, r WHERE n.endedAt IS NULL
MERGE (n)-[o:CONTINUED_BY]->(r) ON CREATE SET o.since = $at
RETURN n.id AS id
"""
# The opener may have another matter of the same customer to open, and ends the contact as such.
LEAVE: LiteralString = (
    """
MATCH (n:Contact)-[:HOLDS]->(:Case {id: $case}) WHERE n.endedAt IS NULL
SET n._lock = true REMOVE n._lock
WITH DISTINCT n
WHERE n.endedAt IS NULL AND EXISTS { (n)-[:CONTINUED_BY]->(:Expert {id: $actor}) }
  AND NOT EXISTS { (n)-[:HANDLED_BY]->(:Expert {id: $actor}) }
  AND NOT EXISTS { (n)-[:HOLDS]->(:Case {state: 'IN_CONTACT'}) }
"""
    + LAST_ACTION
    + _END_NOW_OR_THEN
)
ENDED = "ENDED"
CONTINUED = "CONTINUED"


@dataclass(frozen=True)
class Held:
    """A contact, locked with its cases; ``in_contact`` are (case, owner) pairs, by case."""

    id: str
    ended: bool
    handled_by_id: str | None
    receiver_ids: tuple[str, ...]
    owner_ids: tuple[str, ...]
    in_contact: tuple[tuple[str, str | None], ...]


def seconds(idle: timedelta) -> int:
    """Whole seconds, as Cypher's ``duration`` takes them."""
    return int(idle.total_seconds())


def already_over() -> Refusal:
    return Refusal(RefusalKind.WRONG_STATE, "contact_ended", state=ENDED)


async def hold(tx: Tx, contact_id: str) -> Held | None:
    """Lock the contact and its cases; None where unknown."""
    row = await tx.one(LOCK_CONTACT, id=contact_id)
    if row is None:
        return None
    return Held(
        contact_id,
        row["ended"],
        row["handledById"],
        tuple(row["receiverIds"]),
        tuple(case["ownerId"] for case in row["cases"] if case["ownerId"]),
        tuple((case["id"], case["ownerId"]) for case in row["cases"] if case["inContact"]),
    )


async def end(tx: Tx, at: datetime, actor: str, contact_id: str, idle: timedelta = IDLE) -> Outcome:
    """The actor is done with the customer; the contact ends unless somebody else has them."""
    held = await hold(tx, contact_id)
    if held is None:
        return Outcome(not_found(contact_id))
    if actor not in {held.handled_by_id, *held.receiver_ids, *held.owner_ids}:
        return Outcome(
            Refusal(RefusalKind.NOT_YOURS, "contact_not_yours", owner_id=held.handled_by_id)
        )
    if held.ended:
        return Outcome(already_over())
    mine = [case_id for case_id, owner in held.in_contact if owner in (actor, None)]
    return await _close(tx, at, actor, held, going=mine, idle=idle)


async def end_for_all(tx: Tx, at: datetime, actor: str, held: Held, idle: timedelta) -> Outcome:
    """Nobody has the customer any more; the owners of its cases hear that these wait now."""
    going = [case_id for case_id, _ in held.in_contact]
    outcome = await _close(tx, at, actor, held, going=going, idle=idle)
    owners = sorted({owner for _, owner in held.in_contact if owner})
    told = tuple(Event(owner, EventKind.CONTACT_ENDED) for owner in owners)
    return Outcome(outcome.answer, outcome.audits, (*outcome.events, *told))


async def _close(
    tx: Tx, at: datetime, actor: str, held: Held, *, going: Sequence[str], idle: timedelta
) -> Outcome:
    """End ``going`` (cases in contact) for the actor; the last of them ends the contact."""
    over = len(going) == len(held.in_contact)
    waiting = str(next_state(CaseState.IN_CONTACT, CaseStep.CONTACT_ENDS))
    to_state = ENDED if over else CONTINUED
    audits = [Audit(actor, "endContact", to_state=to_state, detail=held.id)]
    events: list[Event] = []
    for case_id in going:
        locked = await lock_case(tx, case_id, at, also=(actor,))
        if locked is None:
            continue
        offer = locked.case.open_offer
        if offer is not None and offer.kind is HandoverKind.WARM:
            locked = await close_offer(tx, locked, offer, HandoverStep.WITHDRAW, at, actor=actor)
        audits += locked.audits
        audits.append(Audit(actor, "endContact", case_id, None, CaseState.IN_CONTACT, waiting))
        events += locked.events
    await tx.run(WAIT, cases=list(going), state=waiting)
    if over:
        await tx.guarded(END_CONTACT, id=held.id, at=at, idle=seconds(idle))
    return Outcome(Done(held.id), tuple(audits), tuple(events))


async def passed_on(
    tx: Tx, at: datetime, before: CaseSituation, offer: Offer, idle: timedelta = IDLE
) -> tuple[Audit, ...]:
    """What an acceptance does to the contact: warm, the receiver goes on with it; cold, it may
    have been the last that its sender had in hand there."""
    if offer.kind is HandoverKind.WARM:
        await tx.run(CONTINUE, handover=offer.id, receiver=offer.receiver_id or "", at=at)
        return ()
    return await left(tx, at, before.id, before.owner_id or "", idle)


async def left(
    tx: Tx, at: datetime, case_id: str, actor: str, idle: timedelta = IDLE
) -> tuple[Audit, ...]:
    """End the contact of a case that a receiver has just put out of hand, if it was the last."""
    ended = await tx.run(LEAVE, case=case_id, actor=actor, at=at, idle=seconds(idle))
    return tuple(
        Audit(actor, "endContact", case_id, to_state=ENDED, detail=row["id"]) for row in ended
    )
