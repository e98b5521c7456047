"""The people of a unit that was opened on the map, as graphene types."""

from __future__ import annotations

from typing import Any

import graphene

from netsvc.api.insights.context import InsightsContext
from netsvc.api.operations.ids import Kind, plain_id, to_global
from netsvc.measures.repository import UnitPeople as Found
from netsvc.measures.repository import UnitPerson as FoundPerson


class UnitPerson(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """Somebody who belongs to the unit; the id is the one in operations."""

    id = graphene.ID(required=True)
    name = graphene.String(required=True)

    @staticmethod
    def resolve_id(person: FoundPerson, _info: graphene.ResolveInfo) -> str:
        return to_global(Kind.EXPERT, person.id)


class UnitPeople(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """Who belongs to a unit, by name and without any figure. Who asked to be left out of the map is
    not among them; of fewer than five nobody is named."""

    hidden = graphene.Boolean(required=True, description="They are fewer than five.")
    people = graphene.List(graphene.NonNull(UnitPerson), required=True)


FIELD = graphene.Field(
    UnitPeople,
    required=True,
    description="The people of a unit on the map: names in order, no figures.",
    args={"unit": graphene.Argument(graphene.ID, required=True, description="Its operations id.")},
)


async def resolve(_root: Any, info: graphene.ResolveInfo, unit: str) -> Found:
    context: InsightsContext = info.context
    return await context.measures.people_of(plain_id(Kind.UNIT, unit))
