"""Which Neo4j runs on a data folder, and which processes use it.

``neo4j.json`` is read and written only by the holder of ``neo4j.lock``, which is held for as long
as a decision takes (start, adopt, stop), so that one Neo4j at most runs on a folder. Nothing here
needs a process to end well: whoever was killed is recognised by pid and start time.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson
import psutil
from filelock import FileLock, Timeout

from netsvc.errors import ConfigurationError
from netsvc.graph.embedded import folders
from netsvc.graph.embedded.config import home_argument
from netsvc.graph.embedded.releases import order

STATE_FILE = "neo4j.json"
LOCK_FILE = "neo4j.lock"
VERSION_FILE = "neo4j.version"
_CLOCK_TOLERANCE = 5.0


@dataclass(frozen=True)
class User:
    """A process that uses the Neo4j; ``created`` is its start in seconds since 1970."""

    pid: int
    created: float
    token: str
    command: str = ""

    @classmethod
    def me(cls, token: str) -> User:
        """This process; ``token`` tells its several users apart."""
        command = " ".join(["netsvc", *sys.argv[1:3]])
        return cls(os.getpid(), psutil.Process().create_time(), token, command)

    def lives(self) -> bool:
        """Whether that very process is still there."""
        return process(self.pid, self.created) is not None


@dataclass(frozen=True)
class State:
    """What is known of a data folder's Neo4j; ``keep``: it stays when its last user leaves."""

    pid: int = 0
    created: float = 0.0
    port: int = 0
    version: str = ""
    keep: bool = False
    users: tuple[User, ...] = field(default=())

    @classmethod
    def read(cls, data_dir: Path) -> State:
        """The state with users that are gone left out; a damaged file counts as none."""
        try:
            raw: dict[str, Any] = orjson.loads((data_dir / STATE_FILE).read_bytes())
            users = tuple(User(**user) for user in raw.pop("users"))
            state = cls(**raw, users=users)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return cls()
        return replace(state, users=tuple(user for user in state.users if user.lives()))

    def write(self, data_dir: Path) -> None:
        """Replace the file at once."""
        folders.write_private(data_dir / STATE_FILE, orjson.dumps(asdict(self)).decode())


def process(pid: int, created: float) -> psutil.Process | None:
    """The living process with this pid and start time, if there is one."""
    try:
        found = psutil.Process(pid)
        if abs(found.create_time() - created) > _CLOCK_TOLERANCE:
            return None
        return None if found.status() == psutil.STATUS_ZOMBIE else found
    except psutil.Error:
        return None


def running(state: State, home: Path) -> psutil.Process | None:
    """The Neo4j of this folder, if it runs: the one in the state, or one whose start went unseen.

    A netsvc killed between starting Java and writing the state leaves one that only its command
    line gives away.
    """
    if state.pid:
        found = process(state.pid, state.created)
        if found is not None and is_ours(found, home):
            return found
    return next((p for p in psutil.process_iter() if is_ours(p, home)), None)


def is_ours(candidate: psutil.Process, home: Path) -> bool:
    """Whether this process is the Neo4j of this folder and alive."""
    try:
        if candidate.status() == psutil.STATUS_ZOMBIE:
            return False
        return home_argument(home) in candidate.cmdline()
    except (psutil.Error, OSError):
        return False


def require_version(data_dir: Path, version: str) -> None:
    """Refuse data that a newer Neo4j wrote; record the version that opens it now."""
    file = data_dir / VERSION_FILE
    seen = file.read_text(encoding="utf-8").strip() if file.exists() else ""
    if order(seen) > order(version):
        raise ConfigurationError(
            f"{data_dir} holds data of Neo4j {seen}; this netsvc starts Neo4j {version}, which is "
            "older and can't read it.",
            action="Use the netsvc that wrote it, or choose another folder with NETSVC_DATA_DIR.",
        )
    if seen != version:
        folders.write_private(file, version)


@asynccontextmanager
async def deciding(data_dir: Path, wait: float) -> AsyncIterator[None]:
    """Hold the data folder's lock; another process that starts or stops Neo4j is waited for."""
    lock = FileLock(data_dir / LOCK_FILE, mode=0o600, thread_local=False)
    loop = asyncio.get_running_loop()
    until = loop.time() + wait
    while not lock.is_locked:
        try:
            lock.acquire(blocking=False)
        except Timeout:
            if loop.time() > until:
                raise ConfigurationError(
                    f"Another netsvc has held {data_dir / LOCK_FILE} for {wait:.0f} s.",
                    action="Wait for it, stop it, or choose another folder with NETSVC_DATA_DIR.",
                ) from None
            await asyncio.sleep(0.1)
    try:
        yield
    finally:
        lock.release()
