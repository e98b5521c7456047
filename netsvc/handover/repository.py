"""Cypher that reads handovers and inboxes; each look-up is one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, LiteralString

import orjson

from netsvc.cases.repository import maybe_moment, moment
from netsvc.directory.model import LocalText, PacketField, packet_fields_from_json
from netsvc.graph.driver import Graph, Row
from netsvc.handover import offering_writes
from netsvc.handover.loops import LoopKind
from netsvc.handover.model import DeclineReason, HandoverKind, HandoverState
from netsvc.handover.offering import AskedAs, OfferingState
from netsvc.handover.packet import PacketEntry, PacketMark, from_json, marks_from

HANDOVERS: LiteralString = """
MATCH (h:Handover)-[:OF_CASE]->(c:Case) WHERE h.id IN $ids
RETURN h { .id, .kind, .state, .offeredAt, .expiresAt, .decidedAt, .declineReason, .declineNote,
  .note, .packet, .packetFields, .packetMarks, .packetMarkedAt, .why, .askedAs, .missingFields,
  caseId: c.id,
  typeFields: head(COLLECT { MATCH (c)-[:ABOUT]->(t:IssueType) RETURN t.packetFields }),
  pointedToId: head(COLLECT { MATCH (h)-[:POINTED_TO]->(e:Expert) RETURN e.id }),
  offeringId: head(COLLECT { MATCH (h)-[:IN_OFFERING]->(o:Offering) RETURN o.id }),
  senderId: head(COLLECT { MATCH (h)-[:FROM]->(e:Expert) RETURN e.id }),
  receiverId: head(COLLECT { MATCH (h)-[:TO]->(e:Expert) RETURN e.id }),
  senderUnitId: head(COLLECT { MATCH (h)-[:FROM_UNIT]->(u:Unit) RETURN u.id }),
  receiverUnitId: head(COLLECT { MATCH (h)-[:TO_UNIT]->(u:Unit) RETURN u.id })
} AS handover
"""
INBOX: LiteralString = """
MATCH (e:Expert {id: $actor})
RETURN coalesce(e.inboxSeq, 0) AS lastSeq,
  COLLECT {
    MATCH (e)<-[:TO]-(h:Handover {state: 'OFFERED'})
    WHERE h.expiresAt IS NULL OR h.expiresAt > $at
    RETURN h.id ORDER BY h.offeredAt, h.id LIMIT 200
  } AS offerIds,
  COLLECT {
    MATCH (e)<-[:FROM]-(h:Handover)
    WHERE h.state = 'OFFERED' OR h.decidedAt > $at - duration('PT12H')
    RETURN h.id ORDER BY h.offeredAt DESC, h.id DESC LIMIT 50
  } AS sentIds,
  COLLECT {
    MATCH (e)<-[:OWNED_BY]-(c:Case) RETURN c.id ORDER BY c.openedAt DESC, c.id DESC LIMIT 200
  } AS caseIds
