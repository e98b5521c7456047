"""The snapshot that is kept: whole or not there, of this database and this version or not used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from netsvc.measures.history import Directory
from netsvc.measures.kept import FORMAT, MOST, NAME, Kept, Segment, SnapshotFile, Standing

STANDING = Standing(now=1234, cases=2, directory=1, through=1000, whole_at=1234)
DIRECTORY = Directory([{"id": "u", "parent": None}], [], [["e", "u"]], ["e"])
ROWS = {"cases": [["c1", 5, None], ["c2", 6, True]], "legs": [["c1", "WARM"], ["c2", "COLD"]]}
WHOLE = Segment(STANDING, ROWS, DIRECTORY)
LATER = replace(STANDING, now=5678, cases=3)
MORE = Segment(
    LATER, {"cases": [["c1", 5, 9], ["c3", 7, None]], "legs": []}, DIRECTORY, ("c1", "c3")
)
BOTH = Kept(
    LATER,
    {"cases": [["c2", 6, True], ["c1", 5, 9], ["c3", 7, None]], "legs": [["c2", "COLD"]]},
    DIRECTORY,
    2,
)


@pytest.fixture
def file(tmp_path: Path) -> SnapshotFile:
    return SnapshotFile(tmp_path / "data", "embedded neo4j")


def again(file: SnapshotFile) -> SnapshotFile:
    """As a process sees it that starts now."""
    return SnapshotFile(file.path.parent, file.database)


def test_what_was_kept_comes_back_as_it_was(file: SnapshotFile) -> None:
    assert file.load() is None
    file.keep(WHOLE)
    assert file.load() == again(file).load() == Kept(STANDING, ROWS, DIRECTORY, 1)
    assert [one.name for one in file.path.parent.iterdir()] == [NAME]
    assert file.path.stat().st_mode & 0o077 == 0
    file.keep(replace(WHOLE, standing=LATER))
    assert again(file).load() == Kept(LATER, ROWS, DIRECTORY, 1)


def test_what_changed_is_added_in_place_of_what_was_known_of_the_cases(file: SnapshotFile) -> None:
    file.keep(WHOLE)
    before = file.path.read_bytes()
    file.keep(MORE)
    assert file.path.read_bytes().startswith(before)
    assert again(file).load() == BOTH
    other = Directory([{"id": "v", "parent": "u"}], [], [], [])
    goes_on = again(file)
    goes_on.load()
    goes_on.keep(Segment(LATER, {}, other, ()))
    assert again(file).load() == replace(BOTH, directory=other, segments=3)


def test_many_additions_are_folded_into_one(file: SnapshotFile) -> None:
    file.keep(WHOLE)
    for _ in range(MOST):
        file.keep(MORE)
    found = again(file).load()
    assert found == replace(BOTH, segments=1)
    file.keep(MORE)
    assert again(file).load() == BOTH


def test_a_snapshot_that_was_interrupted_leaves_the_one_before(file: SnapshotFile) -> None:
    file.keep(WHOLE)
    with pytest.raises(TypeError):
        file.keep(replace(WHOLE, rows={"cases": [[object()]]}))
    (file.path.parent / f"{NAME}.1.part").write_bytes(b'{"now": 5678')
    assert again(file).load() == Kept(STANDING, ROWS, DIRECTORY, 1)


def test_an_addition_that_was_interrupted_is_cut_off_and_written_over(file: SnapshotFile) -> None:
    file.keep(WHOLE)
    whole = len(file.path.read_bytes())
    file.keep(MORE)
    content = file.path.read_bytes()
    for end in range(whole + 1, len(content), 7):
        file.path.write_bytes(content[:end])
        found = again(file)
        assert found.load() == Kept(STANDING, ROWS, DIRECTORY, 1)
        found.keep(MORE)
        assert again(file).load() == BOTH


def test_nothing_is_added_to_a_file_that_is_not_as_it_was_left(file: SnapshotFile) -> None:
    file.keep(WHOLE)
    file.path.write_bytes(file.path.read_bytes()[:-3])
    assert not file.keep(MORE)
    assert again(file).load() is None
    file.path.unlink()
    assert not file.keep(MORE)
    assert not file.path.exists()


@pytest.mark.parametrize("cut", [0, 1, 40, -20, -1])
def test_a_damaged_snapshot_is_not_used(file: SnapshotFile, cut: int) -> None:
    file.keep(WHOLE)
    whole = file.path.read_bytes()
    file.path.write_bytes(whole[:cut])
    assert file.load() is None
    file.path.write_bytes(whole[:-3] + b"xyz")
    assert file.load() is None


def test_a_snapshot_of_another_database_or_version_is_not_used(file: SnapshotFile) -> None:
    file.keep(WHOLE)
    assert SnapshotFile(file.path.parent, "neo4j://elsewhere neo4j").load() is None
    first, _, body = file.path.read_bytes().partition(b"\n")
    for change in ({"format": FORMAT + 1}, {"more": 1}):
        head = orjson.dumps({**orjson.loads(first), **change})
        file.path.write_bytes(head + b"\n" + body)
        assert file.load() is None
