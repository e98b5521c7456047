"""Who belongs to which unit: pages for many units in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

from netsvc.directory.model import Position
from netsvc.directory.service import MAX_PAGE
from netsvc.errors import BadInputError
from netsvc.graph.driver import Graph

MEMBERS: LiteralString = """
UNWIND $asked AS ask
CALL (ask) {
  MATCH (e:Expert)-[:MEMBER_OF]->(:Unit {id: ask.unit})
  WHERE e.active
    AND (ask.name IS NULL OR e.name > ask.name OR (e.name = ask.name AND e.id > ask.id))
  WITH DISTINCT e ORDER BY e.name, e.id
  RETURN collect([e.name, e.id]) AS people
}
RETURN ask.number AS number, people[..ask.limit] AS people
"""


@dataclass(frozen=True)
class MembersAsked:
    """A page of a unit's active people, in order of name."""

    unit_id: str
    first: int
    after: Position | None = None


@dataclass(frozen=True)
class Members:
    """Where each person of the page stands, and whether more follow."""

    positions: tuple[Position, ...]
    has_next: bool


class MembersRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def members(self, asked: list[MembersAsked]) -> list[Members]:
        """One page for each ask, in their order; ``BadInputError`` for a size outside 1 to 200."""
        if any(not 1 <= ask.first <= MAX_PAGE for ask in asked):
            raise BadInputError(
                "A page of no people or of too many was asked for.",
                action=f"Ask for 1 to {MAX_PAGE} at a time.",
            )
        rows = await self._graph.read(
            MEMBERS,
            asked=[
                {
                    "number": number,
                    "unit": ask.unit_id,
                    "limit": ask.first + 1,
                    "name": ask.after.name if ask.after else None,
                    "id": ask.after.id if ask.after else None,
                }
                for number, ask in enumerate(asked)
            ],
        )
        found = {row["number"]: row["people"] for row in rows}
        pages = []
        for number, ask in enumerate(asked):
            people = found.get(number, [])
            shown = tuple(Position(name, id_) for name, id_ in people[: ask.first])
            pages.append(Members(shown, len(people) > ask.first))
        return pages
