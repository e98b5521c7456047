"""Presence and absence are pure rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.availability.model import (
    Absence,
    AbsenceKind,
    Presence,
    absent_at,
    free_for_offer,
    presence_after_missed,
    unusable_times,
)

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
AWAY = Absence("a", "e", AT, AT + DAY, AbsenceKind.AWAY, None)


@given(st.sampled_from(list(Presence)), st.integers(0, 5))
def test_two_missed_in_a_row_make_an_available_person_away(presence: Presence, missed: int) -> None:
    after = presence_after_missed(presence, missed)
    if presence is Presence.AVAILABLE and missed >= 2:
        assert after is Presence.AWAY
    else:
        assert after is presence


def test_free_needs_everything() -> None:
    free = {
        "active": True,
        "presence": Presence.AVAILABLE,
        "free_places": 1,
        "unit_open": True,
        "absent": False,
    }
    assert free_for_offer(**free)  # type: ignore[arg-type]  # one case a key below
    for missing in (
        {"active": False},
        {"presence": Presence.BUSY},
        {"presence": Presence.AWAY},
        {"presence": Presence.DO_NOT_DISTURB},
        {"free_places": 0},
        {"unit_open": False},
        {"absent": True},
    ):
        assert not free_for_offer(**{**free, **missing})  # type: ignore[arg-type]  # as above


def test_an_absence_holds_from_its_start_up_to_its_end() -> None:
    assert absent_at([AWAY], AT) is AWAY
    assert absent_at([AWAY], AT + DAY - timedelta(microseconds=1)) is AWAY
    assert absent_at([AWAY], AT + DAY) is None
    assert absent_at([AWAY], AT - timedelta(microseconds=1)) is None
    assert AWAY.meets(AT - DAY, AT + timedelta(seconds=1))
    assert not AWAY.meets(AT - DAY, AT)
    assert not AWAY.meets(AT + DAY, AT + 2 * DAY)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (AT, AT + DAY, None),
        (AT - DAY, AT + DAY, None),
        (AT + DAY, AT + DAY, "absence_backwards"),
        (AT - 2 * DAY, AT - DAY, "absence_over"),
        (AT, AT + 401 * DAY, "absence_long"),
        (AT + 500 * DAY, AT + 801 * DAY, "absence_far"),
        (AT.replace(tzinfo=None), AT + DAY, "absence_no_zone"),
    ],
)
def test_times_of_an_absence(start: datetime, end: datetime, expected: str | None) -> None:
    assert unusable_times(start, end, AT) == expected
