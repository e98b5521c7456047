"""Bring the organisation's CSV files into the graph, and write them out again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, LiteralString

from netsvc.directory.repository import BUMP_VERSION
from netsvc.errors import BadInputError
from netsvc.graph.driver import Graph, Tx
from netsvc.importers import organisation as org
from netsvc.importers import organisation_graph as cypher
from netsvc.importers.organisation import Table
from netsvc.importers.reading import TableReader
from netsvc.importers.rejects import Reject, RejectFile

SECONDS = 120.0
MOST_ROWS = 200_000
BATCH = 5_000

Progress = Callable[[str, int, int], None]
Rows = dict[str, list[dict[str, Any]]]

_WRITES: tuple[tuple[Table, LiteralString], ...] = (
    (org.UNITS, cypher.UNITS),
    (org.ISSUE_TYPES, cypher.ISSUE_TYPES),
    (org.EXPERTS, cypher.EXPERTS),
    (org.NETWORKS, cypher.NETWORKS),
    (org.MEMBERS, cypher.MEMBERS),
    (org.RESPONSIBLE, cypher.RESPONSIBLE),
    (org.SKILLS, cypher.SKILLS),
    (org.NETWORK_MEMBERS, cypher.NETWORK_MEMBERS),
    (org.COVERS, cypher.COVERS),
)
_READS: tuple[tuple[Table, LiteralString], ...] = (
    (org.UNITS, cypher.READ_UNITS),
    (org.ISSUE_TYPES, cypher.READ_ISSUE_TYPES),
    (org.EXPERTS, cypher.READ_EXPERTS),
    (org.NETWORKS, cypher.READ_NETWORKS),
    (org.MEMBERS, cypher.READ_MEMBERS),
    (org.RESPONSIBLE, cypher.READ_RESPONSIBLE),
    (org.SKILLS, cypher.READ_SKILLS),
    (org.NETWORK_MEMBERS, cypher.READ_NETWORK_MEMBERS),
    (org.COVERS, cypher.READ_COVERS),
)


@dataclass(frozen=True)
class OrganisationSummary:
    """Rows by file; ``rejects`` names the files of rejected lines where there are any."""

    rows: dict[str, int]
    rejected: int
    rejects: tuple[str, ...]


async def export_organisation(
    graph: Graph, folder: Path, progress: Progress
) -> OrganisationSummary:
    """Write one CSV file a table, in order of its keys; the folder is made if need be.

    Raises ``BadInputError`` where the folder can't be written.
    """
    counts: dict[str, int] = {}
    try:
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        for done, (table, statement) in enumerate(_READS):
            rows = await graph.read(statement, deadline=SECONDS)
            counts[table.file] = await asyncio.to_thread(
                org.write_table, table, folder / table.file, rows
            )
            progress("files", done + 1, len(_READS))
    except OSError as error:
        raise BadInputError(
            f"{folder} can't be written: {error.strerror}.", action="Name another folder."
        ) from error
    return OrganisationSummary(counts, 0, ())


async def import_organisation(
    graph: Graph, folder: Path, *, rejects: Path | None, progress: Progress
) -> OrganisationSummary:
    """Bring the files in, in one transaction, and clear away what an earlier import left.

    Lines that can't be used are left out and written to ``rejects`` (a folder; the input's own
    unless given). Raises ``BadInputError``, before anything is changed, for a folder without the
    files, with a file of another format or with more than ``MOST_ROWS`` rows in a file.
    """
    if not await asyncio.to_thread(folder.is_dir):
        raise BadInputError(
            f"{folder} is no folder.", action="Name the folder that holds units.csv."
        )
    tables, rejected, written = await asyncio.to_thread(_prepared, folder, rejects or folder)

    at = datetime.now(UTC)

    async def work(tx: Tx) -> None:
        for done, (table, statement) in enumerate(_WRITES):
            rows = tables[table.file]
            for start in range(0, len(rows), BATCH):
                await tx.run(statement, rows=rows[start : start + BATCH], at=at)
            progress("files", done + 1, len(_WRITES))
        for statement in cypher.CLEAN:
            await tx.run(statement, at=at)
        await tx.run(BUMP_VERSION)

    await graph.write(work, deadline=SECONDS)
    counts = {table.file: len(tables[table.file]) for table in org.TABLES}
    return OrganisationSummary(counts, rejected, written)


def _prepared(folder: Path, rejects: Path) -> tuple[Rows, int, tuple[str, ...]]:
    """The usable rows by file, how many lines were rejected, and the files that say which."""
    tables: Rows = {}
    found: list[tuple[Table, list[Reject]]] = []
    for table in org.TABLES:
        tables[table.file], problems = _read(folder, table, tables)
        found.append((table, problems))
    for table, above in ((org.UNITS, "parent"), (org.ISSUE_TYPES, "broader")):
        tables[table.file] = list(org.parents_first(tables[table.file], above))
    written: list[str] = []
    for table, problems in found:
        target = rejects / f"{table.file}.rejected.csv"
        with RejectFile(target, source=folder / table.file) as file:
            for problem in problems:
                file.add(problem)
        if file.count:
            written.append(str(target))
    return tables, sum(len(problems) for _, problems in found), tuple(written)


def _read(folder: Path, table: Table, earlier: Rows) -> tuple[list[dict[str, Any]], list[Reject]]:
    columns = table.columns
    reader = TableReader(folder / table.file, [column.name for column in columns])
    rows: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    seen: set[Any] = set()
    known = {
        name: {row["id"] for row in earlier[target.file]}
        for (file, name), target in org.REFERENCES.items()
        if file == table.file and target.file in earlier
    }
    for count, line in enumerate(reader, start=1):
        if count > MOST_ROWS:
            raise BadInputError(
                f"{table.file} has more than {MOST_ROWS:,} rows.",
                action="Leave out what is not part of the organisation. Nothing was changed.",
            )
        if line.problem is not None:
            rejects.append(Reject(line.number, "", line.problem, "as many fields as the header"))
            continue
        row, problem = _row(table, line.number, line.values)
        if problem is None:
            problem = _unknown(line.number, row, known)
        if problem is None:
            key = tuple(row[name] for name in table.keys)
            if key in seen:
                text = " ".join(map(str, key))
                problem = Reject(line.number, table.keys[0], text, "each of these only once")
            seen.add(key)
        if problem is None:
            rows.append(row)
        else:
            rejects.append(problem)
    return _without_orphans(table, rows, rejects)


def _row(table: Table, number: int, values: dict[str, str]) -> tuple[dict[str, Any], Reject | None]:
    row: dict[str, Any] = {}
    for column in table.columns:
        text = values[column.name]
        try:
            row[column.name] = column.parse(text)
        except (ValueError, KeyError, OverflowError):
            return row, Reject(number, column.name, text, column.expected)
    row["line"] = number
    return row, None


def _unknown(number: int, row: dict[str, Any], known: dict[str, set[str]]) -> Reject | None:
    for name, ids in known.items():
        if row[name] not in ids:
            return Reject(number, name, str(row[name]), "an id of the other file")
    return None


def _without_orphans(
    table: Table, rows: list[dict[str, Any]], rejects: list[Reject]
) -> tuple[list[dict[str, Any]], list[Reject]]:
    """Leave out rows whose parent is not in the file, and then theirs, until none is left."""
    name = next((n for (f, n), t in org.REFERENCES.items() if f == t.file == table.file), None)
    if name is None:
        return rows, rejects
    while True:
        ids = {row["id"] for row in rows}
        orphans = [row for row in rows if row[name] is not None and row[name] not in ids]
        if not orphans:
            return rows, sorted(rejects)
        rejects += [
            Reject(row["line"], name, row[name], "the id of another line, or nothing")
            for row in orphans
        ]
        lost = {row["id"] for row in orphans}
        rows = [row for row in rows if row["id"] not in lost]
