"""Time to resolution: how long customers wait from the first contact to the resolution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.identity.roles import EVERYBODY
from netsvc.measures import estimates
from netsvc.measures.facts import HOUR, CaseFact, Facts
from netsvc.measures.kinds import type_or_unit
from netsvc.measures.registry import (
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


def _select(facts: Facts) -> Sequence[CaseFact]:
    return [case for case in facts.cases if case.resolved is not None and case.resolved >= case.at]


def _summarise(cases: Sequence[CaseFact], _scope: Scope) -> Mapping[str, Value]:
    hours = [(case.resolved - case.at) / HOUR for case in cases if case.resolved is not None]
    return {
        "medianHours": estimates.median(hours),
        "p90Hours": estimates.p90(hours),
    }


MEASURE = Measure(
    id="timeToResolution",
    names=LocalText("Aika ratkaisuun", "Tid till lösning", "Time to resolution"),
    explanation=LocalText(
        "Kuinka monta tuntia asian avaamisesta kului sen ratkaisuun.",
        "Hur många timmar det gick från att ett ärende öppnades till att det löstes.",
        "How many hours passed from the opening of a case to its resolution.",
    ),
    unit=MeasureUnit.HOURS,
    better=Better.LOWER,
    inputs=("cases",),
    formula=(
        "medianHours and p90Hours = hours from opening to resolution of resolved cases, median and "
        "90th percentile (linear interpolation), by the unit and week in which cases were opened. "
        "Cases that are not resolved yet have no time and are left out, so the latest weeks look "
        "quicker than they will have been."
    ),
    source=(
        "Case log. Interval of the median: order statistics (Conover 1999). Percentile: Hyndman "
        "and Fan 1996, type 7."
    ),
    small_groups=SMALL_GROUPS,
    roles=EVERYBODY,
    dimensions=(
        Dimension.TOTAL,
        Dimension.UNIT,
        Dimension.SILO,
        Dimension.ISSUE_TYPE,
        Dimension.WEEK,
    ),
    columns=(
        Column(
            "medianHours",
            LocalText("Mediaani (h)", "Median (h)", "Median (h)"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "p90Hours",
            LocalText("90. prosenttipiste (h)", "90:e percentilen (h)", "90th percentile (h)"),
            Kind.NUMBER,
            required=False,
        ),
    ),
    select=_select,
    summarise=_summarise,
    keys=type_or_unit,
)
