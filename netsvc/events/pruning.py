"""Takes away what nobody can need any more: keys and inbox events that are old. Never an audit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import LiteralString

import structlog

from netsvc.backoff import Backoff
from netsvc.errors import NetsvcError
from netsvc.events.turns import Turn
from netsvc.graph.driver import Graph

_log = structlog.get_logger(__name__)

BATCH = 500
INTERVAL = 60.0
PAUSE = 0.1
TURN = timedelta(minutes=2)

OLD: LiteralString = """
RETURN EXISTS { MATCH (k:Command) WHERE k.at < $keysBefore }
  OR EXISTS { MATCH (v:Event) WHERE v.at < $eventsBefore } AS old
"""
PRUNE_COMMANDS: LiteralString = """
MATCH (k:Command) WHERE k.at < $before
WITH k LIMIT $batch DELETE k
RETURN count(*) AS pruned
"""
PRUNE_EVENTS: LiteralString = """
MATCH (v:Event) WHERE v.at < $before
WITH v LIMIT $batch DELETE v
RETURN count(*) AS pruned
"""


@dataclass(frozen=True)
class Kept:
    """How long a key gives its first answer again, and how long an inbox can be read back."""

    keys: timedelta = timedelta(hours=48)
    events: timedelta = timedelta(days=30)


@dataclass(frozen=True)
class Pruned:
    """How many of each were taken away."""

    commands: int = 0
    events: int = 0


class Pruner:
    """One process at a time, in small transactions, so that no command waits for it.

    The numbers of an inbox go on after its events are gone, so a window that comes back later than
    that misses what was told before, never what is told from then on.
    """

    def __init__(
        self,
        graph: Graph,
        clock: Callable[[], datetime],
        kept: Kept,
        *,
        batch: int = BATCH,
        interval: float = INTERVAL,
    ) -> None:
        self._graph = graph
        self._clock = clock
        self._kept = kept
        self._batch = batch
        self._interval = interval
        self._turn = Turn(graph, "pruning", lasting=TURN)

    async def round(self) -> Pruned:
        """All that is old now; nothing where another process is at it."""
        commands = events = 0
        while True:
            at = self._clock()
            keys_before, events_before = at - self._kept.keys, at - self._kept.events
            rows = await self._graph.read_once(
                OLD, keysBefore=keys_before, eventsBefore=events_before
            )
            if not rows[0]["old"] or not await self._turn.mine(at):
                return Pruned(commands, events)
            commands += await self._prune(PRUNE_COMMANDS, keys_before)
            events += await self._prune(PRUNE_EVENTS, events_before)
            await asyncio.sleep(PAUSE)

    async def run(self) -> None:
        """Until cancelled; what fails is logged and tried again."""
        backoff = Backoff(self._interval)
        while True:
            pause = self._interval
            try:
                pruned = await self.round()
                backoff.worked()
                if pruned != Pruned():
                    _log.info("pruned", commands=pruned.commands, events=pruned.events)
            except NetsvcError as error:
                if not backoff.failures:
                    _log.warning("pruning_waits", reason=error.message)
                pause = backoff.failed()
            except Exception:
                _log.exception("pruning_failed")
                pause = backoff.failed()
            await asyncio.sleep(pause)

    async def _prune(self, statement: LiteralString, before: datetime) -> int:
        rows = await self._graph.run(statement, before=before, batch=self._batch)
        return int(rows[0]["pruned"])
