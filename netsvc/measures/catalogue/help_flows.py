"""Asks that helped, from unit to unit: where knowledge moved and the case stayed."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.measures.between_units import against_volumes, columns, counted, key
from netsvc.measures.registry import LEADING, SMALL_GROUPS, Better, Dimension, Measure, MeasureUnit
from netsvc.measures.small_groups import both_ends
from netsvc.measures.steps import of
from netsvc.silos.legs import Outcome

MEASURE = Measure(
    id="helpFlows",
    names=LocalText(
        "Auttaneet vastaukset yksiköiden välillä",
        "Svar som hjälpte mellan enheter",
        "Answers that helped, between units",
    ),
    explanation=LocalText(
        "Minkä yksikön kysymykseen minkä yksikön vastaus auttoi niin, että asia ratkesi siellä, "
        "missä se oli.",
        "Vilken enhets svar hjälpte vilken enhet så att ärendet löstes där det var.",
        "Which unit's answer helped which unit, so that the matter was solved where it was.",
    ),
    unit=MeasureUnit.CASES,
    better=Better.HIGHER,
    inputs=("asks",),
    formula=(
        "count = answers of another unit that were marked as helpful, from the unit that asked to "
        "the one that answered; share = count / all of the period; against = count beside asked x "
        "answered / all as if nobody could answer within a unit (quasi-independence), where both "
        "may be told (as flows), p from the adjusted residual; counted "
        "for the small-group rule are those who answered, and apart from them those who asked"
    ),
    source="Log of asks. Intervals: Wilson 1927 (share), Garwood 1936 (count). Adjusted "
    "residual: Haberman 1973. Quasi-independence: Goodman 1968.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=4,
    dimensions=(Dimension.FLOW, Dimension.SILO_FLOW),
    columns=columns(LocalText("Vastauksia", "Svar", "Answers")),
    select=lambda facts: of(facts.steps, (Outcome.ASK_HELPED,)),
    summarise=counted,
    across=against_volumes,
    apart=True,
    keys=key,
    behind=both_ends,
)
