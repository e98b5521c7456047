"""The matcher in memory, rebuilt off the request path when the directory has changed."""

from __future__ import annotations

import asyncio
import contextvars
import math
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace

import structlog

from netsvc.backoff import Backoff
from netsvc.directory.model import LocalText
from netsvc.errors import NetsvcError
from netsvc.finding.meaning import Meaning
from netsvc.finding.model import FoundIssueType
from netsvc.finding.repository import FindingRepository
from netsvc.matching import Matcher, build_matcher
from netsvc.matching.learning import ChosenType, with_learned
from netsvc.matching.lexical import LexicalMatcher
from netsvc.matching.model import IssueTypeText

log = structlog.get_logger(__name__)

POLL_SECONDS = 2.0
LEARN_SECONDS = 900.0
FEW_TEXTS = 32
"""So many new vectors are waited for (under two seconds); for more, letters answer meanwhile."""
LOW_PRIORITY = 15


@dataclass(frozen=True)
class Snapshot:
    """One immutable index; a request works with the one it began with."""

    version: int
    matcher: Matcher
    common: tuple[str, ...]
    types: Mapping[str, FoundIssueType]


class MatchIndex:
    """Holds the newest snapshot; readers never wait for a rebuild after the first one.

    With ``meaning`` words are matched by meaning too. ``meaning`` is called once, off the event
    loop, and may give None (the part is missing). While the vectors of many new texts are made,
    on a thread of low priority, the lexical part answers.

    Every ``learn_seconds``, and with every change of the directory, the words of resolved cases
    are looked at again. Where only they are new, the snapshot at hand answers until the next one
    is whole.
    """

    def __init__(
        self,
        repository: FindingRepository,
        *,
        poll_seconds: float = POLL_SECONDS,
        learn_seconds: float = LEARN_SECONDS,
        meaning: Callable[[], Meaning | None] | None = None,
    ) -> None:
        self._repository = repository
        self._open_meaning = meaning
        self._meaning: Meaning | None = None
        self._encoding: ThreadPoolExecutor | None = None
        self._deepening: asyncio.Task[None] | None = None
        self._stopped = threading.Event()
        self._poll_seconds = poll_seconds
        self._learn_seconds = learn_seconds
        self._learnt_at = -math.inf
        self._chosen: tuple[ChosenType, ...] = ()
        self._rows: tuple[IssueTypeText, ...] = ()
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
        """Rebuild if the directory's version or what was learnt changed; whether it was rebuilt."""
        async with self._building:
            # read before the texts: a change in between is seen at the next look
            version = await self._repository.version()
            same = self._snapshot is not None and self._snapshot.version == version
            if same and time.monotonic() < self._learnt_at + self._learn_seconds:
                return False
            texts = await self._repository.texts()
            await self._learn()
            rows = await asyncio.to_thread(with_learned, texts.rows, self._chosen)
            if same and rows == self._rows:
                return False
            await self._rebuild(version, rows, texts.common, learnt_only=same)
            return True

    async def _learn(self) -> None:
        try:
            self._chosen = await self._repository.chosen()
        except NetsvcError as error:
            # the directory's own words come first; what was learnt before still holds
            log.warning("nothing learnt from cases", reason=error.message)
        self._learnt_at = time.monotonic()

    async def _rebuild(
        self,
        version: int,
        rows: tuple[IssueTypeText, ...],
        common: tuple[str, ...],
        *,
        learnt_only: bool,
    ) -> None:
        matcher = await asyncio.to_thread(build_matcher, rows)
        fresh = await self._deepened_if_quick(Snapshot(version, matcher, common, _named(rows)))
        self._rows = rows
        waits = self._deepening is not None and learnt_only
        if not waits:
            self._snapshot = fresh
        log.info("matcher rebuilt", version=version, issue_types=len(rows), learnt_only=learnt_only)
        # statistics changed with the directory, so the plan may have been thrown away
        # (the repository says itself when planning fails; the next question tries again)
        with suppress(NetsvcError):
            await self._repository.warm()

    def use(self, meaning: Callable[[], Meaning | None]) -> None:
        """Match by meaning too, from the next rebuild on; see the class."""
        self._open_meaning = meaning

    async def _deepened_if_quick(self, snapshot: Snapshot) -> Snapshot:
        await self._end_deepening()
        if self._open_meaning is None or not isinstance(snapshot.matcher, LexicalMatcher):
            return snapshot
        if self._meaning is not None:
            missing = await asyncio.to_thread(self._meaning.missing, snapshot.matcher)
            if missing <= FEW_TEXTS:
                return await self._deepen(snapshot)
        self._deepening = asyncio.get_running_loop().create_task(
            self._replace_when_deepened(snapshot), name="matcher-vectors"
        )
        return snapshot

    async def _replace_when_deepened(self, snapshot: Snapshot) -> None:
        deepened = await self._deepen(snapshot)
        if self._stopped.is_set():
            # unfinished: what answers meanwhile is as good or better
            return
        current = self._snapshot
        if current is None or current.version == snapshot.version:
            self._snapshot = deepened

    async def _deepen(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with meaning, or the same one where there is none to be had."""
        if self._encoding is None:
            self._encoding = ThreadPoolExecutor(1, "matcher-vectors", _step_back)
        loop = asyncio.get_running_loop()
        matcher = await loop.run_in_executor(self._encoding, self._compose, snapshot.matcher)
        return replace(snapshot, matcher=matcher)

    def _compose(self, matcher: Matcher) -> Matcher:
        if self._meaning is None and self._open_meaning is not None:
            self._meaning = self._open_meaning()
            if self._meaning is None:
                self._open_meaning = None
        if self._meaning is None or not isinstance(matcher, LexicalMatcher):
            return matcher
        if not self._meaning.fill(matcher, self._stopped.is_set):
            return matcher
        composed = self._meaning.compose(matcher)
        log.info("matcher understands meaning", texts=len(matcher.texts))
        return composed

    async def _end_deepening(self) -> None:
        """A thread can't be cancelled: it is told, and stops after the vectors at hand."""
        if self._deepening is not None:
            self._stopped.set()
            await asyncio.gather(self._deepening, return_exceptions=True)
            self._stopped.clear()
            self._deepening = None

    async def start(self) -> None:
        """Build now and look for changes every few seconds until ``stop``."""
        if self._poller is None:
            self._stopped.clear()
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
        await self._end_deepening()
        self._stopped.set()
        if self._encoding is not None:
            self._encoding.shutdown(wait=False)
            self._encoding = None

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


def _named(rows: Sequence[IssueTypeText]) -> dict[str, FoundIssueType]:
    def name(row: IssueTypeText) -> LocalText:
        known = row.names.get("fi") or row.names.get("en") or row.names.get("sv") or row.id
        return LocalText(*(row.names.get(code) or known for code in ("fi", "sv", "en")))

    return {row.id: FoundIssueType(row.id, name(row)) for row in rows}


def _step_back() -> None:
    """Let answers go first: on Linux a thread has a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOW_PRIORITY)
