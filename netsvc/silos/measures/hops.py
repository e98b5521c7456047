"""Hops: how many units a case passes."""

from __future__ import annotations

import math

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
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
from netsvc.silos.paths import hops, visits


def compute(source: Source, options: Options) -> Result:
    """Mean of the different units passed after the first, over all cases in the legs."""
    del options  # exact, nothing is drawn
    legs = source.legs or empty()
    total = len(np.unique(legs.case))
    if not total:
        raise BadInputError("There are no cases.", action="Choose a longer window.")
    found = visits(legs)
    moved = hops(found)
    counts = np.concatenate([np.zeros(total - len(moved), dtype=np.int64), moved])
    mean = float(counts.mean())
    half = 1.959964 * float(counts.std(ddof=1)) / math.sqrt(total) if total > 1 else math.nan
    return Result(
        value=mean,
        interval=None if math.isnan(half) else (max(0.0, mean - half), mean + half),
        details={"cases": total, "most": int(counts.max()), "moved": len(moved)},
        key_names=("hops",),
        cells=_distribution(legs, np.unique(found.case), moved, total),
        sentence=words.sentence(
            "Asia kulkee keskimäärin {mean} yksikön kautta ensimmäisen jälkeen ({cases} asiaa).",
            "Ett ärende passerar i medeltal {mean} enheter efter den första ({cases} ärenden).",
            "A case passes {mean} units after the first on average ({cases} cases).",
            mean=words.local_number(mean),
            cases=str(total),
        ),
    )


def _distribution(
    legs: Legs, movers: np.ndarray, moved: np.ndarray, total: int
) -> tuple[Cell, ...]:
    cells = []
    every = np.unique(legs.case)
    by_case = np.zeros(total, dtype=np.int64)
    by_case[np.searchsorted(every, movers)] = moved
    of_leg = by_case[np.searchsorted(every, legs.case)]
    for number in np.unique(by_case).tolist():
        chosen = legs.where(of_leg == number)
        people = set(chosen.from_expert.tolist()) | set(chosen.to_expert.tolist())
        cells.append(
            Cell(
                (str(number),),
                {"cases": int((by_case == number).sum())},
                employees=len(people - {UNKNOWN}),
            )
        )
    return tuple(cells)


MEASURE = Measure(
    id="hops",
    names=LocalText(fi="Välietapit asiaa kohti", sv="Etapper per ärende", en="Hops per case"),
    explanation=LocalText(
        fi="Kuinka monen eri yksikön kautta asia kulkee ensimmäisen jälkeen.",
        sv="Hur många olika enheter ett ärende passerar efter den första.",
        en="How many different units a case passes after the first.",
    ),
    unit="units per case",
    better=Better.LOWER,
    needs=Needs.LEGS,
    formula="different units on the case's way - 1, mean over cases; interval: normal",
    source="netsvc",
    small_group=SmallGroup.CELLS,
    compute=compute,
)
