"""How long an offer and a promise live, counted on the receiving unit's clock. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from netsvc.availability.hours import (
    OFFICE_HOURS,
    PublicHolidays,
    WorkingHours,
    add_working_time,
    open_at,
)
from netsvc.errors import BadInputError
from netsvc.handover.model import HandoverKind

WARM_SECONDS = 45.0
COLD_HOURS = 8.0
PROMISE_HOURS = 8.0
SHORTEST_WARM, LONGEST_WARM = 5.0, 600.0
SHORTEST_HOURS, LONGEST_HOURS = 0.25, 400.0
DEFAULT_ZONE = "Europe/Helsinki"
FINNISH = PublicHolidays()


@dataclass(frozen=True)
class OfferTimes:
    """Seconds that a warm offer waits; hours open that a cold one waits, and that a promise to
    the customer is proposed to take."""

    warm_seconds: float = WARM_SECONDS
    cold_hours: float = COLD_HOURS
    promise_hours: float = PROMISE_HOURS


def times_from(row: Mapping[str, Any], warm_seconds: float) -> OfferTimes:
    """What an issue type says; where it says nothing, ``warm_seconds`` and the defaults."""
    return OfferTimes(
        row.get("warmSeconds") or warm_seconds,
        row.get("coldHours") or COLD_HOURS,
        row.get("promiseHours") or PROMISE_HOURS,
    )


@dataclass(frozen=True)
class Opening:
    """When a unit is open."""

    hours: WorkingHours = OFFICE_HOURS
    zone: str = DEFAULT_ZONE
    holidays: PublicHolidays = FINNISH

    def open_at(self, at: datetime) -> bool:
        return open_at(at, self.hours, self.zone, self.holidays)

    def after(self, at: datetime, hours: float) -> datetime:
        """The first moment by which it has been open for so many hours since ``at``.

        A unit that never opens must not keep a customer for ever: then every hour counts.
        """
        try:
            return add_working_time(
                at, timedelta(hours=hours), self.hours, self.zone, self.holidays
            )
        except BadInputError:
            return at + timedelta(hours=hours)


NO_UNIT = Opening()


def opening_from(row: Mapping[str, Any] | None) -> Opening:
    """A unit's ``workingHours``, ``timeZone`` and ``publicHolidays`` as the graph keeps them.

    One unit with damaged hours must not stop handovers: office hours are taken instead.
    """
    if row is None:
        return NO_UNIT
    try:
        text = row["workingHours"]
        hours = WorkingHours.from_json(text) if text else OFFICE_HOURS
    except BadInputError:
        hours = OFFICE_HOURS
    zone = row["timeZone"] or DEFAULT_ZONE
    return Opening(hours, zone, PublicHolidays.kept(row["publicHolidays"]))


def expiry(kind: HandoverKind, at: datetime, times: OfferTimes, opening: Opening) -> datetime:
    """A warm offer lives for seconds, a cold one for hours that the receiving unit is open."""
    if kind is HandoverKind.WARM:
        return at + timedelta(seconds=times.warm_seconds)
    return opening.after(at, times.cold_hours)
