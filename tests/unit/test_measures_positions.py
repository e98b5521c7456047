"""How many stand where: counted, hidden where few do, and the same whatever days are asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from netsvc.measures.catalogue import positions
from netsvc.measures.facts import Facts
from netsvc.measures.own import Positions
from netsvc.measures.publishing import Publisher, Question, Row
from netsvc.measures.registry import Dimension
from netsvc.measures.small_groups import MINIMUM
from netsvc.measures.standing import standing_facts
from netsvc.measures.steps import StepFact
from netsvc.silos.contract import Options
from tests.unit.test_measures_ways import facts_of, step

BRIDGES = [f"a1-{n}" for n in range(6)]
LEAVES = [f"b1-{n}" for n in range(12)]


def linked(*pairs: tuple[str, str]) -> list[StepFact]:
    return [
        step(f"c{n}", f"{one.split('-')[0]}-{other.split('-')[0]}", n, who=(one, other))
        for n, (one, other) in enumerate(pairs)
    ]


def ring_with_leaves() -> Facts:
    """Six people in a ring, each with two others who hand over to nobody else."""
    ring = [(one, BRIDGES[(n + 1) % 6]) for n, one in enumerate(BRIDGES)]
    leaves = [(BRIDGES[n % 6], leaf) for n, leaf in enumerate(LEAVES)]
    facts = facts_of(*linked(*ring, *leaves))
    homes = {one: one.split("-")[0] for one in (*BRIDGES, *LEAVES)}
    return replace(facts, members=homes)


def rows(facts: Facts, by: Dimension = Dimension.TOTAL, *days: date) -> list[Row]:
    return list(Publisher(facts).answer(positions.MEASURE, Question(by, *days)).rows)


def test_people_are_counted_by_where_they_stand() -> None:
    (row,) = rows(ring_with_leaves())
    # each of the ring reaches four who do not reach each other, and is the only tie of two leaves
    assert row.values == {
        "people": 18, "between": 6, "open": 6, "tied": 12, "core": 6, "lone": 0,
    }  # fmt: skip
    by_silo = {row.key: row.values for row in rows(ring_with_leaves(), Dimension.SILO)}
    assert {key: values["between"] for key, values in by_silo.items()} == {"a": 6, "b": 0}


def test_an_own_figure_from_a_sample_says_its_error() -> None:
    facts = ring_with_leaves()
    exact = Positions(facts).of(BRIDGES[0], left_out=False)
    assert {one.id: one.error for one in exact.figures} == {
        "betweenness": None, "effectiveSize": None, "constraint": None, "core": None,
    }  # fmt: skip
    sampled = Positions(facts, Options(exact_up_to=10, pivots=6))
    found = {one.id: one for one in sampled.of(BRIDGES[0], left_out=False).figures}
    truth = {one.id: one for one in exact.figures}["betweenness"]
    between = found.pop("betweenness")
    assert between.value is not None
    assert truth.value is not None
    assert between.error is not None
    assert 0 < abs(between.value - truth.value) < 3 * between.error
    # nothing else is estimated
    assert {one.error for one in found.values()} == {None}


def test_days_are_not_asked_for() -> None:
    facts = ring_with_leaves()
    result = Publisher(facts).answer(
        positions.MEASURE, Question(Dimension.TOTAL, date(1990, 1, 1), date(1990, 2, 1))
    )
    assert (result.since, result.until) == (None, None)
    assert [row.values for row in result.rows] == [row.values for row in rows(facts)]


def test_a_position_that_one_to_four_people_have_is_not_told() -> None:
    facts = ring_with_leaves()
    few = [one for one in facts.steps if {one.sender, one.receiver} <= {*BRIDGES[:4], *LEAVES}]
    few_facts = replace(facts, steps=tuple(few))
    found = standing_facts(few_facts)
    assert 0 < sum(one.between for one in found) < MINIMUM
    (row,) = rows(few_facts)
    assert row.values["between"] is None
    assert row.values["people"] == len(found)


def test_who_asked_to_be_left_out_is_in_none_of_the_counts() -> None:
    facts = replace(ring_with_leaves(), left_out=frozenset({BRIDGES[0]}))
    assert BRIDGES[0] not in {who for one in standing_facts(facts) for who in one.employees}
    (row,) = rows(facts)
    # with them went the only tie of two others
    assert row.values["people"] == 15


def test_a_link_that_hangs_on_somebody_counts_them() -> None:
    pairs = [(BRIDGES[n % 6], BRIDGES[(n + 1) % 6]) for n in range(6)]
    alone = [("a2-0", "c-0")] * 3
    found = standing_facts(facts_of(*linked(*pairs, *alone)))
    lone = {who for one in found for who in one.employees if one.lone}
    # two who only work with each other back nobody up: one stands for both
    assert len(lone) == 1
    assert lone <= {"a2-0", "c-0"}


def test_nobody_is_no_position() -> None:
    assert standing_facts(facts_of()) == ()
    assert rows(facts_of()) == []
