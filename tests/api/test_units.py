"""When units are open, who stands in for them, and swaps of turns as they are heard live."""

from __future__ import annotations

from typing import Any

import pytest

from netsvc.api.operations.ids import Kind, to_global
from netsvc.graph.driver import Graph
from netsvc.handover.model import DeclineReason, HandoverKind
from netsvc.handover.service import NewOffer
from tests.api.desk import Desk, expert, issue_type, make_desk
from tests.organisation import digest, load_organisation

UNIT = """
__typename
... on Problem { message { fi sv en } }
... on InvalidInput { field }
... on Unit { id openNow timeZone holidays mayChange hours { weekday starts ends } backup { id } }
"""
HOURS = """
mutation($u: ID!, $h: [OpenHoursInput!]!, $z: String = "Europe/Helsinki", $p: String, $k: String!) {
  setUnitHours(unitId: $u, hours: $h, timeZone: $z, holidays: $p, key: $k) { UNIT }
}
""".replace("UNIT", UNIT).replace("$p: String,", '$p: String! = "FI",')
BACKUP = """
mutation($u: ID!, $b: ID, $k: String!) {
  setUnitBackup(unitId: $u, backupExpertId: $b, key: $k) { UNIT }
}
""".replace("UNIT", UNIT)
FOUND = """
query($t: ID!) { findExperts(issueTypeId: $t) { ... on ExpertMatches {
  experts { edges { node { freeNow expert { id } standIn { id freeNow } } } } } } }
"""
HOUSING = to_global(Kind.UNIT, "housing")
SERVICE = to_global(Kind.UNIT, "service")


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


def span(starts: str, ends: str, weekday: str = "MON") -> dict[str, str]:
    return {"weekday": weekday, "starts": starts, "ends": ends}


async def test_a_manager_sets_the_hours_of_their_units(desk: Desk) -> None:
    # Maija belongs to the unit above
    closed = await desk.get("maija", HOURS, u=HOUSING, h=[], p="SE", z="Europe/Stockholm", k="a")
    assert (closed["openNow"], closed["hours"], closed["mayChange"]) == (False, [], True)
    assert (closed["timeZone"], closed["holidays"]) == ("Europe/Stockholm", "SE")
    night = [span("22:00", "06:00"), span("08:00", "12:00")]
    again = await desk.get("maija", HOURS, u=HOUSING, h=night, k="b")
    assert again["hours"] == night
    rows = await desk.graph.read("MATCH (a:Audit) RETURN a.action AS did, a.detail AS of")
    assert rows == [{"did": "setUnitHours", "of": "housing"}] * 2


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"h": [span("8", "16:00")]}, "hours", "This is no opening time: 8–16:00."),
        ({"h": [span("24:00", "06:00")]}, "hours", "This is no opening time: 24:00–06:00."),
        ({"h": [span("08:00", "08:00")]}, "hours", "The time ends at the moment it begins"),
        (
            {"h": [span("08:00", "12:00"), span("11:00", "16:00")]},
            "hours",
            "Times of the same day overlap: 08:00–12:00, 11:00–16:00.",
        ),
        (
            {"h": [span("20:00", "04:00"), span("22:00", "23:00")]},
            "hours",
            "Times of the same day overlap",
        ),
        ({"h": [span("08:00", "09:00")] * 6}, "hours", "There are too many opening times: 6."),
        ({"h": [span("08:00", "09:00")] * 60}, "hours", "There are too many opening times: 60."),
        ({"z": "Europe/Turku"}, "timeZone", "The time zone Europe/Turku is not known."),
        ({"p": "Narnia"}, "holidays", "The public holidays of Narnia are not known."),
        ({"u": SERVICE}, "unitId", "You can only change your own unit and those below it."),
    ],
)
async def test_hours_that_can_not_be(
    desk: Desk, given: dict[str, Any], field: str, sentence: str
) -> None:
    units = await desk.graph.read("MATCH (u:Unit) RETURN properties(u) AS u ORDER BY u.id")
    answer = await desk.get("maija", HOURS, **{"u": HOUSING, "h": [], "k": "a", **given})
    assert (answer["__typename"], answer["field"]) == ("InvalidInput", field)
    assert answer["message"]["en"].startswith(sentence)
    after = await desk.graph.read("MATCH (u:Unit) RETURN properties(u) AS u ORDER BY u.id")
    assert after == units


