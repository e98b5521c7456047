"""Figures of one measure less those of another: what one person did, in ways that told it once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from netsvc.measures.catalogue import flows, load, siloedness, time_to_acceptance
from netsvc.measures.facts import DAY
from netsvc.measures.months import month_of
from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import Dimension, Estimate, Measure
from netsvc.measures.steps import StepFact
from netsvc.silos.legs import Outcome
from tests.unit.test_measures_ways import MONDAY, facts_of, step

UNITS = ("a1", "a2", "b1", "c")
Person = Callable[[int], str]


def anyone(unit: str) -> Person:
    return lambda n: f"{unit}:{n % 8}"


def steps_of(
    ends: str, count: int, sender: Person, receiver: Person, outcome: Outcome = Outcome.ACCEPTED
) -> list[StepFact]:
    return [
        step(
            f"{ends}{n}{outcome}",
            ends,
            n * 37 % 2000,
            who=(sender(n), receiver(n)),
            outcome=outcome,
            waited=None if outcome is Outcome.DECLINED else 3_600_000,
        )
        for n in range(count)
    ]


def everywhere() -> list[StepFact]:
    return [
        one
        for source in UNITS
        for target in UNITS
        if source != target
        for one in steps_of(f"{source}-{target}", 200, anyone(source), anyone(target))
    ]


def shown(
    publisher: Publisher, measure: Measure, column: str, question: Question
) -> dict[str, int]:
    """The count behind a column of each row that stands alone."""
    found: dict[str, int] = {}
    for row in publisher.answer(measure, question).rows:
        value = row.values[column]
        if not row.merged and value is not None:
            found[row.key] = value.n if isinstance(value, Estimate) else int(value)  # type: ignore[arg-type]
    return found


BY_FLOW, BY_UNIT = Question(Dimension.FLOW), Question(Dimension.UNIT)


def test_everything_is_told_where_everybody_does_everything() -> None:
    """Else nothing would be told below for another reason."""
    publisher = Publisher(facts_of(*everywhere()))
    assert len(shown(publisher, flows.MEASURE, "count", BY_FLOW)) == 12
    for measure, column in (
        (load.MEASURE, "received"), (time_to_acceptance.MEASURE, "medianMinutes"),
    ):  # fmt: skip
        assert shown(publisher, measure, column, BY_UNIT) == dict.fromkeys(UNITS, 600)


def test_what_one_person_declined_is_no_difference() -> None:
    declined = steps_of("a1-b1", 13, anyone("a1"), lambda _n: "b1:0", Outcome.DECLINED)
    publisher = Publisher(facts_of(*everywhere(), *declined))
    assert shown(publisher, flows.MEASURE, "count", BY_FLOW)["a1→b1"] == 213
    assert "b1" not in shown(publisher, load.MEASURE, "received", BY_UNIT)
    assert "b1" not in shown(publisher, time_to_acceptance.MEASURE, "medianMinutes", BY_UNIT)


def test_what_one_person_hands_to_one_of_the_same_unit_is_no_difference() -> None:
    within = steps_of("b1-b1", 23, lambda _n: "b1:0", lambda _n: "b1:1")
    publisher = Publisher(facts_of(*everywhere(), *within))
    assert "b1" not in shown(publisher, load.MEASURE, "received", BY_UNIT)


def test_waits_that_are_not_known_of_one_person_are_no_difference() -> None:
    unknown = [
        replace(one, waited=None) for one in steps_of("a1-b1", 13, anyone("a1"), lambda _n: "b1:0")
    ]
    publisher = Publisher(facts_of(*everywhere(), *unknown))
    assert shown(publisher, load.MEASURE, "received", BY_UNIT)["b1"] == 613
    assert "b1" not in shown(publisher, load.MEASURE, "hours", BY_UNIT)
    assert "b1" not in shown(publisher, time_to_acceptance.MEASURE, "medianMinutes", BY_UNIT)


def test_who_works_in_another_unit_than_at_home_is_no_difference() -> None:
    elsewhere = steps_of("a2-b1", 17, lambda _n: "a1:0", anyone("b1"))
    members = {f"{unit}:{n}": unit for unit in UNITS for n in range(8)}
    publisher = Publisher(replace(facts_of(*everywhere(), *elsewhere), members=members))
    sent = shown(publisher, siloedness.MEASURE, "crossing", BY_UNIT)
    of_flows = shown(publisher, flows.MEASURE, "count", BY_FLOW)
    assert sent == {
        unit: sum(n for key, n in of_flows.items() if key.startswith(f"{unit}→")) for unit in sent
    }
    assert set(sent) == set(UNITS)


@pytest.mark.parametrize(
    "measure", [load.MEASURE, time_to_acceptance.MEASURE], ids=["load", "timeToAcceptance"]
)
def test_days_between_the_edges_of_two_measures_are_no_difference(measure: Measure) -> None:
    """In April one person alone takes up what comes to b1."""
    found: list[StepFact] = []
    for week in range(48):
        alone = month_of(MONDAY + week * 7 * DAY) == 1970 * 12 + 3
        for n in range(40):
            turn = {
                "a1-c": (8, 8), "c-a1": (8, 8), "a1-b1": (8, 1 if alone else 8),
            }  # fmt: skip
            for ends, (givers, takers) in turn.items():
                if ends == "a1-b1" and n >= (4 if alone else 10):
                    continue
                source, target = ends.split("-")
                who = (f"{source}:{(n + week) % givers}", f"{target}:{(n * 3 + week) % takers}")
                found.append(step(f"{week}{ends}{n}", ends, (week * 7 + n % 7) * 24, who=who))
    publisher = Publisher(facts_of(*found))
    every = [None, *(date(1970, month, 15) for month in range(1, 13))]

    def edges(of: Measure, by: Dimension) -> set[date | None]:
        answers = [publisher.answer(of, Question(by, until=day)) for day in every]
        assert all(answer.rows for answer in answers)
        return {answer.until for answer in answers}

    # finer perhaps, but never between: else what April brought were the difference of two
    assert edges(flows.MEASURE, Dimension.FLOW) <= edges(measure, Dimension.UNIT)
    assert len(edges(flows.MEASURE, Dimension.FLOW)) > 1
