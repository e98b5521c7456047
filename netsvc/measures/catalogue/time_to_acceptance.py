"""Time to acceptance: how long a handover from another unit waits until somebody takes it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.catalogue import flows
from netsvc.measures.changes import TakenFact, taken_facts, told
from netsvc.measures.facts import Facts
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


def _select(facts: Facts) -> Sequence[TakenFact]:
    """Without any moment of acceptance, as in an imported log, there is nothing to tell."""
    handed = taken_facts(facts.steps)
    return handed if any(one.hours is not None for one in handed) else ()


def _summarise(handed: Sequence[TakenFact], scope: Scope) -> Mapping[str, Value]:
    taken = [one for one in handed if one.taken]
    # as ``load``: how many have no moment of acceptance is had from the two
    if not told(taken, lambda one: one.hours is None, scope):
        return {"medianMinutes": None, "p90Minutes": None}
    minutes = [60 * one.hours for one in taken if one.hours is not None]
    return {
        "medianMinutes": estimates.median(minutes),
        "p90Minutes": estimates.p90(minutes),
    }


MEASURE = Measure(
    id="timeToAcceptance",
    names=LocalText("Aika vastaanottoon", "Tid till mottagande", "Time to acceptance"),
    explanation=LocalText(
        "Kuinka monta minuuttia toisen yksikön siirto odottaa, ennen kuin joku ottaa sen.",
        "Hur många minuter en överlämning från en annan enhet väntar innan någon tar emot den.",
        "How many minutes a handover from another unit waits before somebody takes it up.",
    ),
    unit=MeasureUnit.HANDOVERS,
    better=Better.LOWER,
    inputs=("handovers",),
    formula=(
        "medianMinutes and p90Minutes = minutes from offer to acceptance of handovers from other "
        "units that were taken up, where the log says when, median and 90th percentile (linear "
        "interpolation), by the unit that took them up"
    ),
    source=(
        "Handover log. Interval of the median: order statistics (Conover 1999). Percentile: "
        "Hyndman and Fan 1996, type 7."
    ),
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=4,
    dimensions=(
        Dimension.TOTAL,
        Dimension.UNIT,
        Dimension.SILO,
        Dimension.ISSUE_TYPE,
        Dimension.WEEK,
    ),
    columns=(
        Column(
            "medianMinutes",
            LocalText("Mediaani (min)", "Median (min)", "Median (min)"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "p90Minutes",
            LocalText(
                "90. prosenttipiste (min)", "90:e percentilen (min)", "90th percentile (min)"
            ),
            Kind.NUMBER,
            required=False,
        ),
    ),
    select=_select,
    summarise=_summarise,
    keys=lambda taken, by: taken.issue_type if by is Dimension.ISSUE_TYPE else taken.key,
    beside=Beside(flows.MEASURE, Dimension.FLOW, attrgetter("flows"), attrgetter("rest")),
)
