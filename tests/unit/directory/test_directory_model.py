"""Opening hours and freedom are pure rules over frozen values."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.directory.model import (
    OFFICE_HOURS,
    WEEKDAYS,
    Expert,
    Language,
    LocalText,
    PacketField,
    Presence,
    WorkingHours,
    free_now,
    open_now,
    packet_fields_from_json,
    packet_fields_to_json,
)
from netsvc.errors import BadInputError
from netsvc.identity.roles import Role

HELSINKI = "Europe/Helsinki"
EXPERT = Expert(
    id="e",
    name="Maija Korhonen",
    languages=(Language.FI,),
    roles=frozenset({Role.EXPERT}),
    presence=Presence.AVAILABLE,
    capacity=2,
    open_cases=1,
    ui_language=Language.FI,
    active=True,
    unit_ids=("u",),
    skills=(),
    mini_network_ids=(),
    source="sample",
)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 1, 5, 5, 59, tzinfo=UTC), False),  # Monday 07:59 in Helsinki
        (datetime(2026, 1, 5, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 1, 5, 13, 59, tzinfo=UTC), True),
        (datetime(2026, 1, 5, 14, 0, tzinfo=UTC), False),
        (datetime(2026, 1, 3, 10, 0, tzinfo=UTC), False),  # Saturday
        (datetime(2026, 7, 6, 5, 0, tzinfo=UTC), True),  # summer time: 08:00
    ],
)
def test_office_hours_in_local_time(at: datetime, expected: bool) -> None:
    assert open_now(OFFICE_HOURS, HELSINKI, at) is expected


def test_span_over_midnight() -> None:
    night = WorkingHours.from_json('{"fri": [["22:00", "06:00"]]}')
    friday = datetime(2026, 1, 9, 0, 0, tzinfo=UTC)
    opened = [hour for hour in range(48) if open_now(night, "UTC", friday + timedelta(hours=hour))]
    assert opened == list(range(22, 30))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "[]",
        '{"mon": 5}',
        '{"funday": []}',
        '{"mon": [["8", "16"]]}',
        '{"mon": [["08:00"]]}',
        '{"mon": [["08:00", "25:00"]]}',
    ],
)
def test_bad_hours_are_refused(text: str) -> None:
    with pytest.raises(BadInputError, match="no working hours"):
        WorkingHours.from_json(text)


clock = st.builds(lambda h, m: f"{h:02}:{m:02}", st.integers(0, 23), st.integers(0, 59))
spans = st.lists(st.tuples(clock, clock), max_size=3).map(tuple)


@given(st.lists(spans, min_size=7, max_size=7).map(tuple))
def test_hours_round_trip(days: tuple[tuple[tuple[str, str], ...], ...]) -> None:
    hours = WorkingHours(days)
    assert WorkingHours.from_json(hours.to_json()) == hours
    assert list(json.loads(hours.to_json())) == list(WEEKDAYS)


def test_free_needs_presence_place_hours_and_employment() -> None:
    assert free_now(EXPERT, at_work=True)
    assert not free_now(EXPERT, at_work=False)
    assert not free_now(replace(EXPERT, open_cases=2), at_work=True)
    assert not free_now(EXPERT, at_work=True, ringing=EXPERT.free_places)
    assert not free_now(EXPERT, at_work=True, absent=True)
    assert not free_now(replace(EXPERT, active=False), at_work=True)
    assert not free_now(replace(EXPERT, roles=frozenset({Role.MANAGER})), at_work=True)
    for presence in (Presence.BUSY, Presence.AWAY, Presence.DO_NOT_DISTURB):
        assert not free_now(replace(EXPERT, presence=presence), at_work=True)


def test_packet_fields_round_trip() -> None:
    fields = (PacketField("a", LocalText('x"', "å|", "z,\n"), required=True),)
    assert packet_fields_from_json(packet_fields_to_json(fields)) == fields
    assert packet_fields_from_json(None) == ()
