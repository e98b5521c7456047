"""Who sent a request: by bearer token or by cookie, and whether it came from our own pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from netsvc.errors import NotAllowedError, NotSignedInError
from netsvc.identity.roles import Caller
from netsvc.identity.tokens import Tokens

COOKIE = "netsvc_token"


@dataclass(frozen=True)
class SignedIn:
    """A caller with a valid token; ``expires_at`` in seconds since 1970."""

    caller: Caller
    demo: bool
    expires_at: int
    by_cookie: bool


class Authenticator:
    """Reads tokens. ``origins`` are the further web origins that may use a cookie of ours."""

    def __init__(self, tokens: Tokens, origins: frozenset[str] = frozenset()) -> None:
        self._tokens = tokens
        self.origins = origins

    def of_request(self, connection: HTTPConnection) -> SignedIn | None:
        """None without a token; ``NotSignedInError`` with one that is not valid."""
        header = connection.headers.get("authorization")
        if header is not None:
            return self.of_header(header)
        token = connection.cookies.get(COOKIE)
        return self._signed_in(token, by_cookie=True) if token else None

    def of_header(self, header: str) -> SignedIn:
        """From ``Bearer TOKEN``; raises ``NotSignedInError``."""
        scheme, _, token = header.strip().partition(" ")
        if scheme.lower() != "bearer":
            raise NotSignedInError(
                "The authorization is not a bearer token.", action="Send: Bearer TOKEN."
            )
        return self._signed_in(token.strip(), by_cookie=False)

    def _signed_in(self, token: str, *, by_cookie: bool) -> SignedIn:
        verified = self._tokens.inspect(token)
        return SignedIn(verified.caller, verified.demo, verified.expires_at, by_cookie)


def parse_origins(text: str) -> frozenset[str]:
    """From the setting: origins separated by commas, as browsers write them."""
    return frozenset(part.strip().rstrip("/").lower() for part in text.split(",") if part.strip())


def is_our_origin(connection: HTTPConnection, origins: frozenset[str]) -> bool:
    """Whether the page behind the request is ours: by ``Origin``, else by ``Sec-Fetch-Site``.

    A request with neither does not come from a page in a browser. The scheme is left out of the
    comparison because a proxy in front may speak TLS.
    """
    origin = connection.headers.get("origin")
    if origin is not None:
        origin = origin.strip().lower()
        if origin in origins:
            return True
        host = connection.headers.get("host", "").lower()
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and bool(host) and parts.netloc == host
    site = connection.headers.get("sec-fetch-site")
    return site is None or site.lower() in ("same-origin", "none")


def check_same_site(connection: HTTPConnection, origins: frozenset[str]) -> None:
    """Raises ``NotAllowedError`` for a request that a foreign page sent with our cookie."""
    if not is_our_origin(connection, origins):
        raise NotAllowedError(
            "The request came from a page of another origin.",
            action="Use netsvc's own pages, or add the origin to NETSVC_ALLOWED_ORIGINS.",
        )
