"""Notes: what can be kept, and when one is to be looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netsvc.directory.model import Language
from netsvc.events.answers import RefusalKind
from netsvc.notes.model import (
    LATEST_REVIEW,
    MAX_TEXT,
    Note,
    NoteState,
    NoteText,
    change_refusal,
    review_refusal,
    text_refusal,
)

TODAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOTE = Note(
    "n", "t", NoteText(fi="a"), NoteState.ACTIVE, "eeva", AT, None, AT, TODAY + timedelta(days=1)
)
texts = st.none() | st.text(max_size=MAX_TEXT + 3)


@given(texts, texts, texts)
def test_a_note_has_words_in_at_least_one_language(
    fi: str | None, sv: str | None, en: str | None
) -> None:
    text = NoteText(fi, sv, en)
    kept = text.trimmed()
    assert kept.trimmed() == kept
    lengths = [len(kept.in_language(language) or "") for language in Language]
    refusal = text_refusal(text)
    if not any(lengths):
        assert refusal is not None
        assert refusal.words == "note_empty"
    elif max(lengths) > MAX_TEXT:
        assert refusal is not None
        assert refusal.words == "note_long"
    else:
        assert refusal is None
        assert kept.languages


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "note_review_past"), (0, "note_review_past"), (1, None), (LATEST_REVIEW.days, None),
     (LATEST_REVIEW.days + 1, "note_review_far")],
)  # fmt: skip
def test_the_day_of_review_comes_and_is_not_too_far(days: int, words: str | None) -> None:
    refusal = review_refusal(TODAY + timedelta(days=days), TODAY)
    assert (refusal.words if refusal else None) == words


def test_a_note_is_to_review_from_its_day_unless_retired() -> None:
    assert not NOTE.to_review(TODAY)
    assert NOTE.to_review(TODAY + timedelta(days=1))
    assert NOTE.to_review(TODAY + timedelta(days=9))
    assert not replace(NOTE, state=NoteState.RETIRED).to_review(TODAY + timedelta(days=9))


def test_who_may_change_it() -> None:
    assert change_refusal(NoteState.ACTIVE, may=True, author_id="eeva") is None
    other = change_refusal(NoteState.ACTIVE, may=False, author_id="eeva")
    assert other is not None
    assert (other.kind, other.owner_id) == (RefusalKind.NOT_YOURS, "eeva")
    gone = change_refusal(NoteState.RETIRED, may=True, author_id="eeva")
    assert gone is not None
    assert (gone.kind, gone.words) == (RefusalKind.WRONG_STATE, "note_retired")
