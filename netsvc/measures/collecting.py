"""Python's collector of cycles, kept out of work that makes millions of objects without any."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Work without the collector, which would look through all of a history again and again.

    Facts and what is worked out of them hold no cycles, so that nothing is left lying about.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
