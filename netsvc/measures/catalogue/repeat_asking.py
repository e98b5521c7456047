"""Repeat asking: what the customer had to tell again, and what was asked for in vain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.identity.roles import EVERYBODY
from netsvc.measures import estimates
from netsvc.measures.packets import PacketFact
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


def _summarise(fields: Sequence[PacketFact], _scope: Scope) -> Mapping[str, Value]:
    def marked(mark: str) -> Value:
        return estimates.share(sum(field.mark == mark for field in fields), len(fields))

    return {
        "repeatAsking": estimates.share(sum(field.again for field in fields), len(fields)),
        "missing": marked("MISSING"),
        "neverUsed": marked("NEVER_USED"),
    }


def field_key(field: PacketFact, by: Dimension) -> str:
    """The name of the field, or the issue type that asked for it."""
    return field.name if by is Dimension.FIELD else field.issue_type


MEASURE = Measure(
    id="repeatAsking",
    names=LocalText("Uudelleen kysyminen", "Upprepade frågor", "Repeat asking"),
    explanation=LocalText(
        "Kuinka suuri osa saatetiedoista piti kysyä asiakkaalta uudelleen ja kuinka suurta osaa "
        "kukaan ei tarvinnut. Vastaanottaja merkitsee ne itse.",
        "Hur stor del av uppgifterna som kunden måste frågas om på nytt och hur stor del som ingen "
        "behövde. Mottagaren märker dem själv.",
        "What share of the fields had to be asked of the customer again, and what share nobody "
        "needed. The receiver marks them.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.LOWER,
    inputs=("handovers", "packet marks"),
    formula=(
        "repeatAsking = fields marked as asked again or missing / fields of accepted handovers "
        "whose packet was marked; missing, neverUsed likewise"
    ),
    source="What the receivers of accepted handovers marked. Interval: Wilson 1927.",
    small_groups=SMALL_GROUPS,
    roles=EVERYBODY,
    dimensions=(Dimension.TOTAL, Dimension.ISSUE_TYPE, Dimension.FIELD, Dimension.WEEK),
    columns=(
        Column(
            "repeatAsking",
            LocalText("Kysyttiin uudelleen", "Frågades på nytt", "Asked again"),
            Kind.ESTIMATE,
        ),
        Column(
            "missing",
            LocalText("Siitä puuttui kokonaan", "Därav saknades helt", "Of it, missing"),
            Kind.ESTIMATE,
        ),
        Column(
            "neverUsed",
            LocalText("Kukaan ei tarvinnut", "Behövdes inte", "Never used"),
            Kind.ESTIMATE,
        ),
    ),
    select=lambda facts: facts.received_fields,
    summarise=_summarise,
    keys=field_key,
)
