"""The one door to Neo4j: every call has a deadline, every retry is bounded.

The official driver's defaults retry for 30 s, wait 60 s for a connection and wait for ever for a
server that went silent after RUN. Here a call ends within its deadline with a typed error.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import Any, LiteralString, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncResult,
    AsyncTransaction,
    NotificationMinimumSeverity,
    Query,
)
from neo4j.exceptions import DriverError, Neo4jError

from netsvc.errors import ConflictError, DatabaseUnavailableError, DeadlineExceededError
from netsvc.graph import failures

Row = dict[str, Any]
T = TypeVar("T")

MAX_RETRY_SECONDS = 3.0
FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 0.8
ACQUISITION_SECONDS = 5.0
CONNECT_SECONDS = 3.0

queries_run: ContextVar[list[int] | None] = ContextVar("queries_run", default=None)
"""Set to a list by a test or a bench to count the statements that one operation costs."""


def _count() -> None:
    counter = queries_run.get()
    if counter is not None:
        counter.append(1)


async def _rows(result: AsyncResult) -> list[Row]:
    """Rows as maps. The driver's own ``data`` also turns nodes into maps, value by value; no
    statement here returns a node."""
    columns = result.keys()
    return [dict(zip(columns, record.values(), strict=True)) async for record in result]


def _nothing() -> None:
    """For who does not care when it was sent."""


class Tx:
    """One transaction; every statement in it is parameterised."""

    def __init__(self, tx: AsyncTransaction) -> None:
        self._tx = tx

    async def run(self, cypher: LiteralString, /, **parameters: Any) -> list[Row]:
        """Rows as maps from column to value."""
        _count()
        return await _rows(await self._tx.run(cypher, parameters))

    async def one(self, cypher: LiteralString, /, **parameters: Any) -> Row | None:
        """The first row, or None where a guard did not hold."""
        rows = await self.run(cypher, **parameters)
        return rows[0] if rows else None

    async def guarded(self, cypher: LiteralString, /, **parameters: Any) -> Row:
        """The first row; ``ConflictError`` where a guard did not hold, which undoes it all."""
        row = await self.one(cypher, **parameters)
        if row is None:
            raise ConflictError(
                "It was changed by somebody else at the same moment; nothing was changed here.",
                action="Load it again and ask again.",
            )
        return row


class Graph:
    """Reads and writes with deadlines over one driver (one a process)."""

    def __init__(
        self,
        driver: AsyncDriver,
        *,
        database: str = "neo4j",
        read_deadline: float = 5.0,
        write_deadline: float = 10.0,
    ) -> None:
        self.driver = driver
        self.database = database
        self.read_deadline = read_deadline
        self.write_deadline = write_deadline
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()

    @classmethod
    def connect(
        cls,
        uri: str,
        user: str,
        password: str,
        *,
        database: str = "neo4j",
        read_deadline: float = 5.0,
        write_deadline: float = 10.0,
    ) -> Graph:
        """A lazily connected graph; nothing is sent before the first call."""
        driver = AsyncGraphDatabase.driver(
            uri,
            auth=(user, password),
            max_transaction_retry_time=MAX_RETRY_SECONDS,
            connection_acquisition_timeout=ACQUISITION_SECONDS,
            connection_timeout=CONNECT_SECONDS,
            max_connection_pool_size=64,
            liveness_check_timeout=30.0,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            user_agent="netsvc",
        )
        return cls(
            driver, database=database, read_deadline=read_deadline, write_deadline=write_deadline
        )

    async def close(self) -> None:
        await self.driver.close()

    async def read(
        self, cypher: LiteralString, /, *, deadline: float | None = None, **parameters: Any
    ) -> list[Row]:
        """One read statement, routed to readers, in one round trip; retried within the deadline."""
        limit = deadline or self.read_deadline

        return await self._patiently(
            lambda sent: self._read(cypher, parameters, limit, sent), limit
        )

    async def read_once(
        self, cypher: LiteralString, /, *, deadline: float | None = None, **parameters: Any
    ) -> list[Row]:
        """As `read`, asked once: for the hot path, where a retry is the caller's."""
        limit = deadline or self.read_deadline
        return await self._bounded(lambda: self._read(cypher, parameters, limit), limit)

    async def _read(
        self,
        cypher: LiteralString,
        parameters: dict[str, Any],
        limit: float,
        sent: Callable[[], None] = _nothing,
    ) -> list[Row]:
        """Auto-commit: a transaction around one statement would cost two round trips more."""
        _count()
        async with self.driver.session(
            database=self.database,
            default_access_mode=READ_ACCESS,
            bookmark_manager=self._bookmarks,
        ) as session:
            result = await session.run(Query(cypher, timeout=limit), parameters)
            sent()
            return await _rows(result)

    async def write(
        self, work: Callable[[Tx], Awaitable[T]], *, deadline: float | None = None
    ) -> T:
        """One transaction; ``work`` may run again after a transient error, so it only talks to tx.

        A connection lost in the middle of COMMIT raises ``DeadlineExceededError``: the outcome is
        unknown and the caller asks again with the same idempotency key.
        """

        return await self._transaction(work, deadline or self.write_deadline)

    async def run(
        self, cypher: LiteralString, /, *, deadline: float | None = None, **parameters: Any
    ) -> list[Row]:
        """One write statement in a transaction of its own."""
        return await self.write(lambda tx: tx.run(cypher, **parameters), deadline=deadline)

    async def run_implicit(
        self,
        cypher: str,
        /,
        *,
        deadline: float = 120.0,
        parameters: Mapping[str, Any] | None = None,
    ) -> list[Row]:
        """An auto-commit statement: schema changes and ``CALL {} IN TRANSACTIONS``.

        Takes text from files of this project only, never from input.
        """

        async def work() -> list[Row]:
            _count()
            async with self.driver.session(
                database=self.database, bookmark_manager=self._bookmarks
            ) as session:
                result = await session.run(cypher, dict(parameters or {}))
                return await result.data()

        return await self._bounded(work, deadline)

    async def ready(self, deadline: float = 2.0) -> bool:
        """Whether a statement comes back in time."""
        try:
            await self.read_once("RETURN 1 AS one", deadline=deadline)
        except (DatabaseUnavailableError, DeadlineExceededError):
            return False
        return True

    async def agent(self, deadline: float = 20.0) -> str:
        """What the server calls itself, such as ``Neo4j/2026.08.1``."""

        async def work() -> str:
            async with self.driver.session(database=self.database) as session:
                summary = await (await session.run("RETURN 1 AS one")).consume()
                return summary.server.agent

        return await self._bounded(work, deadline)

    async def _transaction(self, work: Callable[[Tx], Awaitable[T]], limit: float) -> T:
        async def attempt(sent: Callable[[], None]) -> T:
            async with self.driver.session(
                database=self.database,
                default_access_mode=WRITE_ACCESS,
                bookmark_manager=self._bookmarks,
            ) as session:
                # the server ends it too, so that nothing goes on that nobody waits for
                tx = await session.begin_transaction(timeout=limit)
                sent()
                try:
                    result = await work(Tx(tx))
                    await tx.commit()
                except asyncio.CancelledError:
                    tx.cancel()
                    raise
                except BaseException:
                    await tx.close()
                    raise
                return result

        return await self._patiently(attempt, limit)

    async def _patiently(
        self, attempt: Callable[[Callable[[], None]], Awaitable[T]], limit: float
    ) -> T:
        """Try again after what passes by itself; an attempt says when the server has heard it."""
        lost: Exception | None = None

        def sent() -> None:
            nonlocal lost
            lost = None

        async def attempts() -> T:
            nonlocal lost
            loop = asyncio.get_running_loop()
            until = loop.time() + min(MAX_RETRY_SECONDS, limit)
            pause = FIRST_PAUSE_SECONDS
            while True:
                try:
                    return await attempt(sent)
                except (DriverError, Neo4jError) as error:
                    if not error.is_retryable() or loop.time() + pause > until:
                        raise
                    lost = error
                # jitter keeps clients that met in a deadlock from meeting again
                await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - no secret
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

        try:
            return await self._bounded(attempts, limit)
        except DeadlineExceededError as error:
            if lost is not None:
                # the time ran out before the last attempt had sent anything
                raise failures.unavailable() from error
            raise

    async def _bounded(self, work: Callable[[], Awaitable[T]], limit: float) -> T:
        try:
            async with asyncio.timeout(limit):
                return await work()
        except TimeoutError as error:
            raise failures.too_late(limit) from error
        except (DriverError, Neo4jError, OSError) as error:
            failure = failures.typed(error, limit, self.database)
            if failure is None:
                raise
            raise failure from error
