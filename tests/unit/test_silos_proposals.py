"""Replays by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from netsvc.silos.legs import COLUMNS, Legs, Outcome, empty, from_columns
from netsvc.silos.proposals import replay

OK, BOUNCED, REDIRECTED = Outcome.ACCEPTED, Outcome.BOUNCED, Outcome.REDIRECTED
CAME_AGAIN = Outcome.SECOND_CONTACT
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


def test_of_single_steps_only_those_that_bounced_save_any_figure() -> None:
    steps = [(n, 0, 0, 1, 1, 2, 1, kind, -1) for n, kind in enumerate((REDIRECTED, CAME_AGAIN))]
    played = replay(legs([*steps, (2, 0, 0, 1, 1, 2, 1, BOUNCED, 60)]))
    assert played.hops.tolist() == played.hours.tolist() == [0, 0, 0]
    assert played.bounces.tolist() == [0, 0, 1]


def test_a_case_that_came_home_needs_nobody() -> None:
    home = [(1, 0, 0, 1, 1, 2, 1, BOUNCED, 60), (1, 60, 1, 0, 2, 1, 1, OK, 60)]
    assert not len(replay(legs(home)).pair)
