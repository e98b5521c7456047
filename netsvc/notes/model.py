"""Notes on an issue type, pure: what was learnt from an answer, for whoever has the next matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from netsvc.directory.model import Language
from netsvc.events.answers import Refusal, RefusalKind, invalid

MAX_TEXT = 600
REVIEW_AFTER = timedelta(days=182)
"""A note is to be looked at again after half a year, unless its author says when."""
LATEST_REVIEW = timedelta(days=732)


class NoteState(StrEnum):
    ACTIVE = "ACTIVE"
    RETIRED = "RETIRED"


@dataclass(frozen=True)
class NoteText:
    """The same note in up to three languages; at least one is there."""

    fi: str | None = None
    sv: str | None = None
    en: str | None = None

    def in_language(self, language: Language) -> str | None:
        return {Language.FI: self.fi, Language.SV: self.sv, Language.EN: self.en}[language]

    def trimmed(self) -> NoteText:
        """Without blanks at the ends; blank texts are none."""
        fi, sv, en = ((text or "").strip() or None for text in (self.fi, self.sv, self.en))
        return NoteText(fi, sv, en)

    @property
    def languages(self) -> tuple[Language, ...]:
        return tuple(language for language in Language if self.in_language(language))


@dataclass(frozen=True)
class Note:
    """``review_on`` is the day from which it is listed as to review."""

    id: str
    issue_type_id: str
    text: NoteText
    state: NoteState
    author_id: str | None
    written_at: datetime
    changed_by_id: str | None
    changed_at: datetime
    review_on: date

    def to_review(self, today: date) -> bool:
        return self.state is NoteState.ACTIVE and self.review_on <= today


@dataclass(frozen=True)
class NotePosition:
    """Where a page of notes ended."""

    changed_at: datetime
    id: str


@dataclass(frozen=True)
class NotePage:
    """Notes, latest changed first."""

    notes: tuple[Note, ...]
    has_next: bool


def text_refusal(text: NoteText) -> Refusal | None:
    """Whether the note can be kept."""
    kept = text.trimmed()
    if not kept.languages:
        return invalid("text", "", "note_empty")
    for language in kept.languages:
        said = kept.in_language(language) or ""
        if len(said) > MAX_TEXT:
            return invalid(f"text.{language}", len(said), "note_long")
    return None


def review_refusal(review_on: date, today: date) -> Refusal | None:
    """Whether the day of review is one that comes, and not too far ahead."""
    if review_on <= today:
        return invalid("reviewOn", review_on, "note_review_past")
    if review_on - today > LATEST_REVIEW:
        return invalid("reviewOn", review_on, "note_review_far")
    return None


def change_refusal(state: NoteState, *, may: bool, author_id: str | None) -> Refusal | None:
    """Whether a note may be changed or retired; ``may`` is what the graph says of the actor."""
    if not may:
        return Refusal(RefusalKind.NOT_YOURS, "note_not_yours", owner_id=author_id)
    if state is NoteState.RETIRED:
        return Refusal(RefusalKind.WRONG_STATE, "note_retired", state=state)
    return None
