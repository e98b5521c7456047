"""The insights schema: graphene types made at start-up from the registry of measures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import graphene
from graphql import GraphQLSchema, print_schema

from netsvc.api.insights import my_position, network_map, type_moved, unit_people
from netsvc.api.insights.context import InsightsContext
from netsvc.api.insights.types import (
    AgainstChance,
    Estimate,
    IssueTypeName,
    LocalText,
    MeasureInfo,
    Place,
)
from netsvc.measures.publishing import Question, Result, Row
from netsvc.measures.registry import Column, Dimension, Kind, Measure, Registry


class MeasureAnswer(graphene.Interface):  # type: ignore[misc]  # graphene is not typed
    """What every answer says beside its rows."""

    measure = graphene.Field(MeasureInfo, required=True)
    as_of = graphene.DateTime(required=True, description="When the facts were read.")
    since = graphene.Date(name="from", description="First day that the rows cover.")
    until = graphene.Date(name="to", description="Last day that the rows cover.")
    suppressed = graphene.Boolean(
        required=True, description="All together were fewer than five employees: no rows."
    )
    left_out = graphene.Int(
        required=True,
        description="Rows of a split with very many that are not told: those that weigh least.",
    )


def build_schema(registry: Registry) -> GraphQLSchema:
    """A field a measure, and the map; resolvers take an ``InsightsContext``."""
    attributes: dict[str, Any] = {
        "measures": graphene.List(
            graphene.NonNull(MeasureInfo),
            required=True,
            description="Every measure there is, and how it is computed.",
        ),
        "resolve_measures": lambda _root, _info: list(registry),
        "networkMap": network_map.FIELD,
        "resolve_networkMap": network_map.resolve,
        "myPosition": my_position.FIELD,
        "resolve_myPosition": my_position.resolve,
        "typeMoved": type_moved.FIELD,
        "resolve_typeMoved": type_moved.resolve,
        "unitPeople": unit_people.FIELD,
        "resolve_unitPeople": unit_people.resolve,
    }
    for measure in registry:
        attributes[measure.id] = _field(measure)
        attributes[f"resolve_{measure.id}"] = _resolver(measure)
    query = type("Query", (graphene.ObjectType,), attributes)
    schema: GraphQLSchema = graphene.Schema(query=query).graphql_schema
    return schema


def export(schema: GraphQLSchema) -> str:
    """The text that ``schema/insights.graphql`` holds."""
    return print_schema(schema) + "\n"


def _field(measure: Measure) -> graphene.Field:
    by = graphene.Enum(
        f"{_type_name(measure)}By", [(one.value, one.value) for one in measure.dimensions]
    )
    return graphene.Field(
        _result_type(measure),
        required=True,
        description=measure.explanation.en,
        args={
            "by": graphene.Argument(by, default_value=measure.dimensions[0].value),
            "since": graphene.Argument(
                graphene.Date, name="from", description="First day; the answer tells which it used."
            ),
            "until": graphene.Argument(graphene.Date, name="to", description="Last day, included."),
            "most": graphene.Argument(
                graphene.Int, description="Only so many rows, those that weigh most."
            ),
        },
    )


def _resolver(measure: Measure) -> Any:
    async def resolve(
        _root: Any,
        info: graphene.ResolveInfo,
        by: Any,
        since: date | None = None,
        until: date | None = None,
        most: int | None = None,
    ) -> Result:
        context: InsightsContext = info.context
        dimension = Dimension(getattr(by, "value", by))
        return await context.measures.answer(measure.id, Question(dimension, since, until, most))

    return resolve


def _result_type(measure: Measure) -> type[graphene.ObjectType]:
    meta = type("Meta", (), {"interfaces": (MeasureAnswer,)})
    rows = graphene.List(graphene.NonNull(_row_type(measure)), required=True)
    attributes = {"__doc__": measure.explanation.en, "Meta": meta, "rows": rows}
    return type(_type_name(measure), (graphene.ObjectType,), attributes)


def _row_type(measure: Measure) -> type[graphene.ObjectType]:
    attributes: dict[str, Any] = {
        "key": graphene.ID(required=True),
        "label": graphene.Field(LocalText, required=True),
        "merged": graphene.Boolean(
            required=True, description="Stands for several that are too small to be shown alone."
        ),
    }
    if measure.of_pairs:
        attributes["source"] = graphene.Field(Place, required=True)
        attributes["target"] = graphene.Field(Place, required=True)
    if measure.of_hours:
        attributes |= _HOURS
    for column in measure.columns:
        attributes[column.name] = _column(column)
        attributes[f"resolve_{column.name}"] = _value(column.name)
    return type(f"{_type_name(measure)}Row", (graphene.ObjectType,), attributes)


_HOURS: Mapping[str, Any] = {
    "unit": graphene.Field(Place, description="Whose hours they are, by UNIT_HOUR."),
    "from_hour": graphene.Int(description="By the unit's clock, by UNIT_HOUR."),
    "until_hour": graphene.Int(description="When the last of the hours is over, by UNIT_HOUR."),
    "resolve_from_hour": lambda row, _info: row.hours[0] if row.hours else None,
    "resolve_until_hour": lambda row, _info: row.hours[1] if row.hours else None,
}
_KINDS: Mapping[Kind, Any] = {
    Kind.ESTIMATE: Estimate,
    Kind.INTEGER: graphene.Int,
    Kind.NUMBER: graphene.Float,
    Kind.AGAINST_CHANCE: AgainstChance,
    Kind.DAY: graphene.Date,
    Kind.ISSUE_TYPES: graphene.List(graphene.NonNull(IssueTypeName)),
}


def _column(column: Column) -> graphene.Field:
    return graphene.Field(
        _KINDS[column.kind], required=column.required, description=f"{column.names.en}."
    )


def _value(name: str) -> Any:
    def resolve(row: Row, _info: graphene.ResolveInfo) -> Any:
        return row.values[name]

    return resolve


def _type_name(measure: Measure) -> str:
    return measure.id[0].upper() + measure.id[1:]
