"""Lines that were left out, each with where, what was seen and what was expected."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple

from netsvc.errors import BadInputError
from netsvc.identity.scrubbing import scrub

SHOWN = 80
HEADER = ("line", "column", "seen", "expected")
_FIRST_LINE = (",".join(HEADER) + "\n").encode()


class Reject(NamedTuple):
    """A value that can't be used."""

    line: int
    column: str
    seen: str
    expected: str


class RejectFile:
    """A CSV file; it exists only where something was rejected, and whole or not at all.

    It takes the place of an earlier one of its kind, and of no other file: entering raises
    ``BadInputError`` where ``path`` is ``source``, is something else than rejected lines, or
    lies in no folder. Until it is left without an error nothing of it is at ``path``.
    """

    def __init__(self, path: Path, *, source: Path) -> None:
        self.path = path
        self.count = 0
        self._source = source
        self._file: IO[str] | None = None

    def __enter__(self) -> RejectFile:
        try:
            problem = self._problem()
        except OSError as error:
            problem = f"can't be used: {error.strerror}"
        if problem:
            raise _refuse(self.path, f"{problem}, so nothing was changed")
        return self

    def _problem(self) -> str | None:
        if not self.path.parent.is_dir():
            return "lies in a folder that does not exist"
        if not self.path.exists():
            return None
        if self._source.exists() and self.path.samefile(self._source):
            return "is the file that is to be read"
        if not self.path.is_file():
            return "is no plain file"
        with self.path.open("rb") as file:
            start = file.read(len(_FIRST_LINE))
        return None if start in (b"", _FIRST_LINE) else "holds something else than rejected lines"

    def add(self, reject: Reject) -> None:
        """Write one line; what was seen is shortened and scrubbed.

        Raises ``BadInputError`` where it can't be written.
        """
        seen = scrub(reject.seen)
        if len(seen) > SHOWN:
            seen = seen[: SHOWN - 1] + "…"
        row = (reject.line, reject.column, seen, reject.expected)
        try:
            csv.writer(self._opened(), lineterminator="\n").writerow(row)
        except OSError as error:
            raise _refuse(self.path, f"can't be written: {error.strerror}") from error
        self.count += 1

    def _opened(self) -> IO[str]:
        if self._file is None:
            self._file = tempfile.NamedTemporaryFile(  # noqa: SIM115  # closed when left
                "w",
                encoding="utf-8",
                newline="",
                dir=self.path.parent,
                prefix=f".{self.path.name}.",
                delete=False,
            )
            csv.writer(self._file, lineterminator="\n").writerow(HEADER)
        return self._file

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._leave(whole=error is None)
        except OSError as problem:
            if error is None:
                text = f"can't be written: {problem.strerror}"
                raise _refuse(self.path, text) from problem

    def _leave(self, *, whole: bool) -> None:
        if self._file is None:
            if whole:
                self.path.unlink(missing_ok=True)
            return
        beside = Path(self._file.name)
        try:
            self._file.close()
            if whole:
                beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)


def _refuse(path: Path, seen: str) -> BadInputError:
    return BadInputError(
        f"The file of rejected lines, {path.name}, {seen}.",
        action="Name another file for them with --rejected.",
    )
