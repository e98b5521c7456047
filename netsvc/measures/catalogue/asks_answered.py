"""Questions answered while the customer was there: what share, and how many of them helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.identity.roles import EVERYBODY
from netsvc.measures import estimates
from netsvc.measures.asking import AskFact
from netsvc.measures.facts import Facts
from netsvc.measures.kinds import type_or_unit
from netsvc.measures.registry import (
    SMALL_GROUPS,
    Better,
    Column,
    Dimension,
    Helped,
    Kind,
    Measure,
    MeasureUnit,
    Scope,
    Value,
)


def _select(facts: Facts) -> Sequence[AskFact]:
    return [ask for ask in facts.asks if ask.within is not None]


def _summarise(asks: Sequence[AskFact], _scope: Scope) -> Mapping[str, Value]:
    n = len(asks)
    return {
        "asks": n,
        "answeredWithin": estimates.share(sum(ask.within is True for ask in asks), n),
        "answered": estimates.share(sum(ask.answered for ask in asks), n),
        "helped": estimates.share(sum(ask.helped_at is not None for ask in asks), n),
    }


MEASURE = Measure(
    id="asksAnswered",
    names=LocalText(
        "Kysymyksiin vastattu asiakkaan ollessa paikalla",
        "Frågor besvarade medan kunden var kvar",
        "Questions answered while the customer was there",
    ),
    explanation=LocalText(
        "Kuinka suuri osa asiantuntijoille esitetyistä kysymyksistä sai vastauksen saman "
        "yhteydenoton aikana, niin että asia saattoi ratketa heti. Mukana ovat kysymykset, jotka "
        "esitettiin asiakkaan ollessa paikalla.",
        "Hur stor del av frågorna till sakkunniga som fick svar under samma kontakt, så att "
        "ärendet kunde lösas genast. Räknas för frågor som ställdes medan kunden var där.",
        "What share of the questions to experts were answered within the same contact, so that "
        "the matter could be solved at once. Counted over questions asked while the customer was "
        "there.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.HIGHER,
    inputs=("asks", "contacts"),
    formula=(
        "asks = questions asked in a contact that has ended or has an answer; answeredWithin = "
        "those whose first answer came before that contact ended / asks; answered = those with an "
        "answer at any time / asks; helped = those with an answer marked as helpful / asks. The "
        "unit is the asker's."
    ),
    source="Definition of the house. Interval of the shares: Wilson 1927.",
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
        Column("asks", LocalText("Kysymyksiä", "Frågor", "Questions"), Kind.INTEGER),
        Column(
            "answeredWithin",
            LocalText(
                "Vastattu yhteydenoton aikana", "Besvarade under kontakten", "Answered in contact"
            ),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "answered",
            LocalText("Vastattu", "Besvarade", "Answered"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "helped",
            LocalText("Vastaus auttoi", "Svaret hjälpte", "The answer helped"),
            Kind.ESTIMATE,
            required=False,
        ),
    ),
    select=_select,
    summarise=_summarise,
    keys=type_or_unit,
    # Whether an answer came, and helped, is what those asked did, not the askers.
    helped=Helped(("answeredWithin", "answered", "helped"), lambda ask: ask.helpers),
)