"""
DUE: LiteralString = """
MATCH (h:Handover {state: 'OFFERED'}) WHERE h.expiresAt <= $at
RETURN h.id AS id ORDER BY h.expiresAt LIMIT 200
"""


@dataclass(frozen=True)
class WhyReason:
    """A reason of the ranking, in words and numbers, as it stood when the offer was made."""

    kind: str
    text: LocalText
    count: int | None = None
    total: int | None = None
    hours: float | None = None
    subject: LocalText | None = None


@dataclass(frozen=True)
class Handover:
    """One leg of a case's way.

    ``packet_fields`` are those that were asked for when it was offered; ``marks`` what its
    receiver said of them at ``marked_at``, by name.
    """

    id: str
    kind: HandoverKind
    state: HandoverState
    case_id: str
    sender_id: str | None
    receiver_id: str | None
    sender_unit_id: str | None
    receiver_unit_id: str | None
    offered_at: datetime
    expires_at: datetime | None
    decided_at: datetime | None
    decline_reason: DeclineReason | None
    note: str | None
    packet: tuple[PacketEntry, ...]
    packet_fields: tuple[PacketField, ...]
    marks: Mapping[str, PacketMark]
    marked_at: datetime | None
    why: tuple[WhyReason, ...]
    asked_as: AskedAs = AskedAs.CHOSEN
    missing_fields: tuple[str, ...] = ()
    pointed_to_id: str | None = None
    offering_id: str | None = None
    decline_note: str | None = None


@dataclass(frozen=True)
class WholeOffering:
    """One wish to hand a case over: its offers in order of time, and who else the agent saw.

    ``loop``: it ended with somebody left, to whom one more offer would have gone round in a circle.
    """

    id: str
    kind: HandoverKind
    state: OfferingState
    handover_ids: tuple[str, ...]
    next_ids: tuple[str, ...]
    at_once: int
    goes_on: bool
    began_at: datetime
    ended_at: datetime | None
    loop: LoopKind | None = None


@dataclass(frozen=True)
class Inbox:
    """What waits for a person; ``last_seq`` is where their live events go on."""

    offer_ids: tuple[str, ...]
    sent_ids: tuple[str, ...]
    case_ids: tuple[str, ...]
    last_seq: int


class HandoverRepository:
    """Reads; unknown ids are left out of the answer."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def handovers(self, ids: Sequence[str]) -> dict[str, Handover]:
        rows = await self._graph.read(HANDOVERS, ids=list(ids))
        return {row["handover"]["id"]: _handover(row["handover"]) for row in rows}

    async def inbox(self, actor: str, at: datetime) -> Inbox:
        """Offers oldest first; sent ones (open, or decided within 12 h) and cases latest first."""
        rows = await self._graph.read(INBOX, actor=actor, at=at)
        if not rows:
            return Inbox((), (), (), 0)
        row = rows[0]
        return Inbox(
            tuple(row["offerIds"]), tuple(row["sentIds"]), tuple(row["caseIds"]), row["lastSeq"]
        )

    async def offerings(self, ids: Sequence[str]) -> dict[str, WholeOffering]:
        rows = await self._graph.read(offering_writes.OFFERINGS, ids=list(ids))
        return {row["offering"]["id"]: _offering(row["offering"]) for row in rows}

    async def stalled(self) -> tuple[str, ...]:
        """The last offers of offerings that are open with nobody asked, at most 200."""
        rows = await self._graph.read_once(offering_writes.STALLED)
        return tuple(row["id"] for row in rows if row["id"])

    async def due(self, at: datetime) -> tuple[str, ...]:
        """Offers whose time ran out, at most 200."""
        rows = await self._graph.read_once(DUE, at=at)
        return tuple(row["id"] for row in rows)


def _handover(row: Row) -> Handover:
    why: list[dict[str, Any]] = orjson.loads(row["why"] or "[]")
    return Handover(
        id=row["id"],
        kind=HandoverKind(row["kind"]),
        state=HandoverState(row["state"]),
        case_id=row["caseId"],
        sender_id=row["senderId"],
        receiver_id=row["receiverId"],
        sender_unit_id=row["senderUnitId"],
        receiver_unit_id=row["receiverUnitId"],
        offered_at=moment(row["offeredAt"]),
        expires_at=maybe_moment(row["expiresAt"]),
        decided_at=maybe_moment(row["decidedAt"]),
        decline_reason=DeclineReason(row["declineReason"]) if row["declineReason"] else None,
        note=row["note"],
        packet=from_json(row["packet"]),
        packet_fields=_asked(row["packetFields"], row["typeFields"]),
        marks=marks_from(row["packetMarks"] or ()),
        marked_at=maybe_moment(row["packetMarkedAt"]),
        why=tuple(_why(reason) for reason in why),
        asked_as=AskedAs(row["askedAs"] or AskedAs.CHOSEN),
        missing_fields=tuple(row["missingFields"] or ()),
        pointed_to_id=row["pointedToId"],
        offering_id=row["offeringId"],
        decline_note=row["declineNote"],
    )


def _offering(row: Row) -> WholeOffering:
    asked = {leg["receiverId"] for leg in row["legs"]}
    order = dict.fromkeys([*row["pointed"], *row["order"]])
    return WholeOffering(
        row["id"],
        HandoverKind(row["kind"]),
        OfferingState(row["state"]),
        tuple(leg["id"] for leg in row["legs"]),
        tuple(id_ for id_ in order if id_ not in asked and id_ != row["senderId"]),
        row["atOnce"],
        row["goesOn"],
        moment(row["beganAt"]),
        maybe_moment(row["endedAt"]),
        LoopKind(row["loop"]) if row["loop"] else None,
    )


def _asked(then: str | None, now: str | None) -> tuple[PacketField, ...]:
    """The fields as they stood; one that has been called sensitive since then is so for all."""
    present = packet_fields_from_json(now)
    if then is None:
        return present
    sensitive = {field.name for field in present if field.sensitive}
    return tuple(
        replace(field, sensitive=field.sensitive or field.name in sensitive)
        for field in packet_fields_from_json(then)
    )


def _why(raw: dict[str, Any]) -> WhyReason:
    subject = raw["subject"]
    return WhyReason(
        **{
            **raw,
            "text": LocalText(**raw["text"]),
            "subject": LocalText(**subject) if subject else None,
        }
    )
