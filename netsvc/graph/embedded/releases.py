"""The Neo4j releases that netsvc can start itself, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass

from netsvc.errors import ConfigurationError

DEFAULT_VERSION = "2026.08.1"
LTS_VERSION = "5.26.30"


@dataclass(frozen=True)
class Release:
    """One pinned Neo4j: its main class and the name of one setting that was renamed."""

    version: str
    main_class: str
    quiet_period_setting: str


_RELEASES = {
    release.version: release
    for release in (
        Release(
            DEFAULT_VERSION,
            "org.neo4j.server.Neo4jCommunity",
            "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s",
        ),
        Release(
            LTS_VERSION,
            "org.neo4j.server.CommunityEntryPoint",
            "internal.dbms.bolt.netty_server_shutdown_quiet_period=0",
        ),
    )
}


def release(version: str) -> Release:
    """The pinned release; an unknown version raises ``ConfigurationError``."""
    known = _RELEASES.get(version)
    if known is None:
        raise ConfigurationError(
            f"Neo4j {version} is not one that netsvc can start.",
            action=f"Choose one of {', '.join(_RELEASES)}, or set NETSVC_NEO4J_URI.",
        )
    return known


def order(version: str) -> tuple[int, ...]:
    """A version's place in time: ``5.26.30`` before ``2026.08.1``."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())
