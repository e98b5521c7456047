"""How one measure's facts are cut into rows and stretches of time, over all time.

The cuts are made once a snapshot, so that whatever is asked, rows are unions of the same cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from netsvc.measures.columns import Columns, Numbers, numbered
from netsvc.measures.crossing import Cells, subtractable, telling
from netsvc.measures.facts import Facts
from netsvc.measures.labels import Labels
from netsvc.measures.left_over import left_over, nested
from netsvc.measures.registry import Beside, Dimension, Measure
from netsvc.measures.small_groups import (
    LEFT,
    OTHER,
    Group,
    Strata,
    anywhere,
    enough,
    helping,
    partition,
    runs,
    spans,
    together,
)
from netsvc.measures.splits import (
    BESIDE,
    BESIDE_OTHERS,
    FINE,
    TIMES,
    Clock,
    Cut,
    Source,
    Split,
    clock_of,
    places,
    source_of,
    split_of,
)

ROOM = 1_500_000
"""Facts of which the columns and cuts are kept at once, of all measures together."""


class Cuts:
    """Of one snapshot; made when first asked for, and kept while there is room. One thread at a
    time."""

    def __init__(self, facts: Facts, labels: Labels) -> None:
        self._facts = facts
        self._labels = labels
        self._columns: dict[Source, Columns] = {}
        self._helped: dict[Source, bool] = {}
        self._stretches: dict[Clock, tuple[list[list[int]], dict[int, int]]] = {}
        self._runs: dict[Clock, Numbers] = {}
        self._keys: dict[Split, tuple[list[str], Numbers]] = {}
        self._rows: dict[Split, Numbers] = {}
        self._cuts: dict[Split, Cut] = {}
        self._periods: dict[Clock, dict[int, int]] = {}
        self._beside: dict[Split, tuple[Mapping[str, Group], list[list[int]]]] = {}

    def items(self, measure: Measure) -> Sequence[Any]:
        return self.columns(measure).items

    def columns(self, measure: Measure) -> Columns:
        source = source_of(measure)
        if source not in self._columns:
            if measure.beside is not None:
                # first, so that its facts don't take the room of those that are looked at
                self._rows_beside(measure.beside)
            items = tuple(measure.select(self._facts))
            self._make_room(len(items))
            self._columns[source] = Columns(items, self._who(source, items))
        return self._columns[source]

    def _make_room(self, more: int) -> None:
        """Forget what was made of the facts that came first; it is made again when asked for."""
        kept = sum(len(columns.items) for columns in self._columns.values())
        for old in list(self._columns):
            if kept + more <= ROOM:
                break
            kept -= len(self._columns.pop(old).items)
            for made in (self._stretches, self._runs, self._keys, self._rows, self._cuts):
                _forget(made, old)

    def time(self, measure: Measure) -> tuple[list[list[int]], dict[int, int]]:
        """Runs of months, each with enough employees and facts; the run of each month."""
        key = clock_of(measure)
        if key not in self._stretches:
            columns = self.columns(measure)
            people = {month: anywhere(who) for (month,), who in columns.gathered(columns.months)}
            known, counted = np.unique(columns.months, return_counts=True)
            counts = dict(zip(known.tolist(), counted.tolist(), strict=True))
            if measure.beside is None:
                found = runs(people, counts, measure.stretches)
            else:
                other = self._rows_beside(measure.beside)[1]
                found, self._periods[key] = nested(other, people, counts, measure.stretches)
            run_of = {month: index for index, run in enumerate(found) for month in run}
            self._stretches[key] = (found, run_of)
        return self._stretches[key]

    def stretch(self, measure: Measure) -> Numbers:
        """The stretch of time of each fact."""
        key = clock_of(measure)
        if key not in self._runs:
            self._runs[key] = self.columns(measure).runs(self.time(measure)[1])
        return self._runs[key]

    def _shows_help(self, measure: Measure) -> bool:
        """Whether all its helpers together are nobody or enough, so that cuts can respect them."""
        self.columns(measure)
        return self._helped.get(source_of(measure), False)

    def _who(self, source: Source, items: Sequence[Any]) -> Callable[[Any], frozenset[str]]:
        """Who must be enough in every cell: employees, and helpers where their columns show."""
        _, behind, helped = source
        if helped is not None:
            people: set[str] = set().union(*map(behind, items))
            helpers: set[str] = set().union(*map(helped.helpers, items))
            self._helped[source] = enough(people | helping(helpers))
            if self._helped[source]:
                return lambda item: behind(item) | helping(helped.helpers(item))
        return behind

    def keys(self, measure: Measure, by: Dimension) -> tuple[list[str], Numbers]:
        """The keys that there are, and the number of each fact's."""
        key = split_of(measure, by)
        if key not in self._keys:
            self._keys[key] = self._keys_anew(measure, by)
        return self._keys[key]

    def _keys_anew(self, measure: Measure, by: Dimension) -> tuple[list[str], Numbers]:
        columns = self.columns(measure)
        items = columns.items
        if by is Dimension.TOTAL:
            return ["total"] * bool(items), np.zeros(len(items), dtype=np.int64)
        if by in TIMES:
            times = columns.weeks if by is Dimension.WEEK else columns.months
            known, numbers = np.unique(times, return_inverse=True)
            return list(map(str, known.tolist())), numbers.astype(np.int64)
        own, of_own = numbered((measure.keys(item, by) for item in items), len(items))
        if by in FINE:
            return own, of_own
        names, of_names = numbered((self.key(measure, key, by) for key in own), len(own))
        return names, of_names[of_own]

    def row_numbers(self, measure: Measure, by: Dimension, cut: Cut) -> Numbers:
        """The number of each fact's row among the groups of the cut."""
        names, numbers = self.keys(measure, by)
        key = split_of(measure, by)
        if key not in self._rows:
            self._rows[key] = places(names, cut.groups or ())
        return self._rows[key][numbers] if len(numbers) else numbers

    def key(self, measure: Measure, key: str, by: Dimension) -> str:
        if by is Dimension.UNIT_HOUR:
            # by hours within the rows by unit, so that the two views nest
            unit, _, hour = key.rpartition("@")
            return f"{self.cut(measure, Dimension.UNIT).row_of[unit].key}@{hour}"
        return self._labels.canonical(key, by)

    def cut(self, measure: Measure, by: Dimension) -> Cut:
        key = split_of(measure, by)
        if key not in self._cuts:
            groups = self._groups_of(measure, by)
            row_of = {member: group for group in groups or () for member in group.members}
            self._cuts[key] = Cut(groups, row_of)
        return self._cuts[key]

    def _hours(self, measure: Measure) -> tuple[Group, ...] | None:
        """Hours of each row by unit, neighbours joined where they are too small."""
        if self.cut(measure, Dimension.UNIT).groups is None:
            return None
        cells: dict[str, dict[int, Strata]] = defaultdict(dict)
        for name, strata in self._strata(measure, Dimension.UNIT_HOUR).items():
            unit, _, hour = name.rpartition("@")
            cells[unit][int(hour)] = strata
        return tuple(
            Group(f"{unit}@{span[0]:02}", frozenset(f"{unit}@{hour:02}" for hour in span))
            for unit, hours in cells.items()
            for span in spans(hours)
        )

    def _strata(self, measure: Measure, by: Dimension) -> dict[str, Strata]:
        names, numbers = self.keys(measure, by)
        cells = self._cells(measure, by, numbers)
        return {name: cells[number] for number, name in enumerate(names)}

    def _cells(self, measure: Measure, by: Dimension, numbers: Numbers) -> dict[int, Strata]:
        """By these numbers the people in each stretch of time, and who is left beside another
        measure in each of the periods that both can tell."""
        stretch = self.stretch(measure)
        cells = self.columns(measure).strata(numbers, stretch)
        if measure.beside is not None and by in BESIDE_OTHERS:
            row_of, _ = self._rows_beside(measure.beside)
            columns = self.columns(measure)
            # worked out anew for each split: of a million it takes more room than time
            left = left_over(measure.beside, row_of, columns.items)
            periods = columns.runs(self._periods[clock_of(measure)])
            for (key, period), people in columns.gathered(numbers, periods, sets=left):
                if people:
                    cells[key][LEFT - period] = people
        return cells

    def _rows_beside(self, beside: Beside) -> tuple[Mapping[str, Group], list[list[int]]]:
        """The rows of the other measure and its stretches of time; kept whatever there is room
        for, as several measures ask."""
        key = split_of(beside.measure, beside.by)
        if key not in self._beside:
            cut = self.cut(beside.measure, beside.by)
            self._beside[key] = cut.row_of, self.time(beside.measure)[0]
        return self._beside[key]

    def _groups(self, measure: Measure, by: Dimension) -> tuple[Group, ...] | None:
        if by in FINE:
            return self._fine(measure, by)
        cells = self._strata(measure, by)
        if not cells:
            return None
        if by is Dimension.TOTAL:
            cells = {"total": {run: anywhere(who) for run, who in cells["total"].items()}}
        groups = partition(cells, self._labels.parents(by, cells))
        return groups and self._untold(measure, by, groups)

    def _untold(
        self, measure: Measure, by: Dimension, groups: tuple[Group, ...]
    ) -> tuple[Group, ...]:
        """The same rows, but together those that tell, beside rows of other splits, what few
        people did."""
        beside = [
            self.row_numbers(measure, one, self.cut(measure, one))
            for one in BESIDE.get(by, ())
            if one in measure.dimensions
        ]
        if not beside:
            return groups
        names, numbers = self.keys(measure, by)
        while True:
            rows = places(names, groups)[numbers]
            crossed = chain.from_iterable(
                self._crossed(measure, one, rows).values() for one in beside
            )
            told = set[int]().union(*map(telling, crossed))
            if not told or len(groups) == 1:
                return groups
            groups = together(groups, told)

    def _crossed(self, measure: Measure, one: Numbers, other: Numbers) -> dict[int, Cells]:
        """By stretch of time who is behind each row of one split and row of the other."""
        cells: dict[int, dict[tuple[int, int], set[str]]] = defaultdict(dict)
        gathered = self.columns(measure).gathered(self.stretch(measure), one, other)
        for (run, here, there), people in gathered:
            cells[run][here, there] = people
        return dict(cells)

    def _fine(self, measure: Measure, by: Dimension) -> tuple[Group, ...] | None:
        """As the others, where keys are many and most of them are of very few people: those are
        put together before anybody is counted, where they would have come together anyway."""
        names, numbers = self.keys(measure, by)
        if not names:
            return None
        columns, stretch = self.columns(measure), self.stretch(measure)
        few = columns.surely_few(numbers, stretch)
        parents = self._labels.parents(by, names)
        above, of_name = numbered((parents.get(name) or OTHER for name in names), len(names))
        own = np.arange(len(names), dtype=np.int64)
        cells = self._cells(measure, by, np.where(few, len(names) + of_name, own)[numbers])
        known = [*names, *above]
        small: dict[str, set[str]] = defaultdict(set)
        for number in np.flatnonzero(few).tolist():
            small[above[of_name[number]]].add(names[number])
        named = {known[number]: strata for number, strata in cells.items()}
        found = partition(named, parents, named.pop(OTHER, None))
        return found and tuple(
            Group(one.key, frozenset().union(*(small.get(key, {key}) for key in one.members)))
            for one in found
        )

    def _groups_of(self, measure: Measure, by: Dimension) -> tuple[Group, ...] | None:
        if by is Dimension.UNIT_HOUR:
            return self._hours(measure)
        if by not in TIMES:
            return self._groups(measure, by)
        if self._groups(measure, Dimension.TOTAL) is None:
            return None
        return self._weeks(measure) if by is Dimension.WEEK else self._months(measure)

    def _months(self, measure: Measure) -> tuple[Group, ...]:
        months, _ = self.time(measure)
        return tuple(Group(str(run[0]), frozenset(map(str, run))) for run in months)

    def _weeks(self, measure: Measure) -> tuple[Group, ...]:
        """Weeks, neighbours joined within their stretch of months where they are too small.

        Where a row of another split could be had from them by subtraction, the stretch stays whole.
        """
        by_run: dict[int, dict[int, set[str]]] = defaultdict(dict)
        names, numbers = self.keys(measure, Dimension.WEEK)
        gathered = self.columns(measure).gathered(self.stretch(measure), numbers)
        for (run, week), people in gathered:
            by_run[run][week] = people
        spans_of = {run: runs(weeks) for run, weeks in by_run.items()}
        for run in self._told_by_weeks(measure, numbers, spans_of):
            spans_of[run] = [sorted(by_run[run])]
        return tuple(
            Group(names[joined[0]], frozenset(names[week] for week in joined))
            for found in spans_of.values()
            for joined in found
        )

    def _told_by_weeks(
        self, measure: Measure, weeks: Numbers, spans_of: Mapping[int, list[list[int]]]
    ) -> set[int]:
        """The stretches whose weeks tell what few people did in a row of another split."""
        # a week lies in one stretch, so that its number alone tells its span
        every = [joined for found in spans_of.values() for joined in found]
        span_of = {week: number for number, joined in enumerate(every) for week in joined}
        spans = np.array([span_of[week] for week in range(len(span_of))], dtype=np.int64)[weeks]
        told: set[int] = set()
        for by in measure.dimensions:
            if by in TIMES or by is Dimension.TOTAL:
                continue
            rows = self.row_numbers(measure, by, self.cut(measure, by))
            crossed = self._crossed(measure, rows, spans)
            told |= {run for run, cells in crossed.items() if subtractable(cells)}
        return told

    def hidden(self, measure: Measure, by: Dimension, cut: Cut, *, whole: bool) -> set[str]:
        """Columns over a part that has, or whose rest has, too few people in some group.

        Over all time a group counts as one; for a shorter period each stretch of it does, because
        periods can be subtracted as well. Helped columns are hidden where all helpers together
        are too few.
        """
        helped = set(measure.helped.columns) if measure.helped else set()
        hidden = set() if self._shows_help(measure) else set(helped)
        columns = self.columns(measure)
        rows = self.row_numbers(measure, by, cut)
        stretch = np.zeros_like(rows) if whole else self.stretch(measure)
        workers = (
            numbered(map(measure.behind, columns.items), len(columns.items))
            if helped and measure.parts and self._shows_help(measure)
            else None
        )
        for part in measure.parts:
            side = columns.side(part.outside, self._facts).astype(np.int64)
            sides = columns.gathered(side, rows, stretch, sets=workers)
            if not all(enough(people) for _, people in sides):
                hidden |= set(part.columns)
            sides = columns.gathered(side, rows, stretch)
            if not all(enough(people) for _, people in sides):
                hidden |= set(part.columns) & helped
        return hidden


def _forget(made: dict[Any, Any], source: Source) -> None:
    for key in [key for key in made if key[0] == source]:
        del made[key]
