"""What customers said in matters that were resolved, as further examples of their issue type.

Nothing is copied: the case and its issue type are the truth, so a case that is given another type,
opened again, merged or taken back teaches otherwise at the next look. Words that stand under two
types tell nothing and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from netsvc.matching.lexical import texts_of
from netsvc.matching.model import IssueTypeText
from netsvc.matching.text import content, content_words

MOST_A_TYPE = 20
MOST = 3_000
"""Of all types together; with many types each gets fewer. A vector costs some 25 ms, once."""
LEAST_WORDS = 2
"""One word alone is said of many matters."""
LONGEST = 400


@dataclass(frozen=True)
class ChosenType:
    """The scrubbed words of a resolved case, and the issue type it was resolved as.

    ``corrected``: somebody changed the type, so what was matched at first was wrong.
    """

    issue_type_id: str
    language: str
    words: str
    corrected: bool = False


def with_learned(
    rows: Sequence[IssueTypeText], chosen: Iterable[ChosenType]
) -> tuple[IssueTypeText, ...]:
    """The types with examples added; corrected words first, else in the order given."""
    known = {row.id: {content(text) for text in texts_of(row)} for row in rows}
    picked: dict[str, list[ChosenType]] = {}
    types: dict[str, set[str]] = {}
    usable = [one for one in chosen if one.issue_type_id in known and _usable(one.words)]
    for one in usable:
        types.setdefault(content(one.words), set()).add(one.issue_type_id)
    a_type = min(MOST_A_TYPE, MOST // max(1, len(rows)))
    for one in sorted(usable, key=lambda one: not one.corrected):
        words, own = content(one.words), picked.setdefault(one.issue_type_id, [])
        if len(own) < a_type and len(types[words]) == 1 and words not in known[one.issue_type_id]:
            known[one.issue_type_id].add(words)
            own.append(one)
    return tuple(_taught(row, picked.get(row.id, [])) for row in rows)


def _usable(words: str) -> bool:
    return len(words) <= LONGEST and len(set(content_words(words))) >= LEAST_WORDS


def _taught(row: IssueTypeText, learned: Sequence[ChosenType]) -> IssueTypeText:
    if not learned:
        return row
    examples = {language: tuple(texts) for language, texts in row.examples.items()}
    for one in learned:
        examples[one.language] = (*examples.get(one.language, ()), one.words)
    return replace(row, examples=examples)
