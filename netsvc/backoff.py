"""How long a loop in the background waits after it failed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Backoff:
    """Seconds that double with each failure in a row, from ``first`` to ``longest``."""

    first: float
    longest: float = 30.0
    failures: int = 0

    def failed(self) -> float:
        """Count a failure; how long to wait now."""
        pause = min(self.longest, self.first * 2.0 ** min(self.failures, 20))
        self.failures += 1
        return pause

    def worked(self) -> None:
        self.failures = 0
