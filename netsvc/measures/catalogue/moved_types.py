"""Handed-over issue types: how often and how long, as far as a move to one unit would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.measures.changes import MovedFact, estimate, moved_facts, told, weeks
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


def _summarise(cases: Sequence[MovedFact], scope: Scope) -> Mapping[str, Value]:
    hours = [case.hours for case in cases if case.hours is not None]
    shown = bool(hours) and told(cases, lambda case: case.hours is None, scope)
    return {
        "cases": len(cases),
        "casesPerWeek": len(cases) / weeks(scope),
        "handovers": estimate(np.array([float(case.hops) for case in cases])),
        "hours": estimate(np.array(hours)) if shown else None,
    }


MEASURE = Measure(
    id="movedTypes",
    names=LocalText(
        "Siirretyt asiatyypit", "Ärendetyper som lämnas över", "Issue types handed over"
    ),
    explanation=LocalText(
        "Kuinka monta kertaa asiatyypin asiat siirtyvät yksiköstä toiseen ja kuinka kauan ne "
        "siirtyessään odottavat. Tästä lasketaan, mitä asiatyypin siirto toiselle yksikölle "
        "muuttaisi.",
        "Hur många gånger en ärendetyps ärenden går från enhet till enhet och hur länge de väntar "
        "på vägen. Av detta räknas vad som ändras om ärendetypen flyttas till en annan enhet.",
        "How often the cases of an issue type go from unit to unit and how long they wait on the "
        "way. From this follows what moving the type to another unit would change.",
    ),
    unit=MeasureUnit.CASES,
    better=Better.LOWER,
    inputs=("handovers",),
    formula=(
        "over cases with a handover that was taken up by another unit: handovers = how many in "
        "all; hours = from offer to acceptance, summed over cases where it is known of each "
        "handover; interval: bootstrap over cases in which their number varies too"
    ),
    source="Handover log.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=4,
    dimensions=(Dimension.ISSUE_TYPE,),
    columns=(
        Column("cases", LocalText("Asioita", "Ärenden", "Cases"), Kind.INTEGER),
        Column(
            "casesPerWeek",
            LocalText("Asioita viikossa", "Ärenden i veckan", "Cases a week"),
            Kind.NUMBER,
        ),
        Column(
            "handovers",
            LocalText("Siirtoja", "Överlämningar", "Handovers"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "hours",
            LocalText("Tunteja odotettu", "Timmar i väntan", "Hours waited"),
            Kind.ESTIMATE,
            required=False,
        ),
    ),
    select=lambda facts: moved_facts(facts.steps),
    summarise=_summarise,
    keys=lambda case, _by: case.issue_type,
)
