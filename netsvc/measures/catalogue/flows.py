"""Flows between units: who hands over to whom, and how long acceptance takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.between_units import AGAINST, against_volumes, counted, key
from netsvc.measures.registry import (
    LEADING,
    SMALL_GROUPS,
    Better,
    Column,
    Dimension,
    Kind,
    Measure,
    MeasureUnit,
    Scope,
    Value,
)
from netsvc.measures.small_groups import MINIMUM, both_ends
from netsvc.measures.steps import StepFact, handovers


def _summarise(steps: Sequence[StepFact], scope: Scope) -> Mapping[str, Value]:
    accepted = [step for step in steps if step.waited is not None]
    # How long acceptance took is what those did who accepted, so five of them are needed too.
    # Hidden on their own: no time can be had from others by subtraction.
    receivers = {step.receiver for step in accepted} - {None}
    seconds = [step.waited / 1000 for step in accepted if step.waited is not None]
    shown = bool(seconds) and len(receivers) >= MINIMUM
    # likewise of who resolved the cases in the end
    solved = [step for step in steps if step.resolved is not None]
    resolvers = {step.resolver for step in solved} - {None}
    until = [step.resolved / 1000 for step in solved if step.resolved is not None]
    told = bool(until) and len(resolvers) >= MINIMUM
    return {
        **counted(steps, scope),
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
        "at least five different people resolved them; against = count (exact Poisson interval) "
        "beside sent x received / all, where what either unit sends or receives beside the flows "
        "shown is of nobody or of enough people, p from the adjusted residual"
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
        AGAINST,
    ),
    across=against_volumes,
    select=handovers,
    summarise=_summarise,
    keys=key,
    behind=both_ends,
)
