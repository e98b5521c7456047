"""Memory that was freed, back to the system: what was large for a moment is else kept for good."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Return what libc holds and nobody uses, where it can (glibc); a few milliseconds."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)
