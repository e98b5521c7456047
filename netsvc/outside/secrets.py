"""Keys of what leaves the house, all derived from the one secret that signs tokens."""

from __future__ import annotations

import base64
import hashlib
import os

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from netsvc.errors import ConfigurationError
from netsvc.identity.tokens import KEY_FILE, stored_key
from netsvc.settings import Settings

_SEALED = {"alg": "dir", "enc": "A256GCM"}


class Secrets:
    """One key a purpose (BLAKE2b, RFC 7693), so that none can be used for another."""

    def __init__(self, secret: bytes) -> None:
        folded = secret if len(secret) <= 64 else hashlib.sha512(secret).digest()
        self._secret = folded
        self._seal = OctKey.import_key(self.derived("sealing"))

    @classmethod
    def from_settings(cls, settings: Settings) -> Secrets:
        """Raises ``ConfigurationError`` for a key that can't be kept."""
        if settings.token_key is not None:
            return cls(settings.token_key.get_secret_value().encode())
        return cls(stored_key(settings.data_dir / KEY_FILE))

    @classmethod
    def passing(cls) -> Secrets:
        """Keys that end with the process."""
        return cls(os.urandom(32))

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose."""
        return hashlib.blake2b(
            f"netsvc {purpose}".encode(), key=self._secret, digest_size=32
        ).digest()

    def of_webhook(self, webhook_id: str) -> str:
        """The signing secret of a webhook, as Standard Webhooks writes it; it is stored nowhere."""
        return "whsec_" + base64.b64encode(self.derived(f"webhook {webhook_id}")).decode()

    def mark_of_webhook(self, webhook_id: str) -> str:
        """Tells whether the secret is still the one that was shown; 16 hexadecimal digits."""
        return hashlib.sha256(self.of_webhook(webhook_id).encode()).hexdigest()[:16]

    def seal(self, text: str) -> str:
        """Encrypted text (JWE, RFC 7516, A256GCM)."""
        return jwe.encrypt_compact(_SEALED, text.encode(), self._seal)

    def unseal(self, sealed: str) -> str:
        """Raises ``ConfigurationError`` for what was sealed with another key."""
        try:
            plaintext = jwe.decrypt_compact(sealed, self._seal, ["dir", "A256GCM"]).plaintext
        except (JoseError, ValueError) as error:
            raise ConfigurationError(
                "A notification address was kept under another NETSVC_TOKEN_KEY.",
                action="Set the address again.",
            ) from error
        return (plaintext or b"").decode()
