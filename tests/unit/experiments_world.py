"""A small world of cases with known truth for tests of pilots; documented seeds, no files."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from netsvc.experiments.cases import REQUIRED, PilotCase
from netsvc.experiments.plan import Plan

ZONE = ZoneInfo("Europe/Helsinki")
BASELINE = date(2026, 1, 5)
"""A Monday; eight weeks later is 2 March, and the clocks change on 29 March, inside the pilot."""


def plan_data(side: int = 4, **changes: Any) -> dict[str, Any]:
    """A valid plan as JSON data: 8 weeks before, 8 after, three looks."""
    return {
        "id": "pilot-1",
        "question": "Does the mini-network solve more at first contact?",
        "baselineStart": "2026-01-05",
        "start": "2026-03-02",
        "end": "2026-04-27",
        "treatedUnits": [f"t{index}" for index in range(side)],
        "comparisonUnits": [f"c{index}" for index in range(side)],
        "smallestEffect": 0.05,
        "looks": ["2026-03-30", "2026-04-20", "2026-05-04"],
        "assumptions": {
            "baseRate": 0.6,
            "icc": 0.01,
            "weeklyAutocorrelation": 0.5,
            "casesPerUnitWeek": 20,
        },
        **changes,
    }


def make_plan(side: int = 4, **changes: Any) -> Plan:
    return Plan.model_validate(plan_data(side, **changes))


def make_case(number: int, unit: str, day: int, **changes: Any) -> PilotCase:
    """A case opened at noon on ``day`` days after the baseline began, solved at first contact."""
    opened = datetime.combine(BASELINE, datetime.min.time(), ZONE) + timedelta(days=day, hours=12)
    case = PilotCase(
        case_id=f"case-{number}",
        unit=unit,
        worker=f"w-{unit}",
        issue_type="housing",
        opened_at=opened,
        resolved_at=opened + timedelta(hours=2),
        first_contact=True,
        strict=True,
        repeat_at=None,
        reopened_at=None,
        excluded_reason="",
        redirects=0,
        used_network=False,
    )
    return replace(case, **changes)


def random_cases(plan: Plan, effect: float, seed: int, daily: int = 3) -> tuple[PilotCase, ...]:
    """``daily`` cases a unit and day; treated units gain ``effect`` after the start."""
    rng = np.random.default_rng(seed)
    days = (plan.end - plan.baseline_start).days
    start = (plan.start - plan.baseline_start).days
    found: list[PilotCase] = []
    for unit in plan.units:
        level = 0.6 + rng.normal(0, 0.04)
        for day in range(days):
            treated = unit in plan.treated_units and day >= start
            for _ in range(daily):
                solved = bool(rng.random() < level + effect * treated)
                case = make_case(len(found), unit, day)
                away = timedelta(days=float(rng.exponential(20)))
                comes_back = bool(rng.random() < 0.1)
                found.append(
                    replace(
                        case,
                        first_contact=solved,
                        strict=solved and bool(rng.random() < 0.8),
                        repeat_at=case.opened_at + away if comes_back else None,
                        resolved_at=case.opened_at + timedelta(hours=float(rng.exponential(20))),
                        issue_type=str(rng.choice(["housing", "study", "sickness"])),
                        redirects=int(rng.random() < 0.3),
                        excluded_reason="needs a doctor" if rng.random() < 0.1 else "",
                        used_network=treated and bool(rng.random() < 0.5),
                    )
                )
    return tuple(found)


def write_cases(path: Path, cases: Iterable[PilotCase]) -> Path:
    """The file form of cases."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(REQUIRED)
        for case in cases:
            row = (getattr(case, name) for name in REQUIRED)
            writer.writerow([_text(value) for value in row])
    return path


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, datetime) else str(value)
