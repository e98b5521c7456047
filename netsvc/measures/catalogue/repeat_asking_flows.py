"""Repeat asking from unit to unit: between which ends customers have to tell it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.labels import pair
from netsvc.measures.packets import UNKNOWN, PacketFact
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
from netsvc.measures.small_groups import helping


def _summarise(fields: Sequence[PacketFact], _scope: Scope) -> Mapping[str, Value]:
    again = sum(field.again for field in fields)
    return {"fields": len(fields), "repeatAsking": estimates.share(again, len(fields))}


def _both(field: PacketFact) -> frozenset[str]:
    """Who received and marked; and apart from them who sent what was marked."""
    return field.employees | helping(() if field.sender is None else (field.sender,))


MEASURE = Measure(
    id="repeatAskingFlows",
    names=LocalText(
        "Uudelleen kysyminen yksiköiden välillä",
        "Upprepade frågor mellan enheter",
        "Repeat asking between units",
    ),
    explanation=LocalText(
        "Minkä yksikön siirroissa minkä yksikön piti kysyä saatetietoja asiakkaalta uudelleen.",
        "I vilken enhets överlämningar vilken enhet måste fråga kunden på nytt.",
        "In which unit's handovers which unit had to ask the customer for fields again.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.LOWER,
    inputs=("handovers", "packet marks"),
    formula=(
        "fields = fields of accepted handovers whose packet was marked, from the unit that offered "
        "to the one that accepted; repeatAsking = those marked as asked again or missing / fields; "
        "counted for the small-group rule are those who received and marked, and apart from them "
        "those who sent"
    ),
    source="What the receivers of accepted handovers marked. Interval: Wilson 1927.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=4,
    dimensions=(Dimension.FLOW, Dimension.SILO_FLOW),
    columns=(
        Column("fields", LocalText("Tietoja", "Uppgifter", "Fields"), Kind.INTEGER),
        Column(
            "repeatAsking",
            LocalText("Kysyttiin uudelleen", "Frågades på nytt", "Asked again"),
            Kind.ESTIMATE,
            required=False,
        ),
    ),
    select=lambda facts: [one for one in facts.received_fields if one.source != UNKNOWN],
    summarise=_summarise,
    keys=lambda field, _by: pair(field.source, field.target),
    behind=_both,
)
