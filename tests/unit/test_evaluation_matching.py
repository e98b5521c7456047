"""Measuring the matcher: taxonomy and sentences in, figures and predictions out."""

from __future__ import annotations

import csv
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from netsvc.cli.evaluate import app
from netsvc.errors import BadInputError
from netsvc.evaluation.matching import (
    Sentence,
    evaluate_matching,
    read_sentences,
    read_taxonomy,
    types_from,
    with_examples,
)
from netsvc.matching import build_matcher

TAXONOMY = """id,parent,name_fi,name_sv,name_en,description_en,synonyms_fi,synonyms_sv,synonyms_en
home,,Asuminen,Boende,Housing,Matters about housing,,,
rent,home,Vuokran muutos,Ändrad hyra,Change of rent,A new rent,vuokrankorotus|uusi vuokra,,
deposit,home,Takuuvuokra,Hyresgaranti,Deposit guarantee,,,,rent deposit
tax,,Verokortti,Skattekort,Tax card,,,,
"""
TEST = """text,language,category
vuokrankorotus tuli,fi,rent
hyresgarantin,sv,deposit
new tax card,en,tax
thunder and picnic,en,other
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors of these tests stay with them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    taxonomy, test = tmp_path / "taxonomy.csv", tmp_path / "test.csv"
    taxonomy.write_text(TAXONOMY, encoding="utf-8")
    test.write_text(TEST, encoding="utf-8")
    return taxonomy, test


def test_areas_are_left_out_and_texts_are_read(files: tuple[Path, Path]) -> None:
    types = {row.id: row for row in read_taxonomy(files[0])}

    assert list(types) == ["rent", "deposit", "tax"]
    assert types["rent"].names == {
        "fi": "Vuokran muutos",
        "sv": "Ändrad hyra",
        "en": "Change of rent",
    }
    assert types["rent"].synonyms["fi"] == ("vuokrankorotus", "uusi vuokra")
    assert types["rent"].broader_id == "home"
    assert read_sentences(files[1])[0] == Sentence("vuokrankorotus tuli", "rent", "fi")


def test_quality_by_language_and_of_dont_know(files: tuple[Path, Path]) -> None:
    types = read_taxonomy(files[0])
    result = evaluate_matching(
        build_matcher(types), frozenset(t.id for t in types), read_sentences(files[1])
    )

    assert (result.whole.hits[1].hits, result.whole.hits[1].cases) == (3, 3)
    assert result.whole.auroc == 1.0
    assert result.whole.others_refused.share == 1.0
    assert set(result.by_language) == {"fi", "sv", "en"}
    assert result.by_language["fi"].auroc is None
    assert 0.0 <= result.whole.calibration_error <= 1.0


def test_examples_are_added_to_their_types_only(files: tuple[Path, Path]) -> None:
    added = with_examples(
        read_taxonomy(files[0]),
        [Sentence("prosentti", "tax", "fi"), Sentence("what", "unheard", "en")],
    )
    by_id = {row.id: row for row in added}

    assert by_id["tax"].examples["fi"] == ("prosentti",)
    assert by_id["rent"].examples["fi"] == ()
    learned = types_from(
        [Sentence("where is it", "card_arrival"), Sentence("late", "card_arrival")]
    )
    assert [(t.id, t.names, t.examples) for t in learned] == [
        ("card_arrival", {"": "card arrival"}, {"": ("where is it", "late")})
    ]


def test_the_command_prints_json_and_predictions(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    run = CliRunner().invoke(
        app,
        [
            *("matching", "--taxonomy", str(files[0]), "--test", str(files[1])),
            *("--predictions", str(out), "--json"),
        ],
    )

    assert run.exit_code == 0, run.output
    figures = orjson.loads(run.stdout)
    assert figures["issue_types"] == 3
    assert figures["quality"]["all"]["hits"]["first_1"]["hits"] == 3
    with out.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["text", "rank", "issue_type", "confidence", "known"]
    assert rows[1][:3] == ["vuokrankorotus tuli", "1", "rent"]
    assert 0.0 <= float(rows[1][4]) <= 1.0


def test_the_command_learns_from_sentences_alone(tmp_path: Path) -> None:
    train, test = tmp_path / "a.csv", tmp_path / "b.csv"
    train.write_text("text,category\nmy card is late,card\nbad rate,rate\n", encoding="utf-8")
    test.write_text("text,category\ncard late,card\nhello,greeting\n", encoding="utf-8")

    run = CliRunner().invoke(app, ["matching", "--train", str(train), "--test", str(test)])

    assert run.exit_code == 0, run.output
    assert "2 issue types" in run.stdout


@pytest.mark.parametrize("both", [True, False])
def test_types_come_from_one_source(files: tuple[Path, Path], *, both: bool) -> None:
    sources = ["--taxonomy", str(files[0]), "--train", str(files[1])] if both else []
    run = CliRunner().invoke(app, ["matching", "--test", str(files[1]), *sources])

    assert isinstance(run.exception, BadInputError)


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b"a,b\n1,2\n", "lacks the columns text, category"),
        (b"text,category\n", "has no rows"),
        (b"text,category\n\xff\xfe,x\n", "can't be read"),
    ],
)
def test_what_are_no_sentences_says_why(tmp_path: Path, content: bytes, seen: str) -> None:
    path = tmp_path / "test.csv"
    path.write_bytes(content)

    with pytest.raises(BadInputError, match=seen):
        read_sentences(path)
    with pytest.raises(BadInputError, match="There is no file"):
        read_sentences(tmp_path / "none.csv")
