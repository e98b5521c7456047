"""Import a ticket log: read, transform, load, clean up what an earlier file left."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
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
    """What one import did; ``rejects`` names the file of rejected lines where there are any."""

    source: str
    lines: int
    cases: int
    handovers: int
    bounces: int
    reopened: int
    rejected: int
    rejects: str | None


class _FirstTime:
    """Remembers on disk which cases have started, so that memory does not grow with the file."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
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
        lines = _checked(reader, mapping, path)
        batch = Batch(mapping, self._pseudonyms, _run_id(reader, mapping, self._pseudonyms))
        cases = handovers = bounces = reopened = 0
        with RejectFile(rejects, source=path) as rejected, closing(_FirstTime()) as first_time:
            for found in _incidents(reader, mapping, first_time):
                if isinstance(found, Reject):
                    rejected.add(found)
                    continue
                batch.add(found)
                cases += 1
                handovers += len(found.legs)
                bounces += sum(leg.bounced for leg in found.legs)
                reopened += found.reopened > 0
                if batch.size >= BATCH:
                    await batch.write(self._graph)
                    progress("cases", cases, 0)
            await batch.write(self._graph)
        progress("cases", cases, cases)
        await self._finish(batch, progress)
        return ImportSummary(
            source=mapping.source,
            lines=lines,
            cases=cases,
            handovers=handovers,
            bounces=bounces,
            reopened=reopened,
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


def _incidents(
    reader: TableReader, mapping: LogMapping, first_time: Callable[[str], bool]
) -> Iterator[Incident | Reject]:
    parser = EventParser(mapping)
    for run in grouped((parser.parse(line) for line in reader), first_time):
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
    text = f"{VERSION}\n{reader.digest}\n{mapping}\n{pseudonyms.fingerprint}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
