"""By what facts are split, and how: what cuts are known by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from netsvc.measures.columns import Numbers
from netsvc.measures.facts import Facts
from netsvc.measures.registry import Beside, Dimension, Helped, Measure
from netsvc.measures.small_groups import Group

FINE = frozenset({Dimension.FLOW, Dimension.PAIR, Dimension.LOOP, Dimension.WAY})
"""Splits with nearly as many keys as facts, each either of the lowest level or above those."""
TIMES = (Dimension.WEEK, Dimension.MONTH)
BESIDE = {
    Dimension.ISSUE_TYPE: (Dimension.UNIT, Dimension.SILO),
    Dimension.FIELD: (Dimension.UNIT, Dimension.SILO, Dimension.ISSUE_TYPE),
}
"""Which splits are shown beside one that does not nest in them, those that give way last."""
BESIDE_OTHERS = frozenset({Dimension.UNIT, Dimension.SILO, Dimension.PAIR})
"""Splits of which rows of another measure, flows, can be taken off."""


@dataclass(frozen=True)
class Cut:
    """How one measure's facts are cut along one dimension, over all time."""

    groups: tuple[Group, ...] | None
    row_of: Mapping[str, Group]


Source = tuple[Callable[[Facts], Sequence[Any]], Callable[[Any], frozenset[str]], Helped | None]
"""Which facts, and who is counted behind them: the same for several measures."""
Clock = tuple[Source, int, Beside | None]
"""Facts, into how many stretches of time, and beside what."""
Split = tuple[Source, Callable[[Any, Dimension], str], int, Beside | None, Dimension]
"""Facts, by what they are split, into how many stretches of time, beside what, and along which
dimension: the same for several measures."""


def places(names: Sequence[str], groups: Sequence[Group]) -> Numbers:
    """The number of the group in which each key is."""
    place = {key: number for number, group in enumerate(groups) for key in group.members}
    return np.fromiter((place[name] for name in names), dtype=np.int64, count=len(names))


def source_of(measure: Measure) -> Source:
    return measure.select, measure.behind, measure.helped


def clock_of(measure: Measure) -> Clock:
    return source_of(measure), measure.stretches, measure.beside


def split_of(measure: Measure, by: Dimension) -> Split:
    return source_of(measure), measure.keys, measure.stretches, measure.beside, by
