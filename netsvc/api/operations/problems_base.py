"""The interface of every expected failure."""

from __future__ import annotations

import strawberry

from netsvc.api.operations.common import LocalText


@strawberry.interface(description="Expected failures. Each says what was seen and what to do.")
class Problem:
    message: LocalText
