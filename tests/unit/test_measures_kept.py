"""The snapshot that is kept: whole or not there, of this database and this version or not used."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from netsvc.measures.kept import FORMAT, NAME, SnapshotFile

ROWS = [[{"week": 1, "found": [["c1", 5, None, True, ["a"]]]}], []]


@pytest.fixture
def file(tmp_path: Path) -> SnapshotFile:
    return SnapshotFile(tmp_path / "data", "embedded neo4j")


def test_what_was_kept_comes_back_as_it_was(file: SnapshotFile) -> None:
    assert file.load() is None
    file.save(1234, 1, ROWS)
    found = file.load()
    assert found is not None
    assert (found.head.now, found.head.cases, found.head.format) == (1234, 1, FORMAT)
    assert found.rows == ROWS
    assert [one.name for one in file.path.parent.iterdir()] == [NAME]
    assert file.path.stat().st_mode & 0o077 == 0
    file.save(5678, 2, ROWS)
    again = file.load()
    assert again is not None
    assert again.head.now == 5678


def test_a_snapshot_that_was_interrupted_leaves_the_one_before(file: SnapshotFile) -> None:
    file.save(1234, 1, ROWS)
    with pytest.raises(TypeError):
        file.save(5678, 2, [[{"row": object()}]])
    (file.path.parent / f"{NAME}.1.part").write_bytes(b'{"now": 5678')
    found = file.load()
    assert found is not None
    assert found.head.now == 1234


@pytest.mark.parametrize("cut", [0, 1, 40, -20, -1])
def test_a_damaged_snapshot_is_not_used(file: SnapshotFile, cut: int) -> None:
    file.save(1234, 1, ROWS)
    whole = file.path.read_bytes()
    file.path.write_bytes(whole[:cut])
    assert file.load() is None
    file.path.write_bytes(whole[:-3] + b"xyz")
    assert file.load() is None


def test_a_snapshot_of_another_database_or_version_is_not_used(file: SnapshotFile) -> None:
    file.save(1234, 1, ROWS)
    assert SnapshotFile(file.path.parent, "neo4j://elsewhere neo4j").load() is None
    first, _, body = file.path.read_bytes().partition(b"\n")
    for change in ({"format": FORMAT + 1}, {"more": 1}):
        head = orjson.dumps({**orjson.loads(first), **change})
        file.path.write_bytes(head + b"\n" + body)
        assert file.load() is None
