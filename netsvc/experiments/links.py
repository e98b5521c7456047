"""Links by which a board member reads one pilot: signed, running out, withdrawable."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime

PATH = "/pilot"
MAX_LENGTH = 200


class ExperimentLinks:
    """The signature covers the link's own id and its end; the graph says which pilot it is.

    ``~`` parts them: a path with a dot in its end is a file to the web app.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def path(self, share_id: str, expires_at: datetime) -> str:
        until = int(expires_at.timestamp())
        return f"{PATH}/{share_id}~{until}~{self._mark(share_id, until)}"

    def read(self, token: str) -> str | None:
        """The id of a link of ours, None for whatever else; the graph knows what became of it."""
        parts = token.split("~")
        if len(token) > MAX_LENGTH or not token.isascii() or len(parts) != 3:
            return None
        share_id, until, mark = parts
        if not until.isdigit() or len(until) > 12:
            return None
        if not hmac.compare_digest(mark, self._mark(share_id, int(until))):
            return None
        return share_id

    def _mark(self, share_id: str, until: int) -> str:
        text = f"{share_id}.{until}".encode()
        mark = hashlib.blake2b(text, key=self._key, digest_size=24).digest()
        return base64.urlsafe_b64encode(mark).decode().rstrip("=")
