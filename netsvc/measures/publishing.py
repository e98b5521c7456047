"""From a measure and a question to the rows that may be shown; every measure goes through here."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.measures.collecting import uncollected
from netsvc.measures.columns import grouped
from netsvc.measures.cuts import Cuts
from netsvc.measures.facts import Facts
from netsvc.measures.labels import UNKNOWN_LABEL, Labels, Place, joined, of_hours
from netsvc.measures.months import first_day, last_day
from netsvc.measures.registry import (
    MANY,
    MOST,
    PAGE_FLOWS,
    Across,
    Dimension,
    Ends,
    Measure,
    Registry,
    Scope,
    Value,
    Volumes,
)
from netsvc.measures.scopes import Scopes
from netsvc.measures.small_groups import Group
from netsvc.measures.splits import TIMES
from netsvc.measures.volumes import ToldVolumes


@dataclass(frozen=True)
class Question:
    """Which figure: split by what, over which days (both included; None is unbounded).

    ``most``: only so many rows, those that weigh most.
    """

    by: Dimension
    since: date | None = None
    until: date | None = None
    most: int | None = None


def page_question(by: Dimension) -> Question:
    """What pages ask of a split over all time; it is worked out before anybody asks."""
    return Question(by, most=PAGE_FLOWS if by is Dimension.FLOW else None)


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
    """Rows that may be shown, split ``by`` this. ``suppressed``: all together were fewer than five
    employees.

    ``since`` and ``until`` are the days that the rows really cover: whole stretches of months, so
    that two questions can't be subtracted to get at a few days of few people. ``left_out`` rows of
    a split with very many are not among them: those that weigh least.
    """

    measure: Measure
    by: Dimension
    as_of: datetime
    rows: tuple[Row, ...]
    suppressed: bool
    since: date | None
    until: date | None
    left_out: int = 0


class Publisher:
    """Answers questions from one snapshot; cuts are made once and kept."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._labels = Labels(facts)
        self._scopes = Scopes(facts)
        self.cuts = Cuts(facts, self._labels)
        self._volumes = ToldVolumes(self.cuts, self._labels)
        self._answers: dict[tuple[str, Question], Result] = {}
        self._by_stretches: dict[tuple[str, Question, tuple[int, ...]], Result] = {}
        self._one_at_a_time = threading.Lock()

    def answer(self, measure: Measure, question: Question) -> Result:
        """Raises ``BadInputError`` for a split that the measure does not have, or a bad period."""
        _check(measure, question)
        key = (measure.id, question)
        # who asks for the same meanwhile waits for the answer instead of working it out again
        with self._one_at_a_time:
            if key not in self._answers:
                with uncollected():
                    self._answers[key] = self._answer_once(measure, question)
            return self._answers[key]

    def _answer_once(self, measure: Measure, question: Question) -> Result:
        """Days in the same stretches of time ask for the same."""
        if measure.fact:
            return self._facts_of(measure, question.by)
        asked = Question(question.by, most=question.most)
        key = (measure.id, asked, tuple(self._chosen(measure, question)))
        if key not in self._by_stretches:
            self._by_stretches[key] = self._answer(measure, question)
        return self._by_stretches[key]

    def answered(self, measure: Measure, question: Question) -> Result | None:
        """The answer where it has been worked out already."""
        return self._answers.get((measure.id, question))

    def whole(self, registry: Registry) -> dict[tuple[str, Question], Result]:
        """The answers over all time that have been worked out."""
        questions = [(one.id, page_question(by)) for one in registry for by in one.dimensions]
        return {key: self._answers[key] for key in questions if key in self._answers}

    def stretches(
        self, measure: Measure, since: date | None = None, until: date | None = None
    ) -> Sequence[Sequence[int]]:
        """The months of each stretch of time, of those with these days, in which the measure may
        be shown."""
        with self._one_at_a_time:
            months, _ = self.cuts.time(measure)
            chosen = self._chosen(measure, Question(Dimension.TOTAL, since, until))
            return [months[run] for run in chosen]

    def unit_name(self, key: str) -> LocalText:
        return self.facts.unit_names.get(key, UNKNOWN_LABEL)

    def behind(self, measure: Measure, question: Question, key: str) -> Sequence[Any] | None:
        """The facts of a row that stands alone, over the days that the answer covers.

        None where nothing is shown of it by itself: it is merged with others, or there is none.
        """
        group = self.cuts.cut(measure, question.by).row_of.get(key)
        if group is None or group.merged:
            return None
        names, numbers = self.cuts.keys(measure, question.by)
        return self._within(measure, question, numbers == names.index(key))

    def of_row(self, measure: Measure, question: Question, key: str) -> list[Any]:
        """The facts of a row that is shown, also of several together; for what is told of them as
        a whole and never one by one."""
        cut = self.cuts.cut(measure, question.by)
        rows = self.cuts.row_numbers(measure, question.by, cut)
        of_key = [number for number, group in enumerate(cut.groups or ()) if group.key == key]
        return self._within(measure, question, np.isin(rows, of_key))

    def _within(
        self, measure: Measure, question: Question, mine: npt.NDArray[np.bool_]
    ) -> list[Any]:
        """Those of these facts that lie in the days that the answer covers."""
        mine = mine & self._covered(measure, question)
        items = self.cuts.items(measure)
        return [items[place] for place in np.flatnonzero(mine).tolist()]

    def _chosen(self, measure: Measure, question: Question) -> list[int]:
        months, _ = self.cuts.time(measure)
        return [
            run
            for run in range(len(months))
            if measure.timeless or _overlaps(months[run], question)
        ]

    def counted(self, measure: Measure, question: Question) -> Result:
        """The rows of the answer with nothing but how many facts each has, as ``count``: what the
        map draws, at a small part of the cost of all the figures. Raises as ``answer``."""
        _check(measure, question)
        with self._one_at_a_time, uncollected():
            base = self._without_rows(measure, question)
            groups = self.cuts.cut(measure, question.by).groups
            if groups is None:
                return base
            found = self._sizes(measure, question)
            told = _largest(found, question.most)
            rows = [
                self._row(measure, group, question.by, {"count": found[group]}) for group in told
            ]
            return replace(
                base, rows=tuple(sorted(rows, key=_by_label)), left_out=len(found) - len(told)
            )

    def _answer(self, measure: Measure, question: Question) -> Result:
        base = self._without_rows(measure, question)
        months, _ = self.cuts.time(measure)
        chosen = self._chosen(measure, question)
        cut = self.cuts.cut(measure, question.by)
        if cut.groups is None:
            return base
        known = self.cuts.items(measure)
        hidden = self.cuts.hidden(measure, question.by, cut, whole=len(chosen) == len(months))
        sizes = self._sizes(measure, question)
        scope = self.scope(measure, question)
        rows = []
        told = frozenset(self._told(measure, question, sizes))
        for group, places in self._places(measure, question):
            if group not in told:
                continue
            values = dict(measure.summarise([known[place] for place in places], scope))
            values.update(dict.fromkeys(hidden))
            rows.append(self._row(measure, group, question.by, values))
        if measure.across is not None:
            volumes = self._volumes.of(measure, question.by, self._covered(measure, question))
            rows = _with_across(measure.across, rows, volumes)
        order = (lambda row: row.key) if question.by in TIMES else _by_label
        return replace(base, rows=tuple(sorted(rows, key=order)), left_out=len(sizes) - len(told))

    def scope(self, measure: Measure, question: Question) -> Scope:
        """What the rows of the answer are a part of."""
        months, _ = self.cuts.time(measure)
        stretches = [months[run] for run in self._chosen(measure, question)]
        size = int(self._covered(measure, question).sum())
        return self._scopes.of(stretches, size, question.by)

    def _without_rows(self, measure: Measure, question: Question) -> Result:
        """What an answer says beside its rows: suppressed, where there are facts of too few."""
        as_of = datetime.fromtimestamp(self.facts.now / 1000, UTC)
        since, until = (None, None) if measure.timeless else self._days(measure, question)
        few = self.cuts.cut(measure, question.by).groups is None
        hidden = few and bool(self.cuts.items(measure))
        return Result(measure, question.by, as_of, (), hidden, since, until)

    def _days(self, measure: Measure, question: Question) -> tuple[date | None, date | None]:
        """The first and the last day that the answer covers."""
        months, _ = self.cuts.time(measure)
        chosen = self._chosen(measure, question)
        if not chosen:
            return None, None
        # the running month holds no day that has not come
        today = datetime.fromtimestamp(self.facts.now / 1000, UTC).date()
        return first_day(months[chosen[0]]), min(last_day(months[chosen[-1]]), today)

    def _covered(self, measure: Measure, question: Question) -> npt.NDArray[np.bool_]:
        """Which facts of the measure lie in the days that the answer covers."""
        return np.isin(self.cuts.stretch(measure), self._chosen(measure, question))

    def _places(
        self, measure: Measure, question: Question
    ) -> Iterator[tuple[Group, Sequence[int]]]:
        """Each group that has facts in these days, and where they are among the measure's."""
        cut = self.cuts.cut(measure, question.by)
        rows = self.cuts.row_numbers(measure, question.by, cut)
        for number, places in grouped(rows, self._covered(measure, question)):
            if cut.groups is not None:
                yield cut.groups[number], places

    def _sizes(self, measure: Measure, question: Question) -> dict[Group, int]:
        """How many facts each group has in these days, of those that have any."""
        cut = self.cuts.cut(measure, question.by)
        covered = self._covered(measure, question)
        rows = self.cuts.row_numbers(measure, question.by, cut)[covered]
        groups = cut.groups or ()
        counts = np.bincount(rows, minlength=len(groups)).tolist()
        return {group: count for group, count in zip(groups, counts, strict=True) if count}

    def _told(
        self, measure: Measure, question: Question, sizes: Mapping[Group, int]
    ) -> Sequence[Group]:
        """Those whose rows are answered. Every group is large enough, so that leaving out any of
        them tells nothing of fewer people than they are."""
        most = question.most
        if question.by in MANY:
            most = min(MOST, most or MOST)
        if most is None or len(sizes) <= most or measure.weight is len:
            return _largest(sizes, most)
        known = self.cuts.items(measure)
        weights = {
            group: measure.weight([known[place] for place in places])
            for group, places in self._places(measure, question)
        }
        return _largest(weights, most)

    def _facts_of(self, measure: Measure, by: Dimension) -> Result:
        """Each thing that is so, without a figure."""
        keys = sorted(self.cuts.keys(measure, by)[0])
        groups = [Group(key, frozenset({key})) for key in keys]
        rows = sorted((self._row(measure, group, by, {}) for group in groups), key=_by_label)
        as_of = datetime.fromtimestamp(self.facts.now / 1000, UTC)
        return Result(measure, by, as_of, tuple(rows), False, None, None)

    def _row(
        self, measure: Measure, group: Group, by: Dimension, values: Mapping[str, Value]
    ) -> Row:
        if by is Dimension.UNIT_HOUR:
            return self._row_of_hours(measure, group, values)
        source, target = self._labels.ends(group, by)
        return Row(group.key, self._labels.of(group, by), group.merged, values, source, target)

    def _row_of_hours(self, measure: Measure, group: Group, values: Mapping[str, Value]) -> Row:
        key = group.key.rpartition("@")[0]
        units = self.cuts.cut(measure, Dimension.UNIT).groups or ()
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


