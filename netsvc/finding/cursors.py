"""Keyset cursors over the order of suggestions; opaque to callers."""

from __future__ import annotations

import base64
import binascii

import orjson

from netsvc.errors import BadInputError

Place = tuple[int, int, int, int, float, str]
_SHAPE = (int, int, int, int, float, str)


def to_cursor(place: Place) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def from_cursor(cursor: str) -> Place:
    """Raises ``BadInputError`` for anything that ``to_cursor`` did not make."""
    try:
        raw = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, orjson.JSONDecodeError, ValueError) as error:
        raise _bad(cursor) from error
    if not isinstance(raw, list) or len(raw) != len(_SHAPE):
        raise _bad(cursor)
    if not all(type(value) is kind for value, kind in zip(raw, _SHAPE, strict=True)):
        raise _bad(cursor)
    return (raw[0], raw[1], raw[2], raw[3], raw[4], raw[5])


def _bad(cursor: str) -> BadInputError:
    return BadInputError(
        f"{cursor[:40]!r} is no cursor of this list.",
        action="Take `after` from a cursor of the page before, or leave it out.",
    )
