"""Loops, chains, links, flows and periods, by hand and against full recounts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from netsvc.errors import BadInputError
from netsvc.silos import flows as flowing
from netsvc.silos import periods
from netsvc.silos.legs import (
    COLUMNS,
    UNKNOWN,
    Legs,
    Outcome,
    distinct_employees,
    from_columns,
    join,
)
from netsvc.silos.links import lone_bridges, missing_links
from netsvc.silos.paths import hops, longest_chains, loops, visits

UNITS = ("A", "B", "C", "D", "E")
OK, BOUNCED = Outcome.ACCEPTED, Outcome.BOUNCED


def legs(*rows: Sequence[int]) -> Legs:
    """Rows of case, at, from, to, sender, receiver, outcome, waited."""
    table = [(*row[:6], 0, *row[6:]) for row in rows]
    columns = np.array(table, dtype=np.int64).reshape(len(rows), len(COLUMNS)).T
    return from_columns(dict(zip(COLUMNS, columns, strict=True)), UNITS, ("t",))


def walk(case: int, *units: str, waited: int = 60) -> list[tuple[int, ...]]:
    """A case through the units, a leg every two hours, accepted; a person has the unit's number."""
    numbers = [UNITS.index(unit) for unit in units]
    return [
        (case, step * 120, a, b, a, b, int(OK), waited)
        for step, (a, b) in enumerate(pairwise(numbers))
    ]


def test_ping_pong_is_one_loop_whichever_way_round() -> None:
    found = loops(visits(legs(*walk(1, "A", "B", "A"), *walk(2, "B", "A", "B"))))
    assert [(loop.units, loop.times, loop.cases) for loop in found] == [((0, 1), 2, {1, 2})]
    assert found[0].hours_waited == 4
    assert found[0].hours_elapsed == 2 * (2 + 1)
    assert found[0].employees == {0, 1}


def test_a_leg_is_in_one_loop_only() -> None:
    found = loops(visits(legs(*walk(1, "A", "B", "C", "B", "A"))))
    assert [(loop.units, loop.hours_waited) for loop in found] == [((0, 1), 2), ((1, 2), 2)]
    back_and_forth = loops(visits(legs(*walk(1, "A", "B", "A", "B", "A"))))
    assert [(loop.units, loop.times, loop.hours_waited) for loop in back_and_forth] == [
        ((0, 1), 2, 4)
    ]


def test_longer_loops_start_at_the_smallest_unit() -> None:
    found = loops(visits(legs(*walk(1, "C", "A", "B", "C", "D"))))
    assert [loop.units for loop in found] == [(0, 1, 2)]


def test_costliest_loop_first_and_unknown_waits_are_said() -> None:
    found = loops(
        visits(legs(*walk(1, "A", "B", "A", waited=UNKNOWN), *walk(2, "C", "D", "C", waited=600)))
    )
    assert [(loop.units, loop.hours_waited, loop.unknown_waits) for loop in found] == [
        ((2, 3), 20, 0),
        ((0, 1), 0, 2),
    ]


def test_a_loop_over_gaps_in_the_log_counts_without_hours() -> None:
    found = loops(
        visits(
            legs(
                (1, 0, 0, 1, 0, 1, OK, 60), (1, 9, 2, 3, 2, 3, OK, 60), (1, 20, 0, 4, 0, 4, OK, 60)
            )
        )
    )
    assert [(one.units, one.hours_waited, one.unknown_waits) for one in found] == [
        ((0, 1, 2, 3), 2, 2)
    ]


def test_declined_legs_and_self_legs_move_nothing() -> None:
    found = visits(
        legs(
            (1, 0, 0, 1, 0, 1, Outcome.DECLINED, 5),
            (1, 10, 0, 0, 0, 9, OK, 5),
            (1, 20, 0, 2, 0, 2, OK, 5),
        )
    )
    assert found.unit.tolist() == [0, 2]


def test_a_gap_in_the_log_is_a_visit() -> None:
    found = visits(legs((1, 0, 0, 1, 0, 1, OK, 5), (1, 9, 2, 3, 2, 3, OK, 5)))
    assert found.unit.tolist() == [0, 1, 2, 3]
    assert hops(found).tolist() == [3]


def test_hops_count_different_units_after_the_first() -> None:
    found = visits(legs(*walk(1, "A", "B", "A"), *walk(2, "A", "B", "C", "D")))
    assert hops(found).tolist() == [1, 3]


def test_longest_chains() -> None:
    rows = [*walk(1, "A", "B", "C"), *walk(2, "A", "B", "C"), *walk(3, "A", "B", "C", "D")]
    found = longest_chains(visits(legs(*rows, *walk(4, "A", "B"))), most=2)
    assert [(chain.units, chain.cases, chain.employees) for chain in found] == [
        ((0, 1, 2, 3), 1, 4),
        ((0, 1, 2), 2, 3),
    ]
    assert longest_chains(visits(legs())) == []


