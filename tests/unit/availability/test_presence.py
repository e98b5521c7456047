"""Presence and absence are pure rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.availability.model import (
    Absence,
    AbsenceKind,
    Hindrance,
    Presence,
    absent_at,
    hindrance,
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


FREE: dict[str, Any] = {
    "active": True,
    "answers": True,
    "presence": Presence.AVAILABLE,
    "free_places": 1,
    "at_work": True,
    "absent": False,
}


@pytest.mark.parametrize(
    ("missing", "against"),
    [
        ({}, None),
        ({"active": False}, Hindrance.LEFT),
        ({"answers": False}, Hindrance.TAKES_NO_CASES),
        ({"absent": True}, Hindrance.ABSENT),
        ({"presence": Presence.BUSY}, Hindrance.NOT_AVAILABLE),
        ({"presence": Presence.AWAY}, Hindrance.NOT_AVAILABLE),
        ({"presence": Presence.DO_NOT_DISTURB}, Hindrance.NOT_AVAILABLE),
        ({"at_work": False}, Hindrance.OUTSIDE_HOURS),
        ({"free_places": 0}, Hindrance.NO_FREE_PLACE),
        ({"free_places": 0, "presence": Presence.BUSY, "absent": True}, Hindrance.ABSENT),
    ],
)
def test_free_needs_everything(missing: dict[str, Any], against: Hindrance | None) -> None:
    assert hindrance(**{**FREE, **missing}) is against


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
