"""Mini-networks from a CSV file: drafts, all of them or none, the same again the second time."""

from __future__ import annotations

from pathlib import Path

import pytest

from netsvc.errors import BadInputError
from netsvc.events.commands import CommandRunner
from netsvc.graph.driver import Graph
from netsvc.importers.mininetworks import DraftSummary, import_drafts
from tests.organisation import digest, load_organisation

HEADER = "id,nameFi,nameSv,nameEn,members,issueTypes,activeFrom\n"
MOVERS = "movers,Muuttajat,Flyttarna,Movers,eeva|arvid,moving-out,2026-09-01T08:00+03:00\n"
RENTERS = "renters,Vuokraajat,Hyrarna,Renters,eeva | arvid,housing-allowance|moving-out,\n"
NETWORKS = """
MATCH (n:MiniNetwork) WHERE n.id IN ['movers', 'renters', 'homes']
RETURN n.id AS id, coalesce(n.draft, false) AS draft, n.nameSv AS name,
  toString(n.activeFrom) AS since,
  COLLECT { MATCH (e:Expert)-[:IN_NETWORK]->(n) RETURN e.id ORDER BY e.id } AS members,
  COLLECT { MATCH (n)-[:COVERS]->(t:IssueType) RETURN t.id ORDER BY t.id } AS covers
ORDER BY id
"""


async def bring(graph: Graph, folder: Path, text: str) -> DraftSummary:
    file = folder / "networks.csv"
    file.write_text(text, encoding="utf-8")
    return await import_drafts(CommandRunner(graph), file)


async def test_drafts_twice_and_once_one_has_started(graph: Graph, tmp_path: Path) -> None:
    await load_organisation(graph)
    for _ in range(2):
        found = await bring(graph, tmp_path, HEADER + MOVERS + RENTERS)
        assert found == DraftSummary(("movers", "renters"), ())
        homes, movers, renters = await graph.read(NETWORKS)
        assert homes["draft"] is False
        assert movers == {
            "id": "movers", "draft": True, "name": "Flyttarna", "since": "2026-09-01T05:00:00Z",
            "members": ["arvid", "eeva"], "covers": ["moving-out"],
        }  # fmt: skip
        assert renters["since"] is None
        assert renters["covers"] == ["housing-allowance", "moving-out"]
    await graph.run("MATCH (n:MiniNetwork {id: 'movers'}) REMOVE n.draft")
    before = await digest(graph)
    found = await bring(graph, tmp_path, HEADER + RENTERS.replace("eeva", "emil") + MOVERS)
    assert [(one.line, one.column, one.seen) for one in found.rejects] == [(3, "id", "movers")]
    assert found.drafts == ()
    assert await digest(graph) == before


BAD = {
    "no id": (",a,b,c,eeva|arvid,moving-out,\n", "id", ""),
    "id twice": (MOVERS.replace("movers,", "renters,"), "id", "renters"),
    "no name": (MOVERS.replace("Flyttarna", " "), "nameSv", ""),
    "name twice": (MOVERS.replace("Muuttajat", "Vuokraajat"), "name", "Vuokraajat"),
    "one unit": (MOVERS.replace("|arvid", ""), "members", "1"),
    "person twice": (MOVERS.replace("|arvid", "|eeva"), "members", "2"),
    "nobody": (MOVERS.replace("arvid", "nobody"), "", "nobody"),
    "no types": (MOVERS.replace("moving-out", ""), "issueTypes", "0"),
    "unknown type": (MOVERS.replace("moving-out", "unheard"), "", "unheard"),
    "no moment": (MOVERS.replace("2026-09-01T08:00+03:00", "soon"), "activeFrom", "soon"),
    "no zone": (MOVERS.replace("+03:00", ""), "activeFrom", "2026-09-01T08:00"),
    "short": ("movers,a\n", "", ""),
}


async def test_one_bad_line_and_nothing_is_written(graph: Graph, tmp_path: Path) -> None:
    await load_organisation(graph)
    before = await digest(graph)
    for why, (line, column, seen) in BAD.items():
        found = await bring(graph, tmp_path, HEADER + RENTERS + line)
        assert found.drafts == (), why
        where = [(one.line, one.column, one.seen) for one in found.rejects]
        assert where == [(3, column, seen)], why
        assert await digest(graph) == before, why


async def test_no_such_table(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="has no column issueTypes"):
        await bring(graph, tmp_path, "id,nameFi,nameSv,nameEn,members\n")
