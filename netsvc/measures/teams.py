"""Who is behind a fact: sets of people, each once in memory however many facts it is behind."""

from __future__ import annotations

from collections.abc import Callable

Team = Callable[..., frozenset[str]]
_NOBODY = frozenset({None})


def team_of(*people: str | None) -> frozenset[str]:
    """Those of them who are known."""
    found = frozenset(people)
    return found if None not in found else found - _NOBODY  # type: ignore[return-value]


def teams() -> Team:
    """As ``team_of``, with equal sets being the same one."""
    known: dict[frozenset[str], frozenset[str]] = {}

    def team(*people: str | None) -> frozenset[str]:
        found = team_of(*people)
        return known.setdefault(found, found)

    return team
