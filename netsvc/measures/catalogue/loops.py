"""Loops: cases that came back to where they had been, and what that cost in hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.kinds import commonest
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
from netsvc.measures.ways import LoopFact, loop_facts

_HOUR = 60


def _summarise(loops: Sequence[LoopFact], scope: Scope) -> Mapping[str, Value]:
    return {
        "times": len(loops),
        "share": estimates.share(len(loops), scope.size),
        "hours": sum(loop.away for loop in loops) / _HOUR,
        "hoursWaited": sum(loop.waited for loop in loops) / _HOUR,
        "issueTypes": commonest(loops, scope.facts),
    }


MEASURE = Measure(
    id="loops",
    names=LocalText("Pallottelu", "Bollande", "Loops"),
    explanation=LocalText(
        "Mitä reittiä asiat palasivat yksikköön, jossa ne olivat jo olleet, kuinka usein ja "
        "montako tuntia asiakas sillä välin odotti.",
        "Vilken väg ärenden kom tillbaka till en enhet där de redan hade varit, hur ofta och hur "
        "många timmar kunden väntade under tiden.",
        "By which way cases came back to a unit where they had already been, how often, and how "
        "many hours the customer waited meanwhile.",
    ),
    unit=MeasureUnit.HOURS,
    better=Better.LOWER,
    inputs=("handovers",),
    formula=(
        "loop-erased ways of cases over handovers that were taken up: as soon as a case is where "
        "it had been, the loop is counted and taken out, so that no step is in two; hours = from "
        "the loop's first offer until the case was taken up again; hoursWaited = from offer to "
        "acceptance, summed over its steps, where known"
    ),
    source="Lawler 1980 (loop erasure). Interval of the share: Wilson 1927.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    # A way is many times rarer than a flow, and each of its units needs people of its own.
    stretches=3,
    dimensions=(Dimension.LOOP, Dimension.TOTAL),
    columns=(
        Column("times", LocalText("Kertoja", "Gånger", "Times"), Kind.INTEGER),
        Column(
            "share",
            LocalText("Osuus pallottelusta", "Andel av bollandet", "Share of all loops"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column("hours", LocalText("Tunteja", "Timmar", "Hours"), Kind.NUMBER),
        Column(
            "hoursWaited",
            LocalText(
                "Tunteja odotettu vastaanottoa", "Timmar till mottagande", "Hours to acceptance"
            ),
            Kind.NUMBER,
        ),
        Column(
            "issueTypes", LocalText("Asiatyypit", "Ärendetyper", "Issue types"), Kind.ISSUE_TYPES
        ),
    ),
    select=lambda facts: loop_facts(facts.steps),
    weight=lambda loops: sum(loop.away for loop in loops),
    summarise=_summarise,
    keys=lambda loop, _by: loop.loop,
)
