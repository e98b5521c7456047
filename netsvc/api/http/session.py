"""Signing in and out: ``/auth/...``. The token lives in a cookie that no script can read."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from netsvc.api.http import failures
from netsvc.api.http.authentication import COOKIE, Authenticator, SignedIn, check_same_site
from netsvc.api.http.demo import DemoDirectory, DemoPerson
from netsvc.api.http.reading import BadRequestError, check_content_type, decode_json, read_body
from netsvc.errors import BadInputError, Code, NetsvcError, NotFoundError, NotSignedInError
from netsvc.identity.roles import Role
from netsvc.identity.tokens import Tokens
from netsvc.ids import new_id

Handler = Callable[[Request], Awaitable[Response]]
_BODY = 16 * 1024
_PEOPLE = 50
_DEMO_SECONDS = 8 * 3600


class SessionRoutes:
    """``demo`` is None wherever demo sign-in must not exist; its paths then answer 404."""

    def __init__(
        self, tokens: Tokens, authenticator: Authenticator, demo: DemoDirectory | None
    ) -> None:
        self._tokens = tokens
        self._authenticator = authenticator
        self._demo = demo

    def routes(self) -> list[Route]:
        return [
            Route("/auth/session", self._safe(self.session), methods=["GET"]),
            Route("/auth/demo/people", self._safe(self.people), methods=["GET"]),
            Route("/auth/demo", self._safe(self.sign_in_demo), methods=["POST"]),
            Route("/auth/token", self._safe(self.sign_in_token), methods=["POST"]),
            Route("/auth/sign-out", self._safe(self.sign_out), methods=["POST"]),
        ]

    def _safe(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            try:
                if request.method == "POST":
                    check_same_site(request, self._authenticator.origins)
                return await handler(request)
            except BadRequestError as error:
                return _json(_error(Code.BAD_INPUT, error.message), error.status)
            except NetsvcError as error:
                # nobody here need be signed in: what speaks to operators stays in the log
                request_id = str(request.scope.get("netsvc.request_id") or new_id())
                status = failures.STATUS.get(error.code, 500)
                return _json({"errors": [failures.exposed(error, request_id)]}, status)

        return answer

    async def session(self, request: Request) -> Response:
        return _json(
            {
                "signedIn": self._signed_in(request) is not None,
                "demo": self._demo is not None and await self._demo.available(),
            }
        )

    async def people(self, request: Request) -> Response:
        demo = await self._require_demo()
        wanted = request.query_params.get("role", "").upper()
        if wanted and wanted not in Role.__members__:
            raise BadInputError(
                "There is no such role.", action=f"Use one of {', '.join(sorted(Role))}."
            )
        search = request.query_params.get("search", "").strip()[:100]
        people = await demo.people(search, Role(wanted) if wanted else None, _PEOPLE)
        return _json({"people": [_person(person) for person in people]})

    async def sign_in_demo(self, request: Request) -> Response:
        demo = await self._require_demo()
        expert_id = await self._text(request, "expertId")
        person = await demo.person(expert_id)
        if person is None:
            raise NotFoundError(
                "The sample organisation has no such person.", action="Choose one from the list."
            )
        token = self._tokens.issue(person.id, person.roles, _DEMO_SECONDS, demo=True)
        return self._with_cookie(request, token)

    async def sign_in_token(self, request: Request) -> Response:
        return self._with_cookie(request, await self._text(request, "token"))

    async def sign_out(self, request: Request) -> Response:
        response = _json({"signedIn": False})
        response.delete_cookie(
            COOKIE, path="/", httponly=True, samesite="strict", secure=_is_tls(request)
        )
        return response

    def _with_cookie(self, request: Request, token: str) -> Response:
        verified = self._tokens.inspect(token)
        response = _json({"signedIn": True})
        response.set_cookie(
            COOKIE,
            token,
            max_age=max(1, verified.expires_at - int(time.time())),
            path="/",
            httponly=True,
            samesite="strict",
            secure=_is_tls(request),
        )
        return response

    def _signed_in(self, request: Request) -> SignedIn | None:
        try:
            return self._authenticator.of_request(request)
        except NotSignedInError:
            return None

    async def _require_demo(self) -> DemoDirectory:
        if self._demo is None or not await self._demo.available():
            raise NotFoundError(
                "There is no demo sign-in here.", action="Sign in with a token of `netsvc token`."
            )
        return self._demo

    async def _text(self, request: Request, name: str) -> str:
        check_content_type(request.headers.get("content-type"))
        value = decode_json(await read_body(request, _BODY), "body")
        text = value.get(name) if isinstance(value, dict) else None
        if not isinstance(text, str) or not text:
            raise BadRequestError(400, f"The body has no text {name}.")
        return text


def _person(person: DemoPerson) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "unit": person.unit,
        "roles": sorted(person.roles),
        "languages": list(person.languages),
    }


def _is_tls(request: Request) -> bool:
    return request.url.scheme == "https"


def _error(code: Code, message: str) -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": {"code": code.value}}]}


def _json(content: dict[str, Any], status: int = 200) -> Response:
    return Response(
        orjson.dumps(content),
        status_code=status,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )
