"""What a dry run shows beyond its hit rates: by group, how sure, what it could have saved; pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from netsvc.evaluation.log import UCI_498, Columns
from netsvc.evaluation.rates import Rate
from netsvc.evaluation.routing import Ranked

LEAST_PEOPLE = 5
"""Fewer distinct people behind a group, and it is shown among the small ones together."""
SMALL = ""
BINS = 10
RESAMPLES = 1_000
SEED = 20_160_502
WEAK = 0.8
ENOUGH = 30
MOST_WEAK = 8


@dataclass(frozen=True)
class Group:
    """Hit rates of one unit or issue type; ``name`` is empty for the small ones together."""

    name: str
    first: Rate
    three: Rate
    own_first: Rate


@dataclass(frozen=True)
class Bin:
    """Cases whose first suggestion was given a chance in this tenth; ``said`` is its mean."""

    said: float
    right: Rate


@dataclass(frozen=True)
class Saved:
    """Moves between units a case: as it was, and had the suggestions been followed.

    The assumption: the agent asks the suggested units in their order, each wrong one is one move;
    where none of five is right, the case goes as it went, and makes one move at least.
    ``low`` and ``high``: 95 % percentile bootstrap over cases of the difference.
    """

    cases: int
    moves: int
    moves_then: int
    saved_a_case: float
    low: float
    high: float
    bounced: int
    bounced_then: int


@dataclass(frozen=True)
class Weakness:
    """An issue type seldom among the first three, and the units that resolved it most."""

    issue_type: str
    three: Rate
    units: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    by_unit: tuple[Group, ...]
    by_issue_type: tuple[Group, ...]
    reliability: tuple[Bin, ...]
    calibration_error: float
    saved: Saved
    weak: tuple[Weakness, ...]


def find(ranked: Sequence[Ranked], columns: Columns = UCI_498) -> Findings:
    """Over the cases that ``score`` scores by unit; deterministic."""
    known = [one for one in ranked if one.case.outcome_known and one.case.unit is not None]
    place = columns.inputs.index("category") if "category" in columns.inputs else 0

    def issue_type(one: Ranked) -> str:
        return one.case.inputs[place]

    bins, error = _reliability(known)
    return Findings(
        by_unit=_groups(known, lambda one: one.case.unit or ""),
        by_issue_type=_groups(known, issue_type),
        reliability=bins,
        calibration_error=error,
        saved=_saved(known),
        weak=_weak(known, issue_type),
    )


def _groups(known: Sequence[Ranked], name: Callable[[Ranked], str]) -> tuple[Group, ...]:
    members: defaultdict[str, list[Ranked]] = defaultdict(list)
    for one in known:
        members[name(one)].append(one)
    shown: list[Group] = []
    small: list[Ranked] = []
    for key, group in members.items():
        people = {one.case.person for one in group if one.case.person is not None}
        if len(people) >= LEAST_PEOPLE:
            shown.append(_group(key, group))
        else:
            small += group
    shown.sort(key=lambda group: (-group.first.cases, group.name))
    people = {one.case.person for one in small if one.case.person is not None}
    # the small ones together may be few people still, and then nothing is said of them
    return (*shown, _group(SMALL, small)) if len(people) >= LEAST_PEOPLE else tuple(shown)


def _group(name: str, group: Sequence[Ranked]) -> Group:
    def rate(hit: Callable[[Ranked], bool]) -> Rate:
        return Rate(sum(map(hit, group)), len(group))

    return Group(
        name,
        rate(lambda one: one.units[:1] == (one.case.unit,)),
        rate(lambda one: one.case.unit in one.units[:3]),
        rate(lambda one: one.case.first_unit == one.case.unit),
    )


def _reliability(known: Sequence[Ranked]) -> tuple[tuple[Bin, ...], float]:
    """Ten equal bins (Guo et al. 2017); the error is the mean gap, weighted by cases."""
    binned: defaultdict[int, list[Ranked]] = defaultdict(list)
    for one in known:
        if one.units:
            binned[min(BINS - 1, int(one.sure * BINS))].append(one)
    found = []
    gap = 0.0
    for _, group in sorted(binned.items()):
        said = sum(one.sure for one in group) / len(group)
        right = Rate(sum(one.units[0] == one.case.unit for one in group), len(group))
        gap += abs(said - right.share) * len(group)
        found.append(Bin(said, right))
    return tuple(found), gap / max(1, sum(map(len, binned.values())))


def _saved(known: Sequence[Ranked]) -> Saved:
    was = np.array([max(0, one.case.units - 1) for one in known], dtype=np.float64)
    then = np.array([_moves(one) for one in known], dtype=np.float64)
    saved = was - then
    low, high = _bootstrap(saved) if len(saved) else (0.0, 0.0)
    return Saved(
        cases=len(known),
        moves=int(was.sum()),
        moves_then=int(then.sum()),
        saved_a_case=float(saved.mean()) if len(saved) else 0.0,
        low=low,
        high=high,
        bounced=int((was > 0).sum()),
        bounced_then=int((then > 0).sum()),
    )


def _moves(one: Ranked) -> int:
    if one.case.unit in one.units:
        return one.units.index(one.case.unit)
    return max(1, one.case.units - 1)


def _bootstrap(values: npt.NDArray[np.float64]) -> tuple[float, float]:
    random = np.random.default_rng(SEED)
    means = [
        float(values[random.integers(0, len(values), len(values))].mean()) for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def _weak(known: Sequence[Ranked], name: Callable[[Ranked], str]) -> tuple[Weakness, ...]:
    shown = {group.name for group in _groups(known, name)} - {SMALL}
    found = []
    for type_ in shown:
        group = [one for one in known if name(one) == type_]
        three = Rate(sum(one.case.unit in one.units[:3] for one in group), len(group))
        if three.cases >= ENOUGH and three.share < WEAK:
            units = Counter(one.case.unit or "" for one in group).most_common(3)
            found.append(Weakness(type_, three, tuple(unit for unit, _ in units)))
    # by what could be won: cases that were not among the first three
    found.sort(key=lambda one: (one.three.hits - one.three.cases, one.issue_type))
    return tuple(found[:MOST_WEAK])
