"""The file of rejected lines takes no other file's place, and is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from netsvc.errors import BadInputError
from netsvc.importers.rejects import Reject, RejectFile

REJECT = Reject(3, "opened", "32.3.", "a date")
WRITTEN = "line,column,seen,expected\n3,opened,32.3.,a date\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text("number\n1\n")
    return path


def test_an_earlier_file_of_rejects_is_replaced_and_in_the_end_removed(log: Path) -> None:
    target = log.with_name("rejected.csv")
    for _ in range(2):
        with RejectFile(target, source=log) as file:
            file.add(REJECT)
        assert target.read_text() == WRITTEN
    assert file.count == 1
    with RejectFile(target, source=log):
        assert target.exists()
    assert sorted(path.name for path in log.parent.iterdir()) == ["log.csv"]


def test_what_breaks_off_leaves_the_earlier_file(log: Path) -> None:
    target = log.with_name("rejected.csv")
    with RejectFile(target, source=log) as file:
        file.add(REJECT)

    def broken_off() -> None:
        with RejectFile(target, source=log) as file:
            file.add(REJECT)
            file.add(REJECT)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert target.read_text() == WRITTEN
    assert sorted(path.name for path in log.parent.iterdir()) == ["log.csv", "rejected.csv"]


def test_no_other_file_is_touched(log: Path) -> None:
    other = log.with_name("thesis.txt")
    other.write_text("years of work\n")
    linked = log.with_name("linked.csv")
    linked.symlink_to(log)
    for target, seen in (
        (log, "is the file that is to be read"),
        (linked, "is the file that is to be read"),
        (other, "holds something else than rejected lines"),
        (log.parent, "is no plain file"),
        (log.parent / "none" / "rejected.csv", "lies in a folder that does not exist"),
    ):
        with pytest.raises(BadInputError, match=seen), RejectFile(target, source=log):
            pytest.fail("entered")
    assert other.read_text() == "years of work\n"
    assert log.read_text() == "number\n1\n"


def test_a_name_that_the_system_refuses_is_bad_input(log: Path) -> None:
    target = log.with_name("r" * 300)
    with pytest.raises(BadInputError, match="File name too long"), RejectFile(target, source=log):
        pytest.fail("entered")
    target = log.with_name("r" * 250)
    with (
        pytest.raises(BadInputError, match="can't be written: File name too long"),
        RejectFile(target, source=log) as file,
    ):
        file.add(REJECT)
    assert [path.name for path in log.parent.iterdir()] == ["log.csv"]
