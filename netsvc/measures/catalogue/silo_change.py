"""Whether silos grow or shrink: the later half of the period beside the earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.measures.before_after import COLUMNS, compared, nothing
from netsvc.measures.networks import halves, handed_from_home, network_of
from netsvc.measures.registry import (
    LEADING,
    SMALL_GROUPS,
    Better,
    Dimension,
    Estimate,
    Measure,
    MeasureUnit,
    Scope,
    Value,
)
from netsvc.measures.small_groups import giver
from netsvc.measures.steps import StepFact
from netsvc.silos import periods

_DRAWS = 499


def _summarise(steps: Sequence[StepFact], scope: Scope) -> Mapping[str, Value]:
    turn, earlier, later = halves(steps, scope.starts)
    try:
        found = periods.compare_networks(
            network_of(earlier, scope.facts, among=steps),
            network_of(later, scope.facts, among=steps),
            draws=_DRAWS,
        )
    except BadInputError:
        # a half without handovers between people, or one silo only: there is nothing to compare
        return nothing()
    low, high = found.interval or (None, None)
    if turn is None or low is None or high is None:
        return nothing()
    return compared(
        turn,
        _crossing(found.before.ei),
        _crossing(found.after.ei),
        # segregation falls by 2 / (1 + expected) for each unit that the crossing share rises by
        _change(found, low, high, len(steps)),
    )


def _crossing(ei: float) -> float:
    return (1 + ei) / 2


def _change(found: periods.Change, low: float, high: float, n: int) -> Estimate:
    scale = -(1 + found.before.ei_expected) / 2
    return Estimate(found.change * scale, high * scale, low * scale, n)


MEASURE = Measure(
    id="siloChange",
    names=LocalText("Siiloutumisen muutos", "Förändring i silor", "Change in silos"),
    explanation=LocalText(
        "Kulkeeko jakson jälkipuoliskolla suurempi osa siirroista siilosta toiseen kuin "
        "alkupuoliskolla. Kumpikin puolisko lasketaan samoilla siiloilla, ja sama ihminen on "
        "mukana kummassakin tai ei kummassakaan, kun väliä arvotaan.",
        "Om en större del av överlämningarna går från silo till silo under periodens senare hälft "
        "än under den tidigare. Båda hälfterna räknas med samma silor, och när intervallet dras "
        "är samma person med i båda eller i ingendera.",
        "Whether a larger share of handovers runs from silo to silo in the later half of the "
        "period than in the earlier one. Both halves count with the same silos, and where the "
        "interval is drawn the same person is in both or in neither.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.HIGHER,
    inputs=("handovers", "members"),
    formula=(
        "change = crossing share after - before the turn, which is the start of the stretch of "
        "months nearest to the middle; interval: bootstrap over senders, drawn in both together"
    ),
    source="netsvc; measure of each half: Krackhardt and Stern 1988.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    dimensions=(Dimension.TOTAL,),
    columns=COLUMNS,
    select=handed_from_home,
    summarise=_summarise,
    keys=lambda step, _by: step.source,
    behind=giver,
)
