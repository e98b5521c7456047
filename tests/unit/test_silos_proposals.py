"""Replays by hand, and promises against held-out weeks with a known truth."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from netsvc.errors import BadInputError
from netsvc.silos.legs import COLUMNS, UNKNOWN, Legs, Outcome, empty, from_columns
from netsvc.silos.proposals import WEEK, check, propose, replay

OK, BOUNCED, REDIRECTED = Outcome.ACCEPTED, Outcome.BOUNCED, Outcome.REDIRECTED
UNITS = ("A", "B", "C", "D")


def legs(rows: Sequence[Sequence[int]]) -> Legs:
    """Rows of case, at, from, to, sender, receiver, issue type, outcome, waited."""
    columns = np.array(rows, dtype=np.int64).reshape(len(rows), len(COLUMNS)).T
    return from_columns(dict(zip(COLUMNS, columns, strict=True)), UNITS, ("s", "t"))


def detour(case: int, at: int, waited: int = 120) -> list[tuple[int, ...]]:
    """A - B, which bounces, then B - C: A and C need each other."""
    return [
        (case, at, 0, 1, 1, 2, 1, BOUNCED, waited),
        (case, at + 60, 1, 2, 2, 3, 1, OK, 30),
    ]


def test_a_replay_saves_all_but_the_last_leg() -> None:
    played = replay(legs([*detour(1, 0), (2, 0, 0, 2, 1, 3, 1, OK, 30)]))
    assert played.case.tolist() == [1]
    assert played.pair.tolist() == [0 * 4 + 2]
    assert (played.hops[0], played.bounces[0], played.hours[0]) == (1, 1, 2)
    assert not len(replay(empty(UNITS)).pair)


def test_a_case_that_came_home_needs_nobody() -> None:
    home = [(1, 0, 0, 1, 1, 2, 1, BOUNCED, 60), (1, 60, 1, 0, 2, 1, 1, OK, 60)]
    assert not len(replay(legs(home)).pair)


def test_proposals_rank_what_is_surely_saved() -> None:
    rows = [row for case in range(20) for row in detour(case, case * 100)]
    once = [
        (100, 0, 3, 1, 4, 2, 0, REDIRECTED, UNKNOWN),
        (100, 60, 1, 2, 2, 3, 0, OK, 90_000),
    ]
    found = propose(legs([*rows, *once]))
    assert [(one.first, one.second, one.cases) for one in found] == [(0, 2, 20)]
    assert found[0].hours.value == 40
    assert found[0].hours.low < 40 < found[0].hours.high
    assert found[0].bounces.value == found[0].hops.value == 20
    assert (found[0].issue_types, found[0].employees) == ((1,), 3)
    assert propose(legs([*rows, *once])) == found


def test_promises_hold_on_held_out_weeks_where_nothing_changed() -> None:
    generator = np.random.default_rng(9)
    within = []
    for trial in range(30):
        at = generator.integers(0, 12 * WEEK, 90)
        rows = [
            row
            for case, start in enumerate(sorted(at.tolist()))
            for row in detour(case, start, int(generator.exponential(300)))
        ]
        (checked,) = check(legs(rows), weeks=4, seed=trial, draws=199)
        within.append(checked.within)
    assert sum(within) >= 26


def test_a_promise_that_does_not_hold_is_seen() -> None:
    rows = [row for case in range(60) for row in detour(case, case * WEEK // 10)]
    quiet = [(1000, 9 * WEEK, 0, 2, 1, 3, 1, OK, 30)]
    (checked,) = check(legs([*rows, *quiet]), weeks=2)
    assert checked.realised == 0
    assert checked.promised.low > 0
    assert not checked.within


def test_nothing_to_learn_from_is_a_clear_message() -> None:
    with pytest.raises(BadInputError, match="no legs"):
        check(empty(UNITS))
    with pytest.raises(BadInputError, match="less than one week"):
        check(legs(detour(1, 0)))
