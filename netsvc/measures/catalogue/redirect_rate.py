"""Redirect rate: how often customers are told to go elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.identity.roles import EVERYBODY
from netsvc.measures import estimates
from netsvc.measures.facts import CaseFact, Facts
from netsvc.measures.kinds import type_or_unit
from netsvc.measures.registry import (
    SMALL_GROUPS,
    Better,
    Column,
    Dimension,
    Kind,
    Measure,
    MeasureUnit,
    Part,
    Scope,
    Value,
)


def _summarise(cases: Sequence[CaseFact], _scope: Scope) -> Mapping[str, Value]:
    return {
        "redirectsPerCase": estimates.mean([case.redirects for case in cases]),
        "redirectedShare": estimates.share(sum(case.redirects > 0 for case in cases), len(cases)),
        "unitsPerCase": estimates.mean([case.hops for case in cases if case.hops is not None]),
    }


def _unresolved(case: CaseFact, _facts: Facts) -> bool:
    return case.hops is None


MEASURE = Measure(
    id="redirectRate",
    names=LocalText("Muualle ohjaamisten määrä", "Hänvisningar vidare", "Redirect rate"),
    explanation=LocalText(
        "Kuinka monta kertaa asiakas ohjataan muualle yhtä asiaa kohden; vähemmän on parempi.",
        "Hur många gånger kunden hänvisas vidare per ärende; färre är bättre.",
        "How many times the customer is told to go elsewhere for one case; fewer is better.",
    ),
    unit=MeasureUnit.PER_CASE,
    better=Better.LOWER,
    inputs=("cases", "redirects", "contacts", "handovers"),
    formula=(
        "redirectsPerCase = redirects / cases; redirectedShare = cases with a redirect / cases; "
        "unitsPerCase = mean number of different units that a resolved case passed"
    ),
    source=(
        "Lean service: a redirect is waste (waiting, rework). Interval of the share: Wilson 1927; "
        "of the means: normal, variance from the sample."
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
            "redirectsPerCase",
            LocalText("Ohjauksia asiaa kohden", "Hänvisningar per ärende", "Redirects per case"),
            Kind.ESTIMATE,
        ),
        Column(
            "redirectedShare",
            LocalText(
                "Muualle ohjattujen asioiden osuus",
                "Andel hänvisade ärenden",
                "Share of cases redirected",
            ),
            Kind.ESTIMATE,
        ),
        Column(
            "unitsPerCase",
            LocalText("Yksiköitä asiaa kohden", "Enheter per ärende", "Units per case"),
            Kind.ESTIMATE,
            required=False,
        ),
    ),
    select=lambda facts: facts.cases,
    summarise=_summarise,
    keys=type_or_unit,
    parts=(Part(("unitsPerCase",), _unresolved),),
)
