"""People of the sample, for the demo sign-in."""

from __future__ import annotations

from typing import LiteralString

from netsvc.api.http.demo import DemoPerson
from netsvc.graph.driver import Graph, Row
from netsvc.identity.roles import Role
from netsvc.sample.service import sample_loaded

_PERSON: LiteralString = """
WITH e ORDER BY e.name, e.id LIMIT $limit
CALL (e) {
  OPTIONAL MATCH (e)-[m:MEMBER_OF]->(u:Unit) RETURN u ORDER BY m.since, u.id LIMIT 1
}
RETURN e.id AS id, e.name AS name, e.roles AS roles, e.languages AS languages,
  coalesce(u.nameFi, '') AS fi, coalesce(u.nameSv, '') AS sv, coalesce(u.nameEn, '') AS en
ORDER BY name, id
"""
PEOPLE: LiteralString = (
    """
MATCH (e:Expert {source: 'sample'})
WHERE e.active AND toLower(e.name) CONTAINS $search AND ($role IS NULL OR $role IN e.roles)
"""
    + _PERSON
)
PERSON: LiteralString = "MATCH (e:Expert {id: $id, source: 'sample'}) WHERE e.active" + _PERSON


class SampleDemo:
    """Fulfils ``DemoDirectory``: people whose source is the sample, and nobody else."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._loaded = False

    async def available(self) -> bool:
        # A sample once loaded stays; before that, look each time.
        self._loaded = self._loaded or await sample_loaded(self._graph)
        return self._loaded

    async def people(self, search: str, role: Role | None, limit: int) -> list[DemoPerson]:
        """In order of name; ``search`` is a part of it."""
        rows = await self._graph.read(
            PEOPLE,
            search=search.strip().lower(),
            role=role.value if role else None,
            limit=limit,
        )
        return [_person(row) for row in rows]

    async def person(self, expert_id: str) -> DemoPerson | None:
        rows = await self._graph.read(PERSON, id=expert_id, limit=1)
        return _person(rows[0]) if rows else None


def _person(row: Row) -> DemoPerson:
    return DemoPerson(
        id=row["id"],
        name=row["name"],
        unit={"fi": row["fi"], "sv": row["sv"], "en": row["en"]},
        roles=frozenset(Role(role) for role in row["roles"]),
        languages=tuple(row["languages"]),
    )
