"""Signing in by demo, by token and by cookie; what a foreign page can't do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from netsvc.api.http.application import create_app
from netsvc.api.http.demo import DemoPerson
from netsvc.errors import ConfigurationError
from netsvc.identity.roles import Caller, Role
from netsvc.identity.tokens import Tokens
from netsvc.settings import Settings, load

from .transport_schema import World, make_endpoint

AINO = DemoPerson(
    "e1",
    "Aino Niemi",
    {"fi": "Asiakaspalvelu", "sv": "Kundtjänst", "en": "Customer service"},
    frozenset({Role.AGENT}),
    ("fi", "sv"),
)
EERO = DemoPerson(
    "e2",
    "Eero Virta",
    {"fi": "Etuudet", "sv": "Förmåner", "en": "Benefits"},
    frozenset({Role.MANAGER, Role.EXPERT}),
    ("fi",),
)
OURS = {"origin": "http://netsvc.test"}


class Sample:
    """The sample's people, as the app reads them from the graph."""

    def __init__(self, *people: DemoPerson) -> None:
        self._people = people

    async def available(self) -> bool:
        return bool(self._people)

    async def people(self, search: str, role: Role | None, limit: int) -> list[DemoPerson]:
        found = [p for p in self._people if search.lower() in p.name.lower()]
        return [p for p in found if role is None or role in p.roles][:limit]

    async def person(self, expert_id: str) -> DemoPerson | None:
        return next((p for p in self._people if p.id == expert_id), None)


class Site:
    def __init__(self, settings: Settings, demo: Sample | None) -> None:
        self.world = World()
        self.tokens = Tokens(settings)
        endpoint = make_endpoint(self.world)

        async def ready() -> None:
            return None

        app = create_app(
            settings,
            tokens=self.tokens,
            operations=endpoint,
            insights=endpoint,
            ready=ready,
            demo=demo,
            web_dist=settings.data_dir,
        )
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://netsvc.test"
        )

    async def caller(self) -> str | None:
        answer = await self.client.post("/graphql", json={"query": "{ seenCaller }"})
        data = answer.json().get("data")
        return data["seenCaller"] if data else None


@pytest.fixture
def site(tmp_path: Path) -> Site:
    settings = load({}, data_dir=tmp_path, allowed_origins="https://desk.example, ")
    return Site(settings, Sample(AINO, EERO))


