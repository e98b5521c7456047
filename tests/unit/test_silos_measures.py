"""Every measure against hand-computed answers, networkx, or a count of all cases."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from itertools import permutations as orders
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from netsvc.errors import BadInputError
from netsvc.silos import brandes, brokers, mixing, positions
from netsvc.silos.contract import Options, Result, Source
from netsvc.silos.network import Network, build
from netsvc.silos.registry import discover
from netsvc.silos.shuffles import internal_weight, judge, received_inside
from netsvc.silos.triangles import triangles

REGISTRY = discover()
# two units of two; three handovers inside, one between
SENDERS, RECEIVERS = ["a", "b", "c", "a"], ["b", "a", "d", "c"]
UNITS = {"a": "X", "b": "X", "c": "Y", "d": "Y"}


def small(**more: bool) -> Network:
    return build(SENDERS, RECEIVERS, UNITS, **more)


def answer(network: Network, measure: str) -> Result:
    return REGISTRY.compute(measure, Source(network), Options(permutations=49))


def random_network(seed: int, directed: bool = True, weighted: bool = True) -> tuple[Network, Any]:
    graph = nx.gnp_random_graph(40, 0.1, seed=seed, directed=directed)
    for number, (sender, receiver) in enumerate(graph.edges):
        graph[sender][receiver]["weight"] = number % 5 + 1 if weighted else 1
    units = {f"{node:02}": str(node % 4) for node in graph}
    nx.set_node_attributes(graph, {node: str(node % 4) for node in graph}, "unit")
    edges = list(graph.edges(data="weight"))
    network = build(
        [f"{edge[0]:02}" for edge in edges],
        [f"{edge[1]:02}" for edge in edges],
        units,
        weights=[edge[2] for edge in edges],
        directed=directed,
    )
    return network, graph


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=45))
def test_triangles_are_those_that_all_threes_show(ties: list[tuple[int, int]]) -> None:
    joined = {frozenset(tie) for tie in ties if tie[0] != tie[1]}
    neighbours = np.zeros((10, 10))
    for one, other in map(sorted, joined):
        neighbours[one, other] = neighbours[other, one] = 1

    found = triangles(csr_array(neighbours)).T.tolist()

    every = {
        three
        for three in combinations(range(10), 3)
        if all(frozenset(two) in joined for two in combinations(three, 2))
    }
    assert sorted(tuple(sorted(three)) for three in found) == sorted(every)


def test_e_i_by_hand() -> None:
    found = answer(small(), "ei")
    assert found.value == pytest.approx((1 - 3) / 4)
    assert found.expectation == pytest.approx(1 - 2 * 4 / 12)
    assert found.details["segregation"] == pytest.approx(1 - 0.5 / (4 / 3))
    x, y = found.cells
    # X: a-b, b-a inside and a-c outside; a tie that touches X is inside with 1/5
    assert x.figures == {"ei": pytest.approx(-1 / 3), "expectation": pytest.approx(0.6), "size": 2}
    assert x.employees == 2
    assert y.figures["ei"] == 0


def test_e_i_expectation_is_the_mean_over_all_shufflings() -> None:
    network = small()
    every = [
        1
        - 2
        * float(sum(w for s, r, w in zip(*network.pairs(), strict=True) if one[s] == one[r]))
        / 4
        for one in orders(network.group_of.tolist())
    ]
    assert mixing.ei_expected(network) == pytest.approx(np.mean(every))


def test_modularity_expectation_is_the_mean_over_all_shufflings() -> None:
    network = small()
    every = [mixing.modularity(network, np.array(one)) for one in orders(network.group_of.tolist())]
    assert mixing.modularity_expected(network) == pytest.approx(np.mean(every))


@pytest.mark.parametrize("directed", [True, False])
def test_mixing_agrees_with_networkx(directed: bool) -> None:
    network, graph = random_network(3, directed)
    parts = [{node for node in graph if node % 4 == part} for part in range(4)]
    assert mixing.modularity(network) == pytest.approx(nx.community.modularity(graph, parts))
    light, plain = random_network(3, directed, weighted=False)
    assert mixing.assortativity(light) == pytest.approx(
        nx.attribute_assortativity_coefficient(plain, "unit")
    )


@pytest.mark.parametrize("directed", [True, False])
def test_positions_agree_with_networkx(directed: bool) -> None:
    network, graph = random_network(5, directed)
    order = range(graph.number_of_nodes())

    def same(mine: np.ndarray, theirs: dict[int, float]) -> None:
        np.testing.assert_allclose(mine, [theirs[node] for node in order], atol=1e-9)

    same(positions.constraint(network), nx.constraint(graph, weight="weight"))
    # asked node by node, because networkx's answer for all at once leaves its own definition
    same(
        positions.effective_size(network),
        nx.effective_size(graph, nodes=list(order), weight="weight"),
    )
    exact = brandes.betweenness(network, exact_up_to=100, pivots=1, seed=1)
    same(exact.values, nx.betweenness_centrality(graph, normalized=False))
    same(positions.core_numbers(network), nx.core_number(nx.Graph(graph)))


def test_betweenness_of_a_dense_network_agrees_with_networkx() -> None:
    graph = nx.gnp_random_graph(90, 0.8, seed=4, directed=True)
    nodes = {f"{node:02}": "XY"[node % 2] for node in graph}
    network = build([f"{a:02}" for a, _ in graph.edges], [f"{b:02}" for _, b in graph.edges], nodes)
    found = brandes.betweenness(network, exact_up_to=100, pivots=1, seed=1, batch=7)
    truth = nx.betweenness_centrality(graph, normalized=False)
    assert network.edges > brandes.DENSE * network.size
    np.testing.assert_allclose(found.values, [truth[node] for node in range(90)], atol=1e-9)


def test_sampled_betweenness_says_so_and_covers_the_truth() -> None:
    network, _ = random_network(5)
    truth = brandes.betweenness(network, exact_up_to=100, pivots=1, seed=1)
    assert truth.exact
    assert not truth.errors.any()
    guesses = [
        brandes.betweenness(network, exact_up_to=10, pivots=20, seed=seed) for seed in range(60)
    ]
    assert {(guess.exact, guess.pivots) for guess in guesses} == {(False, 20)}
    missed = [(guess.values - truth.values) ** 2 for guess in guesses]
    said = [guess.errors**2 for guess in guesses]
    assert np.mean(said) == pytest.approx(np.mean(missed), rel=0.1)
    middle = np.mean([guess.values.sum() for guess in guesses])
    assert middle == pytest.approx(truth.values.sum(), rel=0.02)


def test_a_node_without_ties_has_no_position() -> None:
    network = build(["a"], ["b"], {"a": "X", "b": "Y", "alone": "Y"})
    found = answer(network, "constraint")
    assert found.value == {"a": 1.0, "alone": None, "b": 1.0}
    assert found.details["nodes_without_ties"] == 1


def test_reciprocity_by_hand() -> None:
    found = answer(small(), "reciprocity")
    assert found.value == 0.5
    assert found.expectation == pytest.approx(4 / 12)
    assert found.details["mutual_pairs"] == 1
    with pytest.raises(BadInputError, match="mutual by definition"):
        answer(small(directed=False), "reciprocity")


@pytest.mark.parametrize("seed", range(5))
def test_brokerage_counts_every_open_path(seed: int) -> None:
    network, graph = random_network(seed)
    counted: dict[brokers.Role, Counter[int]] = {role: Counter() for role in brokers.Role}
    for middle in graph:
        for first in graph.predecessors(middle):
            for last in graph.successors(middle):
                if first != last and not graph.has_edge(first, last):
                    kinds = (first % 4, middle % 4, last % 4)
                    counted[role_of(*kinds)][middle] += 1
    for role, counts in brokers.brokerage(network).items():
        assert {node: int(n) for node, n in enumerate(counts) if n} == dict(counted[role])


def role_of(first: int, middle: int, last: int) -> brokers.Role:
    if first == middle == last:
        return brokers.Role.COORDINATOR
    if first == last:
        return brokers.Role.ITINERANT
    if first == middle:
        return brokers.Role.REPRESENTATIVE
    return brokers.Role.GATEKEEPER if middle == last else brokers.Role.LIAISON


def test_brokerage_expectation_is_the_mean_over_all_shufflings() -> None:
    network = small()
    every = [role_of(*(one[:3])) for one in orders(network.group_of.tolist())]
    shares = brokers.expected_shares(network)
    assert {role: every.count(role) / len(every) for role in brokers.Role} == pytest.approx(shares)


def test_shuffles_are_seeded_and_ties_count() -> None:
    network = small()
    null = internal_weight(network, 199, 7)
    assert np.array_equal(null, internal_weight(network, 199, 7))
    assert not np.array_equal(null, internal_weight(network, 199, 8))
    constant = judge(1.0, np.full(99, 1.0 + 1e-12), 1.0)
    assert (constant.p, constant.p_low, constant.p_high) == (1.0, 1.0, 1.0)


def test_who_sends_stays_where_receivers_are_shuffled() -> None:
    units = {**UNITS, "e": "Y"}
    # two of X, which has two of the five, send four to three
    network = build(["a", "a", "b", "b"], ["b", "c", "c", "d"], units)
    null = received_inside(network, 4000, 3)
    assert null.mean() == pytest.approx(4 * 2 / 5, abs=0.03)
    # c takes two of four
    assert set(np.unique(null)) == {0.0, 1.0, 2.0, 3.0}
    assert np.array_equal(null, received_inside(network, 4000, 3))


def test_self_handovers_are_dropped_and_counted() -> None:
    network = build(["a", "a", "a"], ["a", "b", "b"], {"a": "X", "b": "Y"})
    assert network.self_ties == 1
    assert network.ties.toarray().tolist() == [[0, 2], [0, 0]]
    assert network.edges == 1


@pytest.mark.parametrize("measure", [one.id for one in REGISTRY if one.needs == "TIES"])
def test_no_ties_is_a_clear_message(measure: str) -> None:
    with pytest.raises(BadInputError, match="no ties"):
        answer(build(["a"], ["a"], UNITS), measure)


def test_one_unit_is_a_clear_message() -> None:
    with pytest.raises(BadInputError, match="All 2 nodes are in one group"):
        answer(build(["a"], ["b"], {"a": "X", "b": "X"}), "ei")


def test_every_measure_is_whole_in_three_languages() -> None:
    for measure in REGISTRY:
        for text in (measure.names, measure.explanation):
            assert text.fi
            assert text.sv
            assert text.en
            assert text.fi != text.sv
        assert measure.formula
        assert measure.source


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=40))
def test_segregation_is_zero_at_the_expectation_and_one_without_bridges(
    pairs: list[tuple[int, int]],
) -> None:
    units = {str(node): "XY"[node % 2] for node in range(8)}
    network = build([str(a) for a, _ in pairs], [str(b) for _, b in pairs], units)
    expected = mixing.ei_expected(network)
    assert mixing.segregation(expected, expected) == 0
    if network.ties.nnz:
        ei = mixing.ei_index(network)
        assert -1 <= ei <= 1
        assert mixing.segregation(ei, expected) <= 1
        assert (ei == -1) == (mixing.segregation(ei, expected) == 1)
