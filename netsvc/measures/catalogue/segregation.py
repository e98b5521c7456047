"""Freeman's segregation: which share of the contact that chance would give is missing."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.measures.indices import against_shuffles, index
from netsvc.measures.registry import AgainstChance, Better
from netsvc.silos import mixing
from netsvc.silos.network import IntArray, Network


def _found(network: Network) -> AgainstChance | None:
    expected = mixing.ei_expected(network)

    def statistic(of: Network, labels: IntArray) -> float | None:
        total = float(of.pairs()[2].sum())
        if not total:
            return None
        return mixing.segregation(1 - 2 * of.internal(labels) / total, expected)

    return against_shuffles(network, statistic, 0.0)


MEASURE = index(
    id="segregation",
    names=LocalText("Eriytyneisyys (Freeman)", "Segregation (Freeman)", "Segregation (Freeman)"),
    explanation=LocalText(
        "Kuinka suuri osa niistä siilojen välisistä siirroista puuttuu, jotka sattuma antaisi: 0 "
        "ei mitään, 1 kaikki.",
        "Hur stor del av de överlämningar mellan silor som slumpen skulle ge som saknas: 0 inget, "
        "1 allt.",
        "What share of the handovers between silos that chance would give is missing: 0 nothing, "
        "1 all of it.",
    ),
    better=Better.LOWER,
    formula=(
        "1 - (1 + EI) / (1 + EI expected); p and the expectation's interval: 499 shuffles of the "
        "membership; interval: bootstrap over senders"
    ),
    source="Freeman 1978.",
    found=_found,
)
