"""Finding an expert on a real Neo4j: one statement, the right people, the right order."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from netsvc.availability.hours import NO_HOLIDAYS, OFFICE_HOURS, WorkingHours
from netsvc.directory.model import Language, Presence
from netsvc.errors import BadInputError, NotFoundError
from netsvc.finding.index import MatchIndex
from netsvc.finding.repository import FindingRepository
from netsvc.finding.service import FindingService
from netsvc.graph.driver import Graph, queries_run
from netsvc.matching.learning import ChosenType
from netsvc.matching.model import Certainty
from netsvc.mininetworks.model import Rota, Turn
from netsvc.ranking import ReasonKind
from tests.organisation import digest, rank_evidence

WEDNESDAY_NOON = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)

ORGANISATION = """
CREATE (:DirectoryVersion {id: 'directory', value: 1})
CREATE (benefits:Unit {id: 'u-benefits', nameFi: 'Etuudet', nameSv: 'Förmåner', nameEn: 'Benefits',
  timeZone: 'Europe/Helsinki', workingHours: $hours})
CREATE (front:Unit {id: 'u-front', nameFi: 'Asiakaspalvelu', nameSv: 'Kundservice',
  nameEn: 'Customer service', timeZone: 'Europe/Helsinki', workingHours: $hours})
CREATE (night:Unit {id: 'u-night', nameFi: 'Yövuoro', nameSv: 'Nattskift', nameEn: 'Night shift',
  timeZone: 'Europe/Helsinki', workingHours: '{"mon":[["20:00","23:00"]]}'})
CREATE (area:IssueType {id: 'housing', nameFi: 'Asuminen', nameSv: 'Boende', nameEn: 'Housing',
  retired: false})
CREATE (rent:IssueType {id: 'rent', nameFi: 'Vuokran muutos', nameSv: 'Ändrad hyra',
  nameEn: 'Change of rent', synonymsFi: ['vuokrankorotus'], synonymsSv: ['hyreshöjning'],
  synonymsEn: ['rent increase'], retired: false})
CREATE (deposit:IssueType {id: 'deposit', nameFi: 'Takuuvuokra', nameSv: 'Hyresgaranti',
  nameEn: 'Deposit guarantee', retired: false})
CREATE (tax:IssueType {id: 'tax', nameFi: 'Verokortti', nameSv: 'Skattekort', nameEn: 'Tax card',
  retired: false})
CREATE (old:IssueType {id: 'old', nameFi: 'Lakkautettu lisä', nameSv: 'Indraget tillägg',
  nameEn: 'Abolished supplement', retired: true})
CREATE (rent)-[:BROADER]->(area), (deposit)-[:BROADER]->(area)
CREATE (benefits)-[:RESPONSIBLE_FOR]->(rent)
CREATE (benefits)-[:RESOLVES {resolved: 90, received: 100, medianHours: 20.0}]->(rent)
CREATE (net:MiniNetwork {id: 'n-home', nameFi: 'Koti', nameSv: 'Hem', nameEn: 'Home'})
CREATE (net)-[:COVERS]->(rent)
WITH benefits, front, night, rent, deposit, tax, old, net
UNWIND $people AS p
CREATE (e:Expert {id: p.id, name: p.name, languages: p.languages, presence: p.presence,
  capacity: 3, openCases: p.open, active: p.active, roles: p.roles})
WITH benefits, front, night, rent, deposit, tax, old, net, e, p
CALL (benefits, front, night, e, p) {
  WITH CASE p.unit WHEN 'front' THEN front WHEN 'night' THEN night ELSE benefits END AS unit
  CREATE (e)-[:MEMBER_OF {since: datetime('2020-01-01T00:00:00Z')}]->(unit)
}
FOREACH (_ IN CASE WHEN p.rent IS NULL THEN [] ELSE [1] END |
  CREATE (e)-[:RESOLVES {resolved: p.rent[0], received: p.rent[1], medianHours: 20.0}]->(rent))
FOREACH (_ IN CASE WHEN p.deposit IS NULL THEN [] ELSE [1] END |
  CREATE (e)-[:RESOLVES {resolved: p.deposit, received: p.deposit}]->(deposit))
FOREACH (_ IN CASE WHEN p.old IS NULL THEN [] ELSE [1] END |
  CREATE (e)-[:RESOLVES {resolved: p.old, received: p.old}]->(old))
