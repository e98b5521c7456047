"""Can this pilot convince anybody, whatever happens? Asked before it starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from netsvc.experiments.statistics.power import design_of, minimum_detectable_effect, power
from netsvc.experiments.statistics.randomisation import smallest_attainable_p
from netsvc.experiments.statistics.sums import Floats
from netsvc.experiments.statistics.variance import Layout, Noise

MOST_UNITS = 40
MOST_WEEKS = 104
SEARCH_DRAWS = 20_000


class Obstacle(StrEnum):
    """Why a pilot can't be decided; NONE where it can."""

    NONE = "NONE"
    TOO_FEW_UNITS = "TOO_FEW_UNITS"
    EFFECT_TOO_SMALL = "EFFECT_TOO_SMALL"


@dataclass(frozen=True)
class Remedies:
    """The cheapest way of each kind: units a side, weeks after the start; None where none helps."""

    units_a_side: int | None
    weeks: int | None


@dataclass(frozen=True)
class Decidability:
    """``detectable``: smallest effect found with the wanted power, None where there is none."""

    obstacle: Obstacle
    treated: int
    comparison: int
    smallest_p: float
    alpha: float
    detectable: float | None
    smallest_effect: float
    remedies: Remedies

    @property
    def decidable(self) -> bool:
        return self.obstacle is Obstacle.NONE


def fewest_units_a_side(alpha: float) -> int:
    """Equal sides with which a result can be convincing: 2 / C(2m, m) <= alpha. For .05 it is 4."""
    return next(m for m in range(2, MOST_UNITS) if smallest_attainable_p(m, m) <= alpha)


def decide(
    layout: Layout, noise: Noise, smallest_effect: float, alpha: float = 0.05, wanted: float = 0.8
) -> Decidability:
    """Say whether the plan can find ``smallest_effect`` and what would make it able to.

    Two obstacles: too few units for any result to be convincing (smallest permutation p above
    ``alpha``), and noise that hides the smallest effect worth having.
    """
    treated, comparison = int(layout.treated.sum()), int((~layout.treated).sum())
    smallest = smallest_attainable_p(treated, comparison)
    detectable: float | None = None
    if min(treated, comparison) >= 2:
        detectable = minimum_detectable_effect(design_of(layout, noise, alpha), wanted)
    obstacle = Obstacle.NONE
    if detectable is None or detectable > smallest_effect:
        obstacle = Obstacle.EFFECT_TOO_SMALL
    if smallest > alpha:
        obstacle = Obstacle.TOO_FEW_UNITS
    remedies = Remedies(None, None)
    if obstacle is not Obstacle.NONE:

        def finds(changed: Layout) -> bool:
            sides = int(changed.treated.sum()), int((~changed.treated).sum())
            if min(sides) < 2 or smallest_attainable_p(*sides) > alpha:
                return False
            design = design_of(changed, noise, alpha, SEARCH_DRAWS)
            return power(design, smallest_effect) >= wanted

        remedies = Remedies(_more_units(layout, alpha, finds), _more_weeks(layout, finds))
    return Decidability(
        obstacle, treated, comparison, smallest, alpha, detectable, smallest_effect, remedies
    )


def _more_units(layout: Layout, alpha: float, finds: Callable[[Layout], bool]) -> int | None:
    """Fewest units a side, each of the mean size there is now."""
    weekly = layout.cases.mean(axis=0)
    low = max(fewest_units_a_side(alpha), int(layout.treated.sum()), int((~layout.treated).sum()))

    def with_units(side: int) -> Layout:
        treated = np.arange(2 * side) % 2 == 0
        return replace(layout, cases=np.tile(weekly, (2 * side, 1)), treated=treated)

    return _first(low, MOST_UNITS, lambda side: finds(with_units(side)))


def _more_weeks(layout: Layout, finds: Callable[[Layout], bool]) -> int | None:
    """Fewest weeks after the start, the looks spread as now."""
    before = int((~layout.after).sum())
    now = int(layout.after.sum())
    weekly = layout.cases.mean(axis=1, keepdims=True)

    def with_weeks(weeks: int) -> Layout:
        shares = (np.array(layout.weeks_at_look) - before) / now
        looks = tuple(int(before + max(1, round(float(share) * weeks))) for share in shares)
        cases: Floats = np.repeat(weekly, before + weeks, axis=1)
        return replace(
            layout, cases=cases, after=np.arange(before + weeks) >= before, weeks_at_look=looks
        )

    return _first(now + 1, MOST_WEEKS, lambda weeks: finds(with_weeks(weeks)))


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int | None:
    """Smallest value in [low, high] for which a monotone condition holds."""
    if low > high or not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
