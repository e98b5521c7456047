"""Redirects from unit to unit: where customers were told to go instead of being helped."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.measures.between_units import against_volumes, columns, counted, key
from netsvc.measures.registry import LEADING, SMALL_GROUPS, Better, Dimension, Measure, MeasureUnit
from netsvc.measures.steps import of
from netsvc.silos.legs import Outcome

MEASURE = Measure(
    id="redirectFlows",
    names=LocalText(
        "Muualle ohjaamiset yksiköiden välillä",
        "Hänvisningar vidare mellan enheter",
        "Redirects between units",
    ),
    explanation=LocalText(
        "Mistä yksiköstä mihin yksikköön asiakkaita on ohjattu sen sijaan, että asia olisi "
        "siirretty.",
        "Från vilken enhet till vilken kunder har hänvisats i stället för att ärendet har "
        "överlämnats.",
        "From which unit customers were told to go to which, instead of handing their case over.",
    ),
    unit=MeasureUnit.CASES,
    better=Better.LOWER,
    inputs=("redirects",),
    formula=(
        "count = redirects from unit to unit, where it was said to which; share = count / all such "
        "redirects of the period; against = count beside sent x received / all where both "
        "may be told (as flows), p from the adjusted residual; counted for the small-group "
        "rule are those who redirected"
    ),
    source="Redirect log. Intervals: Wilson 1927 (share), Garwood 1936 (count). Adjusted "
    "residual: Haberman 1973.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=4,
    dimensions=(Dimension.FLOW, Dimension.SILO_FLOW),
    columns=columns(LocalText("Ohjaamisia", "Hänvisningar", "Redirects")),
    select=lambda facts: of(facts.steps, (Outcome.REDIRECTED,)),
    summarise=counted,
    across=against_volumes,
    keys=key,
)
