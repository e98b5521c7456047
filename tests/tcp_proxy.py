"""A TCP proxy on loopback that can freeze, cut and refuse: a network on a bad day."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

COMMIT = b"\xb0\x12"
"""Bolt's COMMIT: a structure without fields and with the signature 0x12."""


class TcpProxy:
    """Forwards to ``target`` until told otherwise."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = 0
        self.on_request: Callable[[bytes], bool] = lambda _: True
        """Sees what a client sends; False cuts that connection before it is forwarded."""
        self.on_response: Callable[[bytes], bool] = lambda _: True
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def refuse(self) -> None:
        """Stop listening and cut what is open."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.cut()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def freeze(self) -> None:
        """Connections stay open, new ones are taken, nothing flows any more."""
        self._flowing.clear()

    def thaw(self) -> None:
        self._flowing.set()

    def cut(self) -> None:
        """Close every open connection."""
        for writer in list(self._writers):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        there: asyncio.StreamWriter | None = None
        try:
            back, there = await asyncio.open_connection("127.0.0.1", self.target)
            self._writers.add(there)
            await asyncio.wait(
                [
                    asyncio.create_task(self._pump(reader, there, self._sees_request)),
                    asyncio.create_task(self._pump(back, writer, self._sees_response)),
                ],
                return_when=asyncio.FIRST_COMPLETED,
            )
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            for each in (writer, there):
                if each is not None:
                    each.transport.abort()
                    self._writers.discard(each)
            self._tasks.discard(task)

    # looked up at each piece, so that a test can change them on open connections
    def _sees_request(self, data: bytes) -> bool:
        return self.on_request(data)

    def _sees_response(self, data: bytes) -> bool:
        return self.on_response(data)

    async def _pump(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        forward: Callable[[bytes], bool],
    ) -> None:
        try:
            while data := await reader.read(65536):
                await self._flowing.wait()
                if not forward(data):
                    return
                writer.write(data)
                await writer.drain()
        except OSError:
            return


@asynccontextmanager
async def tcp_proxy(target: int) -> AsyncIterator[TcpProxy]:
    """A listening proxy; closed at exit."""
    proxy = TcpProxy(target)
    await proxy.listen()
    try:
        yield proxy
    finally:
        proxy.thaw()
        await proxy.refuse()
