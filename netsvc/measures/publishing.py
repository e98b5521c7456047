"""From a measure and a question to the rows that may be shown; every measure goes through here."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.measures.facts import DAY, Facts
from netsvc.measures.labels import UNKNOWN_LABEL, Labels, Place, joined, of_hours
from netsvc.measures.months import first_day, last_day, midnight, month_of, week_of
from netsvc.measures.registry import Dimension, Measure, Scope, Value
from netsvc.measures.small_groups import Group, Strata, enough, helping, partition, runs, spans

_TIMES = (Dimension.WEEK, Dimension.MONTH)


@dataclass(frozen=True)
class Question:
    """Which figure: split by what, over which days (both included; None is unbounded)."""

    by: Dimension
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Row:
    """One group. ``merged`` says that it stands for more than its key; pairs have two ends.

    ``unit`` and ``hours`` (from, until) say where and when, for a unit and hours of its day.
    """

    key: str
    label: LocalText
    merged: bool
    values: Mapping[str, Value]
    source: Place | None = None
    target: Place | None = None
    unit: Place | None = None
    hours: tuple[int, int] | None = None


@dataclass(frozen=True)
class Result:
    """Rows that may be shown. ``suppressed``: all together were fewer than five employees.

    ``since`` and ``until`` are the days that the rows really cover: whole stretches of months, so
    that two questions can't be subtracted to get at a few days of few people.
    """

    measure: Measure
    as_of: datetime
    rows: tuple[Row, ...]
    suppressed: bool
    since: date | None
    until: date | None


@dataclass(frozen=True)
class _Cut:
    """How one measure's facts are cut along one dimension, over all time."""

    groups: tuple[Group, ...] | None
    row_of: Mapping[str, Group]


