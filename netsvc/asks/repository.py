"""Cypher that reads asks; each look-up is one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import LiteralString

from netsvc.asks.model import (
    Ask,
    AskBox,
    AskReply,
    AskState,
    CloseReason,
    Effort,
    PassReason,
    ReplyState,
)
from netsvc.cases.repository import maybe_moment, moment
from netsvc.graph.driver import Graph, Row

ASKS: LiteralString = """
MATCH (a:Ask)-[:ASK_OF]->(c:Case) WHERE a.id IN $ids
RETURN a { .id, .question, .state, .askedAt, .answeredAt, .closedAt, .closeReason, caseId: c.id,
  typeId: head(COLLECT { MATCH (a)-[:ASK_ABOUT]->(t:IssueType) RETURN t.id }),
  askerId: head(COLLECT { MATCH (a)-[:ASKED_BY]->(e:Expert) RETURN e.id }),
  askerUnitId: head(COLLECT { MATCH (a)-[:ASKED_IN]->(u:Unit) RETURN u.id }),
  networkId: head(COLLECT { MATCH (a)-[:ASKED_NETWORK]->(n:MiniNetwork) RETURN n.id }),
  contactId: head(COLLECT { MATCH (a)-[:ASKED_DURING]->(n:Contact) RETURN n.id }),
  replies: COLLECT {
    MATCH (a)<-[:REPLY_TO]-(r:AskReply)-[:REPLY_OF]->(e:Expert)
    RETURN r { .id, .state, .passReason, .text, .at, helped: coalesce(r.helped, false),
      expertId: e.id,
      unitId: head(COLLECT { MATCH (r)-[:REPLY_IN]->(u:Unit) RETURN u.id }) }
    ORDER BY r.at, e.name, e.id
  }
} AS ask
"""
OF_CASES: LiteralString = """
UNWIND $ids AS id
MATCH (c:Case {id: id})
RETURN id, COLLECT {
  MATCH (c)<-[:ASK_OF]-(a:Ask) RETURN a.id ORDER BY a.askedAt, a.id
} AS askIds
"""
BOX: LiteralString = """
MATCH (e:Expert {id: $actor})
RETURN COLLECT {
    MATCH (e)<-[:REPLY_OF]-(r:AskReply {state: 'WAITING'})-[:REPLY_TO]->(a:Ask)
    WHERE a.state IN ['OPEN', 'ANSWERED']
    RETURN a.id ORDER BY a.askedAt, a.id LIMIT 200
  } AS toMe,
  COLLECT {
    MATCH (e)<-[:ASKED_BY]-(a:Ask)
    WHERE a.state IN ['OPEN', 'ANSWERED'] OR a.askedAt > $at - duration('PT12H')
    RETURN a.id ORDER BY a.askedAt, a.id LIMIT 100
  } AS mine
"""
EFFORT: LiteralString = """
MATCH (e:Expert {id: $actor})
RETURN COUNT { (e)<-[:REPLY_OF]-(:AskReply {state: 'ANSWERED'}) } AS answered,
  COUNT { (e)<-[:REPLY_OF]-(:AskReply {helped: true}) } AS helped
"""


class AskRepository:
    """Reads; unknown ids are left out of the answer."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def asks(self, ids: Sequence[str]) -> dict[str, Ask]:
        rows = await self._graph.read(ASKS, ids=list(ids))
        return {row["ask"]["id"]: _ask(row["ask"]) for row in rows}

    async def of_cases(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The ids of the asks of each case, in order of time."""
        rows = await self._graph.read(OF_CASES, ids=list(ids))
        return {row["id"]: tuple(row["askIds"]) for row in rows}

    async def box(self, actor: str, at: datetime) -> AskBox:
        """What waits for the person; what they asked and still waits, or asked within 12 h."""
        rows = await self._graph.read(BOX, actor=actor, at=at)
        if not rows:
            return AskBox((), ())
        return AskBox(tuple(rows[0]["toMe"]), tuple(rows[0]["mine"]))

    async def effort(self, actor: str) -> Effort:
        rows = await self._graph.read(EFFORT, actor=actor)
        return Effort(rows[0]["answered"], rows[0]["helped"]) if rows else Effort(0, 0)


def _ask(row: Row) -> Ask:
    return Ask(
        id=row["id"],
        case_id=row["caseId"],
        issue_type_id=row["typeId"],
        question=row["question"],
        state=AskState(row["state"]),
        asked_at=moment(row["askedAt"]),
        answered_at=maybe_moment(row["answeredAt"]),
        closed_at=maybe_moment(row["closedAt"]),
        close_reason=CloseReason(row["closeReason"]) if row["closeReason"] else None,
        asker_id=row["askerId"],
        asker_unit_id=row["askerUnitId"],
        mini_network_id=row["networkId"],
        contact_id=row["contactId"],
        replies=tuple(_reply(raw) for raw in row["replies"]),
    )


def _reply(raw: Row) -> AskReply:
    return AskReply(
        id=raw["id"],
        expert_id=raw["expertId"],
        unit_id=raw["unitId"],
        state=ReplyState(raw["state"]),
        pass_reason=PassReason(raw["passReason"]) if raw["passReason"] else None,
        text=raw["text"],
        at=maybe_moment(raw["at"]),
        helped=raw["helped"],
    )
