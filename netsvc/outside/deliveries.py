"""Cypher of deliveries: made once from each audit record, leased, ended, listed, sent again.

One lock is held for the milliseconds of a round, so that of several processes one at a time makes
deliveries and takes leases; the sending itself holds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, LiteralString

from netsvc.graph.driver import Graph, Row, Tx
from netsvc.outside.kinds import AskedPeople, Happening, Leg

BATCH = 200

WAITING_WORK: LiteralString = """
RETURN EXISTS { MATCH (:Undispatched) }
  OR EXISTS { MATCH (d:Delivery {state: 'WAITING'}) WHERE d.dueAt <= $at } AS work
"""
LOCK: LiteralString = """
MERGE (l:DispatchLock {id: 'dispatch'}) SET l.takenAt = $at RETURN l.id AS id
"""
HAPPENED: LiteralString = """
MATCH (a:Undispatched)
WITH a ORDER BY a.id LIMIT $limit
OPTIONAL MATCH (c:Case {id: a.caseId})
OPTIONAL MATCH (h:Handover {id: a.handoverId})
OPTIONAL MATCH (q:Ask {id: a.detail}) WHERE a.action IN ['askExperts', 'reopenAsk']
RETURN a { .id, .at, .action, .detail, .toState } AS audit,
  c { .id, .number, .channel,
    issueTypeId: head(COLLECT { MATCH (c)-[:ABOUT]->(t:IssueType) RETURN t.id }) } AS case,
  q { .id, notifiedIds: COLLECT {
    MATCH (q)<-[:REPLY_TO]-(:AskReply {state: 'WAITING'})-[:REPLY_OF]->(e:Expert)
    WHERE EXISTS { (e)-[:NOTIFIED_AT]->(:NotificationAddress) }
    RETURN e.id ORDER BY e.id
  } } AS ask,
  h { .id, .kind, .expiresAt, .declineReason, .returnReason,
    fromUnitId: head(COLLECT { MATCH (h)-[:FROM_UNIT]->(u:Unit) RETURN u.id }),
    toUnitId: head(COLLECT { MATCH (h)-[:TO_UNIT]->(u:Unit) RETURN u.id }),
    notifiedId: head(COLLECT {
      MATCH (h)-[:TO]->(e:Expert)-[:NOTIFIED_AT]->(:NotificationAddress) RETURN e.id
    }) } AS handover
ORDER BY audit.id
"""
WEBHOOKS: LiteralString = """
MATCH (w:Webhook) WHERE w.retiredAt IS NULL RETURN w.id AS id, w.kinds AS kinds
"""
DISPATCH: LiteralString = """
UNWIND $ids AS id MATCH (a:Audit {id: id}) REMOVE a:Undispatched
WITH count(*) AS dispatched
UNWIND $rows AS row
MERGE (d:Delivery {id: row.id})
ON CREATE SET d += row, d.state = 'WAITING', d.attempts = 0, d.createdAt = $at, d.dueAt = $at
"""
CLAIM: LiteralString = """
MATCH (d:Delivery {state: 'WAITING'}) WHERE d.dueAt <= $at AND NOT d.target IN $busy
WITH d ORDER BY d.dueAt, d.id LIMIT $limit
SET d.dueAt = $leaseUntil, d.leaseUntil = $leaseUntil, d.holder = $holder,
  d.attempts = d.attempts + 1
RETURN d { .id, .eventId, .kind, .target, .webhookId, .expertId, .handoverId, .askId, .payload,
  .attempts, .usefulUntil } AS delivery
"""
END: LiteralString = """
MATCH (d:Delivery {id: $id}) WHERE d.state = 'WAITING' AND (d.holder = $holder OR $anyway)
SET d.state = $state, d.status = $status, d.error = $error, d.dueAt = $at, d.endedAt = $at
REMOVE d.holder, d.leaseUntil
"""
AGAIN: LiteralString = """
MATCH (d:Delivery {id: $id}) WHERE d.state = 'WAITING' AND d.holder = $holder
SET d.status = $status, d.error = $error, d.dueAt = $dueAt
REMOVE d.holder, d.leaseUntil
"""
_SHOWN: LiteralString = """
RETURN d { .id, .eventId, .kind, .target, .state, .attempts, .status, .error, .createdAt, .dueAt,
  .endedAt } AS delivery
