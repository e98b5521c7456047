"""Who may ask for what: every measure names its roles itself, in its own file."""

from __future__ import annotations

from netsvc.identity.roles import EVERYBODY, Role
from netsvc.measures.registry import Registry


def insights_roles(registry: Registry) -> dict[str, frozenset[Role]]:
    """Roles of every field of the schema that ``build_schema`` makes from the registry."""
    return {"measures": EVERYBODY, **{measure.id: measure.roles for measure in registry}}
