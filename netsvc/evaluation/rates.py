"""Shares of cases and their differences, with 95 % intervals; pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from netsvc.intervals import newcombe, wilson


@dataclass(frozen=True)
class Rate:
    """``hits`` of ``cases``; ``interval`` is Wilson's 95 % interval of the share."""

    hits: int
    cases: int

    @property
    def share(self) -> float:
        return self.hits / self.cases if self.cases else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson (1927); (0, 1) without cases."""
        if not self.cases:
            return 0.0, 1.0
        low, high = wilson(self.share, self.cases)
        return max(0.0, low), min(1.0, high)


@dataclass(frozen=True)
class Difference:
    """Two choices for the same cases: how much oftener the one was right than the other.

    ``both`` were right in so many cases, only the one, only the other, and ``neither``.
    """

    both: int
    only_one: int
    only_other: int
    neither: int

    @property
    def cases(self) -> int:
        return self.both + self.only_one + self.only_other + self.neither

    @property
    def share(self) -> float:
        """-1 to 1; above nothing where the one was right more often."""
        return (self.only_one - self.only_other) / self.cases if self.cases else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Newcombe (1998), for paired shares; (-1, 1) without cases."""
        if not self.cases:
            return -1.0, 1.0
        one = Rate(self.both + self.only_one, self.cases)
        other = Rate(self.both + self.only_other, self.cases)
        return newcombe(
            (one.share, *one.interval),
            (other.share, *other.interval),
            self._correlation(one, other),
        )

    def _correlation(self, one: Rate, other: Rate) -> float:
        n = self.cases
        spread = one.hits * (n - one.hits) * other.hits * (n - other.hits)
        if not spread:
            return 0.0
        joint = self.both * self.neither - self.only_one * self.only_other
        # the continuity correction of the source, only where the two go together
        return (max(joint - n / 2, 0.0) if joint > 0 else joint) / sqrt(spread)
