"""One figure of the whole network beside what chance would give: how such measures are made.

The network is that of ``siloedness``: people in the silos of their home units, and as the weight of
a tie the handovers from the one to the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from netsvc.directory.model import LocalText
from netsvc.measures.networks import handed_from_home, network_of
from netsvc.measures.registry import (
    LEADING,
    SMALL_GROUPS,
    AgainstChance,
    Better,
    Column,
    Dimension,
    Kind,
    Measure,
    MeasureUnit,
    Scope,
    Value,
)
from netsvc.measures.small_groups import giver
from netsvc.measures.steps import StepFact
from netsvc.silos.network import FloatArray, IntArray, Network, onehot
from netsvc.silos.shuffles import LEVEL, judge, null_distribution

DRAWS = 499
SEED = 1
_BOOTSTRAPS = 199

Statistic = Callable[[Network, IntArray], float | None]
"""Of a network whose members have these labels; None where it is not defined."""


def index(
    *,
    id: str,  # noqa: A002 - as in the contract
    names: LocalText,
    explanation: LocalText,
    better: Better,
    formula: str,
    source: str,
    found: Callable[[Network], AgainstChance | None],
    unit: MeasureUnit = MeasureUnit.INDEX,
) -> Measure:
    """A measure with the one column ``index``, in all and by stretch of months.

    ``found`` is asked only where there are ties and at least two silos.
    """

    def summarise(steps: Sequence[StepFact], scope: Scope) -> Mapping[str, Value]:
        network = network_of(steps, scope.facts)
        if not network.ties.nnz or len(network.groups) < 2:
            return {"index": None}
        return {"index": found(network)}

    return Measure(
        id=id,
        names=names,
        explanation=explanation,
        unit=unit,
        better=better,
        inputs=("handovers", "members"),
        formula=formula,
        source=source,
        small_groups=SMALL_GROUPS,
        roles=LEADING,
        dimensions=(Dimension.TOTAL, Dimension.MONTH),
        columns=(Column("index", names, Kind.AGAINST_CHANCE, required=False),),
        select=handed_from_home,
        summarise=summarise,
        keys=lambda step, _by: step.source,
        behind=giver,
    )


def against_shuffles(
    network: Network, statistic: Statistic, expected: float | None = None
) -> AgainstChance | None:
    """The statistic beside its shuffles, with an interval over senders.

    ``expected`` is the exact expectation where there is one, else the mean of the shuffles.
    """
    value = statistic(network, network.group_of)
    if value is None:
        return None
    null = null_distribution(
        network.group_of, lambda labels: statistic(network, labels) or 0.0, DRAWS, SEED
    )
    centre = float(np.mean(null)) if expected is None else expected
    chance = judge(value, null, centre)
    low, high = _over_senders(network, statistic)
    total = int(network.ties.data.sum())
    return AgainstChance(value, low, high, total, centre, chance.low, chance.high, chance.p)


def _over_senders(network: Network, statistic: Statistic) -> tuple[float | None, float | None]:
    """95 % bootstrap interval; senders are drawn, because handovers of one person are alike.

    The statistic is of weights between groups, so that each draw only has these to add up.
    """
    senders = np.flatnonzero(np.diff(network.ties.indptr))
    if len(senders) < 2:
        return None, None
    generator = np.random.default_rng(SEED + 1)
    sent, group_of = (
        _sent_to_groups(network)[senders],
        onehot(network.group_of[senders], len(network.groups)).T,
    )
    found: list[float] = []
    for _ in range(_BOOTSTRAPS):
        drawn = generator.choice(senders, len(senders))
        times = np.bincount(drawn, minlength=network.size)[senders]
        between = np.asarray(group_of @ (sent * times[:, None]))
        value = statistic(_of_groups(network, between), np.arange(len(network.groups)))
        if value is not None:
            found.append(value)
    if not found:
        return None, None
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(np.array(found), [tail, 1 - tail])
    return float(low), float(high)


def _sent_to_groups(network: Network) -> FloatArray:
    """What each node sent to each group (nodes x groups)."""
    senders, receivers, weights = network.pairs()
    count = len(network.groups)
    cells = senders * count + network.group_of[receivers]
    sent = np.bincount(cells, weights=weights, minlength=network.size * count)
    return np.asarray(sent.reshape(network.size, count), dtype=np.float64)


def _of_groups(network: Network, between: FloatArray) -> Network:
    """Each group as one node: where labels are not shuffled, nobody in a group differs."""
    groups = network.groups
    return Network(groups, groups, np.arange(len(groups)), csr_array(between), network.directed)
