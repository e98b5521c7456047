"""A TCP proxy on loopback that can freeze, cut and refuse: a network on a bad day."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

COMMIT = b"\xb0\x12"
"""Bolt's COMMIT: a structure without fields and with the signature 0x12."""
BEGIN = b"\xb1\x11"
RUN = b"\xb3\x10"
PULL = b"\xb1\x3f"


@dataclass(eq=False)
class Trap:
    """Springs once, at the next message that begins with ``marker``.

    ``answer``: when the server's answer to it comes, which is then not passed on; else before the
    message itself is. ``freeze``: nothing flows from then on, else that connection is cut.
    """

    marker: bytes
    answer: bool
    freeze: bool
    sprung: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(eq=False)
class _Link:
    """One connection; ``armed`` by the trap whose message went through."""

    armed: Trap | None = None


class TcpProxy:
    """Forwards to ``target`` until told otherwise."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = 0
        self.on_request: Callable[[bytes], bool] = lambda _: True
        """Sees what a client sends; False cuts that connection before it is forwarded."""
        self.on_response: Callable[[bytes], bool] = lambda _: True
        self.trap: Trap | None = None
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
        link = _Link()
        pumps: list[asyncio.Task[None]] = []
        try:
            back, there = await asyncio.open_connection("127.0.0.1", self.target)
            self._writers.add(there)
            pumps = [
                asyncio.create_task(self._pump(reader, there, self._request_of(link))),
                asyncio.create_task(self._pump(back, writer, self._response_of(link))),
            ]
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            for pump in pumps:
                pump.cancel()
            for each in (writer, there):
                if each is not None:
                    each.transport.abort()
                    self._writers.discard(each)
            self._tasks.discard(task)

    # looked up at each piece, so that a test can change them on open connections
    def _request_of(self, link: _Link) -> Callable[[bytes], Awaitable[bool]]:
        async def sees(data: bytes) -> bool:
            trap = self.trap
            if trap is not None and trap.marker in data:
                if not trap.answer:
                    return await self._spring(trap)
                self.trap, link.armed = None, trap
            return self.on_request(data)

        return sees

    def _response_of(self, link: _Link) -> Callable[[bytes], Awaitable[bool]]:
        async def sees(data: bytes) -> bool:
            if link.armed is not None:
                trap, link.armed = link.armed, None
                return await self._spring(trap)
            return self.on_response(data)

        return sees

    async def _spring(self, trap: Trap) -> bool:
        if self.trap is trap:
            self.trap = None
        trap.sprung.set()
        if not trap.freeze:
            return False
        self.freeze()
        await self._flowing.wait()
        return True

    async def _pump(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        forward: Callable[[bytes], Awaitable[bool]],
    ) -> None:
        try:
            while data := await reader.read(65536):
                await self._flowing.wait()
                if not await forward(data):
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
