"""Parsed and validated documents, kept for the next caller who asks the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
    specified_rules,
    validate,
)

from netsvc.api.http.limits import Limits, check_shape, fragments_of

_CACHEABLE = 32 * 1024


@dataclass(frozen=True)
class Checked:
    """A document that is valid, or the errors that say why it is not."""

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()


class Documents:
    """Parses and validates; only valid documents are kept, so that noise evicts nothing useful."""

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: Limits,
        *,
        introspection: bool,
        extra_rules: Sequence[type[ASTValidationRule]] = (),
    ) -> None:
        self._schema = schema
        self._limits = limits
        self._hide_suggestions = not introspection
        self._rules = [*specified_rules, *extra_rules]
        if not introspection:
            self._rules.append(NoSchemaIntrospectionCustomRule)
        self._kept: OrderedDict[str, Checked] = OrderedDict()

    def check(self, text: str) -> Checked:
        kept = self._kept.get(text)
        if kept is not None:
            self._kept.move_to_end(text)
            return kept
        checked = self._check(text)
        if not checked.errors and len(text) <= _CACHEABLE:
            self._kept[text] = checked
            if len(self._kept) > self._limits.cached_documents:
                self._kept.popitem(last=False)
        return checked

    def _check(self, text: str) -> Checked:
        try:
            document = parse(text, max_tokens=self._limits.tokens)
            errors = check_shape(document, self._limits)
            if not errors:
                errors = validate(
                    self._schema,
                    document,
                    self._rules,
                    max_errors=10,
                    hide_suggestions=self._hide_suggestions,
                )
        except GraphQLError as error:
            return Checked(None, (error,))
        except RecursionError:
            return Checked(None, (GraphQLError("The document is nested too deeply."),))
        return Checked(document, tuple(errors))


def root_fields(document: DocumentNode, operation: OperationDefinitionNode) -> set[str]:
    """Names of the schema's root fields that the operation may reach, through fragments too."""
    fragments = fragments_of(document)
    names: set[str] = set()
    seen: set[str] = set()
    waiting: list[SelectionSetNode] = [operation.selection_set]
    while waiting:
        for node in waiting.pop().selections:
            if isinstance(node, FieldNode):
                names.add(node.name.value)
            elif isinstance(node, InlineFragmentNode):
                waiting.append(node.selection_set)
            elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                seen.add(node.name.value)
                waiting.append(fragments[node.name.value].selection_set)
    return names
