"""The customer's own verdict: did they have to repeat themselves?"""

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
    return [one for one in facts.verdicts if one.repeated is not None]


def _summarise(verdicts: Sequence[VerdictFact], _scope: Scope) -> Mapping[str, Value]:
    return {
        "repeated": estimates.share(sum(one.repeated is True for one in verdicts), len(verdicts))
    }


MEASURE = Measure(
    id="customerRepeated",
    names=LocalText(
        "Asiakas joutui toistamaan asiansa",
        "Kunden fick upprepa sig",
        "Customers who had to repeat themselves",
    ),
    explanation=LocalText(
        "Kuinka suuri osa kysyttäessä vastanneista asiakkaista sanoo joutuneensa kertomaan "
        "asiansa useammin kuin kerran.",
        "Hur stor del av de kunder som svarade säger att de fick berätta om ärendet mer än en "
        "gång.",
        "What share of the customers who answered say that they had to tell their matter more "
        "than once.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.LOWER,
    inputs=("verdicts", "cases"),
    formula=("repeated = customers who say yes / customers who answered that question"),
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
    columns=(
        Column(
            "repeated",
            LocalText("Joutui toistamaan", "Fick upprepa sig", "Had to repeat"),
            Kind.ESTIMATE,
        ),
    ),
    select=_select,
    summarise=_summarise,
    keys=type_or_unit,
)
