"""Customers' numbers become pseudonyms before anything is stored."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from netsvc.errors import ConfigurationError
from netsvc.identity.keyfile import made_once
from netsvc.settings import Settings

KEY_FILE = "pseudonym.key"
SHORTEST_KEY = 16


class Pseudonyms:
    """Keyed hashes (HMAC-SHA256, RFC 2104): the same number gives the same pseudonym."""

    def __init__(self, key: bytes) -> None:
        if len(key) < SHORTEST_KEY:
            raise ConfigurationError(
                f"The pseudonym key has {len(key)} bytes.",
                action=f"Set NETSVC_PSEUDONYM_KEY to {SHORTEST_KEY} characters or more.",
            )
        self._key = key

    @classmethod
    def from_settings(cls, settings: Settings) -> Pseudonyms:
        """With the key that is set, else the one in the data folder, made at first use.

        Raises ``ConfigurationError`` for a key that is too short or can't be kept.
        """
        if settings.pseudonym_key is not None:
            return cls(settings.pseudonym_key.get_secret_value().encode())
        return cls(_kept_key(settings.data_dir / KEY_FILE))

    def customer(self, number: str, space: str = "") -> str:
        """32 hexadecimal digits; ``space`` keeps apart sources that number differently."""
        message = f"{space}\x00{number.strip()}".encode()
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()[:32]

    @property
    def fingerprint(self) -> str:
        """Tells keys apart without giving them away; 16 hexadecimal digits."""
        return hmac.new(self._key, b"fingerprint", hashlib.sha256).hexdigest()[:16]


def _kept_key(path: Path) -> bytes:
    try:
        return made_once(path)
    except OSError as error:
        raise ConfigurationError(
            f"The pseudonym key can't be kept in {path}: {error.strerror}.",
            action="Make the folder writable, or set NETSVC_PSEUDONYM_KEY.",
        ) from error
