"""What if two units handed over directly: what the cases that went around would have saved."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.measures.changes import change_columns, opened_facts, summed
from netsvc.measures.registry import LEADING, SMALL_GROUPS, Better, Dimension, Measure, MeasureUnit
from netsvc.measures.tree import tops

MEASURE = Measure(
    id="linkOpened",
    names=LocalText("Jos yhteys avattaisiin", "Om en länk öppnades", "With the link opened"),
    explanation=LocalText(
        "Mitä muuttuisi, jos kaksi yksikköä siirtäisivät asiat suoraan toisilleen eivätkä muiden "
        "kautta. Oletus: suora siirto kestää yhtä kauan kuin viimeinen askel kesti, ja asia jää "
        "sinne.",
        "Vad som skulle ändras om två enheter lämnade över ärenden direkt till varandra och inte "
        "genom andra. Antagande: den direkta överlämningen tar lika länge som det sista steget "
        "tog, och ärendet stannar där.",
        "What would change if two units handed cases over directly and not through others. Assumed "
        "is that the direct handover takes as long as the last step took, and that it sticks.",
    ),
    unit=MeasureUnit.HOURS,
    better=Better.LOWER,
    inputs=("handovers", "redirects", "cases"),
    formula=(
        "over cases that got from the one to the other by a detour and never straight, from the "
        "first stand in the one to the last in the other: hopsChange = - steps beyond one, "
        "hoursChange = - waiting on all steps but the last; redirects and customers who came "
        "again are steps; interval: bootstrap over cases in which their number varies too"
    ),
    source="Definition of the house.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=3,
    dimensions=(Dimension.PAIR,),
    columns=change_columns(),
    select=lambda facts: opened_facts(facts.steps, tops(facts.unit_parents)),
    weight=lambda changes: -sum(change.hours for change in changes),
    summarise=summed,
    keys=lambda change, _by: change.key,
)