def test_missing_links_are_needs_without_a_direct_handover() -> None:
    rows = [
        (1, 0, 0, 1, 10, 11, BOUNCED, 5),
        (1, 9, 1, 2, 11, 12, OK, 5),
        (2, 0, 0, 2, 13, UNKNOWN, Outcome.REDIRECTED, UNKNOWN),
        (3, 0, 2, 0, 12, 10, Outcome.SECOND_CONTACT, UNKNOWN),
        (4, 0, 0, 3, 10, UNKNOWN, Outcome.REDIRECTED, UNKNOWN),
        (5, 0, 3, 0, 14, 10, OK, 5),
    ]
    found = missing_links(legs(*rows))
    assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [(0, 2)]
    assert found.needs.tolist() == [3]
    assert (found.bounces[0], found.redirects[0], found.second_contacts[0]) == (1, 1, 1)
    assert found.employees.tolist() == [3]
    assert found.at_least[0] == pytest.approx(0.618672, abs=1e-6)
    allowed = missing_links(legs(*rows), direct_at_most=1)
    assert allowed.direct.tolist() == [0, 1]


def test_a_lone_bridge_is_in_every_handover_of_its_pair() -> None:
    lone = [(n, n, 0, 1, 7, 20 + n, OK, 5) for n in range(3)]
    backed = [(n, n, 2, 3, 8 + (n == 12), 20 + n, OK, 5) for n in range(10, 13)]
    found = lone_bridges(legs(*lone, *backed))
    assert (found.first.tolist(), found.second.tolist()) == ([0], [1])
    assert (found.person.tolist(), found.handovers.tolist()) == ([7], [3])
    nobody = (4, 4, 0, 1, UNKNOWN, UNKNOWN, OK, 5)
    assert not len(lone_bridges(legs(*lone, nobody)).first)


def test_flows_against_independence_by_hand() -> None:
    found = flowing.flows(
        np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), np.array([8.0, 2.0, 2.0, 8.0]), 2
    )
    assert found.expected.tolist() == [5, 5, 5, 5]
    assert found.ratio.tolist() == pytest.approx([1.6, 0.4, 0.4, 1.6])
    # a 2 x 2 table: the adjusted residual squared is chi-square, 7.2
    assert (found.residual**2).tolist() == pytest.approx([7.2] * 4)
    assert found.low[1] == pytest.approx(0.242209 / 5, abs=1e-6)
    assert found.high[1] == pytest.approx(7.224688 / 5, abs=1e-6)


def test_flows_without_the_diagonal_fit_their_margins() -> None:
    weights = np.array([6.0, 3.0, 2.0, 4.0, 5.0, 1.0])
    senders, receivers = np.array([0, 0, 1, 1, 2, 2]), np.array([1, 2, 0, 2, 0, 1])
    found = flowing.flows(senders, receivers, weights, 3, within=False)
    for ends in (found.senders, found.receivers):
        np.testing.assert_allclose(
            np.bincount(ends, weights=found.expected), np.bincount(ends, weights=found.observed)
        )


def test_pace_and_employees_of_flows() -> None:
    some = legs(
        (1, 0, 0, 1, 5, 6, OK, 60),
        (2, 0, 0, 1, 5, 7, OK, 180),
        (3, 0, 0, 1, 5, 6, Outcome.DECLINED, 999),
        (4, 0, 1, 0, 6, UNKNOWN, BOUNCED, UNKNOWN),
    )
    found = flowing.of_legs(some)
    timing = flowing.pace(some, found)
    assert found.employees.tolist() == [3, 1]
    assert timing.median_hours[0] == 2
    assert timing.p90_hours[0] == pytest.approx(2.8)
    assert np.isnan(timing.median_hours[1])
    assert timing.declined.tolist() == pytest.approx([1 / 3, 0])
    assert timing.bounced.tolist() == [0, 1]


def test_distinct_employees_of_a_cell() -> None:
    cells = np.array([3, 3, 8])
    found, counts = distinct_employees(cells, np.array([1, 1, -1]), np.array([2, 1, -1]))
    assert (found.tolist(), counts.tolist()) == ([3, 8], [2, 0])


def test_join_keeps_the_last_catalogue() -> None:
    some = legs((1, 0, 0, 1, 5, 6, OK, 60))
    assert len(join([some, some])) == 2
    assert not len(join([]))


UNIT_OF = {"a": "X", "b": "X", "c": "Y", "d": "Y"}


def test_before_and_after_on_frozen_membership() -> None:
    before = [("a", "b", 3.0), ("c", "d", 3.0), ("a", "c", 1.0), ("c", "a", 1.0)]
    after = [("a", "b", 1.0), ("c", "d", 1.0), ("a", "c", 3.0), ("c", "a", 3.0), ("a", "new", 9.0)]
    found = periods.compare(before, after, UNIT_OF, draws=199)
    assert (found.before.ei, found.after.ei) == (-0.5, 0.5)
    assert found.before.ei_expected == found.after.ei_expected == pytest.approx(1 / 3)
    assert found.change == pytest.approx(-0.75)
    assert found.interval == pytest.approx((-0.75, -0.75))
    assert found.left_out == (0, 1)
    assert periods.compare(before, before, UNIT_OF).change == 0


def test_an_empty_period_is_a_clear_message() -> None:
    with pytest.raises(BadInputError, match="period after has no handover"):
        periods.compare([("a", "c", 1.0)], [("new", "a", 1.0)], UNIT_OF)
