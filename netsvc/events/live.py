"""Live inboxes: each event reaches every open window of its recipient, in order, once.

What this process commits is given to its listeners at once; what others commit is found by one
query over all listeners, four times a second. The events themselves are in the graph, so a
listener that comes back with the last number it saw misses nothing.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from netsvc.backoff import Backoff
from netsvc.errors import NetsvcError
from netsvc.events.answers import InboxEvent
from netsvc.events.repository import EventRepository

_log = structlog.get_logger(__name__)

MAX_WAITING = 1000
PAGE = 200
LONGEST_PAUSE = 2.0


@dataclass(eq=False)
class Listener:
    """One open window; ``seq`` is the last event put in its queue."""

    recipient: str
    seq: int
    waiting: deque[InboxEvent] = field(default_factory=deque)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    closed: bool = False

    @property
    def full(self) -> bool:
        """A window that does not read keeps its place; the events stay in the graph for it."""
        return len(self.waiting) >= MAX_WAITING

    def put(self, event: InboxEvent) -> None:
        if event.seq > self.seq and not self.full:
            self.waiting.append(event)
            self.seq = event.seq
            self.news.set()

    async def events(self) -> AsyncIterator[InboxEvent]:
        """Until the hub closes."""
        while True:
            while self.waiting:
                yield self.waiting.popleft()
            if self.closed:
                return
            self.news.clear()
            await self.news.wait()


class LiveHub:
    """The listeners of this process; ``run`` feeds them."""

    def __init__(self, repository: EventRepository, *, interval: float = 0.25) -> None:
        self._repository = repository
        self._interval = interval
        self._listeners: dict[str, set[Listener]] = {}
        self._woken: set[str] = set()
        self._wake = asyncio.Event()
        self._closed = False

    @property
    def listening(self) -> int:
        """How many windows listen."""
        return sum(len(listeners) for listeners in self._listeners.values())

    def connected(self) -> frozenset[str]:
        """Who has a window open here."""
        return frozenset(self._listeners)

    def tell(self, events: Iterable[InboxEvent]) -> None:
        """Give what this process committed at once to those who wait for just this number."""
        for event in events:
            for listener in self._listeners.get(event.recipient, ()):
                if event.seq == listener.seq + 1:
                    listener.put(event)
                elif event.seq > listener.seq:
                    # something before it is not here yet: perhaps another process committed it
                    self.wake([event.recipient])

    def wake(self, recipients: Iterable[str]) -> None:
        """Look at once for these people."""
        mine = self._listeners.keys() & set(recipients)
        if mine:
            self._woken |= mine
            self._wake.set()

    @asynccontextmanager
    async def listen(self, recipient: str, after: int | None) -> AsyncIterator[Listener]:
        """A listener for what comes after ``after``, or for what is new from now on."""
        head = await self._repository.head(recipient)
        listener = Listener(recipient, head if after is None else max(0, min(after, head)))
        listener.closed = self._closed
        self._listeners.setdefault(recipient, set()).add(listener)
        self.wake([recipient])
        try:
            yield listener
        finally:
            mine = self._listeners[recipient]
            mine.discard(listener)
            if not mine:
                del self._listeners[recipient]

    async def run(self) -> None:
        """Feed the listeners until cancelled; what fails is logged and tried again."""
        loop = asyncio.get_running_loop()
        everybody_at = loop.time()
        backoff = Backoff(self._interval, longest=LONGEST_PAUSE)
        while True:
            try:
                async with asyncio.timeout(max(0.0, everybody_at - loop.time())):
                    await self._wake.wait()
            except TimeoutError:
                pass
            self._wake.clear()
            woken, self._woken = self._woken, set()
            if loop.time() >= everybody_at:
                everybody_at = loop.time() + self._interval
                woken = set(self._listeners)
            try:
                more = await self._feed(woken)
                backoff.worked()
            except NetsvcError as error:
                if not backoff.failures:
                    _log.warning("inboxes_wait", reason=error.message)
                await asyncio.sleep(backoff.failed())
            except Exception:
                # whatever it was, every open window depends on this loop
                _log.exception("inboxes_failed")
                await asyncio.sleep(backoff.failed())
            else:
                if more:
                    self.wake(more)

    def close(self) -> None:
        """End every listener, so that the process can stop."""
        self._closed = True
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.closed = True
                listener.news.set()

    async def _feed(self, recipients: Iterable[str]) -> frozenset[str]:
        """Put what is new in the queues; for whom there may be more, as their page was full."""
        cursors: dict[str, int] = {}
        for id_ in recipients:
            # a window that is stuck must not hold up the others of the same person
            reading = [one.seq for one in self._listeners.get(id_, ()) if not one.full]
            if reading:
                cursors[id_] = min(reading)
        if not cursors:
            return frozenset()
        found: Counter[str] = Counter()
        for event in await self._repository.after(cursors, limit=PAGE):
            found[event.recipient] += 1
            for listener in self._listeners.get(event.recipient, ()):
                listener.put(event)
        return frozenset(id_ for id_, number in found.items() if number >= PAGE)
