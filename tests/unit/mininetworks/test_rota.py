"""Who is on duty when, and when nobody is: pure rules over a rota."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsvc.availability.hours import OFFICE_HOURS, WEEKDAYS, PublicHolidays, open_at
from netsvc.errors import BadInputError
from netsvc.mininetworks.model import KeptRotas, Rota, Swapped, Turn, on_duty, unusable_rota

HELSINKI = "Europe/Helsinki"
FINLAND = PublicHolidays("FI")
MORNING, AFTERNOON = Turn("08:00", "12:00", "eeva"), Turn("12:00", "16:00", "arvid")
OFFICE = Rota(
    HELSINKI,
    FINLAND,
    OFFICE_HOURS,
    tuple((MORNING, AFTERNOON) if day < 5 else () for day in range(7)),
)
HOUR = timedelta(hours=1)
MONDAY = date(2026, 3, 2)


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[misc, arg-type]  # year, month, day, ...


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (utc(2026, 3, 2, 5, 59), ()),
        (utc(2026, 3, 2, 6), ("eeva",)),
        (utc(2026, 3, 2, 10), ("arvid",)),
        (utc(2026, 3, 2, 14), ()),
        (utc(2026, 3, 7, 8), ()),  # Saturday
        (utc(2026, 7, 6, 5), ("eeva",)),  # summer time
        (utc(2026, 4, 6, 8), ()),  # Easter Monday
    ],
)
def test_on_duty(at: datetime, expected: tuple[str, ...]) -> None:
    assert OFFICE.on_duty_at(at) == expected


def test_a_date_of_its_own_also_on_a_holiday() -> None:
    easter = date(2026, 4, 6)
    rota = replace(OFFICE, exceptions={easter: (Turn("10:00", "11:00", "emil"),), MONDAY: ()})
    assert rota.on_duty_at(utc(2026, 4, 6, 7, 30)) == ("emil",)
    assert rota.on_duty_at(utc(2026, 4, 6, 6, 30)) == ()
    assert rota.on_duty_at(utc(2026, 3, 2, 8)) == ()
    gaps = rota.gaps(utc(2026, 3, 2), utc(2026, 3, 3), {})
    assert gaps == ((utc(2026, 3, 2, 6), utc(2026, 3, 2, 14)),)


def test_swaps_change_hands_and_back() -> None:
    there = Swapped(MONDAY, "08:00", "eeva", "arvid")
    rota = replace(OFFICE, swaps=(there, Swapped(date(2026, 3, 3), "12:00", "arvid", "eeva")))
    assert rota.on_duty_at(utc(2026, 3, 2, 8)) == ("arvid",)
    assert rota.on_duty_at(utc(2026, 3, 3, 12)) == ("eeva",)
    assert rota.on_duty_at(utc(2026, 3, 9, 8)) == ("eeva",)
    assert rota.duty(MONDAY, "08:00", "eeva") is None
    back = replace(rota, swaps=(*rota.swaps, Swapped(MONDAY, "08:00", "arvid", "eeva")))
    assert back.on_duty_at(utc(2026, 3, 2, 8)) == ("eeva",)
    stale = replace(OFFICE, swaps=(Swapped(MONDAY, "09:00", "eeva", "arvid"),))
    assert stale.on_duty_at(utc(2026, 3, 2, 8)) == ("eeva",)


def test_gaps_are_shown_before_they_happen() -> None:
    week = utc(2026, 3, 2), utc(2026, 3, 9)
    assert OFFICE.gaps(*week, {}) == ()
    away = {"eeva": [(utc(2026, 3, 3, 8), utc(2026, 3, 4, 7))]}
    assert OFFICE.gaps(*week, away) == (
        (utc(2026, 3, 3, 8), utc(2026, 3, 3, 10)),
        (utc(2026, 3, 4, 6), utc(2026, 3, 4, 7)),
    )
    gone = OFFICE.only(["eeva"])
    assert gone.gaps(utc(2026, 3, 2), utc(2026, 3, 3), {}) == (
        (utc(2026, 3, 2, 10), utc(2026, 3, 2, 14)),
    )
    assert OFFICE.gaps(utc(2026, 3, 2, 13, 30), utc(2026, 3, 2, 13, 40), {"arvid": [week]}) == (
        (utc(2026, 3, 2, 13, 30), utc(2026, 3, 2, 13, 40)),
    )


def test_a_night_turn_over_the_change_of_the_clock() -> None:
    night = Turn("22:00", "06:00", "eeva")
    rota = replace(OFFICE, week=((night,),) * 7)
    (duty,) = rota.duties(utc(2026, 3, 28, 22), utc(2026, 3, 28, 23))
    assert (duty.starts_at, duty.ends_at) == (utc(2026, 3, 28, 20), utc(2026, 3, 29, 3))


CLOCKS = st.integers(0, 95).map(lambda n: f"{n // 4:02}:{n % 4 * 15:02}")
TURNS = st.lists(
    st.builds(Turn, CLOCKS, CLOCKS, st.sampled_from(["eeva", "arvid", "emil"])), max_size=3
).map(tuple)
ROTAS = st.builds(
    Rota,
    st.sampled_from([HELSINKI, "America/New_York"]),
    st.sampled_from([FINLAND, PublicHolidays("")]),
    st.just(OFFICE_HOURS),
    st.tuples(*(TURNS for _ in WEEKDAYS)),
    st.dictionaries(st.dates(date(2026, 3, 1), date(2026, 4, 15)), TURNS, max_size=3),
)
STARTS = st.datetimes(
    datetime(2026, 3, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2026, 4, 15),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@settings(max_examples=60)
@given(ROTAS, STARTS, st.integers(0, 2000))
def test_a_moment_is_on_duty_or_a_gap_or_closed(rota: Rota, start: datetime, minutes: int) -> None:
    """The three leave nothing out, and a gap has nobody on duty."""
    at = start + timedelta(minutes=minutes)
    gaps = rota.gaps(start, start + timedelta(days=2), {})
    in_gap = any(begins <= at < ends for begins, ends in gaps)
    wanted = open_at(at, rota.hours, rota.time_zone, rota.holidays)
    assert in_gap is (wanted and not rota.on_duty_at(at))
    assert all(begins < ends for begins, ends in gaps)


@given(ROTAS)
def test_the_text_gives_the_rota_back(rota: Rota) -> None:
    swapped = replace(rota, swaps=(Swapped(MONDAY, "08:00", "eeva", "arvid"),))
    assert Rota.from_json(swapped.to_json()) == swapped


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"timeZone": 1}'])
def test_what_is_no_rota(text: str) -> None:
    with pytest.raises(BadInputError, match="This is no rota"):
        Rota.from_json(text)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"time_zone": "Europe/Atlantis"}, "rota_zone"),
        ({"week": ((Turn("8:00", "12:00", "e"),),) * 7}, "rota_clock"),
        ({"week": ((Turn("08:00", "25:00", "e"),),) * 7}, "rota_clock"),
        ({"week": ((MORNING, Turn("11:00", "13:00", "eeva")),) * 7}, "rota_overlap"),
        (
            {"week": ((Turn("22:00", "06:00", "e"), Turn("23:00", "24:00", "e")),) * 7},
            "rota_overlap",
        ),
        ({"week": ((MORNING,) * 30,) * 7}, "rota_long"),
        ({"exceptions": {MONDAY: (MORNING, MORNING)}}, "rota_overlap"),
    ],
)
def test_unusable(change: dict[str, object], words: str) -> None:
    wrong = unusable_rota(replace(OFFICE, **change))  # type: ignore[arg-type]  # fields of a rota
    assert wrong is not None
    assert wrong[0] == words
    assert unusable_rota(OFFICE) is None


def test_on_duty_by_the_text_or_by_the_mark() -> None:
    at = utc(2026, 3, 2, 8)
    text = OFFICE.to_json()
    kept = KeptRotas()
    assert on_duty(kept, text, False, "eeva", at)
    assert not on_duty(kept, text, True, "arvid", at)
    assert on_duty(kept, None, True, "arvid", at)
    assert not on_duty(kept, "{", True, "arvid", at)
    assert kept.turn(text, "eeva", at)
    assert not kept.turn(text, "eeva", utc(2026, 3, 2, 20))
    assert not kept.turn(None, "eeva", at)
    assert kept.read("{") is None
