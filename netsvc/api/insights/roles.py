"""Who may ask for what: every measure names its roles itself, in its own file."""

from __future__ import annotations

from netsvc.identity.roles import EVERYBODY, Role
from netsvc.measures.registry import LEADING, Registry


def insights_roles(registry: Registry) -> dict[str, frozenset[Role]]:
    """Roles of every field of the schema that ``build_schema`` makes from the registry."""
    by_measure = {measure.id: measure.roles for measure in registry}
    # the map is made of what the flows show, for those to whom they are shown
    return {
        "measures": EVERYBODY,
        "networkMap": LEADING,
        "myPosition": EVERYBODY,
        "typeMoved": LEADING,
        "unitPeople": LEADING,
        **by_measure,
    }
