"""What is heard live."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import strawberry

from netsvc.api.operations.asks import ask_or_none
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import MiniNetwork
from netsvc.api.operations.handovers import InboxEvent, handover_or_none


@strawberry.type
class Subscription:
    @strawberry.subscription(  # type: ignore[untyped-decorator]  # as in directory
        description="Live events for the signed-in person, resuming after the last one seen."
    )
    async def inbox_events(
        self, info: Info, after: int | None = None
    ) -> AsyncGenerator[InboxEvent, None]:
        async with info.context.services.hub.listen(info.context.actor, after) as listener:
            async for event in listener.events():
                info.context.forget()
                yield InboxEvent(
                    id=strawberry.ID(event.id),
                    seq=event.seq,
                    kind=event.kind,
                    at=event.at,
                    handover=await handover_or_none(info, event.handover_id),
                    ask=await ask_or_none(info, event.ask_id),
                    mini_network=await _network(info, event.network_id),
                )


async def _network(info: Info, id_: str | None) -> MiniNetwork | None:
    network = await info.context.load.mini_networks.load(id_) if id_ else None
    return MiniNetwork.of(network) if network is not None else None
