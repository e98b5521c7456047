"""What leaves the house, wired together over one graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Graph
from netsvc.outside.answers import AnswerRepository, AnswerTokens
from netsvc.outside.deliveries import DeliveryRepository
from netsvc.outside.dispatcher import Dispatcher, Sender
from netsvc.outside.kinds import PublicId
from netsvc.outside.notifications import (
    AddressRepository,
    AppriseNotifier,
    Notifier,
    PersonSender,
)
from netsvc.outside.secrets import Secrets
from netsvc.outside.sending import WebhookSender
from netsvc.outside.service import OutsideService
from netsvc.outside.webhooks import WebhookRepository
from netsvc.settings import Settings


@dataclass(frozen=True)
class OutsideConfig:
    """``public_url`` is where people reach netsvc, without a slash at its end."""

    secrets: Secrets
    allow_private: bool = False
    public_url: str = "http://127.0.0.1:8000"

    @classmethod
    def from_settings(cls, settings: Settings) -> OutsideConfig:
        """Raises ``ConfigurationError`` for a key that can't be kept."""
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        return cls(
            Secrets.from_settings(settings),
            settings.allow_private_webhooks,
            settings.public_url.rstrip("/") or f"http://{host}:{settings.port}",
        )


@dataclass(frozen=True)
class Outside:
    """One of each, for one process."""

    commands: OutsideService
    webhooks: WebhookRepository
    addresses: AddressRepository
    deliveries: DeliveryRepository
    dispatcher: Dispatcher
    answer_tokens: AnswerTokens
    answers: AnswerRepository


def wire_outside(
    graph: Graph,
    runner: CommandRunner,
    config: OutsideConfig,
    *,
    public_id: PublicId,
    clock: Callable[[], datetime],
    notifier: Notifier | None = None,
) -> Outside:
    """The dispatcher is not started here."""
    allow_private, secrets = config.allow_private, config.secrets
    notifier = notifier or AppriseNotifier(allow_private=allow_private)
    tokens = AnswerTokens(secrets, clock=clock)
    webhooks = WebhookRepository(graph)
    deliveries = DeliveryRepository(graph)

    def link(person: str, handover: str, id_: str, expires_at: datetime | None) -> str:
        return f"{config.public_url}/answer/{tokens.issue(person, handover, id_, expires_at)}"

    senders: dict[str, Sender] = {
        "webhook": WebhookSender(webhooks, secrets, allow_private=allow_private),
        "person": PersonSender(graph, notifier, secrets, link, inbox=f"{config.public_url}/inbox"),
    }
    return Outside(
        commands=OutsideService(runner, notifier, secrets, allow_private=allow_private),
        webhooks=webhooks,
        addresses=AddressRepository(graph),
        deliveries=deliveries,
        dispatcher=Dispatcher(deliveries, senders, public_id=public_id, clock=clock),
        answer_tokens=tokens,
        answers=AnswerRepository(graph),
    )
