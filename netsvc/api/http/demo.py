"""Choosing a person of the sample organisation at sign-in; the protocol that the app fulfils."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from netsvc.identity.roles import Role


@dataclass(frozen=True)
class DemoPerson:
    """A person of the sample. ``unit`` is the primary unit's name by language."""

    id: str
    name: str
    unit: dict[str, str]
    roles: frozenset[Role]
    languages: tuple[str, ...]


class DemoDirectory(Protocol):
    """People of the sample, and of nothing else."""

    async def available(self) -> bool:
        """Whether the graph holds the sample."""
        ...

    async def people(self, search: str, role: Role | None, limit: int) -> list[DemoPerson]: ...

    async def person(self, expert_id: str) -> DemoPerson | None: ...
