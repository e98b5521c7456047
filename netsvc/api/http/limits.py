"""What one operation may cost, measured on the document before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)

ASSUMED_LIST = 5
"""How many members a list without a ``first`` argument is taken to have."""


@dataclass(frozen=True)
class Limits:
    """Times in seconds, sizes in bytes, the rest counts per operation or connection."""

    body: int = 2 * 1024 * 1024
    tokens: int = 4_000
    depth: int = 16
    fields: int = 600
    aliases: int = 50
    directives: int = 50
    cost: int = 150_000
    deadline: float = 15.0
    rate: float = 500.0
    burst: int = 1_000
    cached_documents: int = 500
    streams: int = 20
    init_timeout: float = 5.0
    """How long a web socket may wait before it says ``connection_init``."""


def _too_much(what: str, seen: int | str, limit: int) -> GraphQLError:
    return GraphQLError(
        f"The operation has {seen} {what}; at most {limit} are allowed.",
        extensions={"code": "BAD_INPUT", "action": "Ask for less, or in several operations."},
    )


@dataclass
class _Shape:
    limits: Limits
    fragments: Mapping[str, FragmentDefinitionNode]
    fields: int = 0
    aliases: int = 0
    directives: int = 0
    depths: dict[str, int] = field(default_factory=dict)

    def depth(self, selections: SelectionSetNode, open_fragments: tuple[str, ...]) -> int:
        """Depth in fields below here; a fragment is measured once, a cycle counts as nothing."""
        deepest = 0
        for node in selections.selections:
            self.directives += len(node.directives or ())
            if isinstance(node, FieldNode):
                self.fields += 1
                self.aliases += node.alias is not None
                below = self.depth(node.selection_set, open_fragments) if node.selection_set else 0
                deepest = max(deepest, 1 + below)
            elif isinstance(node, InlineFragmentNode):
                deepest = max(deepest, self.depth(node.selection_set, open_fragments))
            elif isinstance(node, FragmentSpreadNode):
                deepest = max(deepest, self._spread(node.name.value, open_fragments))
        return deepest

    def _spread(self, name: str, open_fragments: tuple[str, ...]) -> int:
        fragment = self.fragments.get(name)
        if fragment is None or name in open_fragments:
            return 0
        if name not in self.depths:
            self.depths[name] = self.depth(fragment.selection_set, (*open_fragments, name))
        return self.depths[name]


def check_shape(document: DocumentNode, limits: Limits) -> list[GraphQLError]:
    """Depth, aliases, directives and fields; runs before validation, whose time grows with them."""
    shape = _Shape(limits, fragments_of(document))
    deepest = 0
    for definition in document.definitions:
        if isinstance(definition, FragmentDefinitionNode):
            shape._spread(definition.name.value, ())
        elif isinstance(definition, OperationDefinitionNode):
            shape.directives += len(definition.directives or ())
            deepest = max(deepest, shape.depth(definition.selection_set, ()))
    seen = (
        ("levels", max([deepest, *shape.depths.values()]), limits.depth),
        ("fields", shape.fields, limits.fields),
        ("aliases", shape.aliases, limits.aliases),
        ("directives", shape.directives, limits.directives),
    )
    return [_too_much(what, count, limit) for what, count, limit in seen if count > limit]


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {
        definition.name.value: definition
        for definition in document.definitions
        if isinstance(definition, FragmentDefinitionNode)
    }


def check_cost(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    limit: int,
) -> list[GraphQLError]:
    """Values that the operation may resolve: fields times the sizes of the lists above them.

    Needs a valid document. A page counts as large as its ``first`` asks for.
    """
    root = schema.get_root_type(operation.operation)
    defaults = {
        definition.variable.name.value: int(definition.default_value.value)
        for definition in operation.variable_definitions or ()
        if isinstance(definition.default_value, IntValueNode)
    }
    cost = _Cost(schema, fragments_of(document), {**defaults, **variables}).of(
        operation.selection_set, root, in_page=False
    )
    return [_too_much("values", cost, limit)] if cost > limit else []


@dataclass
class _Cost:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    known: dict[tuple[str, bool], int] = field(default_factory=dict)

    def of(
        self, selections: SelectionSetNode, parent: GraphQLNamedType | None, *, in_page: bool
    ) -> int:
        total = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                total += self._field(node, parent, in_page=in_page)
            elif isinstance(node, InlineFragmentNode):
                condition: NamedTypeNode | None = node.type_condition
                narrowed = (
                    self.schema.get_type(condition.name.value) if condition is not None else parent
                )
                total += self.of(node.selection_set, narrowed, in_page=in_page)
            elif isinstance(node, FragmentSpreadNode):
                total += self._spread(node.name.value, in_page=in_page)
        return total

    def _spread(self, name: str, *, in_page: bool) -> int:
        key = (name, in_page)
        if key not in self.known:
            fragment = self.fragments[name]
            parent = self.schema.get_type(fragment.type_condition.name.value)
            self.known[key] = self.of(fragment.selection_set, parent, in_page=in_page)
        return self.known[key]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, *, in_page: bool) -> int:
        if node.selection_set is None:
            return 1
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return 1 + self.of(node.selection_set, None, in_page=False)
        definition = parent.fields.get(node.name.value)
        if definition is None:
            return 1 + self.of(node.selection_set, None, in_page=False)
        page = self._page_size(node, definition)
        size = page if page is not None else 1
        if page is None and not in_page and _is_list(definition):
            size = ASSUMED_LIST
        child = get_named_type(definition.type)
        return 1 + size * self.of(node.selection_set, child, in_page=page is not None)

    def _page_size(self, node: FieldNode, definition: GraphQLField) -> int | None:
        if "first" not in definition.args:
            return None
        given: Any = definition.args["first"].default_value
        for argument in node.arguments or ():
            if argument.name.value == "first":
                if isinstance(argument.value, IntValueNode):
                    given = int(argument.value.value)
                elif isinstance(argument.value, VariableNode):
                    given = self.variables.get(argument.value.name.value, given)
        return max(1, given) if isinstance(given, int) else ASSUMED_LIST


def _is_list(definition: GraphQLField) -> bool:
    kind = definition.type
    if isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    return isinstance(kind, GraphQLList)
