"""Both endpoints over HTTP: what they read, what they refuse, and how they say so."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from netsvc.api.http import Limits
from netsvc.api.http.application import create_app
from netsvc.api.http.breaker import Breaker
from netsvc.api.http.middleware import CONTENT_SECURITY_POLICY
from netsvc.errors import ConfigurationError
from netsvc.identity.roles import EVERYBODY, Role
from netsvc.identity.tokens import Tokens
from netsvc.settings import load

from .transport_schema import World, make_endpoint, make_roles, make_schema

# what is tried here is the service itself: which Neo4j it is beside changes nothing of it
pytestmark = pytest.mark.once

GRAPHQL = "application/graphql-response+json"


class Service:
    """An application over the small schema, and a client of it."""

    def __init__(self, folder: Path, *, production: bool = False, **limits: Any) -> None:
        self.world = World()
        self.found = asyncio.Event()
        settings = load({}, data_dir=folder, env="production" if production else "development")
        self.tokens = Tokens(settings)
        self.reason: str | None = None
        self.breaker = Breaker(self._probe, every=0.01)
        endpoint = make_endpoint(
            self.world, limits=Limits(**limits), production=production, breaker=self.breaker
        )
        web = folder / "dist"
        (web / "assets").mkdir(parents=True)
        (web / "index.html").write_text("<!doctype html><title>netsvc</title>")
        (web / "graphiql.html").write_text("<!doctype html><title>GraphiQL</title>")
        (web / "assets" / "main-abcdefgh12.js").write_text("export {}")
        (folder / "secret.txt").write_text("secret")
        self.app = create_app(
            settings,
            tokens=self.tokens,
            operations=endpoint,
            insights=endpoint,
            ready=self._ready,
            web_dist=web,
        )
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url="http://netsvc.test"
        )

    async def _ready(self) -> str | None:
        return self.reason

    async def _probe(self) -> bool:
        await self.found.wait()
        return True

    def bearer(self, *roles: Role) -> dict[str, str]:
        token = self.tokens.issue("e1", roles or [Role.AGENT])
        return {"authorization": f"Bearer {token}"}

    async def ask(
        self, query: str, *, accept: str = GRAPHQL, signed_in: bool = True, **more: Any
    ) -> httpx.Response:
        headers = {"accept": accept, **(self.bearer() if signed_in else {})}
        return await self.client.post("/graphql", json={"query": query, **more}, headers=headers)


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path)


@pytest.mark.parametrize("path", ["/graphql", "/insights"])
@pytest.mark.parametrize(
    "body",
    [
        b"null",
        b"5",
        b"[]",
        b'"text"',
        b"",
        b"{",
        b'{"query": "\xff\xfe"}',
        b'{"query": "{__typename}", "variables": ' + b"[" * 2000 + b"]" * 2000 + b"}",
        b'{"query": "{__typename}", "variables": ' + b'{"a":' * 2000 + b"1" + b"}" * 2001,
        b'[{"query": "{__typename}"}]',
        b'{"query": null}',
        b'{"query": ""}',
        b'{"query": "{__typename}", "variables": 5}',
        b'{"query": "{__typename}", "operationName": {}}',
        b'{"query": "{__typename}", "extensions": "x"}',
        b'{"query": "{__typename}", "variables": {"a": "\\ud800"}}',
    ],
    ids=lambda body: body[:40].decode("latin-1"),
)
async def test_a_malformed_body_is_400(service: Service, path: str, body: bytes) -> None:
    headers = {"content-type": "application/json", **service.bearer()}
    response = await service.client.post(path, content=body, headers=headers)
    assert response.status_code == 400
    assert list(response.json()) == ["errors"]
    assert response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "query",
    ["{" * 2000, "{tree" * 2000 + "}" * 2000, "{ a: greeting(name: " + "[" * 2000, "\0", "#" * 9],
)
async def test_a_monstrous_document_is_400(service: Service, query: str) -> None:
    response = await service.ask(query)
    assert response.status_code == 400
    assert "data" not in response.json()


async def test_bodies_have_a_limit_with_and_without_a_length(tmp_path: Path) -> None:
    service = Service(tmp_path, body=1000)
    headers = {"content-type": "application/json", **service.bearer()}
    large = json.dumps({"query": "{__typename}", "extensions": {"a": "x" * 1000}}).encode()

    async def pieces() -> Any:
        for start in range(0, len(large), 100):
            yield large[start : start + 100]

    for content in (large, pieces()):
        response = await service.client.post("/graphql", content=content, headers=headers)
        assert response.status_code == 413
    response = await service.client.get(
        "/graphql", params={"query": "{__typename}" + " " * 1000}, headers=service.bearer()
    )
    assert response.status_code == 414


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 200),
        ("application/json; charset=UTF-8", 200),
        ("application/json; charset=latin-1", 415),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("", 415),
    ],
)
async def test_only_json_is_read(service: Service, kind: str, status: int) -> None:
    headers = {"content-type": kind, **service.bearer()}
    response = await service.client.post(
        "/graphql", content=b'{"query": "{__typename}"}', headers=headers
    )
    assert response.status_code == status


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (GRAPHQL, GRAPHQL),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        (f"application/json;q=0.5, {GRAPHQL}", GRAPHQL),
        (f"{GRAPHQL};q=0.5, application/json", "application/json"),
        (f"{GRAPHQL}, application/json", GRAPHQL),
        ("text/html, */*;q=0.1", "application/json"),
    ],
)
async def test_the_answer_is_of_the_wanted_type(service: Service, accept: str, kind: str) -> None:
    response = await service.ask("{ greeting }", accept=accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{kind}; charset=utf-8"
    assert response.json() == {"data": {"greeting": "Hei sinä"}}


async def test_no_acceptable_type_is_406(service: Service) -> None:
    response = await service.ask("{ greeting }", accept="image/png")
    assert response.status_code == 406


async def test_get_answers_queries_only(service: Service) -> None:
    headers = service.bearer()
    answer = await service.client.get(
        "/graphql",
        params={
            "query": "query A($n: String) { greeting(name: $n) } query B { away }",
            "variables": '{"n": "Aino"}',
            "operationName": "A",
        },
        headers=headers,
    )
    assert answer.json() == {"data": {"greeting": "Hei Aino"}}
    refused = await service.client.get(
        "/graphql", params={"query": "mutation { add(by: 5) }"}, headers=headers
    )
    assert refused.status_code == 405
    assert refused.headers["allow"] == "POST"
    assert service.world.total == 0
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"):
        response = await service.client.request(method, "/graphql", headers=headers)
        assert response.status_code == 405, method


async def test_errors_of_the_request_stay_readable(service: Service) -> None:
    response = await service.ask("{ greting }")
    assert response.status_code == 400
    assert response.json()["errors"][0]["message"] == (
        "Cannot query field 'greting' on type 'Query'. Did you mean 'greeting'?"
    )
    response = await service.ask("mutation($n: Int!) { add(by: $n) }", variables={"n": "x"})
    assert response.status_code == 400
    assert "Variable '$n' got invalid value 'x'" in response.json()["errors"][0]["message"]
    assert service.world.total == 0
    plain = await service.ask("{ greting }", accept="application/json")
    assert plain.status_code == 200
    assert "data" not in plain.json()


async def test_production_gives_the_schema_away_nowhere(tmp_path: Path) -> None:
    service = Service(tmp_path, production=True)
    response = await service.ask("{ greting }")
    assert (
        response.json()["errors"][0]["message"] == "Cannot query field 'greting' on type 'Query'."
    )
    response = await service.ask("mutation($n: Int!) { add(by: $n) }", variables={"m": 1})
    assert "Did you mean" not in response.text
    for query in ("{ __schema { types { name } } }", '{ __type(name: "Query") { name } }'):
        response = await service.ask(query)
        assert response.status_code == 400
        assert "introspection" in response.json()["errors"][0]["message"]
    page = await service.client.get("/graphql", headers={"accept": "text/html"})
    assert page.status_code == 406
    for path in ("/graphiql.html", "/graphiql"):
        assert "GraphiQL" not in (await service.client.get(path)).text


async def test_graphiql_is_our_own_page_in_development(service: Service) -> None:
    page = await service.client.get("/graphql", headers={"accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 200
    assert page.text == "<!doctype html><title>GraphiQL</title>"


@pytest.mark.parametrize("field", ["broken", "wrongType", "misconfigured"])
async def test_internal_errors_are_masked_and_logged(service: Service, field: str) -> None:
    with capture_logs() as logs:
        response = await service.ask(f"{{ greeting {field} }}")
    assert response.status_code == 200
    body = response.json()
    assert body["data"] == {"greeting": "Hei sinä", field: None}
    error = body["errors"][0]
    assert error["message"] == "Something went wrong on our side."
    assert error["path"] == [field]
    assert error["extensions"]["code"] == "INTERNAL"
    assert not any(word in response.text for word in ("hunter2", "secret", "bolt"))
    logged = [line for line in logs if line["event"] == "internal error"]
    assert [line["error_id"] for line in logged] == [error["extensions"]["errorId"]]
    assert logged[0]["request_id"] == response.headers["x-request-id"]


async def test_expected_errors_say_what_to_do(service: Service) -> None:
    response = await service.ask("{ missing }")
    assert response.json()["errors"] == [
        {
            "message": "No such thing.",
            "extensions": {"code": "NOT_FOUND", "action": "Look again."},
            "locations": [{"line": 1, "column": 3}],
            "path": ["missing"],
        }
    ]


async def test_without_a_database_callers_are_answered_at_once(service: Service) -> None:
    service.world.away = True
    first = await service.ask("{ away }")
    assert first.status_code == 200
    assert first.json()["errors"][0]["extensions"]["code"] == "DATABASE_UNAVAILABLE"
    assert service.breaker.open
    second = await service.ask("mutation { add(by: 1) }")
    assert second.status_code == 503
    assert second.json()["errors"][0]["extensions"]["code"] == "DATABASE_UNAVAILABLE"
    assert service.world.total == 0
    plain = await service.ask("{ away }", accept="application/json")
    assert plain.status_code == 200
    assert plain.json() == second.json()
    assert (await service.ask("{ __typename }")).json() == {"data": {"__typename": "Query"}}
    service.world.away = False
    service.found.set()
    await service.breaker.closed()
    assert (await service.ask("{ away }")).json() == {"data": {"away": "here"}}


async def test_an_operation_ends_at_its_deadline(tmp_path: Path) -> None:
    service = Service(tmp_path, deadline=0.05)
    response = await service.ask("{ slow }")
    assert response.status_code == 504
    assert response.json()["errors"][0]["extensions"]["code"] == "DEADLINE_EXCEEDED"


@pytest.mark.parametrize(
    ("limits", "query", "what"),
    [
        ({"depth": 3}, "{ tree { tree { tree { name } } } }", "4 levels"),
        ({"depth": 3}, "{ ...A } fragment A on Query { tree { ...B } } "
         "fragment B on Tree { tree { tree { name } } }", "4 levels"),
        ({"aliases": 2}, "{ a: greeting b: greeting c: greeting }", "3 aliases"),
        ({"directives": 1}, "{ greeting @skip(if: false) @include(if: true) }", "2 directives"),
        ({"fields": 3}, "{ greeting greeting greeting greeting }", "4 fields"),
        ({"cost": 100}, "{ things(first: 100) { edges { node { name } } } }", "values"),
        ({"cost": 20}, "{ tree { trees { trees { name } } } }", "values"),
    ],
)  # fmt: skip
async def test_an_operation_has_limits(
    tmp_path: Path, limits: dict[str, int], query: str, what: str
) -> None:
    response = await Service(tmp_path / "low", **limits).ask(query)
    assert response.status_code == 400
    error = response.json()["errors"][0]
    assert what in error["message"]
    assert error["extensions"]["code"] == "BAD_INPUT"
    assert "errors" not in (await Service(tmp_path / "usual").ask(query)).json()


async def test_the_size_of_a_page_counts_when_it_is_a_variable(tmp_path: Path) -> None:
    service = Service(tmp_path, cost=1000)
    query = "query($n: Int = 1000) { things(first: $n) { edges { node { name } } } }"
    assert (await service.ask(query, variables={"n": 10})).status_code == 200
    assert (await service.ask(query)).status_code == 400
    assert (await service.ask(query, variables={"n": 10**30})).status_code == 400


async def test_tokens_are_limited(tmp_path: Path) -> None:
    response = await Service(tmp_path, tokens=50).ask("{" + " greeting" * 60 + "}")
    assert response.status_code == 400
    assert "more than 50 tokens" in response.json()["errors"][0]["message"]


async def test_fragments_that_contain_each_other_are_refused(service: Service) -> None:
    response = await service.ask(
        "{ tree { ...A } } fragment A on Tree { tree { ...B } } "
        "fragment B on Tree { tree { ...A } }"
    )
    assert response.status_code == 400
    assert "Cannot spread fragment" in response.json()["errors"][0]["message"]


async def test_each_caller_has_a_rate_of_their_own(tmp_path: Path) -> None:
    service = Service(tmp_path, rate=0.001, burst=3)
    statuses = [(await service.ask("{ greeting }")).status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    late = await service.ask("mutation { add(by: 1) }", accept="application/json")
    assert late.status_code == 429
    assert int(late.headers["retry-after"]) >= 1
    assert late.json()["errors"][0]["extensions"]["code"] == "TOO_MANY_REQUESTS"
    assert service.world.total == 0
    other = {"authorization": f"Bearer {service.tokens.issue('e2', [Role.AGENT])}"}
    answer = await service.client.post("/graphql", json={"query": "{greeting}"}, headers=other)
    assert answer.status_code == 200


async def test_roles_are_checked_before_anything_runs(service: Service) -> None:
    nobody = await service.ask("mutation { add(by: 1) }", signed_in=False)
    assert nobody.status_code == 401
    assert nobody.json()["errors"][0]["extensions"]["code"] == "NOT_SIGNED_IN"
    query = "query { ...on Query { ...F } } fragment F on Query { a: managers }"
    agent = await service.ask(query)
    assert agent.status_code == 403
    assert agent.json()["errors"][0]["extensions"] == {
        "code": "NOT_ALLOWED",
        "action": "It is for these roles: manager.",
    }
    manager = await service.client.post(
        "/graphql", json={"query": query}, headers=service.bearer(Role.MANAGER)
    )
    assert manager.json() == {"data": {"a": "for managers"}}
    assert service.world.total == 0


def test_an_operation_without_a_role_stops_the_start() -> None:
    schema = make_schema(World())
    roles = make_roles(schema)
    from netsvc.api.http.endpoint import check_roles  # noqa: PLC0415

    check_roles(schema, roles)
    for changed, problem in (
        ({k: v for k, v in roles.items() if k != "broken"}, "have no role: broken"),
        ({**roles, "broken": frozenset()}, "have no role: broken"),
        ({**roles, "vanished": EVERYBODY}, "not in the schema: vanished"),
    ):
        with pytest.raises(ConfigurationError, match=problem):
            check_roles(schema, changed)


async def test_health_and_readiness(service: Service) -> None:
    assert (await service.client.get("/healthz")).json() == {"status": "alive"}
    assert (await service.client.get("/readyz")).status_code == 200
    service.reason = "The database can't be reached."
    response = await service.client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "reason": "The database can't be reached."}
    assert (await service.client.get("/healthz")).status_code == 200


async def test_the_web_app_is_served_for_page_paths(service: Service) -> None:
    for path in ("/", "/inbox", "/cases/abc"):
        page = await service.client.get(path)
        assert page.status_code == 200
        assert page.headers["cache-control"] == "no-cache"
        assert page.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert page.headers["x-content-type-options"] == "nosniff"
        assert "<title>netsvc</title>" in page.text
    asset = await service.client.get("/assets/main-abcdefgh12.js")
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    for path in ("/assets/gone-abcdefgh12.js", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a%00.x"):
        response = await service.client.get(path)
        assert response.status_code == 404, path
        assert "secret" not in response.text
    assert (await service.client.post("/inbox")).status_code == 405


async def test_every_answer_has_a_request_id_and_a_line_without_personal_data(
    service: Service,
) -> None:
    with capture_logs() as logs:
        given = await service.client.get(
            "/cases/K7F3?who=Aino", headers={"x-request-id": "abcd-1234"}
        )
        made = await service.client.get("/healthz", headers={"x-request-id": "bad id"})
    assert given.headers["x-request-id"] == "abcd-1234"
    assert len(made.headers["x-request-id"]) == 32
    lines = [line for line in logs if line["event"] == "request"]
    assert [(line["path"], line["status"]) for line in lines] == [("page", 200), ("/healthz", 200)]
    assert "Aino" not in repr(logs)
    assert "K7F3" not in repr(logs)
