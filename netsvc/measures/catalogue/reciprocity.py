"""Reciprocity: do handovers go both ways between the same two people?"""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.measures.indices import index
from netsvc.measures.registry import AgainstChance, Better, MeasureUnit
from netsvc.silos.network import Network


def _found(network: Network) -> AgainstChance | None:
    binary = network.binary()
    answered = float((binary * binary.T).sum())
    density = network.edges / (network.size * (network.size - 1))
    return AgainstChance(answered / network.edges, None, None, network.edges, density)


MEASURE = index(
    id="reciprocity",
    names=LocalText("Vastavuoroisuus", "Ömsesidighet", "Reciprocity"),
    explanation=LocalText(
        "Kuinka suuri osa ihmisten välisistä siirtoyhteyksistä kulkee molempiin suuntiin. Pieni "
        "luku kertoo, että asiat kulkevat vain yhteen suuntaan eikä tieto palaa.",
        "Hur stor del av överlämningslänkarna mellan människor som går åt båda hållen. En liten "
        "siffra säger att ärendena bara går åt ett håll och att kunskapen inte kommer tillbaka.",
        "What share of the ties between people go both ways. A small figure says that cases go "
        "one way only, and that nothing learnt comes back.",
    ),
    better=Better.NEITHER,
    formula="answered ties / ties between people; by chance ties / (N (N - 1))",
    source="Garlaschelli and Loffredo 2004.",
    found=_found,
    unit=MeasureUnit.SHARE,
)
