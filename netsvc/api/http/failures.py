"""How errors leave the service: expected ones in full, the others masked and logged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import structlog
from graphql import GraphQLError

from netsvc.errors import Code, NetsvcError
from netsvc.ids import new_id

_log = structlog.get_logger("netsvc.api")

# These speak to whoever runs the service, not to whoever uses it.
_FOR_OPERATORS = frozenset({Code.INTERNAL, Code.CONFIGURATION, Code.SCHEMA_MISMATCH})

STATUS: dict[str, int] = {
    Code.BAD_INPUT: 400,
    Code.NOT_SIGNED_IN: 401,
    Code.NOT_ALLOWED: 403,
    Code.NOT_FOUND: 404,
    Code.CONFLICT: 409,
    Code.TOO_MANY_REQUESTS: 429,
    Code.DATABASE_UNAVAILABLE: 503,
    Code.NOT_READY: 503,
    Code.DEADLINE_EXCEEDED: 504,
}
"""HTTP status of an error that leaves without data; anything else is 500."""


def expected(error: NetsvcError) -> dict[str, Any]:
    """The GraphQL form of an error that its reader can act on."""
    return {
        "message": error.message,
        "extensions": {"code": error.code.value, "action": error.action},
    }


def masked(error: BaseException, request_id: str) -> dict[str, Any]:
    """Log what happened under an id; give its reader only the id."""
    error_id = new_id()
    _log.error("internal error", error_id=error_id, request_id=request_id, exc_info=error)
    return {
        "message": "Something went wrong on our side.",
        "extensions": {
            "code": Code.INTERNAL.value,
            "action": "Try again; if it stays, tell the administrator this id.",
            "errorId": error_id,
        },
    }


def exposed(error: BaseException, request_id: str) -> dict[str, Any]:
    """Whichever of the two forms fits an exception."""
    if isinstance(error, NetsvcError) and error.code not in _FOR_OPERATORS:
        return expected(error)
    return masked(error, request_id)


def request_error(error: GraphQLError) -> dict[str, Any]:
    """An error in the document or its variables: it stays readable."""
    formatted: dict[str, Any] = dict(error.formatted)
    formatted["extensions"] = {"code": Code.BAD_INPUT.value, **(error.extensions or {})}
    return formatted


def execution_error(error: GraphQLError, request_id: str) -> dict[str, Any]:
    """An error from a resolver, with its place in the answer."""
    cause: BaseException | None = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if cause is None or (isinstance(cause, GraphQLError) and cause.message.startswith("Argument ")):
        # No resolver was at fault: a variable or an argument was.
        formatted = request_error(error)
    else:
        formatted = exposed(cause, request_id)
    place = error.formatted
    return {
        **formatted,
        **{key: place[key] for key in ("locations", "path") if key in place},
    }


def codes(errors: Iterable[dict[str, Any]]) -> list[str]:
    return [str(error.get("extensions", {}).get("code", Code.INTERNAL)) for error in errors]
