"""Notes through the API: written from an answer, shown with the issue type, kept fresh."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.api.test_asks import ANSWER, asked, opened
from tests.organisation import load_organisation

FIELDS = """
id text { fi sv en } author { id } changedBy { id } reviewOn toReview retired mayChange
  issueType { id } writtenAt changedAt
"""
NOTE = """
__typename
... on Problem { message { en } }
... on InvalidInput { field }
... on NotFound { id }
... on NotYours { owner { id } }
... on WrongState { state }
... on Note { FIELDS }
""".replace("FIELDS", FIELDS)
WRITE = f"""mutation($t: ID!, $x: NoteTextInput!, $r: Date, $a: ID, $e: ID, $n: ID, $k: String!) {{
  writeNote(issueTypeId: $t, text: $x, reviewOn: $r, askId: $a, answeredById: $e,
    miniNetworkId: $n, key: $k)
  {{ {NOTE} }} }}"""
CHANGE = f"""mutation($n: ID!, $x: NoteTextInput!, $r: Date, $k: String!) {{
  changeNote(noteId: $n, text: $x, reviewOn: $r, key: $k) {{ {NOTE} }} }}"""
RETIRE = f"mutation($n: ID!, $k: String!) {{ retireNote(noteId: $n, key: $k) {{ {NOTE} }} }}"
LIST = f"""query($t: ID, $n: ID, $s: String, $due: Boolean! = false, $old: Boolean! = false,
  $after: String, $first: Int) {{ notes(issueTypeId: $t, miniNetworkId: $n, search: $s,
  toReview: $due, retired: $old, first: $first, after: $after) {{ edges {{ node {{ {FIELDS} }} }}
  pageInfo {{ hasNextPage endCursor }} }} }}"""
LOOK = f"query($i: ID!) {{ node(id: $i) {{ ... on Note {{ {FIELDS} }} }} }}"
OF_TYPE = "query($t: ID!) { issueType(id: $t) { notes { id text { fi } } } }"
HOUSING = issue_type("housing-allowance")


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


async def answered(desk: Desk) -> str:
    ask = await asked(desk, (await opened(desk))["id"], "eeva")
    await desk.get("eeva", ANSWER, a=ask["id"], t="Saa, jos vuokra nousi", k=desk.key())
    return str(ask["id"])


async def written(desk: Desk, who: str = "eeva", said: str = "Saa tukea", **more: Any) -> Any:
    given = {"t": HOUSING, "x": {"fi": said}, **more}
    return await desk.get(who, WRITE, **given, k=desk.key())


async def listed(desk: Desk, who: str = "aino", **wanted: Any) -> list[str]:
    found = await desk.get(who, LIST, **wanted)
    return [edge["node"]["text"]["fi"] for edge in found["edges"]]


async def test_from_an_answer_to_the_next_desk(desk: Desk) -> None:
    ask = await answered(desk)
    text = {"fi": " Saa tukea 131052-308T ", "sv": "Får bidrag"}
    note = await written(desk, "aino", x=text, a=ask, e=expert("eeva"))
    assert note["text"] == {"fi": "Saa tukea […]", "sv": "Får bidrag", "en": None}
    assert (note["author"], note["mayChange"]) == ({"id": expert("aino")}, True)
    assert (note["toReview"], note["retired"], note["issueType"]) == (False, False, {"id": HOUSING})
    assert note["writtenAt"] == note["changedAt"]
    # who answered writes one as well; others do not, and nobody of an answer that is not there
    assert (await written(desk, "eeva", a=ask, e=expert("eeva")))["__typename"] == "Note"
    other = await written(desk, "emil", a=ask, e=expert("eeva"))
    assert (other["__typename"], other["owner"]) == ("NotYours", {"id": expert("aino")})
    assert (await written(desk, "aino", a=ask, e=expert("emil")))["__typename"] == "NotFound"
    shown = await desk.get("arvid", OF_TYPE, t=HOUSING)
    assert [one["text"]["fi"] for one in shown["notes"]] == ["Saa tukea", "Saa tukea […]"]


async def test_members_share_what_they_learnt_in_their_mini_network(desk: Desk) -> None:
    homes = to_global(Kind.MINI_NETWORK, "homes")
    shared = await written(desk, "eeva", "Kysy vuokrasopimus", n=homes)
    assert shared["__typename"] == "Note"
    await written(desk, "eeva", "Muualla opittu")
    for who, given, kind, field in (
        ("aino", {}, "InvalidInput", "miniNetworkId"),
        ("eeva", {"t": issue_type("moving-out")}, "InvalidInput", "issueTypeId"),
        ("eeva", {"n": to_global(Kind.MINI_NETWORK, "none")}, "NotFound", None),
        ("eeva", {"n": "x"}, "InvalidInput", "miniNetworkId"),
    ):
        refused = await written(desk, who, **{"n": homes, **given})
        assert (refused["__typename"], refused.get("field")) == (kind, field), given
    assert await listed(desk, n=homes) == ["Kysy vuokrasopimus"]
    assert await listed(desk, n=homes, s="VUOKRAS") == ["Kysy vuokrasopimus"]
    assert await listed(desk, n=homes, s="muualla") == []
    assert len(await listed(desk)) == 2


async def test_what_can_not_be_written(desk: Desk) -> None:
    for given, kind, field in (
        ({"x": {"fi": " "}}, "InvalidInput", "text"),
        ({"x": {"sv": "x" * 601}}, "InvalidInput", "text.sv"),
        ({"r": "2020-01-01"}, "InvalidInput", "reviewOn"),
        ({"r": "2999-01-01"}, "InvalidInput", "reviewOn"),
        ({"t": issue_type("none")}, "NotFound", None),
        ({"t": "x"}, "InvalidInput", "issueTypeId"),
    ):
        refused = await written(desk, **given)
        assert (refused["__typename"], refused.get("field")) == (kind, field)
    assert await desk.graph.read("MATCH (n:Note) RETURN n") == []


async def test_changed_by_author_responsible_unit_and_administrator(desk: Desk) -> None:
    note = (await written(desk, "aino"))["id"]
    for who, may in (("aino", True), ("emil", True), ("arvid", False), ("maija", False),
                     ("ada", True)):  # fmt: skip
        seen = await desk.get(who, LOOK, i=note)
        assert seen["mayChange"] is may, who
        changed = await desk.get(who, CHANGE, n=note, x={"fi": who, "en": "yes"}, k=desk.key())
        if may:
            assert (changed["text"]["fi"], changed["changedBy"]) == (who, {"id": expert(who)})
        else:
            assert (changed["__typename"], changed["owner"]) == ("NotYours", {"id": expert("aino")})
    assert await listed(desk) == ["ada"]
    assert (await desk.get("arvid", RETIRE, n=note, k="r"))["__typename"] == "NotYours"
    retired = await desk.get("emil", RETIRE, n=note, k="r")
    assert (retired["retired"], retired["mayChange"]) == (True, False)
    assert await desk.get("emil", RETIRE, n=note, k="r") == retired
    late = await desk.get("emil", CHANGE, n=note, x={"fi": "x"}, k="late")
    assert (late["__typename"], late["state"]) == ("WrongState", "RETIRED")
    assert await listed(desk) == []
    assert await listed(desk, old=True) == ["ada"]
    assert (await desk.get("arvid", OF_TYPE, t=HOUSING))["notes"] == []


async def test_searched_paged_and_listed_when_due(desk: Desk) -> None:
    today = desk.wired.operations.clock().date()
    first = await written(desk, said="Vuokrasopimus mukaan", r=str(today + timedelta(days=3)))
    await written(desk, said="Toinen", t=issue_type("moving-out"))
    await written(desk, said="Kolmas")
    assert await listed(desk) == ["Kolmas", "Toinen", "Vuokrasopimus mukaan"]
    assert await listed(desk, t=HOUSING) == ["Kolmas", "Vuokrasopimus mukaan"]
    assert await listed(desk, s="SOPIMUS") == ["Vuokrasopimus mukaan"]
    assert await listed(desk, s="muutto") == ["Toinen"]
    page = await desk.get("aino", LIST, first=2)
    assert page["pageInfo"]["hasNextPage"] is True
    assert await listed(desk, after=page["pageInfo"]["endCursor"]) == ["Vuokrasopimus mukaan"]
    assert await listed(desk, due=True) == []
    await desk.graph.run("MATCH (n:Note {textFi: 'Vuokrasopimus mukaan'}) SET n.reviewOn = date()")
    assert await listed(desk, due=True) == ["Vuokrasopimus mukaan"]
    again = await desk.get("eeva", CHANGE, n=first["id"], x={"fi": "Tarkistettu"}, k="again")
    assert again["toReview"] is False
    assert await listed(desk, due=True) == []


async def test_listing_costs_the_same_whatever_its_size(desk: Desk) -> None:
    await written(desk)
    one = await desk.cost("aino", LIST)
    for _ in range(4):
        await written(desk)
    assert await desk.cost("aino", LIST) == one
