"""The two guards against effects out of nothing: mature cases only, membership frozen.

Measured (design of the house): counting immature cases gave +3 to +7 points; a reorganisation
between the two periods can give any number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from netsvc.experiments.cases import PilotCase


@dataclass(frozen=True)
class Mature:
    """``kept``: cases whose repeat window has passed; ``immature``: how many must wait."""

    kept: tuple[PilotCase, ...]
    immature: int


def only_mature(cases: Iterable[PilotCase], as_of: datetime, window: timedelta) -> Mature:
    """Keep the cases whose repeat window was over at ``as_of``.

    A case of yesterday has had one day in which its customer could come back, one of last month
    had thirty: counted together, recent weeks look better than they are.
    """
    known = [case for case in cases if case.opened_at <= as_of]
    kept = tuple(case for case in known if case.opened_at + window <= as_of)
    return Mature(kept, len(known) - len(kept))


@dataclass(frozen=True)
class Frozen:
    """``unit_of`` a case, by case id; ``moved``: cases of workers who have changed units since;
    ``newcomers``: cases of workers without a frozen unit, counted where they were opened;
    ``outside``: units met in the cases that belong to neither side, with their numbers of cases."""

    unit_of: Mapping[str, str]
    moved: int
    newcomers: int
    outside: Mapping[str, int]


def freeze_membership(
    cases: Iterable[PilotCase], membership: Mapping[str, str], units: Iterable[str]
) -> Frozen:
    """Give each case the unit that its worker had at the baseline.

    If the best people of comparison units move to treated units in mid-pilot, treated units
    improve although nobody serves any customer better. A unit merged away in mid-pilot keeps the
    cases of its people in the same way.
    """
    wanted = set(units)
    unit_of: dict[str, str] = {}
    outside: Counter[str] = Counter()
    moved = newcomers = 0
    for case in cases:
        frozen = membership.get(case.worker)
        unit = case.unit if frozen is None else frozen
        if unit not in wanted:
            outside[unit] += 1
            continue
        moved += frozen is not None and frozen != case.unit
        newcomers += frozen is None and bool(membership) and bool(case.worker)
        unit_of[case.case_id] = unit
    return Frozen(unit_of, moved, newcomers, dict(sorted(outside.items())))
