"""Chains: the long ways that cases take from unit to unit."""

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
from netsvc.measures.ways import ChainFact, chain_facts


def _summarise(chains: Sequence[ChainFact], scope: Scope) -> Mapping[str, Value]:
    return {
        "cases": len(chains),
        "share": estimates.share(len(chains), scope.size),
        "stops": estimates.mean([chain.stops for chain in chains]),
        "issueTypes": commonest(chains, scope.facts),
    }


MEASURE = Measure(
    id="chains",
    names=LocalText("Pitkät ketjut", "Långa kedjor", "Long chains"),
    explanation=LocalText(
        "Mitä reittiä asiat kulkevat, kun yksi siirto ei riitä: yksiköt siinä järjestyksessä, "
        "jossa asia niissä oli.",
        "Vilken väg ärenden går när en överlämning inte räcker: enheterna i den ordning som "
        "ärendet var i dem.",
        "Which way cases go where one handover is not enough: the units in the order in which the "
        "case stood in them.",
    ),
    unit=MeasureUnit.CASES,
    better=Better.LOWER,
    inputs=("handovers",),
    formula=(
        "ways of cases over handovers that were taken up, with at least three stops; cases = how "
        "many took the way from start to end; stops = units on the way, a return counted again"
    ),
    source="Definition of the house. Intervals: Wilson 1927 (share), normal (mean).",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=3,
    dimensions=(Dimension.WAY, Dimension.TOTAL),
    columns=(
        Column("cases", LocalText("Asioita", "Ärenden", "Cases"), Kind.INTEGER),
        Column(
            "share",
            LocalText("Osuus ketjuista", "Andel av kedjorna", "Share of all chains"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "stops",
            LocalText("Yksiköitä matkalla", "Enheter på vägen", "Units on the way"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "issueTypes", LocalText("Asiatyypit", "Ärendetyper", "Issue types"), Kind.ISSUE_TYPES
        ),
    ),
    select=lambda facts: chain_facts(facts.steps),
    summarise=_summarise,
    keys=lambda chain, _by: chain.way,
)
