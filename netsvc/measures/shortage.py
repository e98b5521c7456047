"""Moments at which nobody was free, as facts of the measures; times are milliseconds since 1970.

A shortage is a figure about a unit and an hour of its day, so that turns can be planned. Who was
asked and did not answer is never named by it: they only count for the small-group rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from netsvc.availability.hours import is_zone

NOWHERE = "unknown"
DEFAULT_ZONE = "Europe/Helsinki"


class ShortageKind(StrEnum):
    """How it showed."""

    REDIRECTED = "REDIRECTED"
    """The customer was told to go elsewhere, because nobody was free."""
    NOBODY_TOOK = "NOBODY_TOOK"
    """Everybody who could be asked was asked, and nobody took the case."""


@dataclass(frozen=True, slots=True)
class RawShortage:
    """As it was read. ``fallback`` is the unit that it fell on where none is responsible."""

    case: str
    kind: str
    at: int
    employee: str | None
    issue_type: str | None
    fallback: str | None
    asked: Sequence[str]

    @classmethod
    def of(cls, row: Sequence[Any]) -> RawShortage:
        return cls(*row)


@dataclass(frozen=True, slots=True)
class ShortageFact:
    """One moment. ``unit`` is responsible for such matters, ``hour`` is that of its own clock.

    ``employees`` looked for somebody; ``asked`` were offered the case in vain.
    """

    at: int
    case: str
    unit: str
    hour: int
    kind: ShortageKind
    employees: frozenset[str]
    asked: frozenset[str] = frozenset()


def shortage_facts(
    shortages: Iterable[RawShortage],
    *,
    responsible: Mapping[str, str | None],
    broader: Mapping[str, str | None],
    zones: Mapping[str, str | None],
) -> tuple[ShortageFact, ...]:
    """``responsible`` has the unit of an issue type, where one was declared for it."""
    clocks: dict[str, ZoneInfo] = {}
    facts = []
    for one in shortages:
        unit = _responsible(one.issue_type, responsible, broader) or one.fallback or NOWHERE
        if unit not in clocks:
            zone = zones.get(unit) or DEFAULT_ZONE
            # one unit with a damaged setting must not hide the figures of all others
            clocks[unit] = ZoneInfo(zone if is_zone(zone) else DEFAULT_ZONE)
        local = datetime.fromtimestamp(one.at / 1000, UTC).astimezone(clocks[unit])
        facts.append(
            ShortageFact(
                at=one.at,
                case=one.case,
                unit=unit,
                hour=local.hour,
                kind=ShortageKind(one.kind),
                employees=frozenset({one.employee} if one.employee else ()),
                asked=frozenset(one.asked),
            )
        )
    return tuple(facts)


def _responsible(
    issue_type: str | None,
    responsible: Mapping[str, str | None],
    broader: Mapping[str, str | None],
) -> str | None:
    """The unit of the issue type, or of the nearest broader one that has a unit."""
    seen: set[str] = set()
    while issue_type is not None and issue_type not in seen:
        unit = responsible.get(issue_type)
        if unit is not None:
            return unit
        seen.add(issue_type)
        issue_type = broader.get(issue_type)
    return None
