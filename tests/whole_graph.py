"""Everything in a graph, for comparing two of them that came about in different ways."""

from __future__ import annotations

import hashlib

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
NODE_COUNTS = """
MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock AND NOT n:DirectoryVersion
UNWIND labels(n) AS name RETURN name, count(*) AS n ORDER BY name
"""
LINK_COUNTS = "MATCH ()-[r]->() RETURN type(r) AS name, count(*) AS n ORDER BY name"


async def whole_digest(graph: Graph, deadline: float = 60.0) -> str:
    """The same for two graphs with the same nodes, links and properties.

    Without what says how the graph came about: migrations, and the version of the directory.
    """
    lines = []
    for statement in (NODES, LINKS):
        for row in await graph.read(statement, deadline=deadline):
            row["properties"] = sorted((k, str(v)) for k, v in row["properties"].items())
            lines.append(repr(sorted(row.items())))
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


async def counts(graph: Graph, deadline: float = 60.0) -> dict[str, int]:
    """How many nodes of each label, and relationships of each type (in brackets)."""
    nodes = await graph.read(NODE_COUNTS, deadline=deadline)
    links = await graph.read(LINK_COUNTS, deadline=deadline)
    return {row["name"]: row["n"] for row in nodes} | {
        f"[{row['name']}]": row["n"] for row in links
    }
