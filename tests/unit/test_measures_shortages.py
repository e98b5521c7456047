"""Where nobody was free: by responsible unit and hour of its clock, and never about few people."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from netsvc.directory.model import LocalText
from netsvc.measures.catalogue import shortages
from netsvc.measures.facts import DAY, HOUR, Facts
from netsvc.measures.publishing import Publisher, Question, Row
from netsvc.measures.registry import Dimension
from netsvc.measures.shortage import RawShortage, ShortageFact, ShortageKind, shortage_facts
from netsvc.measures.small_groups import MINIMUM, enough, helping, spans
from tests.unit.cut_keys import key_of

MONDAY = 4 * DAY
REDIRECTED, NOBODY_TOOK = ShortageKind.REDIRECTED, ShortageKind.NOBODY_TOOK
PARENTS: dict[str, str | None] = {"care": None, "desk": "care", "tiny": "care", "money": None}


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def raw(at: str, issue_type: str | None, fallback: str | None = "money") -> RawShortage:
    return RawShortage("c", "REDIRECTED", moment(at), "e1", issue_type, fallback, ())


def decided(*found: RawShortage) -> list[tuple[str, int]]:
    facts = shortage_facts(
        found,
        responsible={"housing": "desk", "moving": None},
        broader={"moving": "housing", "round": "about", "about": "round"},
        zones={"desk": "Europe/Helsinki", "money": "Europe/Stockholm", "tiny": "Mars/Base"},
    )
    return [(fact.unit, fact.hour) for fact in facts]


def test_the_hour_is_that_of_the_responsible_unit_in_summer_and_winter() -> None:
    assert decided(
        raw("2026-07-01T06:59:59", "housing"),
        raw("2026-12-01T06:59:59", "housing"),
        raw("2026-07-01T22:30:00", "moving"),
        # 25 October: the clock shows three to four twice
        raw("2026-10-25T00:30:00", "housing"),
        raw("2026-10-25T01:30:00", "housing"),
    ) == [("desk", 9), ("desk", 8), ("desk", 1), ("desk", 3), ("desk", 3)]


def test_where_no_unit_is_responsible_it_falls_on_whom_the_customer_was_sent_to() -> None:
    at = "2026-07-01T06:00:00"
    assert decided(raw(at, None), raw(at, "round"), raw(at, None, None), raw(at, None, "tiny")) == [
        ("money", 8),
        ("money", 8),
        ("unknown", 9),
        ("tiny", 9),
    ]


def fact(
    case: int,
    unit: str,
    hour: int,
    who: int,
    *,
    day: int = 0,
    kind: ShortageKind = REDIRECTED,
    asked: frozenset[str] = frozenset(),
) -> ShortageFact:
    at = MONDAY + day * DAY + hour * HOUR
    return ShortageFact(at, f"c{case}", unit, hour, kind, frozenset({f"e{who}"}), asked)


def facts_of(*moments: ShortageFact) -> Facts:
    return Facts(
        now=2000 * DAY,
        shortages=moments,
        unit_names={unit: LocalText(f"{unit} fi", f"{unit} sv", f"{unit} en") for unit in PARENTS},
        unit_parents=PARENTS,
    )


def rows(facts: Facts, by: Dimension) -> dict[str, Row]:
    found = Publisher(facts).answer(shortages.MEASURE, Question(by))
    return {row.key: row for row in found.rows}


def counts(row: Row) -> tuple[object, ...]:
    return tuple(row.values[name] for name in ("cases", "redirected", "nobodyTook"))


def test_a_unit_and_its_hours_with_neighbours_joined_where_they_are_small() -> None:
    found = rows(
        facts_of(
            *(fact(n, "desk", 9, n) for n in range(6)),
            *(fact(10 + n, "desk", 10, n) for n in range(2)),
            *(fact(20 + n, "desk", 11, 2 + n) for n in range(4)),
            *(fact(30 + n, "desk", 15, n) for n in range(3)),
            *(fact(40 + n, "money", 8, n) for n in range(5)),
        ),
        Dimension.UNIT_HOUR,
    )
    assert {key: (row.merged, row.hours, counts(row)) for key, row in found.items()} == {
        "desk@09": (False, (9, 10), (6, 6, 0)),
        # ten and eleven together, and the three of fifteen with them
        "desk@10": (True, (10, 16), (9, 9, 0)),
        "money@08": (False, (8, 9), (5, 5, 0)),
    }
    assert found["desk@10"].label == LocalText(
        "desk fi · klo 10–16", "desk sv · kl. 10–16", "desk en · 10:00–16:00"
    )
    unit = found["desk@10"].unit
    assert unit is not None
    assert (unit.key, unit.label.sv) == ("desk", "desk sv")


def test_the_hours_of_small_units_are_those_of_their_row() -> None:
    facts = facts_of(
        *(fact(n, "desk", 9, n) for n in range(5)),
        *(fact(10 + n, "tiny", 9, n) for n in range(2)),
        *(fact(20 + n, "tiny", 10, n) for n in range(2)),
    )
    assert {key: counts(row)[0] for key, row in rows(facts, Dimension.UNIT).items()} == {"care": 9}
    (row,) = rows(facts, Dimension.UNIT_HOUR).values()
    assert (row.key, row.hours, counts(row)[0]) == ("care@09", (9, 11), 9)
    assert row.label.en == "care en: small units together · 9:00–11:00"


def test_a_case_counts_once_however_often_nobody_was_free_for_it() -> None:
    asked = frozenset({"x1", "x2", "x3", "x4", "x5"})
    moments = [fact(n, "desk", 9, n, kind=NOBODY_TOOK, asked=asked) for n in range(5)]
    moments += [fact(n, "desk", 9, n) for n in range(5)]
    moments += [fact(9, "desk", 9, 0)]
    total = rows(facts_of(*moments), Dimension.TOTAL)["total"]
    assert counts(total) == (6, 6, 5)


def test_what_few_of_those_asked_did_is_not_shown() -> None:
    few = frozenset({"x1", "x2"})
    moments = [fact(n, "desk", 9, n, kind=NOBODY_TOOK, asked=few) for n in range(5)]
    moments += [fact(10 + n, "desk", 9, n) for n in range(5)]
    total = rows(facts_of(*moments), Dimension.TOTAL)["total"]
    assert counts(total) == (None, 5, None)
    # and what four agents met with is not shown at all
    assert rows(facts_of(*(fact(n, "desk", 9, n) for n in range(4))), Dimension.UNIT_HOUR) == {}


spans_of_hours = st.dictionaries(
    st.integers(0, 23),
    st.dictionaries(st.integers(0, 2), st.sets(st.integers(0, 9).map(str)), min_size=1),
    min_size=1,
)


@settings(deadline=None, max_examples=200)
@given(spans_of_hours)
def test_every_span_is_large_enough_where_all_together_are(
    cells: dict[int, dict[int, set[str]]],
) -> None:
    found = spans(cells)
    assert [hour for span in found for hour in span] == sorted(cells)
    whole: dict[int, set[str]] = {}
    for strata in cells.values():
        for stretch, who in strata.items():
            whole.setdefault(stretch, set()).update(who)
    if not all(map(enough, whole.values())):
        return
    for span in found:
        for stretch in whole:
            present = [cells[hour][stretch] for hour in span if stretch in cells[hour]]
            assert not present or enough(set().union(*present))


moments_of = st.lists(
    st.tuples(
        st.sampled_from(sorted(PARENTS)),
        st.integers(8, 15),
        st.integers(0, 9),
        st.integers(0, 100),
        st.one_of(st.none(), st.integers(0, 7)),
    ),
    min_size=20,
    max_size=80,
)


@settings(deadline=None, max_examples=60)
@given(moments_of)
def test_hours_less_units_or_silos_leave_nobody_or_enough(
    stories: list[tuple[str, int, int, int, int | None]],
) -> None:
    facts = facts_of(
        *(
            fact(
                n,
                unit,
                hour,
                who,
                day=day,
                kind=REDIRECTED if asked is None else NOBODY_TOOK,
                asked=frozenset() if asked is None else frozenset({f"x{asked}"}),
            )
            for n, (unit, hour, who, day, asked) in enumerate(stories)
        )
    )
    publisher = Publisher(facts)
    measure = shortages.MEASURE
    shown: set[frozenset[int]] = {frozenset()}
    for by in (Dimension.TOTAL, Dimension.SILO, Dimension.UNIT, Dimension.UNIT_HOUR):
        for row in publisher.answer(measure, Question(by)).rows:
            cut = publisher.cuts.cut(measure, by)
            behind = frozenset(
                index
                for index, one in enumerate(facts.shortages)
                if cut.row_of[key_of(publisher, measure, one, by)].key == row.key
            )
            cases = row.values["cases"]
            if cases is not None:
                assert cases == len(behind)
                shown.add(behind)
    for whole in shown:
        for part in shown:
            left = [facts.shortages[index] for index in whole - part if part <= whole]
            people = set[str]().union(*(one.employees for one in left))
            asked = set[str]().union(*(one.asked for one in left))
            assert not left or len(people) >= MINIMUM
            assert not asked or enough(people | helping(asked))
