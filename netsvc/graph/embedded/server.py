"""Start, adopt, supervise and stop the embedded Neo4j of one data folder."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import structlog

from netsvc.backoff import Backoff
from netsvc.errors import ConfigurationError, ConflictError, NetsvcError
from netsvc.graph.embedded import config, folders, launch, lock
from netsvc.graph.embedded.download import JarStore
from netsvc.graph.embedded.launch import Connection, Launch
from netsvc.graph.embedded.progress import DownloadProgress
from netsvc.graph.embedded.releases import DEFAULT_VERSION, Release, release
from netsvc.graph.embedded.state import State, User, deciding, require_version, running
from netsvc.ids import new_id

START_SECONDS = 180.0
DATA_SPARE_BYTES = 100_000_000
_DATA_SETTING = "NETSVC_DATA_DIR"
_WATCH_SECONDS = 0.25
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0

log = structlog.get_logger(__name__)

_left_running: list[subprocess.Popen[bytes]] = []
"""Neo4j processes that outlive this one on purpose; Python would warn when they are collected."""


@dataclass(frozen=True)
class Status:
    """What runs on a data folder; ``memory`` is resident bytes, ``since`` seconds since 1970."""

    running: bool
    pid: int = 0
    port: int = 0
    version: str = ""
    keep: bool = False
    since: float = 0.0
    memory: int = 0
    users: tuple[User, ...] = ()


class EmbeddedNeo4j:
    """One Neo4j with its data under ``data_dir``; jars are shared in ``jar_dir``.

    A Neo4j that already runs on the folder is adopted. The last user to leave stops it, unless
    ``netsvc db start`` asked to keep it. A user that was killed does not count as one.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        jar_dir: Path,
        version: str = DEFAULT_VERSION,
        heap: str = "512m",
        port: int = 0,
        jars: JarStore | None = None,
        progress: DownloadProgress | None = None,
        free: folders.FreeSpace = folders.free_space,
        start_seconds: float = START_SECONDS,
        conf: Sequence[str] = (),
    ) -> None:
        self.data_dir = data_dir.absolute()
        self.home = self.data_dir / "neo4j"
        self.heap = heap
        self._conf = conf
        self.release: Release = release(version)
        self.jars = jars or JarStore(jar_dir, version, lock.read(version), progress=progress)
        self._port = port
        self._free = free
        self._start_seconds = start_seconds
        self._token = new_id()
        self._process: psutil.Process | None = None
        self._popen: subprocess.Popen[bytes] | None = None
        self._wanted = False

    @property
    def version(self) -> str:
        return self.release.version

    @property
    def pid(self) -> int:
        """The pid of the running Neo4j, or 0."""
        return self._process.pid if self._process is not None and self.alive() else 0

    def alive(self) -> bool:
        """Whether the Neo4j that was started or adopted still runs."""
        if self._popen is not None:
            return self._popen.poll() is None
        return self._process is not None and launch.lives(self._process)

    async def start(self, *, keep: bool = False) -> Connection:
        """Start or adopt, wait until Bolt answers, and say how to connect.

        Raises ``ConfigurationError`` for what a person can set right (folder, disk, port, heap,
        version) and ``DatabaseUnavailableError`` when the download or the start fails.
        """
        self._wanted = True
        folders.make_folder(self.data_dir, _DATA_SETTING)
        with folders.writing(self.data_dir, _DATA_SETTING):
            async with self._deciding():
                connection = await self._adopt(keep=keep)
            if connection is None:
                require_version(self.data_dir, self.version)
                # outside the lock: a first download takes minutes
                class_path = await self.fetch()
                async with self._deciding():
                    connection = await self._adopt(keep=keep)
                    if connection is None:
                        connection = await self._launch(class_path, keep=keep)
        return connection

    async def fetch(self) -> list[Path]:
        """The class path, downloaded if it is not there yet; a cancelled download is resumable."""
        work = asyncio.create_task(asyncio.to_thread(self.jars.ensure))
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            self.jars.stop()
            await asyncio.wait([work])
            if not work.cancelled():
                work.exception()
            raise

    async def stop(self) -> None:
        """Leave; the last one to leave stops Neo4j unless it is to be kept."""
        self._wanted = False
        async with self._deciding():
            state = State.read(self.data_dir)
            others = tuple(user for user in state.users if user.token != self._token)
            if others or state.keep:
                replace(state, users=others).write(self.data_dir)
                if self._popen is not None:
                    _left_running.append(self._popen)
            else:
                await self._end(state)
        self._process = self._popen = None

    async def shut_down(self) -> bool:
        """Stop what runs on the folder, kept or not; False if nothing did.

        Raises ``ConflictError`` while a netsvc uses it: that one would start it again.
        """
        if not self.data_dir.exists():
            return False
        async with self._deciding():
            state = State.read(self.data_dir)
            found = running(state, self.home)
            if found is None:
                return False
            if state.users:
                user = state.users[0]
                raise ConflictError(
                    f"`{user.command}` (process {user.pid}) uses this Neo4j.",
                    action="Stop that first; Neo4j stops with its last user.",
                )
            await self._end(state)
            return True

    async def supervise(self) -> None:
        """Start Neo4j again, on the same port, whenever it dies; a task that ends with ``stop``.

        Meanwhile calls raise ``DatabaseUnavailableError``. After a failed start it waits longer
        each time, 30 s at most.
        """
        pause = _WATCH_SECONDS
        backoff = Backoff(_FIRST_PAUSE, longest=_LONGEST_PAUSE)
        while self._wanted:
            await asyncio.sleep(pause)
            pause = _WATCH_SECONDS
            try:
                if self.alive() or not self._wanted:
                    backoff.worked()
                    continue
                log.warning("neo4j_died", data_dir=str(self.data_dir), action="starting it again")
                await self.start()
            except NetsvcError as error:
                pause = backoff.failed()
                log.error("neo4j_restart_failed", reason=str(error), next_try_seconds=pause)  # noqa: TRY400 - the reason is the message, its stack says nothing more
            except Exception:
                # a disk or a process table that fails now may not fail in a minute
                pause = backoff.failed()
                log.exception("neo4j_restart_failed", next_try_seconds=pause)
            else:
                log.info("neo4j_restarted", pid=self.pid)

    def status(self) -> Status:
        """What runs on the folder now; changes nothing."""
        state = State.read(self.data_dir)
        found = running(state, self.home)
        if found is None:
            return Status(running=False, version=state.version)
        try:
            memory = found.memory_info().rss
        except psutil.Error:
            memory = 0
        return Status(
            running=True,
            pid=found.pid,
            port=state.port,
            version=state.version,
            keep=state.keep,
            since=state.created,
            memory=memory,
            users=state.users,
        )

    def _deciding(self) -> AbstractAsyncContextManager[None]:
        return deciding(self.data_dir, self._start_seconds + 30)

    def _connection(self, port: int) -> Connection:
        uri = f"bolt://{launch.LOOPBACK}:{port}"
        return Connection(uri, config.USER, config.password(self.data_dir))

    async def _adopt(self, *, keep: bool) -> Connection | None:
        state = State.read(self.data_dir)
        found = running(state, self.home)
        if found is None:
            return None
        others = [user for user in state.users if user.token != self._token]
        if found.pid == state.pid and state.version != self.version and others:
            raise ConfigurationError(
                f"Neo4j {state.version} runs on {self.data_dir} and is in use; "
                f"this netsvc wants {self.version}.",
                action="Stop the other netsvc first, or choose another folder with "
                f"{_DATA_SETTING}.",
            )
        if found.pid == state.pid and state.version == self.version:
            connection = self._connection(state.port)
            if await launch.answers(connection, found, self._start_seconds):
                self._process, self._popen, self._port = found, None, state.port
                self._join(replace(state, keep=state.keep or keep))
                return connection
        # of another version, deaf, or of a start that nobody saw through
        await launch.end(found)
        return None

    async def _launch(self, class_path: Sequence[Path], *, keep: bool) -> Connection:
        folders.require_space(self.data_dir, DATA_SPARE_BYTES, self._free)
        state = State.read(self.data_dir)
        port = launch.choose_port(self._port or state.port)
        if self._port and port != self._port:
            raise ConfigurationError(
                f"Port {self._port} of {launch.LOOPBACK} is taken, so Neo4j can't listen there.",
                action="Stop what listens there and start again.",
            )
        connection = self._connection(port)
        config.set_first_password(self.home, connection.password)
        attempt = Launch(self.release, self.home, port=port, heap=self.heap, conf=self._conf)
        popen = attempt.spawn(class_path, ())
        process = psutil.Process(popen.pid)
        try:
            started = replace(
                state,
                pid=popen.pid,
                created=process.create_time(),
                port=port,
                version=self.version,
                keep=state.keep or keep,
            )
            self._join(started)
            ready = await launch.answers(connection, process, self._start_seconds)
        except BaseException:
            # also Ctrl-C: nothing half started stays behind
            await asyncio.shield(self._discard(popen, process, state))
            raise
        if not ready:
            failure = attempt.explain(popen.poll())
            await self._discard(popen, process, state)
            raise failure
        self._process, self._popen, self._port = process, popen, port
        return connection

    async def _discard(
        self, popen: subprocess.Popen[bytes], process: psutil.Process, state: State
    ) -> None:
        await launch.end(process)
        popen.wait()
        replace(state, pid=0).write(self.data_dir)

    def _join(self, state: State) -> None:
        others = [user for user in state.users if user.token != self._token]
        replace(state, users=(*others, User.me(self._token))).write(self.data_dir)

    async def _end(self, state: State) -> None:
        found = running(state, self.home)
        if found is not None:
            await launch.end(found)
        if self._popen is not None:
            self._popen.wait()
        State(port=state.port, version=state.version).write(self.data_dir)
