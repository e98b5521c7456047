"""Offering a case to a mini-network: to whoever is on duty and free, then to the next on duty."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

from netsvc.events.answers import Answer, Refusal, RefusalKind, not_found
from netsvc.events.commands import CommandRunner
from netsvc.finding.lines import RosterRepository
from netsvc.finding.model import FoundRoster
from netsvc.handover.model import HandoverKind
from netsvc.handover.packet import PacketEntry
from netsvc.handover.promise import NewPromise
from netsvc.handover.service import HandoverService, NewOffer

COMMAND = "offerToMiniNetwork"


@dataclass(frozen=True)
class NetworkOffer:
    case_id: str
    network_id: str
    kind: HandoverKind
    packet: tuple[PacketEntry, ...] = ()
    note: str | None = None
    promise: NewPromise | None = None
    """What the customer is told of a cold handover; whoever accepts it owes it."""


class DutyOfferService:
    """The answer is Done with the first offer's id, or a Refusal."""

    def __init__(
        self, runner: CommandRunner, rosters: RosterRepository, handovers: HandoverService
    ) -> None:
        self._runner = runner
        self._rosters = rosters
        self._handovers = handovers

    async def offer(self, actor: str, key: str, new: NetworkOffer) -> Answer:
        """Warm, to those on duty who are free; cold, also to those who are not, and where nobody
        is on duty to whose turn is next. Refused with who that is where there is nobody.

        The key stands for the mini-network: who is on duty when it is asked again does not matter.
        """
        body = asdict(new)
        before = await self._runner.answered(COMMAND, actor, key, body)
        if before is not None:
            return before
        at = self._runner.clock()
        roster = await self._rosters.roster(new.network_id, caller_id=actor, at=at)
        if roster is None:
            return not_found(new.network_id)
        ids = whom_to_ask(roster, new.kind)
        if not ids:
            return _nobody(roster)
        offer = NewOffer(
            new.case_id,
            ids[0],
            new.kind,
            new.packet,
            new.note,
            next_expert_ids=ids[1:],
            promise=new.promise,
        )
        return await self._handovers.offer(actor, key, offer, asked=(COMMAND, body))


def whom_to_ask(roster: FoundRoster, kind: HandoverKind) -> tuple[str, ...]:
    """In order; those who are free come first."""
    if kind is HandoverKind.WARM:
        return tuple(one.expert.id for one in roster.on_duty if one.free_now)
    ids = tuple(one.expert.id for one in roster.on_duty)
    return ids or ((roster.next_duty.expert.id,) if roster.next_duty else ())


def _nobody(roster: FoundRoster) -> Refusal:
    follows = roster.next_duty
    words = "nobody_free_on_duty" if roster.on_duty else "nobody_on_duty"
    return Refusal(
        RefusalKind.NOBODY_ON_DUTY,
        f"{words}_next" if follows else words,
        network_id=roster.network.id,
        expert_id=follows.expert.id if follows else None,
        starts_at=follows.starts_at.isoformat() if follows else None,
        seen=f"{follows.starts_at.astimezone(ZoneInfo(follows.time_zone)):%Y-%m-%d %H:%M}"
        if follows
        else "",
    )
