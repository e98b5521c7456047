"""Handovers for the tests of measures."""

from __future__ import annotations

from netsvc.measures.steps import StepFact
from netsvc.silos.legs import Outcome


def handover(
    at: int,
    source: str,
    target: str,
    sender: str,
    receiver: str,
    *,
    waited: int | None = None,
    case: str = "",
) -> StepFact:
    """One that was accepted; times in milliseconds."""
    return StepFact(
        at,
        case,
        source,
        target,
        sender,
        receiver,
        None,
        Outcome.ACCEPTED,
        waited,
        frozenset({sender, receiver}),
    )
