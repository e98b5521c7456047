"""A real Neo4j Community server as a child process, for when no URI is set."""

from netsvc.graph.embedded.server import DEFAULT_VERSION, LTS_VERSION, Connection, EmbeddedNeo4j

__all__ = ["DEFAULT_VERSION", "LTS_VERSION", "Connection", "EmbeddedNeo4j"]
