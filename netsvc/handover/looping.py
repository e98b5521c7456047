"""What a case's way has been, read inside a command, and whether an offer would be a loop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from netsvc.cases.repository import maybe_moment, moment
from netsvc.events.answers import Refusal, RefusalKind
from netsvc.graph.driver import Graph, Row, Tx
from netsvc.handover import loops
from netsvc.handover.afterwards import ReturnReason
from netsvc.handover.locked import LockedCase
from netsvc.handover.loops import LoopKind, Naming, Passage, Stop, StopKind
from netsvc.handover.model import DeclineReason, HandoverState

WAY: LiteralString = """
MATCH (c:Case {id: $case})
RETURN c.openedAt AS openedAt,
  head(COLLECT { MATCH (c)-[:OPENED_BY]->(e:Expert) RETURN e.id }) AS openedById,
  head(COLLECT { MATCH (c)-[:OPENED_IN]->(u:Unit) RETURN u.id }) AS openedInId,
  COLLECT {
    MATCH (h:Handover)-[:OF_CASE]->(c)
    RETURN h { .id, .state, .offeredAt, .decidedAt, .returnedAt, .declineReason, .returnReason,
      senderId: head(COLLECT { MATCH (h)-[:FROM]->(e:Expert) RETURN e.id }),
      senderUnitId: head(COLLECT { MATCH (h)-[:FROM_UNIT]->(u:Unit) RETURN u.id }),
      receiverId: head(COLLECT { MATCH (h)-[:TO]->(e:Expert) RETURN e.id }),
      receiverUnitId: head(COLLECT { MATCH (h)-[:TO_UNIT]->(u:Unit) RETURN u.id })
    } ORDER BY h.offeredAt, h.id
  } AS passages,
  head(COLLECT {
    MATCH (k:Conference {state: 'DECIDED'})-[:OF_CASE]->(c)
    MATCH (k)-[:NAMED]->(e:Expert)
    RETURN k { at: k.decidedAt, expertId: e.id, unitId: k.namedUnitId }
    ORDER BY k.decidedAt DESC LIMIT 1
  }) AS naming,
  head(COLLECT {
    MATCH (o:Offering)-[:HANDS_OVER]->(c)
    RETURN o { .loop, .endedAt } ORDER BY o.beganAt DESC, o.id DESC LIMIT 1
  }) AS latest,
  head(COLLECT { MATCH (k:Conference {state: 'OPEN'})-[:OF_CASE]->(c) RETURN k.id }) AS openId
"""


@dataclass(frozen=True)
class Way:
    """``latest_id`` is the handover that was offered last; ``conference_id`` an open one.

    ``stopped`` is why the latest offering asked nobody else, where that was a loop.
    """

    opened: Stop
    passages: tuple[Passage, ...]
    naming: Naming | None
    latest_id: str | None
    conference_id: str | None
    stopped: LoopKind | None = None

    @property
    def path(self) -> tuple[Stop, ...]:
        return loops.path(self.opened, self.passages, self.naming)

    def looped(
        self, locked: LockedCase, receiver_id: str, receiver_unit_id: str | None, limit: int
    ) -> LoopKind | None:
        """Whether offering the case to the receiver would be a loop."""
        owner = locked.people.get(locked.case.owner_id or "")
        return loops.loop(
            loops.since(self.passages, self.naming),
            owner_unit_id=owner.unit_id if owner else None,
            receiver_id=receiver_id,
            receiver_unit_id=receiver_unit_id,
            limit=limit,
        )


async def way_of(tx: Tx, case_id: str) -> Way | None:
    """The way of a case, None where it is unknown."""
    row = await tx.one(WAY, case=case_id)
    return _way(row) if row else None


async def read_way(graph: Graph, case_id: str) -> Way | None:
    """The same outside a command."""
    rows = await graph.read(WAY, case=case_id)
    return _way(rows[0]) if rows else None


async def refused_loop(tx: Tx, locked: LockedCase, receiver_id: str, limit: int) -> Refusal | None:
    """Why the case can't be offered to the receiver, who is locked with it."""
    way = await way_of(tx, locked.case.id)
    receiver = locked.people.get(receiver_id)
    if way is None or receiver is None:
        return None
    if way.conference_id is not None:
        return conference_open(locked)
    kind = way.looped(locked, receiver_id, receiver.unit_id, limit)
    return would_loop(locked, kind, receiver_id) if kind else None


def would_loop(locked: LockedCase, kind: LoopKind, receiver_id: str | None) -> Refusal:
    return Refusal(
        RefusalKind.WOULD_LOOP,
        f"loop_{kind.lower()}",
        state=kind.value,
        case_id=locked.case.id,
        owner_id=locked.case.owner_id,
        expert_id=receiver_id,
    )


def conference_open(locked: LockedCase) -> Refusal:
    """The case keeps its owner until the conference names one."""
    return Refusal(
        RefusalKind.WOULD_LOOP,
        "conference_open",
        case_id=locked.case.id,
        owner_id=locked.case.owner_id,
    )


def _way(row: Row) -> Way:
    opened = Stop(StopKind.OPENED, moment(row["openedAt"]), row["openedById"], row["openedInId"])
    naming, latest = row["naming"], row["latest"]
    stopped = LoopKind(latest["loop"]) if latest and latest["loop"] else None
    if stopped and naming and moment(latest["endedAt"]) <= moment(naming["at"]):
        stopped = None
    return Way(
        opened,
        tuple(_passage(raw) for raw in row["passages"]),
        Naming(moment(naming["at"]), naming["expertId"], naming["unitId"]) if naming else None,
        row["passages"][-1]["id"] if row["passages"] else None,
        row["openId"],
        stopped,
    )


def _passage(raw: Row) -> Passage:
    declined, returned = raw["declineReason"], raw["returnReason"]
    offered: datetime = moment(raw["offeredAt"])
    return Passage(
        HandoverState(raw["state"]),
        offered,
        raw["senderId"],
        raw["senderUnitId"],
        raw["receiverId"],
        raw["receiverUnitId"],
        maybe_moment(raw["decidedAt"]),
        maybe_moment(raw["returnedAt"]),
        DeclineReason(declined) if declined else None,
        ReturnReason(returned) if returned else None,
    )
