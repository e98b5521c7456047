"""Which units are alike? Standardised differences and the nearest comparison units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netsvc.errors import BadInputError
from netsvc.experiments.statistics.sums import Bools, Floats


@dataclass(frozen=True)
class Difference:
    """One baseline figure: means of the sides and their difference in standard deviations.

    ``standardised`` is None where no unit differs from another inside its side but the sides do.
    Above 0.25 in size a difference is usually called large (Rubin 2001).
    """

    name: str
    treated: float
    comparison: float
    standardised: float | None


def balance(names: tuple[str, ...], figures: Floats, treated: Bools) -> tuple[Difference, ...]:
    """Compare the sides on ``figures`` (G, F), such as volume, level and shares of issue types.

    Difference over sqrt((s1^2 + s0^2) / 2): Austin (2009), Stat Med 28, 3083-3107.
    """
    found = []
    for column, name in enumerate(names):
        one, two = figures[treated, column], figures[~treated, column]
        if min(len(one), len(two)) < 2:
            raise BadInputError(
                "A balance table needs two units on each side.", action="Add units to the plan."
            )
        gap = float(one.mean() - two.mean())
        pooled = float(np.sqrt((one.var(ddof=1) + two.var(ddof=1)) / 2))
        alike = 0.0 if abs(gap) < 1e-12 else None
        found.append(
            Difference(
                name,
                float(one.mean()),
                float(two.mean()),
                gap / pooled if pooled > 0 else alike,
            )
        )
    return tuple(found)


def nearest(figures: Floats, treated: Bools, count: int) -> tuple[int, ...]:
    """Indices of the ``count`` other units most like the treated ones, best first.

    Greedy: each treated unit in turn takes its nearest free unit, distances in standard deviations
    of each figure over all units (Stuart 2010, Stat Sci 25, 1-21, section 3.1).
    """
    free = [int(i) for i in np.flatnonzero(~treated)]
    if not 0 < count <= len(free) or not treated.any():
        raise BadInputError(
            f"{count} comparison units can't be chosen among {len(free)}.",
            action="Choose at least one treated unit and leave enough others.",
        )
    scale = figures.std(axis=0)
    scaled = figures / np.where(scale > 0, scale, 1.0)
    own = [int(i) for i in np.flatnonzero(treated)]
    chosen: list[int] = []
    while len(chosen) < count:
        turn = own[len(chosen) % len(own)]
        best = min(free, key=lambda i: (float(np.sum((scaled[i] - scaled[turn]) ** 2)), i))
        free.remove(best)
        chosen.append(best)
    return tuple(chosen)
