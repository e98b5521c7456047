"""The Starlette application: both endpoints, sign-in, health and the web app."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from netsvc.api.http.authentication import Authenticator, parse_origins
from netsvc.api.http.demo import DemoDirectory
from netsvc.api.http.endpoint import GraphQLEndpoint
from netsvc.api.http.graphql_route import GraphQLRoute
from netsvc.api.http.health import Readiness, ReadyRoute, healthz
from netsvc.api.http.middleware import RequestMiddleware
from netsvc.api.http.session import SessionRoutes
from netsvc.api.http.streams import StreamRoute
from netsvc.api.http.web import WebApp
from netsvc.errors import ConfigurationError
from netsvc.identity.tokens import Tokens
from netsvc.settings import WEB_DIST, Environment, Settings

Lifespan = Callable[[], AbstractAsyncContextManager[None]]


def create_app(
    settings: Settings,
    *,
    tokens: Tokens,
    operations: GraphQLEndpoint,
    insights: GraphQLEndpoint,
    ready: Readiness,
    demo: DemoDirectory | None = None,
    web_dist: Path = WEB_DIST,
    routes: Sequence[BaseRoute] = (),
    lifespans: Sequence[Lifespan] = (),
    on_stop: Sequence[Callable[[], Awaitable[None]]] = (),
) -> Starlette:
    """Put the parts together.

    ``ready`` says why the service can't work now, or None. ``routes`` are further ones, matched
    before the web app's pages. ``lifespans`` run around the whole life of the application, the
    first one outermost; ``on_stop`` runs first when it ends, after the web sockets were closed.
    Raises ``ConfigurationError`` for a demo sign-in where the settings do not allow one.
    """
    if demo is not None and not settings.demo_allowed:
        raise ConfigurationError(
            "A demo sign-in was wired beside an external database or in production.",
            action="Pass no demo directory there.",
        )
    origins = parse_origins(settings.allowed_origins)
    authenticator = Authenticator(tokens, origins)
    web = WebApp(web_dist)
    production = settings.env is Environment.PRODUCTION
    streams = StreamRoute(operations, authenticator)

    def page() -> Path | None:
        return None if production else web.graphiql()

    all_routes: list[BaseRoute] = [
        Route("/healthz", healthz, methods=["GET"]),
        Route("/readyz", _handler(ReadyRoute(ready)), methods=["GET"]),
        *SessionRoutes(tokens, authenticator, demo).routes(),
        *routes,
        WebSocketRoute("/graphql", _socket_handler(streams)),
    ]
    for path, endpoint in (("/graphql", operations), ("/insights", insights)):
        route = _handler(GraphQLRoute(endpoint, authenticator, page=page))
        all_routes.append(Route(path, route, methods=_METHODS))
    all_routes.append(Route("/{path:path}", _handler(web), methods=_METHODS))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for one in lifespans:
                await stack.enter_async_context(one())
            for stop in reversed(on_stop):
                stack.push_async_callback(stop)
            stack.push_async_callback(streams.close_all)
            yield

    return Starlette(
        routes=all_routes,
        middleware=[Middleware(RequestMiddleware)],
        exception_handlers={HTTPException: _http_error},
        lifespan=lifespan,
    )


_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def _handler(
    route: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    # Starlette takes an object with __call__ for an ASGI application, a function for a handler.
    async def handle(request: Request) -> Response:
        return await route(request)

    return handle


def _socket_handler(streams: StreamRoute) -> Callable[..., Awaitable[None]]:
    async def handle(websocket: object) -> None:
        await streams(websocket)  # type: ignore[arg-type]  # Starlette passes a WebSocket

    return handle


async def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for nothing else
    return JSONResponse(
        {"errors": [{"message": error.detail}]},
        status_code=error.status_code,
        headers=error.headers,
    )
