"""Webhooks and notification addresses."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Expert, expert_or_none
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import MAX_PLAIN_ID
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound
from netsvc.errors import BadInputError
from netsvc.events.answers import Answer, Done, invalid
from netsvc.outside import deliveries, notifications, webhooks
from netsvc.outside.deliveries import DeliveryState
from netsvc.outside.kinds import OutsideKind

MAX_DELIVERIES = 100

strawberry.enum(DeliveryState)
strawberry.enum(
    OutsideKind,
    name="WebhookEventKind",
    description="What webhooks can be told of; schema/events has the payload of each.",
)


@strawberry.type(description="One event for one webhook; sent again with the same event id.")
class WebhookDelivery:
    id: strawberry.ID
    event_id: strawberry.ID = strawberry.field(description="The webhook-id header.")
    event: str
    state: DeliveryState
    attempts: int
    status: int | None = strawberry.field(description="The receiver's last HTTP status.")
    error: str | None
    created_at: datetime
    next_at: datetime | None
    ended_at: datetime | None

    @classmethod
    def of(cls, shown: deliveries.Shown) -> WebhookDelivery:
        return cls(
            id=strawberry.ID(shown.id),
            event_id=strawberry.ID(shown.event_id),
            event=shown.kind,
            state=shown.state,
            attempts=shown.attempts,
            status=shown.status,
            error=shown.error,
            created_at=shown.created_at,
            next_at=shown.due_at if shown.state is DeliveryState.WAITING else None,
            ended_at=shown.ended_at,
        )


@strawberry.type
class Webhook:
    known: strawberry.Private[webhooks.Webhook]
    id: strawberry.ID
    url: str
    events: list[OutsideKind]
    created_at: datetime
    retired_at: datetime | None
    secret: str | None = strawberry.field(
        description="What signatures are verified with; only in the answer of createWebhook."
    )

    @classmethod
    def of(cls, webhook: webhooks.Webhook, secret: str | None = None) -> Webhook:
        return cls(
            known=webhook,
            id=strawberry.ID(webhook.id),
            url=webhook.url,
            events=[OutsideKind(kind) for kind in webhook.kinds],
            created_at=webhook.created_at,
            retired_at=webhook.retired_at,
            secret=secret,
        )

    @strawberry.field
    async def created_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.created_by)

    @strawberry.field(description="The latest first.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def deliveries(self, info: Info, first: int | None = 20) -> list[WebhookDelivery]:
        size = 20 if first is None else first
        if not 1 <= size <= MAX_DELIVERIES:
            raise BadInputError(
                f"{size} deliveries were asked for.", action=f"Ask for 1 to {MAX_DELIVERIES}."
            )
        repository = info.context.services.outside.deliveries
        found = await repository.listed(target=f"webhook:{self.known.id}", limit=size)
        return [WebhookDelivery.of(one) for one in found]


@strawberry.type(description="Where a person is told of offers; its secrets are not shown.")
class NotificationAddress:
    service: str
    masked: str
    set_at: datetime

    @classmethod
    def of(cls, address: notifications.NotificationAddress) -> NotificationAddress:
        return cls(service=address.service, masked=address.masked, set_at=address.set_at)


@strawberry.type(description="The address after the change; none where notifications are off.")
class NotificationSetting:
    address: NotificationAddress | None


WebhookResult = Annotated[
    Webhook | InvalidInput | NotFound | KeyReused, strawberry.union("WebhookResult")
]
NotificationResult = Annotated[
    NotificationSetting | InvalidInput | NotFound | KeyReused,
    strawberry.union("NotificationResult"),
]


async def _webhook(info: Info, answer: Answer, *, created: bool) -> WebhookResult:
    refused = await refused_answer(info, answer, Given())
    if refused is not None or not isinstance(answer, Done):
        return cast(WebhookResult, refused)
    outside = info.context.services.outside
    found = await outside.webhooks.webhooks([answer.id])
    secret = outside.commands.secret(answer.id) if created else None
    return Webhook.of(there(found[0] if found else None), secret)


@strawberry.type
class OutsideQuery:
    @strawberry.field
    async def webhooks(self, info: Info) -> list[Webhook]:
        found = await info.context.services.outside.webhooks.webhooks()
        return [Webhook.of(one) for one in found]

    @strawberry.field(description="Where I am told of offers.")  # type: ignore[untyped-decorator]  # as above
    async def notification_address(self, info: Info) -> NotificationAddress | None:
        found = await info.context.services.outside.addresses.of_person(info.context.actor)
        return NotificationAddress.of(found) if found is not None else None


@strawberry.type
class OutsideMutation:
    @strawberry.mutation(description="Tell a URL of these kinds of events, by Standard Webhooks.")  # type: ignore[untyped-decorator]  # as above
    async def create_webhook(
        self, info: Info, url: str, events: list[OutsideKind], key: str
    ) -> WebhookResult:
        commands = info.context.services.outside.commands
        answer = await commands.create_webhook(info.context.actor, key, url, tuple(events))
        return await _webhook(info, answer, created=True)

    @strawberry.mutation(description="Send nothing more to it; what waits is cancelled.")  # type: ignore[untyped-decorator]  # as above
    async def retire_webhook(
        self, info: Info, webhook_id: strawberry.ID, key: str
    ) -> WebhookResult:
        commands = info.context.services.outside.commands
        if len(webhook_id) > MAX_PLAIN_ID:
            return await _webhook(info, invalid("webhookId", webhook_id, "bad_id"), created=False)
        answer = await commands.retire_webhook(info.context.actor, key, webhook_id)
        return await _webhook(info, answer, created=False)

    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as above
        description="Where I am told of offers, as an apprise URL; without one, nowhere."
    )
    async def set_notification_address(
        self, info: Info, key: str, address: str | None = None
    ) -> NotificationResult:
        outside = info.context.services.outside
        answer = await outside.commands.set_address(info.context.actor, key, address)
        refused = await refused_answer(info, answer, Given())
        if refused is not None or not isinstance(answer, Done):
            return cast(NotificationResult, refused)
        found = await outside.addresses.of_person(info.context.actor)
        return NotificationSetting(address=NotificationAddress.of(found) if found else None)
