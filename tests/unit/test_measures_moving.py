"""What moving an issue type would change: exact figures, and nothing of few people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from netsvc.errors import BadInputError
from netsvc.measures.catalogue import load, moved_types
from netsvc.measures.moving import ASSUMED, Move, type_moved
from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import Dimension, Estimate
from netsvc.measures.steps import StepFact
from tests.unit.test_measures_ways import HOUR, facts_of, step


def world(receivers: int = 6) -> Publisher:
    """Sixty cases of one type that go on from b1 to a2 after two hours each time, and thirty of
    another that c takes up within an hour."""
    steps: list[StepFact] = []
    for n in range(60):
        who = (f"a1:{n % 6}", f"b1:{n % 6}", f"a2:{n % 6}")
        steps += [
            step(f"t{n}", "a1-b1", n, who=who[:2], waited=2 * HOUR),
            step(f"t{n}", "b1-a2", n, who=who[1:], waited=2 * HOUR),
        ]
    for n in range(30):
        ends = (f"b1:{n % 6}", f"c:{n % receivers}")
        steps.append(step(f"u{n}", "b1-c", n, who=ends, waited=HOUR, issue_type="other"))
    return Publisher(facts_of(*steps))


def moved(publisher: Publisher, move: Move) -> object:
    return type_moved(publisher, moved_types.MEASURE, load.MEASURE, move)


def test_every_case_goes_once_and_waits_as_others_do_there() -> None:
    publisher = world()
    found = type_moved(publisher, moved_types.MEASURE, load.MEASURE, Move("t", "c"))
    assert found is not None
    assert (found.cases, found.assumed) == (60, ASSUMED)
    # two handovers of two hours each become one of one hour
    assert (found.handovers.value, found.handovers.n) == (-60.0, 60)
    assert found.hours is not None
    assert (found.hours.value, found.hours.n) == (60 * 1.0 - 60 * 4.0, 60)
    # drawn together: only how many cases come varies here
    low, high = found.hours.low, found.hours.high
    assert low < found.hours.value < high
    assert (low % 3, high % 3) == (0, 0)
    (there,) = (
        row for row in publisher.answer(load.MEASURE, Question(Dimension.UNIT)).rows
        if row.key == "c"
    )  # fmt: skip
    assert found.load_now == there.values["perWeek"]
    assert found.load_then == pytest.approx(3 * found.load_now)


def test_a_wait_that_no_log_tells_is_no_wait_of_nothing() -> None:
    """Else every case that is imported without moments would be said to wait longer there."""
    known = world()
    silent = [
        step(f"s{n}", "a1-b1", n, who=(f"a1:{n % 6}", f"b1:{n % 6}"), waited=None)
        for n in range(60)
    ]
    publisher = Publisher(replace(known.facts, steps=(*known.facts.steps, *silent)))
    found = type_moved(publisher, moved_types.MEASURE, load.MEASURE, Move("t", "c"))
    assert found is not None
    assert (found.cases, found.handovers.value) == (120, -60.0)
    assert found.hours is not None
    assert (found.hours.value, found.hours.n) == (60 * 1.0 - 60 * 4.0, 60)
    # of two people's cases the waiting is known: nothing is told of it
    few = [one if one.receiver in ("b1:0", "b1:1", "a2:0", "a2:1") else replace(one, waited=None)
           for one in known.facts.steps if one.issue_type == "t"]  # fmt: skip
    others = [one for one in known.facts.steps if one.issue_type != "t"]
    publisher = Publisher(replace(known.facts, steps=(*few, *others)))
    found = type_moved(publisher, moved_types.MEASURE, load.MEASURE, Move("t", "c"))
    assert found is not None
    assert (found.cases, found.hours) == (60, None)


def test_the_interval_is_narrower_than_that_of_two_rows_side_by_side() -> None:
    publisher = world()
    found = type_moved(publisher, moved_types.MEASURE, load.MEASURE, Move("t", "c"))
    (typed,) = (
        row for row in publisher.answer(moved_types.MEASURE, Question(Dimension.ISSUE_TYPE)).rows
        if row.key == "t"
    )  # fmt: skip
    hours = typed.values["hours"]
    assert found is not None
    assert found.hours is not None
    assert isinstance(hours, Estimate)
    assert found.hours.high - found.hours.low < hours.high - hours.low


def test_what_is_no_row_has_no_answer() -> None:
    publisher = world()
    assert moved(publisher, Move("t", "none")) is None
    assert moved(publisher, Move("none", "c")) is None
    assert moved(publisher, Move("t", "c", until=date(1960, 1, 1))) is None
    # three people take everything up at c: it is shown with others, and has no row of its own
    assert moved(world(receivers=3), Move("t", "c")) is None
    with pytest.raises(BadInputError):
        moved(publisher, Move("t", "c", date(1980, 1, 2), date(1980, 1, 1)))


def test_where_waiting_is_not_known_it_is_not_told() -> None:
    facts = world().facts
    steps = tuple(replace(one, waited=None) for one in facts.steps)
    found = type_moved(
        Publisher(replace(facts, steps=steps)), moved_types.MEASURE, load.MEASURE, Move("t", "c")
    )
    assert found is not None
    assert (found.hours, found.handovers.value) == (None, -60.0)
