"""``/pilot-link/{token}``: one pilot as JSON for whoever has its link, without signing in.

The page ``/pilot/{token}`` of the web app reads it. No document comes in: the one beside this file
is executed, for the pilot that the graph says the link is to, and nothing else can be asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from netsvc.api.http.context import RequestInfo
from netsvc.api.http.endpoint import Answer, Params
from netsvc.errors import NetsvcError
from netsvc.events.commands import Clock
from netsvc.experiments.links import ExperimentLinks
from netsvc.experiments.repository import ExperimentRepository, SharedState
from netsvc.identity.roles import Caller, Role
from netsvc.ids import new_id

PATH = "/pilot-link"
DOCUMENT = Path(__file__).with_suffix(".graphql").read_text(encoding="utf-8")
_HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer"}
_STATUS = {"unknown": 404, "expired": 410, "withdrawn": 410, "later": 503}

Run = Callable[[Params, RequestInfo], Awaitable[Answer]]


class SharedPilotRoutes:
    """``run`` executes the document; ``global_id`` is a pilot's id as the API says it."""

    def __init__(
        self,
        links: ExperimentLinks,
        repository: ExperimentRepository,
        run: Run,
        *,
        global_id: Callable[[str], str],
        clock: Clock,
    ) -> None:
        self._links = links
        self._repository = repository
        self._run = run
        self._global_id = global_id
        self._clock = clock

    def routes(self) -> list[Route]:
        return [Route(f"{PATH}/{{token}}", self.show, methods=["GET"])]

    async def show(self, request: Request) -> Response:
        """``{"pilot": …, "pulse": […]}``, or ``{"problem": …}``: unknown, expired, withdrawn or
        later."""
        share_id = self._links.read(request.path_params["token"])
        if share_id is None:
            return _problem("unknown")
        try:
            found = await self._repository.shared(share_id, self._clock())
        except NetsvcError:
            return _problem("later")
        if found.state is not SharedState.GOOD or found.experiment_id is None:
            return _problem(found.state.value)
        # a reader's role and no person: nothing of the document depends on who asks
        info = RequestInfo(
            request.scope.get("netsvc.request_id") or new_id(),
            Caller(f"link:{share_id}", frozenset({Role.MANAGER})),
        )
        variables = {"id": self._global_id(found.experiment_id)}
        answer = await self._run(Params(DOCUMENT, variables=variables), info)
        data: dict[str, Any] = answer.body.get("data") or {}
        pilot = data.get("experiment")
        if pilot is None or answer.body.get("errors"):
            return _problem("later")
        return JSONResponse(
            {"pilot": pilot, "pulse": data.get("experimentPulse") or []}, headers=_HEADERS
        )


def _problem(name: str) -> Response:
    return JSONResponse({"problem": name}, _STATUS[name], headers=_HEADERS)
