"""Ends offers whose time ran out and asks the next, in whichever process comes first."""

from __future__ import annotations

import asyncio

import structlog

from netsvc.backoff import Backoff
from netsvc.errors import DatabaseUnavailableError, DeadlineExceededError, NetsvcError
from netsvc.events.commands import Clock
from netsvc.handover.repository import HandoverRepository
from netsvc.handover.service import HandoverService

_log = structlog.get_logger(__name__)

LONGEST_PAUSE = 2.0


class Sweeper:
    """Looks every ``interval`` seconds; what fails is logged and tried again."""

    def __init__(
        self,
        repository: HandoverRepository,
        service: HandoverService,
        clock: Clock,
        *,
        interval: float = 0.5,
    ) -> None:
        self._repository = repository
        self._service = service
        self._clock = clock
        self._interval = interval
        self._told: set[str] = set()

    async def sweep(self) -> int:
        """One look; how many offers were due.

        One that can't be ended does not hold up the others. Raises what the database raises when
        it is away.
        """
        due = dict.fromkeys(
            [*await self._repository.due(self._clock()), *await self._repository.stalled()]
        )
        for handover_id in due:
            try:
                await self._service.expire(handover_id)
            except (DatabaseUnavailableError, DeadlineExceededError):
                raise
            except Exception:
                if handover_id not in self._told:
                    self._told.add(handover_id)
                    _log.exception("offer_not_expired", handover_id=handover_id)
        return len(due)

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
