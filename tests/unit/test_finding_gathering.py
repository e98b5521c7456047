"""Questions gathered into few statements: each its own answer, end and time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from netsvc.errors import BadInputError, DatabaseUnavailableError, DeadlineExceededError
from netsvc.finding.gathering import Gathering


class Asking:
    """Answers ten times the number, once it may; what was asked together is kept."""

    def __init__(self, *, may: bool = True) -> None:
        self.together: list[list[int]] = []
        self.may = asyncio.Event()
        if may:
            self.may.set()

    async def __call__(self, asked: Sequence[int]) -> list[int]:
        self.together.append(list(asked))
        await self.may.wait()
        if 13 in asked:
            raise BadInputError("13 can't be asked.")
        if 99 in asked:
            raise DatabaseUnavailableError("No Neo4j answers.", action="Try again.")
        return [number * 10 for number in asked]


async def test_one_alone_is_asked_at_once() -> None:
    asking = Asking()
    gathering = Gathering(asking, at_once=1, most=8)

    assert [await gathering.one(n, 5.0) for n in (1, 2)] == [10, 20]
    assert asking.together == [[1], [2]]


async def test_those_that_come_meanwhile_go_together_and_no_more_than_fit() -> None:
    asking = Asking(may=False)
    gathering = Gathering(asking, at_once=1, most=4)
    waiting = [asyncio.create_task(gathering.one(n, 5.0)) for n in range(7)]
    await asyncio.sleep(0)
    asking.may.set()

    assert await asyncio.gather(*waiting) == [n * 10 for n in range(7)]
    assert asking.together == [[0], [1, 2, 3, 4], [5, 6]]


async def test_one_that_can_not_be_asked_fails_alone() -> None:
    asking = Asking(may=False)
    gathering = Gathering(asking, at_once=1, most=8)
    waiting = [asyncio.create_task(gathering.one(n, 5.0)) for n in (1, 2, 13, 3)]
    await asyncio.sleep(0)
    asking.may.set()
    answers = await asyncio.gather(*waiting, return_exceptions=True)

    assert [answer for n, answer in enumerate(answers) if n != 2] == [10, 20, 30]
    assert isinstance(answers[2], BadInputError)
    assert asking.together == [[1], [2, 13, 3], [2], [13], [3]]


async def test_an_absent_database_is_told_to_all_and_not_asked_again_for_each() -> None:
    asking = Asking(may=False)
    gathering = Gathering(asking, at_once=1, most=8)
    waiting = [asyncio.create_task(gathering.one(n, 5.0)) for n in (1, 2, 99)]
    await asyncio.sleep(0)
    asking.may.set()
    one, *others = await asyncio.gather(*waiting, return_exceptions=True)

    assert one == 10
    assert [(type(other), str(other)) for other in others] == [
        (DatabaseUnavailableError, "No Neo4j answers. Try again.")
    ] * 2
    assert others[0] is not others[1]
    assert asking.together == [[1], [2, 99]]
    assert await gathering.one(4, 5.0) == 40


async def test_whoever_waits_too_long_or_leaves_takes_nothing_from_the_others() -> None:
    asking = Asking(may=False)
    gathering = Gathering(asking, at_once=1, most=8)
    first, leaving, patient = (asyncio.create_task(gathering.one(n, 5.0)) for n in (1, 2, 3))
    await asyncio.sleep(0)
    leaving.cancel()
    with pytest.raises(DeadlineExceededError):
        await gathering.one(4, 0.01)
    first.cancel()
    asking.may.set()

    assert await patient == 30
    assert asking.together == [[1], [3]]
    with pytest.raises(asyncio.CancelledError):
        await first
