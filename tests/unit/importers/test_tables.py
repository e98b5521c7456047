"""Tables as text: lists in one field, any text out and in again, mappings that can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.errors import BadInputError
from netsvc.importers.mapping import EXAMPLE, read_mapping
from netsvc.importers.organisation import RESPONSIBLE, join_bars, split_bars, write_table
from netsvc.importers.reading import TableReader
from netsvc.importers.rejects import Reject, RejectFile

# the database keeps no lone surrogates, and a table no NUL
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
nasty = st.one_of(texts, st.text(alphabet=',"\n\r|\\0;\t a', max_size=20))


@given(st.lists(nasty))
def test_lists_in_one_field_round_trip(values: list[str]) -> None:
    assert split_bars(join_bars(values)) == values


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@given(st.lists(st.tuples(nasty, nasty), max_size=8))
def test_any_text_round_trips(folder: Path, rows: list[tuple[str, str]]) -> None:
    path = folder / "table.csv"
    write_table(RESPONSIBLE, path, [{"unit": a, "issueType": b} for a, b in rows])
    lines = list(TableReader(path, ["unit", "issueType"]))
    assert [(line.values["unit"], line.values["issueType"]) for line in lines] == rows
    assert all(line.problem is None for line in lines)


def test_example_mapping_is_the_uci_format() -> None:
    mapping = read_mapping(EXAMPLE)
    assert mapping.source == "incidents:uci-498"
    assert mapping.columns.resolver == "resolved_by"
    assert "assigned_to" not in mapping.columns.named()
    assert mapping.label("unit", "70").sv == "Grupp 70"


GOOD = 'name = "x"\n[columns]\ncase = "a"\nunit = "b"\nopened_at = "c"\n[dates]\nformats = ["%Y"]\n'


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("name =", "is no TOML"),
        ('name = "Å"', "needs a name"),
        (f"color = 1\n{GOOD}", "unknown key color"),
        (GOOD.replace('case = "a"\n', ""), "lacks columns.case"),
        (GOOD.replace("case =", "ticket ="), "columns.ticket"),
        (GOOD.replace('["%Y"]', "[]"), "dates.formats"),
        (f'encoding = "klingon"\n{GOOD}', "not known"),
        (f'delimiter = "ab"\n{GOOD}', "delimiter of one character"),
        (f'{GOOD}[channels]\nFax = "FAX"\n', "maps channels.Fax"),
        (f'{GOOD}[labels]\nunit = {{ fi = "a" }}\n', "labels.unit in fi, sv and en"),
        (f'{GOOD}time_zone = "Mars/Base"\n', "not known"),
    ],
)
def test_mapping_that_cannot_be_used(tmp_path: Path, text: str, seen: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInputError, match=seen):
        read_mapping(path)


def test_rejects_are_shortened_and_scrubbed(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("line,column,seen,expected\n1,from,an earlier,run\n")
    with RejectFile(path, source=tmp_path / "log.csv") as file:
        file.add(Reject(7, "words", "hetu 131052-308T " + "x" * 200, "a date"))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "line,column,seen,expected"
    assert lines[1].startswith("7,words,hetu [identity number] xxx")
    assert lines[1].endswith("…,a date")
    with RejectFile(path, source=tmp_path / "log.csv"):
        pass
    assert not path.exists()
