"""Cypher that reads notes; each look-up is one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import LiteralString

from netsvc.cases.repository import moment
from netsvc.graph.driver import Graph, Row
from netsvc.notes.model import Note, NotePage, NotePosition, NoteState, NoteText
from netsvc.notes.writes import MAY

_NOTE: LiteralString = """
RETURN n { .id, .state, .textFi, .textSv, .textEn, .writtenAt, .changedAt, .reviewOn,
  typeId: head(COLLECT { MATCH (n)-[:NOTE_ON]->(t:IssueType) RETURN t.id }),
  authorId: head(COLLECT { MATCH (n)-[:WRITTEN_BY]->(e:Expert) RETURN e.id }),
  changedById: head(COLLECT { MATCH (n)-[:NOTE_CHANGED_BY]->(e:Expert) RETURN e.id })
} AS note
"""
NOTES: LiteralString = "MATCH (n:Note) WHERE n.id IN $ids" + _NOTE
OF_TYPES: LiteralString = """
UNWIND $ids AS id
MATCH (t:IssueType {id: id})
RETURN id, COLLECT {
  MATCH (t)<-[:NOTE_ON]-(n:Note {state: 'ACTIVE'})
  RETURN n.id ORDER BY n.changedAt DESC, n.id DESC LIMIT 10
} AS noteIds
"""
PAGE: LiteralString = (
    """
MATCH (n:Note)
WHERE n.changedAt <= $before AND (n.changedAt < $before OR n.id < $beforeId)
  AND n.state IN $states AND ($due IS NULL OR n.reviewOn <= $due)
  AND ($type = '' OR EXISTS { (n)-[:NOTE_ON]->(:IssueType {id: $type}) })
  AND ($network = '' OR EXISTS { (n)-[:LEARNT_IN]->(:MiniNetwork {id: $network}) })
  AND ($search = '' OR toLower(coalesce(n.textFi, '')) CONTAINS $search
    OR toLower(coalesce(n.textSv, '')) CONTAINS $search
    OR toLower(coalesce(n.textEn, '')) CONTAINS $search
    OR EXISTS { MATCH (n)-[:NOTE_ON]->(t:IssueType)
      WHERE toLower(t.nameFi) CONTAINS $search OR toLower(t.nameSv) CONTAINS $search
        OR toLower(t.nameEn) CONTAINS $search })
WITH n ORDER BY n.changedAt DESC, n.id DESC LIMIT $limit
"""
    + _NOTE
    + "ORDER BY note.changedAt DESC, note.id DESC"
)
CHANGEABLE: LiteralString = (
    "MATCH (n:Note) WHERE n.id IN $ids AND n.state = 'ACTIVE' AND (" + MAY + ") RETURN n.id AS id"
)
_END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Wanted:
    """Which notes: of an issue type, learnt in a mini-network, due, with these words in them or in
    the type's name."""

    issue_type_id: str | None = None
    search: str = ""
    due: date | None = None
    retired: bool = False
    mini_network_id: str | None = None


class NoteRepository:
    """Reads; unknown ids are left out of the answer."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def notes(self, ids: Sequence[str]) -> dict[str, Note]:
        rows = await self._graph.read(NOTES, ids=list(ids))
        return {row["note"]["id"]: _note(row["note"]) for row in rows}

    async def of_types(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The ids of the notes in use of each issue type, latest changed first, at most ten."""
        rows = await self._graph.read(OF_TYPES, ids=list(ids))
        return {row["id"]: tuple(row["noteIds"]) for row in rows}

    async def page(
        self, wanted: Wanted, *, first: int, after: NotePosition | None = None
    ) -> NotePage:
        """Latest changed first; with ``due`` those whose day of review is that day or before."""
        rows = await self._graph.read(
            PAGE,
            type=wanted.issue_type_id or "",
            network=wanted.mini_network_id or "",
            search=wanted.search.strip().lower(),
            due=wanted.due,
            states=[NoteState.RETIRED if wanted.retired else NoteState.ACTIVE],
            limit=first + 1,
            before=after.changed_at if after else _END_OF_TIME,
            beforeId=after.id if after else "~",
        )
        return NotePage(tuple(_note(row["note"]) for row in rows[:first]), len(rows) > first)

    async def changeable(self, ids: Sequence[str], actor: str) -> frozenset[str]:
        """Those of the notes in use that the person may change, by authorship or by their unit."""
        rows = await self._graph.read(CHANGEABLE, ids=list(ids), actor=actor)
        return frozenset(row["id"] for row in rows)


def _note(row: Row) -> Note:
    return Note(
        id=row["id"],
        issue_type_id=row["typeId"],
        text=NoteText(row["textFi"], row["textSv"], row["textEn"]),
        state=NoteState(row["state"]),
        author_id=row["authorId"],
        written_at=moment(row["writtenAt"]),
        changed_by_id=row["changedById"],
        changed_at=moment(row["changedAt"]),
        review_on=row["reviewOn"].to_native(),
    )
