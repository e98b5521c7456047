"""How many of the customers who were asked for their verdict gave it."""

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
    return [one for one in facts.verdicts if one.over]


def _summarise(verdicts: Sequence[VerdictFact], _scope: Scope) -> Mapping[str, Value]:
    return {"answered": estimates.share(sum(one.answered for one in verdicts), len(verdicts))}


MEASURE = Measure(
    id="verdictAnswerRate",
    names=LocalText(
        "Asiakkaan arvion vastausosuus",
        "Svarsandel för kundens bedömning",
        "Answer rate of customers' verdicts",
    ),
    explanation=LocalText(
        "Kuinka suuri osa kysytyistä asiakkaista vastasi. Pieni osuus tarkoittaa, etteivät "
        "vastaukset kerro kaikista.",
        "Hur stor del av de tillfrågade kunderna som svarade. En liten andel betyder att svaren "
        "inte talar för alla.",
        "What share of the customers who were asked answered. A small share means that the "
        "answers do not speak for everybody.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.HIGHER,
    inputs=("verdicts", "cases"),
    formula=(
        "answered = customers with an answer / customers who were asked; a link counts once it "
        "has run out"
    ),
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
    columns=(Column("answered", LocalText("Vastasi", "Svarade", "Answered"), Kind.ESTIMATE),),
    select=_select,
    summarise=_summarise,
    keys=type_or_unit,
)