class Publisher:
    """Answers questions from one snapshot; cuts are made once and kept."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._labels = Labels(facts)
        self._stretches: dict[str, tuple[list[list[int]], dict[int, int]]] = {}
        self._items: dict[str, Sequence[Any]] = {}
        self._helped: dict[str, bool] = {}
        self._cuts: dict[tuple[str, Dimension], _Cut] = {}
        self._answers: dict[tuple[str, Question], Result] = {}
        self._one_at_a_time = threading.Lock()

    def answer(self, measure: Measure, question: Question) -> Result:
        """Raises ``BadInputError`` for a split that the measure does not have, or a bad period."""
        if question.by not in measure.dimensions:
            known = ", ".join(measure.dimensions)
            raise BadInputError(
                f"{measure.id} is not split by {question.by}.", action=f"Use one of: {known}."
            )
        if question.since and question.until and question.since > question.until:
            raise BadInputError("The period ends before it begins.", action="Swap the two days.")
        key = (measure.id, question)
        # who asks for the same meanwhile waits for the answer instead of working it out again
        with self._one_at_a_time:
            if key not in self._answers:
                self._answers[key] = self._answer(measure, question)
            return self._answers[key]

    def answered(self, measure: Measure, question: Question) -> Result | None:
        """The answer where it has been worked out already."""
        return self._answers.get((measure.id, question))

    def stretches(self, measure: Measure) -> Sequence[Sequence[int]]:
        """The months of each stretch of time in which the measure may be shown."""
        with self._one_at_a_time:
            return self._time(measure)[0]

    def unit_name(self, key: str) -> LocalText:
        return self.facts.unit_names.get(key, UNKNOWN_LABEL)

    def behind(self, measure: Measure, question: Question, key: str) -> Sequence[Any] | None:
        """The facts of a row that stands alone, over the days that the answer covers.

        None where nothing is shown of it by itself: it is merged with others, or there is none.
        """
        group = self._cut(measure, question.by).row_of.get(key)
        if group is None or group.merged:
            return None
        _, stretch_of = self._time(measure)
        wanted = set(self._chosen(measure, question))
        return [
            item
            for item in self._of(measure)
            if self._key(measure, item, question.by) == key
            and stretch_of[month_of(item.at)] in wanted
        ]

    def _chosen(self, measure: Measure, question: Question) -> list[int]:
        months, _ = self._time(measure)
        return [run for run in range(len(months)) if _overlaps(months[run], question)]

    def _answer(self, measure: Measure, question: Question) -> Result:
        if measure.fact:
            return self._facts_of(measure, question.by)
        months, stretch_of = self._time(measure)
        chosen = self._chosen(measure, question)
        since = first_day(months[chosen[0]]) if chosen else None
        as_of = datetime.fromtimestamp(self.facts.now / 1000, UTC)
        # the running month holds no day that has not come
        until = min(last_day(months[chosen[-1]]), as_of.date()) if chosen else None
        cut = self._cut(measure, question.by)
        if cut.groups is None:
            empty = not self._of(measure)
            return Result(measure, as_of, (), not empty, since, until)
        wanted = set(chosen)
        items: dict[Group, list[Any]] = defaultdict(list)
        for item in self._of(measure):
            if stretch_of[month_of(item.at)] in wanted:
                items[cut.row_of[self._key(measure, item, question.by)]].append(item)
        hidden = self._hidden(measure, question.by, cut, whole=len(chosen) == len(months))
        starts = tuple(midnight(first_day(months[run])) for run in chosen)
        end = min(self.facts.now, midnight(until) + DAY) if until else self.facts.now
        scope = Scope(self.facts, sum(map(len, items.values())), question.by, starts, end)
        rows = []
        for group in cut.groups:
            if items[group]:
                values = dict(measure.summarise(items[group], scope))
                values.update(dict.fromkeys(hidden))
                rows.append(self._row(measure, group, question.by, values))
        rows = _with_across(measure, rows)
        order = (lambda row: row.key) if question.by in _TIMES else _by_label
        return Result(measure, as_of, tuple(sorted(rows, key=order)), False, since, until)

    def _facts_of(self, measure: Measure, by: Dimension) -> Result:
        """Each thing that is so, without a figure."""
        keys = sorted({self._key(measure, item, by) for item in self._of(measure)})
        groups = [Group(key, frozenset({key})) for key in keys]
        rows = sorted((self._row(measure, group, by, {}) for group in groups), key=_by_label)
        as_of = datetime.fromtimestamp(self.facts.now / 1000, UTC)
        return Result(measure, as_of, tuple(rows), False, None, None)

    def _row(
        self, measure: Measure, group: Group, by: Dimension, values: Mapping[str, Value]
    ) -> Row:
        if by is Dimension.UNIT_HOUR:
            return self._row_of_hours(measure, group, values)
        source, target = self._labels.ends(group, by)
        return Row(group.key, self._labels.of(group, by), group.merged, values, source, target)

    def _row_of_hours(self, measure: Measure, group: Group, values: Mapping[str, Value]) -> Row:
        key = group.key.rpartition("@")[0]
        units = self._cut(measure, Dimension.UNIT).groups or ()
        name = self._labels.of(next(one for one in units if one.key == key), Dimension.UNIT)
        hours = sorted(int(member.rpartition("@")[2]) for member in group.members)
        return Row(
            group.key,
            joined(name, " · ", of_hours(hours)),
            group.merged,
            values,
            unit=Place(key, name),
            hours=(hours[0], hours[-1] + 1),
        )

    def _of(self, measure: Measure) -> Sequence[Any]:
        if measure.id not in self._items:
            self._items[measure.id] = tuple(measure.select(self.facts))
        return self._items[measure.id]

    def _time(self, measure: Measure) -> tuple[list[list[int]], dict[int, int]]:
        """Runs of months, each with enough employees and facts; the run of each month."""
        if measure.id not in self._stretches:
            people: dict[int, set[str]] = defaultdict(set)
            counts: dict[int, int] = defaultdict(int)
            for item in self._of(measure):
                month = month_of(item.at)
                people[month] |= self._people(measure, item)
                counts[month] += 1
            found = runs(people, counts, measure.stretches)
            run_of = {month: index for index, run in enumerate(found) for month in run}
            self._stretches[measure.id] = (found, run_of)
        return self._stretches[measure.id]

    def _shows_help(self, measure: Measure) -> bool:
        """Whether all its helpers together are nobody or enough, so that cuts can respect them."""
        if measure.helped is None:
            return False
        if measure.id not in self._helped:
            items = self._of(measure)
            people: set[str] = set().union(*(item.employees for item in items))
            helpers: set[str] = set().union(*map(measure.helped.helpers, items))
            self._helped[measure.id] = enough(people | helping(helpers))
        return self._helped[measure.id]

    def _people(self, measure: Measure, item: Any) -> set[str]:
        """Who must be enough in every cell: employees, and helpers where their columns show."""
        people = set(item.employees)
        if measure.helped is not None and self._shows_help(measure):
            people |= helping(measure.helped.helpers(item))
        return people

    def _key(self, measure: Measure, item: Any, by: Dimension) -> str:
        if by is Dimension.TOTAL:
            return "total"
        if by is Dimension.WEEK:
            return str(week_of(item.at))
        if by is Dimension.MONTH:
            return str(month_of(item.at))
        if by is Dimension.UNIT_HOUR:
            # by hours within the rows by unit, so that the two views nest
            unit, _, hour = measure.keys(item, by).rpartition("@")
            return f"{self._cut(measure, Dimension.UNIT).row_of[unit].key}@{hour}"
        return self._labels.canonical(measure.keys(item, by), by)

    def _cut(self, measure: Measure, by: Dimension) -> _Cut:
        key = (measure.id, by)
        if key not in self._cuts:
            groups = self._cut_of(measure, by)
            row_of = {member: group for group in groups or () for member in group.members}
            self._cuts[key] = _Cut(groups, row_of)
        return self._cuts[key]

    def _hours(self, measure: Measure) -> tuple[Group, ...] | None:
        """Hours of each row by unit, neighbours joined where they are too small."""
        if self._cut(measure, Dimension.UNIT).groups is None:
            return None
        _, run_of = self._time(measure)
        cells: dict[str, dict[int, Strata]] = defaultdict(lambda: defaultdict(dict))
        for item in self._of(measure):
            unit, _, hour = self._key(measure, item, Dimension.UNIT_HOUR).rpartition("@")
            strata = cells[unit][int(hour)]
            strata.setdefault(run_of[month_of(item.at)], set()).update(self._people(measure, item))
        return tuple(
            Group(f"{unit}@{span[0]:02}", frozenset(f"{unit}@{hour:02}" for hour in span))
            for unit, hours in cells.items()
            for span in spans(hours)
        )

    def _groups(self, measure: Measure, by: Dimension) -> tuple[Group, ...] | None:
        _, run_of = self._time(measure)
        cells: dict[str, Strata] = defaultdict(dict)
        for item in self._of(measure):
            strata = cells[self._key(measure, item, by)]
            strata.setdefault(run_of[month_of(item.at)], set()).update(self._people(measure, item))
        if not cells:
            return None
        return partition(cells, self._labels.parents(by, cells))

    def _cut_of(self, measure: Measure, by: Dimension) -> tuple[Group, ...] | None:
        if by is Dimension.UNIT_HOUR:
            return self._hours(measure)
        if by not in _TIMES:
            return self._groups(measure, by)
        if self._groups(measure, Dimension.TOTAL) is None:
            return None
        return self._weeks(measure) if by is Dimension.WEEK else self._months(measure)

    def _months(self, measure: Measure) -> tuple[Group, ...]:
        months, _ = self._time(measure)
        return tuple(Group(str(run[0]), frozenset(map(str, run))) for run in months)

    def _weeks(self, measure: Measure) -> tuple[Group, ...]:
        """Weeks, neighbours joined within their stretch of months where they are too small."""
        _, run_of = self._time(measure)
        by_run: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for item in self._of(measure):
            by_run[run_of[month_of(item.at)]][week_of(item.at)] |= self._people(measure, item)
        groups = []
        for weeks in by_run.values():
            for run in runs(weeks):
                members = frozenset(map(str, run))
                groups.append(Group(str(run[0]), members))
        return tuple(groups)

    def _hidden(self, measure: Measure, by: Dimension, cut: _Cut, *, whole: bool) -> set[str]:
        """Columns over a part that has, or whose rest has, too few people in some group.

        Over all time a group counts as one; for a shorter period each stretch of it does, because
        periods can be subtracted as well. Helped columns are hidden where all helpers together
        are too few.
        """
        _, run_of = self._time(measure)
        helped = set(measure.helped.columns) if measure.helped else set()
        hidden = set() if self._shows_help(measure) else set(helped)
        for part in measure.parts:
            sides: dict[tuple[bool, str, int], set[str]] = defaultdict(set)
            helping_sides: dict[tuple[bool, str, int], set[str]] = defaultdict(set)
            for item in self._of(measure):
                group = cut.row_of[self._key(measure, item, by)]
                stretch = 0 if whole else run_of[month_of(item.at)]
                side = (part.outside(item, self.facts), group.key, stretch)
                sides[side] |= item.employees
                helping_sides[side] |= self._people(measure, item)
            if not all(map(enough, sides.values())):
                hidden |= set(part.columns)
            if not all(map(enough, helping_sides.values())):
                hidden |= set(part.columns) & helped
        return hidden


def _with_across(measure: Measure, rows: list[Row]) -> list[Row]:
    if measure.across is None:
        return rows
    ends = [(row.source.key, row.target.key) for row in rows if row.source and row.target]
    more = measure.across(ends, [row.values for row in rows])
    return [
        replace(row, values={**row.values, **values})
        for row, values in zip(rows, more, strict=True)
    ]


def _by_label(row: Row) -> tuple[str, str]:
    return ((row.unit.label if row.unit else row.label).fi, row.key)


def _overlaps(months: Sequence[int], question: Question) -> bool:
    starts = question.until is None or first_day(months) <= question.until
    ends = question.since is None or last_day(months) >= question.since
    return starts and ends
