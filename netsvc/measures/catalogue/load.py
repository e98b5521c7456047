"""Load: how much a unit takes up from others, and how long that takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.catalogue import flows
from netsvc.measures.changes import TakenFact, taken_facts, told, weeks
from netsvc.measures.registry import (
    LEADING,
    SMALL_GROUPS,
    Beside,
    Better,
    Column,
    Dimension,
    Kind,
    Measure,
    MeasureUnit,
    Scope,
    Value,
)


def _summarise(handed: Sequence[TakenFact], scope: Scope) -> Mapping[str, Value]:
    taken = [one for one in handed if one.taken]
    shown = told(taken, lambda one: one.hours is None, scope)
    hours = [one.hours for one in taken if one.hours is not None]
    return {
        "received": len(taken),
        "perWeek": len(taken) / weeks(scope),
        "hours": estimates.mean(hours) if shown else None,
    }


MEASURE = Measure(
    id="load",
    names=LocalText("Kuormitus", "Belastning", "Load"),
    explanation=LocalText(
        "Kuinka monta asiaa yksikkö ottaa vastaan muilta viikossa ja kuinka kauan se kestää.",
        "Hur många ärenden en enhet tar emot från andra i veckan och hur länge det tar.",
        "How many cases a unit takes up from others in a week, and how long that takes.",
    ),
    unit=MeasureUnit.HANDOVERS,
    better=Better.NEITHER,
    inputs=("handovers",),
    formula=(
        "received = handovers from other units that were taken up; perWeek = received / weeks "
        "from the first to the last day of the period that has a case or a step in the log; "
        "hours = mean time from offer to acceptance, where known"
    ),
    source="Handover log. Interval: normal, variance from the sample.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=4,
    dimensions=(Dimension.UNIT, Dimension.SILO),
    columns=(
        Column("received", LocalText("Vastaanotettu", "Mottagna", "Received"), Kind.INTEGER),
        Column("perWeek", LocalText("Viikossa", "I veckan", "A week"), Kind.NUMBER),
        Column(
            "hours",
            LocalText("Tunteja vastaanottoon", "Timmar till mottagande", "Hours to acceptance"),
            Kind.ESTIMATE,
            required=False,
        ),
    ),
    select=lambda facts: taken_facts(facts.steps),
    summarise=_summarise,
    keys=lambda taken, _by: taken.key,
    beside=Beside(flows.MEASURE, Dimension.FLOW, attrgetter("flows"), attrgetter("rest")),
)
