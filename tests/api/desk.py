"""The operations schema over a small organisation, asked as the transport asks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from netsvc.api.http import GraphQLEndpoint, Limits, RequestInfo
from netsvc.api.http.endpoint import Params
from netsvc.api.operations.context import Context
from netsvc.api.operations.ids import Kind, to_global
from netsvc.api.operations.roles import OPERATION_ROLES
from netsvc.api.operations.schema import core_schema
from netsvc.graph.driver import Graph, queries_run
from netsvc.identity.roles import Caller, Role
from netsvc.wiring import Wired, wire_operations
from tests.organisation import PEOPLE

ROLES = {id_: frozenset(roles) for id_, _name, _unit, roles, _capacity in PEOPLE}


def make_endpoint(wired: Wired, limits: Limits | None = None) -> GraphQLEndpoint:
    def context(info: RequestInfo) -> Context:
        return Context(wired.operations, info.caller, demo=info.demo)

    return GraphQLEndpoint(
        core_schema(),
        roles=OPERATION_ROLES,
        context_factory=context,
        limits=limits or Limits(rate=10_000, burst=10_000),
    )


@dataclass
class Desk:
    graph: Graph
    wired: Wired
    endpoint: GraphQLEndpoint
    keys: int = 0

    async def ask(self, who: str | None, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer; ``who`` None is a caller who is not signed in."""
        caller = Caller(who, ROLES.get(who, frozenset(Role))) if who is not None else None
        info = RequestInfo("test", caller)
        return (await self.endpoint.run(Params(query, None, variables), info)).body

    async def get(self, who: str, query: str, **variables: Any) -> Any:
        """The data of an answer without errors; of its only field where there is one."""
        body = await self.ask(who, query, **variables)
        assert "errors" not in body, body
        data = body["data"]
        return next(iter(data.values())) if len(data) == 1 else data

    async def cost(self, who: str, query: str, **variables: Any) -> int:
        """How many statements the operation ran."""
        counted: list[int] = []
        token = queries_run.set(counted)
        try:
            await self.get(who, query, **variables)
        finally:
            queries_run.reset(token)
        return len(counted)

    def key(self) -> str:
        self.keys += 1
        return f"k{self.keys}"


def make_desk(graph: Graph) -> Desk:
    wired = wire_operations(
        graph,
        pseudonym=lambda number: f"pseudonym-{len(number)}",
        scrub=lambda text: text.replace("131052-308T", "[…]"),
        offer_seconds=45,
    )
    return Desk(graph, wired, make_endpoint(wired))


def expert(plain: str) -> str:
    return to_global(Kind.EXPERT, plain)


def issue_type(plain: str) -> str:
    return to_global(Kind.ISSUE_TYPE, plain)
