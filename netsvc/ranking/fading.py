"""How a resolved matter fades: after half a year it counts half, and never less than a tenth.

The weight of a matter resolved at t is 2^((t - 2020-01-01) / half-life), and counts of matters are
sums of such weights. They never have to be brought up to date: at any later moment the sum is
divided by the weight of a matter of that moment ("forward decay": Cormode, Shkapenyuk, Srivastava
and Xu 2009), and the order of two sums stays as it is until one of them grows. Kept as a double,
the weight of a matter overflows in the sixth century from now.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

HALF_LIFE_DAYS = 180.0
"""Long enough for matters that come a few times a year; docs/evaluation.md tells of shorter."""
LEAST_SHARE = 0.1
"""Who resolved such matters years ago, as the last one who did, still knows more than nobody."""
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
_DAY = 86_400.0


@lru_cache(maxsize=64)
def weight_at(moment: datetime) -> float:
    """What one matter resolved at this moment weighs, for ever; positive."""
    days = (moment - BEGINNING).total_seconds() / _DAY
    return float(2.0 ** (days / HALF_LIFE_DAYS))


def faded(resolved: int, weight: float, now: datetime) -> float:
    """What ``resolved`` matters of this sum of weights count for now: a tenth of them to all."""
    return min(float(resolved), max(LEAST_SHARE * resolved, weight / weight_at(now)))
