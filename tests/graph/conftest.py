"""What tests of loading share: a digest of everything in the graph."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable

import pytest

from netsvc.graph.driver import Graph

NODES = """
MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock AND NOT n:DirectoryVersion
RETURN labels(n) AS labels, properties(n) AS properties
"""
LINKS = """
MATCH (a)-[r]->(b)
RETURN labels(a)[0] + ' ' + a.id AS start, type(r) AS type, properties(r) AS properties,
  labels(b)[0] + ' ' + b.id AS end
"""


@pytest.fixture
def digest(graph: Graph) -> Callable[[], Awaitable[str]]:
    """The same for two graphs with the same nodes, links and properties."""

    async def take() -> str:
        lines = []
        for statement in (NODES, LINKS):
            for row in await graph.read(statement, deadline=60.0):
                row["properties"] = sorted((k, str(v)) for k, v in row["properties"].items())
                lines.append(repr(sorted(row.items())))
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()

    return take
