"""Every operation of both schemas, tried as every kind of caller including none.

A denial changes nothing in the graph.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)
from joserfc import jwt
from joserfc.jwk import OctKey
from starlette.applications import Starlette

from netsvc.api.http import RequestInfo
from netsvc.api.http.endpoint import Answer, Params, check_roles
from netsvc.api.insights.roles import insights_roles
from netsvc.api.insights.schema import build_schema as insights_schema
from netsvc.api.operations.roles import OPERATION_ROLES
from netsvc.api.operations.schema import core_schema
from netsvc.app import build_services, create
from netsvc.errors import ConfigurationError, NotSignedInError
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Caller, Role
from netsvc.identity.tokens import Tokens
from netsvc.measures.registry import discover
from netsvc.settings import load
from tests.api.desk import make_endpoint
from tests.organisation import digest, load_organisation

# what is tried here is the service itself: which Neo4j it is beside changes nothing of it
pytestmark = pytest.mark.once

REGISTRY = discover()
SCHEMAS: dict[str, tuple[GraphQLSchema, dict[str, frozenset[Role]]]] = {
    "/graphql": (core_schema(), dict(OPERATION_ROLES)),
    "/insights": (insights_schema(REGISTRY), insights_roles(REGISTRY)),
}
SIGNED_IN = {
    "agent": ("aino", frozenset({Role.AGENT})),
    "expert": ("eeva", frozenset({Role.EXPERT})),
    "manager": ("maija", frozenset({Role.MANAGER})),
    "pilot lead": ("pia", frozenset({Role.PILOT_LEAD})),
    "administrator": ("ada", frozenset({Role.ADMINISTRATOR})),
    "agent and expert": ("arvid", frozenset({Role.AGENT, Role.EXPERT})),
}
NOBODY = ("none", "forged", "expired", "unsigned", "garbage")
DENIED = {"NOT_SIGNED_IN", "NOT_ALLOWED"}


@dataclass(frozen=True)
class Operation:
    path: str
    kind: str
    name: str
    document: str
    roles: frozenset[Role]


def _literal(type_: GraphQLInputType) -> str:
    """Some value of the type, written in GraphQL."""
    nullable = get_nullable_type(type_)
    if is_list_type(nullable):
        return "[]"
    if isinstance(nullable, GraphQLEnumType):
        return next(iter(nullable.values))
    if isinstance(nullable, GraphQLInputObjectType):
        fields = ", ".join(
            f"{name}: {_literal(field.type)}"
            for name, field in nullable.fields.items()
            if isinstance(field.type, GraphQLNonNull)
        )
        return f"{{{fields}}}"
    assert isinstance(nullable, GraphQLScalarType)
    return {
        "Int": "1",
        "Float": "1.0",
        "Boolean": "true",
        "DateTime": '"2026-03-02T08:00:00Z"',
        "Date": '"2026-03-02"',
    }.get(nullable.name, '"x"')


def _document(kind: str, name: str, field: GraphQLField) -> str:
    given = [
        f"{arg}: {_literal(argument.type)}"
        for arg, argument in field.args.items()
        if isinstance(argument.type, GraphQLNonNull)
    ]
    arguments = f"({', '.join(given)})" if given else ""
    selection = "{ __typename }" if is_composite_type(get_named_type(field.type)) else ""
    return f"{kind} {{ {name}{arguments} {selection} }}"


def _operations() -> list[Operation]:
    found = []
    for path, (schema, roles) in SCHEMAS.items():
        for kind, root in (
            ("query", schema.query_type),
            ("mutation", schema.mutation_type),
            ("subscription", schema.subscription_type),
        ):
            for name, field in root.fields.items() if root is not None else ():
                found.append(Operation(path, kind, name, _document(kind, name, field), roles[name]))
    return found


OPERATIONS = _operations()


@dataclass
class Served:
    graph: Graph
    app: Starlette
    tokens: Tokens
    folder: Path

    def authorization(self, caller: str) -> str | None:
        match caller:
            case "none":
                return None
            case "garbage":
                return "Bearer nonsense"
            case "expired":
                early = Tokens(load({}, data_dir=self.folder), clock=lambda: time.time() - 7200)
                return f"Bearer {early.issue('aino', [Role.AGENT], 60)}"
            case "forged":
                other = Tokens(load({}, data_dir=self.folder, token_key="another key" * 4))
                return f"Bearer {other.issue('aino', list(Role))}"
            case "unsigned":
                claims = {"sub": "aino", "roles": ["AGENT"], "exp": int(time.time()) + 600}
                key = OctKey.import_key("k" * 32)
                head, body, _ = jwt.encode({"alg": "HS256"}, claims, key).split(".")
                return f"Bearer {head}.{body}."
        expert, roles = SIGNED_IN[caller]
        return f"Bearer {self.tokens.issue(expert, roles)}"


@pytest.fixture
async def served(graph: Graph, tmp_path: Path) -> Served:
    await load_organisation(graph)
    settings = load({}, data_dir=tmp_path)
    services = build_services(settings, graph)
    return Served(graph, create(services), services.tokens, tmp_path)


def _codes(body: dict[str, Any]) -> set[str]:
    return {error.get("extensions", {}).get("code", "") for error in body.get("errors", [])}


async def _try(served: Served, operation: Operation, caller: str) -> set[str]:
    """The error codes of the attempt."""
    authorization = served.authorization(caller)
    headers = {"Authorization": authorization} if authorization else {}
    transport = httpx.ASGITransport(app=served.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as http:
        response = await http.post(
            operation.path, json={"query": operation.document}, headers=headers
        )
    return _codes(response.json())


@pytest.mark.parametrize("caller", [*SIGNED_IN, *NOBODY])
async def test_every_operation_as_every_caller(served: Served, caller: str) -> None:
    before = await digest(served.graph)
    roles = SIGNED_IN[caller][1] if caller in SIGNED_IN else frozenset[Role]()
    allowed = [
        operation
        for operation in OPERATIONS
        if operation.kind != "subscription" and operation.roles & roles
    ]
    for operation in OPERATIONS:
        if operation.kind == "subscription" or operation in allowed:
            continue
        codes = await _try(served, operation, caller)
        expected = "NOT_ALLOWED" if caller in SIGNED_IN else "NOT_SIGNED_IN"
        assert codes == {expected}, (operation.name, caller)
    assert await digest(served.graph) == before
    for operation in allowed:
        codes = await _try(served, operation, caller)
        assert not codes & DENIED, (operation.name, caller, codes)


SUBSCRIPTION = next(operation for operation in OPERATIONS if operation.kind == "subscription")


@pytest.mark.parametrize("caller", [*SIGNED_IN, *NOBODY])
async def test_the_subscription_as_every_caller(served: Served, caller: str) -> None:
    """Over the endpoint that the web socket speaks to; the socket's own sign-in is tested there."""
    before = await digest(served.graph)
    endpoint = make_endpoint(build_services(load({}, data_dir=served.folder), served.graph).wired)
    signed = SIGNED_IN.get(caller)
    info = RequestInfo("test", Caller(*signed) if signed is not None else None)
    if signed is None:
        authorization = served.authorization(caller)
        if authorization is not None:
            with pytest.raises(NotSignedInError):
                served.tokens.verify(authorization.removeprefix("Bearer "))
    stream = await endpoint.stream(Params(SUBSCRIPTION.document), info)
    if signed is not None and SUBSCRIPTION.roles & signed[1]:
        assert not isinstance(stream, Answer)
        await stream.aclose()  # type: ignore[attr-defined]  # an async generator
    else:
        assert isinstance(stream, Answer)
        assert _codes(stream.body) == {"NOT_ALLOWED" if signed is not None else "NOT_SIGNED_IN"}
    assert await digest(served.graph) == before


def test_no_operation_without_a_role() -> None:
    for schema, roles in SCHEMAS.values():
        check_roles(schema, roles)
        for name in roles:
            holed = {field: allowed for field, allowed in roles.items() if field != name}
            with pytest.raises(ConfigurationError, match=f"have no role: {name}"):
                check_roles(schema, holed)
    assert {operation.path for operation in OPERATIONS} == set(SCHEMAS)
    assert len(OPERATIONS) == sum(len(roles) for _schema, roles in SCHEMAS.values())
