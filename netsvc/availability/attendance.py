"""Presence by connection: who is connected to no process any more becomes away, for a while.

Each process notes, every few seconds, whose windows it has open (``LiveStream``, a node apart from
the person's own, so that noting it never waits for a command). Who was noted by nobody for the
grace time and is available becomes away, and available again with the next window. What was set by
hand since is left alone, and whoever was never connected (a phone link is enough to work) too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import LiteralString

import structlog

from netsvc.availability.model import Presence
from netsvc.backoff import Backoff
from netsvc.errors import NetsvcError
from netsvc.events.answers import Audit, Done, Event, EventKind, Outcome
from netsvc.events.commands import CommandRunner, Work
from netsvc.graph.driver import Graph, Tx

_log = structlog.get_logger(__name__)

GRACE = timedelta(seconds=60)
TICK = 1.0
BATCH = 100
SYSTEM = "netsvc"

# In order of their ids, so that two processes that note the same people never block each other.
NOTE: LiteralString = """
UNWIND $ids AS id
MERGE (s:LiveStream {id: id}) SET s.at = $at
WITH id
MATCH (e:Expert {id: id}) WHERE e.awayBecause = 'CONNECTION_LOST'
RETURN e.id AS id ORDER BY id
"""
GONE: LiteralString = """
MATCH (s:LiveStream) WHERE s.at < $before RETURN s.id AS id ORDER BY s.at LIMIT $limit
"""
# The locks come before the look: another process may be at the same person, or a window came back.
LEAVE: LiteralString = """
MATCH (s:LiveStream {id: $id}) SET s._lock = true REMOVE s._lock
WITH s, s.at AS seenAt WHERE seenAt < $before
DELETE s
WITH seenAt
MATCH (e:Expert {id: $id}) SET e._lock = true REMOVE e._lock
WITH e, seenAt
WHERE e.presence = 'AVAILABLE' AND coalesce(e.presenceSetAt, seenAt) <= seenAt
SET e.presence = 'AWAY', e.awayBecause = 'CONNECTION_LOST'
RETURN e.id AS id
"""
RETURN: LiteralString = """
MATCH (e:Expert {id: $id}) SET e._lock = true REMOVE e._lock
WITH e WHERE e.presence = 'AWAY' AND e.awayBecause = 'CONNECTION_LOST'
SET e.presence = 'AVAILABLE' REMOVE e.awayBecause
RETURN e.id AS id
"""


class Attendance:
    """``connected`` says whose windows this process has open now."""

    def __init__(
        self,
        graph: Graph,
        runner: CommandRunner,
        connected: Callable[[], Collection[str]],
        clock: Callable[[], datetime],
        *,
        grace: timedelta = GRACE,
        tick: float = TICK,
    ) -> None:
        self._graph = graph
        self._runner = runner
        self._connected = connected
        self._clock = clock
        self._grace = grace
        self._tick = tick
        self._every = min(timedelta(seconds=10), grace / 6)
        self._noted: frozenset[str] = frozenset()
        self._noted_at: datetime | None = None
        self._since = clock()

    async def round(self) -> None:
        """Note whose windows were opened and closed; where it is time, everybody's, and see who
        is gone."""
        at = self._clock()
        if self._noted_at is None or at - self._noted_at > 2 * self._every:
            # it began, slept or could not write: who comes back now must not be taken for gone
            self._since = at
        now = frozenset(self._connected())
        whole = self._noted_at is None or at - self._noted_at >= self._every
        seen = now | self._noted if whole else now ^ self._noted
        if seen:
            back = await self._graph.run(NOTE, ids=sorted(seen), at=at)
            for row in back:
                if row["id"] in now:
                    await self._runner.run_unasked(self._return(row["id"]))
        self._noted = now
        if whole:
            self._noted_at = at
            if at - self._since > self._grace + self._every:
                await self._see_who_is_gone(at - self._grace - self._every)

    async def run(self) -> None:
        """Until cancelled; what fails is logged and tried again."""
        backoff = Backoff(self._tick, longest=5.0)
        while True:
            pause = self._tick
            try:
                await self.round()
                backoff.worked()
            except NetsvcError as error:
                if not backoff.failures:
                    _log.warning("attendance_waits", reason=error.message)
                pause = backoff.failed()
            except Exception:
                _log.exception("attendance_failed")
                pause = backoff.failed()
            await asyncio.sleep(pause)

    async def _see_who_is_gone(self, before: datetime) -> None:
        while True:
            rows = await self._graph.read_once(GONE, before=before, limit=BATCH)
            for row in rows:
                await self._runner.run_unasked(self._leave(row["id"], before))
            if len(rows) < BATCH:
                return

    def _leave(self, id_: str, before: datetime) -> Work:
        async def work(tx: Tx, _at: datetime) -> Outcome:
            if await tx.one(LEAVE, id=id_, before=before) is None:
                return Outcome(Done(id_))
            return _changed(id_, Presence.AVAILABLE, Presence.AWAY, EventKind.CONNECTION_LOST)

        return work

    def _return(self, id_: str) -> Work:
        async def work(tx: Tx, _at: datetime) -> Outcome:
            if await tx.one(RETURN, id=id_) is None:
                return Outcome(Done(id_))
            return _changed(id_, Presence.AWAY, Presence.AVAILABLE, EventKind.CONNECTION_BACK)

        return work


def _changed(id_: str, before: Presence, after: Presence, kind: EventKind) -> Outcome:
    audit = Audit(SYSTEM, "setPresence", from_state=before, to_state=after, detail=kind)
    return Outcome(Done(id_), (audit,), (Event(id_, kind),))
