"""What anybody needs to compute a look again: cases, unit-weeks, what people said. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import date, datetime, timedelta

from netsvc.experiments.cases import COLUMNS, PilotCase
from netsvc.experiments.frame import build_frame
from netsvc.experiments.plan import Plan
from netsvc.experiments.pulses import COLUMNS as PULSE_COLUMNS
from netsvc.experiments.pulses import PulseFigure

UNIT_WEEKS = ("unit", "treated", "week", "starts", "after", "cases", "resolved")


def cases_csv(plan: Plan, cases: Sequence[PilotCase], on: date) -> str:
    """``cases.csv`` of docs/pilots.md, for a look on ``on``: nothing that was opened later.

    Read back by :func:`netsvc.experiments.cases.read_cases` it gives the same rows.
    """
    morning = datetime.combine(on, datetime.min.time(), plan.zone)
    return _csv(COLUMNS, (_row(case) for case in cases if case.opened_at < morning))


def unit_weeks_csv(plan: Plan, cases: tuple[PilotCase, ...], on: date) -> str:
    """Cases that count and how many of them were resolved, by unit and week, at a look on ``on``.

    Raises BadInputError for cases that can't be analysed.
    """
    frame = build_frame(plan, cases, on)
    counted, resolved = frame.by_week(), frame.by_week(frame.outcome)
    treated = len(plan.treated_units)
    rows = (
        (
            unit,
            int(place < treated),
            week + 1,
            (plan.baseline_start + timedelta(weeks=week)).isoformat(),
            int(week >= plan.weeks_before),
            int(counted[place, week]),
            int(resolved[place, week]),
        )
        for place, unit in enumerate(plan.units)
        for week in range(frame.weeks)
    )
    return _csv(UNIT_WEEKS, rows)


def pulse_csv(figures: Iterable[PulseFigure]) -> str:
    """``pulse.csv`` of docs/pilots.md.

    Read back by :func:`netsvc.experiments.pulses.read_pulse` it gives the same figures.
    """
    return _csv(PULSE_COLUMNS, map(astuple, figures))


def _row(case: PilotCase) -> tuple[str | int, ...]:
    return (
        case.case_id,
        case.unit,
        case.worker,
        case.issue_type,
        case.opened_at.isoformat(),
        _time(case.resolved_at),
        int(case.first_contact),
        int(case.strict),
        _time(case.repeat_at),
        _time(case.reopened_at),
        case.excluded_reason,
        case.redirects,
        int(case.used_network),
        "" if case.handovers is None else case.handovers,
    )


def _time(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
