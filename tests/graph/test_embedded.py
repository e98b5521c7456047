"""The embedded Neo4j's life: adopted, restarted, shared, stopped, and its troubles in words."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from typer.testing import CliRunner

from netsvc.cli import db
from netsvc.errors import ConfigurationError, ConflictError, DatabaseUnavailableError
from netsvc.graph.driver import Graph
from netsvc.graph.embedded import DEFAULT_VERSION, LTS_VERSION, EmbeddedNeo4j, lock
from netsvc.graph.embedded.config import home_argument, password
from netsvc.graph.embedded.download import JarStore
from netsvc.graph.embedded.launch import Launch, choose_port
from netsvc.graph.embedded.releases import release
from netsvc.graph.embedded.state import State, User, deciding
from tests.conftest import JAR_DIR

VERSION = os.environ.get("TEST_NEO4J_VERSION", DEFAULT_VERSION)

OPEN = """
import asyncio, sys
from netsvc import settings
from netsvc.graph.session import open_graph

async def main():
    async with open_graph(settings.load()) as graph:
        rows = await graph.run("MERGE (t:Try {key: $key}) RETURN t.key AS key",
                               deadline=60, key=sys.argv[1])
        print(rows[0]["key"], flush=True)
        await asyncio.sleep(300)

asyncio.run(main())
"""


def neo4j_of(data_dir: Path) -> list[psutil.Process]:
    """The living Neo4j processes of a data folder, whoever started them."""
    argument = home_argument(data_dir / "neo4j")
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if argument in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A data folder of its own; a Neo4j left behind by a failed test is ended."""
    yield tmp_path
    for process in neo4j_of(tmp_path):
        process.kill()
        process.wait(10)


@pytest.fixture
async def server(data_dir: Path) -> AsyncIterator[EmbeddedNeo4j]:
    made = make(data_dir)
    yield made
    await made.stop()


def make(data_dir: Path, **more: object) -> EmbeddedNeo4j:
    return EmbeddedNeo4j(data_dir, jar_dir=JAR_DIR, version=VERSION, **more)  # type: ignore[arg-type]  # the tests' own short hand


def environment(data_dir: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("NETSVC_")}
    return {**kept, "NETSVC_DATA_DIR": str(data_dir)}


