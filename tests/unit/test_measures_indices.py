"""Indices of the whole network, hops and chains: known answers, and a few cases counted by hand."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from netsvc.directory.model import LocalText
from netsvc.measures.catalogue import (
    assortativity,
    chains,
    hops,
    modularity,
    reciprocity,
    segregation,
    siloedness,
)
from netsvc.measures.facts import CaseFact, Facts
from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import AgainstChance, Dimension, Estimate, IssueTypeName, Measure
from tests.unit.test_measures_ways import BOUNCED, MONDAY, facts_of, step

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors"


def index(facts: Facts, measure: Measure) -> AgainstChance:
    (row,) = Publisher(facts).answer(measure, Question(Dimension.TOTAL)).rows
    found = row.values["index"]
    assert isinstance(found, AgainstChance)
    return found


@pytest.mark.skipif(not VECTORS.is_dir(), reason="the published tables are not beside the checkout")
@pytest.mark.parametrize("name", ["advice", "friends", "reports"])
def test_the_service_gives_the_published_answers(name: str) -> None:
    known = json.loads((VECTORS / "expected.json").read_text())["network"][f"ht_{name}"]
    with (VECTORS / "membership.csv").open(encoding="utf-8") as lines:
        members = {row["node"]: f"d{row['group']}" for row in csv.DictReader(lines)}
    with (VECTORS / f"edges_{name}.csv").open(encoding="utf-8") as lines:
        ties = [(row["from"], row["to"]) for row in csv.DictReader(lines)]
    steps = [
        step(str(n), f"{members[first]}-{members[second]}", who=(first, second))
        for n, (first, second) in enumerate(ties)
    ]
    facts = replace(facts_of(*steps), members=members, unit_parents=dict.fromkeys(members.values()))
    for measure in (modularity, assortativity, reciprocity):
        found = index(facts, measure.MEASURE)
        assert found.value == pytest.approx(known[measure.MEASURE.id], abs=5e-7)
    freed = 1 - (1 + known["ei"]) / (1 + known["ei_expected"])
    assert index(facts, segregation.MEASURE).value == pytest.approx(freed, abs=2e-6)
    (row,) = Publisher(facts).answer(siloedness.MEASURE, Question(Dimension.TOTAL)).rows
    same = row.values["segregation"]
    assert isinstance(same, AgainstChance)
    assert index(facts, segregation.MEASURE).p == same.p


def test_a_handover_that_is_repeated_weighs_as_often_as_it_is() -> None:
    inside = [step(f"i{n}", "a1-a1", who=(f"a{n}", f"a{(n + 1) % 5}")) for n in range(5)] * 3
    across = [step(f"x{n}", "a1-b1", who=(f"a{n}", f"b{n}")) for n in range(5)]
    members = {f"{side}{n}": f"{side}1" for side in "ab" for n in range(5)}
    facts = replace(facts_of(*inside, *across), members=members)
    # 15 of 20 inside a, which sends all 20 and receives 15
    found = index(facts, modularity.MEASURE)
    assert found.value == pytest.approx(0.75 - 1.0 * 0.75)
    assert found.n == 20
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high
    # ten ties, none answered, among ten people
    ties = index(facts, reciprocity.MEASURE)
    assert (ties.value, ties.n) == (0.0, 10)
    assert ties.expected == pytest.approx(10 / 90)


def test_one_silo_has_no_index_and_nobody_no_row() -> None:
    alone = replace(
        facts_of(*(step(str(n), "a1-a1", who=(f"a{n}", f"a{n + 1}")) for n in range(6))),
        members={f"a{n}": "a1" for n in range(7)},
    )
    (row,) = Publisher(alone).answer(modularity.MEASURE, Question(Dimension.TOTAL)).rows
    assert row.values == {"index": None}
    nothing = Publisher(Facts(now=MONDAY)).answer(modularity.MEASURE, Question(Dimension.TOTAL))
    assert (nothing.rows, nothing.suppressed) == ((), False)


def case(who: int, passed: int | None) -> CaseFact:
    return CaseFact(
        at=MONDAY,
        unit="a1",
        issue_type="t",
        employees=frozenset({f"e{who}"}),
        judged=True,
        strict=False,
        customer=False,
        settled=MONDAY,
        comeback=None,
        excluded=False,
        redirects=0,
        hops=passed,
    )


def test_hops_are_the_units_after_the_first_one() -> None:
    cases = [case(who, passed) for who, passed in enumerate([1, 1, 2, 2, 3, None, None])]
    facts = replace(facts_of(), cases=tuple(cases))
    (row,) = Publisher(facts).answer(hops.MEASURE, Question(Dimension.UNIT)).rows
    mean, moved, further = (row.values[name] for name in ("hopsPerCase", "moved", "movedFurther"))
    assert isinstance(mean, Estimate)
    assert isinstance(moved, Estimate)
    assert isinstance(further, Estimate)
    assert (mean.value, mean.n) == (0.8, 5)
    assert (moved.value, further.value) == (0.6, 0.2)


def test_a_chain_is_named_by_its_units_and_rare_ones_stand_together() -> None:
    long = [
        one
        for n in range(6)
        for one in (
            step(f"l{n}", "a1-a2", who=(f"p{n}", f"q{n}"), outcome=BOUNCED),
            step(f"l{n}", "a2-b1", 1, who=(f"q{n}", f"r{n}")),
        )
    ]
    rare = [
        step("r", "c-a1", who=("s0", "p0"), outcome=BOUNCED),
        step("r", "a1-c", 1, who=("p0", "s0"), outcome=BOUNCED),
        step("r", "c-b1", 2, who=("s0", "r0")),
        step("q", "b1-c", who=("r1", "s1"), outcome=BOUNCED),
        step("q", "c-a2", 1, who=("s1", "q1")),
    ]
    short = [step(f"s{n}", "a1-b1", who=(f"p{n}", f"r{n}")) for n in range(6)]
    facts = replace(
        facts_of(*long, *rare, *short), issue_type_names={"t": LocalText("ti", "ts", "te")}
    )
    rows = Publisher(facts).answer(chains.MEASURE, Question(Dimension.WAY)).rows
    shown = {row.label.en: (row.values["cases"], row.values["issueTypes"]) for row in rows}
    named = [IssueTypeName("t", LocalText("ti", "ts", "te"))]
    assert shown == {"a1 → a2 → b1": (6, named), "Other ways": (2, named)}
    stops = [row.values["stops"] for row in rows]
    assert [one.value for one in stops if isinstance(one, Estimate)] == [3.5, 3.0]
