"""The directory read back from a real graph: one statement a look-up, pages without gaps."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from netsvc.directory.model import (
    OFFICE_HOURS,
    DeclaredSkill,
    Language,
    LocalText,
    LocalWords,
    PacketField,
    Position,
    Presence,
    packet_fields_to_json,
)
from netsvc.directory.repository import BUMP_VERSION, DirectoryRepository
from netsvc.directory.service import DirectoryService
from netsvc.errors import BadInputError
from netsvc.graph.driver import Graph, queries_run
from netsvc.identity.roles import Role

FIELD = PacketField("rent", LocalText("Vuokra", "Hyra", "Rent"), required=True)

BUILD = """
CREATE (top:Unit {id: 'top', nameFi: 'Etuudet', nameSv: 'Förmåner', nameEn: 'Benefits',
  timeZone: 'Europe/Helsinki', workingHours: $hours, source: 'sample'})
CREATE (mid:Unit {id: 'mid', nameFi: 'Asuminen', nameSv: 'Boende', nameEn: 'Housing',
  timeZone: 'Europe/Helsinki', workingHours: $hours, source: 'sample'})-[:PART_OF]->(top)
CREATE (low:Unit {id: 'low', nameFi: 'Asumistuki', nameSv: 'Bostadsbidrag',
  nameEn: 'Housing allowance', timeZone: 'Europe/Helsinki', workingHours: $hours,
  source: 'sample'})-[:PART_OF]->(mid)
CREATE (area:IssueType {id: 'housing', nameFi: 'Asuminen', nameSv: 'Boende', nameEn: 'Housing',
  source: 'sample'})
CREATE (type:IssueType {id: 'rent', nameFi: 'Vuokra', nameSv: 'Hyra', nameEn: 'Rent',
  descriptionFi: 'Vuokran muutos', descriptionSv: 'Ändrad hyra', descriptionEn: 'New rent',
  synonymsFi: ['vuokrankorotus'], synonymsSv: ['hyreshöjning'], synonymsEn: ['rent increase'],
  examplesFi: ['Vuokrani nousi'], examplesSv: ['Hyran höjdes'], examplesEn: ['Rent went up'],
  retired: false, packetFields: $fields, source: 'sample'})-[:BROADER]->(area)
CREATE (low)-[:RESPONSIBLE_FOR]->(type)
CREATE (n:MiniNetwork {id: 'n', nameFi: 'Verkosto', nameSv: 'Nätverk', nameEn: 'Network',
  since: datetime('2026-01-05T00:00:00Z')})-[:COVERS]->(type)
CREATE (maija:Expert {id: 'maija', name: 'Maija Korhonen', languages: ['fi', 'sv'],
  roles: ['EXPERT'], presence: 'AVAILABLE', capacity: 3, openCases: 1, inboxSeq: 0,
  uiLanguage: 'fi', active: true, source: 'sample'})
CREATE (maija)-[:MEMBER_OF {since: datetime('2020-01-01T00:00:00Z')}]->(low)
CREATE (maija)-[:MEMBER_OF {since: datetime('2019-01-01T00:00:00Z')}]->(mid)
CREATE (maija)-[:DECLARES {level: 3, at: datetime('2026-01-01T00:00:00Z')}]->(type)
CREATE (maija)-[:IN_NETWORK {onDuty: true}]->(n)
CREATE (:Expert {id: 'gone', name: 'Anna Poistunut', languages: [], roles: [], presence: 'AWAY',
  capacity: 0, openCases: 0, inboxSeq: 0, uiLanguage: 'fi', active: false, source: 'sample'})
