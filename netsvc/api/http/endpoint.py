"""One GraphQL schema behind limits, roles, a deadline and masked errors.

Speaks neither HTTP nor web socket: it takes a document and gives an answer, so that both
transports, and both schemas, share every check.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    ASTValidationRule,
    DocumentNode,
    ExecutionContext,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
    subscribe,
)
from graphql.pyutils import is_awaitable

from netsvc.api.http import failures
from netsvc.api.http.breaker import Breaker
from netsvc.api.http.context import ContextFactory, RequestInfo
from netsvc.api.http.documents import Documents, root_fields
from netsvc.api.http.limits import Limits, check_cost
from netsvc.api.http.rate import RateLimiter
from netsvc.errors import (
    Code,
    ConfigurationError,
    DatabaseUnavailableError,
    DeadlineExceededError,
    NetsvcError,
)
from netsvc.identity.roles import Role, authorize


@dataclass(frozen=True)
class Params:
    """A GraphQL request, its parts already of the right types."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """A GraphQL response. ``body`` has no ``data`` when nothing was executed; ``status`` is the
    HTTP status that then fits."""

    body: dict[str, Any]
    status: int = 200
    retry_after: int | None = None


@dataclass(frozen=True)
class _Ready:
    document: DocumentNode
    operation: OperationDefinitionNode


class GraphQLEndpoint:
    """Answers operations of one schema.

    ``roles`` names for every field of Query, Mutation and Subscription who may use it; a field
    without roles, or a role for no field, raises ``ConfigurationError`` here, at start-up.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        *,
        roles: Mapping[str, frozenset[Role]],
        context_factory: ContextFactory,
        limits: Limits | None = None,
        production: bool = False,
        breaker: Breaker | None = None,
        extra_rules: Sequence[type[ASTValidationRule]] = (),
        execution: type[ExecutionContext] | None = None,
    ) -> None:
        check_roles(schema, roles)
        self.schema = schema
        self.roles = dict(roles)
        self.limits = limits or Limits()
        self.production = production
        self._context = context_factory
        self._execution = execution
        self._breaker = breaker
        self._rate = RateLimiter(self.limits.rate, self.limits.burst)
        self._documents = Documents(
            schema, self.limits, introspection=not production, extra_rules=extra_rules
        )

    async def run(self, params: Params, info: RequestInfo, *, read_only: bool = False) -> Answer:
        """Execute a query or a mutation within the deadline; ``read_only`` refuses mutations."""
        ready = self._prepare(params, info)
        if isinstance(ready, Answer):
            return ready
        kind = ready.operation.operation
        if kind is OperationType.SUBSCRIPTION:
            return _refused("Subscriptions are answered over a web socket.", 400)
        if read_only and kind is not OperationType.QUERY:
            return _refused("GET is for queries; send a mutation by POST.", 405)
        try:
            async with asyncio.timeout(self.limits.deadline):
                result = execute(
                    self.schema,
                    ready.document,
                    context_value=self._context(info),
                    variable_values=dict(params.variables),
                    operation_name=params.operation_name,
                    hide_suggestions=self.production,
                    is_awaitable=_is_awaitable,
                    execution_context_class=self._execution,
                )
                if inspect.isawaitable(result):
                    result = await result
        except TimeoutError:
            late = DeadlineExceededError(
                f"The operation did not finish within {self.limits.deadline:g} s.",
                action="Ask for less; a change is safe to ask again with the same key.",
            )
            return _failed([failures.expected(late)])
        except Exception as error:
            return _failed([failures.exposed(error, info.request_id)])
        return self._answer(result, info)

    async def stream(
        self, params: Params, info: RequestInfo
    ) -> AsyncIterator[dict[str, Any]] | Answer:
        """Start a subscription: its payloads, or an answer that says why not."""
        ready = self._prepare(params, info)
        if isinstance(ready, Answer):
            return ready
        if ready.operation.operation is not OperationType.SUBSCRIPTION:
            return _refused("The web socket is for subscriptions; send the rest by POST.", 400)
        try:
            source = await subscribe(
                self.schema,
                ready.document,
                context_value=self._context(info),
                variable_values=dict(params.variables),
                operation_name=params.operation_name,
                hide_suggestions=self.production,
            )
        except Exception as error:
            return _failed([failures.exposed(error, info.request_id)])
        if isinstance(source, ExecutionResult):
            errors = [failures.execution_error(e, info.request_id) for e in source.errors or ()]
            return _failed(errors)
        return self._payloads(source, info)

    async def _payloads(
        self, source: AsyncIterator[ExecutionResult], info: RequestInfo
    ) -> AsyncIterator[dict[str, Any]]:
        try:
            async for result in source:
                yield self._answer(result, info).body
        except Exception as error:
            yield {"errors": [failures.exposed(error, info.request_id)]}
        finally:
            close = getattr(source, "aclose", None)
            if close is not None:
                await close()

    def _prepare(self, params: Params, info: RequestInfo) -> _Ready | Answer:
        key = info.caller.expert_id if info.caller else f"address {info.client}"
        wait = self._rate.take(key)
        if wait > 0:
            error = NetsvcError(
                "Too many requests came from you at once.",
                action=f"Wait {wait:g} s and ask again.",
                code=Code.TOO_MANY_REQUESTS,
            )
            return Answer({"errors": [failures.expected(error)]}, 429, retry_after=wait)
        checked = self._documents.check(params.query)
        if checked.errors or checked.document is None:
            return _bad(checked.errors)
        operation = get_operation_ast(checked.document, params.operation_name)
        if operation is None:
            return _refused(
                "The document has no operation of that name; name one where it has several.", 400
            )
        try:
            self._authorize(checked.document, operation, info)
        except NetsvcError as error:
            return _failed([failures.expected(error)])
        costly = check_cost(
            self.schema, checked.document, operation, params.variables, self.limits.cost
        )
        if costly:
            return _bad(costly)
        return _Ready(checked.document, operation)

    def _authorize(
        self, document: DocumentNode, operation: OperationDefinitionNode, info: RequestInfo
    ) -> None:
        names = {n for n in root_fields(document, operation) if not n.startswith("__")}
        for name in sorted(names):
            authorize(info.caller, self.roles[name])
        if names and self._breaker is not None and self._breaker.open:
            raise DatabaseUnavailableError(
                "The database can't be reached now.",
                action="Try again in a moment; with the same key nothing is done twice.",
            )

    def _answer(self, result: ExecutionResult, info: RequestInfo) -> Answer:
        errors = result.errors or []
        if result.data is None and errors and all(error.path is None for error in errors):
            # Variables that do not fit: nothing ran.
            return _bad(errors)
        body: dict[str, Any] = {"data": result.data}
        if errors:
            body["errors"] = [failures.execution_error(e, info.request_id) for e in errors]
            if self._breaker is not None and Code.DATABASE_UNAVAILABLE in failures.codes(
                body["errors"]
            ):
                self._breaker.trip()
        return Answer(body)


