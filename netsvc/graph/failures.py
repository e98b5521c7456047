"""What the driver and the server complain of, in netsvc's words."""

from __future__ import annotations

from neo4j.exceptions import (
    AuthError,
    ConnectionPoolError,
    ConstraintError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
    UnsupportedServerProduct,
)

from netsvc.errors import (
    ConfigurationError,
    ConflictError,
    DatabaseUnavailableError,
    DeadlineExceededError,
    NetsvcError,
)


def typed(error: Exception, limit: float, database: str) -> NetsvcError | None:
    """The failure in netsvc's words; None for one that is a mistake of ours."""
    match error:
        case Neo4jError():
            return _from_server(error, limit, database)
        case UnsupportedServerProduct():
            return ConfigurationError(
                "The server is no Neo4j that netsvc can talk to, or one that is too old.",
                action="Point NETSVC_NEO4J_URI at Neo4j 5.26 or newer.",
            )
        case IncompleteCommit():
            return DeadlineExceededError(
                "The connection was lost while the change was being saved.",
                action="Ask again with the same key; nothing is done twice.",
            )
        case ServiceUnavailable() | SessionExpired() | ConnectionPoolError() | OSError():
            return unavailable()
        case DriverError() if any(word in str(error).lower() for word in ("defunct", "closed")):
            # the connection went while rows were fetched, or the driver is closing
            return unavailable()
        case _:
            return None


def _from_server(error: Neo4jError, limit: float, database: str) -> NetsvcError | None:
    code = error.code or ""
    failure: NetsvcError | None = None
    if isinstance(error, AuthError):
        failure = ConfigurationError(
            "The database refused the user name or password.",
            action="Check NETSVC_NEO4J_USER and NETSVC_NEO4J_PASSWORD.",
        )
    elif isinstance(error, ConstraintError):
        failure = ConflictError(
            "Something with the same key exists already.", action="Read it and ask again."
        )
    elif code == "Neo.ClientError.Database.DatabaseNotFound":
        failure = ConfigurationError(
            f"The server has no database called {database!r}.",
            action="Check NETSVC_NEO4J_DATABASE.",
        )
    elif code.startswith("Neo.ClientError.Transaction.TransactionTimedOut"):
        failure = too_late(limit)
    elif "Unavailable" in code or "NotALeader" in code:
        # e.g. while Neo4j is starting or stopping
        failure = unavailable()
    elif isinstance(error, TransientError):
        failure = DatabaseUnavailableError(
            "The database is too busy for this now.",
            action="Try again in a moment; with the same key nothing is done twice.",
        )
    return failure


def too_late(limit: float) -> DeadlineExceededError:
    """No answer within ``limit`` seconds; whether anything changed is unknown."""
    return DeadlineExceededError(
        f"The database did not answer within {limit:g} s.",
        action="Ask again with the same key; nothing is done twice.",
    )


def unavailable() -> DatabaseUnavailableError:
    """Nobody answers; nothing was sent, or it is safe to send again."""
    return DatabaseUnavailableError(
        "The database can't be reached now.",
        action="Try again in a moment; with the same key nothing is done twice.",
    )
