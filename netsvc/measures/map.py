"""The map of the network: units as nodes, handovers as links, stretch of time by stretch.

It is made of the rows of ``flows`` that may be shown and of nothing else, also where units stand:
what the map tells is told by the matrix already.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from netsvc.directory.model import LocalText
from netsvc.measures.labels import Place, of_months
from netsvc.measures.months import first_day
from netsvc.measures.publishing import Publisher, Question, Result
from netsvc.measures.registry import PAGE_FLOWS, Dimension, Measure
from netsvc.measures.small_groups import OTHER
from netsvc.silos.layout import Position, Ties, layout

WHOLE = "all"
_WHOLE_LABEL = LocalText("Koko jakso", "Hela perioden", "The whole period")


@dataclass(frozen=True)
class MapNode:
    """A unit, or small units of a silo together; ``silo`` names the top-level unit above it."""

    place: Place
    silo: LocalText
    position: Position


@dataclass(frozen=True)
class MapFlow:
    """How many handovers from one node to another, or inside one."""

    source: str
    target: str
    count: int


@dataclass(frozen=True)
class MapPeriod:
    """The handovers of one stretch of time; the first period is all of them.

    ``left_out`` flows, of the fewest handovers, are not among them where there are very many.
    """

    key: str
    label: LocalText
    since: date | None
    until: date | None
    flows: tuple[MapFlow, ...]
    left_out: int = 0


@dataclass(frozen=True)
class NetworkMap:
    """What small units of all silos do together is at the node ``other``, which has no place."""

    measure: Measure
    as_of: datetime
    since: date | None
    until: date | None
    suppressed: bool
    nodes: tuple[MapNode, ...]
    periods: tuple[MapPeriod, ...]


def network_map(
    publisher: Publisher, flows: Measure, before: Mapping[str, Position] | None = None
) -> NetworkMap:
    """Every unit has one place in all periods, and the one that it had ``before``."""
    whole = publisher.counted(flows, Question(Dimension.FLOW))
    places = _places(whole)
    groups = {key: place.silo or key for key, place in places.items() if key != OTHER}
    weights: Counter[tuple[str, str]] = Counter()
    for flow in _flows(whole):
        if OTHER not in (flow.source, flow.target):
            weights[flow.source, flow.target] += flow.count
    return _drawn(publisher, whole, layout(Ties(groups, weights), before), None, None)


def map_of_days(
    publisher: Publisher, whole: NetworkMap, since: date | None, until: date | None
) -> NetworkMap:
    """The same map over some days: who handed over in them, each where they stand in ``whole``.

    Raises ``BadInputError`` for days that end before they begin.
    """
    part = publisher.counted(whole.measure, Question(Dimension.FLOW, since, until))
    positions = {node.place.key: node.position for node in whole.nodes}
    return _drawn(publisher, part, positions, since, until)


def _drawn(
    publisher: Publisher,
    whole: Result,
    positions: Mapping[str, Position],
    since: date | None,
    until: date | None,
) -> NetworkMap:
    flows = whole.measure
    nodes = tuple(
        MapNode(place, publisher.unit_name(place.silo or key), positions.get(key, (0.0, 0.0)))
        for key, place in sorted(_places(whole).items())
    )
    periods = [_period(WHOLE, _WHOLE_LABEL, whole)]
    stretches = publisher.stretches(flows, since, until)
    for months in stretches if len(stretches) > 1 else ():
        part = publisher.counted(flows, Question(Dimension.FLOW, *_inside(months)))
        periods.append(_period(str(months[0]), of_months(months), part))
    return NetworkMap(
        flows, whole.as_of, whole.since, whole.until, whole.suppressed, nodes, tuple(periods)
    )


def _period(key: str, label: LocalText, result: Result) -> MapPeriod:
    flows = _flows(result)
    most = sorted(flows, key=lambda flow: (-flow.count, flow.source, flow.target))[:PAGE_FLOWS]
    drawn = tuple(sorted(most, key=lambda flow: (flow.source, flow.target)))
    return MapPeriod(key, label, result.since, result.until, drawn, len(flows) - len(drawn))


def _inside(months: Sequence[int]) -> tuple[date, date]:
    """A day of the stretch, which asks for the whole of it."""
    return first_day(months), first_day(months)


def _places(result: Result) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row in result.rows:
        for place in (row.source, row.target):
            # a silo's own name where its key also stands for its small units together
            if place is not None and (place.key not in found or place.single):
                found[place.key] = place
    return found


def _flows(result: Result) -> tuple[MapFlow, ...]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in result.rows:
        count = row.values["count"]
        if row.source is not None and row.target is not None and isinstance(count, int):
            counts[row.source.key, row.target.key] += count
    return tuple(MapFlow(*ends, count) for ends, count in sorted(counts.items()))
