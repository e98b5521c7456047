"""Sees to times that ran out, in whichever process comes first: offers, and what was promised."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from netsvc.backoff import Backoff
from netsvc.errors import DatabaseUnavailableError, DeadlineExceededError, NetsvcError
from netsvc.events.answers import Answer
from netsvc.events.commands import Clock
from netsvc.handover.repository import HandoverRepository
from netsvc.handover.service import HandoverService

_log = structlog.get_logger(__name__)

LONGEST_PAUSE = 2.0


@dataclass(frozen=True)
class Timer:
    """Times in the graph: ``look`` names what is due, ``act`` does it once, whoever else tries."""

    name: str
    look: Callable[[datetime], Awaitable[Sequence[str]]]
    act: Callable[[str], Awaitable[Answer]]


class Sweeper:
    """Looks every ``interval`` seconds; what fails is logged and tried again.

    ``also`` are further times to look after.
    """

    def __init__(
        self,
        repository: HandoverRepository,
        service: HandoverService,
        clock: Clock,
        *,
        interval: float = 0.5,
        also: Sequence[Timer] = (),
    ) -> None:
        async def stalled(_at: datetime) -> Sequence[str]:
            return await repository.stalled()

        self._timers = (
            Timer("offer", repository.due, service.expire),
            Timer("offering", stalled, service.expire),
            *also,
        )
        self._clock = clock
        self._interval = interval
        self._told: set[str] = set()

    async def sweep(self) -> int:
        """One look; how many were due.

        One that can't be ended does not hold up the others. Raises what the database raises when
        it is away.
        """
        count = 0
        for timer in self._timers:
            due = await timer.look(self._clock())
            count += len(due)
            for id_ in due:
                await self._see_to(timer, id_)
        return count

    async def _see_to(self, timer: Timer, id_: str) -> None:
        try:
            await timer.act(id_)
        except (DatabaseUnavailableError, DeadlineExceededError):
            raise
        except Exception:
            if id_ not in self._told:
                self._told.add(id_)
                _log.exception("timer_failed", timer=timer.name, id=id_)

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
                    _log.warning("sweeper_waits", reason=error.message)
                pause = backoff.failed()
            except Exception:
                _log.exception("sweeper_failed")
                pause = backoff.failed()
            await asyncio.sleep(pause)
