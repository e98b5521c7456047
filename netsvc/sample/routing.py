"""Who gets a case: the ways of handing over that were planted in the sample."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from netsvc.directory.model import IssueType
from netsvc.sample.model import SampleNetwork, SamplePerson, SampleUnit, Truth
from netsvc.sample.units import SECOND_LINE, responsible_unit

CENTRES = {
    "fi": ("service-helsinki", "service-oulu", "service-turku", "service-vaasa", "service-tampere"),
    "sv": ("service-vaasa", "service-turku", "service-helsinki"),
    "en": ("service-helsinki", "service-turku", "service-oulu", "service-tampere"),
}
_CENTRE_WEIGHTS = {"fi": (30, 27, 22, 10, 11), "sv": (50, 30, 20), "en": (50, 20, 20, 10)}
_DECLINES = ("NO_CAPACITY", "NOT_MY_MATTER", "INFORMATION_MISSING", "ABSENT")
_DECLINE_WEIGHTS = (50, 25, 15, 10)

SECOND_LINE_RESOLVES = 0.6
FIRST_OFFER_DECLINED = 0.12
WARM_OFFER_EXPIRES = 0.06
EXTRA_LEG = 0.3
SECOND_ROUND = 0.3


class Leg(NamedTuple):
    """One offer on the way of a case; person ids."""

    sender: str
    receiver: str
    state: str
    decline_reason: str | None
    bounced: bool


class Staff:
    """The people by unit, with how much each of them works on each issue type."""

    def __init__(
        self,
        units: Sequence[SampleUnit],
        people: Sequence[SamplePerson],
        networks: Sequence[SampleNetwork],
        truth: Truth,
        rng: random.Random,
    ) -> None:
        self._rng = rng
        self._truth = truth
        self.unit_of = {p.id: p.unit for p in people}
        self._agents: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._experts: dict[str, list[str]] = defaultdict(list)
        for person in people:
            if "AGENT" in person.roles:
                for language in person.languages:
                    self._agents[person.unit, language].append(person.id)
                self._agents[person.unit, ""].append(person.id)
            if "EXPERT" in person.roles:
                self._experts[person.unit].append(person.id)
        self._shares: dict[tuple[str, str], list[float]] = {}
        parents = {u.id: u.parent for u in units}
        silos = {u.id: _top(u.id, parents) for u in units}
        staffed = [u.id for u in units if self._experts.get(u.id)]
        self._siblings = {
            unit: [o for o in staffed if o != unit and silos[o] == silos[unit]] for unit in staffed
        }
        self._bridges = frozenset(truth.bridges)
        self._second_line_bridges = [p for p in self._experts[SECOND_LINE] if p in self._bridges]
        self._network_experts = {
            (network.id, unit): [
                p
                for p, _ in network.members
                if self.unit_of[p] == unit and p in self._experts[unit]
            ]
            for network in networks
            for unit in self._experts
        }

    def agent(self, language: str) -> str:
        """An agent who speaks the customer's language."""
        unit = self._rng.choices(CENTRES[language], _CENTRE_WEIGHTS[language])[0]
        speakers = self._agents.get((unit, language)) or self._agents[unit, ""]
        return self._rng.choice(speakers)

    def expert(self, unit: str, issue_type: str, avoid: str = "") -> str:
        """An expert of the unit; some work on the type much more than others."""
        people = self._experts[unit]
        key = (unit, issue_type)
        if key not in self._shares:
            self._shares[key] = list(accumulate(self._rng.random() ** 3 + 0.02 for _ in people))
        shares = self._shares[key]
        chosen = self._rng.choices(people, cum_weights=shares)[0]
        while chosen == avoid:
            chosen = self._rng.choice(people)
        return chosen

    def route(
        self, agent: str, issue_type: IssueType, *, warm: bool, network: str | None
    ) -> list[Leg]:
        """The legs from the agent on; the receiver of the last one takes the case."""
        rng, unit = self._rng, responsible_unit(issue_type)
        if network is not None:
            members = self._network_experts[network, unit]
            return [
                *self._tries(agent, unit, issue_type.id, warm=warm),
                _taken(agent, rng.choice(members)),
            ]
        legs = self._tries(agent, unit, issue_type.id, warm=warm)
        sender = agent
        bridge = agent in self._bridges
        stay = self._truth.bridge_stay_in_silo if bridge else self._truth.stay_in_silo
        if unit != SECOND_LINE and rng.random() < stay:
            if rng.random() < SECOND_LINE_RESOLVES:
                return [*legs, _taken(sender, self.expert(SECOND_LINE, issue_type.id))]
            helper = rng.choice(self._second_line_bridges)
            legs.append(_passed_on(sender, helper))
            sender = helper
        receiver = self.expert(unit, issue_type.id, avoid=sender)
        if warm:
            return [*legs, _taken(sender, receiver)]
        return legs + self._inside(sender, receiver, unit, issue_type.id)

    def _tries(self, sender: str, unit: str, issue_type: str, *, warm: bool) -> list[Leg]:
        """Offers before the one that was taken."""
        legs = []
        if self._rng.random() < FIRST_OFFER_DECLINED:
            reason = self._rng.choices(_DECLINES, _DECLINE_WEIGHTS)[0]
            wrong = unit
            if reason == "NOT_MY_MATTER" and self._siblings[unit]:
                wrong = self._rng.choice(self._siblings[unit])
            receiver = self.expert(wrong, issue_type, avoid=sender)
            legs.append(Leg(sender, receiver, "DECLINED", reason, reason == "NOT_MY_MATTER"))
        if warm and self._rng.random() < WARM_OFFER_EXPIRES:
            receiver = self.expert(unit, issue_type, avoid=sender)
            legs.append(Leg(sender, receiver, "EXPIRED", None, False))
        return legs

    def _inside(self, sender: str, receiver: str, unit: str, issue_type: str) -> list[Leg]:
        """From the responsible unit on: ping-pong, or one more pair of hands in the same silo."""
        rng, pair = self._rng, self._truth.ping_pong_units
        if issue_type in self._truth.ping_pong_types and rng.random() < self._truth.ping_pong_share:
            other = pair[1] if unit == pair[0] else pair[0]
            legs = [_passed_on(sender, receiver)]
            for _ in range(2 if rng.random() < SECOND_ROUND else 1):
                away = self.expert(other, issue_type)
                back = self.expert(unit, issue_type)
                legs += [_passed_on(receiver, away), _passed_on(away, back)]
                receiver = back
            last = legs.pop()
            return [*legs, _taken(last.sender, last.receiver)]
        if rng.random() < EXTRA_LEG:
            siblings = self._siblings[unit]
            target = rng.choice(siblings) if siblings and rng.random() < 0.4 else unit
            helper = self.expert(target, issue_type, avoid=receiver)
            return [_passed_on(sender, receiver), _taken(receiver, helper)]
        return [_taken(sender, receiver)]


def _top(unit: str, parents: dict[str, str | None]) -> str:
    while (parent := parents[unit]) is not None:
        unit = parent
    return unit


def _taken(sender: str, receiver: str) -> Leg:
    return Leg(sender, receiver, "ACCEPTED", None, False)


def _passed_on(sender: str, receiver: str) -> Leg:
    return Leg(sender, receiver, "FORWARDED", None, True)
