"""Opaque global ids and cursors; what is malformed is the caller's mistake, never ours."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from enum import StrEnum

import orjson
import strawberry

from netsvc.cases.model import CasePosition
from netsvc.directory.model import Position
from netsvc.errors import BadInputError
from netsvc.notes.model import NotePosition

MAX_ID = 400
MAX_CURSOR = 800
MAX_PLAIN_ID = 100
"""Of ids that are no global ones: absences, swaps, webhooks, contests and the like."""


class Kind(StrEnum):
    """The types that have a global id, by their name in the schema."""

    UNIT = "Unit"
    EXPERT = "Expert"
    ISSUE_TYPE = "IssueType"
    MINI_NETWORK = "MiniNetwork"
    CASE = "Case"
    CUSTOMER = "Customer"
    CONTACT = "Contact"
    HANDOVER = "Handover"
    REDIRECT = "Redirect"
    ASK = "Ask"
    NOTE = "Note"
    PROMISE = "Promise"
    EXPERIMENT = "Experiment"


def to_global(kind: Kind, plain: str) -> strawberry.ID:
    return strawberry.ID(_encode(f"{kind}:{plain}"))


def from_global(value: str) -> tuple[Kind, str]:
    """The kind and the plain id; raises ``BadInputError`` for what is no id of ours."""
    kind, colon, plain = _decode(value, MAX_ID, "id").partition(":")
    if not colon or not plain or kind not in Kind.__members__.values():
        raise _malformed("id", value)
    return Kind(kind), plain


def plain_id(kind: Kind, value: str) -> str:
    """The plain id of a thing of this kind; raises ``BadInputError`` for another."""
    found, plain = from_global(value)
    if found is not kind:
        raise BadInputError(
            f"This is the id of a {found}, not of a {kind}.", action=f"Give the id of a {kind}."
        )
    return plain


def name_cursor(position: Position) -> str:
    return _encode(orjson.dumps([position.name, position.id]).decode())


def from_name_cursor(cursor: str | None) -> Position | None:
    """Raises ``BadInputError`` for a cursor of something else."""
    if cursor is None:
        return None
    name, id_ = _pair(cursor)
    return Position(name, id_)


def case_cursor(position: CasePosition) -> str:
    return _encode(orjson.dumps([position.opened_at.isoformat(), position.id]).decode())


def from_case_cursor(cursor: str | None) -> CasePosition | None:
    """Raises ``BadInputError`` for a cursor of something else."""
    if cursor is None:
        return None
    at, id_ = _pair(cursor)
    try:
        opened_at = datetime.fromisoformat(at)
    except ValueError as error:
        raise _malformed("cursor", cursor) from error
    if opened_at.tzinfo is None:
        raise _malformed("cursor", cursor)
    return CasePosition(opened_at.astimezone(UTC), id_)


def note_cursor(position: NotePosition) -> str:
    return case_cursor(CasePosition(position.changed_at, position.id))


def from_note_cursor(cursor: str | None) -> NotePosition | None:
    """Raises ``BadInputError`` for a cursor of something else."""
    found = from_case_cursor(cursor)
    return NotePosition(found.opened_at, found.id) if found else None


def _pair(cursor: str) -> tuple[str, str]:
    try:
        raw = orjson.loads(_decode(cursor, MAX_CURSOR, "cursor"))
    except orjson.JSONDecodeError as error:
        raise _malformed("cursor", cursor) from error
    match raw:
        case [str(first), str(second)]:
            return first, second
    raise _malformed("cursor", cursor)


def _encode(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(value: str, limit: int, what: str) -> str:
    if not value or len(value) > limit or not value.isascii():
        raise _malformed(what, value)
    try:
        text = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        decoded = text.decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise _malformed(what, value) from error
    if "\0" in decoded:
        raise _malformed(what, value)
    return decoded


def _malformed(what: str, value: str) -> BadInputError:
    return BadInputError(
        f"{value[:60]!r} is no {what} of netsvc.", action=f"Use a {what} from an earlier answer."
    )
