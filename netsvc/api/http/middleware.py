"""Around every request: an id, security headers, one log line without personal data."""

from __future__ import annotations

import re
import time

import structlog
from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from netsvc.api.http import failures
from netsvc.ids import new_id

_log = structlog.get_logger("netsvc.access")
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        # Mantine sets style attributes
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
_LOGGED = frozenset({"/graphql", "/insights", "/healthz", "/readyz"})


class RequestMiddleware:
    """Plain ASGI, so that a request goes on when its client leaves: a mutation is not dropped."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _given_id(scope) or new_id()
        scope["netsvc.request_id"] = request_id
        started = time.perf_counter()
        status = 500
        started_sending = False

        async def sending(message: Message) -> None:
            nonlocal status, started_sending
            if message["type"] == "http.response.start":
                status = message["status"]
                started_sending = True
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                headers["x-request-id"] = request_id
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            masked = failures.masked(error, request_id)
            if started_sending:
                raise
            await JSONResponse({"errors": [masked]}, status_code=500)(scope, receive, sending)
        finally:
            _log.info(
                "request",
                request_id=request_id,
                method=scope["method"],
                path=_logged_path(scope["path"]),
                status=status,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )


def _given_id(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            text = value.decode("latin-1")
            return text if _ID.fullmatch(text) else None
    return None


def _logged_path(path: str) -> str:
    """The kind of path only: pages carry the ids of cases and people."""
    if path in _LOGGED or path.startswith(("/auth/", "/assets/")):
        return path[:100]
    return "page"
