"""People who act behind the screen: no window of theirs is open, others' windows show what came."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

ADMINISTRATOR = "mikael-forsman"
FIND = """query($m: String!) { findExperts(matter: $m, language: FI, first: 8) {
  ... on ExpertMatches { matter { matches { issueType { id } } }
    experts { edges { node { freeNow unit { id } expert { id name presence } } } } } } }"""
SET_PRESENCE = """mutation($p: Presence!, $k: String!) { setPresence(presence: $p, key: $k) {
  __typename } }"""
SET_TIMES = """mutation($t: ID!, $s: Float, $k: String!) { setOfferTimes(
  issueTypeId: $t, warmSeconds: $s, key: $k) { __typename } }"""


def plain(global_id: str) -> str:
    padded = global_id + "=" * (-len(global_id) % 4)
    return base64.urlsafe_b64decode(padded).decode().partition(":")[2]


@dataclass
class People:
    """``ask`` acts as anybody of the sample; what was changed of anybody is put back at the end."""

    address: str
    _clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    _presences: dict[str, str] = field(default_factory=dict)
    _timed: list[str] = field(default_factory=list)

    async def ask(self, person: str, query: str, **variables: object) -> dict[str, Any]:
        """The data of an operation; ``person`` is a plain id."""
        if person not in self._clients:
            client = httpx.AsyncClient(base_url=self.address, timeout=60)
            self._clients[person] = client
            answer = await client.post("/auth/demo", json={"expertId": person})
            assert answer.is_success, answer.text
        response = await self._clients[person].post(
            "/graphql", json={"query": query, "variables": variables}
        )
        body: dict[str, Any] = response.json()
        assert "errors" not in body, body
        data: dict[str, Any] = body["data"]
        return data

    async def present(self, person: str, presence: str, was: str = "AVAILABLE") -> None:
        self._presences.setdefault(person, was)
        answer = await self.ask(person, SET_PRESENCE, p=presence, k=uuid4().hex)
        assert answer["setPresence"]["__typename"] == "Expert"

    async def offers_wait(self, issue_type: str, seconds: float | None) -> None:
        """How long a warm offer of such a matter waits."""
        self._timed.append(issue_type)
        answer = await self.ask(ADMINISTRATOR, SET_TIMES, t=issue_type, s=seconds, k=uuid4().hex)
        assert answer["setOfferTimes"]["__typename"] == "OfferTimes"

    async def only_free(self, agent: str, matter: str, but: int = 1) -> tuple[str, Sequence[str]]:
        """Leaves the first so many of those whom the desk shows for the words free, nobody else;
        the issue type's id and who they are, as plain ids."""
        for _ in range(20):
            kind, free = await self.some_free(agent, matter, but)
            if len(free) == but:
                return kind, free
            for id_ in free[but:]:
                await self.present(id_, "DO_NOT_DISTURB")
        raise AssertionError(f"There are always more than {but} free for “{matter}”.")

    async def some_free(self, agent: str, matter: str, least: int = 1) -> tuple[str, Sequence[str]]:
        """Sees to it that so many of those whom the desk shows for the words are free: whose
        window an earlier test closed is away by now. The issue type's id and who is free."""
        called: set[str] = set()
        for _ in range(20):
            found = (await self.ask(agent, FIND, m=matter))["findExperts"]
            shown = [edge["node"]["expert"] | edge["node"] for edge in found["experts"]["edges"]]
            free = [plain(one["id"]) for one in shown if one["freeNow"]]
            if len(free) >= least:
                return found["matter"]["matches"][0]["issueType"]["id"], free
            gone = [
                one
                for one in shown
                if not one["freeNow"]
                and one["presence"] != "AVAILABLE"
                and plain(one["id"]) not in called
            ]
            for one in gone[: least - len(free)]:
                called.add(plain(one["id"]))
                await self.present(plain(one["id"]), "AVAILABLE", one["presence"])
        raise AssertionError(f"There are never {least} free for “{matter}”.")

    async def two_of_a_unit(self, agent: str, matter: str) -> tuple[str, str]:
        """Frees the first two of one unit whom the desk shows for the words; their names."""
        found = (await self.ask(agent, FIND, m=matter))["findExperts"]
        by_unit: dict[str, list[dict[str, Any]]] = {}
        for edge in found["experts"]["edges"]:
            one = edge["node"]
            by_unit.setdefault(one["unit"]["id"], []).append(one)
        pair = next((group[:2] for group in by_unit.values() if len(group) > 1), None)
        assert pair is not None, f"No two of one unit are shown for “{matter}”."
        for one in pair:
            if not one["freeNow"]:
                person = one["expert"]
                await self.present(plain(person["id"]), "AVAILABLE", person["presence"])
        return pair[0]["expert"]["name"], pair[1]["expert"]["name"]

    async def back(self) -> None:
        for issue_type in dict.fromkeys(self._timed):
            await self.offers_wait(issue_type, None)
        for person, was in list(self._presences.items()):
            await self.present(person, was)
        for client in self._clients.values():
            await client.aclose()


@asynccontextmanager
async def people_of(address: str) -> AsyncIterator[People]:
    people = People(address)
    try:
        yield people
    finally:
        await people.back()
