"""Read a table line by line, and say early and exactly why a file can't be one."""

from __future__ import annotations

import csv
import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedIOBase, BufferedReader
from pathlib import Path
from typing import NamedTuple

from netsvc.errors import BadInputError

LONGEST_LINE = 256 * 1024
_GZIP = b"\x1f\x8b"


class Line(NamedTuple):
    """One row of the table; ``number`` is the line of the file on which it ends."""

    number: int
    values: dict[str, str]
    problem: str | None


class TableReader:
    """A CSV file, plain or gzip, read in one pass with bounded memory.

    Raises ``BadInputError`` where the file is missing, empty, binary, in another encoding, has no
    line end within 256 KiB, lacks a column, or breaks off.
    """

    def __init__(
        self, path: Path, required: Iterable[str], *, encoding: str = "utf-8", delimiter: str = ","
    ) -> None:
        self._path = path
        self._required = tuple(required)
        self._encoding = encoding
        self._delimiter = delimiter
        self._digest = hashlib.sha256()

    @property
    def digest(self) -> str:
        """SHA-256 of the text read so far."""
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[Line]:
        self._digest = hashlib.sha256()
        with _opened(self._path) as file:
            rows = csv.reader(self._lines(file), delimiter=self._delimiter, strict=True)
            try:
                header = next(rows, None)
                columns = self._checked(header)
                for row in rows:
                    if not row:
                        continue
                    problem = None
                    if len(row) != len(columns):
                        problem = f"{len(row)} fields where the header has {len(columns)}"
                    yield Line(rows.line_num, dict(zip(columns, row, strict=False)), problem)
            except csv.Error as error:
                raise BadInputError(
                    f"{self._path.name}, line {rows.line_num}: {error}.",
                    action="Check the quotation marks there. Nothing was changed.",
                ) from error

    def _checked(self, header: list[str] | None) -> list[str]:
        if not header:
            raise _refuse(self._path, "is empty", "Export the table again.")
        columns = [name.strip().removeprefix("\ufeff") for name in header]
        missing = [name for name in self._required if name not in columns]
        if missing:
            raise _refuse(
                self._path,
                f"has no column {', '.join(missing)}; it has {', '.join(columns)[:200]}",
                "Rename the columns, or describe them with --mapping.",
            )
        doubled = sorted({name for name in columns if columns.count(name) > 1})
        if doubled:
            raise _refuse(
                self._path, f"has the column {', '.join(doubled)} twice", "Keep one of them."
            )
        return columns

    def _lines(self, file: BufferedIOBase) -> Iterator[str]:
        number = 0
        while line := _next_line(file, self._path):
            number += 1
            if len(line) >= LONGEST_LINE:
                raise _refuse(
                    self._path,
                    f"has on line {number} no line end within {LONGEST_LINE // 1024} KiB",
                    "A table has one record a line.",
                )
            if b"\x00" in line:
                raise _refuse(
                    self._path, f"holds binary data on line {number}", "Give a CSV text file."
                )
            self._digest.update(line)
            try:
                yield line.decode(self._encoding)
            except UnicodeDecodeError as error:
                seen = f"byte {error.object[error.start]:#x}"
                raise _refuse(
                    self._path,
                    f"is not {self._encoding} on line {number} ({seen})",
                    f"Save it as {self._encoding}, or name its encoding with --mapping.",
                ) from error


def _next_line(file: BufferedIOBase, path: Path) -> bytes:
    try:
        return file.readline(LONGEST_LINE)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _refuse(path, "is a gzip file that breaks off", "Copy it again.") from error


def _opened(path: Path) -> BufferedIOBase:
    try:
        file = path.open("rb")
    except OSError as error:
        raise _refuse(path, f"can't be read: {error.strerror}", "Check the path.") from error
    start = file.peek(2)[:2]
    if not start:
        file.close()
        raise _refuse(path, "is empty", "Export the table again.")
    if start == _GZIP:
        return _Unzipped(file)
    return file


class _Unzipped(gzip.GzipFile):
    """Closes the file beneath it too, which ``GzipFile`` leaves open when it is given one."""

    def __init__(self, file: BufferedReader) -> None:
        super().__init__(fileobj=file)
        self._beneath = file

    def close(self) -> None:
        super().close()
        self._beneath.close()


def _refuse(path: Path, seen: str, action: str) -> BadInputError:
    return BadInputError(f"{path.name} {seen}.", action=f"{action} Nothing was changed.")