def opened(data_dir: Path, key: str) -> subprocess.Popen[str]:
    """A netsvc process that holds the graph open."""
    return subprocess.Popen(
        [sys.executable, "-c", OPEN, key],
        env=environment(data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def piped(program: str, *arguments: str) -> subprocess.Popen[str]:
    """A Python process that one can talk to."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def netsvc(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "netsvc", *arguments],
        env=environment(data_dir),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


async def test_adopts_what_a_killed_netsvc_left_and_restarts_what_dies(
    data_dir: Path, server: EmbeddedNeo4j
) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path;"
        "from netsvc.graph.embedded import EmbeddedNeo4j;"
        "s = EmbeddedNeo4j(Path(sys.argv[1]), jar_dir=Path(sys.argv[2]), version=sys.argv[3]);"
        "asyncio.run(s.start()); print(s.pid, flush=True); sys.stdin.read()"
    )
    first = piped(program, str(data_dir), str(JAR_DIR), VERSION)
    assert first.stdout is not None
    assert first.stdin is not None
    pid = int(await asyncio.to_thread(first.stdout.readline))
    assert [user.pid for user in server.status().users] == [first.pid]
    first.kill()
    first.wait()
    first.stdin.close()
    first.stdout.close()
    assert [process.pid for process in neo4j_of(data_dir)] == [pid]

    connection = await server.start()
    assert server.pid == pid
    assert [user.pid for user in server.status().users] == [os.getpid()]
    assert [process.pid for process in neo4j_of(data_dir)] == [pid]
    supervisor = asyncio.create_task(server.supervise())
    graph = Graph.connect(connection.uri, connection.user, connection.password)
    await graph.run("CREATE (:Try {key: 'before'})")

    os.kill(pid, signal.SIGKILL)
    with pytest.raises(DatabaseUnavailableError):
        await graph.run("CREATE (:Try {key: 'meanwhile'})")
    async with asyncio.timeout(120):
        while not (server.alive() and await graph.ready()):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    assert server.pid not in (0, pid)
    assert [process.pid for process in neo4j_of(data_dir)] == [server.pid]
    assert await graph.read("MATCH (t:Try) RETURN t.key AS key") == [{"key": "before"}]

    supervisor.cancel()
    await asyncio.gather(supervisor, return_exceptions=True)
    await graph.close()
    await server.stop()
    assert neo4j_of(data_dir) == []
    assert not server.status().running


@pytest.mark.skipif(VERSION != DEFAULT_VERSION, reason="commands start the default version")
async def test_two_share_one_and_the_last_to_leave_stops_it(data_dir: Path) -> None:
    first, second = opened(data_dir, "first"), opened(data_dir, "second")
    try:
        for process, key in ((first, "first"), (second, "second")):
            assert process.stdout is not None
            line = await asyncio.to_thread(process.stdout.readline)
            assert line == f"{key}\n"
        running = neo4j_of(data_dir)
        assert len(running) == 1

        status = json.loads(netsvc(data_dir, "db", "status", "--json").stdout)
        assert status["running"] is True
        assert status["pid"] == running[0].pid
        assert status["version"] == VERSION
        assert {user["pid"] for user in status["users"]} == {first.pid, second.pid}
        refused = netsvc(data_dir, "db", "stop")
        assert refused.returncode == 1
        assert "uses this Neo4j. Stop that first" in refused.stderr
        assert neo4j_of(data_dir) == running

        # Ctrl-C in one terminal leaves the other at work
        first.send_signal(signal.SIGINT)
        await asyncio.to_thread(first.communicate, timeout=30)
        assert neo4j_of(data_dir) == running
        second.send_signal(signal.SIGINT)
        await asyncio.to_thread(second.communicate, timeout=30)
        assert neo4j_of(data_dir) == []
    finally:
        for process in (first, second):
            if process.poll() is None:
                process.kill()
                process.communicate()


@pytest.mark.skipif(VERSION != DEFAULT_VERSION, reason="commands start the default version")
def test_the_commands(data_dir: Path) -> None:
    off = netsvc(data_dir, "db", "status")
    assert (off.returncode, off.stdout) == (
        0,
        "Neo4j is not running. Start it with `netsvc db start`.\n",
    )
    assert netsvc(data_dir, "db", "stop").stdout == "Neo4j was not running.\n"
    assert netsvc(data_dir, "db", "path").stdout == f"{data_dir}\n"
    assert json.loads(netsvc(data_dir, "db", "path", "--json").stdout)["console"] == str(
        data_dir / "neo4j" / "console.log"
    )

    started = netsvc(data_dir, "db", "start")
    assert started.returncode == 0, started.stderr
    (process,) = neo4j_of(data_dir)
    assert f"Neo4j {VERSION} started: process {process.pid}, port " in started.stdout
    again = netsvc(data_dir, "db", "start")
    assert f"Neo4j {VERSION} runs already: process {process.pid}, port " in again.stdout
    words = netsvc(data_dir, "db", "status").stdout
    assert "It stays until `netsvc db stop`." in words
    assert "Used by nobody now." in words

    # other commands adopt it and leave it running
    user = opened(data_dir, "adopted")
    assert user.stdout is not None
    assert user.stdout.readline() == "adopted\n"
    user.send_signal(signal.SIGINT)
    user.communicate(timeout=30)
    assert neo4j_of(data_dir) == [process]

    assert netsvc(data_dir, "db", "stop").stdout == "Neo4j stopped.\n"
    assert neo4j_of(data_dir) == []


@pytest.mark.parametrize("command", ["start", "stop", "status", "path", "fetch"])
def test_each_command_has_an_example(command: str) -> None:
    done = CliRunner().invoke(db.app, [command, "--help"])
    assert done.exit_code == 0
    assert "Example: " in done.output


def test_commands_beside_an_external_neo4j(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{closed.getsockname()[1]}"
    command = [sys.executable, "-m", "netsvc", "db"]
    outside = {**environment(tmp_path), "NETSVC_NEO4J_URI": uri}
    for name, said in (
        ("start", "netsvc: NETSVC_NEO4J_URI is set, so netsvc does not run a Neo4j of its own."),
        ("status", f"netsvc: No Neo4j answers at {uri}. Check NETSVC_NEO4J_URI"),
    ):
        done = subprocess.run(
            [*command, name], env=outside, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(said)
    assert list(tmp_path.iterdir()) == []


async def test_a_taken_port(data_dir: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert choose_port(port) != port
        with pytest.raises(ConfigurationError) as failure:
            await make(data_dir, port=port).start()
    assert failure.value.message == (
        f"Port {port} of 127.0.0.1 is taken, so Neo4j can't listen there."
    )
    assert neo4j_of(data_dir) == []


async def test_a_heap_that_java_refuses(data_dir: Path) -> None:
    with pytest.raises(ConfigurationError) as failure:
        await make(data_dir, heap="12x").start()
    assert failure.value.message == "Java can't use NETSVC_NEO4J_HEAP=12x."
    assert failure.value.action == (
        "Give a size such as 512m or 1g that this machine has. "
        f"Neo4j's own words are in {data_dir / 'neo4j' / 'console.log'}."
    )
    assert neo4j_of(data_dir) == []
    assert not make(data_dir).status().running


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            "Optional[org.neo4j.configuration.helpers.PortBindException: An error occurred]",
            "Port 7 of 127.0.0.1 is taken, so Neo4j could not start.",
        ),
        (
            "FileLockException: Lock file has been locked by another process: store_lock",
            "Another Neo4j uses the data in {home}.",
        ),
        ("java.io.IOException: No space left on device", "The disk that holds {home} is full."),
        (
            "java.lang.Error: something else",
            "The embedded Neo4j ended while starting (exit status 1): "
            "java.lang.Error: something else",
        ),
    ],
)
def test_what_neo4j_says_is_explained(tmp_path: Path, said: str, message: str) -> None:
    (tmp_path / "console.log").write_text(f"INFO Starting...\n{said}\n")
    failure = Launch(release(VERSION), tmp_path, port=7, heap="512m").explain(1)
    assert failure.message == message.format(home=tmp_path)
    assert f"Neo4j's own words are in {tmp_path / 'console.log'}." in failure.action


async def test_a_folder_that_can_not_be_written_to(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with pytest.raises(ConfigurationError) as failure:
        await make(in_the_way / "data").start()
    assert str(failure.value) == (
        f"Can't write to {in_the_way / 'data'}: Not a directory. "
        "Make it writable or choose another folder with NETSVC_DATA_DIR."
    )
    assert in_the_way.read_text() == "not a folder"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
async def test_a_read_only_place() -> None:
    with pytest.raises(ConfigurationError, match="Can't write to /proc/netsvc"):
        await make(Path("/proc/netsvc")).start()


async def test_a_full_disk(data_dir: Path) -> None:
    with pytest.raises(ConfigurationError) as failure:
        await make(data_dir, free=lambda _: 2_000_000).start()
    assert str(failure.value) == (
        f"The disk that holds {data_dir} is full: 2 MB free, 100 MB needed. "
        "Free some space and start again."
    )
    assert neo4j_of(data_dir) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, where this user may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, stderr=-3, check=False).returncode:
        pytest.skip("mounting takes root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


async def test_a_disk_that_really_is_full(small_disk: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"is full: 1 MB free, 100 MB needed\."):
        await make(small_disk).start()
    filler = b"x" * (shutil.disk_usage(small_disk).free)
    (small_disk / "filler").write_bytes(filler)
    with pytest.raises(ConfigurationError, match=r"is full\."):
        await make(small_disk, free=lambda _: 10**9).start()
    assert neo4j_of(small_disk) == []


async def test_data_of_a_newer_neo4j(data_dir: Path) -> None:
    (data_dir / "neo4j.version").write_text("2099.01.0")
    with pytest.raises(ConfigurationError) as failure:
        await make(data_dir).start()
    assert str(failure.value) == (
        f"{data_dir} holds data of Neo4j 2099.01.0; this netsvc starts Neo4j {VERSION}, which is "
        "older and can't read it. Use the netsvc that wrote it, or choose another folder with "
        "NETSVC_DATA_DIR."
    )
    assert (data_dir / "neo4j.version").read_text() == "2099.01.0"
    (data_dir / "neo4j.version").write_text(DEFAULT_VERSION)
    old = EmbeddedNeo4j(data_dir, jar_dir=JAR_DIR, version=LTS_VERSION)
    with pytest.raises(ConfigurationError, match=f"holds data of Neo4j {DEFAULT_VERSION}"):
        await old.start()


def test_a_lost_password(data_dir: Path) -> None:
    word = password(data_dir)
    assert password(data_dir) == word
    assert (data_dir / "neo4j.password").stat().st_mode & 0o777 == 0o600
    (data_dir / "neo4j" / "data" / "databases" / "system").mkdir(parents=True)
    (data_dir / "neo4j.password").unlink()
    with pytest.raises(ConfigurationError, match="which has its password, is missing"):
        password(data_dir)


def test_an_unknown_version(data_dir: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"Neo4j 4\.4\.0 is not one that netsvc can start"):
        EmbeddedNeo4j(data_dir, jar_dir=JAR_DIR, version="4.4.0")


async def test_a_foreign_process_is_never_taken_for_neo4j(data_dir: Path) -> None:
    me = User.me("me")
    State(pid=me.pid, created=me.created, port=1, version=VERSION).write(data_dir)
    assert not make(data_dir).status().running
    assert await make(data_dir).shut_down() is False


def test_who_is_gone_is_no_user(data_dir: Path) -> None:
    me = User.me("me")
    gone = replace(me, created=me.created - 1000, token="gone")
    State(port=7, version=VERSION, users=(me, gone)).write(data_dir)
    assert State.read(data_dir) == State(port=7, version=VERSION, users=(me,))
    (data_dir / "neo4j.json").write_text("half a fi")
    assert State.read(data_dir) == State()


async def test_the_data_folder_is_decided_on_by_one_at_a_time(data_dir: Path) -> None:
    async with deciding(data_dir, 1):
        with pytest.raises(ConfigurationError, match="Another netsvc has held"):
            async with deciding(data_dir, 0.2):
                pass
    async with deciding(data_dir, 0.2):
        pass


async def test_another_version_in_use_is_not_stopped(data_dir: Path) -> None:
    # any process with Neo4j's argument counts as the Neo4j of this folder
    program = "import sys; print('up', flush=True); sys.stdin.read()"
    running = piped(program, home_argument(data_dir / "neo4j"))
    assert running.stdout is not None
    running.stdout.readline()
    created = psutil.Process(running.pid).create_time()
    users = (User.me("another"),)
    State(pid=running.pid, created=created, port=1, version="5.0.0", users=users).write(data_dir)
    with pytest.raises(ConfigurationError) as failure:
        await make(data_dir).start()
    assert failure.value.message == (
        f"Neo4j 5.0.0 runs on {data_dir} and is in use; this netsvc wants {VERSION}."
    )
    with pytest.raises(ConflictError, match=r"uses this Neo4j\. Stop that first"):
        await make(data_dir).shut_down()
    assert running.poll() is None
    running.communicate("")


class UnreadableJars(JarStore):
    """Fails as no one foresaw, and counts how often it was asked."""

    def __init__(self) -> None:
        super().__init__(JAR_DIR, VERSION, lock.read(VERSION))
        self.asked = threading.Semaphore(0)

    def ensure(self) -> list[Path]:
        self.asked.release()
        raise RuntimeError("not foreseen")


async def test_the_supervisor_tries_again_whatever_a_start_raised(data_dir: Path) -> None:
    jars = UnreadableJars()
    server = make(data_dir, jars=jars)
    with pytest.raises(RuntimeError):
        await server.start()
    supervisor = asyncio.create_task(server.supervise())
    for _ in range(3):
        assert await asyncio.to_thread(jars.asked.acquire, timeout=30)
    assert not supervisor.done()
    await server.stop()
    supervisor.cancel()
    await asyncio.gather(supervisor, return_exceptions=True)
