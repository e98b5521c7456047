"""Links by which a customer gives their verdict: signed, for one question, running out."""

from __future__ import annotations

import base64
import hashlib
import hmac

PATH = "/verdict"
MAX_LENGTH = 200


class VerdictLinks:
    """The signature covers the question's id (BLAKE2b, RFC 7693); the graph knows what became of
    it, and when it runs out."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def path(self, verdict_id: str) -> str:
        return f"{PATH}/{verdict_id}.{self._mark(verdict_id)}"

    def read(self, token: str) -> str | None:
        """The id that a link of ours is about; None for whatever else."""
        verdict_id, dot, mark = token.rpartition(".")
        if len(token) > MAX_LENGTH or not token.isascii() or not dot:
            return None
        return verdict_id if hmac.compare_digest(mark, self._mark(verdict_id)) else None

    def _mark(self, verdict_id: str) -> str:
        mark = hashlib.blake2b(verdict_id.encode(), key=self._key, digest_size=24).digest()
        return base64.urlsafe_b64encode(mark).decode().rstrip("=")
