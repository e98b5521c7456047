"""What if two units no longer handed over directly: by which way their cases would go."""

from __future__ import annotations

from operator import attrgetter

from netsvc.directory.model import LocalText
from netsvc.measures.catalogue import flows
from netsvc.measures.changes import change_columns, closed_facts, summed
from netsvc.measures.registry import (
    LEADING,
    SMALL_GROUPS,
    Beside,
    Better,
    Dimension,
    Measure,
    MeasureUnit,
)
from netsvc.measures.tree import tops

MEASURE = Measure(
    id="linkClosed",
    names=LocalText("Jos yhteys suljettaisiin", "Om en länk stängdes", "With the link closed"),
    explanation=LocalText(
        "Mitä muuttuisi, jos kaksi yksikköä eivät enää siirtäisi asioita suoraan toisilleen. "
        "Oletus: asia kulkee lyhintä jäljelle jäävää reittiä, ja jokainen lisäsiirto kestää yhtä "
        "kauan kuin siirto koko organisaatiossa keskimäärin.",
        "Vad som skulle ändras om två enheter inte längre lämnade över ärenden direkt till "
        "varandra. Antagande: ärendet går den kortaste vägen som finns kvar, och varje extra "
        "överlämning tar lika länge som en överlämning tar i medeltal i hela organisationen.",
        "What would change if two units no longer handed cases over directly. Assumed is that a "
        "case takes the shortest way that is left, and that each handover more takes as long as "
        "one takes on average in the whole organisation.",
    ),
    unit=MeasureUnit.HOURS,
    better=Better.LOWER,
    inputs=("handovers",),
    formula=(
        "over cases handed over between the two: hopsChange = links of the shortest way left - 1 "
        "a handover, hoursChange = hopsChange x mean hours to acceptance of all handovers; "
        "stranded = cases with no way left; interval: bootstrap over cases in which their number "
        "varies too"
    ),
    source="Definition of the house. Shortest ways by breadth: Moore 1959.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=3,
    dimensions=(Dimension.PAIR,),
    columns=change_columns(),
    select=lambda facts: closed_facts(facts.steps, tops(facts.unit_parents)),
    summarise=summed,
    keys=lambda change, _by: change.key,
    beside=Beside(flows.MEASURE, Dimension.FLOW, attrgetter("flows")),
)
