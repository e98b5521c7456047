"""Redirects and answers that helped, from unit to unit."""

from __future__ import annotations

from dataclasses import replace

from netsvc.measures.catalogue import help_flows, redirect_flows
from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import Dimension, Measure
from netsvc.measures.steps import StepFact
from netsvc.silos.legs import Outcome
from tests.unit.test_measures_ways import facts_of, step


def side(number: int, ends: str, outcome: Outcome, who: tuple[str, str | None]) -> StepFact:
    people = frozenset(one for one in who if one)
    made = step(str(number), ends, who=("x", "y"), outcome=outcome)
    return replace(made, sender=who[0], receiver=who[1], employees=people)


def counts(measure: Measure, *steps: StepFact) -> dict[str, object]:
    found = Publisher(facts_of(*steps)).answer(measure, Question(Dimension.FLOW))
    return {row.label.en: row.values["count"] for row in found.rows}


def test_redirects_are_counted_from_unit_to_unit_and_nothing_else_is() -> None:
    away = [side(n, "a1-b1", Outcome.REDIRECTED, (f"s{n}", None)) for n in range(5)]
    other = [side(n + 10, "b1-a1", Outcome.ASK_HELPED, (f"s{n}", f"r{n}")) for n in range(5)]
    assert counts(redirect_flows.MEASURE, *away, *other) == {"a1 → b1": 5}
    assert counts(help_flows.MEASURE, *away, *other) == {"b1 → a1": 5}


def test_who_redirects_and_who_answers_are_those_of_whom_there_must_be_five() -> None:
    few = [side(n, "a1-b1", Outcome.REDIRECTED, (f"s{n % 4}", None)) for n in range(9)]
    assert counts(redirect_flows.MEASURE, *few) == {}
    one = [side(n, "a1-b1", Outcome.ASK_HELPED, (f"s{n}", "r")) for n in range(9)]
    assert counts(help_flows.MEASURE, *one) == {}
