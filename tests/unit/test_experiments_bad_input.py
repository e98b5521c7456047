"""Every bad input that pilots were built to meet: refused with a reason, or handled and said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from netsvc.errors import BadInputError, ConflictError
from netsvc.experiments.analysis import analyse
from netsvc.experiments.cases import PilotCase, parse_cases
from netsvc.experiments.observed import Observed, nameless
from netsvc.experiments.plan import Plan, parse_plan, refuse_overlap
from netsvc.experiments.report import report
from tests.unit.experiments_world import make_case, make_plan, plan_data, random_cases

PLAN = make_plan()
CASES = random_cases(PLAN, 0.1, seed=3)
LAST = PLAN.looks[-1]


def said(cases: tuple[PilotCase, ...], plan: Plan = PLAN) -> dict[str, Any]:
    """What the report counts as left out or moved."""
    quality: dict[str, Any] = report(plan, cases, LAST)["quality"]
    return quality


def flat(solved: bool) -> tuple[PilotCase, ...]:
    return tuple(
        replace(case, first_contact=solved, strict=solved, repeat_at=None, reopened_at=None)
        for case in CASES
    )


def in_observed(**left_out: tuple[PilotCase, ...]) -> Any:
    return nameless(PLAN, Observed(CASES, **left_out), {})


def reopened() -> tuple[PilotCase, ...]:
    first = next(case for case in CASES if case.first_contact and case.repeat_at is None)
    again = replace(first, reopened_at=first.opened_at + timedelta(days=1))
    return (again, *(case for case in CASES if case is not first))


def joined() -> tuple[PilotCase, ...]:
    return tuple(
        replace(case, used_network=case.used_network or case.unit == "c0") for case in CASES
    )


def changed_plan() -> Plan:
    locked = make_plan().locked().as_json()
    return parse_plan(json.dumps({**locked, "smallestEffect": 0.01}).encode())


def csv_row(resolved: str) -> tuple[PilotCase, ...]:
    header = [
        "case_id", "unit", "worker", "issue_type", "opened_at", "resolved_at", "first_contact",
        "strict", "repeat_at", "reopened_at", "excluded_reason", "redirects", "used_network",
    ]  # fmt: skip
    opened = "2026-01-05T09:00:00+02:00"
    row = ["1", "t0", "w", "housing", opened, resolved, "1", "1", "", "", "", "0", "0"]
    return parse_cases([header, row])


REFUSED: dict[str, tuple[Callable[[], object], type[Exception], str]] = {
    "overlapping pilots on a unit": (
        lambda: refuse_overlap(PLAN, [make_plan(id="other", treatedUnits=["x", "t1"])]),
        ConflictError,
        "other uses",
    ),
    "plan changed after start": (changed_plan, ConflictError, "changed after it was locked"),
    "unit without cases": (
        lambda: analyse(PLAN, tuple(c for c in CASES if c.unit != "c1"), 3),
        BadInputError,
        "Unit c1 has no mature cases",
    ),
    "everyone resolved": (
        lambda: analyse(PLAN, flat(True), 3),
        BadInputError,
        "everyone or no one was resolved",
    ),
    "no one resolved": (
        lambda: analyse(PLAN, flat(False), 3),
        BadInputError,
        "everyone or no one was resolved",
    ),
    "one cluster on a side": (
        lambda: analyse(
            make_plan(treatedUnits=["t0"]),
            tuple(c for c in CASES if c.unit[0] == "c" or c.unit == "t0"),
            3,
        ),
        BadInputError,
        "fewer than two units",
    ),
    "negative durations in a file": (
        lambda: csv_row("2026-01-05T08:00:00+02:00"),
        BadInputError,
        "before",
    ),
    "one unit on both sides": (
        lambda: Plan.model_validate(plan_data(comparisonUnits=["t0", "c1", "c2", "c3"])),
        ValueError,
        "t0",
    ),
}
HANDLED: dict[str, tuple[Callable[[], object], object]] = {
    "missing weeks": (
        lambda: said(
            tuple(
                case
                for case in CASES
                if not (
                    case.unit == "c1"
                    and 21 <= (case.opened_at.date() - PLAN.baseline_start).days < 28
                )
            )
        )["emptyUnitWeeks"],
        [["c1", 3]],
    ),
    "negative durations on the graph": (
        lambda: (
            in_observed(negative=(make_case(1, "t0", 9), make_case(2, "elsewhere", 9))).negative
        ),
        1,
    ),
    "a contact without an end": (
        lambda: in_observed(unjudged=(make_case(1, "t0", 9),)).unjudged,
        1,
    ),
    "reopened cases": (lambda: said(reopened())["voidedByReopening"], 1),
    "units merged in mid-pilot": (
        lambda: said(
            (*CASES, make_case(90_001, "merged", 60, worker="newcomer")),
        )["outsideUnits"],
        [["merged", 1]],
    ),
    "the doubled hour of a clock change": (
        # 25 October 2026 has 03:30 twice; the offset tells which, and a week later is a week later
        lambda: (
            datetime.fromisoformat("2026-10-25T03:30:00+02:00")
            - datetime.fromisoformat("2026-10-25T03:30:00+03:00")
        ),
        timedelta(hours=1),
    ),
    "the short night of a clock change": (
        lambda: said(
            (
                *CASES,
                replace(
                    make_case(90_002, "t0", 0), opened_at=datetime(2026, 3, 29, 20, 59, tzinfo=UTC)
                ),
            )
        )["casesInFile"],
        len(CASES) + 1,
    ),
    "a comparison unit that joins": (
        lambda: [row["unit"] for row in report(PLAN, joined(), LAST)["contamination"]],
        ["c0"],
    ),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_refused_with_a_reason(name: str) -> None:
    act, kind, words = REFUSED[name]
    with pytest.raises(kind, match=words):
        act()


@pytest.mark.parametrize("name", list(HANDLED))
def test_handled_and_said(name: str) -> None:
    act, wanted = HANDLED[name]
    assert act() == wanted
