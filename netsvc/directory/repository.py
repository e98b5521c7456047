"""Cypher over the directory; each look-up is one statement, whatever the number of ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, LiteralString, TypeVar

from netsvc.availability.hours import PublicHolidays
from netsvc.directory.model import (
    DeclaredSkill,
    Expert,
    IssueType,
    Language,
    LocalText,
    LocalWords,
    MiniNetwork,
    Page,
    Position,
    Presence,
    Unit,
    WorkingHours,
    packet_fields_from_json,
)
from netsvc.graph.driver import Graph, Row
from netsvc.identity.roles import Role

T = TypeVar("T")

_UNIT: LiteralString = """
WITH u, COLLECT {
  MATCH path = (u)-[:PART_OF*1..12]->(a:Unit) RETURN a ORDER BY length(path)
} AS ancestors
WITH u, ancestors, coalesce(last(ancestors), u) AS silo
RETURN u { .id, .nameFi, .nameSv, .nameEn, .timeZone, .workingHours, .publicHolidays,
  .source, ancestorIds: [a IN ancestors | a.id],
  siloId: silo.id, siloFi: silo.nameFi, siloSv: silo.nameSv, siloEn: silo.nameEn,
  childIds: COLLECT { MATCH (c:Unit)-[:PART_OF]->(u) RETURN c.id ORDER BY c.nameFi, c.id },
  responsibleFor: COLLECT { MATCH (u)-[:RESPONSIBLE_FOR]->(t:IssueType) RETURN t.id ORDER BY t.id }
} AS unit
"""
_EXPERT: LiteralString = """
RETURN e { .id, .name, .languages, .roles, .presence, .capacity, .openCases, .uiLanguage, .active,
  .source,
  unitIds: COLLECT { MATCH (e)-[m:MEMBER_OF]->(u:Unit) RETURN u.id ORDER BY m.since, u.id },
  skills: COLLECT { MATCH (e)-[d:DECLARES]->(t:IssueType) RETURN [t.id, d.level] ORDER BY t.id },
  networkIds: COLLECT { MATCH (e)-[:IN_NETWORK]->(n:MiniNetwork) RETURN n.id ORDER BY n.id }
} AS expert
"""
_ISSUE_TYPE: LiteralString = """
RETURN t { .*,
  broaderId: head(COLLECT { MATCH (t)-[:BROADER]->(b:IssueType) RETURN b.id ORDER BY b.id }),
  narrowerIds: COLLECT { MATCH (c:IssueType)-[:BROADER]->(t) RETURN c.id ORDER BY c.nameFi, c.id }
} AS type
"""

UNITS: LiteralString = "MATCH (u:Unit) WHERE u.id IN $ids" + _UNIT
UNITS_PAGE: LiteralString = (
    """
MATCH (u:Unit)
WHERE $name IS NULL OR u.nameFi > $name OR (u.nameFi = $name AND u.id > $id)
WITH u ORDER BY u.nameFi, u.id LIMIT $limit"""
    + _UNIT
    + "ORDER BY unit.nameFi, unit.id"
)
EXPERTS: LiteralString = "MATCH (e:Expert) WHERE e.id IN $ids" + _EXPERT
EXPERTS_PAGE: LiteralString = (
    """
MATCH (e:Expert)
WHERE e.active
  AND ($unit IS NULL OR EXISTS { (e)-[:MEMBER_OF]->(:Unit {id: $unit}) })
  AND ($search = '' OR toLower(e.name) CONTAINS $search)
  AND ($name IS NULL OR e.name > $name OR (e.name = $name AND e.id > $id))
WITH e ORDER BY e.name, e.id LIMIT $limit"""
    + _EXPERT
    + "ORDER BY expert.name, expert.id"
)
ISSUE_TYPES: LiteralString = "MATCH (t:IssueType) WHERE t.id IN $ids" + _ISSUE_TYPE
ISSUE_TYPES_ALL: LiteralString = "MATCH (t:IssueType)" + _ISSUE_TYPE + "ORDER BY type.id"
ISSUE_TYPES_PAGE: LiteralString = (
    """
MATCH (t:IssueType)
WHERE NOT coalesce(t.retired, false)
  AND ($search = '' OR any(word IN [t.nameFi, t.nameSv, t.nameEn] + coalesce(t.synonymsFi, [])
    + coalesce(t.synonymsSv, []) + coalesce(t.synonymsEn, []) WHERE toLower(word) CONTAINS $search))
  AND ($name IS NULL OR t.nameFi > $name OR (t.nameFi = $name AND t.id > $id))
