"""The attacker goes on: what is made of rows, files and answers, tells no more than the rows do."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from netsvc.directory.model import Language
from netsvc.errors import BadInputError
from netsvc.measures.catalogue import load, lone_bridges, moved_types
from netsvc.measures.export import Format, written
from netsvc.measures.moving import Move, type_moved
from netsvc.measures.own import Positions
from netsvc.measures.publishing import Publisher, Question, Result
from netsvc.measures.registry import (
    AgainstChance,
    Dimension,
    Estimate,
    Kind,
    Measure,
    discover,
)
from netsvc.measures.small_groups import MINIMUM
from netsvc.measures.steps import handovers
from tests.unit.test_measures_attacker import PERIODS, Story, stories, world

MEASURES = tuple(discover())
NUMBERS = {Kind.ESTIMATE, Kind.AGAINST_CHANCE, Kind.INTEGER, Kind.NUMBER}


def numbers_of(measure: Measure) -> list[str]:
    """The columns that are figures."""
    return [column.name for column in measure.columns if column.kind in NUMBERS]


def main_figures(result: Result) -> dict[str, list[float | None]]:
    """By row its numbers, an estimate by its middle; None where one is hidden."""
    columns = numbers_of(result.measure)
    return {row.key: [_number(row.values.get(column)) for column in columns] for row in result.rows}


def _number(value: Any) -> float | None:
    if isinstance(value, (Estimate, AgainstChance)):
        return value.value
    return None if value is None else float(value)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.id)
@settings(deadline=None, max_examples=5)
@given(stories)
def test_a_file_holds_the_rows_that_may_be_shown_and_no_other_figure(
    measure: Measure, drawn: list[Story]
) -> None:
    publisher = Publisher(world(drawn))
    columns = numbers_of(measure)
    for by in measure.dimensions:
        for since, until in PERIODS[:3]:
            result = publisher.answer(measure, Question(by, since, until))
            told = main_figures(result)
            table = csv.DictReader(io.StringIO(written(result, Format.CSV, Language.EN)))
            assert {
                line["key"].removeprefix("'"): [
                    float(line[name]) if line[name] else None for name in columns
                ]
                for line in table
            } == told
            answer = json.loads(written(result, Format.JSON, Language.FI))
            assert {
                line["key"]: [line[name] for name in columns] for line in answer["rows"]
            } == told
            if any(row.source is None for row in result.rows) or not measure.of_pairs:
                with pytest.raises(BadInputError):
                    written(result, Format.GRAPHML, Language.SV)
                continue
            graph = nx.parse_graphml(written(result, Format.GRAPHML, Language.SV))
            edges = [
                [_number(data.get(name)) for name in columns] for *_, data in graph.edges(data=True)
            ]
            assert sorted(edges, key=repr) == sorted(told.values(), key=repr)


@settings(deadline=None, max_examples=15)
@given(stories)
def test_a_moved_type_is_answered_from_two_rows_that_are_shown(drawn: list[Story]) -> None:
    facts = world(drawn)
    typed = tuple(replace(step, issue_type=f"t{int(step.case) % 3}") for step in facts.steps)
    publisher = Publisher(replace(facts, steps=typed))
    types, units = moved_types.MEASURE, load.MEASURE
    for since, until in PERIODS:
        of_types = publisher.answer(types, Question(Dimension.ISSUE_TYPE, since, until)).rows
        of_units = publisher.answer(units, Question(Dimension.UNIT, since, until)).rows
        rows = {row.key: row.values for row in of_types}
        taken = {row.key: row.values for row in of_units}
        for kind in ("t0", "t1", "t2", "other"):
            for unit in (*facts.unit_parents, "other"):
                found = type_moved(publisher, types, units, Move(kind, unit, since, until))
                if kind not in rows or unit not in taken:
                    assert found is None
                    continue
                assert found is not None
                assert found.cases == rows[kind]["cases"]
                assert found.load_now == taken[unit]["perWeek"]
                assert (found.hours is None) == (taken[unit]["hours"] is None)


@settings(deadline=None, max_examples=15)
@given(stories)
def test_who_sees_their_place_among_colleagues_sees_five_others_or_none(
    drawn: list[Story],
) -> None:
    facts = world(drawn)
    positions = Positions(facts)
    people = positions.people
    for person in (f"e{n}" for n in range(10)):
        found = positions.of(person, left_out=False)
        for figure in found.figures:
            assert (figure.low is None) == (found.colleagues is None)
        if found.colleagues is None:
            continue
        assert found.colleagues >= MINIMUM
        others = [one for one in people if one != person]
        # everybody of this world is under one of the few units above, or it is all of them
        assert found.colleagues <= len(others)
        if found.colleagues == len(others):
            for figure in found.figures:
                values = dict(zip(people, positions.values(figure.id), strict=True))
                low, high = np.percentile([values[one] for one in others], (25, 75))
                assert (figure.low, figure.high) == (pytest.approx(low), pytest.approx(high))


@settings(deadline=None, max_examples=15)
@given(stories)
def test_who_left_the_map_is_told_nothing_and_is_in_nobodys_figures(drawn: list[Story]) -> None:
    facts = world(drawn)
    gone = replace(facts, left_out=frozenset({"e3"}))
    theirs = {step for step in handovers(facts) if "e3" in {step.sender, step.receiver}}
    without = replace(facts, steps=tuple(step for step in facts.steps if step not in theirs))
    of_gone, of_without = Positions(gone), Positions(without)
    assert "e3" not in of_gone.people
    assert of_gone.of("e3", left_out=True).figures == ()
    for person in (f"e{n}" for n in range(10) if n != 3):
        one = of_gone.of(person, left_out=False)
        assert one.figures == of_without.of(person, left_out=False).figures


@settings(deadline=None, max_examples=15)
@given(stories)
def test_a_lone_bridge_is_said_without_a_figure_and_the_same_for_all_days(
    drawn: list[Story],
) -> None:
    publisher = Publisher(world(drawn))
    told = {
        tuple((row.key, tuple(row.values.items())) for row in answer.rows)
        for answer in (
            publisher.answer(lone_bridges.MEASURE, Question(Dimension.PAIR, since, until))
            for since, until in PERIODS
        )
    }
    (rows,) = told
    assert all(values == () for _, values in rows)
