"""Ends contacts that nobody ended, as of the last thing that was done in them.

A customer does not stay on the line for days. A contact left open would make whatever is resolved
later look resolved in it, so it is over once nothing was done in it for the length of
``contact_idle``, counted from the last action and not from when somebody noticed.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import LiteralString

import structlog

from netsvc.backoff import Backoff
from netsvc.errors import DatabaseUnavailableError, DeadlineExceededError, NetsvcError
from netsvc.events.answers import Done, Outcome
from netsvc.events.commands import Clock, CommandRunner, Work
from netsvc.graph.driver import Graph, Tx
from netsvc.handover import contacts

_log = structlog.get_logger(__name__)

BY_ITSELF = "netsvc"
AT_A_TIME = 100
LONGEST_PAUSE = 60.0

DUE: LiteralString = (
    """
MATCH (n:Contact:Underway)
WHERE n.endedAt IS NULL AND n.startedAt < $at - duration({seconds: $idle})
"""
    + contacts.LAST_ACTION
    + """
WITH n, lastAt WHERE live AND lastAt < $at - duration({seconds: $idle})
RETURN n.id AS id ORDER BY lastAt, n.id LIMIT $limit
"""
)
STILL_DUE: LiteralString = (
    "MATCH (n:Contact {id: $id}) WHERE n.endedAt IS NULL"
    + contacts.LAST_ACTION
    + "WITH n, lastAt WHERE live AND lastAt < $at - duration({seconds: $idle}) RETURN n.id AS id"
)
# Not where it ends: a slip that is taken back within seconds lets the contact go on.
TIDY: LiteralString = """
MATCH (n:Contact:Underway) WHERE n.endedAt < $before
WITH n LIMIT 1000
REMOVE n:Underway
RETURN count(n) AS tidied
"""
TIDIED_AFTER = timedelta(minutes=10)


class ContactSweeper:
    """Looks every ``interval`` seconds, in each process; a contact ends once."""

    def __init__(
        self,
        graph: Graph,
        runner: CommandRunner,
        clock: Clock,
        *,
        idle: timedelta = contacts.IDLE,
        interval: float = 30.0,
    ) -> None:
        self._graph = graph
        self._runner = runner
        self._clock = clock
        self._idle = idle
        self._interval = interval

    async def sweep(self) -> int:
        """One look; how many contacts were ended. Raises what the database raises when away."""
        due = await self._graph.read_once(
            DUE,
            at=self._clock(),
            idle=contacts.seconds(self._idle),
            limit=AT_A_TIME,
        )
        ended = 0
        for row in due:
            try:
                answer = await self._runner.run_unasked(self._ending(row["id"]))
                ended += isinstance(answer, Done)
            except (DatabaseUnavailableError, DeadlineExceededError):
                raise
            except Exception:
                _log.exception("contact_not_ended", contact_id=row["id"])
        await self._graph.run(TIDY, before=self._clock() - TIDIED_AFTER)
        return ended

    def _ending(self, contact_id: str) -> Work:
        async def work(tx: Tx, at: datetime) -> Outcome:
            held = await contacts.hold(tx, contact_id)
            idle = contacts.seconds(self._idle)
            if held is None or not await tx.run(STILL_DUE, id=contact_id, at=at, idle=idle):
                return Outcome(contacts.already_over())
            return await contacts.end_for_all(tx, at, BY_ITSELF, held, self._idle)

        return work

    async def run(self) -> None:
        """Until cancelled."""
        backoff = Backoff(self._interval, longest=LONGEST_PAUSE)
        while True:
            pause = self._interval
            try:
                await self.sweep()
                backoff.worked()
            except NetsvcError as error:
                if not backoff.failures:
                    _log.warning("contact_sweeper_waits", reason=error.message)
                pause = backoff.failed()
            except Exception:
                _log.exception("contact_sweeper_failed")
                pause = backoff.failed()
            await asyncio.sleep(pause)
