"""How handovers end: taken up, declined, bounced or out of time, from unit to unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.between_units import key
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
from netsvc.measures.small_groups import both_ends
from netsvc.measures.steps import StepFact, handovers
from netsvc.silos.legs import Outcome

_SHARES: Mapping[str, Outcome] = {
    "accepted": Outcome.ACCEPTED,
    "declined": Outcome.DECLINED,
    "bounced": Outcome.BOUNCED,
    "expired": Outcome.EXPIRED,
}


def _summarise(steps: Sequence[StepFact], _scope: Scope) -> Mapping[str, Value]:
    n = len(steps)
    found: dict[str, Value] = {"handovers": n}
    times = Counter(step.outcome for step in steps)
    for name, outcome in _SHARES.items():
        found[name] = estimates.share(times[outcome], n)
    return found


def _column(name: str, fi: str, sv: str, en: str) -> Column:
    return Column(name, LocalText(fi, sv, en), Kind.ESTIMATE, required=False)


MEASURE = Measure(
    id="outcomes",
    names=LocalText("Mitä siirroille tapahtui", "Hur det gick", "How handovers ended"),
    explanation=LocalText(
        "Kuinka suuri osa yksiköiden välisistä siirroista jäi vastaanottajalle, torjuttiin, "
        "palautui tai vanheni ilman vastausta.",
        "Hur stor del av överlämningarna mellan enheter som stannade hos mottagaren, avböjdes, "
        "kom tillbaka eller gick ut utan svar.",
        "What share of the handovers between units stayed with the receiver, was declined, "
        "bounced, or ran out of time without an answer.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.NEITHER,
    inputs=("handovers",),
    formula=(
        "handovers = decided handovers; accepted = stayed with the receiver / handovers; declined, "
        "bounced (returned or passed on unresolved) and expired likewise; the four are all there is"
    ),
    source="Handover log. Interval: Wilson 1927.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=3,
    dimensions=(Dimension.FLOW, Dimension.SILO_FLOW, Dimension.TOTAL),
    columns=(
        Column("handovers", LocalText("Siirtoja", "Överlämningar", "Handovers"), Kind.INTEGER),
        _column("accepted", "Jäi vastaanottajalle", "Stannade hos mottagaren", "Stayed"),
        _column("declined", "Torjuttiin", "Avböjdes", "Declined"),
        _column("bounced", "Palautui", "Kom tillbaka", "Bounced"),
        _column("expired", "Vanheni", "Gick ut", "Ran out of time"),
    ),
    select=handovers,
    summarise=_summarise,
    keys=key,
    # as flows, so that nothing can be had from the one and the other
    behind=both_ends,
)
