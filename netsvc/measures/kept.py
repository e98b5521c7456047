"""The snapshot that is kept in the data folder, so that a service that starts again has figures.

One file: a line that says what it is, then what was read from the graph, compressed. It is written
beside and moved into place when it is whole, so an interrupted one is never found; one that is
damaged, of another format or of another database is not used, and is made again.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson
import structlog

from netsvc.settings import Settings

FORMAT = 2
NAME = "insights.snapshot"

_log = structlog.get_logger("netsvc.measures")


@dataclass(frozen=True)
class Head:
    """What a kept snapshot is: when it was read (milliseconds since 1970), from which database,
    how many cases it holds and the SHA-256 of what follows. ``format`` changes with what is read.
    """

    now: int
    database: str
    cases: int
    sha256: str
    format: int = FORMAT


@dataclass(frozen=True)
class Kept:
    """A snapshot from the file: the answer of each statement, as it came from the graph."""

    head: Head
    rows: Sequence[Sequence[dict[str, Any]]]


class SnapshotFile:
    """``database`` names the graph that the snapshot is of."""

    @classmethod
    def of_settings(cls, settings: Settings) -> SnapshotFile:
        """In the user's data folder."""
        return cls(
            settings.data_dir, f"{settings.neo4j_uri or 'embedded'} {settings.neo4j_database}"
        )

    def __init__(self, folder: Path, database: str) -> None:
        self.path = folder / NAME
        self.database = database

    def load(self) -> Kept | None:
        """The snapshot, or None where there is none that can be used; the log says why."""
        try:
            first, _, body = self.path.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("snapshot_not_used", reason=error.strerror)
            return None
        try:
            head = Head(**orjson.loads(first))
            reason = self._unusable(head, body)
            rows = [] if reason else orjson.loads(zlib.decompress(body))
        except (ValueError, TypeError, zlib.error):
            reason, rows = "damaged", []
        if reason:
            _log.warning("snapshot_not_used", reason=reason)
            return None
        return Kept(head, rows)

    def _unusable(self, head: Head, body: bytes) -> str | None:
        checks = (
            (head.format == FORMAT, "of another version"),
            (head.database == self.database, "of another database"),
            (hashlib.sha256(body).hexdigest() == head.sha256, "damaged"),
        )
        return next((reason for holds, reason in checks if not holds), None)

    def save(self, now: int, cases: int, rows: Sequence[Sequence[dict[str, Any]]]) -> Head:
        """Put it in place of the one before; raises ``OSError`` where that can't be written."""
        body = zlib.compress(orjson.dumps(rows), 1)
        head = Head(now, self.database, cases, hashlib.sha256(body).hexdigest())
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(f"{NAME}.{os.getpid()}.part")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(orjson.dumps(asdict(head)) + b"\n")
                out.write(body)
                out.flush()
                os.fsync(out.fileno())
            beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)
        return head
