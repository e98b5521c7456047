"""What is done otherwise because organisations are large gives what the plain way gives."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.measures.catalogue import flows, missing_links
from netsvc.measures.collecting import uncollected
from netsvc.measures.columns import Columns
from netsvc.measures.cuts import Cuts
from netsvc.measures.facts import DAY, Facts
from netsvc.measures.indices import against_shuffles
from netsvc.measures.labels import Labels
from netsvc.measures.publishing import Publisher, Question, page_question
from netsvc.measures.registry import MOST, PAGE_FLOWS, Dimension, discover
from netsvc.measures.small_groups import partition
from netsvc.measures.steps import StepFact
from netsvc.measures.teams import team_of, teams
from netsvc.measures.warming import in_turn
from netsvc.settings import ROOT
from netsvc.silos import mixing
from netsvc.silos.legs import Outcome
from netsvc.silos.network import FloatArray, IntArray, Network, from_codes
from netsvc.silos.periods import compare_networks
from netsvc.silos.shuffles import by_sender_interval, internal_weight, null_distribution
from tests.unit.handovers import handover

PAGES = ROOT / "netsvc" / "web" / "src" / "insights"
NODES, GROUPS, TIES = 60, 4, 400


def network(seed: int, *, whole: bool = True) -> Network:
    generator = np.random.default_rng(seed)
    weights = generator.integers(1, 4, TIES).astype(np.float64)
    return from_codes(
        tuple(f"n{number:02}" for number in range(NODES)),
        tuple(f"g{number}" for number in range(GROUPS)),
        generator.integers(0, GROUPS, NODES),
        senders=generator.integers(0, NODES, TIES),
        receivers=generator.integers(0, NODES, TIES),
        weights=weights if whole else weights + 0.25,
    )


def plainly_internal(of: Network, labels: IntArray) -> float:
    senders, receivers, weights = of.pairs()
    return float(weights[labels[senders] == labels[receivers]].sum())


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_the_weight_inside_groups_is_that_of_the_ties_summed(seed: int, whole: bool) -> None:
    found = network(seed, whole=whole)
    assert found.internal(found.group_of) == plainly_internal(found, found.group_of)


def test_shuffles_are_those_of_the_labels_as_they_came_and_of_nobody_elses() -> None:
    for seed in (1, 2, 1):
        found = network(seed)
        generator = np.random.default_rng(seed)
        plain = [plainly_internal(found, generator.permutation(found.group_of)) for _ in range(30)]
        assert internal_weight(found, 30, seed).tolist() == plain
    fewer = null_distribution(found.group_of, found.internal, 10, 1)
    assert fewer.tolist() == plain[:10]


@pytest.mark.parametrize("seed", range(3))
def test_an_interval_of_groups_is_that_of_people_drawn_one_by_one(seed: int) -> None:
    found = network(seed)
    senders = np.flatnonzero(np.diff(found.ties.indptr))
    generator = np.random.default_rng(2)
    drawn = []
    for _ in range(199):
        times = np.bincount(generator.choice(senders, len(senders)), minlength=NODES)
        ties = found.ties.copy()
        ties.data = ties.data * np.repeat(times, np.diff(ties.indptr))
        ties.eliminate_zeros()
        one = Network(found.nodes, found.groups, found.group_of, ties, found.directed)
        drawn.append(mixing.modularity(one))
    against = against_shuffles(found, mixing.modularity, 0.0)
    assert against is not None
    assert [against.low, against.high] == pytest.approx(
        np.quantile(drawn, [0.025, 0.975]).tolist(), rel=1e-12
    )


def test_senders_are_drawn_as_when_each_draw_is_counted() -> None:
    first, second = network(1), network(2)
    parts, whole = mixing.external_by_sender(first)
    assert by_sender_interval(parts, whole, 50, 1) == plain_interval(parts, whole)
    found = compare_networks(first, second, draws=50)
    assert found.interval is not None
    assert found.interval[0] <= found.change <= found.interval[1]


def plain_interval(parts: FloatArray, whole: FloatArray) -> tuple[float, float]:
    parts, whole = parts[whole > 0], whole[whole > 0]
    generator = np.random.default_rng(2)
    ratios = []
    for _ in range(50):
        times = np.bincount(generator.integers(0, len(whole), len(whole)), minlength=len(whole))
        ratios.append((times * parts).sum() / (times * whole).sum())
    low, high = np.quantile(ratios, [0.025, 0.975])
    return float(low), float(high)


def test_of_very_many_pairs_the_weightiest_are_told_and_how_many_are_not() -> None:
    pairs = MOST + 3
    steps = [
        StepFact(
            at=(number % 3) * DAY,
            case=f"{number}-{who}",
            source=f"a{number:03}",
            target=f"b{number:03}",
            sender=f"e{number}-{who}",
            receiver=None,
            issue_type=None,
            outcome=Outcome.REDIRECTED,
            waited=None,
            employees=frozenset({f"e{number}-{who}"}),
        )
        for number in range(pairs)
        # the last pairs are those of most cases
        for who in range(5 + (number >= 3))
    ]
    ordered = tuple(sorted(steps, key=lambda step: (step.at, step.case)))
    units = [f"{end}{number:03}" for number in range(pairs) for end in "ab"]
    facts = Facts(
        now=40 * DAY,
        steps=ordered,
        unit_names={unit: LocalText(unit, unit, unit) for unit in units},
        unit_parents=dict.fromkeys(units),
    )
    publisher = Publisher(facts)
    found = publisher.answer(missing_links.MEASURE, Question(Dimension.PAIR))
    assert (len(found.rows), found.left_out) == (MOST, 3)
    assert {row.key for row in found.rows} == {f"a{n:03}→b{n:03}" for n in range(3, pairs)}
    whole = publisher.answer(missing_links.MEASURE, Question(Dimension.TOTAL))
    assert whole.left_out == 0
    assert [row.values["needs"] for row in whole.rows] == [len(steps)]


def large_flows() -> Facts:
    """Ten units a side that hand over to each other, a pair n + 5 times; five people each."""
    units = [f"{end}{number}" for number in range(10) for end in "ab"]
    legs = [
        handover(
            (number % 3) * DAY,
            f"a{source}",
            f"b{target}",
            f"a{source}-{number % 5}",
            f"b{target}-{number % 5}",
            waited=number * 1000,
        )
        for source in range(10)
        for target in range(10)
        for number in range(15 + source + 10 * target)
    ]
    return Facts(
        now=40 * DAY,
        steps=tuple(legs),
        unit_names={unit: LocalText(unit, unit, unit) for unit in units},
        unit_parents=dict.fromkeys(units),
    )


def test_few_rows_are_those_that_weigh_most_with_the_figures_of_all() -> None:
    publisher = Publisher(large_flows())
    whole = publisher.answer(flows.MEASURE, Question(Dimension.FLOW))
    assert (len(whole.rows), whole.left_out) == (100, 0)
    part = publisher.answer(flows.MEASURE, Question(Dimension.FLOW, most=7))
    assert (len(part.rows), part.left_out) == (7, 93)
    assert {row.key for row in part.rows} == {f"a{n}→b9" for n in range(3, 10)}
    # also what they are beside chance, which is worked out over all of them
    assert all(row in whole.rows for row in part.rows)
    with pytest.raises(BadInputError, match="0 rows can't be answered"):
        publisher.answer(flows.MEASURE, Question(Dimension.FLOW, most=0))


def test_the_map_counts_what_the_answer_counts() -> None:
    publisher = Publisher(large_flows())
    for question in (Question(Dimension.FLOW), Question(Dimension.FLOW, most=7)):
        plain = publisher.answer(flows.MEASURE, question)
        counted = publisher.counted(flows.MEASURE, question)
        assert [(row.key, row.source, row.values) for row in counted.rows] == [
            (row.key, row.source, {"count": row.values["count"]}) for row in plain.rows
        ]
        assert replace(counted, rows=()) == replace(plain, rows=())


def test_measures_of_the_same_facts_look_at_them_once() -> None:
    looked = []

    def select(facts: Facts) -> Sequence[StepFact]:
        looked.append(len(facts.steps))
        return facts.steps

    first = replace(flows.MEASURE, select=select)
    second = replace(first, id="twin", stretches=1)
    publisher = Publisher(large_flows())
    found = [publisher.answer(one, Question(Dimension.FLOW)).rows for one in (first, second)]
    assert looked == [6450]
    plain = Publisher(large_flows())
    alone = [
        plain.answer(replace(one, select=flows.MEASURE.select), Question(Dimension.FLOW)).rows
        for one in (first, second)
    ]
    assert found == alone


def test_measures_are_worked_out_by_their_facts_and_those_of_the_map_last() -> None:
    registry = discover()
    ordered = in_turn(registry)
    assert sorted(one.id for one in ordered) == sorted(one.id for one in registry)
    sources = [select for select, _ in groupby(one.select for one in ordered)]
    assert len(sources) == len(set(sources))
    assert sources[-1] is flows.MEASURE.select


@given(
    items=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 400), st.sets(st.sampled_from("abcdef")))
    )
)
def test_who_is_behind_a_cell_is_everybody_of_its_facts(
    items: list[tuple[int, int, set[str]]],
) -> None:
    facts = [SimpleNamespace(at=day * DAY, employees=frozenset(who)) for _, day, who in items]
    columns = Columns(facts, lambda fact: fact.employees)
    keys = np.array([key for key, _, _ in items], dtype=np.int64)
    plain: dict[tuple[int, int], set[str]] = {}
    for (key, _, who), month in zip(items, columns.months.tolist(), strict=True):
        plain.setdefault((key, month), set()).update(who)
    found = dict(columns.gathered(keys, columns.months))
    assert found == plain
    assert list(found) == sorted(plain)


def test_pages_ask_for_what_is_worked_out_before() -> None:
    """Else they would wait for it: the number of flows stands in the pages' own files too."""
    pages = [file.read_text(encoding="utf-8") for file in PAGES.glob("*Queries.ts")]
    asked = [line for text in pages for line in text.splitlines() if "by: FLOW" in line]
    assert len(asked) == 5
    assert all(f"most: {PAGE_FLOWS})" in line for line in asked)
    assert page_question(Dimension.FLOW) == Question(Dimension.FLOW, most=PAGE_FLOWS)
    assert page_question(Dimension.SILO_FLOW) == Question(Dimension.SILO_FLOW)


