"""Fetching Neo4j's jars, from a small Maven repository on loopback."""

from __future__ import annotations

import hashlib
import http.server
import io
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from netsvc.errors import ConfigurationError, DatabaseUnavailableError
from netsvc.graph.embedded import DEFAULT_VERSION, LTS_VERSION, lock
from netsvc.graph.embedded.download import JarStore, StoppedError
from netsvc.graph.embedded.lock import Artifact
from netsvc.graph.embedded.progress import PlainProgress, progress_for_terminal


class Repository:
    """Serves bytes by path, with ranges; counts and can spoil what it serves."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, str | None]] = []
        self.cut_once: set[str] = set()
        self.status: dict[str, list[int]] = {}
        self.ranges = True
        self._lock = threading.Lock()
        repository = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                repository.answer(self)

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/maven"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, request: http.server.BaseHTTPRequestHandler) -> None:
        path = request.path.removeprefix("/maven/")
        wanted = request.headers.get("Range")
        with self._lock:
            self.asked.append((path, wanted))
            status = self.status.get(path, [])
            if status:
                request.send_error(status.pop(0))
                return
            cut = path in self.cut_once
            self.cut_once.discard(path)
        content = self.files[path]
        start = 0
        if wanted and self.ranges:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
            request.send_response(206)
            request.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        else:
            request.send_response(200)
        body = content[start:]
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body[: len(body) // 2] if cut else body)


@pytest.fixture
def repository() -> Iterator[Repository]:
    made = Repository()
    yield made
    made.close()


@pytest.fixture
def artifacts(repository: Repository) -> list[Artifact]:
    """Twelve small jars, one with a classifier, in both folders."""
    made = []
    for number in range(12):
        content = f"jar {number} ".encode() * 20_000
        artifact = Artifact(
            "jars" if number < 2 else "modules",
            "org.example.part",
            f"part{number}",
            "1.0",
            "linux-x86_64" if number == 5 else "",
            len(content),
            hashlib.sha256(content).hexdigest(),
        )
        repository.files[artifact.repository_path] = content
        made.append(artifact)
    return made


class Told:
    """Remembers what a download said."""

    def __init__(self) -> None:
        self.total = self.done = self.ends = 0
        self.texts: list[str] = []
        self._lock = threading.Lock()

    def begin(self, what: str, total: int) -> None:
        self.total = total

    def advance(self, size: int) -> None:
        with self._lock:
            self.done += size

    def say(self, text: str) -> None:
        self.texts.append(text)

    def end(self) -> None:
        self.ends += 1


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def store(
    tmp_path: Path, repository: Repository, artifacts: list[Artifact], told: Told
) -> JarStore:
    return make_store(tmp_path, repository.url, artifacts, told)


def make_store(
    jar_dir: Path, url: str, artifacts: list[Artifact], told: Told, **more: object
) -> JarStore:
    return JarStore(
        jar_dir,
        "1.0",
        artifacts,
        repository=url,
        local=(),
        progress=told,
        wait_between_attempts=0.01,
        **more,  # type: ignore[arg-type]  # the tests' own short hand
    )


def test_fetches_all_then_nothing(
    store: JarStore, repository: Repository, artifacts: list[Artifact], told: Told
) -> None:
    paths = store.ensure()
    assert paths == sorted(store.folder / a.folder / a.file_name for a in artifacts)
    assert [path.read_bytes() for path in map(store.path, artifacts)] == [
        repository.files[a.repository_path] for a in artifacts
    ]
    total = sum(a.size for a in artifacts)
    assert (told.total, told.done, told.ends) == (total, total, 1)
    assert len(repository.asked) == 12
    assert not list(store.folder.rglob("*.part"))
    assert store.ensure() == paths
    assert len(repository.asked) == 12


def test_fetches_a_damaged_and_a_lost_jar_again(
    store: JarStore, repository: Repository, artifacts: list[Artifact]
) -> None:
    store.ensure()
    repository.asked.clear()
    damaged, lost, short = map(store.path, artifacts[:3])
    content = bytearray(damaged.read_bytes())
    content[1000] ^= 1
    damaged.write_bytes(content)
    lost.unlink()
    short.write_bytes(b"")
    store.ensure()
    assert sorted(repository.asked) == [(a.repository_path, None) for a in artifacts[:3]]
    assert damaged.read_bytes() == repository.files[artifacts[0].repository_path]


def test_goes_on_where_it_stopped(
    store: JarStore, repository: Repository, artifacts: list[Artifact], told: Told
) -> None:
    first = artifacts[0]
    repository.cut_once.add(first.repository_path)
    store.ensure()
    assert [asked for asked in repository.asked if asked[0] == first.repository_path] == [
        (first.repository_path, None),
        (first.repository_path, f"bytes={first.size // 2}-"),
    ]
    assert told.done == told.total


def test_resumes_in_a_later_run(
    store: JarStore, repository: Repository, artifacts: list[Artifact], told: Told
) -> None:
    first, second = artifacts[:2]
    for artifact, size in ((first, 5000), (second, second.size)):
        part = store.path(artifact).with_name(artifact.file_name + ".part")
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(repository.files[artifact.repository_path][:size])
    store.ensure()
    asked = dict(repository.asked)
    assert asked[first.repository_path] == "bytes=5000-"
    assert second.repository_path not in asked
    assert told.done == told.total


def test_a_repository_without_ranges(
    store: JarStore, repository: Repository, artifacts: list[Artifact]
) -> None:
    repository.ranges = False
    part = store.path(artifacts[0]).with_name(artifacts[0].file_name + ".part")
    part.parent.mkdir(parents=True)
    part.write_bytes(b"something else")
    store.ensure()
    assert store.path(artifacts[0]).read_bytes() == repository.files[artifacts[0].repository_path]


def test_passing_trouble_is_retried(
    store: JarStore, repository: Repository, artifacts: list[Artifact]
) -> None:
    repository.status[artifacts[0].repository_path] = [503, 429]
    store.ensure()
    assert [path for path, _ in repository.asked].count(artifacts[0].repository_path) == 3


def test_a_missing_file_is_final(
    store: JarStore, repository: Repository, artifacts: list[Artifact]
) -> None:
    repository.status[artifacts[0].repository_path] = [404, 404]
    with pytest.raises(DatabaseUnavailableError, match="the repository answered 404"):
        store.ensure()
    assert [path for path, _ in repository.asked].count(artifacts[0].repository_path) == 1


def test_a_false_file_is_refused(
    store: JarStore, repository: Repository, artifacts: list[Artifact]
) -> None:
    path = artifacts[0].repository_path
    repository.files[path] = repository.files[path].replace(b"jar", b"evl")
    with pytest.raises(ConfigurationError) as failure:
        store.ensure()
    assert failure.value.message == (
        "part0-1.0.jar was downloaded 3 times, and each time it was not the file that netsvc "
        "expects (its sha256 differs)."
    )
    assert not store.path(artifacts[0]).exists()


def test_no_network(tmp_path: Path, artifacts: list[Artifact], told: Told) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/maven"
    store = make_store(tmp_path, url, artifacts, told)
    with pytest.raises(DatabaseUnavailableError) as failure:
        store.ensure()
    assert failure.value.message.startswith(
        "Neo4j 1.0 is needed once and could not be downloaded: part"
    )
    assert failure.value.action == (
        "Connect to the network (HTTPS_PROXY is honoured) and start again; it goes on where it "
        f"stopped, in {store.folder}. Or set NETSVC_NEO4J_URI to a Neo4j of yours."
    )


def test_a_proxy_from_the_environment_is_used(
    store: JarStore,
    repository: Repository,
    artifacts: list[Artifact],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed.getsockname()[1]}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with pytest.raises(DatabaseUnavailableError):
        store.ensure()
    assert repository.asked == []


def test_a_local_repository_saves_the_way(
    tmp_path: Path, repository: Repository, artifacts: list[Artifact], told: Told
) -> None:
    local = tmp_path / "m2"
    for artifact in artifacts:
        path = local / artifact.repository_path
        path.parent.mkdir(parents=True)
        path.write_bytes(repository.files[artifact.repository_path])
    damaged = local / artifacts[0].repository_path
    damaged.write_bytes(b"x" * artifacts[0].size)
    store = make_store(tmp_path / "cache", repository.url, artifacts, told)
    store.local = (local,)
    store.ensure()
    assert repository.asked == [(artifacts[0].repository_path, None)]


def test_two_that_start_together_fetch_once(
    tmp_path: Path, repository: Repository, artifacts: list[Artifact]
) -> None:
    stores = [make_store(tmp_path, repository.url, artifacts, Told()) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(JarStore.ensure, stores)
    assert first == second
    assert len(repository.asked) == 12


def test_two_processes_that_start_together_fetch_once(
    tmp_path: Path, repository: Repository, artifacts: list[Artifact]
) -> None:
    lines = tmp_path / "lines"
    lines.write_text("\n".join(a.line() for a in artifacts))
    program = (
        "import sys; from pathlib import Path; from netsvc.graph.embedded import lock;"
        "from netsvc.graph.embedded.download import JarStore;"
        "artifacts = lock.parse(Path(sys.argv[1]).read_text());"
        "JarStore(Path(sys.argv[2]), '1.0', artifacts, repository=sys.argv[3], local=()).ensure()"
    )
    command = [sys.executable, "-c", program, str(lines), str(tmp_path / "c"), repository.url]
    both = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [each.wait(60) for each in both] == [0, 0]
    assert len(repository.asked) == 12


def test_stopping_ends_it(store: JarStore, repository: Repository) -> None:
    store.stop()
    with pytest.raises(StoppedError):
        store.ensure()
    assert repository.asked == []


def test_a_full_disk_is_said_before(
    tmp_path: Path, repository: Repository, artifacts: list[Artifact], told: Told
) -> None:
    store = make_store(tmp_path, repository.url, artifacts, told, free=lambda _: 1_000_000)
    with pytest.raises(ConfigurationError) as failure:
        store.ensure()
    total = sum(a.size for a in artifacts) + 50_000_000
    assert str(failure.value) == (
        f"The disk that holds {store.folder} is full: 1 MB free, {total / 1e6:.0f} MB needed. "
        "Free some space and start again."
    )
    assert repository.asked == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_disk_that_fills_up_meanwhile(store: JarStore, artifacts: list[Artifact]) -> None:
    part = store.path(artifacts[0]).with_name(artifacts[0].file_name + ".part")
    part.parent.mkdir(parents=True)
    part.symlink_to("/dev/full")
    with pytest.raises(ConfigurationError) as failure:
        store.ensure()
    assert failure.value.message == f"The disk that holds {store.folder} is full."


def test_a_folder_that_can_not_be_written_to(
    tmp_path: Path, repository: Repository, artifacts: list[Artifact], told: Told
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    store = make_store(in_the_way, repository.url, artifacts, told)
    with pytest.raises(ConfigurationError) as failure:
        store.ensure()
    assert str(failure.value) == (
        f"Can't write to {in_the_way / 'neo4j' / '1.0'}: Not a directory. "
        "Make it writable or choose another folder with XDG_CACHE_HOME."
    )
    assert repository.asked == []


@pytest.mark.parametrize("version", [DEFAULT_VERSION, LTS_VERSION])
def test_the_committed_lock_files(version: str) -> None:
    artifacts = lock.read(version)
    text = (lock.LOCK_DIR / f"neo4j-{version}.lock").read_text()
    assert "//" not in text
    assert {a.folder for a in artifacts} == {"jars", "modules"}
    assert [a.version for a in artifacts if a.artifact == "neo4j-server"] == [version]
    assert len({(a.folder, a.file_name) for a in artifacts}) == len(artifacts)
    assert all(len(a.sha256) == 64 and a.size > 0 for a in artifacts)
    assert [a.line() for a in artifacts] == [
        line for line in text.splitlines() if not line.startswith("#")
    ]


def test_plain_progress_says_a_line_now_and_then() -> None:
    stream = io.StringIO()
    progress = PlainProgress(stream)
    progress.begin("Neo4j", 40_000_000)
    for _ in range(400):
        progress.advance(100_000)
    progress.end()
    lines = stream.getvalue().splitlines()
    assert lines[0] == "Neo4j: 40 MB to download"
    assert lines[1] == "Neo4j: 4 of 40 MB (10%)"
    assert lines[-1] == "Neo4j: done"
    assert len(lines) == 11


def test_without_a_terminal_lines_are_plain() -> None:
    assert isinstance(progress_for_terminal(), PlainProgress)


@pytest.mark.skipif(shutil.which("script") is None, reason="no pseudo terminal here")
def test_on_a_terminal_there_is_a_bar(tmp_path: Path) -> None:
    program = tmp_path / "bar.py"
    program.write_text(
        "from netsvc.graph.embedded.progress import progress_for_terminal\n"
        "p = progress_for_terminal()\np.begin('Neo4j', 1000)\np.advance(1000)\np.end()\n"
    )
    done = subprocess.run(
        ["script", "-qec", f"{sys.executable} {program}", "/dev/null"],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    assert "━━━" in done.stdout
    assert "1.0/1.0 kB" in done.stdout


def test_a_lock_line_that_is_none() -> None:
    good = Artifact("jars", "g", "a", "1", "", 1, "0" * 64)
    assert lock.parse(good.line()) == (good,)
    classified = replace(good, classifier="osx")
    assert lock.parse(classified.line()) == (classified,)
    with pytest.raises(ValueError, match="not enough values"):
        lock.parse("jars only")
