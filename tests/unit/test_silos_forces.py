"""Where nodes come to rest, beside networkx, which goes from node to node."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.silos.forces import Pulls, settle


@given(
    st.integers(2, 20),
    st.integers(0, 3),
    st.floats(0.1, 1),
    st.integers(0, 2**32 - 1),
)
def test_forces_are_those_of_networkx(nodes: int, fixed: int, room: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    graph = nx.gnp_random_graph(nodes, 0.3, seed=seed % 2**31)
    ends = np.array(graph.edges, dtype=np.int64).reshape(-1, 2).T
    weights = random.uniform(0.1, 1, len(graph.edges))
    nx.set_edge_attributes(graph, dict(zip(graph.edges, weights, strict=True)), "weight")
    places = random.uniform(-1, 1, (nodes, 2))
    stay = list(range(min(fixed, nodes - 1)))
    # few rounds: where many push, a difference in the last digit grows with each
    expected = nx.spring_layout(
        graph,
        k=room,
        pos=dict(enumerate(places)),
        fixed=stay or None,
        iterations=3,
        method="force",
        scale=None,
        seed=0,
    )
    found = settle(
        places,
        Pulls(ends[0], ends[1], weights),
        np.arange(len(stay), nodes),
        room=room,
        rounds=3,
    )
    assert found == pytest.approx(np.array([expected[node] for node in graph]), abs=1e-6)
