"""Answering an offer from a phone: over real HTTP, once, by the right person, and only by POST."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from starlette.applications import Starlette

from netsvc.api.http.answer_words import REASONS, WORDS
from netsvc.api.http.answers import AnswerRoutes
from netsvc.graph.driver import Graph
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.outside.answers import AnswerRepository, AnswerTokens
from netsvc.outside.secrets import Secrets
from tests.graph.handover_desk import Clock, Desk, build, done
from tests.organisation import digest, load_organisation
from tests.receiver import serving

SECRETS = Secrets(b"s" * 32)


@dataclass
class Phone:
    """A browser that can only show pages and send forms."""

    desk: Desk
    tokens: AnswerTokens
    http: httpx.AsyncClient

    async def offered(self, to: str = "eeva") -> tuple[str, str]:
        """(handover, path of its link)"""
        offer = await self.desk.offered(await self.desk.opened(), to)
        return offer, self.link(offer, to)

    def link(self, offer: str, person: str = "eeva", seconds: int = 45) -> str:
        until = self.desk.clock.at + timedelta(seconds=seconds)
        return f"/answer/{self.tokens.issue(person, offer, f'token-{offer}', until)}"

    async def form(self, path: str) -> str:
        page = await self.http.get(path)
        assert page.status_code == 200, page.text
        found = re.search(r'name="attempt" value="([0-9a-f]+)"', page.text)
        assert found is not None
        return found[1]

    async def press(self, path: str, attempt: str | None = None, **fields: str) -> httpx.Response:
        attempt = attempt or await self.form(path)
        return await self.http.post(path, data={"attempt": attempt, **fields})

    async def owner(self, offer: str) -> str | None:
        rows = await self.desk.graph.read(
            "MATCH (:Handover {id: $id})-[:OF_CASE]->(c) "
            "RETURN head([(c)-[:OWNED_BY]->(e) | e.id]) AS owner",
            id=offer,
        )
        owner = rows[0]["owner"]
        return str(owner) if owner else None


@pytest.fixture
async def phone(graph: Graph) -> AsyncIterator[Phone]:
    await load_organisation(graph)
    desk = build(graph, Clock())
    tokens = AnswerTokens(SECRETS, clock=desk.clock)
    routes = AnswerRoutes(tokens, AnswerRepository(graph), desk.handovers, desk.clock).routes()
    async with (
        serving(Starlette(routes=list(routes))) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http,
    ):
        yield Phone(desk, tokens, http)


async def test_opening_a_link_changes_nothing(phone: Phone) -> None:
    _offer, path = await phone.offered()
    before = await digest(phone.desk.graph)
    for method in ("GET", "HEAD"):
        response = await phone.http.request(method, path)
        assert response.status_code == 200
    page = (await phone.http.get(path)).text
    assert '<html lang="fi">' in page
    for told in ("Sinulle tarjotaan asiaa", "Asumistuki", "Aino Aalto, Puhelin", "11.00.45"):
        assert told in page
    # nothing of the case but its type, and nothing that runs
    assert "vuokra" not in page
    assert "<script" not in page
    for answer in ("accept", "decline"):
        assert (await phone.http.get(f"{path}?answer={answer}")).status_code == 200
    assert (await phone.http.put(path)).status_code == 405
    assert await digest(phone.desk.graph) == before
    headers = (await phone.http.get(path)).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert headers["cache-control"] == "no-store"


async def test_accepting_makes_the_case_theirs_once(phone: Phone) -> None:
    offer, path = await phone.offered()
    attempt = await phone.form(path)
    both = await asyncio.gather(*(phone.press(path, attempt, answer="accept") for _ in range(3)))
    assert {one.status_code for one in both} == {200}
    assert {"Asia on nyt sinulla" in one.text for one in both} == {True}
    assert await phone.owner(offer) == "eeva"
    audits = await phone.desk.graph.read(
        "MATCH (a:Audit {action: 'acceptHandover'}) RETURN a.actor AS actor"
    )
    assert audits == [{"actor": "eeva"}]
    used = await phone.http.get(path)
    assert (used.status_code, "Linkki on jo käytetty" in used.text) == (410, True)
    assert "Asia on nyt sinulla." in used.text
    before = await digest(phone.desk.graph)
    late = await phone.press(path, "0" * 16, answer="decline", reason="ABSENT")
    assert (late.status_code, "Linkki on jo käytetty" in late.text) == (409, True)
    assert await phone.owner(offer) == "eeva"
    # the refused command is remembered, nothing else has changed
    await phone.desk.graph.run("MATCH (k:Command {name: 'declineHandover'}) DELETE k")
    assert await digest(phone.desk.graph) == before


async def test_declining_needs_a_reason(phone: Phone) -> None:
    offer, path = await phone.offered()
    without = await phone.press(path, answer="decline")
    assert (without.status_code, "Valitse, miksi" in without.text) == (400, True)
    done_ = await phone.press(path, answer="decline", reason="NO_CAPACITY")
    assert (done_.status_code, "Tarjous on hylätty" in done_.text) == (200, True)
    assert "Asia on nyt henkilöllä Aino Aalto." in done_.text
    rows = await phone.desk.graph.read(
        "MATCH (h:Handover {id: $id}) RETURN h.state AS s, h.declineReason AS r", id=offer
    )
    assert rows == [{"s": "DECLINED", "r": "NO_CAPACITY"}]
    used = await phone.http.get(path)
    assert (used.status_code, "Linkki on jo käytetty" in used.text) == (410, True)


@pytest.mark.parametrize(
    ("language", "title", "owner"),
    [
        ("fi", "Tarjouksen aika on kulunut umpeen", "Asia on nyt henkilöllä Aino Aalto."),
        ("sv", "Erbjudandets tid har gått ut", "Ärendet är nu hos Aino Aalto."),
        ("en", "The offer has run out of time", "The case is with Aino Aalto now."),
    ],
)
async def test_an_expired_link(phone: Phone, language: str, title: str, owner: str) -> None:
    await phone.desk.graph.run("MATCH (e:Expert) SET e.uiLanguage = $l", l=language)
    offer, path = await phone.offered()
    attempt = await phone.form(path)
    phone.desk.clock.at += timedelta(seconds=45)
    for response, status in (
        (await phone.http.get(path), 410),
        (await phone.press(path, attempt, answer="accept"), 409),
    ):
        assert (response.status_code, title in response.text) == (status, True)
        assert owner in response.text
    assert await phone.owner(offer) == "aino"
    phone.desk.clock.at += timedelta(days=8)
    assert "Aino" not in (await phone.http.get(path)).text


async def test_a_withdrawn_offer(phone: Phone) -> None:
    offer, path = await phone.offered()
    attempt = await phone.form(path)
    done(await phone.desk.handovers.withdraw("aino", "w", offer))
    response = await phone.press(path, attempt, answer="accept")
    assert (response.status_code, "Lähettäjä otti asian takaisin" in response.text) == (409, True)
    assert "Asia on nyt henkilöllä Aino Aalto." in response.text
    assert await phone.owner(offer) == "aino"


async def test_a_case_that_went_to_another(phone: Phone) -> None:
    case = await phone.desk.opened()
    offer = await phone.desk.offered(case, "eeva")
    path = phone.link(offer)
    done(await phone.desk.handovers.withdraw("aino", "w", offer))
    other = await phone.desk.offered(case, "emil")
    done(await phone.desk.handovers.accept("emil", "a", other))
    response = await phone.http.get(path)
    assert (response.status_code, "Asia siirtyi toiselle" in response.text) == (410, True)
    assert "Asia on nyt henkilöllä Emil Ek." in response.text
    done(await phone.desk.closing.resolve("emil", "r", case))
    assert "Asia on jo päättynyt" in (await phone.http.get(path)).text


async def test_without_a_free_place_the_offer_stays(phone: Phone) -> None:
    other = await phone.desk.offered(await phone.desk.opened(), "emil", kind=HandoverKind.COLD)
    offer, path = await phone.offered("emil")
    done(await phone.desk.handovers.accept("emil", "a", other))
    response = await phone.press(path, answer="accept")
    assert response.status_code == 409
    assert "Sinulla on jo täysi määrä asioita" in response.text
    assert await phone.owner(offer) == "aino"
    done_ = await phone.press(path, answer="decline", reason="NO_CAPACITY")
    assert done_.status_code == 200


async def test_a_link_is_for_one_person_and_one_offer(phone: Phone) -> None:
    offer, path = await phone.offered()
    other, _ = await phone.offered()
    before = await digest(phone.desk.graph)
    token = path.rpartition("/")[2]
    head, body, signature = token.split(".")
    key = OctKey.import_key("k" * 32)
    claims = {"aud": "netsvc-answer", "iss": "netsvc", "sub": "eeva", "offer": offer, "jti": "j"}
    bad = [
        phone.link(offer, "emil"),
        phone.link("no-such", "eeva"),
        f"/answer/{head}.{body}.{signature[::-1]}",
        f"/answer/{head}.{body}.",
        f"/answer/{jwt.encode({'alg': 'HS256'}, {**claims, 'exp': 9999999999}, key)}",
        "/answer/nonsense",
        "/answer/" + "a" * 3000,
        "/answer/a.b.%C3%A4",
    ]
    for link in bad:
        for response in (
            await phone.http.get(link, headers={"accept-language": "sv-FI,sv;q=0.9"}),
            await phone.press(link, "0" * 16, answer="accept"),
        ):
            assert response.status_code == 404
        assert "The link is not valid" in response.text
    large = await phone.http.post(path, content=b"x" * 5000)
    assert large.status_code == 413
    for fields in ({"answer": "perhaps"}, {}):
        assert (await phone.press(path, "0" * 16, **fields)).status_code == 400
    assert (await phone.press(path, "../..", answer="accept")).status_code == 400
    assert await digest(phone.desk.graph) == before
    assert await phone.owner(other) == "aino"


async def test_who_left_can_not_answer(phone: Phone) -> None:
    _offer, path = await phone.offered()
    await phone.desk.graph.run("MATCH (e:Expert {id: 'eeva'}) SET e.active = false")
    assert (await phone.http.get(path)).status_code == 404


def test_a_sign_in_token_is_no_answer_link(phone: Phone) -> None:
    answers = AnswerTokens(SECRETS, clock=phone.desk.clock)
    key = OctKey.import_key(SECRETS.derived("answer links"))
    claims = {"aud": "netsvc", "iss": "netsvc", "sub": "e", "offer": "o", "jti": "j", "exp": 1}
    assert answers.read(jwt.encode({"alg": "HS256"}, claims, key)) is None


@pytest.mark.parametrize("words", sorted(WORDS))
def test_words_in_three_languages(words: str) -> None:
    text = WORDS[words]
    assert len({text.fi, text.sv, text.en}) == 3
    assert set(REASONS) == set(DeclineReason)