def test_teams_leave_out_who_is_not_known_and_are_one_where_they_are_equal() -> None:
    assert team_of("a", None, "b", "a") == frozenset({"a", "b"})
    assert team_of(None) == frozenset()
    team = teams()
    assert team("a", None) is team("a", "a")


def test_the_collector_is_on_again_after_work_without_it() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


FEW = st.integers(0, 5)


@given(
    rows=st.lists(
        st.tuples(FEW, FEW, st.integers(0, 12), st.integers(0, 400)), min_size=1, max_size=120
    )
)
@settings(deadline=None, max_examples=60)
def test_pairs_that_are_put_together_early_are_those_that_would_be_anyway(
    rows: list[tuple[int, int, int, int]],
) -> None:
    units = [f"u{number}" for number in range(6)]
    legs = tuple(
        handover(at * DAY, units[source], units[target], f"s{source}-{who}", f"r{target}-{who % 4}")
        for source, target, who, at in sorted(rows, key=lambda row: row[3])
    )
    facts = Facts(
        now=500 * DAY,
        steps=legs,
        unit_names={unit: LocalText(unit, unit, unit) for unit in (*units, "x", "y")},
        # two units in each silo, and two that are one themselves
        unit_parents={"x": None, "y": None, "u4": None, "u5": None}
        | dict.fromkeys(units[:2], "x")
        | dict.fromkeys(units[2:4], "y"),
    )
    labels = Labels(facts)
    cuts = Cuts(facts, labels)
    for measure, by in ((flows.MEASURE, Dimension.FLOW), (WAYS, Dimension.WAY)):
        found = cuts.cut(measure, by).groups
        names, numbers = cuts.keys(measure, by)
        cells = cuts.columns(measure).strata(numbers, cuts.stretch(measure))
        named = {name: cells[number] for number, name in enumerate(names)}
        plain = partition(named, labels.parents(by, names))
        assert (found and set(found)) == (plain and set(plain))


WAYS = replace(flows.MEASURE, id="ways", dimensions=(Dimension.WAY,))