_PLAIN = frozenset({str, int, float, bool, type(None), list, tuple, dict})


def _is_awaitable(value: object) -> bool:
    """Asked of every value of every answer, and nearly all of them are plain."""
    return type(value) not in _PLAIN and is_awaitable(value)


def check_roles(schema: GraphQLSchema, roles: Mapping[str, frozenset[Role]]) -> None:
    """Raise ``ConfigurationError`` unless exactly the root fields have roles, at least one each."""
    roots = (schema.query_type, schema.mutation_type, schema.subscription_type)
    fields = [name for root in roots if root is not None for name in root.fields]
    doubled = {name for name in fields if fields.count(name) > 1}
    open_fields = {name for name in fields if not roles.get(name)}
    stray = set(roles) - set(fields)
    for names, problem in (
        (open_fields, "have no role"),
        (stray, "have roles but are not in the schema"),
        (doubled, "stand in two root types"),
    ):
        if names:
            raise ConfigurationError(
                f"These operations {problem}: {', '.join(sorted(names))}.",
                action="Give every operation its roles, once.",
            )


def _bad(errors: Sequence[GraphQLError]) -> Answer:
    return Answer({"errors": [failures.request_error(error) for error in errors]}, 400)


def _refused(message: str, status: int) -> Answer:
    return Answer(
        {"errors": [{"message": message, "extensions": {"code": Code.BAD_INPUT.value}}]}, status
    )


def _failed(errors: list[dict[str, Any]]) -> Answer:
    return Answer({"errors": errors}, failures.STATUS.get(failures.codes(errors)[0], 500))
