"""Skipped fields: what should have travelled and was left out, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.identity.roles import EVERYBODY
from netsvc.measures import estimates
from netsvc.measures.catalogue.repeat_asking import field_key
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

_REASONS = {
    "customerDoesNotKnow": "CUSTOMER_DOES_NOT_KNOW",
    "noTime": "NO_TIME",
    "refused": "REFUSED",
    "notRelevant": "NOT_RELEVANT",
}


def _summarise(fields: Sequence[PacketFact], _scope: Scope) -> Mapping[str, Value]:
    n = len(fields)
    found: dict[str, Value] = {
        "skipped": estimates.share(sum(field.skipped is not None for field in fields), n)
    }
    for column, reason in _REASONS.items():
        found[column] = estimates.share(sum(field.skipped == reason for field in fields), n)
    return found


def _column(name: str, fi: str, sv: str, en: str) -> Column:
    return Column(name, LocalText(fi, sv, en), Kind.ESTIMATE)


MEASURE = Measure(
    id="skippedFields",
    names=LocalText("Pois jätetyt tiedot", "Bortlämnade uppgifter", "Fields left out"),
    explanation=LocalText(
        "Kuinka suuri osa siirtojen saatetiedoista jätettiin pois ja millä syyllä. Syy kertoo, "
        "sopiiko kenttä asiaan.",
        "Hur stor del av uppgifterna som lämnades bort vid överlämningen och varför. Orsaken visar "
        "om fältet passar ärendet.",
        "What share of the fields of handovers was left out, and why. The reason tells whether the "
        "field fits the matter.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.LOWER,
    inputs=("handovers", "packets"),
    formula="skipped = fields left out with a reason / fields asked for in accepted handovers",
    source="What senders gave as the reason. Interval: Wilson 1927.",
    small_groups=SMALL_GROUPS,
    roles=EVERYBODY,
    dimensions=(Dimension.TOTAL, Dimension.ISSUE_TYPE, Dimension.FIELD, Dimension.WEEK),
    columns=(
        _column("skipped", "Jätettiin pois", "Lämnades bort", "Left out"),
        _column(
            "customerDoesNotKnow",
            "Asiakas ei tiennyt",
            "Kunden visste inte",
            "Didn't know",
        ),
        _column("noTime", "Ei ehditty kysyä", "Ingen tid att fråga", "No time to ask"),
        _column("refused", "Asiakas ei halunnut", "Kunden ville inte", "Customer didn't want to"),
        _column("notRelevant", "Ei liittynyt asiaan", "Hörde inte till ärendet", "No bearing"),
    ),
    select=lambda facts: facts.sent_fields,
    summarise=_summarise,
    keys=field_key,
)
