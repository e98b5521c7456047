"""What if a unit were gone: which cases lose their way, and what falls apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

from netsvc.directory.model import LocalText
from netsvc.measures.catalogue import flows
from netsvc.measures.changes import ChangeFact, change_columns, removed_facts, summed
from netsvc.measures.registry import (
    LEADING,
    SMALL_GROUPS,
    Beside,
    Better,
    Column,
    Dimension,
    Kind,
    Measure,
    MeasureUnit,
    Scope,
    Value,
)


def _summarise(changes: Sequence[ChangeFact], scope: Scope) -> Mapping[str, Value]:
    units = {change.key: change.apart for change in changes}
    apart = next(iter(units.values())) if len(units) == 1 else None
    return {**summed(changes, scope), "apart": apart}


MEASURE = Measure(
    id="withoutUnit",
    names=LocalText("Jos yksikköä ei olisi", "Om enheten inte fanns", "Without the unit"),
    explanation=LocalText(
        "Mitä tapahtuisi, jos yksikkö ei enää ottaisi asioita vastaan. Oletus: asia, joka meni "
        "yksikön kautta eteenpäin, menisi suoraan seuraavaan ja odottaisi siellä yhtä kauan (tai "
        "jäisi lähettäjälleen, jos se sinne palasi); asia, joka jäi yksikköön, jää vaille paikkaa. "
        "Yksikössä avatut asiat eivät ole mukana.",
        "Vad som skulle hända om enheten inte längre tog emot ärenden. Antagande: ett ärende som "
        "gick vidare genom enheten går direkt till nästa och väntar lika länge där (eller stannar "
        "hos avsändaren, om det kom tillbaka dit); ett ärende som stannade i enheten blir utan "
        "plats. Ärenden som öppnades i enheten är inte med.",
        "What would happen if the unit no longer took cases. Assumed is that a case that went on "
        "through it goes straight to the next unit and waits there as long as it did (or stays "
        "with its sender, where it came back to them); a case that stayed in the unit is left "
        "without a place. Cases opened in the unit are not counted.",
    ),
    unit=MeasureUnit.CASES,
    better=Better.NEITHER,
    inputs=("handovers",),
    formula=(
        "over cases handed to the unit: hopsChange = - handovers to it and from it back to their "
        "sender, hoursChange = - waiting for them, both of cases that went on; stranded = cases "
        "that ended there; apart = pairs of other units that reach each other only through it, "
        "by direct handovers, either way along each and over all time; interval: bootstrap over "
        "cases in which their number varies too"
    ),
    source="Definition of the house. Cut vertices: Hopcroft and Tarjan 1973.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=4,
    dimensions=(Dimension.UNIT,),
    columns=change_columns(
        Column(
            "apart",
            LocalText("Erilleen jääviä pareja", "Par som skiljs åt", "Pairs that fall apart"),
            Kind.INTEGER,
            required=False,
        )
    ),
    select=lambda facts: removed_facts(facts.steps),
    summarise=_summarise,
    keys=lambda change, _by: change.key,
    beside=Beside(flows.MEASURE, Dimension.FLOW, attrgetter("flows")),
)
