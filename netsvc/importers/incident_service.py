"""Import a ticket log: read, transform, load, clean up what an earlier file left."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from netsvc.directory.evidence import rebuild_evidence
from netsvc.directory.repository import BUMP_VERSION
from netsvc.errors import BadInputError
from netsvc.graph.driver import Graph
from netsvc.identity.pseudonyms import Pseudonyms
from netsvc.importers import incident_graph as cypher
from netsvc.importers.incident_batch import Batch
from netsvc.importers.incidents import EventParser, Incident, grouped, to_incident
from netsvc.importers.mapping import LogMapping
from netsvc.importers.reading import TableReader
from netsvc.importers.rejects import Reject, RejectFile

VERSION = "1"
BATCH = 1000
CLEAN_SECONDS = 300.0

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class ImportSummary:
    """What one import did; ``rejects`` names the file of rejected lines where there are any.

    ``left_alone`` of the ``cases`` had been acted on in the service, and stayed as they were.
    """

    source: str
    lines: int
    cases: int
    handovers: int
    bounces: int
    reopened: int
    left_alone: int
    rejected: int
    rejects: str | None


class _FirstTime:
    """Remembers on disk which cases have started, so that memory does not grow with the file."""

    def __init__(self) -> None:
        # One thread at a time asks, though not always the same.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA cache_size = -4096")
        self._database.execute("CREATE TABLE started (number TEXT PRIMARY KEY) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def __call__(self, case: str) -> bool:
        added = self._database.execute("INSERT OR IGNORE INTO started VALUES (?)", (case,))
        return added.rowcount == 1

    def close(self) -> None:
        self._database.close()


class IncidentImporter:
    """Writes one log under its own source; running it twice leaves the same graph."""

    def __init__(self, graph: Graph, pseudonyms: Pseudonyms) -> None:
        self._graph = graph
        self._pseudonyms = pseudonyms

    async def run(
        self, path: Path, mapping: LogMapping, *, rejects: Path, progress: Progress
    ) -> ImportSummary:
        """Raises ``BadInputError``, before anything is changed, for a file of another format."""
        reader = TableReader(
            path, mapping.columns.named(), encoding=mapping.encoding, delimiter=mapping.delimiter
        )
        lines = await asyncio.to_thread(_checked, reader, mapping, path)
        run = _run_id(reader, mapping, self._pseudonyms)
        cases = handovers = bounces = reopened = left_alone = 0
        with RejectFile(rejects, source=path) as rejected, closing(_FirstTime()) as first_time:
            found = _incidents(reader, mapping, first_time)
            make = partial(_next_batch, found, rejected, mapping, self._pseudonyms, run)
            async with _Ahead(make) as batches:
                while (batch := await batches.take()).size:
                    # the next is read and parsed while the database writes this one
                    batches.prepare()
                    await batch.write(self._graph)
                    cases += batch.size
                    handovers += batch.handovers
                    bounces += batch.bounces
                    reopened += batch.reopened
                    left_alone += batch.left_alone
                    progress("cases", cases, 0)
        progress("cases", cases, cases)
        await self._finish(Batch(mapping, self._pseudonyms, run), progress)
        return ImportSummary(
            source=mapping.source,
            lines=lines,
            cases=cases,
            handovers=handovers,
            bounces=bounces,
            reopened=reopened,
            left_alone=left_alone,
            rejected=rejected.count,
            rejects=str(rejects) if rejected.count else None,
        )

    async def _finish(self, batch: Batch, progress: Progress) -> None:
        keys = {"source": batch.mapping.source, "run": batch.run}
        progress("clean up", 0, 3)
        for statement in cypher.CLEAN:
            await self._graph.run_implicit(statement, parameters=keys, deadline=CLEAN_SECONDS)
        progress("clean up", 1, 3)
        await self._graph.run(
            cypher.MEMBERSHIPS,
            source=batch.mapping.source,
            frontline=batch.frontline,
            deadline=CLEAN_SECONDS,
        )
        progress("clean up", 2, 3)
        await rebuild_evidence(self._graph, deadline=CLEAN_SECONDS)
        await self._graph.run(BUMP_VERSION)
        progress("clean up", 3, 3)


class _Ahead:
    """Makes one batch ahead in a thread, which is over before what it uses is closed."""

    def __init__(self, make: Callable[[], Batch]) -> None:
        self._make = make
        self._next: asyncio.Future[Batch] | None = None

    async def __aenter__(self) -> _Ahead:
        return self

    def prepare(self) -> asyncio.Future[Batch]:
        if self._next is None:
            self._next = asyncio.get_running_loop().run_in_executor(None, self._make)
        return self._next

    async def take(self) -> Batch:
        batch = await asyncio.shield(self.prepare())
        self._next = None
        return batch

    async def __aexit__(self, *_error: object) -> None:
        if self._next is not None:
            await asyncio.wait([self._next])
            # Told by ``take`` already, or of no interest beside what ended the import.
            self._next.exception()


def _next_batch(
    found: Iterator[Incident | Reject],
    rejected: RejectFile,
    mapping: LogMapping,
    pseudonyms: Pseudonyms,
    run: str,
) -> Batch:
    """The next cases of the log; none at its end."""
    batch = Batch(mapping, pseudonyms, run)
    for one in found:
        if isinstance(one, Reject):
            rejected.add(one)
            continue
        batch.add(one)
        if batch.size >= BATCH:
            break
    return batch


def _incidents(
    reader: TableReader, mapping: LogMapping, first_time: Callable[[str], bool]
) -> Iterator[Incident | Reject]:
    parser = EventParser(mapping)
    events = (parser.parse(line) for line in reader)
    for run in grouped(events, first_time, mapping.columns.case):
        yield run if isinstance(run, Reject) else to_incident(run, mapping)


def _checked(reader: TableReader, mapping: LogMapping, path: Path) -> int:
    """Read the file once to its end; how many lines of it there are."""
    parser = EventParser(mapping)
    lines = usable = 0
    first: Reject | None = None
    for line in reader:
        lines += 1
        event = parser.parse(line)
        if isinstance(event, Reject):
            first = first or event
        else:
            usable += 1
    if first is not None and not usable:
        raise BadInputError(
            f"No line of {path.name} can be used; line {first.line}, column {first.column}: "
            f"{first.seen[:60]!r} is not {first.expected}.",
            action="Describe the format with --mapping. Nothing was changed.",
        )
    if not lines:
        raise BadInputError(
            f"{path.name} has a header and no rows.", action="Export it again. Nothing was changed."
        )
    return lines


def _run_id(reader: TableReader, mapping: LogMapping, pseudonyms: Pseudonyms) -> str:
    """The same for the same content, mapping and key, so that a second run changes nothing."""
    text = f"{VERSION}\n{reader.digest}\n{mapping.fingerprint}\n{pseudonyms.fingerprint}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
