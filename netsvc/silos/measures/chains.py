"""The longest chains of units."""

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
from netsvc.silos.legs import empty
from netsvc.silos.paths import longest_chains, visits


def compute(source: Source, options: Options) -> Result:
    """The twenty longest ways; ``value`` is the number of steps of the longest."""
    del options  # exact, nothing is drawn
    legs = source.legs or empty()
    found = longest_chains(visits(legs))
    longest = len(found[0].units) - 1 if found else 0
    return Result(
        value=float(longest),
        key_names=("way",),
        cells=tuple(
            Cell(
                (" → ".join(legs.units[unit] for unit in chain.units),),
                {"steps": len(chain.units) - 1, "cases": chain.cases},
                employees=chain.employees,
            )
            for chain in found
        ),
        sentence=words.sentence(
            "Pisimmällä tiellä asia siirtyi {steps} kertaa.",
            "På den längsta vägen flyttades ärendet {steps} gånger.",
            "On the longest way the case moved {steps} times.",
            steps=str(longest),
        ),
    )


MEASURE = Measure(
    id="chains",
    names=LocalText(fi="Pisimmät ketjut", sv="Längsta kedjorna", en="Longest chains"),
    explanation=LocalText(
        fi="Mitä pisimpiä reittejä asiat kulkivat yksiköstä toiseen.",
        sv="Vilka längsta vägar ärendena tog från enhet till enhet.",
        en="Which longest ways cases took from unit to unit.",
    ),
    unit="steps",
    better=Better.LOWER,
    needs=Needs.LEGS,
    formula="units in the order in which a case stood in them",
    source="netsvc",
    small_group=SmallGroup.CELLS,
    compute=compute,
)