"""
LIST: LiteralString = (
    """
MATCH (d:Delivery) WHERE ($states = [] OR d.state IN $states)
  AND ($target IS NULL OR d.target = $target)
WITH d ORDER BY d.createdAt DESC, d.id LIMIT $limit
"""
    + _SHOWN
    + "ORDER BY delivery.createdAt DESC, delivery.id"
)
REPLAY: LiteralString = (
    """
MATCH (d:Delivery)
WHERE d.state IN ['DEAD', 'DELIVERED'] AND (d.id IN $ids OR d.eventId IN $ids
  OR ($dead AND d.state = 'DEAD'))
SET d.state = 'WAITING', d.attempts = 0, d.dueAt = $at, d.replays = coalesce(d.replays, 0) + 1
REMOVE d.endedAt
WITH d
"""
    + _SHOWN
    + "ORDER BY delivery.id"
)
FORGET: LiteralString = """
MATCH (d:Delivery) WHERE d.state IN ['DELIVERED', 'DROPPED', 'CANCELLED'] AND d.dueAt < $before
WITH d LIMIT 1000 DETACH DELETE d
"""


class DeliveryState(StrEnum):
    """DROPPED: it came too late to be of use; CANCELLED: its webhook was retired."""

    WAITING = "WAITING"
    DELIVERED = "DELIVERED"
    DEAD = "DEAD"
    DROPPED = "DROPPED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class NewDelivery:
    """One event for one receiver; ``target`` names the receiver."""

    event_id: str
    kind: str
    target: str
    payload: str = ""
    webhook_id: str | None = None
    expert_id: str | None = None
    handover_id: str | None = None
    ask_id: str | None = None
    useful_until: datetime | None = None

    def row(self) -> Row:
        return {
            "id": f"{self.event_id}:{self.target}",
            "eventId": self.event_id,
            "kind": self.kind,
            "target": self.target,
            "payload": self.payload,
            "webhookId": self.webhook_id,
            "expertId": self.expert_id,
            "handoverId": self.handover_id,
            "askId": self.ask_id,
            "usefulUntil": self.useful_until,
        }


@dataclass(frozen=True)
class Leased:
    """A delivery that this process may send now; ``attempts`` counts this one."""

    id: str
    event_id: str
    kind: str
    target: str
    webhook_id: str | None
    expert_id: str | None
    handover_id: str | None
    payload: str
    attempts: int
    useful_until: datetime | None
    ask_id: str | None = None


@dataclass(frozen=True)
class Shown:
    """A delivery as it is listed; ``status`` is the receiver's last HTTP status."""

    id: str
    event_id: str
    kind: str
    target: str
    state: DeliveryState
    attempts: int
    status: int | None
    error: str | None
    created_at: datetime
    due_at: datetime
    ended_at: datetime | None


FanOut = Callable[[Sequence[Happening], Sequence[tuple[str, frozenset[str]]]], list[NewDelivery]]
"""What happened and the webhooks (id, kinds) -> what is to be delivered."""


class DeliveryRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def has_work(self, at: datetime) -> bool:
        return bool((await self._graph.read_once(WAITING_WORK, at=at))[0]["work"])

    async def lease(
        self,
        at: datetime,
        fan_out: FanOut,
        *,
        holder: str,
        until: datetime,
        limit: int,
        busy: Iterable[str] = (),
    ) -> list[Leased]:
        """Make the deliveries of what happened, then lease up to ``limit`` due ones."""
        avoided = list(busy)

        async def once(tx: Tx) -> list[Leased]:
            await tx.run(LOCK, at=at)
            happened = await tx.run(HAPPENED, limit=BATCH)
            if happened:
                hooks = await tx.run(WEBHOOKS)
                known = [(row["id"], frozenset[str](row["kinds"])) for row in hooks]
                made = fan_out([_happening(row) for row in happened if row["case"]], known)
                ids = [row["audit"]["id"] for row in happened]
                await tx.run(DISPATCH, ids=ids, rows=[new.row() for new in made], at=at)
            rows = await tx.run(
                CLAIM, at=at, leaseUntil=until, holder=holder, limit=limit, busy=avoided
            )
            return [_leased(row["delivery"]) for row in rows]

        return await self._graph.write(once)

    async def end(
        self,
        delivery_id: str,
        holder: str,
        state: DeliveryState,
        at: datetime,
        *,
        status: int | None = None,
        error: str | None = None,
    ) -> None:
        """What was delivered counts even where the lease ran out meanwhile."""
        await self._graph.run(
            END,
            id=delivery_id,
            holder=holder,
            anyway=state is DeliveryState.DELIVERED,
            state=state.value,
            status=status,
            error=error,
            at=at,
        )

    async def again(
        self, delivery_id: str, holder: str, due_at: datetime, status: int | None, error: str
    ) -> None:
        await self._graph.run(
            AGAIN, id=delivery_id, holder=holder, dueAt=due_at, status=status, error=error
        )

    async def listed(
        self, states: Sequence[DeliveryState] = (), *, target: str | None = None, limit: int = 100
    ) -> list[Shown]:
        """The latest first."""
        rows = await self._graph.read(
            LIST, states=[state.value for state in states], target=target, limit=limit
        )
        return [_shown(row["delivery"]) for row in rows]

    async def replay(self, ids: Sequence[str], at: datetime, *, dead: bool = False) -> list[Shown]:
        """Send ended deliveries again, by their ids or their events'; ``dead``: all dead ones."""
        rows = await self._graph.run(REPLAY, ids=list(ids), at=at, dead=dead)
        return [_shown(row["delivery"]) for row in rows]

    async def forget(self, before: datetime) -> None:
        """Delete what ended well before that moment; dead letters stay."""
        await self._graph.run(FORGET, before=before)


def _happening(row: Row) -> Happening:
    audit, case, leg, ask = row["audit"], row["case"], row["handover"], row["ask"]
    return Happening(
        id=audit["id"],
        at=_moment(audit["at"]),
        action=audit["action"],
        detail=audit["detail"] or "",
        to_state=audit["toState"] or "",
        case_id=case["id"],
        case_number=case["number"] or "",
        channel=case["channel"],
        issue_type_id=case["issueTypeId"],
        leg=leg
        and Leg(
            leg["id"],
            leg["kind"],
            leg["fromUnitId"],
            leg["toUnitId"],
            leg["expiresAt"] and _moment(leg["expiresAt"]),
            leg["declineReason"],
            leg["notifiedId"],
            leg["returnReason"],
        ),
        ask=ask and AskedPeople(ask["id"], tuple(ask["notifiedIds"])),
    )


def _leased(raw: Row) -> Leased:
    return Leased(
        raw["id"],
        raw["eventId"],
        raw["kind"],
        raw["target"],
        raw["webhookId"],
        raw["expertId"],
        raw["handoverId"],
        raw["payload"] or "",
        raw["attempts"],
        raw["usefulUntil"] and _moment(raw["usefulUntil"]),
        raw["askId"],
    )


def _shown(raw: Row) -> Shown:
    return Shown(
        raw["id"],
        raw["eventId"],
        raw["kind"],
        raw["target"],
        DeliveryState(raw["state"]),
        raw["attempts"],
        raw["status"],
        raw["error"],
        _moment(raw["createdAt"]),
        _moment(raw["dueAt"]),
        raw["endedAt"] and _moment(raw["endedAt"]),
    )


def _moment(value: Any) -> datetime:
    native: datetime = value.to_native()
    return native.astimezone(UTC)
