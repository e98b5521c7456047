"""Concurrent questions of one kind, gathered into as few statements as keep up with them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Generic, TypeVar

from netsvc.errors import DatabaseUnavailableError, DeadlineExceededError
from netsvc.graph import failures

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(eq=False)
class _Waiting(Generic[Asked, Answer]):
    asked: Asked
    answer: asyncio.Future[Answer]


class Gathering(Generic[Asked, Answer]):
    """Questions that come while ``at_once`` statements are under way go together in the next.

    ``ask`` gets at most ``most`` questions and answers each in its place. Whoever stops waiting
    takes nothing from the others, and each waits no longer than its own deadline. Where a
    statement fails for another reason than the database's absence, each of its questions is asked
    alone, so that a question that can't be asked fails by itself.
    """

    def __init__(
        self,
        ask: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer]]],
        *,
        at_once: int,
        most: int,
    ) -> None:
        self._ask = ask
        self._at_once = at_once
        self._most = most
        self._waiting: deque[_Waiting[Asked, Answer]] = deque()
        self._under_way: set[asyncio.Task[None]] = set()

    async def one(self, asked: Asked, deadline: float) -> Answer:
        """The answer to this question; raises what asking it raised, or that it took too long."""
        loop = asyncio.get_running_loop()
        waiting = _Waiting[Asked, Answer](asked, loop.create_future())
        self._waiting.append(waiting)
        if len(self._under_way) < self._at_once:
            self._begin(loop)
        try:
            async with asyncio.timeout(deadline):
                return await waiting.answer
        except TimeoutError as error:
            raise failures.too_late(deadline) from error

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        together: list[_Waiting[Asked, Answer]] = []
        while self._waiting and len(together) < self._most:
            waiting = self._waiting.popleft()
            # whoever gave up meanwhile is not asked for
            if not waiting.answer.done():
                together.append(waiting)
        if together:
            task = loop.create_task(self._answer(together))
            self._under_way.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if self._waiting and not task.cancelled():
            self._begin(task.get_loop())

    async def _answer(self, together: Sequence[_Waiting[Asked, Answer]]) -> None:
        try:
            answers = await self._ask([waiting.asked for waiting in together])
        except (DatabaseUnavailableError, DeadlineExceededError) as error:
            for waiting in together:
                # raised in many tasks, one exception would collect all their tracebacks
                own = copy(error)
                own.__cause__ = error.__cause__
                _fail(waiting.answer, own)
        except Exception as error:
            if len(together) == 1:
                _fail(together[0].answer, error)
                return
            for waiting in together:
                await self._answer([waiting])
        except asyncio.CancelledError:
            for waiting in together:
                waiting.answer.cancel()
            raise
        else:
            for waiting, answer in zip(together, answers, strict=True):
                if not waiting.answer.done():
                    waiting.answer.set_result(answer)


def _fail(answer: asyncio.Future[Answer], error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
