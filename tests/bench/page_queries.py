"""What the browser asks for when the page of the network opens, as its own files have it."""

from __future__ import annotations

import re
from pathlib import Path

from graphql import ExecutionResult, GraphQLSchema, execute, parse, validate

from netsvc.api.http.context import RequestInfo
from netsvc.api.insights.context import InsightsContext
from netsvc.api.insights.quick import QuickExecution
from netsvc.measures.service import MeasuresService

FILES = ("queries", "linkQueries", "mapQueries")
OPERATIONS = ("Network", "Links", "NetworkMap")
_FOLDER = Path(__file__).parents[2] / "netsvc" / "web" / "src" / "insights"
_DOCUMENT = re.compile(r"graphql\(`(.*?)`\)", re.DOTALL)


async def ask(schema: GraphQLSchema, service: MeasuresService) -> int:
    """Answer them all as the API does, but for the way through HTTP; how many rows there were.

    Raises ``AssertionError`` where one is not answered in full.
    """
    texts = [(_FOLDER / f"{name}.ts").read_text(encoding="utf-8") for name in FILES]
    document = parse("\n".join(found for text in texts for found in _DOCUMENT.findall(text)))
    assert not validate(schema, document)
    context = InsightsContext(service, RequestInfo("bench"))
    rows = 0
    for operation in OPERATIONS:
        result = execute(
            schema,
            document,
            context_value=context,
            operation_name=operation,
            execution_context_class=QuickExecution,
        )
        if not isinstance(result, ExecutionResult):
            result = await result
        assert not result.errors, result.errors
        assert result.data is not None
        rows += sum(len(answer.get("rows", ())) for answer in result.data.values())
    return rows
