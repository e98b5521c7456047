"""Identifiers: sortable by time, unguessable, safe in a URL."""

from __future__ import annotations

import os
import secrets
import time
from uuid import UUID

# Crockford's base 32: no I, L, O, U, so that a number can be read out on the telephone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    """A version 7 UUID (RFC 9562) as 32 hexadecimal digits; later ids sort after earlier ones."""
    milliseconds = int(time.time() * 1000).to_bytes(6, "big")
    raw = bytearray(milliseconds + os.urandom(10))
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(raw)).hex


def new_case_number() -> str:
    """A case number for people, such as ``K7F3-9QXM``; 40 random bits, unique by constraint."""
    digits = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{digits[:4]}-{digits[4:]}"
