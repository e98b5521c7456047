"""What the transport tells a schema about the request it is to answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from netsvc.identity.roles import Caller


@dataclass(frozen=True)
class RequestInfo:
    """One request: who asks (None when nobody signed in) and the id that its log lines carry."""

    request_id: str
    caller: Caller | None = None
    demo: bool = False
    client: str = ""


ContextFactory = Callable[[RequestInfo], Any]
"""Makes the context value that resolvers see; called once an operation."""
