"""Words to issue types: from names alone, in three languages, and never a crash."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsvc.matching import Certainty, IssueTypeText, Matcher, build_matcher
from netsvc.matching.lexical import likelihoods
from netsvc.matching.text import content_words, what_it_is

TYPES = [
    IssueTypeText(
        "parental",
        {"fi": "Vanhempainraha", "sv": "Föräldrapenning", "en": "Parental allowance"},
        {"fi": ("isyysvapaa", "äitiysvapaan raha"), "sv": ("pappaledighet",)},
    ),
    IssueTypeText(
        "rent",
        {"fi": "Vuokran muutos asumistuessa", "sv": "Ändrad hyra", "en": "Change of rent"},
        {"fi": ("vuokrankorotus",), "sv": ("hyreshöjning",), "en": ("rent increase",)},
        {"fi": ("Vuokranantaja korotti vuokraa, mihin ilmoitan?",)},
        {"en": "Reporting a new rent; not a payment to the landlord."},
    ),
    IssueTypeText(
        "tax-card",
        {"fi": "Verokortti ja ennakonpidätys", "sv": "Skattekort", "en": "Tax card"},
        {"en": ("withholding percentage",)},
    ),
    IssueTypeText("travel", {"fi": "Matkakorvaus", "sv": "Reseersättning", "en": "Travel costs"}),
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return build_matcher(TYPES)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("vanhempainrahasta kysyisin", "parental"),
        ("vanhempanraha", "parental"),
        ("VANHEMPAINRAHAHAKEMUKSENI", "parental"),
        ("när betalas föräldrapenningen ut", "parental"),
        ("parental allowances", "parental"),
        ("vuokrankorotuksesta ilmoittaminen", "rent"),
        ("min hyra har höjts, hyreshöjningen börjar i maj", "rent"),
        ("rent increasd", "rent"),
        ("uusi skattekort mulle, verokortin prosentti", "tax-card"),
        ("matkakorvausten hakeminen", "travel"),
    ],
)
def test_inflected_compound_misspelt_and_mixed_words(
    matcher: Matcher, words: str, expected: str
) -> None:
    matches = matcher.match(words, None, 3)

    assert matches.matches[0].issue_type_id == expected
    assert matches.certainty is not Certainty.DONT_KNOW


@pytest.mark.parametrize(
    "words",
    ["", " ", "😀🎉", "12345 67", "Пособие на жильё", "住宅手当", "-", "och att det", "\x00"],
)
def test_what_says_nothing_is_dont_know_without_guesses(matcher: Matcher, words: str) -> None:
    matches = matcher.match(words)

    assert matches.certainty is Certainty.DONT_KNOW
    assert matches.matches == ()
    assert matches.known == 0.0


def test_other_things_are_dont_know_with_guesses_to_ask_about(matcher: Matcher) -> None:
    matches = matcher.match("the picnic was ruined by thunder and ants")

    assert matches.certainty is Certainty.DONT_KNOW
    assert matches.known < 0.5


def test_confidences_are_probabilities_best_first(matcher: Matcher) -> None:
    matches = matcher.match("vuokra nousi ja verokortti muuttui", None, 4)
    values = [match.confidence for match in matches.matches]

    assert len(values) == 4
    assert values == sorted(values, reverse=True)
    assert values[-1] >= 0
    assert sum(values) <= matches.known + 1e-5 <= 1.0 + 1e-5
    assert len(matcher.match("vuokra", None, 2).matches) == 2
    assert matcher.match("vuokra", None, 0).matches == ()


def test_a_letter_is_cut_and_a_long_one_answers_like_its_beginning(matcher: Matcher) -> None:
    letter = "vuokrankorotus " * 200

    assert matcher.match(letter[:2_000]) == matcher.match(letter * 40)


def test_equal_texts_give_equal_answers_in_the_order_of_the_types() -> None:
    twins = [IssueTypeText(name, {"en": "Same name"}) for name in ("b", "a", "c")]

    ids = [m.issue_type_id for m in build_matcher(twins).match("same name").matches]

    assert ids == ["b", "a", "c"]


def test_every_name_finds_its_own_type(matcher: Matcher) -> None:
    for row in TYPES:
        for language, name in row.names.items():
            assert matcher.match(name, language, 1).matches[0].issue_type_id == row.id


def test_examples_teach_what_names_do_not_say() -> None:
    words = "firman bussilippu kahden kunnan väliin"
    taught = [*TYPES[:3], IssueTypeText("travel", TYPES[3].names, {}, {"fi": ("bussilippu",)})]

    assert build_matcher(TYPES).match(words).certainty is Certainty.DONT_KNOW
    assert build_matcher(taught).match(words).matches[0].issue_type_id == "travel"


def test_thousands_of_types_are_matched_too() -> None:
    many = [
        IssueTypeText(f"t{number}", {"en": f"Matter of sort {number:x}q{number * 7:x}"})
        for number in range(5_000)
    ]
    matches = build_matcher(many).match("matter of sort 1f4qdac")

    assert matches.matches[0].issue_type_id == "t500"


@pytest.mark.parametrize(
    "types",
    [[], [IssueTypeText("a", {})], [IssueTypeText("a", {"fi": "12"}), IssueTypeText("b", {})]],
    ids=["none", "nameless", "digits"],
)
def test_an_organisation_without_words_knows_nothing(types: list[IssueTypeText]) -> None:
    assert build_matcher(types).match("vuokra").certainty is Certainty.DONT_KNOW


def test_one_type_alone_is_matched() -> None:
    assert build_matcher(TYPES[:1]).match("vanhempainraha").matches[0].issue_type_id == "parental"


def test_function_words_numbers_and_neighbours_are_left_out() -> None:
    assert content_words("Hei, minun vuokra on 550 € — Tack!") == ["vuokra"]
    assert what_it_is("Reporting a new rent; not a deposit.") == "Reporting a new rent"
    assert what_it_is("Matters about housing, but not rent.") == "Matters about housing"
    assert what_it_is("Uusi vuokra, mutta ei takuuvuokra") == "Uusi vuokra"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_no_text_crashes_it(matcher: Matcher, text: str) -> None:
    matches = matcher.match(text)

    assert 0.0 <= matches.known <= 1.0
    assert all(0.0 <= match.confidence <= 1.0 for match in matches.matches)


def test_what_is_far_behind_stays_possible_and_softmax_is_the_limit() -> None:
    behind = np.array([0.0, 1.0, 4.0])

    assert likelihoods(behind, 4.0).tolist() == [1.0, 1.25**-4, 2.0**-4]
    np.testing.assert_array_equal(likelihoods(behind, math.inf), np.exp(-behind))
    np.testing.assert_allclose(likelihoods(behind, 1e9), np.exp(-behind), rtol=1e-6)
