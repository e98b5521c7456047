"""Whether handovers hold better: the later half of the period beside the earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.measures.before_after import COLUMNS, compared, nothing
from netsvc.measures.catalogue import outcomes
from netsvc.measures.networks import halves
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
from netsvc.measures.steps import StepFact
from netsvc.silos.legs import Outcome

_DRAWS = 499
_SEED = 1


def _summarise(steps: Sequence[StepFact], scope: Scope) -> Mapping[str, Value]:
    turn, earlier, later = halves(steps, scope.starts)
    if turn is None or not earlier or not later:
        return nothing()
    units = {unit: row for row, unit in enumerate(sorted({step.target for step in steps}))}
    if len(units) < 2:
        return nothing()
    # a row a receiving unit: bounced and all before the turn, bounced and all after it
    counts = np.zeros((len(units), 4), dtype=np.float64)
    for column, half in ((0, earlier), (2, later)):
        for step in half:
            row = units[step.target]
            counts[row, column] += step.outcome is Outcome.BOUNCED
            counts[row, column + 1] += 1
    before, after = _shares(counts.sum(axis=0, keepdims=True))[0]
    drawn = np.random.default_rng(_SEED).multinomial(
        len(units), [1 / len(units)] * len(units), size=_DRAWS
    )
    both = _shares(drawn @ counts)
    changes = both[:, 1] - both[:, 0]
    low, high = np.quantile(changes[~np.isnan(changes)], (0.025, 0.975))
    change = float(after - before)
    # a percentile of few draws may pass by the value itself
    estimate = Estimate(change, min(float(low), change), max(float(high), change), len(steps))
    return compared(turn, float(before), float(after), estimate)


def _shares(counts: np.ndarray) -> np.ndarray:
    """Bounced / all of both halves, a row each; nan where a draw has nothing of a half."""
    with np.errstate(invalid="ignore"):
        return np.stack([counts[:, 0] / counts[:, 1], counts[:, 2] / counts[:, 3]], axis=1)


MEASURE = Measure(
    id="bounceChange",
    names=LocalText("Palautusten muutos", "Förändring i återlämningar", "Change in bounces"),
    explanation=LocalText(
        "Palautuuko jakson jälkipuoliskolla pienempi osa siirroista kuin alkupuoliskolla. Väli "
        "arvotaan vastaanottavista yksiköistä, ja sama yksikkö on mukana kummassakin "
        "puoliskossa tai ei kummassakaan.",
        "Om en mindre del av överlämningarna kommer tillbaka under periodens senare hälft än "
        "under den tidigare. Intervallet dras bland mottagande enheter, och samma enhet är med i "
        "båda halvorna eller i ingendera.",
        "Whether a smaller share of handovers bounces in the later half of the period than in the "
        "earlier one. The interval is drawn among receiving units, and the same unit is in both "
        "halves or in neither.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.LOWER,
    inputs=("handovers",),
    formula=(
        "change = bounced / decided handovers after the turn - the same before it; turn = start of "
        "the stretch of months nearest to the middle; interval: percentile bootstrap over "
        f"receiving units, {_DRAWS} draws"
    ),
    source="Definition of the house. Bootstrap over clusters: Davison and Hinkley 1997.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=outcomes.MEASURE.stretches,
    dimensions=(Dimension.TOTAL,),
    columns=COLUMNS,
    select=outcomes.MEASURE.select,
    summarise=_summarise,
    keys=lambda step, _by: step.target,
)
