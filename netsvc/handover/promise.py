"""What a customer was promised: what, by when, and whether it was kept. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from netsvc.events.answers import Refusal, invalid
from netsvc.handover.model import HandoverKind
from netsvc.handover.times import LONGEST_HOURS, SHORTEST_HOURS, OfferTimes, Opening

MAX_WHAT = 500
FARTHEST = timedelta(days=400)
CHOICES = (4.0, 8.0, 16.0, 40.0)
"""Hours open that are proposed beside what the issue type says."""


class PromiseState(StrEnum):
    """``BROKEN`` stays so, also where it was fulfilled late; ``RELEASED``: the case was closed."""

    OPEN = "OPEN"
    KEPT = "KEPT"
    BROKEN = "BROKEN"
    RELEASED = "RELEASED"


@dataclass(frozen=True)
class NewPromise:
    """``working_hours`` are counted while the receiving unit is open; without them and without
    ``by`` the issue type's are taken."""

    what: str
    working_hours: float | None = None
    by: datetime | None = None


@dataclass(frozen=True)
class Promise:
    """``owner_id`` is who has the case now: whoever has the case has its promises."""

    id: str
    what: str
    due_at: datetime
    state: PromiseState
    made_at: datetime
    fulfilled_at: datetime | None
    made_by_id: str | None
    case_id: str
    owner_id: str | None


@dataclass(frozen=True)
class PromiseChoice:
    working_hours: float
    by: datetime
    proposed: bool


def unusable_promise(new: NewPromise | None, kind: HandoverKind) -> Refusal | None:
    """Why this can't be promised at any time."""
    if new is None:
        return None
    if kind is HandoverKind.WARM:
        return invalid("promise", kind.value, "promise_warm")
    if not new.what.strip() or len(new.what) > MAX_WHAT:
        return invalid("promise.what", len(new.what), "promise_what")
    hours = new.working_hours
    if hours is not None and not SHORTEST_HOURS <= hours <= LONGEST_HOURS:
        return invalid("promise.workingHours", hours, "promise_hours")
    if new.by is not None and (hours is not None or new.by.tzinfo is None):
        return invalid("promise.by", new.by, "promise_by")
    return None


def too_late_or_far(new: NewPromise | None, at: datetime) -> Refusal | None:
    """Why it can't be promised now; asked only once, since the same key gets its first answer."""
    if new is None or new.by is None or at < new.by <= at + FARTHEST:
        return None
    return invalid("promise.by", new.by, "promise_by")


def due_at(new: NewPromise, at: datetime, times: OfferTimes, opening: Opening) -> datetime:
    """By when it must be kept, by the clock of the receiving unit."""
    if new.by is not None:
        return new.by
    return opening.after(at, new.working_hours or times.promise_hours)


def choices(at: datetime, times: OfferTimes, opening: Opening) -> tuple[PromiseChoice, ...]:
    """Times that can be promised, soonest first; the issue type's own is the proposed one."""
    hours = sorted({*CHOICES, times.promise_hours})
    return tuple(
        PromiseChoice(one, opening.after(at, one), one == times.promise_hours) for one in hours
    )
