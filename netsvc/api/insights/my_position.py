"""One's own position as graphene types: for the caller, about the caller."""

from __future__ import annotations

from typing import Any

import graphene

from netsvc.api.insights.context import InsightsContext
from netsvc.api.insights.types import LocalText
from netsvc.measures.own import OwnPosition


class MyFigure(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """One figure of my position, and between what the middle half of my colleagues is."""

    id = graphene.ID(required=True)
    names = graphene.Field(LocalText, required=True)
    explanation = graphene.Field(LocalText, required=True)
    value = graphene.Float(description="Null for who neither gave nor took a handover.")
    low = graphene.Float(description="First quartile; null for fewer than five colleagues.")
    high = graphene.Float(description="Third quartile; null for fewer than five colleagues.")


class MyPosition(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """Where I stand among colleagues, over all time. Nobody else is told."""

    as_of = graphene.DateTime(required=True, description="When the facts were read.")
    left_out = graphene.Boolean(
        required=True, description="I have asked that nothing of it is worked out."
    )
    group = graphene.Field(LocalText, description="The unit that my colleagues are of.")
    colleagues = graphene.Int(description="How many of them, without me.")
    figures = graphene.List(graphene.NonNull(MyFigure), required=True)


FIELD = graphene.Field(
    MyPosition, required=True, description="My own position in the network; mine only."
)


async def resolve(_root: Any, info: graphene.ResolveInfo) -> OwnPosition:
    context: InsightsContext = info.context
    caller = context.request.caller
    if caller is None:
        raise RuntimeError("a field with roles was resolved for nobody")
    return await context.measures.position(caller.expert_id)
