"""Flows from unit to unit, observed beside expected."""

from __future__ import annotations

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.silos import words
from netsvc.silos.contract import (
    Better,
    Cell,
    Measure,
    Needs,
    Options,
    Result,
    SmallGroup,
    Source,
)
from netsvc.silos.flows import Flows, Pace, flows, of_legs, pace
from netsvc.silos.legs import HANDOVERS
from netsvc.silos.per_node import plain, require_ties


def compute(source: Source, options: Options) -> Result:
    """Every pair of groups with anything between: how much, and how much by chance.

    With legs also the hours until taken up and the shares declined and bounced. ``value`` is the
    share of what flows between two different groups.
    """
    del options  # exact, nothing is drawn
    network = source.network
    require_ties(network)
    timing: Pace | None = None
    if source.legs is None:
        senders, receivers, weights = network.pairs()
        found = flows(
            network.group_of[senders],
            network.group_of[receivers],
            weights,
            len(network.groups),
            people=(senders, receivers),
        )
    else:
        handed = source.legs.of(HANDOVERS)
        found = of_legs(handed)
        timing = pace(handed, found)
    total = float(found.observed.sum())
    across = found.senders != found.receivers
    value = float(found.observed[across].sum()) / total
    volumes = _shares(found)
    return Result(
        value=value,
        expectation=volumes,
        details={"total": total, "pairs": len(found.observed)},
        key_names=("from", "to"),
        cells=tuple(_cell(network.groups, found, timing, at) for at in range(len(found.senders))),
        sentence=words.sentence(
            "Yksiköiden välillä kulkee {share} % siirroista; eniten odotettua enemmän kulkee "
            "suuntaan {pair}.",
            "Mellan enheterna går {share} % av överlämningarna; mest över det väntade går {pair}.",
            "Between units run {share} % of the handovers; furthest above what volumes alone "
            "would give is {pair}.",
            share=words.local_number(100 * value, 0),
            pair=_furthest(network.groups, found),
        ),
    )


def _cell(groups: tuple[str, ...], found: Flows, timing: Pace | None, at: int) -> Cell:
    figures = {
        "observed": float(found.observed[at]),
        "expected": float(found.expected[at]),
        "ratio": plain(found.ratio[at]),
        "low": plain(found.low[at]),
        "high": plain(found.high[at]),
        "residual": float(found.residual[at]),
    }
    if timing is not None:
        figures |= {
            "median_hours": plain(timing.median_hours[at]),
            "p90_hours": plain(timing.p90_hours[at]),
            "declined": float(timing.declined[at]),
            "bounced": float(timing.bounced[at]),
        }
    return Cell(
        (groups[found.senders[at]], groups[found.receivers[at]]),
        figures,
        employees=int(found.employees[at]),
    )


def _shares(found: Flows) -> float:
    """The share between different groups where receivers were drawn by their volumes alone."""
    count = int(max(found.senders.max(), found.receivers.max())) + 1
    total = float(found.observed.sum())
    sent = np.bincount(found.senders, weights=found.observed, minlength=count) / total
    received = np.bincount(found.receivers, weights=found.observed, minlength=count) / total
    return float(1 - sent @ received)


def _furthest(groups: tuple[str, ...], found: Flows) -> str:
    across = np.flatnonzero(found.senders != found.receivers)
    if not len(across):
        return "–"
    at = across[np.argmax(found.residual[across])]
    return f"{groups[found.senders[at]]} → {groups[found.receivers[at]]}"


MEASURE = Measure(
    id="flows",
    names=LocalText(
        fi="Virrat yksiköstä yksikköön",
        sv="Flöden från enhet till enhet",
        en="Flows from unit to unit",
    ),
    explanation=LocalText(
        fi="Kuinka paljon yksiköstä siirretään toiseen, ja kuinka paljon pelkät määrät antaisivat.",
        sv="Hur mycket som lämnas över från enhet till enhet, och hur mycket enbart volymerna "
        "skulle ge.",
        en="How much is handed from unit to unit, and how much volumes alone would give.",
    ),
    unit="share",
    better=Better.NEITHER,
    needs=Needs.TIES,
    formula="expected = sent x received / total; interval: exact Poisson; residual: adjusted",
    source="Haberman 1973; Garwood 1936",
    small_group=SmallGroup.CELLS,
    compute=compute,
)
