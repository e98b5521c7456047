"""Planned absence and who stands in, through the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from netsvc.graph.driver import Graph
from tests.api.desk import Desk, expert, make_desk
from tests.organisation import digest, load_organisation

PERSON = """
__typename
... on Problem { message { fi sv en } }
... on InvalidInput { field seen }
... on NotFound { id }
... on Expert { id freeNow backup { id } absences { id startsAt endsAt kind backup { id } } }
"""
PLAN = """
mutation($from: DateTime!, $to: DateTime!, $b: ID, $kind: AbsenceKind = AWAY, $k: String!) {
  planAbsence(from: $from, to: $to, backupExpertId: $b, kind: $kind, key: $k) { PERSON }
}
""".replace("PERSON", PERSON)
CANCEL = (
    "mutation($a: ID!, $k: String!) { cancelAbsence(absenceId: $a, key: $k) { PERSON } }".replace(
        "PERSON", PERSON
    )
)
BACKUP = (
    "mutation($b: ID, $k: String!) { setBackup(backupExpertId: $b, key: $k) { PERSON } }".replace(
        "PERSON", PERSON
    )
)
SEEN = "query($id: ID!) { expert(id: $id) { freeNow backup { id } absences { kind } } }"
EVERYBODY = """{ experts(first: 50) { edges { node {
  freeNow backup { id } absences { kind backup { id } } } } } }"""
HOUR = timedelta(hours=1)
AUDITS = "MATCH (a:Audit) RETURN a.action AS action, a.actor AS actor ORDER BY a.at, a.action"


@pytest.fixture
async def desk(graph: Graph) -> Desk:
    await load_organisation(graph)
    return make_desk(graph)


def soon(hours: float) -> str:
    at = datetime.now(UTC).replace(microsecond=0) + hours * HOUR
    return at.isoformat()


async def plan(desk: Desk, start: float, end: float, who: str = "eeva", **more: Any) -> Any:
    given = {"k": desk.key(), **more}
    return await desk.get(who, PLAN, **{"from": soon(start)}, to=soon(end), **given)


async def test_an_absence_with_its_backup(desk: Desk) -> None:
    start, end = soon(24), soon(48)
    planned = await desk.get(
        "eeva", PLAN, **{"from": start}, to=end, b=expert("emil"), kind="TRAINING", k="a"
    )
    assert planned["freeNow"] is True
    (absence,) = planned["absences"]
    assert datetime.fromisoformat(absence["startsAt"]) == datetime.fromisoformat(start)
    assert datetime.fromisoformat(absence["endsAt"]) == datetime.fromisoformat(end)
    assert (absence["kind"], absence["backup"]) == ("TRAINING", {"id": expert("emil")})
    again = await desk.get(
        "eeva", PLAN, **{"from": start}, to=end, b=expert("emil"), kind="TRAINING", k="a"
    )
    assert again["absences"] == [absence]
    assert await desk.graph.read(AUDITS) == [{"action": "planAbsence", "actor": "eeva"}]
    cancelled = await desk.get("eeva", CANCEL, a=absence["id"], k="c")
    assert cancelled["absences"] == []
    assert await desk.graph.read("MATCH (a:Absence) RETURN a.id AS id") == []


async def test_who_is_away_is_not_free_and_coming_back_early_ends_it(desk: Desk) -> None:
    away = await plan(desk, -1, 5)
    assert away["freeNow"] is False
    back = await desk.get("eeva", CANCEL, a=away["absences"][0]["id"], k="c")
    assert (back["freeNow"], back["absences"]) == (True, [])
    rows = await desk.graph.read("MATCH (a:Absence) RETURN a.endsAt <= datetime() AS over")
    assert rows == [{"over": True}]
    again = await desk.get("eeva", CANCEL, a=away["absences"][0]["id"], k="d")
    assert again["message"]["en"] == "The absence is already over."


async def test_absences_are_seen_in_the_own_unit_only(desk: Desk) -> None:
    await plan(desk, 1, 5)
    id_ = expert("eeva")
    assert (await desk.get("eeva", SEEN, id=id_))["absences"] == [{"kind": "AWAY"}]
    assert (await desk.get("emil", SEEN, id=id_))["absences"] == [{"kind": "AWAY"}]
    for other in ("aino", "maija", "pia", "ada", "nobody"):
        assert (await desk.get(other, SEEN, id=id_))["absences"] is None, other
    assert (await desk.get("aino", SEEN, id=expert("arvid")))["absences"] == []


async def test_the_standing_backup(desk: Desk) -> None:
    named = await desk.get("eeva", BACKUP, b=expert("emil"), k="a")
    assert named["backup"] == {"id": expert("emil")}
    changed = await desk.get("eeva", BACKUP, b=expert("arvid"), k="b")
    assert changed["backup"] == {"id": expert("arvid")}
    assert (await desk.get("aino", SEEN, id=expert("eeva")))["backup"] == {"id": expert("arvid")}
    gone = await desk.get("eeva", BACKUP, k="c")
    assert gone["backup"] is None


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        (5, 4, "The absence ends before it begins. Check the times."),
        (-5, -4, "The absence is already over."),
        (0, 24 * 401, "The absence is too long. At most 400 days can be planned at once."),
        (24 * 500, 24 * 801, "The absence is too far ahead. Plan it nearer the time."),
    ],
)
async def test_times_that_can_not_be(desk: Desk, start: float, end: float, sentence: str) -> None:
    answer = await plan(desk, start, end)
    assert (answer["__typename"], answer["message"]["en"]) == ("InvalidInput", sentence)
    assert await desk.graph.read("MATCH (a:Absence) RETURN a.id AS id") == []


async def test_far_out_times_and_no_zone(desk: Desk) -> None:
    for start, end, sentence in (
        ("0001-01-01T00:00:00+14:00", soon(1), "The absence is too long."),
        ("9999-12-31T00:00:00-12:00", "9999-12-31T23:59:59-12:00", "The absence is too far ahead."),
        ("2026-01-01T00:00:00", soon(1), "The time has no time zone"),
    ):
        answer = await desk.get("eeva", PLAN, **{"from": start}, to=end, k=desk.key())
        assert answer["message"]["en"].startswith(sentence), start


async def test_one_absence_at_a_time(desk: Desk) -> None:
    await plan(desk, 10, 20)
    before = await desk.graph.read("MATCH (a:Absence) RETURN a.id AS id")
    for start, end in ((9, 11), (12, 13), (19, 30), (5, 30)):
        answer = await plan(desk, start, end)
        assert answer["message"]["en"].startswith("You already have an absence"), (start, end)
    assert await desk.graph.read("MATCH (a:Absence) RETURN a.id AS id") == before
    assert len((await plan(desk, 20.5, 21))["absences"]) == 2


async def test_who_can_not_stand_in(desk: Desk) -> None:
    await desk.graph.run("MATCH (e:Expert {id: 'emil'}) SET e.active = false")
    for backup, kind, sentence in (
        (expert("eeva"), "InvalidInput", "You can't stand in for yourself."),
        (expert("emil"), "InvalidInput", "Emil Ek no longer works here."),
        (expert("maija"), "InvalidInput", "Maija Mäki does not take customers' cases."),
        (expert("ghost"), "NotFound", "This was not found."),
        ("nonsense", "InvalidInput", "The id in backupExpertId can't be used"),
    ):
        for answer in (
            await plan(desk, 1, 2, b=backup),
            await desk.get("eeva", BACKUP, b=backup, k=desk.key()),
        ):
            assert answer["__typename"] == kind
            assert answer["message"]["en"].startswith(sentence)
    assert await desk.graph.read("MATCH (a:Absence) RETURN a.id AS id") == []
    assert await desk.graph.read("MATCH ()-[r:BACKED_UP_BY]->() RETURN r") == []


async def test_nobody_cancels_for_another(desk: Desk) -> None:
    absence = (await plan(desk, 1, 2))["absences"][0]["id"]
    before = await desk.graph.read("MATCH (a:Absence) RETURN properties(a) AS a")
    answer = await desk.get("emil", CANCEL, a=absence, k="x")
    assert (answer["__typename"], answer["id"]) == ("NotFound", absence)
    long = await desk.get("emil", CANCEL, a="x" * 5000, k="y")
    assert long["__typename"] == "InvalidInput"
    assert await desk.graph.read("MATCH (a:Absence) RETURN properties(a) AS a") == before
    untouched = await digest(desk.graph)
    denied = await desk.ask("maija", CANCEL, a=absence, k="z")
    assert denied["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert await digest(desk.graph) == untouched


async def test_the_number_of_statements_does_not_grow(desk: Desk) -> None:
    for hours in (1, 10, 20):
        for who in ("aino", "arvid", "eeva", "emil")[: 1 if hours == 1 else 4]:
            other = expert("eeva" if who != "eeva" else "emil")
            await plan(desk, hours, hours + 5, who=who, b=other)
            await desk.get(who, BACKUP, b=other, k=desk.key())
        cost = await desk.cost("eeva", EVERYBODY)
        # people, their units, absences, who is rung, backups, me, who stands in twice
        assert cost <= 7, hours
