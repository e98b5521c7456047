"""Commands about what leaves the house: webhooks, notification addresses, sending again."""

from __future__ import annotations

from datetime import datetime

from netsvc.errors import BadInputError
from netsvc.events.answers import Answer, Audit, Done, Outcome, invalid, not_found
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Tx
from netsvc.ids import new_id
from netsvc.outside import notifications, webhooks
from netsvc.outside.addresses import resolve
from netsvc.outside.kinds import OutsideKind
from netsvc.outside.notifications import Notifier
from netsvc.outside.secrets import Secrets
from netsvc.outside.sending import parse_url


class OutsideService:
    """Every command answers Done with the thing's id, or a Refusal."""

    def __init__(
        self,
        runner: CommandRunner,
        notifier: Notifier,
        secrets: Secrets,
        *,
        allow_private: bool,
    ) -> None:
        self._runner = runner
        self._notifier = notifier
        self._secrets = secrets
        self._allow_private = allow_private

    def secret(self, webhook_id: str) -> str:
        """What the receiver verifies signatures with; shown in the answer of ``create`` only."""
        return self._secrets.of_webhook(webhook_id)

    async def create_webhook(
        self, actor: str, key: str, url: str, kinds: tuple[OutsideKind, ...]
    ) -> Answer:
        """From now on the URL is told of these kinds of events."""
        if not kinds:
            return invalid("kinds", "", "no_kinds")
        body = {"url": url, "kinds": sorted({kind.value for kind in kinds})}
        before = await self._runner.answered("createWebhook", actor, key, body)
        if before is not None:
            # the same press again, whatever the name leads to by now
            return before
        try:
            parsed = parse_url(url, allow_private=self._allow_private)
            await resolve(parsed.host, parsed.port or 443, allow_private=self._allow_private)
        except BadInputError:
            return invalid("url", parsed_host(url), "bad_webhook_url")

        async def work(tx: Tx, at: datetime) -> Outcome:
            webhook_id = new_id()
            await tx.guarded(
                webhooks.CREATE,
                id=webhook_id,
                url=url,
                kinds=sorted({kind.value for kind in kinds}),
                mark=self._secrets.mark_of_webhook(webhook_id),
                at=at,
                actor=actor,
            )
            audit = Audit(actor, "createWebhook", detail=f"{webhook_id} {parsed.host}")
            return Outcome(Done(webhook_id), (audit,))

        return await self._runner.run("createWebhook", actor, key, body, work)

    async def retire_webhook(self, actor: str, key: str, webhook_id: str) -> Answer:
        """Nothing more is sent to it; what still waits is cancelled."""

        async def work(tx: Tx, at: datetime) -> Outcome:
            row = await tx.one(webhooks.RETIRE, id=webhook_id, at=at)
            if row is None:
                return Outcome(not_found(webhook_id))
            return Outcome(Done(webhook_id), (Audit(actor, "retireWebhook", detail=webhook_id),))

        return await self._runner.run("retireWebhook", actor, key, {"webhook": webhook_id}, work)

    async def set_address(self, actor: str, key: str, address: str | None) -> Answer:
        """Where the actor is told of offers; None ends that. Done with the actor's id."""
        body = {"address": address}
        before = await self._runner.answered("setNotificationAddress", actor, key, body)
        if before is not None:
            return before
        kind = None
        if address is not None:
            try:
                kind = await self._notifier.look_at(address)
            except BadInputError:
                # the address may hold a password: only its scheme is repeated
                scheme = address.partition("://")[0][:20] if "://" in address else ""
                return invalid("address", scheme, "bad_notification_address")

        async def work(tx: Tx, at: datetime) -> Outcome:
            if address is None or kind is None:
                await tx.run(notifications.CLEAR, person=actor)
            else:
                row = await tx.one(
                    notifications.SET,
                    person=actor,
                    sealed=self._secrets.seal(address),
                    service=kind.service,
                    masked=kind.masked,
                    at=at,
                )
                if row is None:
                    return Outcome(not_found(actor))
            detail = kind.service if kind is not None else "none"
            return Outcome(Done(actor), (Audit(actor, "setNotificationAddress", detail=detail),))

        return await self._runner.run("setNotificationAddress", actor, key, body, work)


def parsed_host(url: str) -> str:
    """What may be repeated of an address that was refused: no password, no path."""
    return url.partition("://")[2].partition("/")[0].rpartition("@")[2][:80]
