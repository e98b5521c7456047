"""What is worked out of a snapshot before anybody asks, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from netsvc.measures.publishing import Publisher, Question
from netsvc.measures.registry import PAGE_FLOWS, Dimension, Measure, Registry

TURNING = "bounceChange"
"""The measure whose turn parts the flows that the page shows before and after it."""
MAPPED = "flows"
"""The measure that the map is drawn from."""


def in_turn(registry: Registry) -> Sequence[Measure]:
    """The measures in the order in which they are worked out: those of the same facts one after
    another, because the facts of a million handovers are kept for one or two of them at a time,
    and what the map is drawn from at the end, just before it."""
    of_map = registry.get(MAPPED)
    first: dict[object, int] = {}
    for place, measure in enumerate(registry):
        first.setdefault(measure.select, place)
    return sorted(
        registry,
        key=lambda one: (of_map is not None and one.select is of_map.select, first[one.select]),
    )


def work_out_halves(publisher: Publisher, registry: Registry) -> None:
    """The flows before the turn and from it on, as the page asks for them once it knows it."""
    turning, flows = registry.get(TURNING), registry.get(MAPPED)
    if turning is None or flows is None:
        return
    rows = publisher.answer(turning, Question(Dimension.TOTAL)).rows
    turn = rows[0].values["turn"] if rows else None
    if isinstance(turn, date):
        for since, until in ((None, turn - timedelta(days=1)), (turn, None)):
            publisher.answer(flows, Question(Dimension.FLOW, since, until, PAGE_FLOWS))
