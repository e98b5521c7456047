"""Subscriptions over web sockets: the ``graphql-transport-ws`` protocol, subscriptions only.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md; close codes are the protocol's.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import orjson
import structlog
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from netsvc.api.http import failures
from netsvc.api.http.authentication import Authenticator, SignedIn, is_our_origin
from netsvc.api.http.context import RequestInfo
from netsvc.api.http.endpoint import Answer, GraphQLEndpoint
from netsvc.api.http.reading import BadRequestError, to_params
from netsvc.errors import NotSignedInError
from netsvc.ids import new_id

PROTOCOL = "graphql-transport-ws"
_MAX_ID = 128
_log = structlog.get_logger("netsvc.api")


class Close(IntEnum):
    """Why a connection ends."""

    GOING_AWAY = 1001
    TOO_LARGE = 1009
    BAD_MESSAGE = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    BAD_PROTOCOL = 4406
    INIT_TIMEOUT = 4408
    SUBSCRIBER_EXISTS = 4409
    TOO_MANY = 4429


class _EndError(Exception):
    def __init__(self, code: Close, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class StreamRoute:
    """Web sockets of one endpoint. ``close_all`` ends them; for shutdown."""

    def __init__(
        self,
        endpoint: GraphQLEndpoint,
        authenticator: Authenticator,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.endpoint = endpoint
        self._authenticator = authenticator
        self._clock = clock
        self._open: set[asyncio.Task[Any]] = set()

    @property
    def connections(self) -> int:
        return len(self._open)

    async def __call__(self, socket: WebSocket) -> None:
        if not is_our_origin(socket, self._authenticator.origins):
            await socket.close(Close.FORBIDDEN)  # before accept: the handshake gets 403
            return
        if PROTOCOL not in socket.scope.get("subprotocols", []):
            await socket.accept()
            await socket.close(Close.BAD_PROTOCOL, "Subprotocol not acceptable")
            return
        await socket.accept(subprotocol=PROTOCOL)
        task = asyncio.current_task()
        if task is not None:
            self._open.add(task)
        connection = _Connection(socket, self.endpoint, self._authenticator, self._clock)
        try:
            await connection.serve()
        finally:
            if task is not None:
                self._open.discard(task)

    async def close_all(self, within: float = 3.0) -> None:
        """End every connection with 1001, waiting ``within`` seconds at most."""
        tasks = list(self._open)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=within)


@dataclass
class _Connection:
    socket: WebSocket
    endpoint: GraphQLEndpoint
    authenticator: Authenticator
    clock: Callable[[], float]
    id: str = field(default_factory=new_id)
    signed_in: SignedIn | None = None
    acknowledged: bool = False
    streams: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def serve(self) -> None:
        code, reason = Close.GOING_AWAY, "Going away"
        try:
            await self._converse()
        except _EndError as end:
            code, reason = end.code, end.reason
        except WebSocketDisconnect:
            pass
        except asyncio.CancelledError:
            # The service stops: say so, then end as if the client had left.
            pass
        finally:
            for task in self.streams.values():
                task.cancel()
            await asyncio.gather(*self.streams.values(), return_exceptions=True)
            await self._close(code, reason)

    async def _close(self, code: Close, reason: str) -> None:
        if WebSocketState.DISCONNECTED in (
            self.socket.application_state,
            self.socket.client_state,
        ):
            return
        try:
            async with asyncio.timeout(1.0):
                await self.socket.close(code, reason)
        except (TimeoutError, RuntimeError, OSError):
            _log.info("web socket was gone before it was closed", request_id=self.id)

    async def _converse(self) -> None:
        try:
            async with asyncio.timeout(self.endpoint.limits.init_timeout):
                while not self.acknowledged:
                    await self._handle(await self._receive())
        except TimeoutError:
            raise _EndError(Close.INIT_TIMEOUT, "Connection initialisation timeout") from None
        left = None
        if self.signed_in is not None:
            left = max(0.0, self.signed_in.expires_at - self.clock())
        try:
            async with asyncio.timeout(left):
                while True:
                    await self._handle(await self._receive())
        except TimeoutError:
            raise _EndError(Close.FORBIDDEN, "The sign-in has run out") from None

    async def _receive(self) -> dict[str, Any]:
        event = await self.socket.receive()
        if event["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(event.get("code") or 1005)
        text = event.get("text")
        if text is None:
            raise _EndError(Close.BAD_MESSAGE, "Messages are texts")
        if len(text) > self.endpoint.limits.body:
            raise _EndError(Close.TOO_LARGE, "The message is too large")
        try:
            message = orjson.loads(text)
        except orjson.JSONDecodeError:
            raise _EndError(Close.BAD_MESSAGE, "The message is not JSON") from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise _EndError(Close.BAD_MESSAGE, "The message has no type")
        return message

    async def _handle(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "connection_init":
                await self._init(message.get("payload"))
            case "ping":
                await self._send({"type": "pong"})
            case "pong":
                pass
            case "subscribe":
                self._subscribe(message)
            case "complete":
                task = self.streams.pop(_id_of(message), None)
                if task is not None:
                    task.cancel()
            case _:
                raise _EndError(Close.BAD_MESSAGE, "The message is of no known type")

    async def _init(self, payload: Any) -> None:
        if self.acknowledged:
            raise _EndError(Close.TOO_MANY, "Too many initialisation requests")
        if payload is not None and not isinstance(payload, dict):
            raise _EndError(Close.BAD_MESSAGE, "The payload is not an object")
        header = (payload or {}).get("authorization")
        try:
            if isinstance(header, str):
                self.signed_in = self.authenticator.of_header(header)
            else:
                self.signed_in = self.authenticator.of_request(self.socket)
        except NotSignedInError:
            raise _EndError(Close.FORBIDDEN, "Forbidden") from None
        self.acknowledged = True
        await self._send({"type": "connection_ack"})

    def _subscribe(self, message: dict[str, Any]) -> None:
        if not self.acknowledged:
            raise _EndError(Close.UNAUTHORIZED, "Unauthorized")
        stream = _id_of(message)
        payload = message.get("payload")
        if not isinstance(payload, dict):
            raise _EndError(Close.BAD_MESSAGE, "The payload is not an object")
        if stream in self.streams:
            raise _EndError(Close.SUBSCRIBER_EXISTS, f"Subscriber for {stream} already exists")
        if len(self.streams) >= self.endpoint.limits.streams:
            raise _EndError(Close.TOO_MANY, "Too many open subscriptions")
        self.streams[stream] = asyncio.get_running_loop().create_task(self._run(stream, payload))

    async def _run(self, stream: str, payload: dict[str, Any]) -> None:
        try:
            errors = await self._forward(stream, payload)
            if self.streams.pop(stream, None) is None:
                return
            if errors is not None:
                await self._send({"id": stream, "type": "error", "payload": errors})
            else:
                await self._send({"id": stream, "type": "complete"})
        except (WebSocketDisconnect, RuntimeError):
            # the client left while we were sending; the receiving side ends the connection
            self.streams.pop(stream, None)

    async def _forward(self, stream: str, payload: dict[str, Any]) -> list[Any] | None:
        """Send what the subscription yields; the errors where it could not start."""
        try:
            params = to_params(payload)
        except BadRequestError as error:
            return [{"message": error.message}]
        info = RequestInfo(
            request_id=self.id,
            caller=self.signed_in.caller if self.signed_in else None,
            demo=self.signed_in.demo if self.signed_in else False,
            client=self.socket.client.host if self.socket.client else "",
        )
        source = await self.endpoint.stream(params, info)
        if isinstance(source, Answer):
            return list(source.body["errors"])
        try:
            async for body in source:
                if "data" not in body:
                    return list(body["errors"])
                await self._send({"id": stream, "type": "next", "payload": body})
        except (WebSocketDisconnect, asyncio.CancelledError):
            raise
        except RuntimeError:
            raise
        except Exception as error:
            return [failures.exposed(error, self.id)]
        finally:
            close = getattr(source, "aclose", None)
            if close is not None:
                await close()
        return None

    async def _send(self, message: dict[str, Any]) -> None:
        await self.socket.send_text(orjson.dumps(message).decode())


def _id_of(message: dict[str, Any]) -> str:
    stream = message.get("id")
    if not isinstance(stream, str) or not 0 < len(stream) <= _MAX_ID:
        raise _EndError(Close.BAD_MESSAGE, "The message has no id")
    return stream
