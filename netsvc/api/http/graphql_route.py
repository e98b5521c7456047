"""``GraphQLEndpoint`` over HTTP, as the GraphQL-over-HTTP specification has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from netsvc.api.http import failures
from netsvc.api.http.authentication import Authenticator, check_same_site
from netsvc.api.http.context import RequestInfo
from netsvc.api.http.endpoint import Answer, GraphQLEndpoint
from netsvc.api.http.reading import (
    GRAPHQL,
    JSON,
    BadRequestError,
    answer_type,
    prefers_html,
    read_get,
    read_post,
)
from netsvc.errors import Code, NetsvcError
from netsvc.ids import new_id


class GraphQLRoute:
    """GET and POST of one endpoint. ``page`` is GraphiQL of our own build, in development."""

    def __init__(
        self,
        endpoint: GraphQLEndpoint,
        authenticator: Authenticator,
        *,
        page: Callable[[], Path | None] = lambda: None,
    ) -> None:
        self.endpoint = endpoint
        self._authenticator = authenticator
        self._page = page

    async def __call__(self, request: Request) -> Response:
        page = self._page()
        if request.method == "GET" and page and prefers_html(request.headers.get("accept")):
            return FileResponse(page, headers={"cache-control": "no-store", "vary": "accept"})
        media_type = answer_type(request.headers.get("accept"))
        if media_type is None:
            return respond(_problem(406, f"The answer is {GRAPHQL} or {JSON}."), JSON)
        try:
            answer = await self._answer(request)
        except BadRequestError as error:
            return respond(_problem(error.status, error.message), media_type, error.headers)
        except NetsvcError as error:
            status = failures.STATUS.get(error.code, 500)
            return respond(Answer({"errors": [failures.expected(error)]}, status), media_type)
        if media_type == JSON and answer.status != 429:
            # A well-formed request gets 200 here, whatever became of it (draft, 6.4.1).
            answer = Answer(answer.body, 405 if answer.status == 405 else 200)
        headers = {}
        if answer.retry_after is not None:
            headers["retry-after"] = str(answer.retry_after)
        if answer.status == 405:
            headers["allow"] = "POST"
        return respond(answer, media_type, headers)

    async def _answer(self, request: Request) -> Answer:
        if request.method == "POST":
            params = await read_post(request, self.endpoint.limits.body)
        elif request.method == "GET":
            params = read_get(request, self.endpoint.limits.body)
        else:
            raise BadRequestError(405, "GET and POST are answered here.", allow="GET, POST")
        signed_in = self._authenticator.of_request(request)
        if signed_in is not None and signed_in.by_cookie:
            check_same_site(request, self._authenticator.origins)
        info = RequestInfo(
            request_id=str(request.scope.get("netsvc.request_id") or new_id()),
            caller=signed_in.caller if signed_in else None,
            demo=signed_in.demo if signed_in else False,
            client=request.client.host if request.client else "",
        )
        return await self.endpoint.run(params, info, read_only=request.method == "GET")


def _problem(status: int, message: str) -> Answer:
    return Answer(
        {"errors": [{"message": message, "extensions": {"code": Code.BAD_INPUT.value}}]}, status
    )


def respond(answer: Answer, media_type: str, headers: dict[str, str] | None = None) -> Response:
    """The answer as bytes; nothing on the way may keep it."""
    content: Any = orjson.dumps(answer.body, option=orjson.OPT_PASSTHROUGH_DATETIME)
    return Response(
        content,
        status_code=answer.status,
        headers={
            "content-type": f"{media_type}; charset=utf-8",
            "cache-control": "no-store",
            "vary": "accept",
            **(headers or {}),
        },
    )
