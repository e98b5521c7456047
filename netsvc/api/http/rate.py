"""Token buckets: how often one caller may ask."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable


class RateLimiter:
    """``rate`` requests a second on average, ``burst`` at once, for each key on its own."""

    def __init__(
        self,
        rate: float,
        burst: int,
        *,
        keys: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._keys = keys
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> int:
        """0 when the request may go on, else the whole seconds to wait."""
        now = self._clock()
        left, since = self._buckets.get(key, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        wait = 0 if left >= 1 else max(1, math.ceil((1 - left) / self._rate))
        self._buckets[key] = (left if wait else left - 1, now)
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._keys:
            # The longest unused bucket is the fullest: forgetting it loses the least.
            self._buckets.popitem(last=False)
        return wait
