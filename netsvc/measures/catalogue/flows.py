"""Flows between units: who hands over to whom, and how long acceptance takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import erfc, sqrt

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.facts import LegFact
from netsvc.measures.labels import pair
from netsvc.measures.registry import (
    LEADING,
    SMALL_GROUPS,
    AgainstChance,
    Better,
    Column,
    Dimension,
    Ends,
    Kind,
    Measure,
    MeasureUnit,
    Scope,
    Value,
)
from netsvc.measures.small_groups import MINIMUM, both_ends
from netsvc.silos import flows as expectation


def _key(leg: LegFact, _by: Dimension) -> str:
    return pair(leg.source, leg.target)


def _against(
    ends: Sequence[Ends], rows: Sequence[Mapping[str, Value]], totals: Sequence[tuple[Ends, int]]
) -> Sequence[Mapping[str, Value]]:
    """Each count beside what the volumes of all flows would give, were they independent."""
    times = Counter(both for both, _ in totals)
    if not ends:
        return [{"against": None}] * len(rows)
    place = {key: n for n, key in enumerate(sorted({key for both, _ in totals for key in both}))}
    senders = np.array([place[source] for (source, _), _ in totals], dtype=np.int64)
    receivers = np.array([place[target] for (_, target), _ in totals], dtype=np.int64)
    sizes = np.array([size for _, size in totals], dtype=np.float64)
    found = expectation.flows(senders, receivers, sizes, len(place))
    counts = np.array([row["count"] for row in rows], dtype=np.float64)
    low, high = expectation.poisson_interval(counts)
    numbers = zip(found.senders.tolist(), found.receivers.tolist(), strict=True)
    cells = {both: cell for cell, both in enumerate(numbers)}
    more: list[Mapping[str, Value]] = []
    for row, (source, target) in enumerate(ends):
        cell = cells[place[source], place[target]]
        against = AgainstChance(
            float(counts[row]),
            float(low[row]),
            float(high[row]),
            int(counts[row]),
            float(found.expected[cell]),
            p=erfc(abs(float(found.residual[cell])) / sqrt(2)),
        )
        # a silo's own flow and that of its small units together can have the same two ends
        more.append({"against": against if times[source, target] == 1 else None})
    return more


def _summarise(legs: Sequence[LegFact], scope: Scope) -> Mapping[str, Value]:
    accepted = [leg for leg in legs if leg.waited is not None]
    # How long acceptance took is what those did who accepted, so five of them are needed too.
    # Hidden on their own: no time can be had from others by subtraction.
    receivers = {leg.receiver for leg in accepted} - {None}
    seconds = [leg.waited / 1000 for leg in accepted if leg.waited is not None]
    shown = bool(seconds) and len(receivers) >= MINIMUM
    # likewise of who resolved the cases in the end
    solved = [leg for leg in legs if leg.resolved is not None]
    resolvers = {leg.resolver for leg in solved} - {None}
    until = [leg.resolved / 1000 for leg in solved if leg.resolved is not None]
    told = bool(until) and len(resolvers) >= MINIMUM
    return {
        "count": len(legs),
        "share": estimates.share(len(legs), scope.size),
        "medianSeconds": float(np.median(seconds)) if shown else None,
        "p90Seconds": estimates.p90(seconds) if shown else None,
        "medianResolutionSeconds": float(np.median(until)) if told else None,
        "p90ResolutionSeconds": estimates.p90(until) if told else None,
    }


MEASURE = Measure(
    id="flows",
    names=LocalText("Virrat yksiköiden välillä", "Flöden mellan enheter", "Flows between units"),
    explanation=LocalText(
        "Mistä yksiköstä mihin yksikköön asioita siirretään, kuinka paljon ja kuinka nopeasti ne "
        "otetaan vastaan.",
        "Från vilken enhet till vilken enhet ärenden överlämnas, hur många och hur snabbt de tas "
        "emot.",
        "From which unit to which unit cases are handed over, how many and how quickly they are "
        "accepted.",
    ),
    unit=MeasureUnit.HANDOVERS,
    better=Better.NEITHER,
    inputs=("handovers",),
    formula=(
        "count = handovers from unit to unit that were decided, without withdrawn ones; share = "
        "count / all of the period; medianSeconds and p90Seconds = time from offer to acceptance "
        "of those accepted, also if passed on or returned later, where at least five different "
        "people accepted and the moment is known (linear interpolation); medianResolutionSeconds "
        "and p90ResolutionSeconds = time from offer until the case was resolved, where "
        "at least five different people resolved them; against = count (exact "
        "Poisson interval) beside sent x received / all over all rows, p from the adjusted "
        "residual"
    ),
    source=(
        "Handover log. Percentiles: Hyndman and Fan 1996, type 7. Intervals: Wilson 1927 (share), "
        "Garwood 1936 (count). Adjusted residual: Haberman 1973."
    ),
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    # Between two units are few people: thirds show more pairs than months would.
    stretches=3,
    dimensions=(Dimension.FLOW, Dimension.SILO_FLOW),
    columns=(
        Column("count", LocalText("Siirtoja", "Överlämningar", "Handovers"), Kind.INTEGER),
        Column(
            "share",
            LocalText("Osuus kaikista siirroista", "Andel av alla", "Share of all handovers"),
            Kind.ESTIMATE,
        ),
        Column(
            "medianSeconds",
            LocalText(
                "Vastaanoton mediaani (s)", "Median till mottagande (s)", "Median to acceptance (s)"
            ),
            Kind.NUMBER,
            required=False,
        ),
        Column(
            "p90Seconds",
            LocalText(
                "Vastaanoton 90. prosenttipiste (s)",
                "90:e percentilen till mottagande (s)",
                "90th percentile to acceptance (s)",
            ),
            Kind.NUMBER,
            required=False,
        ),
        Column(
            "medianResolutionSeconds",
            LocalText(
                "Ratkaisun mediaani (s)", "Median till lösning (s)", "Median to resolution (s)"
            ),
            Kind.NUMBER,
            required=False,
        ),
        Column(
            "p90ResolutionSeconds",
            LocalText(
                "Ratkaisun 90. prosenttipiste (s)",
                "90:e percentilen till lösning (s)",
                "90th percentile to resolution (s)",
            ),
            Kind.NUMBER,
            required=False,
        ),
        Column(
            "against",
            LocalText("Odotettuun verrattuna", "Mot det väntade", "Against the expected"),
            Kind.AGAINST_CHANCE,
            required=False,
        ),
    ),
    across=_against,
    select=lambda facts: facts.legs,
    summarise=_summarise,
    keys=_key,
    behind=both_ends,
)
