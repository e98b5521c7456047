"""The map of the network as graphene types."""

from __future__ import annotations

from datetime import date
from typing import Any

import graphene

from netsvc.api.insights.context import InsightsContext
from netsvc.api.insights.types import LocalText, MeasureInfo, Place
from netsvc.measures import map as drawn


class MapNode(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """A unit, or small units of a silo together, and where it stands in every period."""

    place = graphene.Field(Place, required=True)
    silo = graphene.Field(LocalText, required=True, description="Name of its silo.")
    x = graphene.Float(required=True, description="From -1 to 1.")
    y = graphene.Float(required=True, description="From -1 to 1.")

    @staticmethod
    def resolve_x(node: drawn.MapNode, _info: graphene.ResolveInfo) -> float:
        return node.position[0]

    @staticmethod
    def resolve_y(node: drawn.MapNode, _info: graphene.ResolveInfo) -> float:
        return node.position[1]


class MapFlow(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """Handovers from one node to another, or inside one, by the keys of their places."""

    source = graphene.ID(required=True)
    target = graphene.ID(required=True)
    count = graphene.Int(required=True)


class MapPeriod(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """A stretch of time that is large enough to be shown; the first one, `all`, is all of it."""

    key = graphene.ID(required=True)
    label = graphene.Field(LocalText, required=True)
    since = graphene.Date(name="from", description="First day.")
    until = graphene.Date(name="to", description="Last day.")
    flows = graphene.List(graphene.NonNull(MapFlow), required=True)
    left_out = graphene.Int(
        required=True, description="Flows of the fewest handovers that are not among these."
    )


class NetworkMap(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """Who hands over to whom, as a map: the rows of `flows` that may be shown, and no others.

    Small units that are shown together everywhere have the key `other` and no place of their own.
    """

    measure = graphene.Field(MeasureInfo, required=True)
    as_of = graphene.DateTime(required=True, description="When the facts were read.")
    since = graphene.Date(name="from", description="First day that the map covers.")
    until = graphene.Date(name="to", description="Last day that the map covers.")
    suppressed = graphene.Boolean(
        required=True, description="All together were fewer than five employees: no map."
    )
    nodes = graphene.List(graphene.NonNull(MapNode), required=True)
    periods = graphene.List(graphene.NonNull(MapPeriod), required=True)


FIELD = graphene.Field(
    NetworkMap,
    required=True,
    description="Units and the handovers between them, stretch of time by stretch.",
    args={
        "since": graphene.Argument(
            graphene.Date, name="from", description="First day; the answer tells which it used."
        ),
        "until": graphene.Argument(graphene.Date, name="to", description="Last day, included."),
    },
)


async def resolve(
    _root: Any,
    info: graphene.ResolveInfo,
    since: date | None = None,
    until: date | None = None,
) -> drawn.NetworkMap:
    context: InsightsContext = info.context
    return await context.measures.map(since, until)
