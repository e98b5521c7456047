"""Every mutation takes a key: the same body gets the first answer and changes nothing, another
body is told so and changes nothing.

Arguments are made from the schema, so that a mutation that is added tomorrow is tried too; what
``DONE`` names must moreover be carried out with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNonNull,
    get_nullable_type,
    is_list_type,
    is_required_input_field,
)

from netsvc.api.http import RequestInfo
from netsvc.api.http.endpoint import Params
from netsvc.api.operations.ids import Kind, to_global
from netsvc.api.operations.roles import OPERATION_ROLES
from netsvc.api.operations.schema import core_schema
from netsvc.graph.driver import Graph
from netsvc.identity.roles import Caller, Role
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.api.test_operations import OFFER, OPEN
from tests.organisation import digest, load_organisation

MUTATION = core_schema().mutation_type
assert MUTATION is not None
NAMES = tuple(MUTATION.fields)
EVERYBODY = {
    Role.AGENT: "aino",
    Role.EXPERT: "eeva",
    Role.MANAGER: "maija",
    Role.PILOT_LEAD: "pia",
    Role.ADMINISTRATOR: "ada",
}
DONE: Mapping[str, str] = {
    "openCase": "Case",
    "offerHandover": "Handover",
    "acceptHandover": "Handover",
    "declineHandover": "Handover",
    "withdrawHandover": "Handover",
    "resolveCase": "Case",
    "endContact": "Contact",
    "recordRedirect": "Redirect",
    "setPresence": "Expert",
    "planAbsence": "Expert",
    "setBackup": "Expert",
    "setUnitHours": "Unit",
    "setUnitBackup": "Unit",
    "createMiniNetwork": "MiniNetwork",
    "changeMiniNetwork": "MiniNetwork",
    "publishAgreement": "MiniNetwork",
}
"""Mutations that the made arguments must carry out, and the type of the answer."""
# what the names of arguments don't say
WHO: Mapping[str, str] = {
    "acceptHandover": "eeva",
    "declineHandover": "eeva",
    "setUnitHours": "ada",
    "setUnitBackup": "ada",
}
GIVEN: Mapping[str, Mapping[str, Any]] = {
    "planAbsence": {"from": "2027-03-02T08:00:00Z", "to": "2027-03-03T08:00:00Z"},
    "setBackup": {"backupExpertId": expert("arvid")},
    "setUnitHours": {
        "unitId": to_global(Kind.UNIT, "housing"),
        "hours": [],
        "timeZone": "Europe/Helsinki",
    },
}
OTHERS: Mapping[str, str] = {
    "setPresence": 'mutation { setPresence(presence: BUSY, key: "the key") { __typename } }',
    "openCase": """mutation {
      openCase(input: {words: "muuta", language: FI}, key: "the key") { __typename } }""",
}
SCALARS: Mapping[str, Any] = {
    "Int": 1,
    "Float": 1.0,
    "Boolean": True,
    "DateTime": "2027-03-02T08:00:00Z",
    "Date": "2027-03-02",
}


class World:
    """A case in hand, one that is offered, and ids for the arguments by their names."""

    def __init__(self, desk: Desk, ids: Mapping[str, str]) -> None:
        self.desk = desk
        self._ids = ids

    @classmethod
    async def make(cls, graph: Graph) -> World:
        desk = make_desk(graph)
        given = {"words": "vuokra nousi", "language": "FI"}
        case, offered = [
            (await patiently(desk, "aino", OPEN, {"i": given, "k": key}))["data"]["openCase"]
            for key in ("case", "offered")
        ]
        asked = {"c": offered["id"], "to": expert("eeva"), "k": "offer"}
        offer = (await patiently(desk, "aino", OFFER, asked))["data"]["offerHandover"]
        ids = {
            "caseId": case["id"],
            "contactId": case["contact"]["id"],
            "handoverId": offer["id"],
            "id": to_global(Kind.MINI_NETWORK, "homes"),
            "miniNetworkId": to_global(Kind.MINI_NETWORK, "homes"),
            "memberIds": expert("eeva"),
            "issueTypeIds": issue_type("housing-allowance"),
        }
        return cls(desk, ids)

    def value(self, type_: GraphQLInputType, name: str) -> Any:
        nullable = get_nullable_type(type_)
        if is_list_type(nullable):
            several = [expert("eeva"), expert("arvid")]
            return several if name == "memberIds" else [self.value(nullable.of_type, name)]
        if isinstance(nullable, GraphQLEnumType):
            return next(iter(nullable.values))
        if isinstance(nullable, GraphQLInputObjectType):
            return {
                field: self.value(argument.type, field)
                for field, argument in nullable.fields.items()
                if is_required_input_field(argument)
            }
        if nullable.name == "ID":
            return self._ids.get(name, self._guess(name))
        if name in ("starts", "ends"):
            return "08:00"
        return SCALARS.get(nullable.name, "sanottu")

    @staticmethod
    def _guess(name: str) -> str:
        if "xpert" in name or "eceiver" in name:
            return expert("eeva")
        if "ssue" in name or name == "typeId":
            return issue_type("housing-allowance")
        if "nit" in name:
            return to_global(Kind.UNIT, "housing")
        return "unknown"

    async def ask(self, who: str, name: str, key: str, given: Mapping[str, Any]) -> dict[str, Any]:
        assert MUTATION is not None
        field = MUTATION.fields[name]
        declared = ", ".join(f"${arg}: {field.args[arg].type}" for arg in given)
        passed = ", ".join(f"{arg}: ${arg}" for arg in given)
        document = (
            f"mutation({declared}{', ' if declared else ''}$key: String!) "
            f"{{ {name}({passed}{', ' if passed else ''}key: $key) "
            "{ __typename ... on Node { id } ... on Problem { message { en } } } }"
        )
        return await patiently(self.desk, who, document, {**given, "key": key})


async def patiently(desk: Desk, who: str, document: str, given: dict[str, Any]) -> dict[str, Any]:
    """As a client does on a busy machine: the same key is safe to ask again."""
    for _ in range(10):
        answer = await desk.ask(who, document, **given)
        codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
        if "DEADLINE_EXCEEDED" not in codes:
            break
    return answer


def _who(name: str) -> str:
    if name in WHO:
        return WHO[name]
    return next(person for role, person in EVERYBODY.items() if role in OPERATION_ROLES[name])


def _is(answer: dict[str, Any]) -> str:
    return str(next(iter(answer["data"].values()))["__typename"])


def test_every_mutation_takes_a_key() -> None:
    assert MUTATION is not None
    assert {name: str(field.args["key"].type) for name, field in MUTATION.fields.items()} == (
        dict.fromkeys(NAMES, "String!")
    )
    assert DONE.keys() <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
async def test_the_same_key(graph: Graph, name: str) -> None:
    await load_organisation(graph)
    world = await World.make(graph)
    assert MUTATION is not None
    given = GIVEN.get(name) or {
        arg: world.value(argument.type, arg)
        for arg, argument in MUTATION.fields[name].args.items()
        if arg != "key" and isinstance(argument.type, GraphQLNonNull)
    }
    who = _who(name)
    first = await world.ask(who, name, "the key", given)
    if name in DONE:
        assert "errors" not in first, first
        assert _is(first) == DONE[name]
    kept = await graph.read(
        "MATCH (k:Command {key: $key}) RETURN k.name AS name, k.result IS NOT NULL AS answered",
        key=f"{who}:the key",
    )
    after = await digest(graph)
    assert await world.ask(who, name, "the key", given) == first
    assert await digest(graph) == after
    if kept:
        assert kept == [{"name": kept[0]["name"], "answered": True}]
        # the same key of the same person for another intent
        reused = await _reused(world, who, "openCase" if name == "setPresence" else "setPresence")
        assert reused == "KeyReused"
        assert await digest(graph) == after
    else:
        # what can't be read as a command is refused before it is one, and so again
        assert "errors" in first or _is(first) in ("InvalidInput", "NotFound"), first


async def _reused(world: World, who: str, name: str) -> str:
    """The key asked with another intent, by the same person, in whatever role allows it."""
    info = RequestInfo("test", Caller(who, frozenset(Role)))
    answer = await world.desk.endpoint.run(Params(OTHERS[name], None, {}), info)
    return _is(answer.body)
