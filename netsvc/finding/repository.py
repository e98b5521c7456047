"""One statement finds everybody who may resolve a matter, with the evidence to rank them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString

from netsvc.directory.model import Language
from netsvc.finding.lines import COVERING, RUNG, lines_of
from netsvc.finding.model import (
    FoundExpert,
    FoundIssueType,
    FoundLine,
    FoundNetwork,
    FoundUnit,
)
from netsvc.finding.people import Now, expert_of, name_of
from netsvc.graph.driver import Graph, Row
from netsvc.identity.roles import DESK
from netsvc.matching.model import IssueTypeText
from netsvc.ranking.model import Candidate, Counts

# Who is strongest comes from the index on the key of the relationship, best first, so that the
# database hits of choosing hardly grow with how many people know a type. People of a responsible
# unit are asked for only where few others are known: that list grows with the organisation.
# The hint asks for a seek: with few entries the planner would scan the whole index instead.
# Labels are tested after each step, not in the pattern: with a label on `e` the planner is tempted
# to begin with every expert there is instead of with the one issue type.
CANDIDATES: LiteralString = (
    """
WITH COLLECT {
  MATCH (k:Customer)<-[:OF]-(:Case)-[:RESOLVED_BY]->(x) WHERE k.id IN $customers RETURN x.id
} AS knowing, """
    + RUNG
    + """ AS rung
UNWIND $types AS typeId
MATCH (t:IssueType {id: typeId}) WHERE NOT coalesce(t.retired, false)
OPTIONAL MATCH (t)-[:BROADER]->(b:IssueType)
WITH knowing, rung, t, head(collect(b)) AS b
CALL (t, b, knowing, rung) {
  CALL (t) {
    MATCH (e)-[r:RESOLVES]->()
    USING INDEX SEEK r:RESOLVES(typeId, rank)
    WHERE r.typeId = t.id AND r.rank > -100.0 AND e.active AND NOT e.id IN $callers
      AND any(role IN e.roles WHERE role IN $roles)
    RETURN e, r ORDER BY r.typeId DESC, r.rank DESC LIMIT $strongest
    UNION
    MATCH (t)<-[d:DECLARES]-(e)
    WITH e, d WHERE e.active AND NOT e.id IN $callers
      AND any(role IN e.roles WHERE role IN $roles)
    RETURN e, null AS r ORDER BY d.level DESC, e.id LIMIT $declared
    UNION
    MATCH (t)<-[h:HELPED_WITH]-(e)
    WITH e, h WHERE e.active AND NOT e.id IN $callers
      AND any(role IN e.roles WHERE role IN $roles)
    RETURN e, null AS r ORDER BY h.count DESC, e.id LIMIT $declared
    UNION
    MATCH (t)<-[:COVERS]-(n)
    WHERE coalesce(n.activeFrom <= $at, true) AND coalesce(n.activeTo > $at, true)
    MATCH (n)<-[:IN_NETWORK]-(e)
    WITH DISTINCT e WHERE e.active AND NOT e.id IN $callers
      AND any(role IN e.roles WHERE role IN $roles)
    RETURN e, null AS r ORDER BY e.id LIMIT $covering
  }
  WITH t, b, knowing, rung, collect({e: e, r: r}) AS known
  CALL (t, known) {
    UNWIND known AS one
    RETURN one.e AS e, one.r AS r
    UNION ALL
    MATCH (t)<-[:RESPONSIBLE_FOR]-(u) WHERE size(known) < $few
    MATCH (u)<-[:PART_OF*0..3]-(below)
    MATCH (below)<-[:MEMBER_OF]-(e)
    WITH DISTINCT e WHERE e.active AND NOT e.id IN $callers
      AND any(role IN e.roles WHERE role IN $roles)
    RETURN e, null AS r ORDER BY e.id LIMIT $responsible
  }
  WITH t, b, knowing, rung, e, head(collect(r)) AS r
  MATCH (e)-[m:MEMBER_OF]->(u)
  WITH t, b, knowing, rung, e, r, u ORDER BY m.since, u.id
  WITH t, b, knowing, rung, e, r, head(collect(u)) AS u
  WITH t, b, knowing, rung, u, collect({e: e, r: r}) AS members
  OPTIONAL MATCH (u)-[unit:RESOLVES]->(t)
  WITH t, b, knowing, rung, u, members,
    unit { .resolved, .received, .medianHours } AS unitCounts,
    EXISTS { (u)-[:PART_OF*0..3]->()-[:RESPONSIBLE_FOR]->(t) } AS responsible
  UNWIND members AS member
  WITH t, b, knowing, rung, u, unitCounts, responsible, member.e AS e, member.r AS r
  OPTIONAL MATCH (e)-[declared:DECLARES]->(t)
  RETURN collect({
    expert: e { .id, .name, .languages, .presence, .capacity, .openCases,
      ringing: size([x IN rung WHERE x = e.id]),
      absent: EXISTS { (e)-[:HAS_ABSENCE]->(a) WHERE a.startsAt <= $at AND a.endsAt > $at } },
    unit: u { .id, .nameFi, .nameSv, .nameEn, .timeZone, .workingHours, .publicHolidays },
    unitCounts: unitCounts,
    own: r { .resolved, .received, .medianHours, .areaResolved, .areaReceived },
    evidence: COLLECT {
      MATCH (e)-[s:RESOLVES]->(x)
      WHERE r IS NULL AND (x = t OR x = b OR EXISTS { (x)-[:BROADER]->(b) })
      RETURN s { own: x = t, .resolved, .received, .medianHours }
    },
    helped: head(COLLECT { MATCH (e)-[h:HELPED_WITH]->(t) RETURN h.count }),
    declared: coalesce(declared.level, 0),
    responsible: responsible,
    networks: COLLECT {
      MATCH (e)-[i:IN_NETWORK]->(n)
      WHERE coalesce(n.activeFrom <= $at, true) AND coalesce(n.activeTo > $at, true)
      RETURN n { .id, .nameFi, .nameSv, .nameEn, .rota, onDuty: coalesce(i.onDuty, false),
        covers: EXISTS { (n)-[:COVERS]->(t) } }
      ORDER BY n.id LIMIT 20
    },
    customerCases: size([x IN knowing WHERE x = e.id])
  }) AS candidates
}
RETURN t { .id, .nameFi, .nameSv, .nameEn } AS type,
  b { .id, .nameFi, .nameSv, .nameEn } AS broader, candidates,
