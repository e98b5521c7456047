"""Write the lock file of a release: ``python -m netsvc.graph.embedded.relock 2026.08.1``.

jgo resolves the release's dependencies and downloads them; what it got is what is pinned.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

from jgo.env import EnvironmentBuilder
from jgo.maven import MavenContext

from netsvc.graph.embedded.lock import LOCK_DIR, Artifact

_HEADER = """\
# The jars of Neo4j {version}: folder, group:artifact:version[:classifier], bytes, sha256.
# Made by: python -m netsvc.graph.embedded.relock {version}
"""


def resolve(version: str, work_dir: Path) -> list[Artifact]:
    """The jars that jgo resolves for this version, in the order of their names."""
    environment = EnvironmentBuilder(
        context=MavenContext(repo_cache=work_dir / "m2"), cache_dir=work_dir / "envs"
    ).from_endpoint(f"org.neo4j:neo4j:{version}+org.neo4j.app:neo4j-server:{version}")
    lock = environment.lockfile
    if lock is None:
        raise ValueError(f"jgo wrote no lock file in {environment.path}")
    artifacts = []
    for dependency in lock.dependencies:
        suffix = f"-{dependency.classifier}" if dependency.classifier else ""
        name = f"{dependency.artifactId}-{dependency.version}{suffix}.jar"
        found = [path for path in environment.path.glob("*/*.jar") if path.name == name]
        if len(found) != 1:
            raise ValueError(f"{name}: {len(found)} files in {environment.path}, expected one")
        content = found[0].read_bytes()
        artifacts.append(
            Artifact(
                found[0].parent.name,
                dependency.groupId,
                dependency.artifactId,
                dependency.version,
                dependency.classifier or "",
                len(content),
                hashlib.sha256(content).hexdigest(),
            )
        )
    return sorted(artifacts, key=Artifact.line)


def main() -> None:
    """Resolve each version named on the command line and write its lock file."""
    for version in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as work_dir:
            artifacts = resolve(version, Path(work_dir))
        lines = "".join(artifact.line() + "\n" for artifact in artifacts)
        path = LOCK_DIR / f"neo4j-{version}.lock"
        path.write_text(_HEADER.format(version=version) + lines, encoding="utf-8")
        print(f"{path.name}: {len(artifacts)} jars")  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
