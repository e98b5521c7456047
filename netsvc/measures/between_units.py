"""What goes from unit to unit, counted: what measures of handovers, redirects and answers share."""

from __future__ import annotations

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
    Volumes,
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
    ends: Sequence[Ends | None], rows: Sequence[Mapping[str, Value]], volumes: Volumes
) -> Sequence[Mapping[str, Value]]:
    """Each count beside what the volumes of its two units would give, were they independent; None
    where one of them may not be told.

    The interval of a count is Garwood's (1936), p is of the adjusted residual (Haberman 1973).
    """
    counts = np.array([row["count"] for row in rows], dtype=np.float64)
    low, high = expectation.poisson_interval(counts)
    sent = np.array([volumes.sent.get(both[0], 0) if both else 0 for both in ends], dtype=float)
    received = np.array([volumes.received.get(both[1], 0) if both else 0 for both in ends], float)
    expected, residual = expectation.independent(counts, sent, received, float(volumes.total))
    return [
        {
            "against": AgainstChance(
                float(counts[row]),
                float(low[row]),
                float(high[row]),
                int(counts[row]),
                float(expected[row]),
                p=erfc(abs(float(residual[row])) / sqrt(2)),
            )
            if expected[row] > 0
            else None
        }
        for row in range(len(rows))
    ]