async def test_a_person_of_the_sample_signs_in_and_out(site: Site) -> None:
    assert (await site.client.get("/auth/session")).json() == {"signedIn": False, "demo": True}
    assert await site.caller() is None
    answer = await site.client.post("/auth/demo", json={"expertId": "e2"}, headers=OURS)
    assert answer.json() == {"signedIn": True}
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("netsvc_token=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    verified = site.tokens.inspect(site.client.cookies["netsvc_token"])
    assert verified.caller == Caller("e2", frozenset({Role.MANAGER, Role.EXPERT}))
    assert verified.demo is True
    assert await site.caller() == "e2"
    assert (await site.client.get("/auth/session")).json() == {"signedIn": True, "demo": True}
    await site.client.post("/auth/sign-out", headers=OURS)
    assert await site.caller() is None


async def test_people_are_found_by_name_and_role(site: Site) -> None:
    everybody = (await site.client.get("/auth/demo/people")).json()["people"]
    assert everybody[0] == {
        "id": "e1",
        "name": "Aino Niemi",
        "unit": {"fi": "Asiakaspalvelu", "sv": "Kundtjänst", "en": "Customer service"},
        "roles": ["AGENT"],
        "languages": ["fi", "sv"],
    }
    assert [p["id"] for p in everybody] == ["e1", "e2"]
    for query, ids in (("search=eero", ["e2"]), ("role=agent", ["e1"]), ("search=zz", [])):
        people = (await site.client.get(f"/auth/demo/people?{query}")).json()["people"]
        assert [p["id"] for p in people] == ids
    assert (await site.client.get("/auth/demo/people?role=king")).status_code == 400


async def test_an_unknown_person_is_404(site: Site) -> None:
    answer = await site.client.post("/auth/demo", json={"expertId": "e9"}, headers=OURS)
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("body", [b"null", b"5", b"{}", b'{"expertId": 5}', b"\xff", b"[" * 3000])
async def test_a_malformed_sign_in_is_400(site: Site, body: bytes) -> None:
    headers = {**OURS, "content-type": "application/json"}
    for path in ("/auth/demo", "/auth/token"):
        answer = await site.client.post(path, content=body, headers=headers)
        assert answer.status_code == 400
        assert "set-cookie" not in answer.headers


async def test_a_token_becomes_a_cookie_or_is_refused(site: Site) -> None:
    token = site.tokens.issue("e7", [Role.AGENT], 600)
    answer = await site.client.post("/auth/token", json={"token": token}, headers=OURS)
    assert answer.status_code == 200
    assert (
        "Max-Age=600" in answer.headers["set-cookie"]
        or "Max-Age=59" in (answer.headers["set-cookie"])
    )
    assert await site.caller() == "e7"
    site.client.cookies.clear()
    refused = await site.client.post("/auth/token", json={"token": token[:-6]}, headers=OURS)
    assert refused.status_code == 401
    assert "set-cookie" not in refused.headers


async def test_a_bad_token_is_not_taken_for_nobody(site: Site) -> None:
    for header in ("Bearer nonsense", "Basic YTpi", "Bearer ", ""):
        answer = await site.client.post(
            "/graphql",
            json={"query": "{ __typename }"},
            headers={"authorization": header, "accept": "application/graphql-response+json"},
        )
        assert answer.status_code == 401, header
        assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_SIGNED_IN"


@pytest.mark.parametrize(
    ("headers", "added"),
    [
        ({}, 1),
        (OURS, 1),
        ({"origin": "https://desk.example"}, 1),
        ({"sec-fetch-site": "same-origin"}, 1),
        ({"origin": "https://evil.example"}, 0),
        ({"origin": "http://netsvc.test.evil.example"}, 0),
        ({"origin": "http://netsvc.test:81"}, 0),
        ({"origin": "null"}, 0),
        ({"sec-fetch-site": "cross-site"}, 0),
        ({"sec-fetch-site": "same-site"}, 0),
    ],
    ids=repr,
)
async def test_a_foreign_page_can_not_use_the_cookie(
    site: Site, headers: dict[str, str], added: int
) -> None:
    site.client.cookies.set("netsvc_token", site.tokens.issue("e1", [Role.AGENT]))
    answer = await site.client.post(
        "/graphql",
        json={"query": "mutation { add(by: 1) }"},
        headers={"accept": "application/graphql-response+json", **headers},
    )
    assert answer.status_code == (200 if added else 403)
    assert site.world.total == added
    sign_in = await site.client.post("/auth/demo", json={"expertId": "e1"}, headers=headers)
    assert sign_in.status_code == (200 if added else 403)


async def test_a_form_of_a_foreign_page_is_not_read(site: Site) -> None:
    site.client.cookies.set("netsvc_token", site.tokens.issue("e1", [Role.AGENT]))
    answer = await site.client.post(
        "/graphql",
        content=json.dumps({"query": "mutation { add(by: 1) }"}),
        headers={"content-type": "text/plain"},
    )
    assert answer.status_code == 415
    assert site.world.total == 0


async def test_without_the_sample_there_is_no_demo(tmp_path: Path) -> None:
    for demo in (None, Sample()):
        site = Site(load({}, data_dir=tmp_path), demo)
        assert (await site.client.get("/auth/session")).json()["demo"] is False
        assert (await site.client.get("/auth/demo/people")).status_code == 404
        answer = await site.client.post("/auth/demo", json={"expertId": "e1"}, headers=OURS)
        assert answer.status_code == 404
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "settings",
    [
        {"neo4j_uri": "bolt://db:7687", "neo4j_password": "x", "demo_sign_in": True},
        {"env": "production", "demo_sign_in": True},
        {"demo_sign_in": False},
    ],
    ids=["external database", "production", "switched off"],
)
def test_a_demo_can_not_be_switched_on_beside_an_external_database(
    tmp_path: Path, settings: dict[str, object]
) -> None:
    with pytest.raises(ConfigurationError, match="demo sign-in"):
        Site(load({}, data_dir=tmp_path, **settings), Sample(AINO))


def _netsvc(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from netsvc.cli.main import main; main()", *arguments],
        env={**os.environ, "NETSVC_DATA_DIR": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_line_prints_a_token_that_the_service_takes(tmp_path: Path) -> None:
    plain = _netsvc(tmp_path, "token", "--expert", "e1", "--role", "agent", "--role", "PILOT_LEAD")
    assert plain.returncode == 0, plain.stderr
    tokens = Tokens(load({}, data_dir=tmp_path))
    assert tokens.verify(plain.stdout.strip()) == Caller(
        "e1", frozenset({Role.AGENT, Role.PILOT_LEAD})
    )
    as_json = _netsvc(tmp_path, "token", "--expert", "e1", "--role", "manager", "--json")
    answer = json.loads(as_json.stdout)
    assert answer["roles"] == ["MANAGER"]
    assert tokens.inspect(answer["token"]).expires_at == answer["expiresAt"]
    for arguments in (
        ("--expert", "e1", "--role", "king"),
        ("--expert", "e1", "--role", "agent", "--hours", "25"),
        ("--expert", "e1"),
    ):
        refused = _netsvc(tmp_path, "token", *arguments)
        assert refused.returncode != 0
        assert refused.stdout == ""
        assert "Traceback" not in refused.stderr


class RefusedSample(Sample):
    """A database that refuses the service's own password."""

    async def available(self) -> bool:
        raise ConfigurationError(
            "The database refused the user name or password.",
            action="Check NETSVC_NEO4J_USER and NETSVC_NEO4J_PASSWORD.",
        )


@pytest.mark.parametrize("path", ["/auth/session", "/auth/demo/people"])
async def test_what_speaks_to_operators_is_not_told_to_strangers(tmp_path: Path, path: str) -> None:
    site = Site(load({}, data_dir=tmp_path), RefusedSample())
    answer = await site.client.get(path)
    assert answer.status_code == 500
    assert "NETSVC" not in answer.text
    assert "password" not in answer.text
    error = answer.json()["errors"][0]
    assert error["message"] == "Something went wrong on our side."
    assert error["extensions"]["code"] == "INTERNAL"
    assert len(error["extensions"]["errorId"]) == 32
