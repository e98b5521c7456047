"""Lines that were left out, each with where, what was seen and what was expected."""

from __future__ import annotations

import csv
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple

from netsvc.identity.scrubbing import scrub

SHOWN = 80
HEADER = ("line", "column", "seen", "expected")


class Reject(NamedTuple):
    """A value that can't be used."""

    line: int
    column: str
    seen: str
    expected: str


class RejectFile:
    """A CSV file beside the input; it exists only where something was rejected."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file: IO[str] | None = None

    def __enter__(self) -> RejectFile:
        self.path.unlink(missing_ok=True)
        return self

    def add(self, reject: Reject) -> None:
        """Write one line; what was seen is shortened and scrubbed."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8", newline="")
            csv.writer(self._file, lineterminator="\n").writerow(HEADER)
        seen = scrub(reject.seen)
        if len(seen) > SHOWN:
            seen = seen[: SHOWN - 1] + "…"
        row = (reject.line, reject.column, seen, reject.expected)
        csv.writer(self._file, lineterminator="\n").writerow(row)
        self.count += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
