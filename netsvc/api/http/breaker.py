"""Answers at once while the database is away, instead of letting every caller wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from netsvc.errors import NetsvcError


class Breaker:
    """Opens when an operation found no database; closes when ``probe`` finds it again."""

    def __init__(self, probe: Callable[[], Awaitable[bool]], *, every: float = 0.5) -> None:
        self._probe = probe
        self._every = every
        self._task: asyncio.Task[None] | None = None

    @property
    def open(self) -> bool:
        return self._task is not None and not self._task.done()

    def trip(self) -> None:
        if not self.open:
            self._task = asyncio.get_running_loop().create_task(self._watch())

    async def closed(self) -> None:
        """Wait until the database is there again."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def close(self) -> None:
        """Stop probing; for shutdown."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _watch(self) -> None:
        while True:
            try:
                if await self._probe():
                    return
            except NetsvcError:
                # e.g. a password refused while Neo4j is being replaced: still away
                pass
            await asyncio.sleep(self._every)