FOREACH (_ IN CASE WHEN p.declares IS NULL THEN [] ELSE [1] END |
  CREATE (e)-[:DECLARES {level: p.declares}]->(rent))
FOREACH (_ IN CASE WHEN p.net IS NULL THEN [] ELSE [1] END |
  CREATE (e)-[:IN_NETWORK {onDuty: p.net}]->(net))
"""
ALL_WEEK = WorkingHours(((("08:00", "16:00"),),) * 7).to_json()
HOURS = '{"mon":[["08:00","16:00"]],"wed":[["08:00","16:00"]]}'


def person(person_id: str, **known: object) -> dict[str, object]:
    base: dict[str, object] = {
        "id": person_id,
        "name": person_id.title(),
        "languages": ["fi"],
        "presence": "AVAILABLE",
        "open": 0,
        "active": True,
        "roles": ["EXPERT"],
        "unit": "benefits",
        "rent": None,
        "deposit": None,
        "old": None,
        "declares": None,
        "net": None,
    }
    return {**base, **known}


PEOPLE = [
    person("aino", rent=[42, 50], languages=["fi", "sv"]),
    person("bo", rent=[40, 48], presence="BUSY"),
    person("cecilia", unit="front", net=True),
    person("daniel", deposit=12),
    person("eeva", declares=2),
    person("frans", rent=[60, 60], active=False),
    person("gunilla", rent=[41, 49], unit="night"),
    person("hilla", unit="front", old=30),
    person("ines", rent=[70, 70], declares=3, net=True, roles=["MANAGER"]),
]


@pytest.fixture
async def finding(graph: Graph) -> FindingService:
    await graph.run(ORGANISATION, hours=HOURS, people=PEOPLE)
    await rank_evidence(graph)
    return FindingService(graph, clock=lambda: WEDNESDAY_NOON)


async def test_the_best_free_person_comes_first_with_reasons_in_counts(
    finding: FindingService,
) -> None:
    found = await finding.find_experts("vuokrankorotus tuli", caller_id="hilla", limit=10)

    assert found.matches.matches[0].issue_type_id == "rent"
    assert [s.expert.id for s in found.suggestions] == [
        "aino",
        "bo",
        "gunilla",
        "eeva",
        "daniel",
        "cecilia",
    ]
    first = found.suggestions[0]
    assert first.free_now
    assert first.unit.name.en == "Benefits"
    assert first.unit.open_now
    assert first.expert.free_places == 3
    reason = first.reasons[0]
    assert (reason.kind, reason.count, reason.total) == (ReasonKind.EXPERT_RESOLVED, 42, 50)
    assert reason.text.en == "Resolved 42 of 50 such matters, usually within a day."
    assert reason.subject is not None
    assert reason.subject.sv == "Ändrad hyra"
    assert first.score == pytest.approx(sum(c.value for c in first.contributions), abs=1e-5)


async def test_who_is_not_free_says_so(finding: FindingService) -> None:
    found = await finding.find_experts(issue_type_id="rent")

    by_id = {s.expert.id: s for s in found.suggestions}
    assert not by_id["bo"].free_now
    assert by_id["bo"].expert.presence is Presence.BUSY
    assert not by_id["gunilla"].free_now
    assert not by_id["gunilla"].unit.open_now
    network = by_id["cecilia"].mini_network
    assert network is not None
    assert (network.name.fi, network.on_duty) == ("Koti", True)


async def test_one_statement_a_call_whatever_the_size_of_the_answer(
    finding: FindingService,
) -> None:
    await finding.index.refresh()
    counted: list[int] = []
    token = queries_run.set(counted)
    try:
        await finding.find_experts("hyreshöjning", language=Language.SV, limit=1)
        assert sum(counted) == 1
        await finding.find_experts("hyra verokortti deposit", customer_id="c-1", limit=50)
        assert sum(counted) == 2
        await finding.find_experts(issue_type_id="rent", limit=50)
        assert sum(counted) == 3
        await finding.match("vuokra")
        assert sum(counted) == 3
    finally:
        queries_run.reset(token)


async def test_a_chosen_type_decides_whatever_the_words(finding: FindingService) -> None:
    chosen = await finding.find_experts("verokortti", "rent")
    assert chosen.matches.matches[0].issue_type_id == "tax"
    assert {s.issue_type.id for s in chosen.suggestions} == {"rent"}

    wordless = await finding.find_experts(" ", "rent")
    assert wordless.matches.certainty is Certainty.QUITE_SURE
    assert wordless.suggestions == chosen.suggestions


async def test_the_caller_inactive_people_and_retired_types_are_left_out(
    finding: FindingService,
) -> None:
    found = await finding.find_experts("vuokrankorotus", caller_id="aino", limit=50)
    ids = {s.expert.id for s in found.suggestions}
    assert "aino" not in ids
    assert "frans" not in ids

    abolished = await finding.match("lakkautettu lisä")
    assert "old" not in {match.issue_type_id for match in abolished.matches}
    with pytest.raises(NotFoundError):
        await finding.find_experts(issue_type_id="old")
    with pytest.raises(NotFoundError):
        await finding.find_experts(issue_type_id="nothing")


async def test_pages_join_without_gap_or_repeat(finding: FindingService) -> None:
    whole = await finding.find_experts(issue_type_id="rent", limit=50)
    assert not whole.has_next
    assert not whole.has_previous

    ids: list[str] = []
    after: str | None = None
    while True:
        page = await finding.find_experts(issue_type_id="rent", limit=2, after=after)
        ids += [s.expert.id for s in page.suggestions]
        assert page.has_previous is (after is not None)
        if not page.has_next:
            break
        after = page.suggestions[-1].cursor
    assert ids == [s.expert.id for s in whole.suggestions]


async def test_not_understood_is_never_a_dead_end(finding: FindingService) -> None:
    found = await finding.find_experts("😀😀 12345")

    assert found.matches.certainty is Certainty.DONT_KNOW
    assert found.matches.matches == ()
    assert found.suggestions[0].expert.id == "aino"


async def test_the_customers_language_is_a_step_among_equals(finding: FindingService) -> None:
    found = await finding.find_experts(issue_type_id="rent", language=Language.SV)

    assert found.suggestions[0].expert.id == "aino"
    assert found.suggestions[0].speaks_language
    assert not found.suggestions[1].speaks_language
    kinds = {reason.kind for reason in found.suggestions[0].reasons}
    assert ReasonKind.SPEAKS_LANGUAGE in kinds


async def test_who_knows_the_customer_gets_that_as_a_reason(
    finding: FindingService, graph: Graph
) -> None:
    await graph.run(
        """
        MATCH (e:Expert {id: 'daniel'})
        CREATE (e)<-[:RESOLVED_BY]-(:Case {id: 'k1', number: 'K1'})-[:OF]->(:Customer {id: 'c-1'})
        """
    )
    found = await finding.find_experts(issue_type_id="rent", customer_id="c-1", limit=50)

    daniel = next(s for s in found.suggestions if s.expert.id == "daniel")
    reason = next(r for r in daniel.reasons if r.kind is ReasonKind.KNOWS_CUSTOMER)
    assert reason.count == 1


async def test_why_a_named_person_is_said_as_in_the_list(finding: FindingService) -> None:
    listed = await finding.find_experts(issue_type_id="rent", customer_id="c1", limit=50)
    counted: list[int] = []
    token = queries_run.set(counted)
    said = await finding.why(
        [*(s.expert.id for s in listed.suggestions), "nobody"],
        matter=None,
        issue_type_id="rent",
        language=None,
        customer_id="c1",
    )
    queries_run.reset(token)
    assert sum(counted) == 1
    assert said == {s.expert.id: s.reasons for s in listed.suggestions}
    with pytest.raises(BadInputError):
        await finding.why(["a"], matter=" ", issue_type_id=None, language=None, customer_id=None)


async def test_a_new_issue_type_is_matched_after_the_version_changed(
    finding: FindingService, graph: Graph
) -> None:
    assert await finding.index.refresh() is True
    assert await finding.index.refresh() is False
    await graph.run(
        """
        CREATE (:IssueType {id: 'parking', nameFi: 'Pysäköintitunnus', nameSv: 'Parkering',
          nameEn: 'Parking permit', retired: false})
        WITH 1 AS one MATCH (d:DirectoryVersion {id: 'directory'}) SET d.value = d.value + 1
        """
    )
    before = await finding.match("pysäköintitunnus")
    assert "parking" not in {match.issue_type_id for match in before.matches}
    assert await finding.index.refresh() is True
    after = await finding.match("pysäköintitunnus")
    assert after.matches[0].issue_type_id == "parking"


async def test_the_background_refresh_starts_and_stops(finding: FindingService) -> None:
    await finding.start()
    await finding.start()
    assert (await finding.match("verokortti")).matches[0].issue_type_id == "tax"
    await finding.stop()
    await finding.stop()


@pytest.mark.parametrize(
    ("words", "limit", "after"),
    [("", 5, None), ("   ", 5, None), ("vuokra", 0, None), ("vuokra", 51, None)],
)
async def test_bad_input_is_refused_before_any_query(
    finding: FindingService, words: str, limit: int, after: str | None
) -> None:
    with pytest.raises(BadInputError):
        await finding.find_experts(words, limit=limit, after=after)


@pytest.mark.parametrize("cursor", ["x", "%%%", "W10", "bnVsbA", "WzEsMl0", "é"])
async def test_a_foreign_cursor_is_refused(finding: FindingService, cursor: str) -> None:
    with pytest.raises(BadInputError):
        await finding.find_experts("vuokra", after=cursor)


async def test_an_empty_organisation_answers_with_nothing(graph: Graph) -> None:
    service = FindingService(graph)

    found = await service.find_experts("vuokra")

    assert found.matches.certainty is Certainty.DONT_KNOW
    assert found.suggestions == ()
    assert not found.has_next


class FailingFinding(FindingRepository):
    """Reads only from the third time on."""

    times = 0

    async def version(self) -> int:
        self.times += 1
        if self.times < 3:
            raise RuntimeError("not foreseen")
        return await super().version()


async def test_the_index_outlives_what_nobody_foresaw(
    finding: FindingService, graph: Graph
) -> None:
    assert finding is not None
    repository = FailingFinding(graph)
    index = MatchIndex(repository, poll_seconds=0.02)
    await index.start()
    async with asyncio.timeout(60):
        while repository.times < 4:  # noqa: ASYNC110  # the loop has no event for it
            await asyncio.sleep(0.02)
    assert (await index.current()).version == 1
    await index.stop()


async def test_who_is_away_is_neither_free_nor_on_duty(
    finding: FindingService, graph: Graph
) -> None:
    async def seen() -> dict[str, tuple[bool, bool | None]]:
        found = await finding.find_experts(issue_type_id="rent", limit=50)
        return {
            s.expert.id: (s.free_now, s.mini_network.on_duty if s.mini_network else None)
            for s in found.suggestions
        }

    before = await seen()
    assert (before["aino"], before["cecilia"]) == ((True, None), (True, True))
    await graph.run(
        "MATCH (e:Expert) WHERE e.id IN ['aino', 'cecilia'] CREATE (e)-[:HAS_ABSENCE]->"
        "(:Absence {id: e.id, startsAt: $at, endsAt: $at + duration('PT1S'), kind: 'AWAY'})",
        at=WEDNESDAY_NOON,
    )
    after = await seen()
    assert (after["aino"], after["cecilia"]) == ((False, None), (False, False))
    changed = {"aino", "cecilia"}
    assert {k: v for k, v in after.items() if k not in changed} == {
        k: v for k, v in before.items() if k not in changed
    }


async def test_the_rota_decides_who_is_on_duty_and_an_ended_network_is_none(
    finding: FindingService, graph: Graph
) -> None:
    async def duty() -> bool | None:
        found = await finding.find_experts(issue_type_id="rent", limit=50)
        networks = {s.expert.id: s.mini_network for s in found.suggestions}
        network = networks.get("cecilia")
        return network.on_duty if network else None

    week = tuple((Turn("08:00", "16:00", "cecilia"),) if day == 2 else () for day in range(7))
    rota = Rota("Europe/Helsinki", NO_HOLIDAYS, OFFICE_HOURS, week)
    for text, expected in (
        (rota.to_json(), True),
        (replace(rota, week=((),) * 7).to_json(), False),
        ("damaged", False),
    ):
        await graph.run("MATCH (n:MiniNetwork) SET n.rota = $rota", rota=text)
        assert await duty() is expected
    await graph.run("MATCH (n:MiniNetwork) REMOVE n.rota SET n.activeTo = $at", at=WEDNESDAY_NOON)
    assert await duty() is None


async def test_a_public_holiday_closes_the_unit(finding: FindingService, graph: Graph) -> None:
    epiphany = WEDNESDAY_NOON.replace(month=1, day=6)
    for place, expected in ((None, False), ("", True), ("FI-01", False), ("XX", False)):
        await graph.run("MATCH (u:Unit) SET u.publicHolidays = $place", place=place)
        service = FindingService(graph, clock=lambda: epiphany)
        await graph.run("MATCH (u:Unit) SET u.workingHours = $hours", hours=ALL_WEEK)
        found = await service.find_experts(issue_type_id="rent", limit=50)
        assert {s.unit.open_now for s in found.suggestions} == {expected}, place


async def test_who_takes_no_cases_is_not_suggested(finding: FindingService) -> None:
    found = await finding.find_experts(issue_type_id="rent", limit=50)
    ids = {s.expert.id for s in found.suggestions}
    assert "aino" in ids
    assert "ines" not in ids


async def test_words_of_resolved_cases_teach_until_the_case_says_otherwise(
    finding: FindingService, graph: Graph
) -> None:
    index = MatchIndex(FindingRepository(graph), learn_seconds=0.0)
    await index.refresh()
    words = "mätäkuun lystinpito kellarissa"
    await graph.run(
        """
        UNWIND [['k1', 'RESOLVED', $words, 'tax'], ['k2', 'OPEN', 'keltainen sukellusvene', 'rent'],
          ['k3', 'RESOLVED', 'poistunut asia aivan', 'old'], ['k4', 'RESOLVED', '', 'tax']] AS row
        MATCH (t:IssueType {id: row[3]})
        CREATE (k:Case {id: row[0], state: row[1], words: row[2], language: 'FI', openedAt: $at})
        CREATE (k)-[:ABOUT]->(t)
        """,
        words=words,
        at=WEDNESDAY_NOON,
    )
    chosen = await FindingRepository(graph).chosen()
    assert chosen == (ChosenType("tax", "fi", words),)

    assert await index.refresh() is True
    assert await index.refresh() is False
    assert (await index.current()).matcher.match("lystinpito kellarissa").matches[
        0
    ].issue_type_id == "tax"

    await graph.run(
        """
        MATCH (k:Case {id: 'k1'})-[a:ABOUT]->(), (t:IssueType {id: 'deposit'})
        DELETE a CREATE (k)-[:ABOUT]->(t), (:TypeChange {id: 'c'})-[:OF_CASE]->(k)
        """
    )
    assert await FindingRepository(graph).chosen() == (
        ChosenType("deposit", "fi", words, corrected=True),
    )
    assert await index.refresh() is True
    assert (await index.current()).matcher.match("lystinpito kellarissa").matches[
        0
    ].issue_type_id == "deposit"


async def test_somebody_promising_has_the_second_place_where_it_is_their_turn(
    graph: Graph, finding: FindingService
) -> None:
    """Off unless set; the same on each page and when it is asked again; kept with the offer."""
    usual = [s.expert.id for s in (await finding.find_experts("vuokrankorotus tuli")).suggestions]
    fair = FindingService(graph, clock=lambda: WEDNESDAY_NOON, newcomer_share=1.0)
    before = await digest(graph)
    found = await fair.find_experts("vuokrankorotus tuli")
    order = [s.expert.id for s in found.suggestions]
    assert (order[0], order[1]) == (usual[0], "eeva")
    assert sorted(order) == sorted(usual)
    assert found.suggestions[1].reasons[-1].text.en == (
        "In second place so that promising colleagues get their chance."
    )
    assert await digest(graph) == before
    pages, after = [], None
    for _ in range(3):
        page = await fair.find_experts("vuokrankorotus tuli", limit=2, after=after)
        pages += [s.expert.id for s in page.suggestions]
        after = page.suggestions[-1].cursor
    assert pages == order[:6]
    why = await fair.why(
        order, matter="Vuokrankorotus  tuli", issue_type_id="rent", language=None, customer_id=None
    )
    chances = [
        id_ for id_, given in why.items() if given and given[-1].kind is ReasonKind.SECOND_PLACE
    ]
    assert chances == ["eeva"]
    # by an issue type alone there is no matter to draw a lot from
    alone = await fair.find_experts(issue_type_id="rent")
    assert [s.expert.id for s in alone.suggestions][:2] == usual[:2]
