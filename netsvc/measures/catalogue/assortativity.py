"""Assortativity by silo: the pull towards one's own, from 0 as by chance to 1 wholly."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.measures.indices import against_shuffles, index
from netsvc.measures.registry import Better
from netsvc.silos import mixing

MEASURE = index(
    id="assortativity",
    names=LocalText(
        "Hakeutuminen omiin (assortatiivisuus)",
        "Dragning till de egna (assortativitet)",
        "Pull towards one's own (assortativity)",
    ),
    explanation=LocalText(
        "Kuinka vahvasti siirrot hakeutuvat samaan siiloon, kun siilojen koko otetaan huomioon: 1 "
        "täysin, 0 kuten siirtomäärät antaisivat.",
        "Hur starkt överlämningarna söker sig till samma silo, när silornas storlek är beaktad: 1 "
        "helt, 0 som volymerna skulle ge.",
        "How strongly handovers keep to the same silo, with the size of silos allowed for: 1 "
        "wholly, 0 as the volumes would give.",
    ),
    better=Better.LOWER,
    formula=(
        "(tr e - sum a b) / (1 - sum a b), e being shares of handovers from silo to silo; "
        "expectation: mean of 499 shuffles of the membership; interval: bootstrap over senders"
    ),
    source="Newman 2003.",
    found=lambda network: against_shuffles(network, mixing.assortativity),
)
