"""``/healthz``: the process lives. ``/readyz``: it can do its work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import orjson
from starlette.requests import Request
from starlette.responses import Response

Readiness = Callable[[], Awaitable[str | None]]
"""Why the service is not ready, for a person; None when it is."""


async def healthz(_request: Request) -> Response:
    return _json({"status": "alive"}, 200)


class ReadyRoute:
    def __init__(self, ready: Readiness) -> None:
        self._ready = ready

    async def __call__(self, _request: Request) -> Response:
        reason = await self._ready()
        if reason is None:
            return _json({"status": "ready"}, 200)
        return _json({"status": "not ready", "reason": reason}, 503)


def _json(content: dict[str, str], status: int) -> Response:
    return Response(
        orjson.dumps(content),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )
