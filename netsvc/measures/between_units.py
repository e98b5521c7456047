"""What goes from unit to unit, counted: what measures of handovers, redirects and answers share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import erfc, sqrt

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.labels import pair
from netsvc.measures.registry import (
    AgainstChance,
    Column,
    Dimension,
    Ends,
    Kind,
    Scope,
    Value,
)
from netsvc.measures.steps import StepFact
from netsvc.silos import flows as expectation

AGAINST = Column(
    "against",
    LocalText("Odotettuun verrattuna", "Mot det väntade", "Against the expected"),
    Kind.AGAINST_CHANCE,
    required=False,
)
"""The column of ``against_volumes``."""


def key(step: StepFact, _by: Dimension) -> str:
    """From where to where."""
    return pair(step.source, step.target)


def counted(steps: Sequence[StepFact], scope: Scope) -> Mapping[str, Value]:
    """How many there are, and which share of all."""
    return {"count": len(steps), "share": estimates.share(len(steps), scope.size)}


def columns(count: LocalText) -> tuple[Column, ...]:
    """Those of ``counted`` and of ``against_volumes``."""
    return (
        Column("count", count, Kind.INTEGER),
        Column(
            "share",
            LocalText("Osuus kaikista", "Andel av alla", "Share of all"),
            Kind.ESTIMATE,
            required=False,
        ),
        AGAINST,
    )


def against_volumes(
    ends: Sequence[Ends], rows: Sequence[Mapping[str, Value]], totals: Sequence[tuple[Ends, int]]
) -> Sequence[Mapping[str, Value]]:
    """Each count beside what the volumes of all rows would give, were they independent.

    The interval of a count is Garwood's (1936), p is of the adjusted residual (Haberman 1973).
    """
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
