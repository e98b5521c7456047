"""Units, experts, issue types and mini-networks as frozen values, and the rules over them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

import orjson

from netsvc.errors import BadInputError
from netsvc.identity.roles import Role

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
T = TypeVar("T")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


class Language(StrEnum):
    FI = "fi"
    SV = "sv"
    EN = "en"


class Presence(StrEnum):
    AVAILABLE = "AVAILABLE"
    BUSY = "BUSY"
    AWAY = "AWAY"
    DO_NOT_DISTURB = "DO_NOT_DISTURB"


@dataclass(frozen=True)
class LocalText:
    """One text in the three languages of the house."""

    fi: str
    sv: str
    en: str

    def in_language(self, language: Language) -> str:
        return {Language.FI: self.fi, Language.SV: self.sv, Language.EN: self.en}[language]


@dataclass(frozen=True)
class LocalWords:
    """Lists of words or sentences, one list a language."""

    fi: tuple[str, ...] = ()
    sv: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def in_language(self, language: Language) -> tuple[str, ...]:
        return {Language.FI: self.fi, Language.SV: self.sv, Language.EN: self.en}[language]


@dataclass(frozen=True)
class WorkingHours:
    """Opening spans a weekday, ``("08:00", "16:00")`` in local time; seven days from Monday.

    A span that ends at or before its start runs over midnight into the next day.
    """

    days: tuple[tuple[tuple[str, str], ...], ...]

    @classmethod
    def from_json(cls, text: str) -> WorkingHours:
        """Read ``{"mon": [["08:00", "16:00"]], ...}``; a missing day is closed.

        Raises ``BadInputError`` for anything else.
        """
        try:
            raw = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise _bad_hours(text) from error
        if not isinstance(raw, Mapping) or not set(raw) <= set(WEEKDAYS):
            raise _bad_hours(text)
        return cls(tuple(_spans(raw.get(day, []), text) for day in WEEKDAYS))

    def to_json(self) -> str:
        """The canonical text: all seven days, in order."""
        return orjson.dumps(dict(zip(WEEKDAYS, self.days, strict=True))).decode()


def _spans(raw: Any, text: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(raw, list):
        raise _bad_hours(text)
    spans = []
    for span in raw:
        ok = isinstance(span, list) and len(span) == 2
        if not ok or not all(isinstance(c, str) and _CLOCK.fullmatch(c) for c in span):
            raise _bad_hours(text)
        spans.append((span[0], span[1]))
    return tuple(spans)


def _bad_hours(text: str) -> BadInputError:
    return BadInputError(
        f"These are no working hours: {text[:60]!r}.",
        action='Write them as {"mon": [["08:00", "16:00"]], ..., "sun": []}.',
    )


OFFICE_HOURS = WorkingHours(
    tuple((("08:00", "16:00"),) if day < 5 else () for day in range(len(WEEKDAYS)))
)


@dataclass(frozen=True)
class PacketField:
    """One field of the context packet that travels with a handover."""

    name: str
    label: LocalText
    required: bool


@dataclass(frozen=True)
class DeclaredSkill:
    """A skill that a person or their supervisor declared; level 1 (knows) to 3 (teaches)."""

    issue_type_id: str
    level: int


@dataclass(frozen=True)
class Unit:
    """A node of the line organisation; ``ancestor_ids`` nearest first, ``silo_id`` the top one."""

    id: str
    name: LocalText
    time_zone: str
    working_hours: WorkingHours
    parent_id: str | None
    ancestor_ids: tuple[str, ...]
    silo_id: str
    silo_name: LocalText
    child_ids: tuple[str, ...]
    responsible_for: tuple[str, ...]
    source: str

    def open_at(self, at: datetime) -> bool:
        """Whether the unit is open at that moment (an aware datetime)."""
        return open_now(self.working_hours, self.time_zone, at)


@dataclass(frozen=True)
class Expert:
    """An employee; ``unit_ids`` has the primary unit (the earliest membership) first."""

    id: str
    name: str
    languages: tuple[Language, ...]
    roles: frozenset[Role]
    presence: Presence
    capacity: int
    open_cases: int
    ui_language: Language
    active: bool
    unit_ids: tuple[str, ...]
    skills: tuple[DeclaredSkill, ...]
    mini_network_ids: tuple[str, ...]
    source: str

    @property
    def free_places(self) -> int:
        """How many more cases fit now."""
        return max(0, self.capacity - self.open_cases)


@dataclass(frozen=True)
class IssueType:
    """A kind of customer matter; ``broader_id`` is the area above it."""

    id: str
    name: LocalText
    description: LocalText
    synonyms: LocalWords
    examples: LocalWords
    broader_id: str | None
    narrower_ids: tuple[str, ...]
    retired: bool
    packet_fields: tuple[PacketField, ...]
    source: str


@dataclass(frozen=True)
class MiniNetwork:
    """Named experts from at least two units and the issue types they cover."""

    id: str
    name: LocalText
    since: datetime | None
    member_ids: tuple[str, ...]
    on_duty_ids: tuple[str, ...]
    covers: tuple[str, ...]


@dataclass(frozen=True)
class Position:
    """Where a keyset page ended: the sort name and the id of its last item."""

    name: str
    id: str


@dataclass(frozen=True)
class Page(Generic[T]):
    """Items in order of (name, id), and the position of each for cursors."""

    items: tuple[T, ...]
    positions: tuple[Position, ...] = field(default=())
    has_next: bool = False


def open_now(working_hours: WorkingHours, time_zone: str, at: datetime) -> bool:
    """Whether ``at`` (aware) falls in a span of the local day, or of the day before over midnight.

    Local time decides, so a span keeps its clock times over a change of daylight saving.
    """
    local = at.astimezone(ZoneInfo(time_zone))
    minute = local.hour * 60 + local.minute
    today = working_hours.days[local.weekday()]
    yesterday = working_hours.days[(local - timedelta(days=1)).weekday()]
    for opens, closes in today:
        start, end = _minutes(opens), _minutes(closes)
        if start <= minute and (minute < end or end <= start):
            return True
    return any(minute < _minutes(closes) <= _minutes(opens) for opens, closes in yesterday)


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def free_now(expert: Expert, unit_open: bool) -> bool:
    """Whether an offer made now could be taken: at work, available, and a place left."""
    return (
        expert.active
        and unit_open
        and expert.presence is Presence.AVAILABLE
        and expert.free_places > 0
    )


def packet_fields_from_json(text: str | None) -> tuple[PacketField, ...]:
    """Read ``[{"name", "label": {"fi", "sv", "en"}, "required"}]``; nothing gives no fields."""
    if not text:
        return ()
    return tuple(
        PacketField(
            name=raw["name"],
            label=LocalText(raw["label"]["fi"], raw["label"]["sv"], raw["label"]["en"]),
            required=bool(raw["required"]),
        )
        for raw in orjson.loads(text)
    )


def packet_fields_to_json(fields: tuple[PacketField, ...]) -> str:
    """The text that the graph keeps."""
    return orjson.dumps(
        [
            {
                "name": f.name,
                "label": {"fi": f.label.fi, "sv": f.label.sv, "en": f.label.en},
                "required": f.required,
            }
            for f in fields
        ]
    ).decode()
