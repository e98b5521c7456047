"""The plan and the case file: what is accepted, what is refused and with which words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netsvc.errors import BadInputError, ConflictError
from netsvc.experiments.cases import REQUIRED, parse_cases, read_cases
from netsvc.experiments.plan import json_schema, parse_plan, read_plan, refuse_overlap
from netsvc.settings import SCHEMA_DIR
from tests.unit.experiments_world import make_case, make_plan, plan_data, write_cases


def test_the_committed_schema_is_the_model() -> None:
    assert json.loads((SCHEMA_DIR / "plan.schema.json").read_text()) == json_schema()


def test_a_plan_survives_its_own_json() -> None:
    plan = make_plan(membership={"anna": "t0"}, randomAllocationSeed=7).locked()
    again = parse_plan(json.dumps(plan.as_json()).encode())
    assert again == plan
    assert again.locked_hash == again.digest()
    assert (plan.weeks_before, plan.weeks) == (8, 16)
    assert [plan.weeks_in(day) for day in plan.looks] == [11, 14, 16]
    assert plan.weeks_in(date(2026, 5, 3)) == 15


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"treatedUnits": []}, "treatedUnits"),
        ({"treatedUnits": ["t0", "c0"]}, "units on both sides: c0"),
        ({"treatedUnits": ["t0", "t0"]}, "a unit is named twice"),
        ({"timeZone": "Mars/Base"}, "time zone Mars/Base is unknown"),
        ({"start": "2026-03-03"}, "whole weeks"),
        ({"end": "2026-03-02"}, "don't follow each other"),
        ({"looks": ["2026-03-09", "2026-05-04"]}, "the first look needs a mature week"),
        ({"looks": ["2026-03-30", "2026-03-31", "2026-05-04"]}, "each later look one more"),
        ({"looks": ["2026-04-20"]}, "the last case is mature"),
        ({"looks": ["2026-05-04", "2026-03-30"]}, "looks are not in order"),
        ({"smallestEffect": 0}, "smallestEffect"),
        ({"assumptions": {"baseRate": 1}}, "assumptions.baseRate"),
        ({"surprise": 1}, "surprise"),
        ({"lockedHash": "abc"}, "lockedHash"),
    ],
)
def test_a_wrong_plan_is_refused_by_name(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse_plan(json.dumps(plan_data(**changes)).encode())
    assert words in caught.value.message


def test_text_that_is_no_json_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="Invalid JSON"):
        parse_plan(b"{")
    with pytest.raises(BadInputError, match=r"plan\.json can't be read"):
        read_plan(tmp_path / "plan.json")


def test_a_plan_changed_after_it_was_locked_is_refused_but_amendments_are_not() -> None:
    locked = make_plan().locked().as_json()
    amended = {**locked, "amendments": [{"on": "2026-03-20", "text": "c1 closed for two days"}]}
    assert parse_plan(json.dumps(amended).encode()).amendments[0].on == date(2026, 3, 20)
    with pytest.raises(ConflictError, match="changed after it was locked"):
        parse_plan(json.dumps({**locked, "smallestEffect": 0.01}).encode())


def test_overlapping_pilots_on_a_unit_are_refused() -> None:
    plan = make_plan()
    other = make_plan(id="pilot-2", treatedUnits=["x"], comparisonUnits=["c0"])
    with pytest.raises(ConflictError, match="pilot-2 uses c0"):
        refuse_overlap(plan, [other])
    refuse_overlap(plan, [plan, make_plan(id="pilot-3", treatedUnits=["x"], comparisonUnits=["y"])])
    refuse_overlap(
        plan,
        [
            make_plan(
                id="later",
                baselineStart="2026-04-27",
                start="2026-06-22",
                end="2026-08-17",
                looks=["2026-08-24"],
            )
        ],
    )


def test_cases_survive_their_file(tmp_path: Path) -> None:
    cases = (make_case(1, "t0", 3), make_case(2, "c0", 4, excluded_reason="doctor", redirects=2))
    assert read_cases(write_cases(tmp_path / "cases.csv", cases)) == cases


ROW = {
    "case_id": "1",
    "unit": "t0",
    "worker": "anna",
    "issue_type": "housing",
    "opened_at": "2026-03-29T03:30:00+02:00",
    "resolved_at": "",
    "first_contact": "1",
    "strict": "0",
    "repeat_at": "",
    "reopened_at": "",
    "excluded_reason": "",
    "redirects": "0",
    "used_network": "0",
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"resolved_at": "2026-03-29T03:29:00+02:00"}, "a negative duration"),
        ({"repeat_at": "2026-03-28T03:29:00+02:00"}, "repeat_at before opened_at"),
        ({"reopened_at": "2026-03-28T03:29:00+02:00"}, "reopened_at before opened_at"),
        ({"opened_at": "2026-10-25T03:30:00"}, "lacks its offset from UTC"),
        ({"opened_at": "yesterday"}, "not an ISO 8601 time"),
        ({"opened_at": ""}, "lacks opened_at"),
        ({"unit": ""}, "lacks case_id, unit or issue_type"),
        ({"first_contact": "yes"}, "first_contact is neither 0 nor 1"),
        ({"first_contact": "0", "strict": "1"}, "strict but not first_contact"),
        ({"redirects": "-1"}, "redirects is not a whole number"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(changes: dict[str, str], words: str) -> None:
    row = {**ROW, **changes}
    with pytest.raises(BadInputError) as caught:
        parse_cases([list(REQUIRED), list(ROW.values()), [*({**row, "case_id": "2"}).values()]])
    assert caught.value.message.startswith("1 rows of the cases can't be used: line 3 ")
    assert words in caught.value.message


def test_doubled_short_missing_and_empty_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="line 3 brings case 1 a second time"):
        parse_cases([list(REQUIRED), list(ROW.values()), list(ROW.values())])
    with pytest.raises(BadInputError, match="line 2 has 2 fields, the header 13"):
        parse_cases([list(REQUIRED), ["1", "t0"]])
    with pytest.raises(BadInputError, match="lack the columns case_id, unit"):
        parse_cases([["worker"]])
    with pytest.raises(BadInputError, match="hold no row"):
        parse_cases([list(REQUIRED)])
    broken = tmp_path / "cases.csv"
    broken.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInputError, match=r"cases\.csv can't be read"):
        read_cases(broken)


def test_the_doubled_hour_of_the_clock_change_is_two_hours() -> None:
    """25 October 2026, 03:30 comes twice in Finland; the offset tells which."""
    row = {
        **ROW,
        "opened_at": "2026-10-25T03:30:00+03:00",
        "resolved_at": "2026-10-25T03:30:00+02:00",
    }
    found = parse_cases([list(REQUIRED), list(row.values())])[0]
    assert found.resolved_at is not None
    assert (found.resolved_at - found.opened_at).total_seconds() == 3600