def _largest(sizes: Mapping[Group, float], most: int | None) -> Sequence[Group]:
    if most is None or len(sizes) <= most:
        return list(sizes)
    return sorted(sizes, key=lambda group: (-sizes[group], group.key))[:most]


def _check(measure: Measure, question: Question) -> None:
    if question.by not in measure.dimensions:
        known = ", ".join(measure.dimensions)
        raise BadInputError(
            f"{measure.id} is not split by {question.by}.", action=f"Use one of: {known}."
        )
    if question.since and question.until and question.since > question.until:
        raise BadInputError("The period ends before it begins.", action="Swap the two days.")
    if question.most is not None and question.most < 1:
        raise BadInputError(f"{question.most} rows can't be answered.", action="Ask for 1 or more.")


def _with_across(across: Across, rows: list[Row], volumes: Volumes) -> list[Row]:
    more = across([_ends(row) for row in rows], [row.values for row in rows], volumes)
    return [
        replace(row, values={**row.values, **values})
        for row, values in zip(rows, more, strict=True)
    ]


def _ends(row: Row) -> Ends | None:
    if row.merged or row.source is None or row.target is None:
        return None
    return row.source.key, row.target.key


def _by_label(row: Row) -> tuple[str, str]:
    return ((row.unit.label if row.unit else row.label).fi, row.key)


def _overlaps(months: Sequence[int], question: Question) -> bool:
    starts = question.until is None or first_day(months) <= question.until
    ends = question.since is None or last_day(months) >= question.since
    return starts and ends
