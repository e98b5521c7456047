"""Where nodes stand on the map: the same for the same network, and steady as it grows."""

from __future__ import annotations

from itertools import combinations
from math import dist

from hypothesis import given, settings
from hypothesis import strategies as st

from netsvc.silos.layout import Ties, layout

NODES = tuple(f"u{number}" for number in range(14))

networks = st.builds(
    Ties,
    st.dictionaries(st.sampled_from(NODES[:12]), st.sampled_from("abc"), min_size=1),
    st.dictionaries(
        st.tuples(st.sampled_from(NODES[:12]), st.sampled_from(NODES[:12])), st.integers(1, 500)
    ),
).map(
    lambda ties: Ties(
        ties.group_of,
        {ends: count for ends, count in ties.weights.items() if set(ends) <= set(ties.group_of)},
    )
)


@settings(deadline=None, max_examples=60)
@given(networks, st.randoms())
def test_the_same_network_in_any_order_is_the_same_map(ties: Ties, random: object) -> None:
    found = layout(ties)
    assert set(found) == set(ties.group_of)
    assert all(-1 <= axis <= 1 for position in found.values() for axis in position)
    backwards = Ties(
        dict(reversed(list(ties.group_of.items()))), dict(reversed(list(ties.weights.items())))
    )
    assert layout(backwards) == found


@settings(deadline=None, max_examples=60)
@given(networks)
def test_nobody_covers_anybody(ties: Ties) -> None:
    found = layout(ties)
    for one, other in combinations(found.values(), 2):
        assert dist(one, other) > 0.1


@settings(deadline=None, max_examples=60)
@given(networks, st.sampled_from("abcd"), st.integers(1, 500))
def test_who_stood_on_the_map_stays_when_others_come_or_counts_change(
    ties: Ties, group: str, count: int
) -> None:
    before = layout(ties)
    first = min(ties.group_of)
    grown = Ties(
        {**ties.group_of, "u12": group},
        {**{ends: 2 * n for ends, n in ties.weights.items()}, (first, "u12"): count},
    )
    after = layout(grown, before)
    assert {node: after[node] for node in before} == before
    assert all(dist(after["u12"], position) > 0.01 for position in before.values())
    # and who is gone and comes back later finds the others where they were
    assert layout(ties, after) == before


def test_silos_stand_together() -> None:
    group_of = {f"{silo}{number}": silo for silo in "abc" for number in range(5)}
    weights = {
        (one, other): 50 if one[0] == other[0] else 2
        for one in group_of
        for other in group_of
        if one != other
    }
    found = layout(Ties(group_of, weights))

    def mean(pairs: list[float]) -> float:
        return sum(pairs) / len(pairs)

    inside = [dist(found[a], found[b]) for a, b in combinations(group_of, 2) if a[0] == b[0]]
    across = [dist(found[a], found[b]) for a, b in combinations(group_of, 2) if a[0] != b[0]]
    assert mean(inside) < 0.7 * mean(across)


def test_nothing_and_one_node_have_a_map() -> None:
    assert layout(Ties({}, {})) == {}
    assert layout(Ties({"a": "a"}, {("a", "a"): 3})) == {"a": (0.0, 0.0)}
