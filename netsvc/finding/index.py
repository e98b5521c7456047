"""The matcher in memory, rebuilt off the request path when the directory has changed."""

from __future__ import annotations

import asyncio
import contextvars
from contextlib import suppress
from dataclasses import dataclass

import structlog

from netsvc.backoff import Backoff
from netsvc.errors import NetsvcError
from netsvc.finding.repository import FindingRepository
from netsvc.matching import Matcher, build_matcher

log = structlog.get_logger(__name__)

POLL_SECONDS = 2.0


@dataclass(frozen=True)
class Snapshot:
    """One immutable index; a request works with the one it began with."""

    version: int
    matcher: Matcher
    common: tuple[str, ...]


class MatchIndex:
    """Holds the newest snapshot; readers never wait for a rebuild after the first one."""

    def __init__(
        self, repository: FindingRepository, *, poll_seconds: float = POLL_SECONDS
    ) -> None:
        self._repository = repository
        self._poll_seconds = poll_seconds
        self._snapshot: Snapshot | None = None
        self._building = asyncio.Lock()
        self._poller: asyncio.Task[None] | None = None

    async def current(self) -> Snapshot:
        """The newest snapshot; only the very first call, if nothing started us, builds it."""
        if self._snapshot is None:
            await self.refresh()
        if self._snapshot is None:
            raise RuntimeError("refresh leaves a snapshot or raises")
        return self._snapshot

    async def refresh(self) -> bool:
        """Rebuild if the directory's version changed; whether it was rebuilt."""
        async with self._building:
            # read before the texts: a change in between is seen at the next look
            version = await self._repository.version()
            if self._snapshot is not None and self._snapshot.version == version:
                return False
            texts = await self._repository.texts()
            matcher = await asyncio.to_thread(build_matcher, texts.rows)
            self._snapshot = Snapshot(version, matcher, texts.common)
            log.info("matcher rebuilt", version=version, issue_types=len(texts.rows))
            # statistics changed with the directory, so the plan may have been thrown away
            try:
                await self._repository.warm()
            except NetsvcError as error:
                log.warning("finding not planned ahead", reason=error.message)
            return True

    async def start(self) -> None:
        """Build now and look for changes every few seconds until ``stop``."""
        if self._poller is None:
            # a context of its own: what a caller counts or traces is not this loop's
            self._poller = asyncio.get_running_loop().create_task(
                self._poll(), name="matcher-refresh", context=contextvars.Context()
            )

    async def stop(self) -> None:
        if self._poller is not None:
            self._poller.cancel()
            with suppress(asyncio.CancelledError):
                await self._poller
            self._poller = None

    async def _poll(self) -> None:
        backoff = Backoff(self._poll_seconds)
        while True:
            pause = self._poll_seconds
            # the last snapshot keeps answering, whatever is wrong
            try:
                await self.refresh()
                backoff.worked()
            except NetsvcError as error:
                pause = backoff.failed()
                log.warning("matcher not refreshed", reason=error.message, next_try_seconds=pause)
            except Exception:
                pause = backoff.failed()
                log.exception("matcher not refreshed", next_try_seconds=pause)
            await asyncio.sleep(pause)
