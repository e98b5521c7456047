"""Who moves a figure: taken away one after another, everybody behind a row must matter to it.

The attacker looks at which facts a row counts. A column may look at a part of them only, such as
times that are known; where it moves with fewer than five people, it tells what these few did.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import Kind, Measure, Scope, Value, discover
from netsvc.measures.small_groups import MINIMUM, anywhere
from netsvc.silos.legs import Outcome
from tests.unit.test_measures_attacker import FIGURES, Story, world
from tests.unit.test_measures_ways import BOUNCED, OK, REDIRECTED, UNITS

STEADY = {
    ("proposals", "busyWeek"): "a quantile in whole numbers, which most cases leave unchanged",
    ("proposals", "realised"): "a sum over five and more, some of whose cases had not waited",
}
Few = tuple[str, str, str, frozenset[str]]


def stories(seed: int, length: int = 600) -> list[Story]:
    drawn = random.Random(seed)  # noqa: S311 - it must come again
    kinds = [OK, OK, OK, BOUNCED, REDIRECTED, Outcome.ASK_HELPED]
    units = sorted(UNITS)
    found = []
    for n in range(length):
        source, target = drawn.choice(units), drawn.choice(units)
        kind, who, day = drawn.choice(kinds), drawn.randrange(10), drawn.randrange(140)
        # two units that need each other and never meet
        apart = {source, target} == {"a2", "c"}
        found.append((n // 2, source, target, who, day, REDIRECTED if apart else kind))
    return found


def moved_by_few(publisher: Publisher, measure: Measure) -> tuple[int, list[Few]]:
    """How many figures were tried, and those that one to four people move."""
    tried, found = 0, []
    for by in measure.dimensions:
        scope = publisher.scope(measure, Question(by))
        for row in publisher.answer(measure, Question(by)).rows:
            facts = publisher.of_row(measure, Question(by), row.key)
            for column, movers in _movers(measure, facts, scope).items():
                if row.values.get(column) is not None:
                    tried += 1
                    if 0 < len(movers) < MINIMUM and (measure.id, column) not in STEADY:
                        found.append((by.value, row.key, column, movers))
    return tried, found


def _movers(measure: Measure, facts: Sequence[Any], scope: Scope) -> Mapping[str, frozenset[str]]:
    """By column everybody without whose facts it is another figure, or hidden; nobody where no one
    person's absence makes it another."""
    took_part = [_people(measure, fact) for fact in facts]
    whole = measure.summarise(facts, scope)
    figures = [column.name for column in measure.columns if column.kind is not Kind.ISSUE_TYPES]
    movers: dict[str, set[str]] = {column: set() for column in figures}
    told: set[str] = set()
    for person in sorted(set().union(*took_part)):
        rest = [fact for fact, who in zip(facts, took_part, strict=True) if person not in who]
        left: Mapping[str, Value] = measure.summarise(rest, scope) if rest else {}
        for column in figures:
            if left.get(column) != whole.get(column):
                movers[column].add(person)
                told |= {column} if left.get(column) is not None else set()
    return {column: frozenset(people) for column, people in movers.items() if column in told}


def _people(measure: Measure, fact: Any) -> frozenset[str]:
    behind = {person.lstrip("\0") for person in anywhere(measure.behind(fact))}
    return frozenset(behind) | (measure.helped.helpers(fact) if measure.helped else frozenset())


@pytest.mark.parametrize("measure", FIGURES, ids=lambda one: one.id)
def test_nothing_shown_moves_with_fewer_than_five(measure: Measure) -> None:
    tried, found = moved_by_few(Publisher(world(stories(2))), measure)
    assert tried > 0
    assert found == []


def test_a_figure_of_one_person_is_seen() -> None:
    """Else the test above would hold because nothing is ever found."""
    load = discover().get("load")
    assert load is not None
    honest = load.summarise

    def careless(facts: Sequence[Any], scope: Scope) -> Mapping[str, Value]:
        one = [fact for fact in facts if "e1" in anywhere(fact.employees)]
        return {**honest(facts, scope), "hours": float(len(one))}

    _, found = moved_by_few(Publisher(world(stories(1))), replace(load, summarise=careless))
    assert {(column, who) for *_, column, who in found} == {("hours", frozenset({"e1"}))}
