"""What rows are a part of: the period, and the time in it of which the snapshot tells anything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from netsvc.measures.facts import DAY, Facts
from netsvc.measures.months import first_day, last_day, midnight
from netsvc.measures.registry import Dimension, Scope


class Scopes:
    """Of one snapshot."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def of(self, stretches: Sequence[Sequence[int]], size: int, by: Dimension) -> Scope:
        """``stretches`` are the months of each stretch of time that was asked for."""
        begin, end = self._recorded
        if not stretches:
            return Scope(self._facts, size, by, (), begin, end)
        starts = tuple(midnight(first_day(months)) for months in stretches)
        past = midnight(last_day(stretches[-1])) + DAY
        return Scope(self._facts, size, by, starts, max(begin, starts[0]), min(end, past))

    @cached_property
    def _recorded(self) -> tuple[int, int]:
        """The first moment of the first day that has a case or a step, and the moment after the
        last such day, or now where that is sooner (ms since 1970, UTC).

        A log begins and ends within a month; the days before and after it are no quiet ones. Whole
        days, and of the whole snapshot: they do not tell when a case of one row came.
        """
        moments = [case.at for case in self._facts.cases]
        moments += [step.at for step in self._facts.steps]
        if not moments:
            return 0, self._facts.now
        return min(moments) // DAY * DAY, min((max(moments) // DAY + 1) * DAY, self._facts.now)
