"""What if an issue type moved to another unit, as graphene types."""

from __future__ import annotations

from datetime import date
from typing import Any

import graphene

from netsvc.api.insights.context import InsightsContext
from netsvc.api.insights.types import Estimate, LocalText
from netsvc.measures import moving


class TypeMoved(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """What would change in handovers, waiting and load, by replaying the days covered."""

    as_of = graphene.DateTime(required=True, description="When the facts were read.")
    since = graphene.Date(name="from", description="First day that is replayed.")
    until = graphene.Date(name="to", description="Last day that is replayed.")
    cases = graphene.Int(required=True, description="Of the type, handed over at least once.")
    handovers = graphene.Field(Estimate, required=True, description="More of them, or fewer.")
    hours = graphene.Field(
        Estimate, description="Of waiting; null where too few people are behind it."
    )
    load_now = graphene.Float(required=True, description="What the unit takes up in a week.")
    load_then = graphene.Float(required=True, description="The same afterwards, at most.")
    assumed = graphene.Field(LocalText, required=True)


FIELD = graphene.Field(
    TypeMoved,
    description="What moving an issue type to a unit would change; null where nothing is shown.",
    args={
        "issue_type": graphene.Argument(
            graphene.ID, required=True, description="Key of a row of `movedTypes`."
        ),
        "unit": graphene.Argument(
            graphene.ID, required=True, description="Key of a row of `load` by unit."
        ),
        "since": graphene.Argument(
            graphene.Date, name="from", description="First day; the answer tells which it used."
        ),
        "until": graphene.Argument(graphene.Date, name="to", description="Last day, included."),
    },
)


async def resolve(
    _root: Any,
    info: graphene.ResolveInfo,
    issue_type: str,
    unit: str,
    since: date | None = None,
    until: date | None = None,
) -> moving.TypeMoved | None:
    context: InsightsContext = info.context
    return await context.measures.moved(moving.Move(issue_type, unit, since, until))