WITH t ORDER BY t.nameFi, t.id LIMIT $limit"""
    + _ISSUE_TYPE
    + "ORDER BY type.nameFi, type.id"
)
MINI_NETWORKS: LiteralString = """
MATCH (n:MiniNetwork) WHERE $ids IS NULL OR n.id IN $ids
RETURN n { .id, .nameFi, .nameSv, .nameEn, .since,
  members: COLLECT {
    MATCH (e:Expert)-[i:IN_NETWORK]->(n)
    RETURN [e.id, coalesce(i.onDuty, false)] ORDER BY e.name, e.id
  },
  covers: COLLECT { MATCH (n)-[:COVERS]->(t:IssueType) RETURN t.id ORDER BY t.id }
} AS network ORDER BY n.id
"""
VERSION: LiteralString = (
    "OPTIONAL MATCH (d:DirectoryVersion {id: 'directory'}) RETURN coalesce(d.value, 0) AS value"
)
BUMP_VERSION: LiteralString = """
MERGE (d:DirectoryVersion {id: 'directory'})
SET d.value = coalesce(d.value, 0) + 1 RETURN d.value AS value
"""
"""Run in the same transaction as any change to issue types, units or memberships."""


class DirectoryRepository:
    """Reads of the directory; unknown ids are left out of the answer."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def units(self, ids: Sequence[str]) -> dict[str, Unit]:
        rows = await self._graph.read(UNITS, ids=list(ids))
        return {row["unit"]["id"]: _unit(row["unit"]) for row in rows}

    async def experts(self, ids: Sequence[str]) -> dict[str, Expert]:
        rows = await self._graph.read(EXPERTS, ids=list(ids))
        return {row["expert"]["id"]: _expert(row["expert"]) for row in rows}

    async def issue_types(self, ids: Sequence[str]) -> dict[str, IssueType]:
        rows = await self._graph.read(ISSUE_TYPES, ids=list(ids))
        return {row["type"]["id"]: _issue_type(row["type"]) for row in rows}

    async def mini_networks(self, ids: Sequence[str] | None = None) -> dict[str, MiniNetwork]:
        """The named ones, or all of them without ``ids``."""
        rows = await self._graph.read(MINI_NETWORKS, ids=None if ids is None else list(ids))
        return {row["network"]["id"]: _mini_network(row["network"]) for row in rows}

    async def all_issue_types(self) -> tuple[IssueType, ...]:
        """Every issue type, retired ones too, in order of id."""
        rows = await self._graph.read(ISSUE_TYPES_ALL)
        return tuple(_issue_type(row["type"]) for row in rows)

    async def units_page(self, first: int, after: Position | None = None) -> Page[Unit]:
        rows = await self._graph.read(UNITS_PAGE, limit=first + 1, **_after(after))
        return _page([row["unit"] for row in rows], first, "nameFi", _unit)

    async def experts_page(
        self,
        first: int,
        after: Position | None = None,
        *,
        search: str = "",
        unit_id: str | None = None,
    ) -> Page[Expert]:
        """Active experts; ``search`` is a part of the name, ``unit_id`` a unit they belong to."""
        rows = await self._graph.read(
            EXPERTS_PAGE, limit=first + 1, search=search.lower(), unit=unit_id, **_after(after)
        )
        return _page([row["expert"] for row in rows], first, "name", _expert)

    async def issue_types_page(
        self, first: int, after: Position | None = None, *, search: str = ""
    ) -> Page[IssueType]:
        """Issue types in use; ``search`` is a part of a name or synonym in any language."""
        rows = await self._graph.read(
            ISSUE_TYPES_PAGE, limit=first + 1, search=search.lower(), **_after(after)
        )
        return _page([row["type"] for row in rows], first, "nameFi", _issue_type)

    async def version(self) -> int:
        """Grows with every change of the directory; 0 where nothing was ever loaded."""
        rows = await self._graph.read_once(VERSION)
        return int(rows[0]["value"])


def _after(after: Position | None) -> dict[str, Any]:
    return {"name": after.name if after else None, "id": after.id if after else None}


def _page(rows: list[Row], first: int, sort: str, build: Callable[[Row], T]) -> Page[T]:
    shown = rows[:first]
    return Page(
        items=tuple(build(row) for row in shown),
        positions=tuple(Position(row[sort], row["id"]) for row in shown),
        has_next=len(rows) > first,
    )


def _name(row: Row, prefix: str = "name") -> LocalText:
    fi = row.get(f"{prefix}Fi") or ""
    return LocalText(fi, row.get(f"{prefix}Sv") or fi, row.get(f"{prefix}En") or fi)


def _words(row: Row, prefix: str) -> LocalWords:
    return LocalWords(*(tuple(row.get(f"{prefix}{lang}") or ()) for lang in ("Fi", "Sv", "En")))


def _unit(row: Row) -> Unit:
    ancestors = tuple(row["ancestorIds"])
    return Unit(
        id=row["id"],
        name=_name(row),
        time_zone=row["timeZone"],
        working_hours=WorkingHours.from_json(row["workingHours"]),
        parent_id=ancestors[0] if ancestors else None,
        ancestor_ids=ancestors,
        silo_id=row["siloId"],
        silo_name=_name(row, "silo"),
        child_ids=tuple(row["childIds"]),
        responsible_for=tuple(row["responsibleFor"]),
        source=row["source"],
        public_holidays=PublicHolidays.kept(row["publicHolidays"]).place,
    )


def _expert(row: Row) -> Expert:
    return Expert(
        id=row["id"],
        name=row["name"],
        languages=tuple(Language(code) for code in row["languages"] or ()),
        roles=frozenset(Role(code) for code in row["roles"] or ()),
        presence=Presence(row["presence"]),
        capacity=row["capacity"],
        open_cases=row["openCases"],
        ui_language=Language(row["uiLanguage"]),
        active=row["active"],
        unit_ids=tuple(row["unitIds"]),
        skills=tuple(DeclaredSkill(skill[0], skill[1]) for skill in row["skills"]),
        mini_network_ids=tuple(row["networkIds"]),
        source=row["source"],
    )


def _issue_type(row: Row) -> IssueType:
    return IssueType(
        id=row["id"],
        name=_name(row),
        description=_name(row, "description"),
        synonyms=_words(row, "synonyms"),
        examples=_words(row, "examples"),
        broader_id=row["broaderId"],
        narrower_ids=tuple(row["narrowerIds"]),
        retired=bool(row.get("retired")),
        packet_fields=packet_fields_from_json(row.get("packetFields")),
        source=row["source"],
    )


def _mini_network(row: Row) -> MiniNetwork:
    members: list[list[Any]] = row["members"]
    since = row["since"]
    return MiniNetwork(
        id=row["id"],
        name=_name(row),
        since=since.to_native() if since is not None else None,
        member_ids=tuple(member[0] for member in members),
        on_duty_ids=tuple(member[0] for member in members if member[1]),
        covers=tuple(row["covers"]),
    )
