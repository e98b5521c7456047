"""What tests of loading share: a digest of everything in the graph."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from netsvc.graph.driver import Graph
from tests.whole_graph import whole_digest


@pytest.fixture
def digest(graph: Graph) -> Callable[[], Awaitable[str]]:
    """The same for two graphs with the same nodes, links and properties."""
    return partial(whole_digest, graph)
