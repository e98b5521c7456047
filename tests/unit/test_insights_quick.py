"""Long lists of Insights, answered at once, say what the general way says, also of errors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import graphene
import pytest
from graphql import (
    ExecutionContext,
    ExecutionResult,
    GraphQLSchema,
    execute,
    get_named_type,
    is_object_type,
    parse,
)

from netsvc.api.http.context import RequestInfo
from netsvc.api.insights.context import InsightsContext
from netsvc.api.insights.quick import QuickExecution
from netsvc.api.insights.schema import build_schema
from netsvc.measures.facts import Facts
from netsvc.measures.registry import Registry, discover
from netsvc.measures.service import MeasuresService
from tests.unit.test_measures_worked import organisation


def selection(type_: Any) -> str:
    """Everything there is to ask of a type."""
    if not is_object_type(type_):
        return ""
    fields = (f"{name} {selection(get_named_type(one.type))}" for name, one in type_.fields.items())
    return f"{{ {' '.join(fields)} }}"


def queries(schema: GraphQLSchema, registry: Registry) -> Iterator[str]:
    assert schema.query_type
    fields = schema.query_type.fields
    for measure in registry:
        for by in measure.dimensions:
            asked = selection(get_named_type(fields[measure.id].type))
            yield f"{{ {measure.id}(by: {by}) {asked} }}"
    yield f"{{ networkMap {selection(get_named_type(fields['networkMap'].type))} }}"
    yield f"{{ measures {selection(get_named_type(fields['measures'].type))} }}"


async def answered(
    schema: GraphQLSchema, query: str, context: object, way: type[ExecutionContext] | None
) -> ExecutionResult:
    found = execute(schema, parse(query), context_value=context, execution_context_class=way)
    return found if isinstance(found, ExecutionResult) else await found


async def test_everything_that_can_be_asked_is_answered_as_in_the_general_way() -> None:
    registry = discover()
    schema = build_schema(registry)
    facts = organisation()

    async def read() -> Facts:
        return facts

    service = MeasuresService(read, registry)
    context = InsightsContext(service, RequestInfo("r"))
    long = 0
    for query in queries(schema, registry):
        plain = await answered(schema, query, context, None)
        assert await answered(schema, query, context, QuickExecution) == plain
        if plain.data is None:
            # only pairs have ends
            assert plain.errors
            assert {error.path[-1] for error in plain.errors if error.path} == {"source"}
            continue
        (answer,) = plain.data.values()
        long += len(answer.get("rows", ()) if isinstance(answer, dict) else answer)
    assert long > 50
    await service.close()


class Inner(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    name = graphene.String(required=True)


class Row(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    number = graphene.Int()
    needed = graphene.Int(required=True)
    inner = graphene.Field(Inner)
    inners = graphene.List(graphene.NonNull(Inner))
    asked = graphene.Int(times=graphene.Int(default_value=2))
    looked = graphene.String()
    late = graphene.Int()

    @staticmethod
    def resolve_asked(row: dict[str, Any], _info: Any, times: int) -> int:
        return int(row["needed"]) * times

    @staticmethod
    def resolve_looked(_row: dict[str, Any], info: Any) -> str:
        return str(info.field_name)

    @staticmethod
    async def resolve_late(row: dict[str, Any], _info: Any) -> int:
        return int(row["needed"])


class Query(graphene.ObjectType):  # type: ignore[misc]  # graphene is not typed
    rows = graphene.List(graphene.NonNull(Row))
    sparse = graphene.List(Row)


ROWS = [
    {"number": 1, "needed": 2, "inner": {"name": "a"}, "inners": [{"name": "b"}, {"name": "c"}]},
    {"number": None, "needed": 3, "inner": None, "inners": None},
]


@pytest.mark.parametrize(
    "query",
    [
        "{ rows { number needed inner { name } inners { name } } }",
        "{ rows { n: number number } sparse { needed } }",
        "{ rows { __typename number } }",
        "{ rows { asked(times: 3) number } }",
        "{ rows { looked } }",
        "{ rows { ...Parts number @skip(if: true) } } fragment Parts on Row { inner { name } }",
    ],
)
@pytest.mark.parametrize(
    "last",
    [
        {"number": 5, "needed": 6},
        {"number": 5, "needed": None},
        {"number": "many", "needed": 1},
        {"number": 5, "needed": 1, "inner": {"name": None}},
        {"number": 5, "needed": 1, "inners": [None]},
        {"number": 5, "needed": 1, "inners": 7},
        None,
    ],
)
async def test_what_does_not_go_smoothly_is_told_in_the_general_way(
    query: str, last: dict[str, Any] | None
) -> None:
    schema = graphene.Schema(query=Query).graphql_schema
    root = {"rows": [*ROWS, last], "sparse": [*ROWS, last]}

    async def asked(way: type[ExecutionContext] | None) -> ExecutionResult:
        found = execute(schema, parse(query), root_value=root, execution_context_class=way)
        return found if isinstance(found, ExecutionResult) else await found

    plain, quick = await asked(None), await asked(QuickExecution)
    assert quick.formatted == plain.formatted


async def test_what_has_to_be_waited_for_is() -> None:
    schema = graphene.Schema(query=Query).graphql_schema
    running = execute(
        schema,
        parse("{ rows { number late } }"),
        root_value={"rows": ROWS},
        execution_context_class=QuickExecution,
    )
    assert not isinstance(running, ExecutionResult)
    found = await running
    assert found.formatted == {
        "data": {"rows": [{"number": 1, "late": 2}, {"number": None, "late": 3}]}
    }
