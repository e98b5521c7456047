"""Agents who open cases and hand them over through HTTP, and ask again until they are answered."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from netsvc.api.operations.ids import Kind, from_global, to_global
from tests.chaos.ledger import Ledger, Told

OPEN = """mutation($words: String!, $k: String!) {
  openCase(input: {words: $words, language: FI}, key: $k) { __typename ... on Case { id } } }"""
OFFER = """mutation($c: ID!, $to: ID!, $next: [ID!], $n: Int!, $k: String!) {
  offerHandover(
    caseId: $c, toExpertId: $to, kind: WARM, nextExpertIds: $next, atOnce: $n, key: $k
  ) { __typename ... on Handover { id } } }"""
ACCEPT = """mutation($h: ID!, $k: String!) {
  acceptHandover(handoverId: $h, key: $k) { __typename ... on Handover { id } } }"""
DECLINE = """mutation($h: ID!, $k: String!) {
  declineHandover(handoverId: $h, reason: NO_CAPACITY, key: $k) {
    __typename ... on Handover { id } } }"""
WITHDRAW = """mutation($h: ID!, $k: String!) {
  withdrawHandover(handoverId: $h, key: $k) { __typename ... on Handover { id } } }"""
RESOLVE = """mutation($c: ID!, $k: String!) {
  resolveCase(caseId: $c, key: $k) { __typename ... on Case { id } } }"""
REDIRECT = """mutation($c: ID!, $k: String!) {
  recordRedirect(caseId: $c, reason: NO_EXPERT_FOUND, key: $k) {
    __typename ... on Redirect { id } } }"""
PRESENT = """mutation($k: String!) {
  setPresence(presence: AVAILABLE, key: $k) { __typename ... on Expert { id } } }"""
OPEN_OFFERS = """query($c: ID!) {
  case(id: $c) { owner { id } handovers { id state receiver { id } } } }"""

MAY_BE_ASKED_AGAIN = frozenset(
    {"DEADLINE_EXCEEDED", "DATABASE_UNAVAILABLE", "CONFLICT", "RATE_LIMITED", "TOO_MANY_REQUESTS"}
)
PATIENCE = 900.0
"""Seconds after which an intent counts as never answered."""
AGAIN = 0.15
"""How often an answered intent is asked once more, as a client does that lost the answer."""


@dataclass
class World:
    """Where to ask and as whom; ``told`` is called after each definite answer."""

    urls: list[str]
    tokens: dict[str, str]
    experts: list[str]
    ledger: Ledger
    told: Callable[[], None]
    stopping: asyncio.Event


class Client:
    """One agent and the experts that they meet, one step after the other."""

    def __init__(self, world: World, agent: str, http: httpx.AsyncClient, seed: int) -> None:
        self._world = world
        self._agent = agent
        self._http = http
        self._random = random.Random(seed)  # noqa: S311 - it must come again
        self._number = 0

    async def run(self) -> None:
        """One case after the other until the day ends."""
        while not self._world.stopping.is_set():
            await self._one_case()

    async def _one_case(self) -> None:
        self._number += 1
        words = f"{self._agent} {self._number}"
        case = await self._ask(self._agent, "openCase", words, OPEN, words=words)
        if not case.done:
            return
        owner = self._agent
        for _ in range(self._random.choice((1, 1, 2, 3))):
            owner = await self._one_offer(case.id or "", owner)
        if self._random.random() < 0.8:
            await self._end(case.id or "", owner)

    async def _one_offer(self, case: str, owner: str) -> str:
        """Who has the case after it."""
        expert, *others = self._random.sample(
            [one for one in self._world.experts if one != owner], 4
        )
        goes_on = self._random.random() < 0.4
        at_once = self._random.choice((1, 1, 3)) if goes_on else 1
        offer = await self._ask(
            owner,
            "offerHandover",
            case,
            OFFER,
            c=to_global(Kind.CASE, case),
            to=to_global(Kind.EXPERT, expert),
            next=[to_global(Kind.EXPERT, one) for one in others] if goes_on else None,
            n=at_once,
        )
        if offer.is_ == "ExpertUnavailable":
            # two missed offers made them away; they are back
            await self._ask(expert, "setPresence", expert, PRESENT)
        if not offer.done:
            return owner
        if goes_on and self._random.random() < 0.5:
            return await self._whoever_is_asked(case, owner)
        id_ = offer.id or ""
        h = to_global(Kind.HANDOVER, id_)
        what = self._random.random()
        if what < 0.5:
            # two windows of one person press at the same moment
            answers = await asyncio.gather(
                *(
                    self._ask(expert, "acceptHandover", id_, ACCEPT, h=h)
                    for _ in range(self._random.choice((1, 2)))
                )
            )
            return expert if any(one.done for one in answers) else owner
        if what < 0.7:
            await self._ask(expert, "declineHandover", id_, DECLINE, h=h)
        elif what < 0.8:
            await self._ask(owner, "withdrawHandover", id_, WITHDRAW, h=h)
        elif what < 0.9:
            # nobody answers; sometimes the case ends meanwhile, sometimes the time does
            await asyncio.sleep(self._random.uniform(0, 13))
        else:
            # both at once: one of them wins
            await asyncio.gather(
                self._ask(expert, "acceptHandover", id_, ACCEPT, h=h),
                self._ask(owner, "withdrawHandover", id_, WITHDRAW, h=h),
            )
            accepted = any(
                one.done and one.subject == id_
                for one in self._world.ledger.told
                if one.command == "acceptHandover"
            )
            return expert if accepted else owner
        return owner

    async def _whoever_is_asked(self, case: str, owner: str) -> str:
        """All who are asked press at the same moment, also those who were asked by netsvc."""
        now = await self._look(case, owner)
        asked = [
            (from_global(leg["receiver"]["id"])[1], from_global(leg["id"])[1], leg["id"])
            for leg in now["handovers"]
            if leg["state"] == "OFFERED"
        ]
        answers = await asyncio.gather(
            *(self._ask(person, "acceptHandover", id_, ACCEPT, h=h) for person, id_, h in asked)
        )
        for (person, _id, _h), answer in zip(asked, answers, strict=True):
            if answer.done:
                return person
        return owner

    async def _look(self, case: str, owner: str) -> dict[str, Any]:
        """The case as its owner sees it."""
        body = {"query": OPEN_OFFERS, "variables": {"c": to_global(Kind.CASE, case)}}
        headers = {"Authorization": f"Bearer {self._world.tokens[owner]}"}
        for turn in range(2000):
            url = self._world.urls[turn % len(self._world.urls)]
            try:
                response = await self._http.post(f"{url}/graphql", json=body, headers=headers)
                data = response.json()
            except (httpx.HTTPError, json.JSONDecodeError):
                data = {"errors": []}
            if "errors" not in data:
                return dict(data["data"]["case"])
            await asyncio.sleep(0.2)
        raise AssertionError(f"the case {case} could not be read")

    async def _end(self, case: str, owner: str) -> None:
        if self._random.random() < 0.6:
            command, query = "resolveCase", RESOLVE
        else:
            command, query = "recordRedirect", REDIRECT
        await self._ask(owner, command, case, query, c=to_global(Kind.CASE, case))

    async def _ask(
        self, actor: str, command: str, subject: str, query: str, **variables: Any
    ) -> Told:
        """The definite answer, under one key however often it has to be asked."""
        key = f"{command}-{self._random.getrandbits(64):016x}"
        answer = await self._until_answered(actor, command, key, query, variables)
        if answer is None:
            self._world.ledger.unanswered.append(f"{actor} {key}")
            return Told(command, actor, key, subject, "nothing", None)
        told = Told(command, actor, key, subject, *answer)
        self._world.ledger.told.append(told)
        self._world.told()
        if self._random.random() < AGAIN:
            again = await self._until_answered(actor, command, key, query, variables)
            if again is not None and again != answer:
                self._world.ledger.changed_answers.append(f"{key}: {answer}, then {again}")
        return told

    async def _until_answered(
        self, actor: str, command: str, key: str, query: str, variables: dict[str, Any]
    ) -> tuple[str, str | None] | None:
        body = {"query": query, "variables": {**variables, "k": key}}
        headers = {"Authorization": f"Bearer {self._world.tokens[actor]}"}
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE
        turn = self._random.randrange(len(self._world.urls))
        while loop.time() < until:
            url = self._world.urls[turn % len(self._world.urls)]
            turn += 1
            try:
                response = await self._http.post(f"{url}/graphql", json=body, headers=headers)
                data = response.json()
            except (httpx.HTTPError, json.JSONDecodeError):
                self._world.ledger.asked_again += 1
                await asyncio.sleep(0.2)
                continue
            errors = data.get("errors")
            if not errors:
                value = data["data"][command]
                id_ = value.get("id")
                return value["__typename"], id_ and from_global(id_)[1]
            codes = {error["extensions"]["code"] for error in errors}
            if not codes <= MAY_BE_ASKED_AGAIN:
                raise AssertionError(f"{command} of {actor}: {data}")
            self._world.ledger.asked_again += 1
            await asyncio.sleep(0.2)
        return None
