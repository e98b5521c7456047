"""The lock file of a release: which jars it consists of, their sizes and hashes.

One line a jar: folder, ``group:artifact:version[:classifier]``, bytes, sha256. No addresses: the
repository is the reader's choice, the hash decides whether a file is the right one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOCK_DIR = Path(__file__).parent / "locks"


@dataclass(frozen=True)
class Artifact:
    """One jar of Neo4j; ``folder`` is ``jars`` or ``modules``, ``size`` is in bytes."""

    folder: str
    group: str
    artifact: str
    version: str
    classifier: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        suffix = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{suffix}.jar"

    @property
    def repository_path(self) -> str:
        """Where a Maven repository keeps it, below the repository's root."""
        group = self.group.replace(".", "/")
        return f"{group}/{self.artifact}/{self.version}/{self.file_name}"

    def line(self) -> str:
        """Its line in the lock file."""
        parts = [self.group, self.artifact, self.version]
        name = ":".join([*parts, self.classifier] if self.classifier else parts)
        return f"{self.folder} {name} {self.size} {self.sha256}"


def parse(text: str) -> tuple[Artifact, ...]:
    """The jars of a lock file's text; raises ``ValueError`` on a line that is none."""
    artifacts = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        folder, name, size, sha256 = line.split(" ")
        group, artifact, version, *classifier = name.split(":")
        artifacts.append(
            Artifact(folder, group, artifact, version, "".join(classifier), int(size), sha256)
        )
    return tuple(artifacts)


def read(version: str) -> tuple[Artifact, ...]:
    """The jars of a pinned release."""
    return parse((LOCK_DIR / f"neo4j-{version}.lock").read_text(encoding="utf-8"))
