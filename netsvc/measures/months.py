"""Weeks and the months in which they nest (ISO 8601, UTC)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from netsvc.measures.facts import DAY

_EPOCH = date(1970, 1, 1).toordinal()


def week_of(at: int) -> int:
    """Number of the ISO week, counted from the one that holds 1 January 1970; in UTC."""
    return (at // DAY + 3) // 7


@lru_cache(maxsize=8192)
def month_of_week(week: int) -> int:
    """The month of the week's Thursday, counted as ``month_of`` counts."""
    thursday = date.fromordinal(_EPOCH + week * 7)
    return thursday.year * 12 + thursday.month - 1


def month_of(at: int) -> int:
    """The month of the week's Thursday, so that weeks nest in months (ISO 8601)."""
    return month_of_week(week_of(at))


def monday(week: int) -> date:
    return date.fromordinal(_EPOCH + week * 7 - 3)


def _weeks_of(month: int) -> list[int]:
    first = date(month // 12, month % 12 + 1, 1).toordinal() - _EPOCH
    near = (first + 3) // 7
    return [week for week in range(near - 1, near + 7) if month_of_week(week) == month]


def first_day(months: Sequence[int]) -> date:
    return monday(_weeks_of(months[0])[0])


def last_day(months: Sequence[int]) -> date:
    return monday(_weeks_of(months[-1])[-1]) + timedelta(days=6)


def midnight(day: date) -> int:
    """The moment at which a day begins (UTC), as facts have it."""
    return (day.toordinal() - _EPOCH) * DAY
