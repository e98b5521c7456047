"""Signed tokens: who the caller is and which roles they have (JWT, RFC 7519, HS256).

The algorithm and the key are pinned here and never taken from the token.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from netsvc.errors import BadInputError, ConfigurationError, NotSignedInError
from netsvc.identity.keyfile import made_once
from netsvc.identity.roles import Caller, Role
from netsvc.ids import new_id
from netsvc.settings import Settings

ALGORITHM = "HS256"
ISSUER = "netsvc"
AUDIENCE = "netsvc"
KEY_FILE = "token.key"
MAX_LIFETIME = 24 * 3600
MAX_LENGTH = 4096
LEEWAY = 5
"""Seconds that two clocks may differ by."""


@dataclass(frozen=True)
class Verified:
    """What a valid token says; ``expires_at`` in seconds since 1970."""

    caller: Caller
    demo: bool
    expires_at: int


class Tokens:
    """Issues and verifies with one key: ``NETSVC_TOKEN_KEY``, or one kept in the data folder."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.time) -> None:
        if settings.token_key is not None:
            secret = settings.token_key.get_secret_value().encode()
        else:
            secret = stored_key(settings.data_dir / KEY_FILE)
        # A token is for netsvc's sign-in only, even where the same secret serves elsewhere.
        derived = hashlib.blake2b(b"netsvc token", key=_folded(secret), digest_size=32).digest()
        self._kid = hashlib.sha256(derived).hexdigest()[:16]
        self._key = OctKey.import_key(derived, {"kid": self._kid, "alg": ALGORITHM, "use": "sig"})
        self._clock = clock
        self._demo_allowed = settings.demo_allowed
        self._rules = jwt.JWTClaimsRegistry(
            now=lambda: int(self._clock()),
            leeway=LEEWAY,
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": AUDIENCE},
            sub={"essential": True},
            exp={"essential": True},
            nbf={"essential": True},
            iat={"essential": True},
            jti={"essential": True},
            roles={"essential": True},
        )

    def issue(
        self, expert_id: str, roles: Iterable[Role], lifetime: int = 8 * 3600, *, demo: bool = False
    ) -> str:
        """A token for ``lifetime`` seconds, a day at most; raises ``BadInputError``."""
        if not 0 < lifetime <= MAX_LIFETIME:
            raise BadInputError(
                f"A token for {lifetime} s was asked for.",
                action=f"Ask for 1 to {MAX_LIFETIME} s (24 hours).",
            )
        names = sorted({role.value for role in roles})
        if not expert_id or len(expert_id) > 200 or not names:
            raise BadInputError(
                "A token needs an expert and at least one role.", action="Name both."
            )
        now = int(self._clock())
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": expert_id,
            "roles": names,
            "iat": now,
            "nbf": now,
            "exp": now + lifetime,
            "jti": new_id(),
        }
        if demo:
            claims["demo"] = True
        return jwt.encode({"alg": ALGORITHM, "kid": self._kid}, claims, self._key, [ALGORITHM])

    def verify(self, token: str) -> Caller:
        """The caller; raises ``NotSignedInError`` for whatever is not a valid token of ours."""
        return self.inspect(token).caller

    def inspect(self, token: str) -> Verified:
        """As ``verify``, with what else the token says."""
        try:
            return self._inspect(token)
        except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise NotSignedInError(
                "Your sign-in is not valid or has run out.", action="Sign in again."
            ) from error

    def _inspect(self, token: str) -> Verified:
        if len(token) > MAX_LENGTH or not token.isascii() or token.count(".") != 2:
            raise ValueError("not a compact token")
        decoded = jwt.decode(token, self._key, algorithms=[ALGORITHM])
        header, claims = decoded.header, decoded.claims
        if header.get("alg") != ALGORITHM or header.get("kid") != self._kid:
            raise ValueError("another key")
        if header.get("typ") != "JWT" or set(header) != {"alg", "kid", "typ"}:
            raise ValueError("a header of another kind")
        self._rules.validate(claims)
        subject, names, demo = claims["sub"], claims["roles"], claims.get("demo", False)
        if claims["aud"] != AUDIENCE:
            raise ValueError("for others too")
        if not 0 < claims["exp"] - claims["iat"] <= MAX_LIFETIME:
            raise ValueError("lives too long")
        if not isinstance(subject, str) or not subject or not isinstance(demo, bool):
            raise TypeError("subject or demo of another type")
        if demo and not self._demo_allowed:
            # made beside the sample earlier, by the same key
            raise ValueError("a demo sign-in")
        if not isinstance(names, list) or not names:
            raise TypeError("roles of another type")
        return Verified(
            Caller(subject, frozenset(Role(name) for name in names)), demo, int(claims["exp"])
        )


def _folded(secret: bytes) -> bytes:
    return secret if len(secret) <= 64 else hashlib.sha512(secret).digest()


def stored_key(path: Path) -> bytes:
    """The key in the file, made once. Raises ``ConfigurationError``."""
    try:
        text = made_once(path).decode("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"The key {path} can't be read or made: {error}.",
            action="Make the folder writable, or set NETSVC_TOKEN_KEY.",
        ) from error
    if len(text) < 64:
        raise ConfigurationError(
            f"The key {path} is damaged ({len(text)} characters).",
            action="Delete it; everybody then signs in again.",
        )
    return text.encode("ascii")
