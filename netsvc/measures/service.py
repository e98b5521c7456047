"""Measures from a snapshot that is kept in memory and refreshed in the background."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any, TypeVar

import structlog

from netsvc.errors import NetsvcError, NotFoundError, NotReadyError
from netsvc.measures.collecting import uncollected
from netsvc.measures.facts import Facts
from netsvc.measures.map import NetworkMap, map_of_days, network_map
from netsvc.measures.moving import Move, TypeMoved, type_moved
from netsvc.measures.own import OwnPosition, Positions, positions_of
from netsvc.measures.publishing import Publisher, Question, Result, page_question
from netsvc.measures.registry import Measure, Registry
from netsvc.measures.repository import UnitPeople
from netsvc.measures.small_groups import OTHER
from netsvc.measures.warming import MAPPED, in_turn, work_out_halves
from netsvc.measures.worked import Worked, WorkedFile
from netsvc.silos.layout import Position

T = TypeVar("T")

_log = structlog.get_logger("netsvc.measures")


PATIENCE = 8.0
"""Seconds that a question waits for figures that are being made; well within a request's time."""


class MeasuresService:
    """``read`` gives fresh facts; they are asked for again once ``refresh_seconds`` old.

    An older snapshot answers meanwhile; every result says as of when it is. ``kept`` gives the
    snapshot of an earlier run, which answers until the first fresh one is there. What pages ask
    for is worked out before a newer snapshot takes over, in a thread of its own, one thing at a
    time: nobody else of the service waits for it. It is kept in ``worked``, and answers of an
    earlier run are given until those of this one are there.
    """

    def __init__(
        self,
        read: Callable[[], Awaitable[Facts]],
        registry: Registry,
        *,
        kept: Callable[[], Awaitable[Facts | None]] | None = None,
        worked: WorkedFile | None = None,
        is_left_out: Callable[[str], Awaitable[bool]] | None = None,
        people: Callable[[str], Awaitable[UnitPeople]] | None = None,
        refresh_seconds: float = 300.0,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        self.registry = registry
        self._read = read
        self._kept = kept
        self._is_left_out = is_left_out
        self._people_of_unit = people
        self._refresh_seconds = refresh_seconds
        self._clock = clock
        self._patience = patience
        self._publisher: Publisher | None = None
        self._read_at = float("-inf")
        self._loading: asyncio.Task[Publisher] | None = None
        self._working: dict[object, asyncio.Future[Any]] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="measures")
        self._map: tuple[Publisher, NetworkMap] | None = None
        self._file = worked
        self._early: Worked | None = None
        self._warmed: Publisher | None = None
        self._positions: Mapping[str, Position] = {}
        self._people: tuple[Publisher, Positions] | None = None

    async def answer(self, measure_id: str, question: Question) -> Result:
        """Raises ``NotFoundError``, ``BadInputError``, ``NotReadyError`` while the figures are
        being made, or what reading the first facts raised."""
        measure = self._measure(measure_id)
        early = await self._earlier()
        if early is not None and (measure.id, question) in early.answers:
            self._ask_for_facts()
            return early.answers[measure.id, question]
        publisher = await self._current()
        found = publisher.answered(measure, question)
        if found is not None:
            return found
        key = (publisher, measure.id, question)
        answer: Result = await self._patiently(
            self._work(key, lambda: publisher.answer(measure, question))
        )
        return answer

    async def map(self, since: date | None = None, until: date | None = None) -> NetworkMap:
        """The map of the network; every unit stands where it stood in the snapshot before, and in
        some days where it stands in all. Raises as ``answer``.
        """
        whole = since is None and until is None
        early = await self._earlier()
        if whole and early is not None and early.map is not None:
            self._ask_for_facts()
            return early.map
        publisher = await self._current()
        drawn = await self._whole_map(publisher)
        if whole:
            return drawn
        found: NetworkMap = await self._patiently(
            self._work(
                (publisher, "map", since, until),
                lambda: map_of_days(publisher, drawn, since, until),
            )
        )
        return found

    async def _whole_map(self, publisher: Publisher) -> NetworkMap:
        if self._map is None or self._map[0] is not publisher:
            await self._patiently(self._work((publisher, "map"), lambda: self._draw(publisher)))
        if self._map is None:
            raise NotReadyError("The map is being drawn.", action="Ask again in a moment.")
        return self._map[1]

    async def behind(self, measure_id: str, question: Question, key: str) -> Sequence[Any] | None:
        """The facts of one row, or None where it is not shown by itself; raises as ``answer``."""
        measure = self._measure(measure_id)
        publisher = await self._current()
        found: Sequence[Any] | None = await self._patiently(
            self._work(
                (publisher, measure_id, question, key),
                lambda: publisher.behind(measure, question, key),
            )
        )
        return found

    async def moved(self, move: Move) -> TypeMoved | None:
        """What moving an issue type to a unit would change; raises as ``answer``."""
        types, load = self._measure("movedTypes"), self._measure("load")
        publisher = await self._current()
        found: TypeMoved | None = await self._patiently(
            self._work((publisher, move), lambda: type_moved(publisher, types, load, move))
        )
        return found

    async def position(self, person: str) -> OwnPosition:
        """Somebody's own position; what they asked a moment ago counts. Raises as ``answer``."""
        asked = await self._is_left_out(person) if self._is_left_out else False
        publisher = await self._current()
        if self._people is None or self._people[0] is not publisher:
            found = await self._patiently(
                self._work((publisher, "people"), lambda: positions_of(publisher.facts))
            )
            self._people = (publisher, found)
        people = self._people[1]
        own: OwnPosition = await self._patiently(
            self._work((people, person, asked), lambda: people.of(person, left_out=asked))
        )
        return own

    async def people_of(self, unit_id: str) -> UnitPeople:
        """Who belongs to a unit now, by name, for who opens it on the map."""
        if self._people_of_unit is None:
            raise NotFoundError("There is no directory.", action="Ask the service itself.")
        return await self._people_of_unit(unit_id)

    def _measure(self, measure_id: str) -> Measure:
        measure = self.registry.get(measure_id)
        if measure is None:
            raise NotFoundError(
                f"There is no measure {measure_id}.", action="Ask `measures` for the list."
            )
        return measure

    async def start(self) -> None:
        """Have figures: those that were kept at once, then fresh ones; raises as ``answer``."""
        early = await self._earlier()
        await self.refresh()
        if self._read_at == float("-inf"):
            if self._publisher is not None and (early is None or not early.answers):
                await self._warm(self._publisher)
            await self.refresh()
        if self._publisher is not None and self._warmed is not self._publisher:
            await self._warm(self._publisher)

    async def _earlier(self) -> Worked | None:
        """What an earlier run worked out, until this one has."""
        if self._file is not None and self._early is None:
            found = await asyncio.to_thread(self._file.load)
            # of two who ask at once the first one's
            if self._early is None:
                self._early = found
                self._positions = {**found.positions, **self._positions}
        return self._early

    def _ask_for_facts(self) -> None:
        if self._publisher is None or self._clock() - self._read_at >= self._refresh_seconds:
            self._load()

    async def refresh(self) -> None:
        """Read the facts now."""
        await asyncio.shield(self._load())

    async def close(self) -> None:
        """Stop reading; for shutdown."""
        if self._loading is not None and not self._loading.done():
            self._loading.cancel()
            await asyncio.wait([self._loading])
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _current(self) -> Publisher:
        if self._publisher is None:
            loading = self._load()
            return await self._patiently(loading)
        self._ask_for_facts()
        return self._publisher

    async def _patiently(self, work: asyncio.Future[T]) -> T:
        """What the work gives; it goes on where it takes longer than anybody waits."""
        await asyncio.wait({work}, timeout=self._patience)
        if not work.done():
            raise NotReadyError(
                "The figures are being made from the database.", action="Ask again in a moment."
            )
        return work.result()

    def _work(self, key: object, what: Callable[[], T]) -> asyncio.Future[T]:
        """In the thread; who asks for the same meanwhile waits for the same work."""
        found = self._working.get(key)
        if found is None:
            found = asyncio.get_running_loop().run_in_executor(self._pool, what)
            self._working[key] = found
            found.add_done_callback(lambda work: self._forget(key, work))
        return found

    def _forget(self, key: object, work: asyncio.Future[Any]) -> None:
        self._working.pop(key, None)
        if not work.cancelled():
            # told to whoever waits; nobody may any more
            work.exception()

    def _load(self) -> asyncio.Task[Publisher]:
        if self._loading is None or self._loading.done():
            self._loading = asyncio.get_running_loop().create_task(self._fresh())
            self._loading.add_done_callback(_tell)
        return self._loading

    async def _fresh(self) -> Publisher:
        if self._publisher is None and self._kept is not None:
            kept = await self._kept()
            if kept is not None:
                self._publisher = Publisher(kept)
                # the fresh one is read by whoever asks next
                return self._publisher
        read_at = self._clock()
        publisher = Publisher(await self._read())
        if self._publisher is None:
            self._publisher, self._read_at = publisher, read_at
            return publisher
        await self._warm(publisher)
        self._publisher, self._read_at = publisher, read_at
        return publisher

    async def _warm(self, publisher: Publisher) -> None:
        """Work out what pages ask for before the snapshot takes over."""
        with uncollected():
            for measure in in_turn(self.registry):
                for by in measure.dimensions:
                    question = page_question(by)
                    work = self._work(
                        (publisher, measure.id, question),
                        partial(publisher.answer, measure, question),
                    )
                    # one that fails tells whoever asks for it
                    await asyncio.wait({work})
            halves = partial(work_out_halves, publisher, self.registry)
            await asyncio.wait({self._work((publisher, "halves"), halves)})
            await asyncio.wait({self._work((publisher, "map"), lambda: self._draw(publisher))})
        self._warmed = publisher
        if self._file is None:
            return
        drawn = self._map[1] if self._map is not None and self._map[0] is publisher else None
        worked = Worked(publisher.whole(self.registry), drawn, self._positions)
        self._early = Worked()
        try:
            await asyncio.to_thread(self._file.save, worked)
        except OSError as error:
            # it is worked out again after a restart
            _log.warning("answers_not_kept", reason=error.strerror)

    def _draw(self, publisher: Publisher) -> None:
        if self._map is not None and self._map[0] is publisher:
            return
        drawn = network_map(publisher, self._measure(MAPPED), self._positions)
        # also of those that are merged with others for a while
        self._positions = {
            **self._positions,
            **{node.place.key: node.position for node in drawn.nodes if node.place.key != OTHER},
        }
        self._map = (publisher, drawn)


def _tell(task: asyncio.Task[Publisher]) -> None:
    if task.cancelled():
        return
    error = task.exception()
    if isinstance(error, NetsvcError):
        _log.warning("facts not refreshed", code=error.code.value)
    elif error is not None:
        _log.error("facts not refreshed", exc_info=error)
