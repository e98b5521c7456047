"""Which words an issue type lacks, and what it may be called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netsvc.directory.model import Language, LocalText, LocalWords
from netsvc.taxonomy.model import (
    CaseWords,
    NotUnderstood,
    TypeFacts,
    UnmatchedWord,
    not_understood,
    unmatched_words,
    unusable,
)

FACTS = TypeFacts(LocalText("Asumistuki", "Bostadsbidrag", "Housing allowance"))


def said(words: str, type_id: str = "rent") -> CaseWords:
    return CaseWords(type_id, Language.FI, words)


def test_words_of_three_cases_that_no_text_holds_are_offered_the_typical_first() -> None:
    own = [
        said("vuokralisä jäi tulematta, laitoin hakemuksen"),
        said("milloin vuokralisää maksetaan, hakemus lähti"),
        said("vuokralisä asumistukeen"),
        said("Vuokralisä! hakemus ja asumistuen päätös"),
        said("vuokralisä hakemus taas"),
    ]
    others = [said("hakemus", "tax")] * 3 + [said("verokortti", "tax")]
    found = unmatched_words(own, others, ["Asumistuki"])
    assert found == [UnmatchedWord("vuokralisä", Language.FI, 4)]
    assert unmatched_words(own, others, ["Asumistuki", "vuokralisät"]) == []
    assert unmatched_words([], others, []) == []


def test_types_are_named_whose_cases_share_no_word_with_their_texts() -> None:
    cases = [said("kämppätuki") for _ in range(5)] + [said("asumistukea")]
    cases += [said("verokortti", "tax") for _ in range(9)] + [said("mitä", "few")]
    texts = {"rent": ["asumistuki"], "tax": ["verokortit"], "few": ["muu"]}
    assert not_understood(cases, texts) == (NotUnderstood("rent", 6, 5),)


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        (replace(FACTS, name=LocalText("Asumistuki", "", "x")), "name", "type_name"),
        (replace(FACTS, name=LocalText("x" * 121, "x", "x")), "name", "type_name"),
        (
            replace(FACTS, description=LocalText("", "x" * 1001, "")),
            "description",
            "type_description",
        ),
        (replace(FACTS, synonyms=LocalWords(fi=("x" * 81,))), "synonyms", "type_word"),
        (replace(FACTS, examples=LocalWords(sv=("x",) * 201)), "examples", "type_many_words"),
    ],
)
def test_what_can_not_be_kept_says_which_field(facts: TypeFacts, field: str, words: str) -> None:
    found = unusable(facts)
    assert found is not None
    assert (found[0], found[2]) == (field, words)


def test_usual_facts_will_do() -> None:
    assert unusable(FACTS) is None
