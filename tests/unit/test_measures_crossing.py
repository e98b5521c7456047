"""Weeks beside units: told apart only where no difference is the work of too few."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from netsvc.measures.crossing import subtractable
from netsvc.measures.left_over import nested
from netsvc.measures.small_groups import enough, helping

FIVE = {"a", "b", "c", "d", "e"}


def test_a_week_that_lies_within_a_unit_tells_the_rest_of_the_unit() -> None:
    # week 0 is the unit's own; in week 1 one person of it worked beside another unit
    assert subtractable({(0, 0): FIVE, (0, 1): {"a"}, (1, 1): FIVE})
    assert not subtractable({(0, 0): FIVE, (0, 1): FIVE, (1, 1): FIVE})
    # no week lies within a unit, and no unit within a week
    assert not subtractable(
        {(0, 0): FIVE, (0, 1): FIVE, (1, 0): FIVE, (1, 1): FIVE, (2, 0): FIVE, (2, 1): FIVE}
    )


def test_a_unit_that_lies_within_a_week_tells_the_rest_of_the_week() -> None:
    assert subtractable({(0, 0): FIVE, (1, 0): {"a"}, (1, 1): FIVE})


def test_helpers_count_apart() -> None:
    cells = {(0, 0): FIVE, (0, 1): FIVE | helping({"x"}), (1, 1): FIVE}
    assert subtractable(cells)
    assert not subtractable({**cells, (0, 1): FIVE | helping(FIVE)})


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 3)),
        st.sets(st.sampled_from("abcdefg"), min_size=1),
        min_size=1,
    )
)
def test_what_is_not_subtractable_leaves_no_single_row_to_be_had(
    cells: dict[tuple[int, int], set[str]],
) -> None:
    if subtractable(cells):
        return
    rows, columns = {here for here, _ in cells}, {there for _, there in cells}
    for row in rows:
        mine = {key for key in cells if key[0] == row}
        for size in range(len(columns) + 1):
            for some in combinations(sorted(columns), size):
                taken = {key for key in cells if key[1] in some}
                if taken and taken <= mine and taken != mine:
                    # either what is left is enough, or a whole column of it is left beside it
                    left = [cells[key] for key in mine - taken]
                    whole = [
                        c for c in columns - set(some) if {k for k in cells if k[1] == c} <= mine
                    ]
                    assert whole or enough(set().union(*left))


def test_stretches_lie_within_those_of_the_other_measure_or_are_several_whole_ones() -> None:
    other = [[0, 1, 2], [3, 4], [6, 7]]
    people = {month: set(FIVE) for month in (0, 1, 2, 3, 5, 7)}
    counts = dict.fromkeys(people, 10)
    found, periods = nested(other, people, counts, 6)
    # the month between two stretches belongs to the earlier one
    assert found == [[0], [1], [2], [3], [5], [7]]
    assert periods == {0: 0, 1: 0, 2: 0, 3: 1, 5: 1, 7: 2}
    # at most three: no finer than the other's own, and no edge within one of them is shifted
    assert nested(other, people, counts, 3)[0] == [[0, 1, 2], [3, 5], [7]]
    # where a whole stretch has too few, it is told with the one after it
    few = {**people, 3: {"a"}, 5: {"b"}}
    assert nested(other, few, counts, 6) == (
        [[0], [1], [2], [3, 5, 7]],
        {0: 0, 1: 0, 2: 0, 3: 1, 5: 1, 7: 1},
    )
    assert nested(other, {}, {}, 6) == ([], {})
