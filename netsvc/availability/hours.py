"""Opening hours on the clock of a place, and time counted in them. Pure; moments are aware."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import holidays as holiday_calendars
import orjson

from netsvc.errors import BadInputError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEFAULT_HOLIDAYS = "FI"
HORIZON = timedelta(days=400)
"""Who does not open within this time is taken never to open."""

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
Span = tuple[datetime, datetime]


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

    @classmethod
    def kept(cls, text: str | None) -> WorkingHours:
        """Those of what the graph keeps; where it says nothing, or nothing usable, office hours.

        One unit with damaged hours must not take the desk away from everybody.
        """
        try:
            return cls.from_json(text) if text else OFFICE_HOURS
        except BadInputError:
            return OFFICE_HOURS

    def to_json(self) -> str:
        """The canonical text: all seven days, in order."""
        return orjson.dumps(dict(zip(WEEKDAYS, self.days, strict=True))).decode()


OFFICE_HOURS = WorkingHours(
    tuple((("08:00", "16:00"),) if day < 5 else () for day in range(len(WEEKDAYS)))
)


@dataclass(frozen=True)
class PublicHolidays:
    """Where the public holidays are kept: ``FI``, ``FI-01`` (Åland), ``SE``; nothing for none."""

    place: str = DEFAULT_HOLIDAYS

    @classmethod
    def of(cls, place: str) -> PublicHolidays:
        """Raises ``BadInputError`` for a place whose holidays are not known."""
        country, _, part = place.partition("-")
        known = _known_places()
        if place and (country not in known or (part and part not in known[country])):
            raise BadInputError(
                f"The public holidays of {place[:20]!r} are not known.",
                action="Give a country such as FI, a part of it such as FI-01, or nothing.",
            )
        return cls(place)

    @classmethod
    def kept(cls, place: str | None) -> PublicHolidays:
        """Those of what the graph keeps; where it says nothing, or nothing known, Finland's.

        One unit with a damaged setting must not take the page away from everybody.
        """
        try:
            return cls.of(DEFAULT_HOLIDAYS if place is None else place)
        except BadInputError:
            return cls()

    def on(self, day: date) -> bool:
        """Whether the day is a public holiday there."""
        return bool(self.place) and day in _holidays(self.place, day.year)

    def following(self, day: date, number: int) -> tuple[date, ...]:
        """The next holidays from that day on, within this year and the next."""
        if not self.place:
            return ()
        known = _holidays(self.place, day.year) | _holidays(self.place, day.year + 1)
        return tuple(sorted(one for one in known if one >= day)[:number])


NO_HOLIDAYS = PublicHolidays("")


@lru_cache(maxsize=1)
def _known_places() -> Mapping[str, list[str]]:
    return holiday_calendars.list_supported_countries()


@lru_cache(maxsize=512)
def _holidays(place: str, year: int) -> frozenset[date]:
    country, _, part = place.partition("-")
    found = holiday_calendars.country_holidays(country, subdiv=part or None, years=year)
    return frozenset(day for day in found if day.year == year)


def is_clock(text: str) -> bool:
    """Whether it is a time of day such as ``08:00``; ``24:00`` is the end of the day."""
    return _CLOCK.fullmatch(text) is not None


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Whether it is a time zone of the IANA database."""
    return name in _zones()


