"""Reading a ticket history for the dry run: what was known at opening, and what came out."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from netsvc.errors import BadInputError

UNKNOWN = frozenset({"?", ""})
LONGEST_LINE = 1_000_000
REJECTED_SHOWN = 5
_DATES = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y")


@dataclass(frozen=True)
class Columns:
    """Which column is what. The defaults are those of the UCI 498 incident log.

    ``inputs`` are the columns whose value on a case's first row was known at its opening.
    ``sys_created_by`` is left out on purpose: the record is created minutes after the opening,
    and whether it is filled in tells who solved the case on the spot (docs/evaluation.md).
    """

    case: str = "number"
    opened: str = "opened_at"
    unit: str = "assignment_group"
    person: str = "resolved_by"
    resolved: str = "resolved_at"
    closed: str = "closed_at"
    inputs: tuple[str, ...] = (
        "category",
        "subcategory",
        "u_symptom",
        "location",
        "caller_id",
        "opened_by",
    )

    def all(self) -> tuple[str, ...]:
        outcome = (self.case, self.opened, self.unit, self.person, self.resolved, self.closed)
        return (*outcome, *self.inputs)


UCI_498 = Columns()


@dataclass(frozen=True)
class LoggedCase:
    """``inputs`` are the first row's, in the order of ``Columns.inputs``; None is not known.

    ``unit`` and ``person`` are the last known ones, ``first_unit`` the first known one (what the
    organisation chose itself), ``units`` how many different ones had the case.
    """

    number: str
    opened: datetime
    inputs: tuple[str, ...]
    first_unit: str | None
    unit: str | None
    person: str | None
    done: datetime | None
    units: int

    @property
    def outcome_known(self) -> bool:
        """Whether the case was resolved or closed; until then its unit may still change."""
        return self.done is not None


@dataclass(frozen=True)
class History:
    """Cases in order of opening (then of the file); rejected rows with line number and reason."""

    cases: tuple[LoggedCase, ...]
    rows: int
    rejected: int
    rejections: tuple[tuple[int, str], ...]


@dataclass
class _Open:
    opened: datetime
    inputs: tuple[str, ...]
    first_unit: str | None = None
    unit: str | None = None
    person: str | None = None
    resolved: datetime | None = None
    closed: datetime | None = None
    units: set[str] = field(default_factory=set)


def read_history(
    path: Path, *, columns: Columns = UCI_498, progress: Callable[[int], None] | None = None
) -> History:
    """Read a CSV file, plain or gzipped, one row an update, in the order of the log.

    ``progress`` is called with the number of rows read. Raises ``BadInputError`` where the file
    can't be such a log at all; single bad rows are left out and counted.
    """
    cases: dict[str, _Open] = {}
    rejections: list[tuple[int, str]] = []
    rejected = rows = 0
    try:
        with _open(path) as stream:
            reader = csv.reader(_lines(stream, path))
            places = _header(next(reader, []), columns, path)
            for row in reader:
                rows += 1
                reason = _take(row, places, columns, cases)
                if reason is not None:
                    rejected += 1
                    if len(rejections) < REJECTED_SHOWN:
                        rejections.append((reader.line_num, reason))
                if progress is not None and rows % 2_000 == 0:
                    progress(rows)
    except FileNotFoundError as error:
        raise BadInputError(f"There is no file {path}.", action="Check the path.") from error
    except (UnicodeDecodeError, csv.Error, EOFError, gzip.BadGzipFile, OSError) as error:
        raise BadInputError(
            f"{path} can't be read as a ticket log: {error}.",
            action="Give a CSV file in UTF-8, plain or gzipped, with a header line.",
        ) from error
    if not cases:
        raise BadInputError(
            f"{path} holds no case that can be read.",
            action="Give a log with one row an update and dates as day/month/year.",
        )
    order = sorted(cases.items(), key=lambda item: item[1].opened)
    return History(
        tuple(_close(number, case) for number, case in order), rows, rejected, tuple(rejections)
    )


def _open(path: Path) -> IO[str]:
    with path.open("rb") as probe:
        packed = probe.read(2) == b"\x1f\x8b"
    if packed:
        return io.TextIOWrapper(gzip.open(path, "rb"), encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _lines(stream: IO[str], path: Path) -> Iterator[str]:
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            raise BadInputError(
                f"{path} has a line of more than {LONGEST_LINE:,} characters.",
                action="Give a CSV file with one row a line.",
            )
        yield line


def _header(header: list[str], columns: Columns, path: Path) -> dict[str, int]:
    places = {name.strip(): place for place, name in enumerate(header)}
    missing = [name for name in columns.all() if name not in places]
    if missing:
        raise BadInputError(
            f"{path} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.",
            action="The header needs " + ", ".join(columns.all()) + ".",
        )
    return {**places, "": len(header)}


def _take(
    row: list[str], places: dict[str, int], columns: Columns, cases: dict[str, _Open]
) -> str | None:
    """Take one row in, or say why not."""
    if len(row) != places[""]:
        return f"{len(row)} columns where the header has {places['']}"
    number = row[places[columns.case]].strip()
    if number in UNKNOWN:
        return "no case number"
    held = cases.get(number)
    try:
        resolved = _date(row[places[columns.resolved]])
        closed = _date(row[places[columns.closed]])
        if held is None:
            opened = _date(row[places[columns.opened]])
            if opened is None:
                return "no time of opening"
            inputs = tuple(row[places[name]].strip() for name in columns.inputs)
            held = cases[number] = _Open(opened, inputs)
    except ValueError as error:
        return str(error)
    held.resolved = resolved or held.resolved
    held.closed = closed or held.closed
    unit = row[places[columns.unit]].strip()
    if unit not in UNKNOWN:
        held.first_unit = held.first_unit or unit
        held.unit = unit
        held.units.add(unit)
    person = row[places[columns.person]].strip()
    if person not in UNKNOWN:
        held.person = person
    return None


def _close(number: str, case: _Open) -> LoggedCase:
    return LoggedCase(
        number=number,
        opened=case.opened,
        inputs=case.inputs,
        first_unit=case.first_unit,
        unit=case.unit,
        person=case.person,
        done=case.resolved or case.closed,
        units=len(case.units),
    )


def _date(text: str) -> datetime | None:
    """``None`` for unknown; raises ``ValueError`` for what is no date."""
    value = text.strip()
    if value in UNKNOWN:
        return None
    # the log's own format by hand: strptime alone would double the time of reading
    try:
        day, _, clock = value.partition(" ")
        date, month, year = day.split("/")
        hour, minute = clock.split(":")
        return datetime(int(year), int(month), int(date), int(hour), int(minute))  # noqa: DTZ001 - the log has no zone
    except ValueError:
        return parse_time(value)


def parse_time(text: str) -> datetime:
    """A time as logs write it (``15/4/2016 09:30``) or ISO 8601; a zone is left out of account.

    Raises ``ValueError`` for anything else.
    """
    value = text.strip()
    for pattern in _DATES:
        try:
            return datetime.strptime(value, pattern)  # noqa: DTZ007 - the log has no zone
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        raise ValueError(f"{value[:40]!r} is no time") from None
