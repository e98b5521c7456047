"""Presence and planned absence as frozen values, and the rules over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MISSED_BEFORE_AWAY = 2
LONGEST_ABSENCE = timedelta(days=400)
MAX_ABSENCES = 50


class Presence(StrEnum):
    AVAILABLE = "AVAILABLE"
    BUSY = "BUSY"
    AWAY = "AWAY"
    DO_NOT_DISTURB = "DO_NOT_DISTURB"


class AbsenceKind(StrEnum):
    """A fact about duty only: why somebody is away from all work is nobody's business here."""

    AWAY = "AWAY"
    TRAINING = "TRAINING"
    OTHER_DUTIES = "OTHER_DUTIES"


@dataclass(frozen=True)
class Absence:
    """From (included) to (not included); who stands in, where that was said."""

    id: str
    expert_id: str
    starts_at: datetime
    ends_at: datetime
    kind: AbsenceKind
    backup_id: str | None

    def holds_at(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether the two times have a moment in common."""
        return self.starts_at < ends_at and starts_at < self.ends_at


def absent_at(absences: Iterable[Absence], at: datetime) -> Absence | None:
    """The absence that holds at that moment."""
    return next((absence for absence in absences if absence.holds_at(at)), None)


def unusable_times(starts_at: datetime, ends_at: datetime, now: datetime) -> str | None:
    """The name of the sentence that says why an absence can't be planned so; None where it can."""
    if starts_at.tzinfo is None or ends_at.tzinfo is None:
        return "absence_no_zone"
    if ends_at <= starts_at:
        return "absence_backwards"
    if ends_at <= now:
        return "absence_over"
    if ends_at - now > 2 * LONGEST_ABSENCE:
        return "absence_far"
    if ends_at - starts_at > LONGEST_ABSENCE:
        return "absence_long"
    return None


def takes_offers(presence: Presence) -> bool:
    """Only who is available is offered a customer; busy and do not disturb are left in peace."""
    return presence is Presence.AVAILABLE


def presence_after_missed(presence: Presence, missed_in_a_row: int) -> Presence:
    """Two offers missed in a row make an available person away; nobody else is changed."""
    if takes_offers(presence) and missed_in_a_row >= MISSED_BEFORE_AWAY:
        return Presence.AWAY
    return presence


class Hindrance(StrEnum):
    """Why somebody can't be offered a customer now; the value names its sentence."""

    LEFT = "left"
    TAKES_NO_CASES = "takes_no_cases"
    ABSENT = "absent"
    NOT_AVAILABLE = "not_available"
    OUTSIDE_HOURS = "outside_hours"
    NO_FREE_PLACE = "no_free_place"


LASTING = frozenset({Hindrance.LEFT, Hindrance.TAKES_NO_CASES, Hindrance.ABSENT})
"""What stands against a case that waits as well, since time alone does not help."""


def hindrance(
    *,
    active: bool,
    presence: Presence,
    free_places: int,
    at_work: bool,
    absent: bool,
    answers: bool = True,
) -> Hindrance | None:
    """What keeps the person from a customer who is there now, the weightiest first; None: free.

    Suggestions say "free now" by this, and offers are checked by it. ``answers``: their role
    takes cases. ``at_work``: their unit is open, or it is their turn by a rota.
    """
    checks = (
        (active, Hindrance.LEFT),
        (answers, Hindrance.TAKES_NO_CASES),
        (not absent, Hindrance.ABSENT),
        (takes_offers(presence), Hindrance.NOT_AVAILABLE),
        (at_work, Hindrance.OUTSIDE_HOURS),
        (free_places > 0, Hindrance.NO_FREE_PLACE),
    )
    return next((what for holds, what in checks if not holds), None)
