"""Long lists answered at once: what is asked of a row is made out once and not for each row.

The page of the network asks for tens of thousands of values, and the general way costs far more
for each than looking it up does.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from inspect import iscoroutinefunction
from typing import Any

from graphql import (
    ExecutionContext,
    FieldNode,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLScalarType,
)
from graphql.pyutils import AwaitableOrValue, Path

from netsvc.measures.collecting import uncollected

Complete = Callable[[Any], Any]


class _OtherwiseError(Exception):
    """This value is for the general way to answer, or to refuse in its words."""


class QuickExecution(ExecutionContext):
    """Lists of objects whose fields take no arguments and wait for nothing.

    Resolvers of such fields must not look at their ``info``: they are given None. Whatever does
    not go smoothly is done again in the general way, which knows how to tell of errors.
    """

    def complete_list_value(
        self,
        return_type: GraphQLList[GraphQLOutputType],
        field_nodes: list[FieldNode],
        info: GraphQLResolveInfo,
        path: Path,
        result: Any,
    ) -> AwaitableOrValue[list[Any]]:
        """As the general way has it."""
        if isinstance(result, list | tuple) and len(result) > 1 and not self.middleware_manager:
            # whatever goes wrong comes again below
            with suppress(Exception), uncollected():
                found: list[Any] = self._of_value(return_type, field_nodes)(result)
                return found
        return super().complete_list_value(return_type, field_nodes, info, path, result)

    def _of_value(self, type_: GraphQLOutputType, nodes: list[FieldNode]) -> Complete:
        if isinstance(type_, GraphQLNonNull):
            return _required(self._of_value(type_.of_type, nodes))
        if isinstance(type_, GraphQLList):
            return _each(self._of_value(type_.of_type, nodes))
        if isinstance(type_, GraphQLScalarType | GraphQLEnumType):
            return _leaf(type_.serialize)
        if isinstance(type_, GraphQLObjectType):
            return self._of_object(type_, nodes)
        raise _OtherwiseError

    def _of_object(self, type_: GraphQLObjectType, nodes: list[FieldNode]) -> Complete:
        if type_.is_type_of:
            raise _OtherwiseError
        fields: list[tuple[str, Callable[[Any, Any], Any], Complete]] = []
        for name, mine in self.collect_subfields(type_, nodes).items():
            field = type_.fields.get(mine[0].name.value)
            if field is None or field.args:
                raise _OtherwiseError
            resolve = field.resolve or self.field_resolver
            if iscoroutinefunction(resolve):
                raise _OtherwiseError
            fields.append((name, resolve, self._of_value(field.type, mine)))

        def complete(source: Any) -> Any:
            if source is None:
                return None
            return {name: value(resolve(source, None)) for name, resolve, value in fields}

        return complete


def _required(inner: Complete) -> Complete:
    def complete(value: Any) -> Any:
        found = inner(value)
        if found is None:
            raise _OtherwiseError
        return found

    return complete


def _each(inner: Complete) -> Complete:
    def complete(value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            raise _OtherwiseError
        return [inner(one) for one in value]

    return complete


def _leaf(serialize: Complete) -> Complete:
    def complete(value: Any) -> Any:
        if value is None:
            return None
        found = serialize(value)
        if found is None:
            raise _OtherwiseError
        return found

    return complete
