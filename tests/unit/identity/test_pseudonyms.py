"""Customers' numbers become keyed hashes; the key is made once and kept to the owner."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc import settings
from netsvc.errors import ConfigurationError
from netsvc.identity.pseudonyms import KEY_FILE, Pseudonyms

KEY = Pseudonyms(b"a key for tests only, and a long one")


@given(st.text(), st.text())
def test_same_number_same_pseudonym_and_no_other(one: str, other: str) -> None:
    assert KEY.customer(one) == KEY.customer(f" {one} ")
    assert (KEY.customer(one) == KEY.customer(other)) is (one.strip() == other.strip())
    assert len(KEY.customer(one)) == 32


def test_key_and_space_tell_apart() -> None:
    other = Pseudonyms(b"another key for tests")
    assert KEY.customer("7") != other.customer("7")
    assert KEY.customer("7") != KEY.customer("7", "incidents:uci-498")
    assert KEY.fingerprint != other.fingerprint


def test_key_is_made_once_in_the_data_folder(tmp_path: Path) -> None:
    found = settings.load({}, data_dir=tmp_path / "data")
    first = Pseudonyms.from_settings(found).customer("7")
    path = tmp_path / "data" / KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == [KEY_FILE]
    assert Pseudonyms.from_settings(found).customer("7") == first


def test_set_key_wins_and_no_file_is_made(tmp_path: Path) -> None:
    found = settings.load(
        {"NETSVC_PSEUDONYM_KEY": "a key for tests only, and a long one"}, data_dir=tmp_path
    )
    assert Pseudonyms.from_settings(found).customer("7") == KEY.customer("7")
    assert list(tmp_path.iterdir()) == []


def test_short_key_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="has 5 bytes"):
        Pseudonyms(b"short")


def test_unwritable_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="can't be kept"):
        Pseudonyms.from_settings(settings.load({}, data_dir=tmp_path / "file"))