"""


@pytest.fixture
async def directory(graph: Graph) -> DirectoryService:
    await graph.run(BUILD, hours=OFFICE_HOURS.to_json(), fields=packet_fields_to_json((FIELD,)))
    return DirectoryService(DirectoryRepository(graph))


async def test_unit_row_holds_ancestors_silo_and_children(directory: DirectoryService) -> None:
    units = await directory.units(["low", "top", "nobody"])
    assert set(units) == {"low", "top"}
    low, top = units["low"], units["top"]
    assert (low.parent_id, low.ancestor_ids, low.silo_id) == ("mid", ("mid", "top"), "top")
    assert low.silo_name == LocalText("Etuudet", "Förmåner", "Benefits")
    assert low.responsible_for == ("rent",)
    assert (top.parent_id, top.ancestor_ids, top.silo_id) == (None, (), "top")
    assert top.child_ids == ("mid",)
    assert low.working_hours == OFFICE_HOURS


async def test_expert_has_primary_unit_first(directory: DirectoryService) -> None:
    maija = (await directory.experts(["maija"]))["maija"]
    assert maija.unit_ids == ("mid", "low")
    assert maija.languages == (Language.FI, Language.SV)
    assert maija.roles == {Role.EXPERT}
    assert maija.presence is Presence.AVAILABLE
    assert maija.free_places == 2
    assert maija.skills == (DeclaredSkill("rent", 3),)
    assert maija.mini_network_ids == ("n",)


async def test_issue_type_in_three_languages(directory: DirectoryService) -> None:
    types = await directory.issue_types(["rent", "housing"])
    rent = types["rent"]
    assert rent.name == LocalText("Vuokra", "Hyra", "Rent")
    assert rent.synonyms == LocalWords(("vuokrankorotus",), ("hyreshöjning",), ("rent increase",))
    assert rent.examples.in_language(Language.SV) == ("Hyran höjdes",)
    assert rent.broader_id == "housing"
    assert rent.packet_fields == (FIELD,)
    assert types["housing"].narrower_ids == ("rent",)
    assert [t.id for t in await directory.all_issue_types()] == ["housing", "rent"]


async def test_mini_network(directory: DirectoryService) -> None:
    network = (await directory.mini_networks(["n"]))["n"]
    assert network.member_ids == network.on_duty_ids == ("maija",)
    assert network.covers == ("rent",)
    assert network.since == datetime(2026, 1, 5, tzinfo=UTC)


async def test_each_look_up_is_one_statement(directory: DirectoryService) -> None:
    counter: list[int] = []
    token = queries_run.set(counter)
    try:
        await directory.units(["low", "mid", "top"])
        await directory.experts(["maija", "gone"])
        await directory.issue_types(["rent", "housing"])
        await directory.mini_networks(["n"])
        await directory.units_page(10)
        await directory.experts_page(10)
        await directory.issue_types_page(10)
    finally:
        queries_run.reset(token)
    assert len(counter) == 7


async def test_pages_have_no_gap_and_no_double(graph: Graph) -> None:
    directory = DirectoryService(DirectoryRepository(graph))
    await graph.run(
        """
        UNWIND range(0, 24) AS i
        CREATE (:Expert {id: 'e' + i, name: ['Ahti', 'Ella', 'Åsa'][i % 3], languages: ['fi'],
          roles: ['EXPERT'], presence: 'AWAY', capacity: 1, openCases: 0, inboxSeq: 0,
          uiLanguage: 'fi', active: true, source: 'sample'})
        """
    )
    seen: list[tuple[str, str]] = []
    after: Position | None = None
    sizes = []
    while True:
        page = await directory.experts_page(7, after)
        seen += [(e.name, e.id) for e in page.items]
        sizes.append(len(page.items))
        if not page.has_next:
            break
        after = page.positions[-1]
    assert sizes == [7, 7, 7, 4]
    assert seen == sorted(seen)
    assert len(set(seen)) == 25


async def test_search(directory: DirectoryService) -> None:
    assert [e.id for e in (await directory.experts_page(5, search="KORHO")).items] == ["maija"]
    assert [t.id for t in (await directory.issue_types_page(5, search="hyreshöj")).items] == [
        "rent"
    ]
    assert (await directory.experts_page(5, search="poistunut")).items == ()
    assert [e.id for e in (await directory.experts_page(5, unit_id="low")).items] == ["maija"]


@pytest.mark.parametrize("size", [0, -1, 201])
async def test_page_size_is_bounded(directory: DirectoryService, size: int) -> None:
    with pytest.raises(BadInputError, match="Ask for 1 to 200"):
        await directory.units_page(size)


async def test_version_counts_changes(directory: DirectoryService, graph: Graph) -> None:
    assert await directory.version() == 0
    await graph.run(BUMP_VERSION)
    await graph.run(BUMP_VERSION)
    assert await directory.version() == 2