def moment_of(day: date, clock: str, zone: ZoneInfo, *, end: bool = False) -> datetime:
    """When the clock shows this on that day, in UTC.

    Where the clock is put back and shows it twice, a start is the first of them and an end the
    second, so that a span over the change loses nothing. A time that the change leaps over is the
    moment of the change.
    """
    minutes = int(clock[:2]) * 60 + int(clock[3:])
    extra, rest = divmod(minutes, 24 * 60)
    wall = datetime.combine(day + timedelta(days=extra), time(rest // 60, rest % 60), zone)
    first, second = wall.astimezone(UTC), wall.replace(fold=1).astimezone(UTC)
    if first > second:
        return _leap(second, first, zone)
    return second if end else first


def _leap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment between the two at which the clock is put forward."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def span_of(day: date, opens: str, closes: str, zone: ZoneInfo) -> Span:
    """From and to in UTC; a span that ends at or before its start ends on the next day."""
    last = day if opens < closes else day + timedelta(days=1)
    return moment_of(day, opens, zone), moment_of(last, closes, zone, end=True)


def open_spans(
    start: datetime, hours: WorkingHours, zone: str, holidays: PublicHolidays
) -> Iterator[Span]:
    """Every open time that ends after ``start``, in UTC, in order, those that meet made one.

    Ends where nothing opens for 400 days. What opened before a holiday goes on into it.
    """
    _aware(start)
    place = ZoneInfo(zone)
    day = start.astimezone(place).date() - timedelta(days=2)
    held: Span | None = None
    last = start
    while True:
        found = sorted(
            span_of(day, opens, closes, place)
            for opens, closes in hours.days[day.weekday()]
            if not holidays.on(day)
        )
        for opens_at, closes_at in found:
            if closes_at <= opens_at or closes_at <= start:
                continue
            if held is not None and opens_at <= held[1]:
                held = (held[0], max(held[1], closes_at))
                continue
            if held is not None:
                yield held
                last = held[1]
            held = (opens_at, closes_at)
        if held is not None and held[1] < moment_of(day, "24:00", place):
            yield held
            last, held = held[1], None
        day += timedelta(days=1)
        if held is None and moment_of(day, "00:00", place) - last > HORIZON:
            return
        if held is not None and held[1] - held[0] > HORIZON:
            # open all year round: given in pieces that meet
            yield held
            last, held = held[1], None


def open_at(at: datetime, hours: WorkingHours, zone: str, holidays: PublicHolidays) -> bool:
    """Whether it is open at that moment."""
    _aware(at)
    place = ZoneInfo(zone)
    today = at.astimezone(place).date()
    for back in range(3):
        day = today - timedelta(days=back)
        if holidays.on(day):
            continue
        for opens, closes in hours.days[day.weekday()]:
            opens_at, closes_at = span_of(day, opens, closes, place)
            if opens_at <= at < closes_at:
                return True
    return False


def next_opening(
    at: datetime, hours: WorkingHours, zone: str, holidays: PublicHolidays
) -> datetime | None:
    """``at`` itself where it is open then; None where it does not open within 400 days."""
    for opens_at, _closes_at in open_spans(at, hours, zone, holidays):
        return max(at, opens_at)
    return None


def working_seconds_between(
    start: datetime, end: datetime, hours: WorkingHours, zone: str, holidays: PublicHolidays
) -> float:
    """Seconds open between the two; 0 where the end is not after the start."""
    _aware(end)
    total = 0.0
    for opens_at, closes_at in open_spans(start, hours, zone, holidays):
        if opens_at >= end:
            break
        total += (min(end, closes_at) - max(start, opens_at)).total_seconds()
    return total


def add_working_time(
    start: datetime,
    duration: timedelta,
    hours: WorkingHours,
    zone: str,
    holidays: PublicHolidays,
) -> datetime:
    """The first moment by which it has been open for ``duration`` since ``start``, in UTC.

    Raises ``BadInputError`` for a negative duration, and where it never opens.
    """
    if duration < timedelta(0):
        raise BadInputError(f"A duration of {duration} was given.", action="Give 0 s or more.")
    if not duration:
        return start.astimezone(UTC)
    left = duration
    for opens_at, closes_at in open_spans(start, hours, zone, holidays):
        begins = max(start, opens_at)
        if closes_at - begins >= left:
            return (begins + left).astimezone(UTC)
        left -= closes_at - begins
    raise BadInputError(
        "It does not open within 400 days, so no time can be promised.",
        action="Correct its working hours.",
    )


def uncovered(wanted: Span, covering: list[Span]) -> list[Span]:
    """The parts of ``wanted`` that none of the spans covers, in order."""
    edges = sorted({*wanted, *(min(max(at, wanted[0]), wanted[1]) for s in covering for at in s)})
    bare: list[Span] = []
    for begins, ends in pairwise(edges):
        if any(one <= begins and ends <= other for one, other in covering):
            continue
        if bare and bare[-1][1] == begins:
            bare[-1] = (bare[-1][0], ends)
        else:
            bare.append((begins, ends))
    return bare


def _aware(at: datetime) -> None:
    if at.tzinfo is None:
        raise BadInputError(f"{at} has no time zone.", action="Give a moment with a time zone.")


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