async def test_only_those_who_keep_units(desk: Desk) -> None:
    before = await digest(desk.graph)
    for who in ("aino", "eeva", "pia"):
        denied = await desk.ask(who, HOURS, u=HOUSING, h=[], k="a")
        assert denied["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert await digest(desk.graph) == before
    assert (await desk.get("ada", HOURS, u=SERVICE, h=[], k="a"))["mayChange"] is True


async def test_who_can_not_stand_in_for_a_unit(desk: Desk) -> None:
    for backup, sentence in (
        (expert("maija"), "Maija Mäki does not take customers' cases. Choose somebody else."),
        (
            expert("ghost"),
            "This was not found. It may have been removed; load the page again.",
        ),
    ):
        answer = await desk.get("maija", BACKUP, u=HOUSING, b=backup, k=desk.key())
        assert answer["message"]["en"] == sentence
    assert await desk.graph.read("MATCH (:Unit)-[r:BACKED_UP_BY]->() RETURN r") == []


async def test_the_units_backup_is_asked_last(desk: Desk) -> None:
    named = await desk.get("maija", BACKUP, u=HOUSING, b=expert("emil"), k="a")
    assert named["backup"] == {"id": expert("emil")}
    named = await desk.get("maija", BACKUP, u=HOUSING, b=expert("arvid"), k="b")
    assert named["backup"] == {"id": expert("arvid")}
    await desk.graph.run("MATCH ()-[i:IN_NETWORK]->() SET i.onDuty = false")
    services = desk.wired.operations
    opening = """mutation { openCase(input: {words: "vuokra", language: FI,
      issueTypeId: "TYPE"}, key: "o") { ... on Case { number } } }"""
    await desk.get("aino", opening.replace("TYPE", issue_type("housing-allowance")))
    case = (await desk.graph.read("MATCH (c:Case) RETURN c.id AS id"))[0]["id"]
    new = NewOffer(case, "eeva", HandoverKind.WARM, next_expert_ids=("emil",))
    await services.handover_commands.offer("aino", "h", new)
    for who in ("eeva", "emil"):
        (open_,) = (await services.handovers.inbox(who, services.clock())).offer_ids
        await services.handover_commands.decline(
            who, desk.key(), open_, DeclineReason.NO_CAPACITY, None
        )
    legs = await desk.graph.read(
        "MATCH (h:Handover)-[:TO]->(e) RETURN e.id AS who, h.askedAs AS how, h.state AS state "
        "ORDER BY h.offeredAt"
    )
    assert [tuple(leg.values()) for leg in legs] == [
        ("eeva", "CHOSEN", "DECLINED"),
        ("emil", "NEXT", "DECLINED"),
        ("arvid", "UNIT_BACKUP", "OFFERED"),
    ]
    gone = await desk.get("ada", BACKUP, u=HOUSING, k="c")
    assert gone["backup"] is None


async def test_who_stands_in_for_an_absent_person_is_suggested(desk: Desk) -> None:
    async def shown() -> list[Any]:
        found = await desk.get("aino", FOUND, t=issue_type("housing-allowance"))
        nodes = [edge["node"] for edge in found["experts"]["edges"]]
        return [
            (node["freeNow"], node["standIn"])
            for node in nodes
            if node["expert"]["id"] == expert("eeva")
        ]

    await desk.graph.run(
        "MATCH (e:Expert {id: 'eeva'}), (b:Expert {id: 'arvid'}) CREATE (e)-[:BACKED_UP_BY]->(b)"
    )
    assert await shown() == [(True, None)]
    await desk.graph.run(
        "MATCH (e:Expert {id: 'eeva'}) CREATE (e)-[:HAS_ABSENCE]->(:Absence {id: 'a', "
        "startsAt: datetime() - duration('PT1H'), endsAt: datetime() + duration('PT1H'), "
        "kind: 'AWAY'})"
    )
    assert await shown() == [(False, {"id": expert("arvid"), "freeNow": True})]
    await desk.graph.run("MATCH (a:Absence), (b:Expert {id: 'emil'}) CREATE (a)-[:BACKUP]->(b)")
    assert await shown() == [(False, {"id": expert("emil"), "freeNow": True})]
