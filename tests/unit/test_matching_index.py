"""The index with sentence vectors: letters answer first, meaning follows, a missing part is told.

The directory is in memory here; tests/graph/test_finding.py builds the index from Neo4j.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from netsvc.errors import DatabaseUnavailableError
from netsvc.finding.index import FEW_TEXTS, MatchIndex
from netsvc.finding.meaning import Meaning
from netsvc.finding.repository import FindingRepository, Texts
from netsvc.finding.vectors import VectorStore
from netsvc.graph.driver import Graph
from netsvc.matching import IssueTypeText
from netsvc.matching.composed import ComposedMatcher
from netsvc.matching.learning import ChosenType
from netsvc.matching.lexical import LexicalMatcher
from netsvc.matching.model import Vectors


class Directory(FindingRepository):
    def __init__(self) -> None:
        super().__init__(Graph.connect("bolt://127.0.0.1:9", "neo4j", "never asked"))
        self.number = 1
        self.resolved: list[ChosenType] = []
        self.broken = False
        self.rows = [
            IssueTypeText(f"t{i}", {"en": f"Matter of {word}"})
            for i, word in enumerate(f"word{n}" for n in range(FEW_TEXTS))
        ]

    async def version(self) -> int:
        return self.number

    async def texts(self) -> Texts:
        return Texts(tuple(self.rows), ("t0",))

    async def chosen(self) -> tuple[ChosenType, ...]:
        if self.broken:
            raise DatabaseUnavailableError("No Neo4j answers.", action="Try again.")
        return tuple(self.resolved)

    async def warm(self) -> None:
        pass

    async def close(self) -> None:
        await self._graph.close()


class Waiting:
    """Encodes as soon as it may."""

    version = "waiting 1"
    dimension = 3

    def __init__(self) -> None:
        self.may = threading.Event()

    def encode(self, texts: Sequence[str]) -> Vectors:
        assert self.may.wait(30)
        return np.ones((len(texts), 3), np.float32) / np.float32(3**0.5)


async def test_letters_answer_until_meaning_is_there(tmp_path: Path) -> None:
    directory, encoder = Directory(), Waiting()
    directory.rows += [IssueTypeText("more", {"en": "Something more"})]
    index = MatchIndex(directory, meaning=lambda: Meaning(encoder, tmp_path))
    assert await index.refresh()
    first = await index.current()
    encoder.may.set()
    async with asyncio.timeout(30):
        while (await index.current()) is first:  # noqa: ASYNC110 - the index has no event for it
            await asyncio.sleep(0.01)

    assert isinstance(first.matcher, LexicalMatcher)
    second = await index.current()
    assert isinstance(second.matcher, ComposedMatcher)
    assert (second.version, second.common) == (first.version, first.common)

    directory.number = 2
    directory.rows += [IssueTypeText("new", {"en": "Brand new"})]
    assert await index.refresh()
    third = await index.current()
    assert third.version == 2
    assert isinstance(third.matcher, ComposedMatcher)
    await index.stop()
    await directory.close()


async def test_stopping_does_not_wait_for_all_vectors(tmp_path: Path) -> None:
    directory, encoder = Directory(), Waiting()
    directory.rows += [IssueTypeText(f"m{n}", {"en": f"More of {n}x"}) for n in range(40)]
    index = MatchIndex(directory, meaning=lambda: Meaning(encoder, tmp_path))
    await index.refresh()
    stopping = asyncio.create_task(index.stop())
    await asyncio.sleep(0.05)
    encoder.may.set()
    async with asyncio.timeout(30):
        await stopping

    matcher = (await index.current()).matcher
    assert isinstance(matcher, LexicalMatcher)
    assert VectorStore(encoder, tmp_path).missing(matcher.texts)
    await directory.close()


async def test_without_the_part_letters_go_on_answering() -> None:
    directory = Directory()
    asked = []
    index = MatchIndex(directory, meaning=lambda: asked.append(1))
    for number in (1, 2, 3):
        directory.number = number
        await index.refresh()
        await asyncio.sleep(0.1)

    assert isinstance((await index.current()).matcher, LexicalMatcher)
    assert asked == [1]
    await index.stop()
    await directory.close()


async def test_what_was_learnt_is_used_without_a_pause(tmp_path: Path) -> None:
    directory, encoder = Directory(), Waiting()
    encoder.may.set()
    index = MatchIndex(directory, meaning=lambda: Meaning(encoder, tmp_path), learn_seconds=0.0)
    await index.refresh()
    async with asyncio.timeout(30):
        while not isinstance((await index.current()).matcher, ComposedMatcher):  # noqa: ASYNC110 - the index has no event for it
            await asyncio.sleep(0.01)
    before = await index.current()
    assert await index.refresh() is False

    encoder.may.clear()
    directory.resolved = [
        ChosenType(f"t{n % 3}", "en", f"the landlord raised number{n}q") for n in range(40)
    ]
    assert await index.refresh()
    assert (await index.current()) is before
    encoder.may.set()
    async with asyncio.timeout(30):
        while (await index.current()) is before:  # noqa: ASYNC110 - the index has no event for it
            await asyncio.sleep(0.01)
    after = (await index.current()).matcher
    assert isinstance(after, ComposedMatcher)
    assert after.match("landlord").matches[0].issue_type_id in {"t0", "t1", "t2"}
    await index.stop()
    await directory.close()


async def test_without_the_cases_the_directory_goes_on_and_keeps_what_was_learnt() -> None:
    directory = Directory()
    directory.resolved = [ChosenType("t5", "en", "the landlord raised it")]
    index = MatchIndex(directory)
    await index.refresh()
    directory.broken, directory.number = True, 2
    directory.rows += [IssueTypeText("new", {"en": "Brand new"})]

    assert await index.refresh()
    matcher = (await index.current()).matcher
    assert matcher.match("landlord raised").matches[0].issue_type_id == "t5"
    assert matcher.match("brand new").matches[0].issue_type_id == "new"
    await index.stop()
    await directory.close()
