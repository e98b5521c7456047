"""The organisation out to CSV files and in again: nothing lost, nothing added."""

from __future__ import annotations

import csv
import io
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from netsvc.directory.repository import DirectoryRepository
from netsvc.errors import BadInputError
from netsvc.graph.driver import Graph
from netsvc.importers.organisation import TABLES
from netsvc.importers.organisation_service import (
    BATCH,
    OrganisationSummary,
    export_organisation,
    import_organisation,
)
from tests.organisation import load_organisation

Digest = Callable[[], Awaitable[str]]
HOURS = '{"mon":[["08:00","16:00"]]}'
PACKET = '[{"name":"r","label":{"fi":"a","sv":"b","en":"c"},"required":true}]'
NASTY = 'a,b "c"\nd|e\\f; ’å\t\r '
FILES = {
    "units.csv": [
        ["id", "nameFi", "nameSv", "nameEn", "parent", "timeZone", "workingHours"],
        ["low", "Asuminen", "Boende", "Housing", "top", "Europe/Helsinki", HOURS],
        ["top", NASTY, "Förmåner", "Benefits", "", "Europe/Helsinki", "{}"],
    ],
    "issue_types.csv": [
        ["id", "nameFi", "nameSv", "nameEn", "broader", "descriptionFi", "descriptionSv",
         "descriptionEn", "synonymsFi", "synonymsSv", "synonymsEn", "examplesFi", "examplesSv",
         "examplesEn", "retired", "packetFields"],
        ["rent", "Vuokra", "Hyra", "Rent", "home", NASTY, "", "", "a\\|b|c\\\\|\\0", "", "x|y", "",
         "", "", "false", PACKET],
        ["home", "Koti", "Hem", "Home", "", "", "", "", "", "", "", "", "", "", "true", "[]"],
    ],
    "experts.csv": [
        ["id", "name", "languages", "roles", "presence", "capacity", "uiLanguage", "active"],
        ["maija", NASTY, "fi|sv", "EXPERT|MANAGER", "AVAILABLE", "4", "fi", "true"],
    ],
    "memberships.csv": [["expert", "unit", "since"],
                        ["maija", "low", "2026-01-31T10:00:00+02:00"]],
    "responsibilities.csv": [["unit", "issueType"], ["low", "rent"]],
    "skills.csv": [["expert", "issueType", "level", "at"],
                   ["maija", "rent", "3", "2026-01-01T00:00:00Z"]],
    "mini_networks.csv": [["id", "nameFi", "nameSv", "nameEn", "since"],
                          ["n", "Verkosto", "Nätverk", "Network", "2026-01-01T00:00:00.250000Z"]],
    "mini_network_members.csv": [["miniNetwork", "expert", "onDuty"], ["n", "maija", "true"]],
    "mini_network_issue_types.csv": [["miniNetwork", "issueType"], ["n", "rent"]],
}  # fmt: skip


def silent(_step: str, _done: int, _total: int) -> None:
    pass


def folder_of(path: Path, **changed: Any) -> Path:
    path.mkdir(exist_ok=True)
    for name, rows in {**FILES, **{f"{key}.csv": rows for key, rows in changed.items()}}.items():
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        (path / name).write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


async def brought_in(graph: Graph, folder: Path) -> OrganisationSummary:
    return await import_organisation(graph, folder, rejects=None, progress=silent)


async def written(graph: Graph, folder: Path) -> dict[str, bytes]:
    await export_organisation(graph, folder, silent)
    return {table.file: (folder / table.file).read_bytes() for table in TABLES}


async def test_round_trip_is_byte_identical(graph: Graph, digest: Digest, tmp_path: Path) -> None:
    summary = await brought_in(graph, folder_of(tmp_path / "in"))
    assert (summary.rejected, summary.rows["units.csv"], summary.rows["skills.csv"]) == (0, 2, 1)
    first, state = await written(graph, tmp_path / "first"), await digest()
    await graph.run("MATCH (n) WHERE NOT n:Migration AND NOT n:MigrationLock DETACH DELETE n")
    await brought_in(graph, tmp_path / "first")
    assert await digest() == state
    assert await written(graph, tmp_path / "second") == first
    await brought_in(graph, tmp_path / "first")
    assert await digest() == state


