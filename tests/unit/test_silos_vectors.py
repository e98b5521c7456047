"""Published networks with known answers, through the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from typer.testing import CliRunner

from netsvc.cli.main import build

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "vectors"


def compute(edges: Path, membership: Path, measure: str, *more: str) -> dict[str, Any]:
    options = ["--edges", str(edges), "--membership", str(membership), "--measure", measure]
    answer = CliRunner().invoke(
        build([]),
        ["insights", "compute", *options, "--json", "--permutations", "99", *more],
        catch_exceptions=False,
    )
    assert answer.exit_code == 0
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


@pytest.fixture
def karate(tmp_path: Path) -> tuple[Path, Path]:
    """Zachary's karate club (1977), as networkx ships it, as two tables."""
    club = nx.karate_club_graph()
    edges, membership = tmp_path / "edges.csv", tmp_path / "membership.csv"
    with edges.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([("from", "to"), *club.edges])
    with membership.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([("node", "group"), *club.nodes(data="club")])
    return edges, membership


def test_the_karate_club_has_its_known_answers(karate: tuple[Path, Path]) -> None:
    def value(measure: str, *more: str) -> Any:
        return compute(*karate, measure, "--undirected", *more)["value"]

    assert value("ei") == pytest.approx(-0.717949, abs=5e-7)
    assert value("modularity") == pytest.approx(0.358235, abs=5e-7)
    assert value("betweenness", "--node", "0") == pytest.approx(231.0714, abs=5e-5)
    assert value("constraint", "--node", "0") == pytest.approx(0.155423, abs=5e-7)
    assert value("effective_size", "--node", "0") == pytest.approx(13.75, abs=5e-7)


def test_the_karate_club_is_shown_beside_chance(karate: tuple[Path, Path]) -> None:
    answer = compute(*karate, "ei", "--undirected")
    # two clubs of 17: 1 - 2 * 2 * 17 * 16 / (34 * 33)
    assert answer["expectation"] == pytest.approx(1 - 1088 / 1122)
    assert answer["edges"] == 78
    assert answer["p"] == 0.01
    assert answer["sentence"]["en"].startswith("Silos: E-I is −0.72 where chance would give 0.03")


NETWORKS = ("ht_advice", "ht_friends", "ht_reports")
MEASURES = ("ei", "modularity", "assortativity", "reciprocity", "brokerage")


@pytest.mark.skipif(not VECTORS.is_dir(), reason="the published tables are not beside the checkout")
@pytest.mark.parametrize("name", NETWORKS)
def test_krackhardts_managers_have_their_published_answers(name: str) -> None:
    known = json.loads((VECTORS / "expected.json").read_text())["network"][name]
    edges = VECTORS / f"edges_{name.removeprefix('ht_')}.csv"
    found = {one: compute(edges, VECTORS / "membership.csv", one) for one in MEASURES}
    for measure in MEASURES:
        assert found[measure]["value"] == pytest.approx(known[measure], abs=5e-7)
    assert found["ei"]["expectation"] == pytest.approx(known["ei_expected"], abs=5e-7)
    assert found["ei"]["nodes"] == known["nodes"]
    assert found["ei"]["edges"] == known["edges"]
    segregation = 1 - (1 + known["ei"]) / (1 + known["ei_expected"])
    answer = compute(edges, VECTORS / "membership.csv", "segregation")
    assert answer["value"] == pytest.approx(segregation, abs=2e-6)
