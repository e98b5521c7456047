"""Betweenness: who stands on the shortest ways."""

from __future__ import annotations

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.silos import brandes
from netsvc.silos.contract import Better, Measure, Needs, Options, Result, SmallGroup, Source
from netsvc.silos.per_node import per_node, require_ties

NAMES = LocalText(fi="Välissäolo", sv="Mellanläge", en="Betweenness")


def compute(source: Source, options: Options) -> Result:
    """Exact on small networks; else estimated from sampled pivots, each with its error."""
    require_ties(source.network)
    found = brandes.betweenness(
        source.network,
        exact_up_to=options.exact_up_to,
        pivots=options.pivots,
        seed=options.seed,
    )
    return per_node(
        source.network,
        found.values,
        NAMES,
        details={
            "exact": found.exact,
            "pivots": found.pivots,
            "largest_standard_error": float(np.max(found.errors)),
        },
        more=None if found.exact else {"standard_error": found.errors},
    )


MEASURE = Measure(
    id="betweenness",
    names=NAMES,
    explanation=LocalText(
        fi="Kuinka monen jäsenparin lyhin tie kulkee tämän jäsenen kautta.",
        sv="Hur många medlemspars kortaste väg som går genom den här medlemmen.",
        en="How many pairs of members have their shortest way through this member.",
    ),
    unit="count",
    better=Better.NEITHER,
    needs=Needs.TIES,
    formula="sum over pairs of (shortest paths through i / shortest paths), not normalised",
    source="Freeman 1977; Brandes 2001; estimate: Brandes & Pich 2007",
    small_group=SmallGroup.OWN,
    compute=compute,
)
