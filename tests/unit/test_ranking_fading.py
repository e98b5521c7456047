"""Old matters count less: halves at the half-life, order kept, never below a tenth."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from netsvc.ranking.additive import contributions, rank
from netsvc.ranking.explaining import explain
from netsvc.ranking.fading import BEGINNING, HALF_LIFE_DAYS, LEAST_SHARE, faded, weight_at
from netsvc.ranking.model import Candidate, Context, Counts, Source

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
DAYS = st.lists(st.floats(0, 4_000), min_size=1, max_size=60)


def _weight(ages: list[float]) -> float:
    return sum(weight_at(NOW - timedelta(days=age)) for age in ages)


def test_a_matter_weighs_twice_as_much_half_a_year_later() -> None:
    assert weight_at(BEGINNING) == 1.0
    assert weight_at(BEGINNING + timedelta(days=HALF_LIFE_DAYS)) == 2.0
    assert faded(1, _weight([0]), NOW) == 1.0
    assert faded(1, _weight([HALF_LIFE_DAYS]), NOW) == 0.5


@given(DAYS)
def test_a_sum_counts_as_its_matters_do(ages: list[float]) -> None:
    alone = sum(0.5 ** (age / HALF_LIFE_DAYS) for age in ages)
    expected = min(len(ages), max(LEAST_SHARE * len(ages), alone))
    assert isclose(faded(len(ages), _weight(ages), NOW), expected, rel_tol=1e-6)


@given(DAYS, st.floats(0, 4_000))
def test_waiting_never_makes_it_more(ages: list[float], days: float) -> None:
    later = NOW + timedelta(days=days)
    assert faded(len(ages), _weight(ages), later) <= faded(len(ages), _weight(ages), NOW) + 1e-9


def test_centuries_neither_overflow_nor_vanish() -> None:
    far = datetime(2400, 1, 1, tzinfo=UTC)
    assert faded(3, 3 * weight_at(far), far) == 3.0
    assert faded(3, 3 * weight_at(BEGINNING), far) == LEAST_SHARE * 3
    # a clock that was wrong gives no more than the matters there are
    assert faded(3, 3 * weight_at(far), NOW) == 3.0


def test_who_resolved_them_lately_comes_before_who_did_long_ago() -> None:
    def person(id_: str, resolved: int, age: float) -> Candidate:
        weight = _weight([age] * resolved)
        own = Counts(resolved, resolved, faded=faded(resolved, weight, NOW))
        return Candidate(expert_id=id_, unit_id="u", issue_type_id="t", own=own, free_now=True)

    long_ago, lately = person("long ago", 40, 900), person("lately", 15, 10)
    assert [s.expert_id for s in rank([long_ago, lately], Context({"t": 1.0}))] == [
        "lately",
        "long ago",
    ]
    part = next(p for p in contributions(long_ago, 1.0) if p.source is Source.EXPERT)
    assert explain(part, long_ago, 1.0).en == (
        "Resolved such matters: 40; older ones count less, 4 in all"
    )
