"""k-core: who belongs to the dense middle."""

from __future__ import annotations

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.silos import positions
from netsvc.silos.contract import Better, Measure, Needs, Options, Result, SmallGroup, Source
from netsvc.silos.per_node import per_node, require_ties

NAMES = LocalText(fi="Ydin (k-ydin)", sv="Kärna (k-kärna)", en="Core (k-core)")


def compute(source: Source, options: Options) -> Result:
    """Core number of every node; ties either way, without weights."""
    del options  # exact, nothing is drawn
    require_ties(source.network)
    cores = positions.core_numbers(source.network)
    deepest = int(cores.max())
    return per_node(
        source.network,
        cores.astype(np.float64),
        NAMES,
        details={"deepest": deepest, "in_deepest": int((cores == deepest).sum())},
    )


MEASURE = Measure(
    id="core",
    names=NAMES,
    explanation=LocalText(
        fi="Kuinka tiiviiseen ytimeen jäsen kuuluu: siinä kaikilla on vähintään näin monta "
        "yhteyttä toisiinsa.",
        sv="Hur tät kärna medlemmen hör till: i den har alla minst så här många kontakter "
        "med varandra.",
        en="How dense a core a member belongs to: in it everybody has at least this many contacts.",
    ),
    unit="count",
    better=Better.NEITHER,
    needs=Needs.TIES,
    formula="largest k such that i is in a subgraph where every degree is at least k",
    source="Seidman 1983",
    small_group=SmallGroup.OWN,
    compute=compute,
)
