"""Volumes of units, and what is expected of them: right where they are told, and never of few."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import Phase, given, settings

from netsvc.measures.catalogue import flows, help_flows, redirect_flows
from netsvc.measures.labels import Labels, both
from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import AgainstChance, Dimension, Measure
from netsvc.measures.small_groups import enough
from netsvc.measures.volumes import ToldVolumes
from netsvc.silos.legs import Outcome
from tests.unit.cut_keys import key_of
from tests.unit.test_measures_attacker import PERIODS, Story, behind, stories, world
from tests.unit.test_measures_ways import facts_of, step

HELPED = Outcome.ASK_HELPED


def test_independent_handovers_are_seldom_said_to_be_more_than_by_chance() -> None:
    drawn = random.Random(3)  # noqa: S311 - it must come again
    units = [f"u{n}" for n in range(30)]
    weights = [1 + n % 6 for n in range(30)]
    steps = []
    for n in range(9000):
        source, target = drawn.choices(units, weights, k=2)
        who = f"{source}:{drawn.randrange(9)}", f"{target}:{drawn.randrange(9)}"
        steps.append(step(str(n), f"{source}-{target}", drawn.randrange(3000), who=who))
    result = Publisher(facts_of(*steps)).answer(flows.MEASURE, Question(Dimension.FLOW))
    found = [one for row in result.rows if isinstance(one := row.values["against"], AgainstChance)]
    shown = [row for row in result.rows if not row.merged]
    # many small flows are told together, and yet nearly every one that is shown is judged
    assert len(shown) < len(units) ** 2
    assert len(found) > 0.9 * len(shown)
    expected = dict.fromkeys(product(units, units), 0.0)
    total = sum(weights)
    for (source, here), (target, there) in product(
        zip(units, weights, strict=True), zip(units, weights, strict=True)
    ):
        expected[source, target] = 9000 * here * there / total**2
    for row in shown:
        one = row.values["against"]
        if isinstance(one, AgainstChance):
            assert one.expected == pytest.approx(expected[both(row.key)], rel=0.35)
    # those shown are chosen for being large, and so a little more often than 1 in 20
    assert sum(one.p is not None and one.p < 0.05 for one in found) < 0.1 * len(found)


@pytest.mark.parametrize(
    "measure", [flows.MEASURE, redirect_flows.MEASURE, help_flows.MEASURE], ids=lambda one: one.id
)
@settings(deadline=None, max_examples=25, phases=[Phase.generate])
@given(stories)
def test_no_volume_tells_beside_the_flows_what_few_people_did(
    measure: Measure, drawn: list[Story]
) -> None:
    facts = world(drawn)
    publisher = Publisher(facts)
    items = publisher.cuts.items(measure)
    told = ToldVolumes(publisher.cuts, Labels(facts))
    for by, (since, until) in product(measure.dimensions, PERIODS):
        result = publisher.answer(measure, Question(by, since, until))
        if result.suppressed or not result.rows:
            continue
        rows = behind(publisher, result, by)
        shown = frozenset[int]().union(*rows)
        covered = publisher._covered(measure, Question(by, since, until))
        volumes = told.of(measure, by, covered)
        for end, counts in enumerate((volumes.sent, volumes.received)):
            units = [both(key_of(publisher, measure, item, by))[end] for item in items]
            sums = {unit: frozenset(n for n in shown if units[n] == unit) for unit in set(units)}
            wholes = [sums[unit] for unit in counts]
            if not measure.apart:
                assert {unit: len(sums[unit]) for unit in counts} == dict(counts)
            wholes.append(shown - frozenset[int]().union(*wholes))
            for whole in wholes:
                left = whole - frozenset[int]().union(*(row for row in rows if row <= whole))
                assert not left or enough(set().union(*(measure.behind(items[n]) for n in left)))


def test_a_unit_of_which_one_person_would_be_left_is_not_compared() -> None:
    many = [
        step(f"m{n}", f"{ends}", n % 60, who=(f"{ends[:2]}:{n % 8}", f"{ends[3:]}:{n % 8}"))
        for ends in ("a1-b1", "b1-a1", "a2-b1")
        for n in range(60)
    ]
    lone = [step(f"l{n}", "a1-c", n, who=("a1:0", f"c:{n % 3}")) for n in range(9)]
    rest = [step(f"r{n}", "d-e", n, who=(f"d:{n % 4}", f"e:{n % 4}")) for n in range(9)]
    result = Publisher(facts_of(*many, *lone, *rest)).answer(
        flows.MEASURE, Question(Dimension.FLOW)
    )
    found = {row.key: row.values["against"] for row in result.rows}
    assert found["a1→b1"] is None
    # all that a2 sends is shown: it hides nobody
    assert isinstance(found["a2→b1"], AgainstChance)
    assert isinstance(found["b1→a1"], AgainstChance)


def test_where_nobody_can_answer_within_a_unit_the_expected_knows_it() -> None:
    asks = [
        step(f"{ends}{n}", ends, n, who=(f"{ends}:{n % 8}", f"{ends}!{n % 8}"), outcome=HELPED)
        for ends in ("a1-b1", "b1-a1")
        for n in range(60)
    ]
    result = Publisher(facts_of(*asks)).answer(help_flows.MEASURE, Question(Dimension.FLOW))
    for row in result.rows:
        found = row.values["against"]
        assert isinstance(found, AgainstChance)
        assert (found.value, found.expected) == (60, pytest.approx(60))
