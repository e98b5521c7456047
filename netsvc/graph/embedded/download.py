"""Fetch the jars of a pinned Neo4j: in parallel, resumable, hashes checked, once.

Every jar is hashed against the lock file at each start (some 0.2 s), so a damaged or exchanged
file is found and fetched again before Java sees it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import ssl
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
from filelock import FileLock, Timeout

from netsvc.errors import ConfigurationError, DatabaseUnavailableError
from netsvc.graph.embedded import extras, folders
from netsvc.graph.embedded.lock import Artifact
from netsvc.graph.embedded.progress import DownloadProgress, progress_for_terminal

CONNECTIONS = 8
ATTEMPTS = 3
SPARE_BYTES = 50_000_000
_CACHE_SETTING = "XDG_CACHE_HOME"


class StoppedError(Exception):
    """The caller gave up; what is downloaded so far stays for the next time."""


class JarStore:
    """The jars of one Neo4j version below ``jar_dir``.

    ``repository`` is the root of a Maven repository; ``local`` are Maven repositories on this
    machine, whose files are used if their hashes are right.
    """

    def __init__(
        self,
        jar_dir: Path,
        version: str,
        artifacts: Sequence[Artifact],
        *,
        repository: str | None = None,
        local: Sequence[Path] | None = None,
        progress: DownloadProgress | None = None,
        free: folders.FreeSpace = folders.free_space,
        wait_between_attempts: float = 0.5,
    ) -> None:
        self.folder = jar_dir / "neo4j" / version
        self.version = version
        self.artifacts = tuple(artifacts)
        self.repository = (repository or extras.repository()).rstrip("/")
        self.local = (extras.local_repository(),) if local is None else tuple(local)
        self.progress = progress or progress_for_terminal()
        self._free = free
        self._wait = wait_between_attempts
        self._stop = threading.Event()

    def stop(self) -> None:
        """Make ``ensure`` in another thread end soon with ``StoppedError``."""
        self._stop.set()

    def path(self, artifact: Artifact) -> Path:
        """Where this jar lies."""
        return self.folder / artifact.folder / artifact.file_name

    def ensure(self) -> list[Path]:
        """The class path, every jar present and as the lock file says.

        Raises ``DatabaseUnavailableError`` where the network fails and ``ConfigurationError``
        where the folder can't be written to, the disk is full or a hash stays wrong.
        """
        if self._missing():
            folders.make_folder(self.folder, _CACHE_SETTING)
            with self._turn(), folders.writing(self.folder, _CACHE_SETTING):
                missing = self._missing()
                if missing:
                    self._fetch_all(missing)
        return sorted(map(self.path, self.artifacts))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        lock = FileLock(self.folder / ".lock", mode=0o600)
        told = False
        while not lock.is_locked:
            if self._stop.is_set():
                raise StoppedError
            try:
                lock.acquire(timeout=0.3)
            except Timeout:
                if not told:
                    self.progress.say("Another netsvc is downloading Neo4j; waiting for it.")
                    told = True
        try:
            yield
        finally:
            lock.release()

    def _missing(self) -> list[Artifact]:
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            right = pool.map(lambda a: is_right(self.path(a), a), self.artifacts)
            return [a for a, ok in zip(self.artifacts, right, strict=True) if not ok]

    def _fetch_all(self, missing: list[Artifact]) -> None:
        for folder in {self.path(artifact).parent for artifact in missing}:
            folder.mkdir(exist_ok=True)
        todo = [artifact for artifact in missing if not self._take_local(artifact)]
        if not todo:
            return
        total = sum(artifact.size for artifact in todo)
        have = sum(_size(_part(self.path(artifact))) for artifact in todo)
        folders.require_space(self.folder, total - have + SPARE_BYTES, self._free)
        self.progress.begin(f"Neo4j {self.version}, once ({len(todo)} files)", total)
        try:
            with _client() as client, ThreadPoolExecutor(CONNECTIONS) as pool:
                futures = [pool.submit(self._fetch, client, artifact) for artifact in todo]
                try:
                    for future in futures:
                        future.result()
                except BaseException:
                    self._stop.set()
                    pool.shutdown(cancel_futures=True)
                    raise
        finally:
            self.progress.end()

    def _take_local(self, artifact: Artifact) -> bool:
        for repository in self.local:
            source = repository / artifact.repository_path
            if is_right(source, artifact):
                part = _part(self.path(artifact))
                shutil.copyfile(source, part)
                if is_right(part, artifact):
                    part.replace(self.path(artifact))
                    return True
        return False

    def _fetch(self, client: httpx.Client, artifact: Artifact) -> None:
        part = _part(self.path(artifact))
        meter = _Meter(self.progress)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                self._download(client, artifact, part, meter)
            except (httpx.HTTPError, httpx.StreamError) as error:
                if attempt == ATTEMPTS or _is_final(error):
                    raise self._network_error(artifact, error) from error
                if self._stop.wait(self._wait * 2**attempt):
                    raise StoppedError from None
                continue
            if is_right(part, artifact):
                part.replace(self.path(artifact))
                return
            part.unlink()
        raise ConfigurationError(
            f"{artifact.file_name} was downloaded {ATTEMPTS} times, and each time it was not the "
            "file that netsvc expects (its sha256 differs).",
            action="Something on the way, such as a proxy, may replace it; "
            "try from another network.",
        )

    def _download(
        self, client: httpx.Client, artifact: Artifact, part: Path, meter: _Meter
    ) -> None:
        have = _size(part)
        if have >= artifact.size:
            # complete, or too long to be right: the hash decides
            meter.reach(artifact.size)
            return
        headers = {"Range": f"bytes={have}-"} if have else {}
        url = f"{self.repository}/{artifact.repository_path}"
        with client.stream("GET", url, headers=headers) as response:
            response.raise_for_status()
            resumed = have > 0 and response.status_code == httpx.codes.PARTIAL_CONTENT
            position = have if resumed else 0
            with part.open("ab" if resumed else "wb") as file:
                # pieces as they come: a lost connection costs nothing that had arrived
                for chunk in response.iter_raw():
                    if self._stop.is_set():
                        raise StoppedError
                    file.write(chunk)
                    position += len(chunk)
                    meter.reach(position)

    def _network_error(self, artifact: Artifact, error: Exception) -> DatabaseUnavailableError:
        what = (
            f"the repository answered {error.response.status_code}"
            if isinstance(error, httpx.HTTPStatusError)
            else str(error) or type(error).__name__
        )
        return DatabaseUnavailableError(
            f"Neo4j {self.version} is needed once and could not be downloaded: "
            f"{artifact.file_name}: {what}.",
            action="Connect to the network (HTTPS_PROXY is honoured) and start again; it goes on "
            f"where it stopped, in {self.folder}. Or set NETSVC_NEO4J_URI to a Neo4j of yours.",
        )


class _Meter:
    """Counts each byte of one file once, however often it is fetched."""

    def __init__(self, progress: DownloadProgress) -> None:
        self._progress = progress
        self._shown = 0

    def reach(self, position: int) -> None:
        if position > self._shown:
            self._progress.advance(position - self._shown)
            self._shown = position


def is_right(path: Path, artifact: Artifact) -> bool:
    """Whether the file is there with the locked size and sha256."""
    if _size(path) != artifact.size:
        return False
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == artifact.sha256
    except OSError:
        return False


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _is_final(error: Exception) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code not in (408, 429) and error.response.status_code < 500
    return False


def _client() -> httpx.Client:
    # httpx reads the proxy variables and SSL_CERT_FILE; the two others are what pip and curl read
    bundle = next(
        (
            os.environ[name]
            for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
            if os.environ.get(name)
        ),
        None,
    )
    verify: ssl.SSLContext | bool = ssl.create_default_context(cafile=bundle) if bundle else True
    return httpx.Client(
        verify=verify,
        timeout=httpx.Timeout(30.0, connect=10.0),
        limits=httpx.Limits(max_connections=CONNECTIONS),
        follow_redirects=True,
        headers={"User-Agent": "netsvc", "Accept-Encoding": "identity"},
    )
