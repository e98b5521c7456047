"""Contacts: who has the customer now, and when the encounter is over.

A warm handover passes the contact on with the case. Whoever began it stays its handler; whoever
received it goes on, and it is over when nobody has the customer any more.
"""

from __future__ import annotations

from datetime import datetime
from typing import LiteralString

from netsvc.cases.model import CaseState, CaseStep, next_state
from netsvc.events.answers import Audit, Done, Event, Outcome, Refusal, RefusalKind, not_found
from netsvc.graph.driver import Tx
from netsvc.handover.locked import close_offer, lock_case
from netsvc.handover.model import CaseSituation, HandoverKind, HandoverStep, Offer

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
END_CONTACT: LiteralString = """
MATCH (n:Contact {id: $id}) WHERE n.endedAt IS NULL
SET n.endedAt = $at
RETURN n.id AS id
"""
CONTINUE: LiteralString = """
MATCH (:Handover {id: $handover})-[:DURING]->(n:Contact), (r:Expert {id: $receiver})
SET n._lock = true REMOVE n._lock
WITH n, r WHERE n.endedAt IS NULL
MERGE (n)-[o:CONTINUED_BY]->(r) ON CREATE SET o.since = $at
RETURN n.id AS id
"""
# The opener may have another matter of the same customer to open, and ends the contact as such.
LEAVE: LiteralString = """
MATCH (n:Contact)-[:HOLDS]->(:Case {id: $case}) WHERE n.endedAt IS NULL
SET n._lock = true REMOVE n._lock
WITH DISTINCT n
WHERE n.endedAt IS NULL AND EXISTS { (n)-[:CONTINUED_BY]->(:Expert {id: $actor}) }
  AND NOT EXISTS { (n)-[:HANDLED_BY]->(:Expert {id: $actor}) }
  AND NOT EXISTS { (n)-[:HOLDS]->(:Case {state: 'IN_CONTACT'}) }
SET n.endedAt = $at
RETURN n.id AS id
"""
ENDED = "ENDED"
CONTINUED = "CONTINUED"


async def end(tx: Tx, at: datetime, actor: str, contact_id: str) -> Outcome:
    """The actor is done with the customer; the contact ends unless somebody else has them."""
    row = await tx.one(LOCK_CONTACT, id=contact_id)
    if row is None:
        return Outcome(not_found(contact_id))
    owners = {case["ownerId"] for case in row["cases"]}
    if actor not in {row["handledById"], *row["receiverIds"], *owners}:
        return Outcome(
            Refusal(RefusalKind.NOT_YOURS, "contact_not_yours", owner_id=row["handledById"])
        )
    if row["ended"]:
        return Outcome(Refusal(RefusalKind.WRONG_STATE, "contact_ended", state=ENDED))
    going_on = [case for case in row["cases"] if case["inContact"]]
    mine = [case["id"] for case in going_on if case["ownerId"] in (actor, None)]
    over = len(mine) == len(going_on)
    waiting = str(next_state(CaseState.IN_CONTACT, CaseStep.CONTACT_ENDS))
    to_state = ENDED if over else CONTINUED
    audits = [Audit(actor, "endContact", to_state=to_state, detail=contact_id)]
    events: list[Event] = []
    for case_id in mine:
        locked = await lock_case(tx, case_id, at, also=(actor,))
        if locked is None:
            continue
        offer = locked.case.open_offer
        if offer is not None and offer.kind is HandoverKind.WARM:
            locked = await close_offer(tx, locked, offer, HandoverStep.WITHDRAW, at, actor=actor)
        audits += locked.audits
        audits.append(Audit(actor, "endContact", case_id, None, CaseState.IN_CONTACT, waiting))
        events += locked.events
    await tx.run(WAIT, cases=mine, state=waiting)
    if over:
        await tx.guarded(END_CONTACT, id=contact_id, at=at)
    return Outcome(Done(contact_id), tuple(audits), tuple(events))


async def passed_on(tx: Tx, at: datetime, before: CaseSituation, offer: Offer) -> tuple[Audit, ...]:
    """What an acceptance does to the contact: warm, the receiver goes on with it; cold, it may
    have been the last that its sender had in hand there."""
    if offer.kind is HandoverKind.WARM:
        await tx.run(CONTINUE, handover=offer.id, receiver=offer.receiver_id or "", at=at)
        return ()
    return await left(tx, at, before.id, before.owner_id or "")


async def left(tx: Tx, at: datetime, case_id: str, actor: str) -> tuple[Audit, ...]:
    """End the contact of a case that a receiver has just put out of hand, if it was the last."""
    ended = await tx.run(LEAVE, case=case_id, actor=actor, at=at)
    return tuple(
        Audit(actor, "endContact", case_id, to_state=ENDED, detail=row["id"]) for row in ended
    )