async def test_nasty_text_arrives_whole(graph: Graph, tmp_path: Path) -> None:
    await brought_in(graph, folder_of(tmp_path / "in"))
    directory = DirectoryRepository(graph)
    maija = (await directory.experts(["maija"]))["maija"]
    rent = (await directory.issue_types(["rent"]))["rent"]
    assert maija.name == NASTY
    assert maija.unit_ids == ("low",)
    assert maija.mini_network_ids == ("n",)
    assert rent.description.fi == NASTY
    assert rent.synonyms.fi == ("a|b", "c\\", "")
    assert rent.packet_fields[0].required
    assert (await directory.units(["low"]))["low"].silo_id == "top"
    assert await directory.version() == 1


async def test_what_the_files_no_longer_name_goes(graph: Graph, tmp_path: Path) -> None:
    await brought_in(graph, folder_of(tmp_path / "in"))
    await graph.run(
        "MATCH (t:IssueType {id: 'home'}) SET t.retired = false "
        "CREATE (:Case {id: 'k', number: 'k', source: 'service'})-[:ABOUT]->(t)"
    )
    await graph.run(
        "CREATE (:Expert {id: 'own', name: 'Own', source: 'service', languages: [], roles: [], "
        "presence: 'AWAY', capacity: 1, uiLanguage: 'fi', active: true})"
    )
    types = [FILES["issue_types.csv"][0], [*FILES["issue_types.csv"][1]]]
    types[1][4] = ""
    await brought_in(
        graph,
        folder_of(
            tmp_path / "in",
            issue_types=types,
            skills=FILES["skills.csv"][:1],
            mini_networks=FILES["mini_networks.csv"][:1],
            mini_network_members=FILES["mini_network_members.csv"][:1],
            mini_network_issue_types=FILES["mini_network_issue_types.csv"][:1],
        ),
    )
    state = (
        await graph.read(
            """
            RETURN COUNT { (:MiniNetwork) } AS networks, COUNT { ()-[:DECLARES]->() } AS skills,
              COUNT { (:IssueType {id: 'home', retired: true}) } AS retired,
              COUNT { ()-[:BROADER]->() } AS broader, COUNT { (:Expert) } AS experts
            """
        )
    )[0]
    assert state == {"networks": 0, "skills": 0, "retired": 1, "broader": 0, "experts": 2}


async def test_an_edited_export_is_what_the_graph_holds_whatever_made_the_links(
    graph: Graph, digest: Digest, tmp_path: Path
) -> None:
    await load_organisation(graph)
    folder = tmp_path / "edited"
    files = await written(graph, folder)
    moved = files["memberships.csv"].replace(b'"emil","housing"', b'"emil","front"')
    # eeva's only declared skill, her mini-network and what housing is responsible for
    emptied = {
        name: files[name].splitlines(keepends=True)[0]
        for name in ("skills.csv", "mini_network_members.csv", "responsibilities.csv",
                     "mini_network_issue_types.csv")
    }  # fmt: skip
    assert moved != files["memberships.csv"]
    for name, content in {"memberships.csv": moved, **emptied}.items():
        (folder / name).write_bytes(content)
    await graph.run(
        "MATCH (e:Expert {id: 'eeva'}) CREATE (e)-[:MEMBER_OF {since: datetime()}]->"
        "(:Unit {id: 'later', source: 'service'})"
    )
    await brought_in(graph, folder)
    # a link of which the files name one end only is not theirs to clear away
    later = await graph.read("MATCH (u:Unit {id: 'later'})<-[m:MEMBER_OF]-(e) RETURN e.id AS id")
    assert later == [{"id": "eeva"}]
    await graph.run("MATCH (u:Unit {id: 'later'}) DETACH DELETE u")
    assert await written(graph, tmp_path / "out") == {
        **files, "memberships.csv": moved, **emptied
    }  # fmt: skip
    state = await digest()
    await brought_in(graph, folder)
    assert await digest() == state


