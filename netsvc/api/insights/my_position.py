"""One's own position as graphene types: for the caller, about the caller."""

from __future__ import annotations

from typing import Any

import graphene

from netsvc.api.insights.context import InsightsContext
from netsvc.api.insights.types import LocalText
from netsvc.measures.own import OwnPosition
from netsvc.measures.without_me import WithoutMe as Found


class MyFigure(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """One figure of my position, and between what the middle half of my colleagues is."""

    id = graphene.ID(required=True)
    names = graphene.Field(LocalText, required=True)
    explanation = graphene.Field(LocalText, required=True)
    value = graphene.Float(description="Null for who neither gave nor took a handover.")
    low = graphene.Float(description="First quartile; null for fewer than five colleagues.")
    high = graphene.Float(description="Third quartile; null for fewer than five colleagues.")
    error = graphene.Float(
        description="Standard error of the value where it is an estimate; null where it is exact."
    )


class LinkOfMine(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """Two units that are joined through me only."""

    one = graphene.Field(LocalText, required=True)
    other = graphene.Field(LocalText, required=True)


class WithoutMe(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """What would fall apart if I were gone; nobody else is told."""

    handovers = graphene.Int(required=True, description="Those that I gave or took.")
    apart = graphene.Int(
        required=True, description="Pairs of others who reach each other only through me."
    )
    alone = graphene.List(graphene.NonNull(LinkOfMine), required=True)

    @staticmethod
    def resolve_alone(found: Found, _info: graphene.ResolveInfo) -> list[dict[str, object]]:
        return [{"one": one, "other": other} for one, other in found.alone]


class MyPosition(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """Where I stand among colleagues, over all time. Nobody else is told."""

    as_of = graphene.DateTime(required=True, description="When the facts were read.")
    left_out = graphene.Boolean(
        required=True, description="I have asked that nothing of it is worked out."
    )
    group = graphene.Field(LocalText, description="The unit that my colleagues are of.")
    colleagues = graphene.Int(description="How many of them, without me.")
    figures = graphene.List(graphene.NonNull(MyFigure), required=True)
    without = graphene.Field(
        WithoutMe, description="Null for who neither gave nor took a handover."
    )


FIELD = graphene.Field(
    MyPosition, required=True, description="My own position in the network; mine only."
)


async def resolve(_root: Any, info: graphene.ResolveInfo) -> OwnPosition:
    context: InsightsContext = info.context
    caller = context.request.caller
    if caller is None:
        raise RuntimeError("a field with roles was resolved for nobody")
    return await context.measures.position(caller.expert_id)
