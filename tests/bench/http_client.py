"""A keep-alive HTTP/1.1 client that costs little: the client must not be what is measured."""

from __future__ import annotations

import asyncio
from typing import Any, Self

import orjson


class Connection:
    """One connection, one request at a time."""

    def __init__(self, host: str, port: int, headers: dict[str, str]) -> None:
        self._host, self._port = host, port
        self._head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()
        await self._writer.wait_closed()

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The JSON answer; a status other than 200 is an error of the benchmark."""
        payload = orjson.dumps(body)
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n{self._head}"
            f"Content-Type: application/json\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        self._writer.write(head.encode() + payload)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(answer.split("content-length:")[1].split("\r\n")[0])
        content = await self._reader.readexactly(length)
        if " 200 " not in answer.splitlines()[0]:
            raise RuntimeError(f"{answer.splitlines()[0]}: {content[:300]!r}")
        return dict(orjson.loads(content))
