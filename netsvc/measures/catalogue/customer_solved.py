"""The customer's own verdict: was it solved?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.identity.roles import EVERYBODY
from netsvc.measures import estimates
from netsvc.measures.facts import Facts
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
from netsvc.measures.verdicts import VerdictFact


def _select(facts: Facts) -> Sequence[VerdictFact]:
    return [one for one in facts.verdicts if one.solved is not None]


def _summarise(verdicts: Sequence[VerdictFact], _scope: Scope) -> Mapping[str, Value]:
    return {"solved": estimates.share(sum(one.solved is True for one in verdicts), len(verdicts))}


MEASURE = Measure(
    id="customerSolved",
    names=LocalText(
        "Asiakkaan mielestä ratkesi", "Löst enligt kunden", "Solved, says the customer"
    ),
    explanation=LocalText(
        "Kuinka suuri osa kysyttäessä vastanneista asiakkaista sanoo asiansa ratkenneen. Tämä on "
        "heidän oma arvionsa, eikä sitä lasketa lokista.",
        "Hur stor del av de kunder som svarade säger att ärendet löstes. Det är deras egen "
        "bedömning och räknas inte ur loggen.",
        "What share of the customers who answered say that their matter was solved. It is their "
        "own verdict, and not computed from the log.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.HIGHER,
    inputs=("verdicts", "cases"),
    formula=("solved = customers who say yes / customers who answered that question"),
    source="The customers' own words, asked after the contact. Interval: Wilson 1927.",
    small_groups=SMALL_GROUPS,
    roles=EVERYBODY,
    dimensions=(
        Dimension.TOTAL,
        Dimension.UNIT,
        Dimension.SILO,
        Dimension.ISSUE_TYPE,
        Dimension.WEEK,
    ),
    columns=(Column("solved", LocalText("Ratkesi", "Löst", "Solved"), Kind.ESTIMATE),),
    select=_select,
    summarise=_summarise,
    keys=type_or_unit,
)
