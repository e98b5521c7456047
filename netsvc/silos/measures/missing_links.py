"""Missing links: units whose cases need each other, and that never hand over directly."""

from __future__ import annotations

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
from netsvc.silos.legs import Legs, empty
from netsvc.silos.links import MissingLinks, missing_links


def compute(source: Source, options: Options) -> Result:
    """Pairs without a direct handover, the greatest need first; ``value`` is how many pairs."""
    del options  # exact, nothing is drawn
    legs = source.legs or empty()
    found = missing_links(legs)
    return Result(
        value=float(len(found.first)),
        details={"needs": int(found.needs.sum())},
        key_names=("unit", "other"),
        cells=tuple(_cell(found, legs, at) for at in range(len(found.first))),
        sentence=_sentence(found, legs),
    )


def _cell(found: MissingLinks, legs: Legs, at: int) -> Cell:
    return Cell(
        (legs.units[found.first[at]], legs.units[found.second[at]]),
        {
            "needs": int(found.needs[at]),
            "at_least": float(found.at_least[at]),
            "redirects": int(found.redirects[at]),
            "bounces": int(found.bounces[at]),
            "second_contacts": int(found.second_contacts[at]),
            "direct": int(found.direct[at]),
        },
        employees=int(found.employees[at]),
    )


def _sentence(found: MissingLinks, legs: Legs) -> LocalText:
    if not len(found.first):
        return LocalText(
            fi="Yksiköt, joiden asiat tarvitsevat toisiaan, siirtävät niitä myös suoraan.",
            sv="Enheter vars ärenden behöver varandra lämnar också över dem direkt.",
            en="Units whose cases need each other also hand them over directly.",
        )
    return words.sentence(
        "Kipeimmin puuttuu suora yhteys yksiköiden {first} ja {second} väliltä; tarpeita "
        "kertyi {needs}.",
        "Mest saknas en direkt länk mellan {first} och {second}; antal behov: {needs}.",
        "Missed most is a direct link between {first} and {second}; needs counted: {needs}.",
        first=legs.units[found.first[0]],
        second=legs.units[found.second[0]],
        needs=str(int(found.needs[0])),
    )


MEASURE = Measure(
    id="missingLinks",
    names=LocalText(fi="Puuttuvat yhteydet", sv="Saknade länkar", en="Missing links"),
    explanation=LocalText(
        fi="Minkä yksikköparien asiat tarvitsevat toisiaan ilman yhtään suoraa siirtoa.",
        sv="Vilka par av enheter vars ärenden behöver varandra utan en enda direkt överlämning.",
        en="Which pairs of units have cases that need each other, and no direct handover.",
    ),
    unit="pairs",
    better=Better.LOWER,
    needs=Needs.LEGS,
    formula="redirects + second contacts + detours over a bounce, where accepted handovers are 0",
    source="netsvc; lower end of the count: Garwood 1936",
    small_group=SmallGroup.CELLS,
    compute=compute,
)
