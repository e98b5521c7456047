"""Opening hours over changes of the clock and public holidays, and time counted in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsvc.availability.hours import (
    NO_HOLIDAYS,
    OFFICE_HOURS,
    WEEKDAYS,
    PublicHolidays,
    WorkingHours,
    add_working_time,
    is_zone,
    next_opening,
    open_at,
    open_spans,
    uncovered,
    working_seconds_between,
)
from netsvc.errors import BadInputError

HELSINKI = "Europe/Helsinki"
FINLAND = PublicHolidays("FI")
NIGHT = WorkingHours((((("22:00", "06:00")),),) * 7)
NEVER = WorkingHours(((),) * 7)
ALWAYS = WorkingHours(((("00:00", "24:00"),),) * 7)
HOUR = timedelta(hours=1)


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[misc, arg-type]  # year, month, day, ...


@st.composite
def hours(draw: st.DrawFn) -> WorkingHours:
    clock = st.integers(0, 96).map(lambda n: f"{n // 4:02}:{n % 4 * 15:02}")
    day = st.lists(st.tuples(clock, clock), max_size=2).map(tuple)
    return WorkingHours(tuple(draw(day) for _ in WEEKDAYS))


MOMENTS = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2027, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
ZONES = st.sampled_from([HELSINKI, "America/New_York", "Australia/Lord_Howe", "UTC"])
PLACES = st.sampled_from([NO_HOLIDAYS, FINLAND, PublicHolidays("FI-01")])


def by_the_clock(at: datetime, hours: WorkingHours, zone: str, holidays: PublicHolidays) -> bool:
    """The rule on the wall clock, minute by minute."""
    local = at.astimezone(ZoneInfo(zone))
    for back in range(3):
        day = local.date() - timedelta(days=back)
        minute = local.hour * 60 + local.minute + back * 1440
        for opens, closes in () if holidays.on(day) else hours.days[day.weekday()]:
            start, end = (int(c[:2]) * 60 + int(c[3:]) for c in (opens, closes))
            if start <= minute < (end if start < end else end + 1440):
                return True
    return False


def near_a_change(at: datetime, zone: str) -> bool:
    place = ZoneInfo(zone)
    offsets = {(at + n * HOUR).astimezone(place).utcoffset() for n in (-3, 0, 3)}
    return len(offsets) > 1


@given(MOMENTS, hours(), ZONES, PLACES)
def test_open_by_the_clock_of_the_place(
    at: datetime, week: WorkingHours, zone: str, holidays: PublicHolidays
) -> None:
    if not near_a_change(at, zone):
        assert open_at(at, week, zone, holidays) is by_the_clock(at, week, zone, holidays)


@settings(max_examples=60)
@given(MOMENTS, hours(), ZONES, PLACES)
def test_open_spans_are_in_order_and_say_what_open_at_says(
    start: datetime, week: WorkingHours, zone: str, holidays: PublicHolidays
) -> None:
    last = start - timedelta(days=3)
    for number, (opens, closes) in enumerate(open_spans(start, week, zone, holidays)):
        assert opens < closes
        assert closes > start
        assert opens > last or number == 0
        assert open_at(opens, week, zone, holidays)
        assert open_at(closes - timedelta(seconds=1), week, zone, holidays)
        if closes - opens < timedelta(days=400):
            assert not open_at(closes, week, zone, holidays)
        if number and opens - last > timedelta(minutes=1):
            assert not open_at(opens - timedelta(seconds=1), week, zone, holidays)
        last = closes
        if number == 12:
            break


@settings(max_examples=60)
@given(MOMENTS, st.integers(0, 200_000), hours(), ZONES, PLACES)
def test_added_working_time_is_the_time_between(
    start: datetime, seconds: int, week: WorkingHours, zone: str, holidays: PublicHolidays
) -> None:
    duration = timedelta(seconds=seconds)
    if next_opening(start, week, zone, holidays) is None:
        if seconds:
            with pytest.raises(BadInputError, match="does not open"):
                add_working_time(start, duration, week, zone, holidays)
        return
    end = add_working_time(start, duration, week, zone, holidays)
    assert working_seconds_between(start, end, week, zone, holidays) == seconds
    middle = start + (end - start) / 2
    halves = working_seconds_between(start, middle, week, zone, holidays)
    halves += working_seconds_between(middle, end, week, zone, holidays)
    assert halves == pytest.approx(seconds, abs=1e-3)
    if seconds:
        assert open_at(end - timedelta(milliseconds=1), week, zone, holidays)


@settings(max_examples=60)
@given(MOMENTS, hours(), ZONES, PLACES)
def test_nothing_is_open_before_the_next_opening(
    at: datetime, week: WorkingHours, zone: str, holidays: PublicHolidays
) -> None:
    opening = next_opening(at, week, zone, holidays)
    if opening is None:
        assert not open_at(at, week, zone, holidays)
        return
    assert open_at(opening, week, zone, holidays)
    assert (opening == at) is open_at(at, week, zone, holidays)
    assert working_seconds_between(at, opening, week, zone, holidays) == 0


def test_a_night_shift_keeps_its_clock_times_over_both_changes() -> None:
    spring = list(_first(2, open_spans(utc(2026, 3, 28, 12), NIGHT, HELSINKI, NO_HOLIDAYS)))
    # 22:00 at +2 to 06:00 at +3: the night of the change is seven hours long
    assert spring[0] == (utc(2026, 3, 28, 20), utc(2026, 3, 29, 3))
    autumn = list(_first(1, open_spans(utc(2026, 10, 24, 12), NIGHT, HELSINKI, NO_HOLIDAYS)))
    assert autumn[0] == (utc(2026, 10, 24, 19), utc(2026, 10, 25, 4))


def _first(n: int, spans):  # type: ignore[no-untyped-def]
    return [span for _, span in zip(range(n), spans, strict=False)]


def test_what_the_clock_shows_twice_or_leaps_over() -> None:
    twice = WorkingHours(((),) * 6 + ((("03:00", "03:30"),),))
    # 03:00 comes first at 00:00 UTC, 03:30 last at 01:30 UTC: nothing is closed in between
    assert _first(1, open_spans(utc(2026, 10, 24), twice, HELSINKI, NO_HOLIDAYS)) == [
        (utc(2026, 10, 25, 0), utc(2026, 10, 25, 1, 30))
    ]
    leapt = WorkingHours(((),) * 6 + ((("03:30", "05:00"),),))
    assert _first(1, open_spans(utc(2026, 3, 28), leapt, HELSINKI, NO_HOLIDAYS)) == [
        (utc(2026, 3, 29, 1), utc(2026, 3, 29, 2))
    ]
    nothing = WorkingHours(((),) * 6 + ((("03:10", "03:50"),),))
    assert _first(1, open_spans(utc(2026, 3, 28), nothing, HELSINKI, NO_HOLIDAYS)) == [
        (utc(2026, 4, 5, 0, 10), utc(2026, 4, 5, 0, 50))
    ]


def test_a_promise_over_christmas() -> None:
    wednesday = utc(2026, 12, 23, 13)  # 15:00; Thursday and Friday are holidays
    due = add_working_time(wednesday, 2 * HOUR, OFFICE_HOURS, HELSINKI, FINLAND)
    assert due == utc(2026, 12, 28, 7)
    assert working_seconds_between(wednesday, due, OFFICE_HOURS, HELSINKI, FINLAND) == 7200
    without = add_working_time(wednesday, 2 * HOUR, OFFICE_HOURS, HELSINKI, NO_HOLIDAYS)
    assert without == utc(2026, 12, 24, 7)


def test_holidays_of_the_place() -> None:
    autonomy_day = date(2026, 6, 9)
    assert PublicHolidays("FI-01").on(autonomy_day)
    assert not FINLAND.on(autonomy_day)
    assert FINLAND.on(date(2026, 12, 6))
    assert not NO_HOLIDAYS.on(date(2026, 12, 6))
    assert PublicHolidays.of("SE").on(date(2026, 6, 6))
    assert PublicHolidays.of("") == NO_HOLIDAYS
    for unknown in ("XX", "FI-99", "fi", "FI_01", "-01"):
        with pytest.raises(BadInputError, match="are not known"):
            PublicHolidays.of(unknown)


def test_a_shift_that_began_before_the_holiday_goes_on_into_it() -> None:
    eve = utc(2026, 12, 23, 21)
    assert _first(2, open_spans(eve, NIGHT, HELSINKI, FINLAND)) == [
        (utc(2026, 12, 23, 20), utc(2026, 12, 24, 4)),
        (utc(2026, 12, 27, 20), utc(2026, 12, 28, 4)),
    ]


def test_always_and_never() -> None:
    start = utc(2026, 1, 1)
    year = timedelta(days=365)
    assert working_seconds_between(start, start + 3 * year, ALWAYS, HELSINKI, NO_HOLIDAYS) == (
        3 * year.total_seconds()
    )
    assert add_working_time(start, 3 * year, ALWAYS, HELSINKI, NO_HOLIDAYS) == start + 3 * year
    assert next_opening(start, NEVER, HELSINKI, FINLAND) is None
    with pytest.raises(BadInputError, match="does not open within 400 days"):
        add_working_time(start, HOUR, NEVER, HELSINKI, FINLAND)
    assert add_working_time(start, timedelta(0), NEVER, HELSINKI, FINLAND) == start
    with pytest.raises(BadInputError, match="A duration of -1 day"):
        add_working_time(start, -HOUR, ALWAYS, HELSINKI, FINLAND)
    with pytest.raises(BadInputError, match="has no time zone"):
        open_at(datetime(2026, 1, 1), ALWAYS, HELSINKI, FINLAND)  # noqa: DTZ001 - what is refused


def test_what_is_not_covered() -> None:
    start = utc(2026, 1, 5, 8)
    wanted = (start, start + 8 * HOUR)
    assert uncovered(wanted, []) == [wanted]
    assert uncovered(wanted, [(start - HOUR, start + 9 * HOUR)]) == []
    covering = [(start - HOUR, start + HOUR), (start + 2 * HOUR, start + 4 * HOUR)]
    covering += [(start + 4 * HOUR, start + 5 * HOUR), (start + 20 * HOUR, start + 21 * HOUR)]
    assert uncovered(wanted, covering) == [
        (start + HOUR, start + 2 * HOUR),
        (start + 5 * HOUR, start + 8 * HOUR),
    ]


def test_zones() -> None:
    assert is_zone("Europe/Mariehamn")
    assert not is_zone("Europe/Atlantis")
    assert not is_zone("../etc/passwd")