"""
    + COVERING
    + " AS covering"
)
TEXTS: LiteralString = """
MATCH (t:IssueType) WHERE NOT coalesce(t.retired, false)
RETURN t { .id, .nameFi, .nameSv, .nameEn, .descriptionFi, .descriptionSv, .descriptionEn,
  .synonymsFi, .synonymsSv, .synonymsEn, .examplesFi, .examplesSv, .examplesEn,
  broaderId: head(COLLECT { MATCH (t)-[:BROADER]->(b:IssueType) RETURN b.id ORDER BY b.id }),
  narrower: EXISTS { (:IssueType)-[:BROADER]->(t) },
  resolvers: EXISTS { (t)<-[:RESOLVES|DECLARES|RESPONSIBLE_FOR|COVERS]-() },
  resolved: reduce(sum = 0, n IN COLLECT {
    MATCH (:Unit)-[r:RESOLVES]->(t) RETURN r.resolved
  } | sum + n)
} AS type ORDER BY type.id
"""
VERSION: LiteralString = (
    "OPTIONAL MATCH (d:DirectoryVersion {id: 'directory'}) RETURN coalesce(d.value, 0) AS value"
)


@dataclass(frozen=True)
class Reach:
    """How many are asked for by type: by evidence, by declared skill, by mini-network, by unit.

    People of responsible units are added where fewer than ``few`` others are known.
    """

    strongest: int
    declared: int
    covering: int
    responsible: int
    few: int


NARROW = Reach(strongest=20, declared=8, covering=20, responsible=20, few=10)
"""What a first page needs."""
WIDE = Reach(strongest=120, declared=40, covering=40, responsible=40, few=10_000)
"""For further pages, and where nobody of the narrow reach is free."""
WARM_SECONDS = 60.0
FIND_SECONDS = 10.0
_ROLES = sorted(role.value for role in DESK)
_LANGUAGES = (("fi", "Fi"), ("sv", "Sv"), ("en", "En"))


@dataclass(frozen=True)
class Person:
    """A candidate for ranking and what the page shows of them."""

    candidate: Candidate
    expert: FoundExpert
    unit: FoundUnit
    network: FoundNetwork | None


@dataclass(frozen=True)
class TypePeople:
    """The candidates for one issue type, and the mini-networks that cover it."""

    issue_type: FoundIssueType
    broader: FoundIssueType | None
    people: tuple[Person, ...]
    lines: tuple[FoundLine, ...] = ()
    more: bool = False
    """Whether the reach ended before the people did."""


@dataclass(frozen=True)
class Texts:
    """Every issue type in use with its words; ``common`` are the busiest ones, busiest first."""

    rows: tuple[IssueTypeText, ...]
    common: tuple[str, ...]


def candidate_parameters(
    types: Sequence[str],
    *,
    caller_id: str,
    customer_id: str | None,
    at: datetime,
    reach: Reach = NARROW,
) -> dict[str, Any]:
    """What ``CANDIDATES`` is asked with; the benchmark asks the bare driver the same."""
    return {
        "types": _padded(*types),
        "callers": _padded(caller_id),
        "customers": _padded(customer_id or ""),
        **asdict(reach),
        "roles": _ROLES,
        "at": at,
    }


class FindingRepository:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def version(self) -> int:
        rows = await self._graph.read_once(VERSION)
        return int(rows[0]["value"])

    async def texts(self) -> Texts:
        """An area whose narrower types are matched and that nobody resolves itself is left out."""
        types = [row["type"] for row in await self._graph.read(TEXTS, deadline=30.0)]
        used = [t for t in types if t["resolvers"] or not t["narrower"]]
        busiest = sorted(used, key=lambda t: (-(t["resolved"] or 0), t["id"]))
        return Texts(tuple(_text(t) for t in used), tuple(t["id"] for t in busiest[:3]))

    async def candidates(
        self,
        types: Sequence[str],
        *,
        caller_id: str,
        customer_id: str | None,
        language: Language | None,
        at: datetime,
        reach: Reach = NARROW,
        deadline: float | None = None,
    ) -> dict[str, TypePeople]:
        """By issue type id; an unknown or retired type is left out. One statement."""
        rows = await self._graph.read_once(
            CANDIDATES,
            deadline=deadline or FIND_SECONDS,
            **candidate_parameters(
                types, caller_id=caller_id, customer_id=customer_id, at=at, reach=reach
            ),
        )
        now = Now(at)
        return {row["type"]["id"]: _people(row, language, now, reach) for row in rows}

    async def warm(self) -> None:
        """Have Neo4j plan the statement now: planned cold it takes seconds, kept it takes none."""
        await self.candidates(
            [],
            caller_id="",
            customer_id=None,
            language=None,
            at=datetime.now(UTC),
            deadline=WARM_SECONDS,
        )


def _padded(*ids: str) -> list[str]:
    """Ids as a list of two or more, filled up with ids that nothing has.

    Neo4j keeps one plan for each type and rough size of the parameters: a string, a null, or a
    list of none or one would each be planned anew, in seconds, while a customer waits.
    """
    return [*ids, "", ""]


def _text(row: Row) -> IssueTypeText:
    def lists(prefix: str) -> dict[str, tuple[str, ...]]:
        return {code: tuple(row[prefix + suffix] or ()) for code, suffix in _LANGUAGES}

    def single(prefix: str) -> dict[str, str]:
        return {code: row[prefix + suffix] for code, suffix in _LANGUAGES if row[prefix + suffix]}

    return IssueTypeText(
        id=row["id"],
        names=single("name"),
        synonyms=lists("synonyms"),
        examples=lists("examples"),
        descriptions=single("description"),
        broader_id=row["broaderId"],
    )


def _people(row: Row, language: Language | None, now: Now, reach: Reach) -> TypePeople:
    issue_type, broader = _issue_type(row["type"]), row["broader"]
    people = [_person(raw, issue_type.id, broader, language, now=now) for raw in row["candidates"]]
    by_evidence = sum(raw["own"] is not None for raw in row["candidates"])
    return TypePeople(
        issue_type,
        _issue_type(broader) if broader else None,
        tuple(people),
        lines_of(row, issue_type, now),
        more=by_evidence >= reach.strongest,
    )


def _person(
    raw: dict[str, Any],
    type_id: str,
    broader: Row | None,
    language: Language | None,
    *,
    now: Now,
) -> Person:
    expert, unit = expert_of(raw["expert"]), now.unit(raw["unit"])
    absent = raw["expert"]["absent"]
    network = now.network(expert.id, raw["networks"], absent=absent)
    own, area = _evidence(raw)
    candidate = Candidate(
        expert_id=expert.id,
        unit_id=unit.id,
        issue_type_id=type_id,
        own=own,
        broader=area,
        unit=_sum([raw["unitCounts"]] if raw["unitCounts"] else []),
        broader_type_id=broader["id"] if broader else None,
        declared_level=min(max(raw["declared"], 0), 3),
        helped=raw["helped"] or 0,
        responsible=raw["responsible"],
        customer_cases=raw["customerCases"],
        mini_network_id=network.id if network else None,
        on_duty=network is not None and network.on_duty,
        free_now=now.free(expert, unit, raw["networks"], absent=absent),
        speaks_language=language is None or language in expert.languages,
    )
    return Person(candidate, expert, unit, network)


def _evidence(raw: dict[str, Any]) -> tuple[Counts, Counts]:
    """What the person has of the type itself, and of the others of its area."""
    row = raw["own"]
    if row is None:
        rows = raw["evidence"]
        return _sum([r for r in rows if r["own"]]), _sum([r for r in rows if not r["own"]])
    own = _sum([row])
    return own, Counts(
        max(0, (row["areaResolved"] or 0) - own.resolved),
        max(0, (row["areaReceived"] or 0) - own.received),
    )


def _sum(rows: Sequence[Row]) -> Counts:
    """Counts of several issue types together; a median is kept only where there is one."""
    return Counts(
        sum(row["resolved"] or 0 for row in rows),
        sum(row["received"] or 0 for row in rows),
        rows[0]["medianHours"] if len(rows) == 1 else None,
    )


def _issue_type(row: Row) -> FoundIssueType:
    return FoundIssueType(row["id"], name_of(row))
