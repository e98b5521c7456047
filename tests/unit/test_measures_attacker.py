"""The attacker on small groups: every measure that there is, every split, every period moved.

What a published row counts is found from outside. Whatever can be had by subtracting rows from one
another, over all splits and periods, must be the work of nobody or of at least five employees.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsvc.measures.asking import AnswerFact, AskFact
from netsvc.measures.facts import DAY, CaseFact, Facts
from netsvc.measures.packets import PacketFact
from netsvc.measures.publishing import Publisher, Question, Result
from netsvc.measures.registry import Dimension, Measure, discover
from netsvc.measures.shortage import ShortageFact, ShortageKind
from netsvc.measures.small_groups import MINIMUM, OTHER, anywhere, both_ends, enough
from netsvc.measures.verdicts import VerdictFact
from netsvc.silos.legs import Outcome
from tests.unit.cut_keys import key_of
from tests.unit.test_measures_ways import BOUNCED, OK, REDIRECTED, UNITS, facts_of, step

FIGURES = [measure for measure in discover() if not measure.fact]
PERIODS = (
    (None, None),
    (date(1970, 2, 10), None),
    (date(1970, 2, 11), None),
    (None, date(1970, 3, 10)),
    (date(1970, 2, 10), date(1970, 2, 12)),
    (date(1960, 1, 1), date(1980, 1, 1)),
)
Story = tuple[int, str, str, int, int, Outcome]

stories = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(sorted(UNITS)),
        st.sampled_from(sorted(UNITS)),
        st.integers(0, 9),
        st.integers(0, 150),
        st.sampled_from([OK, BOUNCED, REDIRECTED, Outcome.ASK_HELPED]),
    ),
    min_size=40,
    max_size=110,
)


def _usual_type(source: str, day: int) -> str:
    """Matters of two units each, and one of all."""
    return "t" if day % 3 == 0 else f"t{sorted(UNITS).index(source) // 2}"


def _anybody(_unit: str, who: int) -> str:
    return f"e{who}"


def world(
    drawn: list[Story],
    type_of: Callable[[str, int], str] = _usual_type,
    person: Callable[[str, int], str] = _anybody,
) -> Facts:
    """An organisation in which the same ten people do everything that is ever counted, unless
    said who is who in each unit."""
    steps = [
        step(
            str(case),
            f"{source}-{target}",
            day * 24,
            outcome=outcome,
            who=(person(source, who), person(target, (who * 3 + day) % 10)),
        )
        for case, source, target, who, day, outcome in drawn
    ]
    cases, asks, shortages, verdicts, sent, received = [], [], [], [], [], []
    for one, (number, *_, who, day, _outcome) in zip(steps, drawn, strict=True):
        me = frozenset({person(one.source, who)})
        other = frozenset({person(one.target, (who + 1 + day) % 10)})
        issue_type = type_of(one.source, day)
        cases.append(
            CaseFact(
                at=one.at,
                unit=one.source,
                issue_type=issue_type,
                employees=me,
                judged=True,
                strict=day % 2 == 0,
                customer=day % 3 > 0,
                settled=one.at,
                comeback=(1 + day % 40) * DAY if day % 3 == 0 else None,
                excluded=day % 5 == 0,
                redirects=day % 4,
                hops=None if day % 7 == 0 else 1 + day % 3,
                helpers=other if day % 3 == 1 else frozenset(),
                id=str(number),
                alone=day % 2 == 0,
                resolved=None if day % 7 == 0 else one.at,
            )
        )
        asks.append(
            AskFact(
                at=one.at,
                case=str(number),
                unit=one.source,
                issue_type=issue_type,
                employees=me,
                helpers=other,
                answered=True,
                within=day % 2 == 0,
                helped_at=one.at if day % 2 == 0 else None,
                answers=(AnswerFact(one.at, one.target, issue_type, other, True, day % 2 == 0),),
            )
        )
        shortages.append(
            ShortageFact(
                one.at, str(number), one.source, day % 24, list(ShortageKind)[day % 2], me, other
            )
        )
        verdicts.append(
            VerdictFact(
                one.at, str(number), one.source, issue_type, me,
                answered=day % 3 > 0, over=True, solved=day % 2 == 0, repeated=day % 5 == 0,
            )
        )  # fmt: skip
        skipped = "UNKNOWN" if day % 4 == 0 else None
        sent.append(
            PacketFact(
                one.at,
                str(number),
                issue_type,
                f"f{day % 3}",
                me,
                skipped,
                None,
                reviewed=True,
                source=one.source,
                target=one.target,
                sender=one.sender,
            )
        )
        received.append(replace(sent[-1], employees=frozenset({one.receiver or ""})))
    return replace(
        facts_of(*steps),
        cases=tuple(cases),
        asks=tuple(asks),
        shortages=tuple(shortages),
        verdicts=tuple(verdicts),
        sent_fields=tuple(sent),
        received_fields=tuple(received),
        members={f"e{who}": sorted(UNITS)[who % len(UNITS)] for who in range(10)},
    )


def behind(publisher: Publisher, result: Result, by: Dimension) -> list[frozenset[int]]:
    """The facts (by index) of each published row, by the days that the answer says it covers."""
    measure = result.measure
    cut = publisher.cuts.cut(measure, by)
    rows: dict[str, set[int]] = {row.key: set() for row in result.rows}
    for index, item in enumerate(publisher.cuts.items(measure)):
        day = date.fromordinal(date(1970, 1, 1).toordinal() + item.at // DAY)
        if result.since and result.until and result.since <= day <= result.until:
            rows[cut.row_of[key_of(publisher, measure, item, by)].key].add(index)
    return [frozenset(items) for items in rows.values()]


@pytest.mark.parametrize("measure", FIGURES, ids=lambda one: one.id)
@settings(deadline=None, max_examples=8)
@given(stories)
def test_nothing_of_fewer_than_five_is_had_by_subtraction(
    measure: Measure, drawn: list[Story]
) -> None:
    attack(measure, Publisher(world(drawn)))


@pytest.mark.parametrize("measure", FIGURES, ids=lambda one: one.id)
def test_a_matter_of_one_unit_alone_tells_nothing_of_the_rest_there(measure: Measure) -> None:
    # six people do in a1 what nobody else does, and one of them everything else there
    drawn: list[Story] = [(n, "a1", "b1", n % 6, 2 * (n % 60), OK) for n in range(120)]
    drawn += [(120 + n, "a1", "c", 0, 1 + 2 * (n % 60), OK) for n in range(14)]
    drawn += [(200 + n, "b1", "c", n % 10, n % 120, OK) for n in range(240)]
    facts = world(drawn, lambda unit, day: "alone" if unit == "a1" and day % 2 == 0 else "t")
    publisher = Publisher(facts)
    attack(measure, publisher)
    # the rest is shown as before
    if {Dimension.UNIT, Dimension.ISSUE_TYPE} <= set(measure.dimensions):
        assert publisher.answer(measure, Question(Dimension.ISSUE_TYPE)).rows


@pytest.mark.parametrize("measure", FIGURES, ids=lambda one: one.id)
def test_a_unit_of_one_person_is_named_by_no_figure(measure: Measure) -> None:
    """However many there are at the other end, or on the way."""
    alone = "c"

    def person(unit: str, who: int) -> str:
        # others of few people each, who are enough together
        few = {alone: 1, "d": 2, "e": 2, "f": 2, "g": 2, "h": 2}
        return f"{unit}:{who % few.get(unit, 10)}"

    ways = (
        "a1-b1",
        "a1-b1-a1",
        "a1-c-a1",
        "c-a1",
        "a1-c-b1",
        "c-b1-c",
        "b1-a1",
        "d-e-d-f",
        "g-h-g",
    )
    kinds = (OK, OK, BOUNCED, REDIRECTED, Outcome.ASK_HELPED)
    drawn: list[Story] = []
    for n in range(1800):
        way, kind = ways[n % 9].split("-"), kinds[n // 9 % 5]
        for day, (source, target) in enumerate(pairwise(way)):
            drawn.append((n, source, target, n // 9 % 10, n % 140 + day, kind))
    publisher = Publisher(world(drawn, lambda _unit, _day: "t", person))
    for by in measure.dimensions:
        for row in publisher.answer(measure, Question(by)).rows:
            named = re.split(r"[→⇒@]", row.key)
            # who is redirected to a unit tells of nobody there
            assert alone not in (named[:1] if measure.id == "redirectFlows" else named)


def attack(measure: Measure, publisher: Publisher) -> None:
    items = publisher.cuts.items(measure)
    sums: set[frozenset[int]] = {frozenset()}
    for by in measure.dimensions:
        for since, until in PERIODS:
            result = publisher.answer(measure, Question(by, since, until))
            published = behind(publisher, result, by) if result.rows else []
            for row, some in zip(result.rows, published, strict=True):
                who = set[str]().union(*(measure.behind(items[index]) for index in some))
                # what names places has enough people in each of them
                named = row.key not in ("total", OTHER)
                assert not some or enough(who if named else anywhere(who))
            for size in (1, 2) if len(published) < 12 else (1,):
                sums |= {frozenset().union(*some) for some in combinations(published, size)}
            sums.add(frozenset().union(*published))
    for whole in sums:
        for part in sums:
            left = whole - part if part <= whole else frozenset[int]()
            who = set[str]().union(*(measure.behind(items[index]) for index in left))
            assert not left or enough(anywhere(who))


@settings(deadline=None, max_examples=40)
@given(stories)
def test_nothing_of_fewer_than_five_at_an_end_is_had_from_measures_of_handovers(
    drawn: list[Story],
) -> None:
    """What one of them counts and another does not, as that of the same flow or of all."""
    publisher = Publisher(world(drawn))
    counted = [measure for measure in FIGURES if measure.behind is both_ends]
    assert {measure.id for measure in counted} == {"flows", "helpFlows", "outcomes"}
    told: set[frozenset[Told]] = set()
    for measure in counted:
        items = publisher.cuts.items(measure)
        for by in measure.dimensions:
            for since, until in PERIODS:
                result = publisher.answer(measure, Question(by, since, until))
                for row in behind(publisher, result, by) if result.rows else ():
                    told.add(frozenset(_told(items[index]) for index in row))
    for whole in told:
        for part in told:
            if part < whole:
                assert enough(set().union(*(people for *_, people in whole - part)))


@pytest.mark.parametrize("measure", [one for one in FIGURES if one.beside], ids=lambda one: one.id)
@settings(deadline=None, max_examples=25)
@given(stories)
def test_nothing_of_fewer_than_five_is_left_beside_the_flows(
    measure: Measure, drawn: list[Story]
) -> None:
    """What a unit takes up in all, less the flows into it that are shown, and so on."""
    assert left_beside(measure, Publisher(world(drawn))) == []


def test_what_is_left_beside_the_flows_is_seen() -> None:
    """Else the test above would hold because nothing is ever found."""
    ends = (("a1", "b1"), ("a2", "c"), ("b", "a"))
    drawn: list[Story] = [(n, *ends[n % 3], n // 3 % 10, n % 140, OK) for n in range(600)]
    # one person's handovers to b1, and those of few others that they are told together with
    drawn += [(600 + n, "c", "b1", 3, n % 140, OK) for n in range(40)]
    drawn += [(700 + n, "d", "a1", 4 + n % 4, n % 140, OK) for n in range(40)]
    facts = world(drawn, lambda _unit, _day: "t")
    found = [one for one in FIGURES if one.beside]
    assert {one.id for one in found} == {
        "linkClosed", "load", "siloedness", "timeToAcceptance", "withoutUnit",
    }  # fmt: skip
    load = next(one for one in found if one.id == "load")
    assert left_beside(load, Publisher(facts)) == []
    careless = replace(load, beside=None)
    told = {row for _, row in left_beside(careless, Publisher(facts), load)}
    assert told == {"a", "a1", "b", "b1"}


def left_beside(
    measure: Measure, publisher: Publisher, asked: Measure | None = None
) -> list[tuple[Dimension, str]]:
    """The rows that, less the flows that are shown, tell what few people did; ``asked`` knows what
    flows there are where the measure does not."""
    beside = (asked or measure).beside
    assert beside is not None
    items = publisher.cuts.items(measure)
    row_of = publisher.cuts.cut(beside.measure, beside.by).row_of
    found: list[tuple[Dimension, str]] = []
    for by in (
        one for one in measure.dimensions if one in (Dimension.UNIT, Dimension.SILO, Dimension.PAIR)
    ):
        for since, until in PERIODS:
            result = publisher.answer(measure, Question(by, since, until))
            flows = publisher.answer(beside.measure, Question(beside.by, since, until))
            # of other days nothing can be taken off
            if len(result.rows) < 2 or (result.since, result.until) != (flows.since, flows.until):
                continue
            for row, facts in zip(result.rows, behind(publisher, result, by), strict=True):
                parts = [part for index in facts for part in beside.parts(items[index])]
                hidden = [who() for key, who in parts if key not in row_of or row_of[key].merged]
                nowhere = [
                    who() for key, who in parts
                    if key not in row_of or row_of[key].key == OTHER
                ]  # fmt: skip
                rests = [nowhere] if by is Dimension.SILO else [hidden, nowhere]
                if not all(enough(set[str]().union(*left)) for left in rests if left):
                    found.append((by, row.key))
    return found


Told = tuple[int, str, str, str, frozenset[str]]


def _told(handover: Any) -> Told:
    return handover.at, handover.case, handover.source, handover.target, both_ends(handover)


@pytest.mark.parametrize("measure", FIGURES, ids=lambda one: one.id)
def test_the_attacker_sees_rows_of_every_measure(measure: Measure) -> None:
    """Else the test above would hold because nothing is ever shown."""
    units = sorted(UNITS)
    drawn: list[Story] = []
    for n, kind in enumerate([OK, BOUNCED, REDIRECTED, Outcome.ASK_HELPED] * 150):
        source, target = units[(n + n // 7) % 6], units[(n * 5 + n // 3) % 6]
        # two units that need each other and never meet
        apart = {source, target} == {"a2", "c"}
        drawn.append((n // 2, source, target, n % 10, n % 140, REDIRECTED if apart else kind))
    publisher = Publisher(world(drawn))
    shown = [publisher.answer(measure, Question(by)).rows for by in measure.dimensions]
    assert any(shown)


def test_the_cases_behind_a_row_are_those_of_a_large_enough_group_in_every_period() -> None:
    drawn = [(n, "a1", "b1", n % 10, n % 140, OK) for n in range(300)]
    drawn += [(300 + n, "a2", "c", n % 3, n % 140, OK) for n in range(30)]
    publisher = Publisher(world(drawn))
    flows = discover().get("flows")
    assert flows is not None
    for since, until in PERIODS:
        question = Question(Dimension.FLOW, since, until)
        found = publisher.behind(flows, question, "a1→b1")
        assert found is None or enough(set().union(*map(both_ends, found)))
        assert publisher.behind(flows, question, "a2→c") is None


SPLIT: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "withoutUnit": ("stranded", lambda item: item.stranded),
    "linkClosed": ("stranded", lambda item: item.stranded),
    "load": ("hours", lambda item: item.hours is None),
    "movedTypes": ("hours", lambda item: item.hours is None),
}


@pytest.mark.parametrize("id_", SPLIT)
@settings(deadline=None, max_examples=15)
@given(stories)
def test_a_part_that_is_shown_beside_its_whole_is_of_nobody_or_of_five(
    id_: str, drawn: list[Story]
) -> None:
    column, inside = SPLIT[id_]
    measure = discover().get(id_)
    assert measure is not None
    publisher = Publisher(world(drawn))
    items = publisher.cuts.items(measure)
    cells: set[frozenset[int]] = {frozenset()}
    for by in measure.dimensions:
        for since, until in PERIODS:
            result = publisher.answer(measure, Question(by, since, until))
            for row, facts in zip(
                result.rows, behind(publisher, result, by) if result.rows else (), strict=True
            ):
                if row.values[column] is not None:
                    # what was not taken up is in no figure
                    told = frozenset(n for n in facts if getattr(items[n], "taken", True))
                    part = frozenset(index for index in told if inside(items[index]))
                    cells |= {part, told - part}
    for whole in cells:
        for part in cells:
            left = whole - part if part <= whole else frozenset[int]()
            who = set[str]().union(*(items[index].employees for index in left))
            assert not left or len(who) >= MINIMUM
