"""Units, experts, issue types and mini-networks as frozen values, and the rules over them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from netsvc.availability.hours import (
    NO_HOLIDAYS,
    OFFICE_HOURS,
    WEEKDAYS,
    PublicHolidays,
    WorkingHours,
    open_at,
)
from netsvc.availability.model import Presence, hindrance
from netsvc.directory.packets import (
    PacketField,
    packet_fields_from_json,
    packet_fields_to_json,
)
from netsvc.directory.texts import Language, LocalText, LocalWords
from netsvc.identity.roles import DESK, Role

T = TypeVar("T")

__all__ = [
    "OFFICE_HOURS",
    "WEEKDAYS",
    "DeclaredSkill",
    "Expert",
    "IssueType",
    "Language",
    "LocalText",
    "LocalWords",
    "MiniNetwork",
    "PacketField",
    "Page",
    "Position",
    "Presence",
    "Unit",
    "WorkingHours",
    "free_now",
    "open_now",
    "packet_fields_from_json",
    "packet_fields_to_json",
]


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
    public_holidays: str = "FI"

    def open_at(self, at: datetime) -> bool:
        """Whether the unit is open at that moment (an aware datetime)."""
        holidays = PublicHolidays(self.public_holidays)
        return open_at(at, self.working_hours, self.time_zone, holidays)


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
    """Whether ``at`` (aware) falls in the hours, by the clock there; holidays are not asked."""
    return open_at(at, working_hours, time_zone, NO_HOLIDAYS)


def free_now(expert: Expert, at_work: bool, *, absent: bool = False, ringing: int = 0) -> bool:
    """Whether an offer made now could be taken (see ``hindrance``).

    ``ringing``: warm offers that wait for their answer; each holds a place.
    """
    against = hindrance(
        active=expert.active,
        answers=not DESK.isdisjoint(expert.roles),
        presence=expert.presence,
        free_places=expert.free_places - ringing,
        at_work=at_work,
        absent=absent,
    )
    return against is None
