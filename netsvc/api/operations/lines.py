"""How somebody is connected, for those who may change it; the press itself is a handover's."""

from __future__ import annotations

import strawberry

from netsvc.api.operations.context import Info
from netsvc.availability.connection import ConnectionKind
from netsvc.availability.connections import KEEPERS


@strawberry.type(description="A number, a SIP address, or the https: link of a chat.")
class KeptLine:
    kind: ConnectionKind
    address: str


@strawberry.type
class OwnLine:
    """The part of a person that is about being connected."""

    key: strawberry.Private[str]

    @strawberry.field(description="How I am connected; null for anybody else.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def direct_line(self, info: Info) -> KeptLine | None:
        return await _kept(info, self.key) if info.context.actor == self.key else None


@strawberry.type
class SharedLine:
    """The same part of a unit or a mini-network."""

    key: strawberry.Private[str]

    @strawberry.field(description="How it is connected; null for who may not change it.")  # type: ignore[untyped-decorator]  # as above
    async def direct_line(self, info: Info) -> KeptLine | None:
        return await _kept(info, self.key) if info.context.caller.roles & KEEPERS else None


async def _kept(info: Info, key: str) -> KeptLine | None:
    found = await info.context.load.direct_lines.load(key)
    return KeptLine(kind=found.kind, address=found.address) if found is not None else None
