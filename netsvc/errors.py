"""Errors that a person may see: each says what was observed and what to do about it."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """Closed set of error codes; the API and the command line share it."""

    BAD_INPUT = "BAD_INPUT"
    NOT_FOUND = "NOT_FOUND"
    NOT_SIGNED_IN = "NOT_SIGNED_IN"
    NOT_ALLOWED = "NOT_ALLOWED"
    CONFLICT = "CONFLICT"
    DATABASE_UNAVAILABLE = "DATABASE_UNAVAILABLE"
    DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"
    NOT_READY = "NOT_READY"
    TOO_MANY_REQUESTS = "TOO_MANY_REQUESTS"
    CONFIGURATION = "CONFIGURATION"
    SCHEMA_MISMATCH = "SCHEMA_MISMATCH"
    INTERNAL = "INTERNAL"


class NetsvcError(Exception):
    """An expected failure.

    ``message`` states what was observed; ``action`` states what to do. ``code`` decides the HTTP
    status and the exit code where the error leaves the process.
    """

    code: Code = Code.INTERNAL

    def __init__(self, message: str, *, action: str = "", code: Code | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.action = action
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.action}".strip()


class BadInputError(NetsvcError):
    """What came in can't be used; nothing was changed."""

    code = Code.BAD_INPUT


class NotReadyError(NetsvcError):
    """It is being made and will be there soon; asking again costs nothing."""

    code = Code.NOT_READY


class NotFoundError(NetsvcError):
    """No such thing, or the caller may not know of it."""

    code = Code.NOT_FOUND


class NotSignedInError(NetsvcError):
    """No valid token came with the request."""

    code = Code.NOT_SIGNED_IN


class NotAllowedError(NetsvcError):
    """The caller is known, but their role does not cover this."""

    code = Code.NOT_ALLOWED


class ConflictError(NetsvcError):
    """A guarded write found another state than it expected; nothing was changed."""

    code = Code.CONFLICT


class DatabaseUnavailableError(NetsvcError):
    """Neo4j can't be reached now. With the same key the command is safe to ask again."""

    code = Code.DATABASE_UNAVAILABLE


class DeadlineExceededError(NetsvcError):
    """The outcome is unknown. With the same key the command is safe to ask again."""

    code = Code.DEADLINE_EXCEEDED


class ConfigurationError(NetsvcError):
    """The process was started with settings it can't work with."""

    code = Code.CONFIGURATION


class SchemaMismatchError(NetsvcError):
    """The graph was migrated by another netsvc than this one."""

    code = Code.SCHEMA_MISMATCH
