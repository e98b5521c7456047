"""Twelve months of cases, one after the other, each lived through to its end."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import NamedTuple

from netsvc.directory.model import IssueType, Language
from netsvc.sample.calendar import HELSINKI, next_working_moment
from netsvc.sample.model import CaseRow, ContactRow, HandoverRow, RedirectRow, Truth
from netsvc.sample.routing import Leg, Staff
from netsvc.sample.units import responsible_unit

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
STATES_OUT = ("strict", "warm", "redirect", "cold", "later")
COVERED = (0.38, 0.12, 0.26, 0.16, 0.08)
WRITTEN = (0.46, 0.0, 0.06, 0.32, 0.16)
ABANDONED = 0.2
EXCLUDED = 0.05
WARM_SECONDS = 45

_REDIRECTS = (
    ("NOT_OUR_MATTER", 40), ("NO_EXPERT_FOUND", 20), ("NOBODY_FREE", 20), ("OWN_WORK_FIRST", 10),
    ("CUSTOMERS_WISH", 6), ("OUTSIDE_ORGANISATION", 4),
)  # fmt: skip
_EXCLUSIONS = (
    "Asia tarvitsee lääkärin lausunnon, jota ei vielä ole.",
    "Ärendet väntar på uppgifter från en annan myndighet.",
    "Päätöksen antaminen edellyttää kuulemista, jolla on laissa määräaika.",
)


class Arrival(NamedTuple):
    """A customer who comes with a matter."""

    at: datetime
    customer: str
    issue_type: IssueType
    language: str
    channel: str
    may_return: bool


class History:
    """Collects rows; ``until`` is the moment (UTC) after which nothing has happened yet."""

    def __init__(
        self,
        staff: Staff,
        truth: Truth,
        ease: dict[str, float],
        until: datetime,
        rng: random.Random,
    ) -> None:
        self._staff = staff
        self._ease = ease
        self._until = until
        self._rng = rng
        self._truth = truth
        self._numbers: set[str] = set()
        self.cases: list[CaseRow] = []
        self.contacts: list[ContactRow] = []
        self.handovers: list[HandoverRow] = []
        self.redirects: list[RedirectRow] = []
        self.returns: list[Arrival] = []

    def live(self, arrival: Arrival) -> None:
        """One case from its first words to its end, or to where it stands at ``until``."""
        agent = self._staff.agent(arrival.language)
        network = self._network(arrival, self._staff.unit_of[agent])
        outcome = self._rng.choices(STATES_OUT, self.shares(arrival, network))[0]
        story = _Story(self, arrival, agent, f"sc{len(self.cases) + 1:06}")
        if outcome == "strict":
            story.end = story.resolve(agent, story.talk_ends())
        elif outcome == "warm":
            story.hand_over(network, warm=True)
        elif outcome == "cold":
            story.hand_over(network, warm=False)
        elif outcome == "redirect":
            story.send_away()
        else:
            story.call_back(agent, self._rng.uniform(3, 60))
        self._finish(story)

    def shares(self, arrival: Arrival, network: str | None) -> tuple[float, ...]:
        """Probabilities of ``STATES_OUT`` for this arrival."""
        if arrival.channel not in self._truth.live_channels:
            return WRITTEN
        covering = [n for n in self._truth.networks if arrival.issue_type.id in n.covers]
        if not covering:
            ease = self._ease[arrival.issue_type.id]
            rest = 1 - ease
            return (ease, 0.22 * rest, 0.32 * rest, 0.28 * rest, 0.18 * rest)
        strict, warm, redirect, cold, later = COVERED
        effect = covering[0].effect if network else 0.0
        return (strict, warm + effect, redirect - effect, cold, later)

    def _network(self, arrival: Arrival, unit: str) -> str | None:
        day = arrival.at.astimezone(HELSINKI).date()
        for truth in self._truth.networks:
            covered = arrival.issue_type.id in truth.covers and unit in truth.treated_units
            if covered and day >= truth.start:
                return truth.id
        return None

    def _finish(self, story: _Story) -> None:
        arrival, rng = story.arrival, self._rng
        words = rng.choice(arrival.issue_type.examples.in_language(Language(arrival.language)))
        resolved = story.end
        excluded = resolved is not None and len(story.contacts) > 1 and rng.random() < EXCLUDED
        self.cases.append(
            CaseRow(
                id=story.case,
                number=self._number(),
                state=story.state,
                words=words,
                language=arrival.language,
                channel=arrival.channel,
                opened_at=arrival.at,
                resolved_at=resolved,
                closed_at=story.closed_at,
                excluded_reason=rng.choice(_EXCLUSIONS) if excluded else None,
                excluded_at=resolved if excluded else None,
                customer=arrival.customer,
                issue_type=arrival.issue_type.id,
                opened_by=story.agent,
                opened_in=self._staff.unit_of[story.agent],
                resolved_by=story.resolver,
                resolved_in=self._staff.unit_of[story.resolver] if story.resolver else None,
                owner=story.owner if resolved is None and story.closed_at is None else None,
            )
        )
        self.contacts += story.contacts
        self.handovers += story.handovers
        self.redirects += story.redirects
        if resolved and arrival.may_return and rng.random() < self._truth.repeat_share:
            self._come_back(arrival, resolved)

    def _come_back(self, arrival: Arrival, resolved: datetime) -> None:
        for _ in range(20):
            at = next_working_moment(resolved, self._rng.uniform(14, 160))
            if at - resolved < timedelta(days=6.9):
                break
        else:
            return
        if at < self._until:
            self.returns.append(arrival._replace(at=at, channel="PHONE", may_return=False))

    def _number(self) -> str:
        while True:
            digits = "".join(self._rng.choices(ALPHABET, k=8))
            number = f"{digits[:4]}-{digits[4:]}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number


class _Story:
    """One case while it is being lived."""

    def __init__(self, history: History, arrival: Arrival, agent: str, case: str) -> None:
        self._h, self._rng, self._staff = history, history._rng, history._staff
        self.arrival, self.agent, self.case = arrival, agent, case
        self.owner = agent
        self.state = "WAITING"
        self.end: datetime | None = None
        self.closed_at: datetime | None = None
        self.resolver: str | None = None
        self.contacts: list[ContactRow] = []
        self.handovers: list[HandoverRow] = []
        self.redirects: list[RedirectRow] = []
        self._contact(agent, arrival.at, arrival.channel, self._queue())

    def talk_ends(self) -> datetime:
        return self.contacts[-1].ended_at

    def resolve(self, who: str, at: datetime) -> datetime:
        self.state, self.resolver = "RESOLVED", who
        return at - timedelta(seconds=15)

    def hand_over(self, network: str | None, *, warm: bool) -> None:
        legs = self._staff.route(
            self.agent, self.arrival.issue_type, warm=warm, network=network if warm else None
        )
        if warm:
            self._warm(legs)
        else:
            self._cold(legs)

    def _warm(self, legs: list[Leg]) -> None:
        contact = self.contacts[-1]
        at = contact.started_at + timedelta(seconds=self._rng.randrange(90, 240))
        for leg in legs:
            waited = WARM_SECONDS if leg.state == "EXPIRED" else self._rng.randrange(4, 38)
            decided = at + timedelta(seconds=waited)
            expires = at + timedelta(seconds=WARM_SECONDS)
            self._leg(leg, "WARM", at, decided, expires=expires, contact=contact.id)
            at = decided + timedelta(seconds=self._rng.randrange(8, 30))
        ended = at + timedelta(seconds=self._rng.randrange(180, 720))
        self.contacts[-1] = contact._replace(ended_at=ended)
        self.owner = legs[-1].receiver
        self.end = self.resolve(self.owner, ended)

    def _cold(self, legs: list[Leg]) -> None:
        at = self.talk_ends()
        for leg in legs:
            decided = next_working_moment(at, self._rng.uniform(0.2, 7.0))
            if decided >= self._h._until:
                offer = leg._replace(state="OFFERED", decline_reason=None, bounced=False)
                self._leg(offer, "COLD", at, None)
                return
            self._leg(leg, "COLD", at, decided)
            if leg.state in ("ACCEPTED", "FORWARDED"):
                self.owner = leg.receiver
            at = decided
        hours = (at - self.arrival.at).total_seconds() / 3600
        self.call_back(self.owner, hours + self._rng.lognormvariate(2.9, 0.8))

    def call_back(self, who: str, hours: float) -> None:
        """The worker calls the customer and solves it, unless that is still to come."""
        at = next_working_moment(self.arrival.at, hours)
        if at >= self._h._until:
            return
        self._contact(who, at, "PHONE", None)
        self.end = self.resolve(who, self.talk_ends())

    def send_away(self) -> None:
        """The customer is told to go elsewhere, and does or gives up."""
        unit = responsible_unit(self.arrival.issue_type)
        who, at = self.agent, self.talk_ends()
        while True:
            self._redirect(who, unit, at)
            if self._rng.random() < ABANDONED:
                gave_up = at + timedelta(days=14)
                if gave_up < self._h._until:
                    self.state, self.closed_at = "CLOSED_UNRESOLVED", gave_up
                return
            at = next_working_moment(at, self._rng.lognormvariate(2.6, 0.9))
            if at >= self._h._until:
                return
            direct = self._rng.random() < 0.6 or len(self.redirects) > 1
            issue_type = self.arrival.issue_type.id
            who = (
                self._staff.expert(unit, issue_type)
                if direct
                else self._staff.agent(self.arrival.language)
            )
            self._contact(who, at, "PHONE", self._queue())
            if direct or self._rng.random() < 0.5:
                self.end = self.resolve(who, self.talk_ends())
                return
            at = self.talk_ends()

    def _contact(self, who: str, at: datetime, channel: str, queue: int | None) -> None:
        length = min(2400, max(70, int(self._rng.lognormvariate(5.9, 0.5))))
        self.contacts.append(
            ContactRow(
                id=f"{self.case}c{len(self.contacts) + 1}",
                case=self.case,
                customer=self.arrival.customer,
                started_at=at,
                ended_at=at + timedelta(seconds=length),
                channel=channel,
                queue_seconds=queue,
                handled_by=who,
                unit=self._staff.unit_of[who],
            )
        )

    def _queue(self) -> int | None:
        if self.arrival.channel not in ("PHONE", "CHAT", "VISIT"):
            return None
        local = self.arrival.at.astimezone(HELSINKI)
        busy = (1.7 if local.weekday() == 0 else 1.0) * (1.5 if 9 <= local.hour < 11 else 1.0)
        if local.month in (1, 8):
            busy *= 1.4
        return min(5400, int(self._rng.lognormvariate(5.1, 0.8) * busy))

    def _leg(
        self,
        leg: Leg,
        kind: str,
        at: datetime,
        decided: datetime | None,
        *,
        expires: datetime | None = None,
        contact: str | None = None,
    ) -> None:
        self.handovers.append(
            HandoverRow(
                id=f"{self.case}h{len(self.handovers) + 1}",
                case=self.case,
                kind=kind,
                state=leg.state,
                offered_at=at,
                expires_at=expires,
                decided_at=decided,
                decline_reason=leg.decline_reason,
                note=None,
                packet="[]",
                why="[]",
                bounced=leg.bounced,
                sender=leg.sender,
                receiver=leg.receiver,
                from_unit=self._staff.unit_of[leg.sender],
                to_unit=self._staff.unit_of[leg.receiver],
                contact=contact,
            )
        )

    def _redirect(self, who: str, unit: str, at: datetime) -> None:
        reasons, weights = zip(*_REDIRECTS, strict=True)
        reason = self._rng.choices(reasons, weights)[0]
        self.redirects.append(
            RedirectRow(
                id=f"{self.case}r{len(self.redirects) + 1}",
                case=self.case,
                at=at,
                reason=reason,
                by=who,
                from_unit=self._staff.unit_of[who],
                toward=None if reason == "OUTSIDE_ORGANISATION" else unit,
                contact=self.contacts[-1].id,
            )
        )
