"""The dry run: who would have been suggested, had the ranking been in use over a history.

Cases come in order of opening. Each is ranked from its own inputs at opening and from cases
resolved before that moment; a case teaches at its resolution, never at its opening.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from netsvc.errors import BadInputError
from netsvc.evaluation.log import UCI_498, Columns, History, LoggedCase
from netsvc.evaluation.rates import Difference, Rate
from netsvc.ranking.online import ContextKind, OnlineRanker

RANKS = 5
DEPTHS = (1, 3, 5)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the log has no zone

# What a case is seen through, each refining a broader one; days and cases: docs/evaluation.md.
CONTEXTS = (
    ContextKind("category", None, 10, 24),
    ContextKind("category+subcategory", "category", 10, 24),
    ContextKind("category+subcategory+u_symptom", "category+subcategory", 10, 24),
    ContextKind("subcategory", None, 15, 24),
    ContextKind("u_symptom", None, 15, 6),
    ContextKind("location", None, 60, 12),
    ContextKind("category+location", "category", 10, 12),
    ContextKind("category+subcategory+location", "category+location", 10, 12),
    ContextKind("caller_id", None, 30, 24),
    ContextKind("caller_id+category", "category", 30, 6),
    ContextKind("opened_by", None, 60, 6),
    ContextKind("opened_by+category", "category", 15, 12),
    ContextKind("opened_by+category+subcategory", "category+subcategory", 30, 24),
    ContextKind("opened_by+location", "location", 30, 24),
)
_INPUTS = tuple(tuple(kind.name.split("+")) for kind in CONTEXTS)


class Kind(StrEnum):
    UNIT = "unit"
    PERSON = "person"


@dataclass(frozen=True)
class Ranked:
    """The suggestions for one case opened after the training time, best first."""

    case: LoggedCase
    units: tuple[str, ...]
    persons: tuple[str, ...]
    sure: float = 0.0
    """The probability that was given to the first unit."""


@dataclass(frozen=True)
class Result:
    """Hit rates by depth (first 1, 3, 5) over the scored cases.

    ``against_own`` compares the first suggestion with the organisation's own first choice.
    """

    ranked: tuple[Ranked, ...]
    unit: dict[int, Rate]
    person: dict[int, Rate]
    own_first: Rate
    against_own: Difference
    bounced_unit: dict[int, Rate]
    bounced_person: dict[int, Rate]
    bounced_own_first: Rate


def contexts_of(case: LoggedCase, columns: Columns = UCI_498) -> tuple[str, ...]:
    """One key a context of ``CONTEXTS``; a missing input is a value like any other."""
    values = dict(zip(columns.inputs, case.inputs, strict=True))
    return tuple("\x1f".join(values.get(name, "?") for name in names) for names in _INPUTS)


def dry_run(
    cases: Sequence[LoggedCase],
    *,
    columns: Columns = UCI_498,
    after: datetime | None = None,
    corrections: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Ranked]:
    """Rank each case opened after ``after`` (every case, where it is None), in that order.

    ``cases`` are in order of opening. Two cases of the same minute do not know of each other's
    outcome, nor does a case know of one resolved in the very minute it was opened.
    """
    units = OnlineRanker(CONTEXTS, corrections=corrections)
    persons = OnlineRanker(CONTEXTS, corrections=corrections)
    waiting: list[tuple[float, int, tuple[str, ...], LoggedCase]] = []
    for order, case in enumerate(cases):
        now = (case.opened - _EPOCH).total_seconds()
        while waiting and waiting[0][0] < now:
            at, _, seen, resolved = heapq.heappop(waiting)
            if resolved.unit is not None:
                units.learn(seen, resolved.unit, at)
            if resolved.person is not None:
                persons.learn(seen, resolved.person, at)
        seen = contexts_of(case, columns)
        if after is None or case.opened > after:
            found, sure = units.rank_surely(seen, now, RANKS)
            yield Ranked(case, tuple(found), tuple(persons.rank(seen, now, RANKS)), sure)
        if case.done is not None and (case.unit is not None or case.person is not None):
            # a resolution stamped before the opening is a fault of the log: learn at opening's end
            at = max((case.done - _EPOCH).total_seconds(), now)
            heapq.heappush(waiting, (at, order, seen, replace(case, inputs=())))
        if progress is not None and order % 200 == 0:
            progress(order)


def evaluate_routing(
    history: History,
    *,
    columns: Columns = UCI_498,
    after: datetime | None = None,
    corrections: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Result:
    """Run and score. Raises ``BadInputError`` where no case was opened after ``after``."""
    ranked = tuple(
        dry_run(
            history.cases,
            columns=columns,
            after=after,
            corrections=corrections,
            progress=progress,
        )
    )
    if not ranked:
        first, last = history.cases[0].opened, history.cases[-1].opened
        raise BadInputError(
            f"No case of this log was opened after {after:%Y-%m-%d %H:%M}.",
            action=f"Its cases were opened from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}.",
        )
    return score(ranked)


def score(ranked: Sequence[Ranked]) -> Result:
    """Hit rates over the cases whose outcome is known (``outcome_known``)."""
    known = [r for r in ranked if r.case.outcome_known]
    by_unit = [(r.units, r.case.unit, r.case) for r in known if r.case.unit is not None]
    by_person = [(r.persons, r.case.person, r.case) for r in known if r.case.person is not None]
    own = [case for _, _, case in by_unit]
    bounced = [case for case in own if case.units > 1]
    return Result(
        ranked=tuple(ranked),
        unit=_rates([(ids, right) for ids, right, _ in by_unit]),
        person=_rates([(ids, right) for ids, right, _ in by_person]),
        own_first=Rate(sum(c.first_unit == c.unit for c in own), len(own)),
        against_own=_against_own(by_unit),
        bounced_unit=_rates([(ids, right) for ids, right, case in by_unit if case.units > 1]),
        bounced_person=_rates([(ids, right) for ids, right, case in by_person if case.units > 1]),
        bounced_own_first=Rate(sum(c.first_unit == c.unit for c in bounced), len(bounced)),
    )


def _against_own(
    rows: Sequence[tuple[tuple[str, ...], str | None, LoggedCase]],
) -> Difference:
    pairs = Counter((ids[:1] == (right,), case.first_unit == right) for ids, right, case in rows)
    return Difference(
        both=pairs[True, True],
        only_one=pairs[True, False],
        only_other=pairs[False, True],
        neither=pairs[False, False],
    )


def _rates(rows: Sequence[tuple[tuple[str, ...], str | None]]) -> dict[int, Rate]:
    return {
        depth: Rate(sum(right in ids[:depth] for ids, right in rows), len(rows)) for depth in DEPTHS
    }
