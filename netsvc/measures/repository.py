"""Reads the facts: the whole history once, and after that what the audit says was changed."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

import structlog

from netsvc.errors import NotFoundError
from netsvc.graph.driver import Graph
from netsvc.measures import reading
from netsvc.measures.collecting import uncollected
from netsvc.measures.facts import DAY, HOUR, Facts
from netsvc.measures.history import Directory, derived, shared, updated
from netsvc.measures.kept import Segment, SnapshotFile, Standing
from netsvc.measures.small_groups import MINIMUM

MARGIN = 2 * 60_000
"""Milliseconds for which a change may be on its way after its audit record is dated: longer than
any transaction lasts and clocks of processes differ."""
WHOLE_EVERY = 24 * HOUR
"""After so long everything is read once more, so that what changed past the audit is seen too."""
_FEW = 100
_DEADLINE = 60.0
_log = structlog.get_logger("netsvc.measures")


@dataclass(frozen=True)
class _Held:
    """The facts in memory, and how the graph stood when they were read."""

    facts: Facts
    standing: Standing
    directory: Directory


@dataclass(frozen=True)
class UnitPerson:
    id: str
    name: str


@dataclass(frozen=True)
class UnitPeople:
    """Who belongs to a unit, by name; ``hidden`` where they are too few to be named."""

    hidden: bool
    people: tuple[UnitPerson, ...]


class MeasuresRepository:
    """``window_days`` is the repeat window of first-contact resolution.

    What is read is kept in ``file``, where there is one. ``wholes`` and ``updates`` count how often
    everything was read, and how often only what had changed. One call at a time.
    """

    def __init__(
        self,
        graph: Graph,
        *,
        window_days: float = 7.0,
        clock: Callable[[], float] = time.time,
        file: SnapshotFile | None = None,
    ) -> None:
        self._file = file
        self._graph = graph
        self._window = int(window_days * DAY)
        self._clock = clock
        self._held: _Held | None = None
        self.wholes = 0
        self.updates = 0

    async def facts(self) -> Facts:
        """A snapshot of now: as many statements whatever the size, over what changed since the
        last one, or over everything where that can't be told."""
        now = int(self._clock() * 1000)
        standing = await self._standing(now)
        directory = await self._directory()
        held = self._held
        found = await self._changed(held, standing, directory) if held else None
        if held is None or found is None:
            return await self._whole(standing, directory)
        rows = await self._read(found)
        segment = Segment(
            standing,
            {kind: list(mine) for kind, mine in rows.items()},
            directory,
            tuple(sorted(found)),
        )
        facts = await asyncio.to_thread(updated, held.facts, found, rows, directory, now=now)
        # a case that was opened while this was read is in it already, or will be with the next
        if not standing.cases <= len(facts.cases) <= (await self._standing(now)).cases:
            return await self._whole(standing, directory)
        standing = replace(standing, whole_at=held.standing.whole_at)
        segment = replace(segment, standing=standing)
        self.updates += 1
        if not await self._keep(segment):
            # so that the next one is whole, and the file with it
            standing = replace(standing, whole_at=0)
        self._held = _Held(facts, standing, directory)
        return facts

    async def _whole(self, standing: Standing, directory: Directory) -> Facts:
        rows = await self._read(None)
        await self._keep(Segment(standing, rows, directory))
        # Seconds of pure arithmetic with a large history: not on the event loop.
        facts = await asyncio.to_thread(self._derived, rows, directory, standing.now)
        self._held = _Held(facts, standing, directory)
        self.wholes += 1
        return facts

    def _derived(self, rows: dict[str, list[list[Any]]], directory: Directory, now: int) -> Facts:
        with uncollected():
            facts = derived(rows, directory, now=now, window=self._window)
        # The collector would look through millions of facts, which hold no cycles, whenever a
        # measure makes a few thousand objects.
        gc.freeze()
        return facts

    async def _changed(
        self, held: _Held, standing: Standing, directory: Directory
    ) -> frozenset[str] | None:
        """The cases to be read again; None where everything is to be."""
        was = held.standing
        if (
            was.directory != standing.directory
            or held.directory.grounds != directory.grounds
            or was.cases > standing.cases
            or standing.now - was.whole_at >= WHOLE_EVERY
        ):
            return None
        rows = await self._graph.read(
            reading.CHANGED, since=was.through - MARGIN, deadline=_DEADLINE
        )
        found = frozenset(rows[0]["ids"])
        # beyond that, reading everything costs no more
        return found if len(found) * 4 <= standing.cases or len(found) <= _FEW else None

    async def _read(self, cases: Collection[str] | None) -> dict[str, list[list[Any]]]:
        """Rows by their kind, of all cases or of some."""
        if cases is not None and not cases:
            return {}
        found: dict[str, list[list[Any]]] = {}
        texts: dict[str, str] = {}
        for kind, statement in reading.HISTORY.items():
            if cases is None:
                rows = await self._graph.read(statement.whole, deadline=_DEADLINE)
            else:
                rows = await self._graph.read(
                    statement.some, cases=sorted(cases), deadline=_DEADLINE
                )
            found[kind] = [one for row in rows for one in row["found"]]
            await asyncio.to_thread(shared, found[kind], texts)
        return found

    async def _standing(self, now: int) -> Standing:
        (row,) = await self._graph.read(reading.STANDING)
        return Standing(now, row["cases"], row["directory"], row["through"], now)

    async def _directory(self) -> Directory:
        units = await self._graph.read(reading.UNITS, deadline=_DEADLINE)
        types = await self._graph.read(reading.ISSUE_TYPES, deadline=_DEADLINE)
        (members,) = await self._graph.read(reading.MEMBERS, deadline=_DEADLINE)
        left_out = await self._graph.read(reading.LEFT_OUT, deadline=_DEADLINE)
        return Directory(units, types, members["found"], [row["id"] for row in left_out])

    async def _keep(self, segment: Segment) -> bool:
        """Whether the file goes on from here, or there is none that could."""
        if self._file is None:
            return True
        try:
            return await asyncio.to_thread(self._file.keep, segment)
        except OSError as error:
            # the figures are there all the same
            _log.warning("snapshot_not_kept", reason=error.strerror)
            return True

    async def kept(self) -> Facts | None:
        """The snapshot that was kept, dated as it was; None where there is none to be used.

        Cases are never deleted: a graph that holds fewer than the snapshot is another one.
        """
        if self._file is None:
            return None
        self._held = None
        found = await asyncio.to_thread(self._file.load)
        if found is None:
            return None
        there = await self._standing(0)
        if there.cases < found.standing.cases:
            _log.warning("snapshot_not_used", reason="of another database")
            return None
        facts = await asyncio.to_thread(
            self._derived, found.rows, found.directory, found.standing.now
        )
        self._held = _Held(facts, found.standing, found.directory)
        return facts

    async def is_left_out(self, expert_id: str) -> bool:
        """Whether the person has asked by now that their position is not worked out."""
        rows = await self._graph.read(reading.IS_LEFT_OUT, id=expert_id)
        return bool(rows and rows[0]["out"])

    async def people_of(self, unit_id: str) -> UnitPeople:
        """Who belongs to the unit and has not asked to be left out of the map.

        Raises ``NotFoundError`` for a unit that there is not.
        """
        rows = await self._graph.read(reading.PEOPLE_OF_UNIT, unit=unit_id)
        if not rows:
            raise NotFoundError("There is no such unit.", action="Open one that is on the map.")
        people = tuple(UnitPerson(*one) for one in rows[0]["people"])
        # also where those who are left out would make them five: it would say that there are some
        few = 0 < len(people) < MINIMUM
        return UnitPeople(few, () if few else people)
