"""Sends each event at least once to each receiver, from however many processes.

A lease lets one process send; a process that is killed loses it when it runs out, and another sends
again with the same id. What fails is tried again later and later, and is a dead letter in the end.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from netsvc.backoff import Backoff
from netsvc.errors import NetsvcError
from netsvc.ids import new_id
from netsvc.outside.deliveries import DeliveryRepository, DeliveryState, Leased, NewDelivery
from netsvc.outside.kinds import ASK_TOLD, Happening, OutsideKind, PublicId, payload

_log = structlog.get_logger(__name__)

PAUSES = (5, 30, 120, 600, 3600, 5 * 3600, 10 * 3600)
"""Seconds before each further attempt, give or take a fifth; after the last one it is dead."""
LEASE = timedelta(seconds=60)
AT_ONCE = 32
AT_ONCE_EACH = 4
KEPT = timedelta(days=30)
SWEEP_EVERY = timedelta(hours=1)
MAX_ERROR = 300


@dataclass(frozen=True)
class Sent:
    """How an attempt ended; ``final`` failures are not tried again."""

    ok: bool
    status: int | None = None
    error: str = ""
    final: bool = False
    dropped: bool = False


class Sender(Protocol):
    """Sends one delivery; raises ``NetsvcError`` where it failed and may be tried again.

    It ends well within ``LEASE``.
    """

    async def send(self, delivery: Leased, at: datetime) -> Sent: ...


class Dispatcher:
    """``senders`` by the beginning of a delivery's target: ``webhook`` and ``person``."""

    def __init__(
        self,
        repository: DeliveryRepository,
        senders: Mapping[str, Sender],
        *,
        public_id: PublicId,
        clock: Callable[[], datetime],
        interval: float = 0.5,
        jitter: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._repository = repository
        self._senders = senders
        self._public_id = public_id
        self._clock = clock
        self._interval = interval
        self._jitter = jitter
        self._holder = new_id()
        self._sending: dict[asyncio.Task[None], str] = {}
        self._swept: datetime | None = None

    async def round(self) -> int:
        """Lease what is due and begin to send it; how many."""
        at = self._clock()
        free = AT_ONCE - len(self._sending)
        if free <= 0 or not await self._repository.has_work(at):
            return 0
        counts = Counter(self._sending.values())
        leased = await self._repository.lease(
            at,
            self._fan_out,
            holder=self._holder,
            until=at + LEASE,
            limit=free,
            busy=[target for target, count in counts.items() if count >= AT_ONCE_EACH],
        )
        for delivery in leased:
            task = asyncio.get_running_loop().create_task(self._deliver(delivery))
            self._sending[task] = delivery.target
            task.add_done_callback(self._sending.pop)
        return len(leased)

    async def drain(self) -> int:
        """Rounds until nothing is due and all that was sent has ended; how many were sent."""
        count = 0
        while True:
            begun = await self.round()
            await asyncio.gather(*self._sending)
            count += begun
            if not begun:
                return count

    async def run(self) -> None:
        """Until cancelled; what is being sent then is let go, and its lease runs out."""
        backoff = Backoff(self._interval)
        try:
            while True:
                try:
                    begun = await self.round()
                    await self._forget()
                    backoff.worked()
                    pause = 0.0 if begun and len(self._sending) < AT_ONCE else self._interval
                except NetsvcError as error:
                    if not backoff.failures:
                        _log.warning("dispatcher_waits", reason=error.message)
                    pause = backoff.failed()
                await asyncio.sleep(pause)
        finally:
            for task in list(self._sending):
                task.cancel()
            await asyncio.gather(*self._sending, return_exceptions=True)

    def _fan_out(
        self, happened: Sequence[Happening], webhooks: Sequence[tuple[str, frozenset[str]]]
    ) -> list[NewDelivery]:
        made = []
        for one in happened:
            made += _asked(one)
            kind = one.kind
            if kind is None:
                continue
            for webhook_id, kinds in webhooks:
                if kind.value in kinds:
                    body = payload(one, kind, self._public_id)
                    target = f"webhook:{webhook_id}"
                    made.append(
                        NewDelivery(one.id, kind.value, target, body, webhook_id=webhook_id)
                    )
            leg = one.leg
            if kind is OutsideKind.HANDOVER_OFFERED and leg is not None and leg.notified_id:
                made.append(
                    NewDelivery(
                        one.id,
                        kind.value,
                        f"person:{leg.notified_id}",
                        expert_id=leg.notified_id,
                        handover_id=leg.id,
                        useful_until=leg.expires_at,
                    )
                )
        return made

    async def _deliver(self, delivery: Leased) -> None:
        try:
            sent = await self._attempt(delivery)
            await self._end(delivery, sent)
        except NetsvcError as error:
            # the lease runs out and the delivery is tried again
            _log.warning("delivery_not_ended", delivery=delivery.id, reason=error.message)

    async def _attempt(self, delivery: Leased) -> Sent:
        at = self._clock()
        if delivery.useful_until is not None and delivery.useful_until <= at:
            return Sent(ok=False, dropped=True, error="It came too late to be of use.")
        if delivery.attempts > len(PAUSES) + 1:
            # every attempt ended with its process
            return Sent(ok=False, final=True, error="No attempt came to an end.")
        sender = self._senders[delivery.target.partition(":")[0]]
        try:
            return await sender.send(delivery, at)
        except NetsvcError as error:
            return Sent(ok=False, error=error.message)
        except Exception as error:  # one delivery must not stop the others
            _log.exception("delivery_failed", delivery=delivery.id)
            return Sent(ok=False, error=type(error).__name__)

    async def _end(self, delivery: Leased, sent: Sent) -> None:
        at, error = self._clock(), sent.error[:MAX_ERROR] or None
        if sent.ok or sent.dropped or sent.final or delivery.attempts > len(PAUSES):
            state = DeliveryState.DEAD
            if sent.ok:
                state = DeliveryState.DELIVERED
            elif sent.dropped:
                state = DeliveryState.DROPPED
            await self._repository.end(
                delivery.id, self._holder, state, at, status=sent.status, error=error
            )
            return
        pause = PAUSES[delivery.attempts - 1] * self._jitter(0.8, 1.2)
        due = at + timedelta(seconds=pause)
        await self._repository.again(delivery.id, self._holder, due, sent.status, error or "")

    async def _forget(self) -> None:
        at = self._clock()
        if self._swept is None or at - self._swept >= SWEEP_EVERY:
            self._swept = at
            await self._repository.forget(at - KEPT)


def _asked(one: Happening) -> list[NewDelivery]:
    """To each of those asked who wants to be told where they work."""
    if one.ask is None:
        return []
    return [
        NewDelivery(one.id, ASK_TOLD, f"person:{id_}", expert_id=id_, ask_id=one.ask.id)
        for id_ in one.ask.notified_ids
    ]
