"""What goes from unit to unit beside handovers, counted: what such measures share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.labels import pair
from netsvc.measures.registry import Column, Dimension, Kind, Scope, Value
from netsvc.measures.steps import StepFact


def key(step: StepFact, _by: Dimension) -> str:
    """From where to where."""
    return pair(step.source, step.target)


def counted(steps: Sequence[StepFact], scope: Scope) -> Mapping[str, Value]:
    """How many there are, and which share of all."""
    return {"count": len(steps), "share": estimates.share(len(steps), scope.size)}


def columns(count: LocalText) -> tuple[Column, ...]:
    """Those of ``counted``."""
    return (
        Column("count", count, Kind.INTEGER),
        Column(
            "share",
            LocalText("Osuus kaikista", "Andel av alla", "Share of all"),
            Kind.ESTIMATE,
            required=False,
        ),
    )
