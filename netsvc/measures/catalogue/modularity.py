"""Modularity by silo: how much more silos work within themselves than their volumes would give."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.measures.indices import against_shuffles, index
from netsvc.measures.registry import AgainstChance, Better
from netsvc.silos import mixing
from netsvc.silos.network import Network


def _found(network: Network) -> AgainstChance | None:
    return against_shuffles(network, mixing.modularity, mixing.modularity_expected(network))


MEASURE = index(
    id="modularity",
    names=LocalText("Modulaarisuus", "Modularitet", "Modularity"),
    explanation=LocalText(
        "Kuinka paljon enemmän siirtoja jää siilojen sisään kuin niiden siirtomäärät yksin "
        "antaisivat. Jokainen siirto painaa yhtä paljon.",
        "Hur mycket fler överlämningar som stannar inom silorna än vad deras volymer ensamma "
        "skulle ge. Varje överlämning väger lika mycket.",
        "How many more handovers stay inside silos than their volumes alone would give. Each "
        "handover weighs the same.",
    ),
    better=Better.LOWER,
    formula=(
        "sum over silos of e_gg - out_g in_g, e being shares of handovers; by chance "
        "-(1 - P) sum out_i in_i / m2, P = probability that two people share a silo; p and the "
        "expectation's interval: 499 shuffles of the membership; interval: bootstrap over senders"
    ),
    source="Newman 2004; directed: Leicht and Newman 2008.",
    found=_found,
)
