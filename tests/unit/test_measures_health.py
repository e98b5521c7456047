"""The health of a mini-network: exact figures, and none of fewer than five people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from netsvc.availability.hours import NO_HOLIDAYS, PublicHolidays, WorkingHours
from netsvc.measures import health
from netsvc.measures.health import Membership, Offer, Period
from netsvc.mininetworks.model import NetworkDetails, Rota, Turn

PERIOD = health.latest_period(date(2026, 6, 10))
START = int(PERIOD.moments[0].timestamp() * 1000)
DAY = 86_400_000
PEOPLE = ("a", "b", "c", "d", "e")
TWO = {"a": "east", "b": "east", "c": "east", "d": "west", "e": "west"}


def test_the_period_is_three_blocks_that_are_over_and_the_same_until_the_next_is() -> None:
    assert Period(date(2026, 3, 16), date(2026, 6, 8)) == PERIOD
    assert health.latest_period(date(2026, 7, 5)) == PERIOD
    assert health.latest_period(date(2026, 7, 6)) == Period(date(2026, 4, 13), date(2026, 7, 6))
    assert (PERIOD.first.weekday(), PERIOD.until - PERIOD.first) == (0, timedelta(weeks=12))


def offer(
    who: str,
    seconds: float | None = 30,
    *,
    block: int = 0,
    kind: str = "WARM",
    state: str = "ACCEPTED",
) -> Offer:
    at = START + block * 28 * DAY + DAY
    decided = None if seconds is None else at + int(seconds * 1000)
    return Offer(who, TWO.get(who, "east"), kind, state, at, decided)


def test_answers_have_median_and_ninetieth_percentile_with_their_counts() -> None:
    offers = [
        offer(who, seconds) for who, seconds in zip(PEOPLE, (10, 20, 30, 40, 50), strict=True)
    ]
    offers.append(offer("a", None, state="EXPIRED"))
    # the moment at which an offer ran out is no answer
    offers.append(offer("b", 45, state="EXPIRED"))
    (shown,) = health.responses(offers, PERIOD)
    assert (shown.kind, shown.offers, shown.answered) == ("WARM", 7, 5)
    assert (shown.median, shown.p90) == (30.0, pytest.approx(46.0))


def test_a_kind_with_too_few_people_is_joined_with_the_other() -> None:
    warm = [offer(who, 10) for who in PEOPLE]
    cold = [offer(who, 3600, kind="COLD") for who in PEOPLE]
    assert [one.kind for one in health.responses([*warm, *cold], PERIOD)] == ["WARM", "COLD"]
    (both,) = health.responses([*warm, *cold[:4]], PERIOD)
    assert (both.kind, both.offers, both.median) == (None, 9, 10.0)
    assert health.responses(warm[:4], PERIOD) == ()
    assert health.responses([], PERIOD) == ()
    # five answers of the four who answered at all: how long one of them took would be told
    silent = offer("e", None, state="EXPIRED")
    (few,) = health.responses([*warm[:4], offer("a", 10), silent], PERIOD)
    assert (few.median, few.p90) == (None, None)
    # five in all, but one block of one person: tomorrow's figures less today's would show it
    assert health.responses([*warm, offer("a", 10, block=1)], PERIOD) == ()


def test_load_is_a_spread_and_shares_of_units_that_are_large_enough() -> None:
    even = health.load([offer(who) for who in PEOPLE], 6, PERIOD, {"east": "top", "west": "top"})
    assert even is not None
    assert (even.taken, even.people, even.as_if) == (5, 6, pytest.approx(5.0))
    # three and two people: neither unit stands alone
    assert [(one.unit, one.share) for one in even.units] == [("top", 1.0)]
    heavy = health.load([offer(who) for who in (*PEOPLE, *"aaaaa")], 5, PERIOD, {})
    assert heavy is not None
    assert heavy.as_if == pytest.approx(1 / (0.6**2 + 4 * 0.1**2))
    many = [Offer(f"{unit}{n}", unit, "WARM", "ACCEPTED", START, START) for unit in ("x", "y")
            for n in range(5)]  # fmt: skip
    wide = health.load([*many, many[0], many[0]], 10, PERIOD, {})
    assert wide is not None
    assert [(one.unit, one.share) for one in wide.units] == [("x", 7 / 12), ("y", 5 / 12)]
    assert health.load([offer(who) for who in PEOPLE[:4]], 9, PERIOD, {}) is None
    refused = [offer(who, state="DECLINED") for who in PEOPLE]
    assert health.load(refused, 5, PERIOD, {}) is None


def test_own_figure_is_of_the_person_alone() -> None:
    offers = [offer("a", 10), offer("a", 30, state="DECLINED"), offer("b", 99)]
    mine = health.own(offers, "a")
    assert mine == health.Own(2, 1, 20.0)
    assert health.own(offers, "c") is None


def rota(hours: tuple[str, str], turns: tuple[tuple[str, str, str], ...], **more: object) -> Rota:
    days = 7
    return Rota(
        "UTC",
        NO_HOLIDAYS,
        WorkingHours(tuple(((hours,) if day < 5 else ()) for day in range(days))),
        tuple(tuple(Turn(*turn) for turn in turns) if day < 5 else () for day in range(days)),
        **more,  # type: ignore[arg-type]
    )


def details(known: Rota | None, **more: object) -> NetworkDetails:
    return NetworkDetails(
        "n", None, None, ("a", "b"), (), known, (), (), more.get("away", {})  # type: ignore[arg-type]
    )  # fmt: skip


def test_hours_covered_against_hours_promised_with_absences_and_holidays() -> None:
    monday = datetime(2026, 6, 1, tzinfo=UTC)
    half = rota(("08:00", "16:00"), (("07:00", "12:00", "a"), ("11:00", "12:00", "b")))
    assert health.ordinary_week(half) == (40.0, 20.0)
    shown = health.hours(details(half), monday)
    assert shown == health.Hours(40.0, 20.0, 160.0, 80.0)
    # the whole first week away: the other one's hour is left
    away = {"a": ((monday, monday + timedelta(days=7)),)}
    shown = health.hours(details(half, away=away), monday)
    assert shown == health.Hours(40.0, 20.0, 160.0, 65.0)
    feast = Rota("Europe/Helsinki", PublicHolidays("FI"), half.hours, half.week)
    # Midsummer Eve (a Friday) is none of the public ones; Epiphany 2026 is a Tuesday
    january = datetime(2026, 1, 5, tzinfo=UTC)
    shown = health.hours(details(feast), january)
    assert shown is not None
    assert (shown.ahead_promised, shown.ahead_covered) == (152.0, 76.0)
    # who is no member any more covers nothing
    gone = rota(("08:00", "16:00"), (("08:00", "16:00", "z"),))
    shown = health.hours(details(gone), monday)
    assert shown == health.Hours(40.0, 0.0, 160.0, 0.0)
    assert health.hours(details(None), monday) is None


def test_a_night_turn_goes_on_into_the_next_day_and_the_next_week() -> None:
    night = Rota(
        "UTC",
        NO_HOLIDAYS,
        WorkingHours(tuple((("22:00", "06:00"),) for _ in range(7))),
        tuple((Turn("23:00", "05:00", "a"),) if day == 6 else () for day in range(7)),
    )
    assert health.ordinary_week(night) == (56.0, 6.0)


def test_who_joined_and_who_left_latest_first() -> None:
    now = datetime(2026, 6, 10, tzinfo=UTC)
    since = now - timedelta(days=365)
    old, new = now - timedelta(days=900), now - timedelta(days=10)
    spells = [
        Membership("stays", old, None),
        Membership("unknown", None, None),
        Membership("came", new, None),
        Membership("went", old, now - timedelta(days=20)),
        Membership("went-long-ago", old, now - timedelta(days=800)),
        Membership("back", old, now - timedelta(days=30)),
        Membership("back", now - timedelta(days=5), None),
    ]
    joined, left = health.memberships(spells, since)
    assert [one.expert for one in joined] == ["back", "came"]
    assert [one.expert for one in left] == ["went", "back"]
