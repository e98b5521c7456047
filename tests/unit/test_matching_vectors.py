"""Meaning beside the letters: a missing part, a damaged file, long texts, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from structlog.testing import capture_logs

from netsvc.finding.encoders import Encoder, open_encoder, open_english
from netsvc.finding.meaning import Meaning
from netsvc.finding.vectors import LONGEST_WORD, VectorStore
from netsvc.matching import Certainty, IssueTypeText, Matcher, build_matcher
from netsvc.matching.composed import ComposedMatcher, KnownRule, Signs
from netsvc.matching.lexical import LexicalMatcher
from netsvc.matching.model import MAX_VECTOR_CHARACTERS, MAX_VECTOR_WORDS, Vectors
from netsvc.matching.rich import RichMatcher

TYPES = [
    IssueTypeText("rent", {"en": "Change of rent", "fi": "Vuokran muutos"}),
    IssueTypeText("birth", {"en": "Parental allowance", "fi": "Vanhempainraha"}),
    IssueTypeText("tax", {"en": "Tax card", "fi": "Verokortti"}),
]
WORLDS = {"rent": 0, "vuokra": 0, "landlord": 0, "parent": 1, "vanhem": 1, "baby": 1, "tax": 2}


class WordList:
    """A real encoder in small: its dimensions are the things it has heard of."""

    version = "word list 1"
    dimension = 4

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[3] = 0.5
            for word, world in WORLDS.items():
                row[world] += word in text.lower()
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def lexical() -> LexicalMatcher:
    matcher = build_matcher(TYPES)
    assert isinstance(matcher, LexicalMatcher)
    return matcher


def composed(encoder: Encoder, folder: Path) -> Matcher:
    meaning = Meaning(encoder, folder)
    matcher = lexical()
    assert meaning.fill(matcher)
    assert meaning.missing(matcher) == 0
    return meaning.compose(matcher)


def first(matcher: Matcher, words: str) -> str:
    return matcher.match(words).matches[0].issue_type_id


def test_meaning_finds_what_letters_do_not(tmp_path: Path) -> None:
    matcher = composed(WordList(), tmp_path)

    assert first(matcher, "my landlord called") == "rent"
    assert first(matcher, "the baby came") == "birth"
    assert first(matcher, "verokortin") == "tax"
    assert first(lexical(), "the baby came") != "birth"


@pytest.mark.parametrize("words", ["", " ", "😀🎉", "12345 67", "-", "\x00", "och att det"])
def test_what_says_nothing_stays_dont_know(tmp_path: Path, words: str) -> None:
    encoder = WordList()
    matcher = composed(encoder, tmp_path)
    encoder.seen.clear()

    assert matcher.match(words).matches == ()
    assert matcher.match(words).certainty is Certainty.DONT_KNOW
    assert encoder.seen == []


def test_without_vectors_the_letters_answer_alike(tmp_path: Path) -> None:
    bare = Meaning(WordList(), tmp_path).compose(lexical())

    assert isinstance(bare, ComposedMatcher)
    for row in TYPES:
        for name in row.names.values():
            assert first(bare, name) == row.id


def test_an_organisation_without_words_is_composed_too(tmp_path: Path) -> None:
    empty = Meaning(WordList(), tmp_path).compose(build_matcher([]))

    assert empty.match("rent").certainty is Certainty.DONT_KNOW


def test_vectors_are_made_once_and_kept(tmp_path: Path) -> None:
    composed(WordList(), tmp_path)
    again = WordList()
    store = VectorStore(again, tmp_path)

    assert store.missing(lexical().texts) == []
    assert store.fill(lexical().texts)
    assert again.seen == []
    np.testing.assert_allclose(
        store.rows(lexical().texts), WordList().encode(lexical().texts), atol=1e-3
    )
    assert [path.name for path in tmp_path.iterdir()] == [store.path.name]


@pytest.mark.parametrize("damage", ["half", "bit", "empty", "other", "header"])
def test_a_damaged_file_is_said_and_made_anew(tmp_path: Path, damage: str) -> None:
    texts = lexical().texts
    store = VectorStore(WordList(), tmp_path)
    store.fill(texts)
    whole = store.path.read_bytes()
    damaged = {
        "half": whole[: len(whole) // 2],
        "bit": whole[:-1] + bytes([whole[-1] ^ 1]),
        "empty": b"",
        "other": b"PK\x03\x04",
        "header": whole[:17] + b"{}\n",
    }[damage]
    store.path.write_bytes(damaged)

    with capture_logs() as said:
        reopened = VectorStore(WordList(), tmp_path)

    assert [line["event"] for line in said] == ["sentence vectors damaged, made anew"]
    assert len(reopened.missing(texts)) == len(texts)
    assert first(composed(WordList(), tmp_path), "my landlord called") == "rent"
    assert store.path.read_bytes() == whole


def test_another_model_has_a_file_of_its_own(tmp_path: Path) -> None:
    class Newer(WordList):
        version = "word list 2"

    old, new = VectorStore(WordList(), tmp_path), VectorStore(Newer(), tmp_path)
    old.fill(["rent"])

    assert old.path != new.path
    assert new.missing(["rent"]) == ["rent"]


def test_a_folder_that_can_not_be_written_costs_only_the_keeping(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with capture_logs() as said:
        store = VectorStore(WordList(), tmp_path / "file" / "vectors")
        assert store.fill(["rent"])

    assert "sentence vectors not kept" in [line["event"] for line in said]
    assert store.missing(["rent"]) == []


def test_making_stops_when_told_and_goes_on_later(tmp_path: Path) -> None:
    texts = [f"rent {number}" for number in range(20)]
    store = VectorStore(WordList(), tmp_path)
    answers = iter([False, True])

    assert not store.fill(texts, lambda: next(answers))
    assert 0 < len(store.missing(texts)) < len(texts)
    assert VectorStore(WordList(), tmp_path).missing(texts) == store.missing(texts)
    assert store.fill(texts)


def test_a_letter_is_cut_before_it_is_encoded(tmp_path: Path) -> None:
    encoder = WordList()
    matcher = composed(encoder, tmp_path)
    encoder.seen.clear()

    assert first(matcher, "rent " * 20_000) == "rent"
    assert first(matcher, "rent" * 20_000) == "rent"
    assert first(matcher, ("landlords rent " * 9_000)) == "rent"
    assert [len(text) for text in encoder.seen] == [
        len("rent ") * MAX_VECTOR_WORDS - 1,
        LONGEST_WORD,
        MAX_VECTOR_CHARACTERS,
    ]


def test_words_are_encoded_once_while_typing_and_never_kept(tmp_path: Path) -> None:
    encoder = WordList()
    matcher = composed(encoder, tmp_path)
    path = VectorStore(encoder, tmp_path).path
    kept = path.read_bytes()
    encoder.seen.clear()

    for _ in range(3):
        matcher.match("my landlord")

    assert encoder.seen == ["my landlord"]
    assert path.read_bytes() == kept


def test_text_that_no_c_string_holds_is_encoded(tmp_path: Path) -> None:
    matcher = composed(WordList(), tmp_path)

    assert first(matcher, "rent\x00 \ud800 landlord") == "rent"


@pytest.mark.parametrize(
    "sign", ["lexical_nearest", "lexical_mean", "best_score", "nearest", "common"]
)
def test_more_likeness_is_never_less_known(sign: str) -> None:
    middle = Signs(
        lexical_nearest=0.3, lexical_mean=0.05, best_score=0.1, nearest=0.4, common=0.9, length=4.0
    )
    values = [KnownRule()(replace(middle, **{sign: step / 10})) for step in range(11)]

    assert values == sorted(values)
    assert all(0.0 <= value <= 1.0 for value in values)


def test_confidence_follows_the_scores(tmp_path: Path) -> None:
    matches = composed(WordList(), tmp_path).match("rent and tax", None, 3)
    values = [match.confidence for match in matches.matches]

    assert values == sorted(values, reverse=True)
    assert sum(values) <= matches.known + 1e-5


def taught() -> list[IssueTypeText]:
    words = {
        "rent": ("the rent went up", "my rent is new", "landlord called", "rent bill", "a rent"),
        "birth": ("baby is here", "a baby came", "parent leave", "my baby", "parents stay home"),
    }
    return [IssueTypeText(name, {"": name}, examples={"": said}) for name, said in words.items()]


def test_many_examples_teach_and_every_sort_of_text_is_answered(tmp_path: Path) -> None:
    meaning = Meaning(WordList(), tmp_path)
    matcher = build_matcher(taught())
    meaning.fill(matcher)
    rich = meaning.compose(matcher)

    assert isinstance(rich, RichMatcher)
    assert first(rich, "it is about the landlord") == "rent"
    assert first(rich, "BABY") == "birth"
    assert rich.match("rent", None, 0).matches == ()
    assert rich.match("12 🎉").certainty is Certainty.DONT_KNOW
    assert rich.match("rent").known > rich.match("zebra crossing").known
    assert rich.match("rent", None, 2) == rich.match("rent", None, 2)
    assert len(rich.match("住宅手当 😀").matches) == 2
    values = [match.confidence for match in rich.match("my rent", None, 2).matches]
    assert values == sorted(values, reverse=True)
    assert 0 < sum(values) <= 1.0 + 1e-5


def test_few_examples_keep_the_names_in_charge(tmp_path: Path) -> None:
    few = [replace(row, examples={"": row.examples[""][:2]}) for row in taught()]

    assert isinstance(Meaning(WordList(), tmp_path).compose(build_matcher(few)), ComposedMatcher)


def test_the_model_itself_knows_what_is_alike() -> None:
    encoder = open_encoder()
    if encoder is None:
        pytest.skip("this machine can't make sentence vectors")
    one, same, other = encoder.encode(["My rent went up", "Vuokrani nousi", "A cat on the roof"])

    assert one.shape == (encoder.dimension,)
    assert float(np.linalg.norm(one)) == pytest.approx(1.0, abs=1e-4)
    assert float(one @ same) > float(one @ other)


def test_the_english_model_knows_what_is_alike() -> None:
    encoder = open_english()
    if encoder is None:
        pytest.skip("this machine can't make English sentence vectors")
    one, same, other, none = encoder.encode(
        ["My rent went up", "The landlord asks for more money", "A cat on the roof", ""]
    )

    assert one.shape == (encoder.dimension,)
    assert float(np.linalg.norm(one)) == pytest.approx(1.0, abs=1e-4)
    assert float(one @ same) > float(one @ other) + 0.1
    assert np.isfinite(none).all()
    alone = encoder.encode(["My rent went up"])[0]
    np.testing.assert_allclose(one, alone, atol=1e-6)


class Elsewhere(WordList):
    """Understands nothing: where a text goes has nothing to do with what it says."""

    version = "elsewhere 1"

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        rows = [np.random.default_rng(crc32(text.encode())).normal(size=4) for text in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], np.float32).reshape(-1, 4)


@pytest.mark.parametrize(
    ("first_one", "second_one"), [(Elsewhere, WordList), (WordList, Elsewhere)]
)
def test_a_second_model_is_heard_where_it_knows_the_examples_better(
    tmp_path: Path, first_one: type[WordList], second_one: type[WordList]
) -> None:
    helpful, second = second_one is WordList, second_one()
    meaning = Meaning(first_one(), tmp_path, english=lambda: second)
    matcher = build_matcher(taught())
    assert meaning.missing(matcher) > len(second.seen) == 0
    assert meaning.fill(matcher)
    rich = meaning.compose(matcher)
    second.seen.clear()

    assert first(rich, "landlord") == "rent"
    assert second.seen == (["landlord"] if helpful else [])


def test_few_names_are_read_by_one_model(tmp_path: Path) -> None:
    asked: list[int] = []
    meaning = Meaning(WordList(), tmp_path, english=lambda: asked.append(1))
    meaning.fill(lexical())

    assert isinstance(meaning.compose(lexical()), ComposedMatcher)
    assert asked == []
