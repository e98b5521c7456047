"""Cypher that reads what happened to a case beside its handovers; one statement a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from netsvc.cases.model import CaseState
from netsvc.cases.repository import maybe_moment, moment
from netsvc.graph.driver import Graph, Row
from netsvc.handover.afterwards import ReturnReason

_QUESTION: LiteralString = """
q { .id, .askedAt, .question, .answer, .answeredAt,
  handoverId: head(COLLECT { MATCH (q)-[:ON]->(h:Handover) RETURN h.id }),
  caseId: head(COLLECT { MATCH (q)-[:OF_CASE]->(c:Case) RETURN c.id }),
  askedById: head(COLLECT { MATCH (q)-[:ASKED_BY]->(e:Expert) RETURN e.id }),
  answeredById: head(COLLECT { MATCH (q)-[:ANSWERED_BY]->(e:Expert) RETURN e.id }) }
"""
STORY: LiteralString = (
    """
MATCH (c:Case {id: $id})
RETURN
  COLLECT {
    MATCH (h:Handover)-[:OF_CASE]->(c) WHERE h.returnedAt IS NOT NULL
    RETURN h { handoverId: h.id, at: h.returnedAt, reason: h.returnReason, note: h.returnNote }
    ORDER BY h.returnedAt, h.id
  } AS returns,
  COLLECT {
    MATCH (q:SenderQuestion)-[:OF_CASE]->(c) RETURN """
    + _QUESTION
    + """ ORDER BY q.askedAt, q.id
  } AS questions,
  COLLECT {
    MATCH (k:TypeChange)-[:OF_CASE]->(c)
    RETURN k { .id, .at,
      fromId: head(COLLECT { MATCH (k)-[:FROM_TYPE]->(t:IssueType) RETURN t.id }),
      toId: head(COLLECT { MATCH (k)-[:TO_TYPE]->(t:IssueType) RETURN t.id }),
      byId: head(COLLECT { MATCH (k)-[:CHANGED_BY]->(e:Expert) RETURN e.id })
    } ORDER BY k.at, k.id
  } AS typeChanges,
  COLLECT {
    MATCH (r:Reopening)-[:OF_CASE]->(c)
    RETURN r { .id, .at, .endedAt, .endedState,
      byId: head(COLLECT { MATCH (r)-[:REOPENED_BY]->(e:Expert) RETURN e.id }),
      endedById: head(COLLECT { MATCH (r)-[:ENDED_BY]->(e:Expert) RETURN e.id })
    } ORDER BY r.at, r.id
  } AS reopenings
"""
)
QUESTION: LiteralString = "MATCH (q:SenderQuestion {id: $id}) RETURN " + _QUESTION + " AS question"
QUESTIONS_TO: LiteralString = (
    """
MATCH (:Expert {id: $actor})<-[:FROM]-(h:Handover)<-[:ON]-(q:SenderQuestion)
WHERE q.answeredAt IS NULL AND h.state IN ['OFFERED', 'ACCEPTED']
RETURN """
    + _QUESTION
    + """ AS question ORDER BY q.askedAt, q.id LIMIT 100
"""
)


@dataclass(frozen=True)
class Returned:
    handover_id: str
    at: datetime
    reason: ReturnReason
    note: str | None


@dataclass(frozen=True)
class SenderQuestion:
    """What the receiver of a handover asked its sender."""

    id: str
    asked_at: datetime
    question: str
    answer: str | None
    answered_at: datetime | None
    handover_id: str
    case_id: str
    asked_by_id: str | None
    answered_by_id: str | None


@dataclass(frozen=True)
class TypeChange:
    id: str
    at: datetime
    from_id: str | None
    to_id: str | None
    by_id: str | None


@dataclass(frozen=True)
class Reopening:
    """``ended_by_id`` resolved the case before; nobody did where it was closed unresolved."""

    id: str
    at: datetime
    ended_at: datetime | None
    ended_state: CaseState
    by_id: str | None
    ended_by_id: str | None


@dataclass(frozen=True)
class Story:
    returns: tuple[Returned, ...]
    questions: tuple[SenderQuestion, ...]
    type_changes: tuple[TypeChange, ...]
    reopenings: tuple[Reopening, ...]


class StoryRepository:
    """Reads only."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def of_case(self, case_id: str) -> Story | None:
        """All of it, oldest first; None where the case is unknown."""
        rows = await self._graph.read(STORY, id=case_id)
        if not rows:
            return None
        row = rows[0]
        return Story(
            tuple(
                Returned(
                    one["handoverId"], moment(one["at"]), ReturnReason(one["reason"]), one["note"]
                )
                for one in row["returns"]
            ),
            tuple(_question(one) for one in row["questions"]),
            tuple(
                TypeChange(one["id"], moment(one["at"]), one["fromId"], one["toId"], one["byId"])
                for one in row["typeChanges"]
            ),
            tuple(
                Reopening(
                    one["id"],
                    moment(one["at"]),
                    maybe_moment(one["endedAt"]),
                    CaseState(one["endedState"]),
                    one["byId"],
                    one["endedById"],
                )
                for one in row["reopenings"]
            ),
        )

    async def question(self, question_id: str) -> SenderQuestion | None:
        rows = await self._graph.read(QUESTION, id=question_id)
        return _question(rows[0]["question"]) if rows else None

    async def questions_to(self, actor: str) -> tuple[SenderQuestion, ...]:
        """Those that wait for the person's answer, oldest first, at most 100."""
        rows = await self._graph.read(QUESTIONS_TO, actor=actor)
        return tuple(_question(row["question"]) for row in rows)


def _question(row: Row) -> SenderQuestion:
    return SenderQuestion(
        id=row["id"],
        asked_at=moment(row["askedAt"]),
        question=row["question"],
        answer=row["answer"],
        answered_at=maybe_moment(row["answeredAt"]),
        handover_id=row["handoverId"],
        case_id=row["caseId"],
        asked_by_id=row["askedById"],
        answered_by_id=row["answeredById"],
    )
