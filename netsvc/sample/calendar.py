"""When customers come: the week, the day, the year, and the queue that this makes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

HELSINKI = ZoneInfo("Europe/Helsinki")
WEEKS = 52
DAYS = WEEKS * 7

# Share of a week's contacts on each day, Monday first: the weekend is messages and forms only.
_WEEKDAY = np.array([1.28, 1.12, 1.02, 0.97, 0.88, 0.05, 0.04])
# Share of a day's contacts in each half hour from 08:00 to 16:00.
_HALF_HOUR = np.array(
    [0.7, 1.0, 1.3, 1.5, 1.5, 1.4, 1.1, 0.8, 0.8, 1.1, 1.2, 1.1, 1.0, 0.8, 0.6, 0.4]
)
# Twelve monthly weights an area, January first.
SEASONS: dict[str, tuple[float, ...]] = {
    "housing": (1.2, 1.0, 0.9, 0.9, 1.0, 1.1, 1.1, 1.4, 1.4, 1.0, 0.9, 0.8),
    "students": (1.2, 0.8, 0.7, 0.8, 1.0, 0.9, 0.9, 2.1, 1.9, 1.0, 0.8, 0.6),
    "unemployment": (1.5, 1.1, 1.0, 0.9, 0.9, 1.3, 1.3, 1.0, 0.9, 0.9, 1.0, 1.2),
    "payments-tax": (1.5, 1.4, 1.0, 0.9, 0.8, 0.8, 0.8, 0.8, 0.8, 0.9, 1.0, 1.4),
    "international": (0.9, 0.8, 0.9, 1.1, 1.4, 1.4, 1.1, 1.3, 1.1, 0.8, 0.7, 0.8),
    "illness-medicines": (1.3, 1.2, 1.1, 1.0, 0.9, 0.7, 0.6, 0.8, 1.0, 1.1, 1.2, 1.3),
    "conscripts": (2.0, 1.0, 0.6, 0.6, 0.8, 1.2, 2.0, 1.0, 0.6, 0.6, 0.7, 0.8),
}
LEVEL = (1.0,) * 12


def first_day(until: date) -> date:
    """The first of the 364 days that end with ``until``."""
    return until - timedelta(days=DAYS - 1)


def season(area: str, month: int) -> float:
    """How busy an area is in a month (1 to 12), around 1."""
    return SEASONS.get(area, LEVEL)[month - 1]


def opening_days(
    rng: np.random.Generator, count: int, until: date, area_weights: dict[str, float]
) -> NDArray[np.int64]:
    """``count`` day numbers (0 to 363), ascending."""
    weights = np.empty(DAYS)
    for number in range(DAYS):
        day = first_day(until) + timedelta(days=number)
        busy = sum(w * season(area, day.month) for area, w in area_weights.items())
        weights[number] = _WEEKDAY[day.weekday()] * busy
    return np.sort(rng.choice(DAYS, size=count, p=weights / weights.sum()))


def minutes_of_day(rng: np.random.Generator, count: int) -> NDArray[np.int64]:
    """Local minutes since midnight between 08:00 and 16:00."""
    slots = rng.choice(_HALF_HOUR.size, size=count, p=_HALF_HOUR / _HALF_HOUR.sum())
    return np.asarray(8 * 60 + slots * 30 + rng.integers(0, 30, size=count), dtype=np.int64)


def moment(day: date, minute: int, second: int = 0) -> datetime:
    """A local minute of a day in Helsinki, in UTC."""
    local = datetime.combine(day, time(minute // 60, minute % 60, second), tzinfo=HELSINKI)
    return local.astimezone(UTC)


def next_working_moment(after: datetime, hours: float) -> datetime:
    """``hours`` later, moved into the next opening time if that falls outside one."""
    local = (after + timedelta(hours=hours)).astimezone(HELSINKI)
    if local.hour >= 16:
        local = (local + timedelta(days=1)).replace(hour=8, minute=local.minute)
    elif local.hour < 8:
        local = local.replace(hour=8)
    while local.weekday() >= 5:
        local = (local + timedelta(days=1)).replace(hour=8)
    return local.astimezone(UTC)
