"""Missing links: units whose cases need each other, and that never hand over directly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
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
from netsvc.measures.tree import tops
from netsvc.measures.ways import NeedFact, need_facts


def _summarise(needs: Sequence[NeedFact], scope: Scope) -> Mapping[str, Value]:
    return {"needs": len(needs), "issueTypes": commonest(needs, scope.facts)}


MEASURE = Measure(
    id="missingLinks",
    names=LocalText("Puuttuvat yhteydet", "Saknade länkar", "Missing links"),
    explanation=LocalText(
        "Minkä yksikköparien asiat tarvitsevat toisiaan, vaikka yksiköt eivät ole kertaakaan "
        "siirtäneet asiaa suoraan toisilleen.",
        "Vilka par av enheter vars ärenden behöver varandra, fast enheterna inte en enda gång har "
        "lämnat över ett ärende direkt till varandra.",
        "Which pairs of units have cases that need each other, although neither ever handed one "
        "over directly to the other.",
    ),
    unit=MeasureUnit.PAIRS,
    better=Better.LOWER,
    inputs=("handovers", "redirects", "cases"),
    formula=(
        "needs = redirects + the same customer's coming again in another silo within the repeat "
        "window + detours over a bounce, between units with no accepted handover either way, ever"
    ),
    source="Definition of the house.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    # that two units never handed over to each other is so over all time
    stretches=1,
    dimensions=(Dimension.PAIR, Dimension.TOTAL),
    columns=(
        Column("needs", LocalText("Tarpeita", "Behov", "Needs"), Kind.INTEGER),
        Column(
            "issueTypes", LocalText("Asiatyypit", "Ärendetyper", "Issue types"), Kind.ISSUE_TYPES
        ),
    ),
    select=lambda facts: need_facts(facts.steps, tops(facts.unit_parents)),
    summarise=_summarise,
    keys=lambda need, _by: need.pair,
)
