"""A small schema that exercises the transport: not the product's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLSchema, build_schema

from netsvc.api.http import GraphQLEndpoint, Limits, RequestInfo
from netsvc.api.http.breaker import Breaker
from netsvc.errors import ConfigurationError, DatabaseUnavailableError, NotFoundError
from netsvc.identity.roles import EVERYBODY, Role

SDL = """
type Query {
  greeting(name: String): String!
  things(first: Int = 10): Page!
  broken: String
  wrongType: Int
  missing: String
  misconfigured: String
  away: String
  slow: String
  managers: String
  seenCaller: String
  tree: Tree
}
type Tree { name: String tree: Tree trees: [Tree!]! }
type Page { edges: [Edge!]! }
type Edge { node: Thing! }
type Thing { name: String! parts(first: Int = 10): Page! }
type Mutation { add(by: Int!): Int! slowAdd(by: Int!): Int! }
type Subscription { ticks(upTo: Int!): Int! endless: Int! failing: Int! onlyManagers: Int! }
"""


@dataclass
class World:
    """What the resolvers change, so that a test can see that nothing changed."""

    total: int = 0
    away: bool = False
    started: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    ended: int = 0


def make_schema(world: World) -> GraphQLSchema:
    schema = build_schema(SDL)
    assert schema.query_type
    assert schema.mutation_type
    assert schema.subscription_type
    query, mutation = schema.query_type.fields, schema.mutation_type.fields
    ticks = schema.subscription_type.fields

    async def away(*_: Any) -> str:
        if world.away:
            raise DatabaseUnavailableError("No database.", action="Try again.")
        return "here"

    async def slow(*_: Any) -> str:
        world.started.set()
        await world.go_on.wait()
        return "done"

    def broken(*_: Any) -> str:
        raise RuntimeError("password=hunter2")

    def missing(*_: Any) -> str:
        raise NotFoundError("No such thing.", action="Look again.")

    def misconfigured(*_: Any) -> str:
        raise ConfigurationError("bolt://secret-host refused the password.")

    def add(_root: Any, _info: Any, by: int) -> int:
        world.total += by
        return world.total

    async def slow_add(_root: Any, _info: Any, by: int) -> int:
        world.started.set()
        await world.go_on.wait()
        world.total += by
        return world.total

    async def count(_root: Any, _info: Any, upTo: int) -> AsyncIterator[int]:
        for number in range(upTo):
            yield number

    async def endless(*_: Any) -> AsyncIterator[int]:
        try:
            yield 1
            await asyncio.Event().wait()
        finally:
            world.ended += 1

    async def failing(*_: Any) -> AsyncIterator[int]:
        yield 1
        raise RuntimeError("password=hunter2")

    query["greeting"].resolve = lambda _r, _i, name=None: f"Hei {name or 'sinä'}"
    query["broken"].resolve = broken
    query["wrongType"].resolve = lambda *_: "secret"
    query["missing"].resolve = missing
    query["misconfigured"].resolve = misconfigured
    query["away"].resolve = away
    query["slow"].resolve = slow
    query["managers"].resolve = lambda *_: "for managers"
    query["seenCaller"].resolve = lambda _r, i: i.context.caller and i.context.caller.expert_id
    query["things"].resolve = lambda *_, **__: {"edges": []}
    mutation["add"].resolve = add
    mutation["slowAdd"].resolve = slow_add
    for name, source in (
        ("ticks", count),
        ("endless", endless),
        ("failing", failing),
        ("onlyManagers", endless),
    ):
        ticks[name].subscribe = source
        ticks[name].resolve = lambda value, *_, **__: value
    return schema


def make_roles(schema: GraphQLSchema) -> dict[str, frozenset[Role]]:
    roots = (schema.query_type, schema.mutation_type, schema.subscription_type)
    roles = {name: EVERYBODY for root in roots if root for name in root.fields}
    managers = {name: frozenset({Role.MANAGER}) for name in ("managers", "onlyManagers")}
    return {**roles, **{name: managers[name] for name in managers if name in roles}}


def make_endpoint(
    world: World,
    *,
    limits: Limits | None = None,
    production: bool = False,
    breaker: Breaker | None = None,
) -> GraphQLEndpoint:
    def context(info: RequestInfo) -> RequestInfo:
        return info

    schema = make_schema(world)
    return GraphQLEndpoint(
        schema,
        roles=make_roles(schema),
        context_factory=context,
        limits=limits,
        production=production,
        breaker=breaker,
    )
