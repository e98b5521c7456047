"""One statement finds everybody who may resolve a matter, with the evidence to rank them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from netsvc.directory.model import Language
from netsvc.finding.lines import lines_of
from netsvc.finding.model import (
    FoundExpert,
    FoundIssueType,
    FoundLine,
    FoundNetwork,
    FoundUnit,
)
from netsvc.finding.people import Now, expert_of, name_of
from netsvc.finding.statements import CANDIDATES, CHOSEN, NAMED, TEXTS, VERSION
from netsvc.graph.driver import Graph, Row
from netsvc.identity.roles import DESK
from netsvc.matching.learning import ChosenType
from netsvc.matching.model import IssueTypeText
from netsvc.ranking.model import Candidate, Counts


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
CASES_LOOKED_AT = 20_000
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
    matched: tuple[FoundIssueType, ...] = ()
    """Those of the issue types asked for beside that are in use."""


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
    matched: Sequence[str] = (),
) -> dict[str, Any]:
    """What ``CANDIDATES`` is asked with; the benchmark asks the bare driver the same."""
    return {
        "types": _padded(*types),
        "matched": _padded(*matched),
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

    async def chosen(self) -> tuple[ChosenType, ...]:
        """Words of the latest resolved cases under the type they were resolved as, newest first."""
        rows = await self._graph.read(CHOSEN, deadline=30.0, looked=CASES_LOOKED_AT)
        return tuple(
            ChosenType(
                row["type"], str(row["language"] or "").lower(), row["words"], row["corrected"]
            )
            for row in rows
        )

    async def candidates(
        self,
        types: Sequence[str],
        *,
        caller_id: str,
        customer_id: str | None,
        language: Language | None,
        at: datetime,
        reach: Reach = NARROW,
        matched: Sequence[str] = (),
        deadline: float | None = None,
    ) -> dict[str, TypePeople]:
        """By issue type id; an unknown or retired type is left out. One statement.

        Names of the types in ``matched`` come with them.
        """
        rows = await self._graph.read_once(
            CANDIDATES,
            deadline=deadline or FIND_SECONDS,
            **candidate_parameters(
                types,
                caller_id=caller_id,
                customer_id=customer_id,
                at=at,
                reach=reach,
                matched=matched,
            ),
        )
        now = Now(at)
        return {row["type"]["id"]: _people(row, language, now, reach) for row in rows}

    async def named(
        self,
        types: Sequence[str],
        among: Sequence[str],
        *,
        customer_id: str | None,
        language: Language | None,
        at: datetime,
    ) -> dict[str, TypePeople]:
        """Like ``candidates``, of the people of these ids only, whatever is known of them.

        Whether they ring just now is not looked at: it is for saying why, not for choosing.
        """
        rows = await self._graph.read_once(
            NAMED,
            types=_padded(*types),
            among=_padded(*among),
            customers=_padded(customer_id or ""),
            at=at,
        )
        now = Now(at)
        return {row["type"]["id"]: _people(row, language, now, WIDE) for row in rows}

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
        matched=tuple(_issue_type(one) for one in row["matched"]),
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
