"""Burt's constraint."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.silos import positions
from netsvc.silos.contract import Better, Measure, Needs, Options, Result, SmallGroup, Source
from netsvc.silos.per_node import per_node, require_ties

NAMES = LocalText(fi="Rajoittuneisuus (Burt)", sv="Begränsning (Burt)", en="Constraint (Burt)")


def compute(source: Source, options: Options) -> Result:
    """Constraint of every node, from the weights in both directions."""
    del options  # exact, nothing is drawn
    require_ties(source.network)
    return per_node(source.network, positions.constraint(source.network), NAMES)


MEASURE = Measure(
    id="constraint",
    names=NAMES,
    explanation=LocalText(
        fi="Kuinka paljon jäsenen yhteydet ovat samaa piiriä: pieni luku on sillanrakentaja.",
        sv="Hur mycket medlemmens kontakter är en och samma krets: ett lågt tal är en brobyggare.",
        en="How much a member's contacts are one circle: a low figure is a bridge builder.",
    ),
    unit="index",
    better=Better.NEITHER,
    needs=Needs.TIES,
    formula="sum over j of (p_ij + sum over q of p_iq p_qj)^2",
    source="Burt 1992",
    small_group=SmallGroup.OWN,
    compute=compute,
)
