"""Every measure over organisations that are empty, tiny, broken or long: an answer each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from netsvc.directory.model import Language, LocalText
from netsvc.measures.catalogue import flows, loops
from netsvc.measures.export import Format, written
from netsvc.measures.facts import DAY, CaseFact, Facts
from netsvc.measures.publishing import Publisher, Question, Result
from netsvc.measures.registry import Measure, discover
from netsvc.measures.steps import StepFact
from tests.unit.test_measures_ways import MONDAY, UNITS, facts_of, step


def _world(steps: list[StepFact]) -> Facts:
    homes = {
        person: unit
        for one in steps
        for person, unit in ((one.sender, one.source), (one.receiver, one.target))
        if person
    }
    return replace(facts_of(*steps), cases=tuple(map(_case, steps)), members=homes)


def _case(one: StepFact) -> CaseFact:
    """Opened where the step began, and resolved at once."""
    return CaseFact(
        at=one.at,
        unit=one.source,
        issue_type="t",
        employees=one.employees,
        judged=True,
        strict=False,
        customer=True,
        settled=one.at,
        comeback=None,
        excluded=False,
        redirects=0,
        hops=1,
        id=one.case,
        resolved=one.at,
    )


def _there_and_back(first: str, second: str, day: int = 0) -> list[StepFact]:
    found = []
    for n in range(6):
        case, here, there = f"{day}-{n}", f"{first}{n}", f"{second}{n}"
        found.append(step(case, f"{first}-{second}", day * 24, who=(here, there)))
        found.append(step(case, f"{second}-{first}", day * 24 + 5, who=(there, here)))
    return found


def _renamed() -> Facts:
    """The log knows a unit that the directory no longer has: merged into another, or renamed."""
    known = _world(_there_and_back("a1", "b1"))
    names = {key: name for key, name in known.unit_names.items() if key != "b1"}
    parents = {key: parent for key, parent in UNITS.items() if key != "b1"}
    return replace(known, unit_names=names, unit_parents=parents)


def _in_a_circle() -> Facts:
    return replace(
        _world(_there_and_back("a1", "b1")),
        unit_parents={"a": "a2", "a1": "a", "a2": "a1", "b": "b", "b1": "b", "c": None},
    )


WORLDS: dict[str, Callable[[], Facts]] = {
    "empty organisation": lambda: Facts(now=MONDAY),
    "one unit": lambda: _world(
        [step(str(n), "a1-a1", who=(f"a{n}", f"a{n + 1}")) for n in range(6)]
    ),
    "a unit with one member": lambda: _world(
        [*_there_and_back("a1", "b1"), step("x", "c-b1", who=("alone", "b10"))]
    ),
    "handovers to oneself": lambda: _world(
        [step(str(n), "a1-a1", who=(f"a{n}", f"a{n}")) for n in range(6)]
    ),
    "nobody is named": lambda: _world([step(str(n), "a1-b1", who=(None, None)) for n in range(6)]),
    "no time of acceptance": lambda: _world(
        [replace(one, waited=None) for one in _there_and_back("a1", "b1")]
    ),
    "a clock that went backwards": lambda: _world(
        [replace(one, waited=-DAY) for one in _there_and_back("a1", "b1")]
    ),
    "units merged or renamed": _renamed,
    "a circle in the unit tree": _in_a_circle,
    "ten years": lambda: replace(
        _world([one for year in range(10) for one in _there_and_back("a1", "b1", year * 365)]),
        now=MONDAY + 3660 * DAY,
    ),
}
PERIODS = {
    "all time": (None, None),
    "ten years": (date(1965, 1, 1), date(1985, 12, 31)),
    "before anything": (date(1901, 1, 1), date(1901, 12, 31)),
    "the first day there is": (date(1, 1, 1), date(1, 1, 1)),
    "the last day there is": (date(9999, 12, 31), date(9999, 12, 31)),
}


@pytest.mark.parametrize("period", PERIODS.values(), ids=PERIODS.keys())
@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS.keys())
def test_each_has_an_answer_that_can_be_written(
    world: Callable[[], Facts], period: tuple[date | None, date | None]
) -> None:
    publisher = Publisher(world())
    for measure in discover():
        for by in measure.dimensions:
            result = publisher.answer(measure, Question(by, *period))
            _complete(measure, result)
            for form in (Format.CSV, Format.JSON):
                assert written(result, form, Language.FI)


def _complete(measure: Measure, result: Result) -> None:
    """Every row has a name in each language, and every required figure a value."""
    assert result.measure is measure
    for row in result.rows:
        assert row.label.fi
        assert row.label.sv
        assert row.label.en
        for column in measure.columns:
            assert not column.required or row.values[column.name] is not None


def test_what_they_say() -> None:
    def rows(world: str, measure: Measure) -> list[str]:
        publisher = Publisher(WORLDS[world]())
        return [
            row.label.en for row in publisher.answer(measure, Question(measure.dimensions[0])).rows
        ]

    assert rows("empty organisation", flows.MEASURE) == []
    assert rows("one unit", flows.MEASURE) == ["a1 → a1"]
    assert rows("one unit", loops.MEASURE) == []
    assert rows("nobody is named", flows.MEASURE) == []
    assert rows("units merged or renamed", flows.MEASURE) == ["Unknown → a1", "a1 → Unknown"]
    assert rows("a circle in the unit tree", loops.MEASURE) == ["a1 → b1 → a1"]
    assert rows("a unit with one member", flows.MEASURE) == ["Other small flows", "b1 → a1"]


def test_a_name_in_three_languages_is_said_in_each() -> None:
    world = _world(_there_and_back("a1", "b1"))
    named = replace(world, unit_names={**world.unit_names, "a1": LocalText("Yksi", "Ett", "One")})
    (row,) = Publisher(named).answer(loops.MEASURE, Question(loops.MEASURE.dimensions[0])).rows
    assert row.label == LocalText("Yksi → b1 → Yksi", "Ett → b1 → Ett", "One → b1 → One")
