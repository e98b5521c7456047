"""Rates are told by the time of which the log tells anything, and not by whole months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from netsvc.measures.catalogue import load, proposals
from netsvc.measures.facts import DAY, Facts
from netsvc.measures.publishing import Publisher, Question, Row
from netsvc.measures.registry import Dimension, Estimate, Measure
from tests.unit.test_measures_ways import BOUNCED, MONDAY, REDIRECTED, facts_of, step

FIRST = 10
"""Days from the first Monday of 1970 to the first case: Thursday 15 January."""
ALL_TIME = (None, None)
Period = tuple[date | None, date | None]


def log(days: int) -> Facts:
    """A case a day: it bounces, which loses it an hour, and is taken up by c. Six people a unit."""
    steps = []
    for day in range(FIRST, FIRST + days):
        here, there, end = (f"{unit}:{day % 6}" for unit in ("a1", "b1", "c"))
        case, hour = str(day), day * 24 + 10
        steps.append(step(case, "a1-b1", hour, outcome=BOUNCED, who=(here, there)))
        steps.append(step(case, "b1-c", hour + 2, who=(there, end)))
    return facts_of(*steps)


def row_of_c(facts: Facts, measure: Measure, by: Dimension, period: Period = ALL_TIME) -> Row:
    rows = Publisher(facts).answer(measure, Question(by, *period)).rows
    (row,) = [row for row in rows if row.key in ("c", "a1→c")]
    return row


@pytest.mark.parametrize(
    "period", [ALL_TIME, (date(1970, 2, 1), date(1970, 2, 28)), (None, date(1970, 1, 31))]
)
def test_a_case_a_day_is_seven_a_week_wherever_in_a_month_the_log_begins(period: Period) -> None:
    facts = log(12 * 7)
    assert row_of_c(facts, proposals.MEASURE, Dimension.PAIR, period).values["casesPerWeek"] == 7
    assert row_of_c(facts, load.MEASURE, Dimension.UNIT, period).values["perWeek"] == 7


def test_what_is_quiet_inside_the_log_counts() -> None:
    """Cases that were not handed over, two weeks before the first that was and two after."""
    facts = log(12 * 7)
    (opened, *_) = log(1).steps
    early = replace(opened, at=opened.at - 14 * DAY, outcome=REDIRECTED, waited=None)
    late = replace(early, at=opened.at + (12 * 7 + 13) * DAY)
    known = replace(facts, steps=(early, *facts.steps, late))
    assert row_of_c(known, load.MEASURE, Dimension.UNIT).values["perWeek"] == 7 * 12 / 16


def test_today_counts_as_far_as_it_has_come() -> None:
    facts = replace(log(12 * 7), now=MONDAY + (FIRST + 12 * 7) * DAY - DAY // 2)
    assert row_of_c(facts, load.MEASURE, Dimension.UNIT).values["perWeek"] == 12 * 7 / (12 - 1 / 14)


def test_a_log_of_few_days_is_told_as_a_week() -> None:
    assert row_of_c(log(6), load.MEASURE, Dimension.UNIT).values["perWeek"] == 6


def test_a_steady_log_keeps_exactly_what_it_promises() -> None:
    values = row_of_c(log(12 * 7), proposals.MEASURE, Dimension.PAIR).values
    promised = values["promised"]
    assert isinstance(promised, Estimate)
    # an hour a day: as many before the last stretch as it has days, and in it
    assert promised.value == pytest.approx(values["realised"])
    assert promised.n + float(values["realised"]) == 12 * 7  # type: ignore[arg-type]
