"""Lone bridges: units that are joined by one person only."""

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
from netsvc.silos.links import lone_bridges


def compute(source: Source, options: Options) -> Result:
    """Pairs of units whose every handover has one same person in it; no figure, no name."""
    del options  # exact, nothing is drawn
    legs = source.legs or empty()
    found = lone_bridges(legs)
    pairs = sorted(
        (legs.units[first], legs.units[second])
        for first, second in zip(found.first.tolist(), found.second.tolist(), strict=True)
    )
    return Result(
        value=float(len(pairs)),
        key_names=("unit", "other"),
        cells=tuple(Cell(pair, {}) for pair in pairs),
        sentence=words.sentence(
            "Yhden ihmisen varassa olevia yksikköparien yhteyksiä: {count}.",
            "Länkar mellan enheter som hänger på en enda person: {count}.",
            "Links between units that hang on a single person: {count}.",
            count=str(len(pairs)),
        ),
    )


MEASURE = Measure(
    id="loneBridges",
    names=LocalText(
        fi="Yhden ihmisen sillat", sv="Broar som hänger på en person", en="Lone bridges"
    ),
    explanation=LocalText(
        fi="Mitkä yksiköt ovat yhteydessä vain yhden ihmisen kautta.",
        sv="Vilka enheter som har kontakt bara genom en enda person.",
        en="Which units are joined through one person only.",
    ),
    unit="pairs",
    better=Better.LOWER,
    needs=Needs.LEGS,
    formula="pairs with at least 3 handovers and one person in all of them",
    source="netsvc",
    small_group=SmallGroup.FACT,
    compute=compute,
)
