"""The graphene types that fields of the insights share."""

from __future__ import annotations

import graphene

from netsvc.api.operations.ids import Kind as Id
from netsvc.api.operations.ids import to_global
from netsvc.measures import labels
from netsvc.measures import registry as contract
from netsvc.measures.registry import Better, Dimension, Kind, MeasureUnit


class LocalText(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """Text in the three languages of the house."""

    fi = graphene.String(required=True)
    sv = graphene.String(required=True)
    en = graphene.String(required=True)


class Estimate(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """A figure with its 95 % interval and the count of cases behind it."""

    value = graphene.Float(required=True)
    low = graphene.Float(required=True)
    high = graphene.Float(required=True)
    n = graphene.Int(required=True)


class AgainstChance(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """A figure with its 95 % interval, and beside it what chance alone would give."""

    value = graphene.Float(required=True)
    low = graphene.Float()
    high = graphene.Float()
    n = graphene.Int(required=True)
    expected = graphene.Float(required=True)
    expected_low = graphene.Float()
    expected_high = graphene.Float()
    p = graphene.Float(description="How often chance alone is at least as far off, either way.")


class Place(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """A unit, or small units together."""

    key = graphene.ID(required=True)
    label = graphene.Field(LocalText, required=True)
    silo = graphene.ID(description="Key of the top-level unit above it.")
    unit_id = graphene.ID(description="Its id in operations; null for several units together.")

    @staticmethod
    def resolve_unit_id(place: labels.Place, _info: graphene.ResolveInfo) -> str | None:
        return to_global(Id.UNIT, place.key) if place.single else None


class IssueTypeName(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """An issue type; its id is the one in operations."""

    id = graphene.ID(required=True)
    label = graphene.Field(LocalText, required=True)

    @staticmethod
    def resolve_id(kind: contract.IssueTypeName, _info: graphene.ResolveInfo) -> str:
        return to_global(Id.ISSUE_TYPE, kind.key)


MeasureUnitEnum = graphene.Enum.from_enum(MeasureUnit)
BetterEnum = graphene.Enum.from_enum(Better)
KindEnum = graphene.Enum.from_enum(Kind)
DimensionEnum = graphene.Enum.from_enum(Dimension)


class MeasureColumn(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """One figure of a measure's rows."""

    name = graphene.String(required=True)
    names = graphene.Field(LocalText, required=True)
    kind = graphene.Field(KindEnum, required=True)
    required = graphene.Boolean(required=True)


class MeasureInfo(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    """What a measure is, in words; `id` is the name of its field in the query."""

    class Meta:
        name = "Measure"

    id = graphene.ID(required=True)
    names = graphene.Field(LocalText, required=True)
    explanation = graphene.Field(LocalText, required=True)
    unit = graphene.Field(MeasureUnitEnum, required=True)
    better = graphene.Field(BetterEnum, required=True)
    inputs = graphene.List(graphene.NonNull(graphene.String), required=True)
    formula = graphene.String(required=True)
    source = graphene.String(required=True)
    small_groups = graphene.Field(LocalText, required=True)
    dimensions = graphene.List(graphene.NonNull(DimensionEnum), required=True)
    columns = graphene.List(graphene.NonNull(MeasureColumn), required=True)
