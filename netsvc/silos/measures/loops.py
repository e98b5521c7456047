"""Loops: cases that came back to where they had been."""

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
from netsvc.silos.legs import UNKNOWN, Legs, empty
from netsvc.silos.paths import Loop, loops, visits


def compute(source: Source, options: Options) -> Result:
    """Loops by the units they run through, the costliest first; ``value`` is hours waited."""
    del options  # exact, nothing is drawn
    legs = source.legs or empty()
    found = loops(visits(legs))
    hours = sum(loop.hours_waited for loop in found)
    return Result(
        value=hours,
        details={
            "loops": sum(loop.times for loop in found),
            "ping_pong": sum(loop.times for loop in found if len(loop.units) == 2),
            "cases": len(set().union(*(loop.cases for loop in found))),
        },
        key_names=("loop",),
        cells=tuple(_cell(loop, legs) for loop in found),
        sentence=_sentence(found, hours, legs),
    )


def _cell(loop: Loop, legs: Legs) -> Cell:
    common = max(loop.issue_types, key=lambda one: (loop.issue_types[one], -one), default=UNKNOWN)
    return Cell(
        (named(loop, legs),),
        {
            "length": len(loop.units),
            "times": loop.times,
            "cases": len(loop.cases),
            "hours_waited": loop.hours_waited,
            "hours_elapsed": loop.hours_elapsed,
            "unknown_waits": loop.unknown_waits,
            "most_common_issue_type": None if common == UNKNOWN else legs.issue_types[common],
        },
        employees=len(loop.employees),
    )


def named(loop: Loop, legs: Legs) -> str:
    """The loop's units, back to the first."""
    return " → ".join(legs.units[unit] for unit in (*loop.units, loop.units[0]))


def _sentence(found: list[Loop], hours: float, legs: Legs) -> LocalText:
    if not found:
        return LocalText(
            fi="Yksikään asia ei palannut yksikköön, jossa se oli jo ollut.",
            sv="Inget ärende kom tillbaka till en enhet där det redan hade varit.",
            en="No case came back to a unit where it had already been.",
        )
    return words.sentence(
        "Kiertäminen maksoi {hours} odotustuntia; eniten niitä kului reitillä {loop}.",
        "Rundgången kostade {hours} väntetimmar; flest av dem gick åt på vägen {loop}.",
        "Going round cost {hours} hours of waiting; most of them went on {loop}.",
        hours=words.local_number(hours, 0),
        loop=named(found[0], legs),
    )


MEASURE = Measure(
    id="loops",
    names=LocalText(fi="Silmukat ja pallottelu", sv="Slingor och pingpong", en="Loops"),
    explanation=LocalText(
        fi="Mitkä asiat palasivat sinne, missä olivat jo olleet, ja montako tuntia se maksoi.",
        sv="Vilka ärenden som kom tillbaka dit de redan varit, och hur många timmar det kostade.",
        en="Which cases came back to where they had been, and what that cost in hours.",
    ),
    unit="hours",
    better=Better.LOWER,
    needs=Needs.LEGS,
    formula="loop-erased ways of cases; hours are the waiting on each loop's legs, once",
    source="Lawler 1980 (loop erasure)",
    small_group=SmallGroup.CELLS,
    compute=compute,
)
