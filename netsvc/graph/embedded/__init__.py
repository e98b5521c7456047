"""A real Neo4j Community server as a child process, for when no URI is set."""

from netsvc.graph.embedded.launch import Connection
from netsvc.graph.embedded.releases import DEFAULT_VERSION, LTS_VERSION
from netsvc.graph.embedded.server import EmbeddedNeo4j, Status

__all__ = ["DEFAULT_VERSION", "LTS_VERSION", "Connection", "EmbeddedNeo4j", "Status"]