async def test_a_file_longer_than_a_batch_arrives_whole(graph: Graph, tmp_path: Path) -> None:
    hours = ["Europe/Helsinki", "{}"]
    many = [[f"u{n}", "U", "U", "U", "top", *hours] for n in range(BATCH + 1)]
    units = [FILES["units.csv"][0], *many, *FILES["units.csv"][1:]]
    summary = await brought_in(graph, folder_of(tmp_path / "in", units=units))
    assert summary.rows["units.csv"] == BATCH + 3
    below = await graph.read("MATCH (:Unit {id: 'top'})<-[:PART_OF]-(u) RETURN count(*) AS n")
    assert below == [{"n": BATCH + 2}]


async def test_a_file_with_too_many_rows_changes_nothing(
    graph: Graph, digest: Digest, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / "in")
    before = await digest()
    (folder / "skills.csv").write_text("expert,issueType,level,at\n" + "a\n" * 200_001)
    with pytest.raises(BadInputError, match=r"skills.csv has more than 200,000 rows") as refused:
        await brought_in(graph, folder)
    assert "Nothing was changed." in str(refused.value.action)
    assert await digest() == before
    assert not (folder / "skills.csv.rejected.csv").exists()


async def test_rejected_lines_say_where_and_why(graph: Graph, tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path / "in",
        experts=[
            *FILES["experts.csv"],
            ["a", "Anna", "fi|xx", "EXPERT", "AVAILABLE", "4", "fi", "true"],
            ["b", "Bo", "fi", "EXPERT", "AVAILABLE", "many", "fi", "true"],
            ["maija", "Maija", "fi", "EXPERT", "AVAILABLE", "4", "fi", "true"],
            ["c", "Cia"],
        ],
        memberships=[*FILES["memberships.csv"], ["maija", "nowhere", "2026-01-01T00:00:00Z"]],
        units=[*FILES["units.csv"], ["x", "X", "X", "X", "gone", "Europe/Helsinki", "{}"]],
    )
    summary = await brought_in(graph, folder)
    assert summary.rejected == 6
    experts = (folder / "experts.csv.rejected.csv").read_text(encoding="utf-8")
    assert list(csv.reader(experts.splitlines()))[1:] == [
        ["4", "languages", "fi|xx", "some of fi, sv, en, separated by bars"],
        ["5", "capacity", "many", "a whole number from 0 to 1000"],
        ["6", "id", "maija", "each of these only once"],
        ["7", "", "2 fields where the header has 8", "as many fields as the header"],
    ]
    units = (folder / "units.csv.rejected.csv").read_text(encoding="utf-8")
    assert units.splitlines()[1].endswith('parent,gone,"the id of another line, or nothing"')
    assert {r["id"] for r in await graph.read("MATCH (u:Unit) RETURN u.id AS id")} == {"low", "top"}


@pytest.mark.parametrize(
    "bad",
    [
        ("units.csv", b"", "units.csv is empty"),
        ("skills.csv", b"expert,unit\n", "skills.csv has no column issueType, level, at"),
        ("experts.csv", b"\x00\x01\x02", "binary"),
        ("experts.csv", "id,nämn\n".encode("latin-1"), "is not utf-8"),
        ("units.csv", None, "can't be read"),
    ],
)
async def test_another_format_changes_nothing(
    digest: Digest, tmp_path: Path, graph: Graph, bad: tuple[str, bytes | None, str]
) -> None:
    file, content, seen = bad
    folder = folder_of(tmp_path / "in")
    before = await digest()
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_bytes(content)
    with pytest.raises(BadInputError, match=seen):
        await brought_in(graph, folder)
    assert await digest() == before


async def test_circle_of_units_is_refused(graph: Graph, digest: Digest, tmp_path: Path) -> None:
    hours = ["Europe/Helsinki", "{}"]
    before = await digest()
    folder = folder_of(
        tmp_path / "in",
        units=[
            FILES["units.csv"][0],
            ["a", "A", "A", "A", "b", *hours],
            ["b", "B", "B", "B", "a", *hours],
        ],
    )
    with pytest.raises(BadInputError, match="in a circle: a, b"):
        await brought_in(graph, folder)
    assert await digest() == before
