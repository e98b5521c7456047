"""Hops: how many further units a case passes until it is resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.facts import CaseFact
from netsvc.measures.kinds import type_or_unit
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


def _summarise(cases: Sequence[CaseFact], _scope: Scope) -> Mapping[str, Value]:
    hops = [max(case.hops - 1, 0) for case in cases if case.hops is not None]
    return {
        "hopsPerCase": estimates.mean(hops),
        "moved": estimates.share(sum(hop > 0 for hop in hops), len(hops)),
        "movedFurther": estimates.share(sum(hop > 1 for hop in hops), len(hops)),
    }


MEASURE = Measure(
    id="hops",
    names=LocalText("Välietapit asiaa kohti", "Etapper per ärende", "Hops per case"),
    explanation=LocalText(
        "Kuinka monen muun yksikön kautta ratkennut asia kulki sen yksikön jälkeen, jossa se "
        "avattiin.",
        "Hur många andra enheter ett löst ärende passerade efter den enhet där det öppnades.",
        "How many other units a resolved case passed after the one where it was opened.",
    ),
    unit=MeasureUnit.PER_CASE,
    better=Better.LOWER,
    inputs=("cases", "contacts", "handovers"),
    formula=(
        "hopsPerCase = different units that a resolved case passed - 1, mean over cases; moved and "
        "movedFurther = share of cases with at least one and at least two hops"
    ),
    source="Definition of the house. Intervals: normal (mean), Wilson 1927 (shares).",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    dimensions=(
        Dimension.TOTAL,
        Dimension.UNIT,
        Dimension.SILO,
        Dimension.ISSUE_TYPE,
        Dimension.WEEK,
        Dimension.MONTH,
    ),
    columns=(
        Column(
            "hopsPerCase",
            LocalText("Välietappeja asiaa kohti", "Etapper per ärende", "Hops per case"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "moved",
            LocalText("Kulki muualle", "Gick vidare", "Moved on"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "movedFurther",
            LocalText("Kulki kahteen tai useampaan", "Gick vidare två gånger", "Moved on twice"),
            Kind.ESTIMATE,
            required=False,
        ),
    ),
    select=lambda facts: [case for case in facts.cases if case.hops is not None],
    summarise=_summarise,
    keys=type_or_unit,
)
