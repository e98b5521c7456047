"""The rows of one issue type as people: read once, then seen by each caller in their own way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from netsvc.directory.model import Language, LocalText
from netsvc.finding.circumstances import NOTHING_KNOWN, Around, Counted, counted, seen_in
from netsvc.finding.lines import in_lines, lines_of
from netsvc.finding.model import (
    FoundExpert,
    FoundIssueType,
    FoundLine,
    FoundNetwork,
    FoundUnit,
)
from netsvc.finding.people import Now, expert_of, name_of
from netsvc.graph.driver import Row
from netsvc.ranking.fading import faded
from netsvc.ranking.model import Candidate, Counts


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
    place: LocalText | None = None
    """What the place is called that the matter comes from."""


class SharedPeople:
    """One row of the finding statement.

    What is shared between callers says nothing about any caller or customer: the caller is taken
    out, and what was counted of their own customer and circumstances put in, on a copy of their
    own.
    """

    def __init__(self, row: Row, now: Now, strongest: int) -> None:
        self._row = row
        self._now = now
        self._type = _issue_type(row["type"])
        self._broader = _issue_type(row["broader"]) if row["broader"] else None
        self._more = sum(raw["own"] is not None for raw in row["candidates"]) >= strongest
        self._lines = lines_of(row, self._type, now)
        self._in_lines = in_lines(row)
        self._people: dict[Language | None, tuple[Person, ...]] = {}
        self._customers: dict[str, list[str]] = {
            raw["expert"]["id"]: raw["customers"] for raw in row["candidates"] if raw["customers"]
        }
        self._places: dict[str, Row] = {place["caller"]: place for place in row["places"]}
        # a unit's counts come with each of its people
        of_units = {raw["unit"]["id"]: raw["unitCounts"] or {} for raw in row["candidates"]}
        self._units = {
            id_: _sum([counts] if counts else [], now.at) for id_, counts in of_units.items()
        }
        around = {
            id_: counted(counts.get("around") or (), now.at) for id_, counts in of_units.items()
        }
        self._around: dict[str, tuple[Counted, Counted]] = {
            raw["expert"]["id"]: (person, unit)
            for raw in row["candidates"]
            if (
                (person := counted((raw["own"] or {}).get("around") or (), now.at)),
                (unit := around[raw["unit"]["id"]]),
            )
            != ({}, {})
        }

    def seen_by(
        self,
        caller_id: str,
        customer_id: str | None,
        language: Language | None,
        around: Around = NOTHING_KNOWN,
    ) -> TypePeople:
        """Without the caller; ``language`` is the customer's, where it matters."""
        around = around.at(self._places.get(caller_id))
        people = self._people.get(language)
        if people is None:
            broader = self._row["broader"]
            people = self._people[language] = tuple(
                _person(
                    raw,
                    self._type.id,
                    broader,
                    language,
                    now=self._now,
                    of_unit=self._units[raw["unit"]["id"]],
                )
                for raw in self._row["candidates"]
            )
        lines = self._lines
        if caller_id in self._in_lines:
            lines = lines_of(self._row, self._type, self._now, without=caller_id)
        return TypePeople(
            self._type,
            self._broader,
            tuple(
                self._known(person, customer_id, around)
                for person in people
                if person.expert.id != caller_id
            ),
            lines,
            self._more,
            around.place,
        )

    def _known(self, person: Person, customer_id: str | None, around: Around) -> Person:
        candidate = person.candidate
        cases = self._customers.get(person.expert.id)
        if cases is not None and customer_id is not None:
            candidate = replace(candidate, customer_cases=cases.count(customer_id))
        seen = self._around.get(person.expert.id)
        if seen is not None:
            candidate = seen_in(candidate, around, *seen)
        return person if candidate is person.candidate else replace(person, candidate=candidate)


def _person(
    raw: dict[str, Any],
    type_id: str,
    broader: Row | None,
    language: Language | None,
    *,
    now: Now,
    of_unit: Counts,
) -> Person:
    expert, unit = expert_of(raw["expert"]), now.unit(raw["unit"])
    absent = raw["expert"]["absent"]
    network = now.network(expert.id, raw["networks"], absent=absent)
    own, area = _evidence(raw, now.at)
    candidate = Candidate(
        expert_id=expert.id,
        unit_id=unit.id,
        issue_type_id=type_id,
        own=own,
        broader=area,
        unit=of_unit,
        broader_type_id=broader["id"] if broader else None,
        declared_level=min(max(raw["declared"], 0), 3),
        helped=raw["helped"] or 0,
        responsible=raw["responsible"],
        mini_network_id=network.id if network else None,
        on_duty=network is not None and network.on_duty,
        free_now=now.free(expert, unit, raw["networks"], absent=absent),
        speaks_language=language is None or language in expert.languages,
    )
    return Person(candidate, expert, unit, network)


def _evidence(raw: dict[str, Any], now: datetime) -> tuple[Counts, Counts]:
    """What the person has of the type itself, and of the others of its area."""
    row = raw["own"]
    if row is None:
        rows = raw["evidence"]
        return _sum([r for r in rows if r["own"]], now), _sum(
            [r for r in rows if not r["own"]], now
        )
    own = _sum([row], now)
    beside = max(0, (row["areaResolved"] or 0) - own.resolved)
    return own, Counts(
        beside,
        max(0, (row["areaReceived"] or 0) - own.received),
        faded=faded(beside, row["areaWeight"] - row["weight"], now)
        if row["weight"] is not None and row["areaWeight"] is not None
        else None,
    )


def _sum(rows: Sequence[Row], now: datetime) -> Counts:
    """Counts of several issue types together; a median is kept only where there is one."""
    resolved = sum(row["resolved"] or 0 for row in rows)
    return Counts(
        resolved,
        sum(row["received"] or 0 for row in rows),
        rows[0]["medianHours"] if len(rows) == 1 else None,
        None
        if any(row["weight"] is None for row in rows)
        else faded(resolved, sum(row["weight"] for row in rows), now),
    )


def _issue_type(row: Row) -> FoundIssueType:
    return FoundIssueType(row["id"], name_of(row))
