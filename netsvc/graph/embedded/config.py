"""What the embedded Neo4j is told: its settings, its Java options, its first password."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from netsvc.errors import ConfigurationError
from netsvc.graph.embedded import extras, folders
from netsvc.graph.embedded.releases import Release

USER = "neo4j"
_HASH_ROUNDS = 1024

_JAVA_OPTIONS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    # one small heap on few cores: less memory, and less processor time while starting
    "-XX:+UseSerialGC",
    # a Neo4j that ran out of memory is restarted rather than left half alive
    "-XX:+ExitOnOutOfMemoryError",
)


def neo4j_conf(release: Release, *, port: int, heap: str, more: Sequence[str] = ()) -> str:
    """The text of ``neo4j.conf``: Bolt on loopback only, nothing else listens.

    ``more``: further lines, ``setting=value``.
    """
    lines = [
        "server.default_listen_address=127.0.0.1",
        f"server.bolt.listen_address=127.0.0.1:{port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        "dbms.usage_report.enabled=false",
        f"server.memory.heap.max_size={heap}",
        "server.memory.pagecache.size=128m",
        "db.tx_log.preallocate=false",
        "db.tx_log.rotation.size=16m",
        "db.tx_log.rotation.retention_policy=1 days 128M",
        "db.logs.query.enabled=OFF",
        # else a statement is planned anew (for seconds, the first times) for lists and texts of
        # 0, 1, up to 10, up to 100 and so on, of each of its parameters
        "internal.cypher.use_parameter_size=false",
        # the data is safe before this wait of two times 5 s begins
        release.quiet_period_setting,
        *more,
    ]
    return "\n".join(lines) + "\n"


def java_command(
    release: Release, class_path: Sequence[Path], *, home: Path, heap: str, extra: Sequence[str]
) -> list[str]:
    """The whole command line; ``home_argument(home)`` in it tells whose process it is."""
    return [
        extras.java(),
        *_JAVA_OPTIONS,
        *extra,
        f"-Xmx{heap}",
        "-cp",
        os.pathsep.join(map(str, class_path)),
        release.main_class,
        home_argument(home),
        f"--config-dir={home / 'conf'}",
    ]


def home_argument(home: Path) -> str:
    """By this argument a process is known to be the Neo4j of this data folder."""
    return f"--home-dir={home}"


def password(data_dir: Path) -> str:
    """The password of this data folder, made at the first call and kept readable by its owner.

    Raises ``ConfigurationError`` when there is data, but its password is gone.
    """
    file = data_dir / "neo4j.password"
    if file.exists():
        return file.read_text(encoding="utf-8").strip()
    home = data_dir / "neo4j"
    if (home / "data" / "databases" / "system").exists():
        raise ConfigurationError(
            f"{home} holds data, but {file}, which has its password, is missing.",
            action=f"Put the file back, or move {home} away to begin with an empty graph.",
        )
    made = secrets.token_urlsafe(24)
    folders.write_private(file, made)
    return made


def set_first_password(home: Path, word: str) -> None:
    """Leave the password where Neo4j looks for it when it first creates its system database.

    The line is what ``neo4j-admin dbms set-initial-password`` writes (salted SHA-256, hashed 1024
    times); writing it here saves starting a second Java.
    """
    if (home / "data" / "databases" / "system").exists():
        return
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + word.encode()).digest()
    for _ in range(_HASH_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    folder = home / "data" / "dbms"
    folder.mkdir(parents=True, exist_ok=True)
    folders.write_private(
        folder / "auth.ini",
        f"{USER}:SHA-256,{digest.hex()},{salt.hex()},{_HASH_ROUNDS}:\n",
    )
