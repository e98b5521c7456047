"""What an issue type may be, which words of customers it lacks, and where gaps are; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from netsvc.directory.model import Language, LocalText, LocalWords
from netsvc.matching.text import content_words

MAX_NAME = 120
MAX_DESCRIPTION = 1000
MAX_WORD = 80
MAX_EXAMPLE = 400
MAX_LIST = 200
LEAST_PARTS, MOST_PARTS = 2, 12
LEAST_CASES = 3
"""A word is offered only if so many cases hold it: one customer's word stays theirs."""
STEM = 5
"""Words that share so many first letters count as the same: Finnish and Swedish inflect."""
LEAST_UNDERSTOOD = 0.5
ENOUGH_CASES = 5
NOTHING = LocalText("", "", "")
NO_WORDS = LocalWords()


@dataclass(frozen=True)
class TypeFacts:
    """An issue type as its editor gives it; lists hold one text each, in order."""

    name: LocalText
    description: LocalText = NOTHING
    synonyms: LocalWords = NO_WORDS
    examples: LocalWords = NO_WORDS
    broader_id: str | None = None


@dataclass(frozen=True)
class CaseWords:
    """What a customer said in a case of an issue type."""

    issue_type_id: str
    language: Language | None
    words: str


@dataclass(frozen=True)
class UnmatchedWord:
    """A word that customers use for the type and that none of its texts holds."""

    word: str
    language: Language | None
    cases: int


@dataclass(frozen=True)
class NotUnderstood:
    """Of ``cases`` with words, ``missed`` share no word with any text of their type."""

    issue_type_id: str
    cases: int
    missed: int


@dataclass(frozen=True)
class Gaps:
    """Types that nobody resolves, that hang on one person, whose words are not understood."""

    nobody: tuple[str, ...]
    one_person: tuple[tuple[str, str], ...]
    not_understood: tuple[NotUnderstood, ...]


def unusable(facts: TypeFacts) -> tuple[str, object, str] | None:
    """Field, what was seen, and the words of a refusal; None where the facts will do."""
    for text in (facts.name.fi, facts.name.sv, facts.name.en):
        if not text or len(text) > MAX_NAME:
            return "name", text, "type_name"
    for text in (facts.description.fi, facts.description.sv, facts.description.en):
        if len(text) > MAX_DESCRIPTION:
            return "description", len(text), "type_description"
    for field, words, longest in (
        ("synonyms", facts.synonyms, MAX_WORD),
        ("examples", facts.examples, MAX_EXAMPLE),
    ):
        for texts in (words.fi, words.sv, words.en):
            if len(texts) > MAX_LIST:
                return field, len(texts), "type_many_words"
            for text in texts:
                if not text or len(text) > longest:
                    return field, text, "type_word"
    return None


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The first letters of every content word."""
    return frozenset(word[:STEM] for text in texts for word in content_words(text))


def unmatched_words(
    own: Sequence[CaseWords], others: Sequence[CaseWords], texts: Iterable[str], limit: int = 20
) -> list[UnmatchedWord]:
    """Words of at least three own cases that the texts lack, those typical of the type first.

    A word counts as typical by the share of own cases that hold it less that of the others.
    """
    known = stems(texts)
    seen: Counter[str] = Counter()
    languages: dict[str, Counter[Language | None]] = {}
    for case in own:
        for word in set(content_words(case.words)):
            if len(word) > 2 and word[:STEM] not in known:
                seen[word] += 1
                languages.setdefault(word, Counter())[case.language] += 1
    elsewhere = Counter(word for case in others for word in set(content_words(case.words)))
    scored = []
    for word, cases in seen.items():
        typical = cases / len(own) - elsewhere[word] / max(1, len(others))
        if cases >= LEAST_CASES and typical > 0:
            scored.append((-typical, word, cases))
    return [
        UnmatchedWord(word, languages[word].most_common(1)[0][0], cases)
        for _, word, cases in sorted(scored)[:limit]
    ]


def not_understood(
    cases: Iterable[CaseWords], texts: Mapping[str, Iterable[str]]
) -> tuple[NotUnderstood, ...]:
    """Types of whose cases fewer than half share a word with their texts, the worst first."""
    known = {type_id: stems(own) for type_id, own in texts.items()}
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for case in cases:
        if case.issue_type_id in known:
            counts[case.issue_type_id] += 1
            missed[case.issue_type_id] += not (stems([case.words]) & known[case.issue_type_id])
    found = [
        NotUnderstood(type_id, count, missed[type_id])
        for type_id, count in counts.items()
        if count >= ENOUGH_CASES and missed[type_id] > (1 - LEAST_UNDERSTOOD) * count
    ]
    return tuple(sorted(found, key=lambda one: (-one.missed / one.cases, one.issue_type_id)))
