"""Measures from a snapshot that is kept in memory and refreshed in the background."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import structlog

from netsvc.errors import NetsvcError, NotFoundError
from netsvc.measures.facts import Facts
from netsvc.measures.map import NetworkMap, network_map
from netsvc.measures.publishing import Publisher, Question, Result
from netsvc.measures.registry import Measure, Registry
from netsvc.silos.layout import Position

_log = structlog.get_logger("netsvc.measures")


class MeasuresService:
    """``read`` gives fresh facts; they are asked for again once ``refresh_seconds`` old.

    An older snapshot answers meanwhile; every result says as of when it is.
    """

    def __init__(
        self,
        read: Callable[[], Awaitable[Facts]],
        registry: Registry,
        *,
        refresh_seconds: float = 300.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.registry = registry
        self._read = read
        self._refresh_seconds = refresh_seconds
        self._clock = clock
        self._publisher: Publisher | None = None
        self._read_at = 0.0
        self._loading: asyncio.Task[Publisher] | None = None
        self._drawing = asyncio.Lock()
        self._map: tuple[Publisher, NetworkMap] | None = None
        self._positions: Mapping[str, Position] = {}

    async def answer(self, measure_id: str, question: Question) -> Result:
        """Raises ``NotFoundError``, ``BadInputError``, or what reading the first facts raised."""
        measure = self._measure(measure_id)
        publisher = await self._current()
        return await asyncio.to_thread(publisher.answer, measure, question)

    async def map(self) -> NetworkMap:
        """The map of the network; every unit stands where it stood in the snapshot before.

        Raises what reading the first facts raised.
        """
        flows = self._measure("flows")
        publisher = await self._current()
        async with self._drawing:
            if self._map is None or self._map[0] is not publisher:
                drawn = await asyncio.to_thread(network_map, publisher, flows, self._positions)
                self._map = (publisher, drawn)
                self._positions = {node.place.key: node.position for node in drawn.nodes}
            return self._map[1]

    async def behind(self, measure_id: str, question: Question, key: str) -> Sequence[Any] | None:
        """The facts of one row, or None where it is not shown by itself; raises as ``answer``."""
        publisher = await self._current()
        return await asyncio.to_thread(publisher.behind, self._measure(measure_id), question, key)

    def _measure(self, measure_id: str) -> Measure:
        measure = self.registry.get(measure_id)
        if measure is None:
            raise NotFoundError(
                f"There is no measure {measure_id}.", action="Ask `measures` for the list."
            )
        return measure

    async def refresh(self) -> None:
        """Read the facts now."""
        await asyncio.shield(self._load())

    async def close(self) -> None:
        """Stop reading; for shutdown."""
        if self._loading is not None and not self._loading.done():
            self._loading.cancel()
            await asyncio.wait([self._loading])

    async def _current(self) -> Publisher:
        if self._publisher is None:
            return await asyncio.shield(self._load())
        if self._clock() - self._read_at >= self._refresh_seconds:
            self._load()
        return self._publisher

    def _load(self) -> asyncio.Task[Publisher]:
        if self._loading is None or self._loading.done():
            self._loading = asyncio.get_running_loop().create_task(self._fresh())
            self._loading.add_done_callback(_tell)
        return self._loading

    async def _fresh(self) -> Publisher:
        publisher = Publisher(await self._read())
        self._publisher, self._read_at = publisher, self._clock()
        return publisher


def _tell(task: asyncio.Task[Publisher]) -> None:
    if task.cancelled():
        return
    error = task.exception()
    if isinstance(error, NetsvcError):
        _log.warning("facts not refreshed", code=error.code.value)
    elif error is not None:
        _log.error("facts not refreshed", exc_info=error)
