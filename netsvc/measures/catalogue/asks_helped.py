"""Which units' answers help: questions to each unit, answered and helpful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.asking import AnswerFact
from netsvc.measures.facts import Facts
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


def _select(facts: Facts) -> Sequence[AnswerFact]:
    return [answer for ask in facts.asks for answer in ask.answers]


def _summarise(answers: Sequence[AnswerFact], _scope: Scope) -> Mapping[str, Value]:
    n = len(answers)
    return {
        "asked": n,
        "answered": estimates.share(sum(one.answered for one in answers), n),
        "helped": estimates.share(sum(one.helped for one in answers), n),
    }


MEASURE = Measure(
    id="asksHelped",
    names=LocalText(
        "Kysymykset, joihin vastaus auttoi",
        "Frågor där svaret hjälpte",
        "Questions whose answer helped",
    ),
    explanation=LocalText(
        "Kuinka usein kultakin yksiköltä kysytään, kuinka usein se vastaa ja kuinka usein vastaus "
        "auttoi kysyjää ratkaisemaan asian itse.",
        "Hur ofta varje enhet tillfrågas, hur ofta den svarar och hur ofta svaret hjälpte den som "
        "frågade att lösa ärendet själv.",
        "How often each unit is asked, how often it answers, and how often the answer helped the "
        "asker to solve the matter.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.NEITHER,
    inputs=("asks",),
    formula=(
        "asked = people asked, once a question and person; answered = those who answered / asked; "
        "helped = those whose answer was marked as helpful / asked. The unit is that of the person "
        "asked. Where several were asked, at most one answer is marked."
    ),
    source="Definition of the house. Interval of the shares: Wilson 1927.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    dimensions=(
        Dimension.TOTAL,
        Dimension.UNIT,
        Dimension.SILO,
        Dimension.ISSUE_TYPE,
        Dimension.WEEK,
    ),
    columns=(
        Column("asked", LocalText("Kysytty", "Tillfrågade", "Asked"), Kind.INTEGER),
        Column("answered", LocalText("Vastattu", "Besvarade", "Answered"), Kind.ESTIMATE),
        Column("helped", LocalText("Vastaus auttoi", "Svaret hjälpte", "It helped"), Kind.ESTIMATE),
    ),
    select=_select,
    summarise=_summarise,
    keys=type_or_unit,
)
