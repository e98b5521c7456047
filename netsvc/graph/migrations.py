"""Migrations: ``schema/graph/NNNN_name.cypher``, each applied once, in order, never edited.

Statements end with a semicolon at the end of a line and must be safe to run twice
(``IF NOT EXISTS``, ``MERGE``): a process may die between a schema statement and its record.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString

from netsvc.errors import (
    ConfigurationError,
    DatabaseUnavailableError,
    NetsvcError,
    SchemaMismatchError,
)
from netsvc.graph.driver import Graph
from netsvc.ids import new_id

_FILE = re.compile(r"(\d{4})_([a-z0-9_]+)\.cypher")
_LEASE_SECONDS = 180
"""Longer than a statement may take after the latest renewal."""
_PATIENCE = 60.0
"""Seconds for one call: nobody waits at a desk here, and a Neo4j that just started is slow."""


@dataclass(frozen=True)
class Migration:
    number: int
    name: str
    checksum: str
    statements: tuple[str, ...]


def read_folder(folder: Path) -> list[Migration]:
    """The migrations in order; a gap or a doubled number raises ``ConfigurationError``."""
    migrations = []
    for path in sorted(folder.glob("*.cypher")):
        match = _FILE.fullmatch(path.name)
        if match is None:
            raise ConfigurationError(
                f"{path.name} is not named NNNN_name.cypher.", action="Rename it."
            )
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        lines = [line for line in text.splitlines() if not line.lstrip().startswith("//")]
        statements = tuple(
            part.strip() for part in re.split(r";\s*(?:\n|\Z)", "\n".join(lines)) if part.strip()
        )
        checksum = hashlib.sha256(text.encode()).hexdigest()
        migrations.append(Migration(int(match[1]), match[2], checksum, statements))
    numbers = [m.number for m in migrations]
    if numbers != list(range(1, len(numbers) + 1)):
        raise ConfigurationError(
            f"Migrations are numbered {numbers}, not 1 to {len(numbers)}.",
            action="Close the gap or renumber the doubled one.",
        )
    return migrations


_CONSTRAINTS: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT migration_number IF NOT EXISTS FOR (m:Migration) REQUIRE m.number IS UNIQUE",
    "CREATE CONSTRAINT migration_lock IF NOT EXISTS FOR (l:MigrationLock) REQUIRE l.id IS UNIQUE",
)
_LOCK = """
MERGE (l:MigrationLock {id: 'lock'})
// writing first takes the lock on the node, so that what is read next is nobody else's past
SET l.asked = $holder
WITH l WHERE l.holder IS NULL OR l.holder = $holder OR l.until < datetime()
SET l.holder = $holder, l.until = datetime() + duration({seconds: $lease})
RETURN l.holder AS holder
"""
_UNLOCK = "MATCH (l:MigrationLock {id: 'lock', holder: $holder}) REMOVE l.holder, l.until"
_APPLIED = """
MATCH (m:Migration) RETURN m.number AS number, m.name AS name, m.checksum AS checksum
ORDER BY number
"""
_RECORD = """
MERGE (m:Migration {number: $number})
ON CREATE SET m.name = $name, m.checksum = $checksum, m.appliedAt = datetime()
"""


async def migrate(
    graph: Graph, folder: Path, *, wait: float = 120.0, renew_after: float = 30.0
) -> list[str]:
    """Apply what is missing and return the names applied now.

    Two processes that start together take turns on a lease in the graph. An edited migration, or
    one that this netsvc does not know (a newer netsvc was here), raises ``SchemaMismatchError``;
    a lease that another holds for longer than ``wait`` seconds, ``DatabaseUnavailableError``.
    The lease is renewed before a statement where the last renewal is ``renew_after`` seconds ago:
    a statement has 120 s, and each change of the schema would have the renewal planned anew.
    """
    known = read_folder(folder)
    for constraint in _CONSTRAINTS:
        # in a transaction of ours, which is retried: two first starts may deadlock here
        await graph.run(constraint, deadline=_PATIENCE)
    if not await _pending(graph, known):
        return []
    holder = f"{socket.gethostname()}:{os.getpid()}:{new_id()}"
    try:
        async with asyncio.timeout(wait):
            # another process holds the lease: nothing in this one could set an event
            while not await graph.run(  # noqa: ASYNC110
                _LOCK, deadline=_PATIENCE, holder=holder, lease=_LEASE_SECONDS
            ):
                await asyncio.sleep(0.2)
    except TimeoutError as error:
        raise DatabaseUnavailableError(
            f"Another netsvc has been migrating the graph for more than {wait:g} s.",
            action="Look at what it says, and start again once it is done or was stopped.",
        ) from error
    loop = asyncio.get_running_loop()
    renewed = loop.time()
    try:
        applied = []
        for migration in await _pending(graph, known):
            for statement in migration.statements:
                if loop.time() - renewed > renew_after:
                    await _renew(graph, holder)
                    renewed = loop.time()
                await graph.run_implicit(statement)
            await graph.run(
                _RECORD,
                deadline=_PATIENCE,
                number=migration.number,
                name=migration.name,
                checksum=migration.checksum,
            )
            applied.append(f"{migration.number:04}_{migration.name}")
        await graph.run_implicit("CALL db.awaitIndexes(120)")
        return applied
    finally:
        # where the database is gone its lease runs out, and what went wrong first is told
        with suppress(NetsvcError):
            await graph.run(_UNLOCK, deadline=_PATIENCE, holder=holder)


async def _renew(graph: Graph, holder: str) -> None:
    if not await graph.run(_LOCK, deadline=_PATIENCE, holder=holder, lease=_LEASE_SECONDS):
        raise DatabaseUnavailableError(
            "Another netsvc took over the migration while this one waited for the database.",
            action="Start again once it is done.",
        )


async def _pending(graph: Graph, known: list[Migration]) -> list[Migration]:
    by_number = {m.number: m for m in known}
    rows = await graph.read(_APPLIED, deadline=_PATIENCE)
    for row in rows:
        mine = by_number.get(row["number"])
        if mine is None:
            raise SchemaMismatchError(
                f"The graph has migration {row['number']:04}_{row['name']}, "
                f"which this netsvc does not know (it knows {len(known)}).",
                action="Start the newer netsvc that made it, or restore an older backup.",
            )
        if mine.checksum != row["checksum"]:
            raise SchemaMismatchError(
                f"Migration {mine.number:04}_{mine.name} was edited after it was applied.",
                action="Restore the file and put the change into a new migration.",
            )
    done = {row["number"] for row in rows}
    return [m for m in known if m.number not in done]
