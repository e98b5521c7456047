"""Ends offers whose time ran out, in whichever process comes first."""

from __future__ import annotations

import asyncio

import structlog

from netsvc.errors import NetsvcError
from netsvc.events.commands import Clock
from netsvc.handover.repository import HandoverRepository
from netsvc.handover.service import HandoverService

_log = structlog.get_logger(__name__)


class Sweeper:
    """Looks every ``interval`` seconds; a database that is away is asked again later."""

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

    async def sweep(self) -> int:
        """One look; how many offers were due."""
        due = await self._repository.due(self._clock())
        for handover_id in due:
            await self._service.expire(handover_id)
        return len(due)

    async def run(self) -> None:
        """Until cancelled."""
        away = False
        while True:
            try:
                await self.sweep()
                away = False
            except NetsvcError as error:
                if not away:
                    _log.warning("sweeper_waits", reason=error.message)
                away = True
            await asyncio.sleep(self._interval)
