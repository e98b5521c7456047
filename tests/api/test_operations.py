"""The operations API: from words to resolved, its refusals, its ids and what an answer costs."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import build_schema, print_schema

from netsvc.api.operations.ids import Kind, to_global
from netsvc.api.operations.schema import schema_text
from netsvc.api.operations.words import WORDS
from netsvc.graph.driver import Graph
from netsvc.settings import SCHEMA_DIR
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.organisation import digest, load_organisation

PROBLEM = """
__typename
... on Problem { message { fi sv en } }
... on InvalidInput { field seen }
... on NotFound { id }
... on KeyReused { key }
... on NotYours { owner { id } }
... on WrongState { was: state owner { id } stuck: case { id } offer: handover { id state } }
"""
OPEN = """
mutation($i: OpenCaseInput!, $k: String!) {
  openCase(input: $i, key: $k) {
    PROBLEM
    ... on Case {
      id number state words owner { id } contact { id queueSeconds } customer { pseudonym }
      issueType { id name { fi } }
    }
  }
}
""".replace("PROBLEM", PROBLEM)
OFFER = """
mutation($c: ID!, $to: ID!, $k: String!, $kind: HandoverKind = WARM, $p: [PacketEntryInput!]) {
  offerHandover(caseId: $c, toExpertId: $to, kind: $kind, packet: $p, key: $k) {
    PROBLEM
    ... on ExpertUnavailable { expert { id } presence freePlaces }
    ... on CaseAlreadyHandedOver { case { id } owner { id } handover { id receiver { id } } }
    ... on Handover {
      id kind state expiresAt packet { name value }
      why { kind count total text { en } }
      sender { id } receiver { id } senderUnit { id } receiverUnit { name { en } }
      case { owner { id } }
    }
  }
}
""".replace("PROBLEM", PROBLEM)
ACCEPT = """
mutation($h: ID!, $k: String!) {
  acceptHandover(handoverId: $h, key: $k) {
    PROBLEM
    ... on Handover { id state decidedAt case { id state owner { id } } }
  }
}
""".replace("PROBLEM", PROBLEM)
DECLINE = """
mutation($h: ID!, $r: DeclineReason!, $k: String!) {
  declineHandover(handoverId: $h, reason: $r, key: $k) {
    PROBLEM
    ... on Handover { state declineReason case { owner { id } } }
  }
}
""".replace("PROBLEM", PROBLEM)
RESOLVE = """
mutation($c: ID!, $k: String!) {
  resolveCase(caseId: $c, key: $k) {
    PROBLEM
    ... on Case { state resolvedAt resolvedBy { id } owner { id } handovers { state } }
  }
}
""".replace("PROBLEM", PROBLEM)
END_CONTACT = """
mutation($c: ID!) {
  endContact(contactId: $c, key: "e") {
    PROBLEM
    ... on Contact { endedAt handledBy { id } cases { state } }
  }
}
""".replace("PROBLEM", PROBLEM)
FIND = """
query($m: String, $t: ID, $first: Int) {
  findExperts(matter: $m, issueTypeId: $t, first: $first) {
    __typename
    ... on Problem { message { fi sv en } }
    ... on InvalidInput { field seen }
    ... on NotFound { id }
    ... on ExpertMatches {
      matter { certainty matches { confidence issueType { id name { fi sv en } } } }
      miniNetworks {
        freeNow miniNetwork { name { en } } issueType { name { sv } } answering { en }
        onDuty { freeNow expert { id units { id } } unit { name { fi } } }
        nextDuty { startsAt expert { id } }
      }
      experts {
        edges { cursor node {
          freeNow speaksLanguage score
          expert { id name presence freePlaces roles units { id } }
          unit { id name { fi } } issueType { name { sv } } miniNetwork { name { en } }
          reasons { kind count total text { fi sv en } }
        } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
"""


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


async def opened(desk: Desk, who: str = "aino", **more: Any) -> dict[str, Any]:
    given = {"words": "vuokra nousi", "language": "FI", **more}
    given.setdefault("issueTypeId", issue_type("housing-allowance"))
    case: dict[str, Any] = await desk.get(who, OPEN, i=given, k=desk.key())
    return case


def test_the_exported_schema_is_the_one_in_the_folder() -> None:
    text = (SCHEMA_DIR / "operations.graphql").read_text(encoding="utf-8")
    assert text == schema_text()
    assert print_schema(build_schema(text)) == print_schema(build_schema(schema_text()))


@pytest.mark.parametrize("words", sorted(WORDS))
def test_each_sentence_is_there_in_three_languages(words: str) -> None:
    text = WORDS[words]
    assert len({text.fi, text.sv, text.en}) == 3
    assert all(sentence.endswith((".", "}.")) for sentence in (text.fi, text.sv, text.en))


async def test_from_words_to_resolved(desk: Desk) -> None:
    found = await desk.get("aino", FIND, m="vuokra nousi", first=2)
    assert found["__typename"] == "ExpertMatches"
    assert found["matter"]["matches"][0]["issueType"]["name"]["sv"] == "Bostadsbidrag"
    assert found["miniNetworks"] == [
        {
            "freeNow": True,
            "miniNetwork": {"name": {"en": "Homes"}},
            "issueType": {"name": {"sv": "Bostadsbidrag"}},
            "answering": None,
            "onDuty": [
                {
                    "freeNow": True,
                    "expert": {
                        "id": expert("eeva"),
                        "units": [{"id": to_global(Kind.UNIT, "housing")}],
                    },
                    "unit": {"name": {"fi": "Asuminen"}},
                }
            ],
            "nextDuty": None,
        }
    ]
    best = found["experts"]["edges"][0]["node"]
    assert best["expert"]["id"] == expert("eeva")
    assert (best["freeNow"], best["miniNetwork"]) == (True, {"name": {"en": "Homes"}})
    assert {reason["kind"] for reason in best["reasons"]} >= {"EXPERT_RESOLVED"}

    case = await opened(desk, queueSeconds=90, customerNumber="4711")
    assert (case["state"], case["owner"]["id"]) == ("IN_CONTACT", expert("aino"))
    assert case["contact"]["queueSeconds"] == 90
    assert case["customer"] == {"pseudonym": "pseudonym-4"}
    offer = await desk.get("aino", OFFER, c=case["id"], to=expert("eeva"), k=desk.key())
    assert (offer["state"], offer["case"]["owner"]["id"]) == ("OFFERED", expert("aino"))
    assert offer["receiverUnit"] == {"name": {"en": "Housing"}}
    own = next(reason for reason in offer["why"] if reason["kind"] == "EXPERT_RESOLVED")
    assert (own["count"], own["total"]) == (40, 44)

    inbox = "{ inbox { lastSeq offers { id case { words } } sent { id } myCases { id } } }"
    waiting = await desk.get("eeva", inbox)
    assert waiting["offers"] == [{"id": offer["id"], "case": {"words": "vuokra nousi"}}]
    assert waiting["lastSeq"] == 1
    accepted = await desk.get("eeva", ACCEPT, h=offer["id"], k=desk.key())
    assert accepted["case"]["owner"]["id"] == expert("eeva")
    assert (await desk.get("eeva", inbox))["myCases"] == [{"id": case["id"]}]
    resolved = await desk.get("eeva", RESOLVE, c=case["id"], k=desk.key())
    assert (resolved["state"], resolved["resolvedBy"]["id"]) == ("RESOLVED", expert("eeva"))
    assert (resolved["owner"], resolved["handovers"]) == (None, [{"state": "ACCEPTED"}])
    late = await desk.get("eeva", RESOLVE, c=case["id"], k=desk.key())
    assert (late["__typename"], late["was"]) == ("WrongState", "RESOLVED")
    assert late["message"]["fi"] == "Asia on jo päättynyt."


async def test_refusals_say_who_has_the_case(desk: Desk) -> None:
    case = await opened(desk)
    foreign = await desk.get("arvid", OFFER, c=case["id"], to=expert("eeva"), k=desk.key())
    assert (foreign["__typename"], foreign["owner"]) == ("NotYours", {"id": expert("aino")})
    offer = await desk.get("aino", OFFER, c=case["id"], to=expert("eeva"), k=desk.key())
    again = await desk.get("aino", OFFER, c=case["id"], to=expert("emil"), k=desk.key())
    assert again["__typename"] == "CaseAlreadyHandedOver"
    assert again["handover"] == {"id": offer["id"], "receiver": {"id": expert("eeva")}}
    declined = await desk.get("eeva", DECLINE, h=offer["id"], r="NO_CAPACITY", k=desk.key())
    assert (declined["state"], declined["case"]["owner"]["id"]) == ("DECLINED", expert("aino"))
    presence = 'mutation { setPresence(presence: AWAY, key: "p") { ... on Expert { presence } } }'
    assert await desk.get("eeva", presence) == {"presence": "AWAY"}
    away = await desk.get("aino", OFFER, c=case["id"], to=expert("eeva"), k=desk.key())
    assert away["__typename"] == "ExpertUnavailable"
    assert (away["expert"]["id"], away["presence"], away["freePlaces"]) == (
        expert("eeva"),
        "AWAY",
        2,
    )
    assert away["message"]["sv"] == "Eeva Eskola är inte anträffbar just nu. Välj nästa."


async def test_the_rest_of_the_commands(desk: Desk) -> None:
    case = await opened(desk)
    second = await opened(desk, contactId=case["contact"]["id"])
    assert second["contact"]["id"] == case["contact"]["id"]
    ended = await desk.get("aino", END_CONTACT, c=case["contact"]["id"])
    assert ended["cases"] == [{"state": "WAITING"}, {"state": "WAITING"}]
    assert ended["endedAt"] is not None
    joined = await desk.get(
        "aino",
        OPEN,
        i={"words": "lisää", "language": "FI", "contactId": case["contact"]["id"]},
        k=desk.key(),
    )
    assert (joined["__typename"], joined["was"]) == ("WrongState", "ENDED")
    exclude = (
        'mutation($c: ID!) { excludeFromNet(caseId: $c, reason: "asiakas 131052-308T", '
        'key: "x") { ... on Case { excludedFromNet { reason } } } }'
    )
    excluded = await desk.get("aino", exclude, c=case["id"])
    assert excluded == {"excludedFromNet": {"reason": "asiakas […]"}}
    redirect = (
        "mutation($c: ID!, $u: ID!) { recordRedirect(caseId: $c, reason: NOBODY_FREE, "
        'towardUnitId: $u, key: "r") { ... on Redirect { reason by { id } toward { id } '
        "case { state owner { id } redirects { reason } } } } }"
    )
    unit = to_global(Kind.UNIT, "benefits")
    assert await desk.get("aino", redirect, c=case["id"], u=unit) == {
        "reason": "NOBODY_FREE",
        "by": {"id": expert("aino")},
        "toward": {"id": unit},
        "case": {
            "state": "CLOSED_UNRESOLVED",
            "owner": None,
            "redirects": [{"reason": "NOBODY_FREE"}],
        },
    }


async def test_words_are_scrubbed_before_they_are_stored(desk: Desk) -> None:
    case = await opened(desk, words="tunnus 131052-308T")
    assert case["words"] == "tunnus […]"
    rows = await desk.graph.read("MATCH (n) RETURN properties(n) AS p")
    assert not any("131052-308T" in str(row["p"]) for row in rows)


async def test_keys(desk: Desk) -> None:
    given = {"words": "vuokra", "language": "FI"}
    first = await desk.get("aino", OPEN, i=given, k="one")
    assert (await desk.get("aino", OPEN, i=given, k="one"))["id"] == first["id"]
    other = await desk.get("aino", OPEN, i={**given, "words": "muutto"}, k="one")
    assert (other["__typename"], other["key"]) == ("KeyReused", "one")
    theirs = await desk.get("arvid", OPEN, i=given, k="one")
    assert theirs["id"] != first["id"]


BAD_IDS = ["", "x", "%%%", "VW5pdDo", "Q2FzZTp4", "å", "A" * 500, to_global(Kind.CASE, "a\0b")]


@pytest.mark.parametrize("bad", BAD_IDS)
async def test_malformed_ids_are_bad_input_and_change_nothing(desk: Desk, bad: str) -> None:
    before = await digest(desk.graph)
    for field in ("unit", "expert", "issueType"):
        body = await desk.ask("aino", f"query($id: ID!) {{ {field}(id: $id) {{ id }} }}", id=bad)
        assert body["errors"][0]["extensions"]["code"] == "BAD_INPUT", (field, body)
        assert body["data"] == {field: None}
    offered = await desk.get("aino", OFFER, c=expert("aino"), to=bad, k=desk.key())
    assert offered["__typename"] == "InvalidInput"
    found = await desk.get("aino", FIND, t=bad)
    assert (found["__typename"], found["field"]) == ("InvalidInput", "issueTypeId")
    for field in ("units", "experts", "issueTypes", "cases"):
        query = f"query($a: String) {{ {field}(after: $a) {{ edges {{ cursor }} }} }}"
        body = await desk.ask("aino", query, a=bad)
        assert body["errors"][0]["extensions"]["code"] == "BAD_INPUT", (field, body)
    assert await digest(desk.graph) == before


async def test_unknown_things(desk: Desk) -> None:
    unknown = to_global(Kind.CASE, "nothing")
    assert await desk.get("aino", "query($i: ID!) { case(id: $i) { id } }", i=unknown) is None
    assert await desk.get("aino", "query($i: ID!) { node(id: $i) { id } }", i=unknown) is None
    gone = await desk.get("aino", RESOLVE, c=unknown, k=desk.key())
    assert (gone["__typename"], gone["id"]) == ("NotFound", unknown)
    types = await desk.get("aino", FIND, t=issue_type("nothing"))
    assert (types["__typename"], types["id"]) == ("NotFound", issue_type("nothing"))
    blank = await desk.get("aino", FIND, m="   ")
    assert (blank["__typename"], blank["field"]) == ("InvalidInput", "matter")
    many = await desk.get("aino", FIND, m="vuokra", first=51)
    assert (many["__typename"], many["field"], many["seen"]) == ("InvalidInput", "first", "51")


async def test_every_kind_is_a_node(desk: Desk) -> None:
    case = await opened(desk)
    offer = await desk.get("aino", OFFER, c=case["id"], to=expert("eeva"), k=desk.key())
    ids = [
        case["id"],
        case["contact"]["id"],
        offer["id"],
        expert("eeva"),
        issue_type("housing-allowance"),
        to_global(Kind.UNIT, "housing"),
        to_global(Kind.MINI_NETWORK, "homes"),
    ]
    for id_ in ids:
        node = await desk.get("aino", "query($i: ID!) { node(id: $i) { __typename id } }", i=id_)
        assert node["id"] == id_
    body = await desk.ask("maija", "query($i: ID!) { node(id: $i) { id } }", i=case["id"])
    assert body["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert body["data"] == {"node": None}


DIRECTORY = """
{
  units { edges { node {
    id name { fi sv en } openNow timeZone silo { id } parent { id } children { id }
    experts(first: 10) { edges { node { id name units { id } } } pageInfo { hasNextPage } }
  } } pageInfo { hasNextPage endCursor } }
}
"""
CASES = """
query($first: Int) { cases(filter: ALL, first: $first) { edges { cursor node {
  id number words issueType { id name { fi } } owner { id name } openedBy { name } contact { id }
  contacts { id cases { id } } handovers { state sender { name } receiver { name } }
  redirects { id } customer { pseudonym }
} } pageInfo { hasNextPage endCursor } } }
"""
INBOX = """
{ inbox { offers { id sender { name } receiver { name } senderUnit { id } case { id
  issueType { name { fi } } } why { kind } } sent { id } myCases { id contact { id } } lastSeq } }
"""


async def test_the_directory(desk: Desk) -> None:
    units = {e["node"]["id"]: e["node"] for e in (await desk.get("maija", DIRECTORY))["edges"]}
    housing = units[to_global(Kind.UNIT, "housing")]
    assert housing["silo"]["id"] == to_global(Kind.UNIT, "benefits")
    people = [edge["node"]["name"] for edge in housing["experts"]["edges"]]
    assert people == ["Eeva Eskola", "Emil Ek"]
    me = await desk.get("maija", "{ me { expert { id } roles language demo } }")
    assert me == {
        "expert": {"id": expert("maija")},
        "roles": ["MANAGER"],
        "language": "FI",
        "demo": False,
    }


async def test_pages_follow_their_cursors(desk: Desk) -> None:
    numbers = [(await opened(desk))["number"] for _ in range(5)]
    query = """query($a: String, $f: CaseFilter, $s: String) {
      cases(filter: $f, search: $s, first: 2, after: $a) {
        edges { node { number } } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""
    for wanted in ("ALL", "MINE", "MY_UNIT"):
        seen, after = [], None
        while True:
            page = await desk.get("aino", query, a=after, f=wanted)
            seen += [edge["node"]["number"] for edge in page["edges"]]
            assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
            if not page["pageInfo"]["hasNextPage"]:
                break
            after = page["pageInfo"]["endCursor"]
        assert seen == numbers[::-1], wanted
    one = await desk.get("aino", query, f="ALL", s=numbers[2].lower())
    assert [edge["node"]["number"] for edge in one["edges"]] == [numbers[2]]
    assert (await desk.get("aino", query, f="WAITING"))["edges"] == []
    assert (await desk.get("emil", query, f="MINE"))["edges"] == []


async def test_the_number_of_statements_does_not_grow(desk: Desk) -> None:
    await desk.get("aino", FIND, m="vuokra nousi")

    async def costs() -> dict[str, int]:
        return {
            "findExperts": await desk.cost("aino", FIND, m="vuokra nousi"),
            "cases": await desk.cost("aino", CASES, first=50),
            "inbox": await desk.cost("eeva", INBOX),
            "units": await desk.cost("aino", DIRECTORY),
        }

    async def grow(number: int, to: str) -> None:
        for _ in range(number):
            case = await opened(desk)
            made = await desk.get(
                "aino", OFFER, c=case["id"], to=expert(to), kind="COLD", k=desk.key()
            )
            assert made["__typename"] == "Handover"

    await grow(1, "eeva")
    few = await costs()
    await grow(6, "eeva")
    assert await costs() == few
    assert few == {"findExperts": 3, "cases": 7, "inbox": 6, "units": 4}


async def test_a_token_for_somebody_unknown_is_told_so(desk: Desk) -> None:
    query = """mutation { setPresence(presence: AWAY, key: "p") {
      __typename ... on NotFound { id message { fi sv en } } } }"""
    before = await digest(desk.graph)
    answer = await desk.get("nobody", query)
    assert answer["__typename"] == "NotFound"
    assert answer["id"] == "nobody"
    assert answer["message"]["en"].startswith("This was not found.")
    assert await digest(desk.graph) != before  # only the key and its answer were kept
    kept = await desk.graph.read("MATCH (n) WHERE n:Audit OR n:Event RETURN n.id AS id")
    assert kept == []
