"""The snapshot that is kept in the data folder, so that a service that starts again has figures.

One file of segments, each a line that says what it is and then rows of the graph, compressed. The
first one holds everything; each later one holds the cases that had changed since, in place of what
was known of them. The first is written beside and moved into place when it is whole; one that was
interrupted while it was added is cut off, and what came before it is used. A file that is damaged
at its beginning, of another format or of another database is not used, and is made again.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson
import structlog

from netsvc.measures.history import Directory, Rows, shared
from netsvc.settings import Settings

FORMAT = 4
NAME = "insights.snapshot"
MOST = 500
"""Segments after which the file is written anew as one."""

_log = structlog.get_logger("netsvc.measures")


@dataclass(frozen=True)
class Standing:
    """How the graph stood: ``now`` when it was read, and ``whole_at`` when all of it was read
    (milliseconds since 1970), how many cases it held, the version of its directory, and the moment
    of the last audit record that was ``through``."""

    now: int
    cases: int
    directory: int
    through: int
    whole_at: int


@dataclass(frozen=True)
class Segment:
    """Rows of everything, or of ``cases`` in place of what was known of them."""

    standing: Standing
    rows: Rows
    directory: Directory
    cases: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Kept:
    """A snapshot from the file: rows as they came from the graph. ``segments`` is its version: how
    many times something was added since everything was read, and once for that."""

    standing: Standing
    rows: dict[str, list[list[Any]]]
    directory: Directory
    segments: int


@dataclass(frozen=True)
class _Head:
    """``before`` is the hash of the segment that this one goes on from."""

    standing: dict[str, int]
    database: str
    length: int
    sha256: str
    before: str
    format: int = FORMAT


@dataclass
class _Read:
    """What was found in the file up to where it is whole."""

    segments: list[Segment] = field(default_factory=list)
    end: int = 0
    last: str = ""
    reason: str | None = None


class SnapshotFile:
    """Of one database; a file of another one is not used. One call at a time."""

    @classmethod
    def of_settings(cls, settings: Settings) -> SnapshotFile:
        """In the user's data folder."""
        return cls(
            settings.data_dir, f"{settings.neo4j_uri or 'embedded'} {settings.neo4j_database}"
        )

    def __init__(self, folder: Path, database: str) -> None:
        self.path = folder / NAME
        self.database = database
        self._last = ""
        self._end = 0
        self._count = 0
        self._directory: Directory | None = None

    def load(self) -> Kept | None:
        """The snapshot, or None where there is none that can be used; the log says why."""
        try:
            found = self._read(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("snapshot_not_used", reason=error.strerror)
            return None
        if not found.segments:
            _log.warning("snapshot_not_used", reason=found.reason)
            return None
        if found.reason:
            _log.warning("snapshot_cut", reason=found.reason, segments=len(found.segments))
        latest = found.segments[-1]
        self._last, self._end, self._count = found.last, found.end, len(found.segments)
        self._directory = latest.directory
        return Kept(
            latest.standing, _together(found.segments), latest.directory, len(found.segments)
        )

    def _read(self, content: bytes) -> _Read:
        found = _Read()
        while found.end < len(content):
            line, _, rest = content[found.end :].partition(b"\n")
            segment: Segment | str
            try:
                head = _Head(**orjson.loads(line))
                segment = self._segment(head, rest[: head.length], found)
            except (ValueError, TypeError, KeyError, zlib.error):
                segment = "damaged"
            if isinstance(segment, str):
                found.reason = segment
                break
            found.segments.append(segment)
            found.end += len(line) + 1 + head.length
            found.last = head.sha256
        else:
            if not found.segments:
                found.reason = "damaged"
        return found

    def _segment(self, head: _Head, body: bytes, so_far: _Read) -> Segment | str:
        checks = (
            (head.format == FORMAT, "of another version"),
            (head.database == self.database, "of another database"),
            (head.before == so_far.last, "damaged"),
            (_hash(body, head.standing) == head.sha256, "damaged"),
        )
        reason = next((reason for holds, reason in checks if not holds), None)
        if reason:
            return reason
        held = orjson.loads(zlib.decompress(body))
        cases = held["cases"]
        if (cases is None) == bool(so_far.segments):
            return "damaged"
        directory = (
            Directory(**held["directory"])
            if held["directory"] is not None
            else so_far.segments[-1].directory
        )
        return Segment(
            Standing(**head.standing),
            held["rows"],
            directory,
            None if cases is None else tuple(cases),
        )

    def keep(self, segment: Segment) -> bool:
        """Put everything in place of the file before, or add what changed to it.

        False where it could not be added, because the file is not as this process left it:
        everything is to be kept next. Raises ``OSError`` where the file can't be written.
        """
        if segment.cases is None:
            self._write(segment)
            return True
        if not self._last or not self.path.exists() or self.path.stat().st_size < self._end:
            self._last = ""
            return False
        head, body, digest = self._packed(segment, self._last)
        with self.path.open("r+b") as out:
            # what an interrupted addition left is written over
            out.truncate(self._end)
            out.seek(self._end)
            out.write(head + body)
            out.flush()
            os.fsync(out.fileno())
        self._last, self._directory = digest, segment.directory
        self._end += len(head) + len(body)
        self._count += 1
        if self._count > MOST:
            self.fold()
        return True

    def fold(self) -> None:
        """Write the segments as one; the snapshot stays what it is."""
        found = self.load()
        if found is not None:
            self._write(Segment(found.standing, found.rows, found.directory))

    def _write(self, segment: Segment) -> None:
        head, body, digest = self._packed(segment, "")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(f"{NAME}.{os.getpid()}.part")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(head)
                out.write(body)
                out.flush()
                os.fsync(out.fileno())
            beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)
        self._last, self._directory = digest, segment.directory
        self._end, self._count = len(head) + len(body), 1

    def _packed(self, segment: Segment, before: str) -> tuple[bytes, bytes, str]:
        standing = asdict(segment.standing)
        same = bool(before) and segment.directory == self._directory
        held = {
            "cases": segment.cases,
            "rows": segment.rows,
            # large beside a day's changes, and mostly as it was
            "directory": None if same else vars(segment.directory),
        }
        body = zlib.compress(orjson.dumps(held), 1)
        digest = _hash(body, standing)
        head = _Head(standing, self.database, len(body), digest, before)
        return orjson.dumps(asdict(head)) + b"\n", body, digest


def _hash(body: bytes, standing: dict[str, int]) -> str:
    return hashlib.sha256(orjson.dumps(standing) + body).hexdigest()


def _together(segments: Sequence[Segment]) -> dict[str, list[list[Any]]]:
    """The rows of each case from the last segment that has it."""
    last = {case: place for place, segment in enumerate(segments) for case in segment.cases or ()}
    found: dict[str, list[list[Any]]] = {}
    texts: dict[str, str] = {}
    for place, segment in enumerate(segments):
        for kind, rows in segment.rows.items():
            valid = [row for row in rows if last.get(row[0], 0) == place]
            found.setdefault(kind, []).extend(shared(valid, texts))
    return found
