"""Shares of cases and their differences, with 95 % intervals; pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959964


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
        n, p = self.cases, self.share
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


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
        """Newcombe (1998), method 10 for paired shares: Wilson's intervals of the two, squared and
        added with the correlation between them; (-1, 1) without cases."""
        if not self.cases:
            return -1.0, 1.0
        one = Rate(self.both + self.only_one, self.cases)
        other = Rate(self.both + self.only_other, self.cases)
        (low, high), (other_low, other_high) = one.interval, other.interval
        tie = self._correlation(one, other)
        down, up = one.share - low, high - one.share
        other_down, other_up = other.share - other_low, other_high - other.share
        under = sqrt(down * down - 2 * tie * down * other_up + other_up * other_up)
        over = sqrt(up * up - 2 * tie * up * other_down + other_down * other_down)
        return self.share - under, self.share + over

    def _correlation(self, one: Rate, other: Rate) -> float:
        n = self.cases
        spread = one.hits * (n - one.hits) * other.hits * (n - other.hits)
        if not spread:
            return 0.0
        joint = self.both * self.neither - self.only_one * self.only_other
        # the continuity correction of the source, only where the two go together
        return (max(joint - n / 2, 0.0) if joint > 0 else joint) / sqrt(spread)
