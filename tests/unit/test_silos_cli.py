"""`netsvc insights`: what people type, and what they get when a table is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import netsvc.silos.measures as package
from netsvc.cli.main import build
from netsvc.errors import BadInputError, NetsvcError, NotFoundError
from netsvc.measures.registry import discover

EDGES = "from,to\na,b\nb,a\nc,d\na,c\na,a\n"
MEMBERSHIP = "node,group\na,X\nb,X\nc,Y\nd,Y\n"
LEGS = """from,to,case,at,issue_type,outcome,hours
a,c,1,2026-03-02T08:00:00Z,housing,bounced,2
c,b,1,2026-03-02T11:00:00Z,housing,,1.5
a,c,2,2026-03-03T08:00:00Z,pension,bounced,1
c,e,2,2026-03-03T12:00:00Z,pension,,3
a,b,3,2026-03-03T12:00:00Z,,,
"""


def run(folder: Path, *more: str, edges: str = EDGES, membership: str = MEMBERSHIP) -> str:
    ties, members = folder / "edges.csv", folder / "membership.csv"
    ties.write_text(edges, encoding="utf-8")
    members.write_text(membership, encoding="utf-8")
    files = ["--edges", str(ties), "--membership", str(members)]
    answer = CliRunner().invoke(
        build([]), ["insights", "compute", *files, *more], env={"COLUMNS": "160"}
    )
    if answer.exception is not None and isinstance(answer.exception, NetsvcError):
        raise answer.exception
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def test_json_carries_value_expectation_and_what_was_dropped(tmp_path: Path) -> None:
    answer = json.loads(run(tmp_path, "--measure", "ei", "--json"))
    assert answer["measure"] == "ei"
    assert answer["value"] == -0.5
    assert answer["expectation"] == pytest.approx(1 / 3)
    assert answer["self_handovers_dropped"] == 1
    assert answer["edges"] == 4
    assert answer["details"]["permutations"] == 999
    assert set(answer["sentence"]) == {"fi", "sv", "en"}


def test_a_person_reads_a_table_and_one_sentence(tmp_path: Path) -> None:
    shown = run(tmp_path, "--measure", "E-I", "--language", "fi")
    assert "by chance" in shown
    assert "0.333333" in shown
    assert shown.splitlines()[-1].startswith("Ei voi sanoa: E-I on −0,50, ja sattuma antaisi 0,33")


def test_the_same_seed_gives_the_same_answer(tmp_path: Path) -> None:
    first = run(tmp_path, "--measure", "ei", "--json", "--seed", "5", "--permutations", "20")
    assert first == run(
        tmp_path, "--measure", "ei", "--json", "--seed", "5", "--permutations", "20"
    )
    assert json.loads(first)["details"]["permutations"] == 20


def test_weights_come_from_a_column(tmp_path: Path) -> None:
    edges = "from,to,calls\na,b,2\na,c,6\n"
    answer = json.loads(
        run(tmp_path, "--measure", "ei", "--weight", "calls", "--json", edges=edges)
    )
    assert answer["value"] == 0.5


def test_one_node(tmp_path: Path) -> None:
    answer = json.loads(run(tmp_path, "--measure", "betweenness", "--node", "a", "--json"))
    assert answer["value"] == 2.0
    assert answer["rows"] == [{"node": "a", "group": "X", "value": 2.0}]
    with pytest.raises(NotFoundError, match="no node 'z'"):
        run(tmp_path, "--measure", "betweenness", "--node", "z", "--json")
    with pytest.raises(BadInputError, match="whole network"):
        run(tmp_path, "--measure", "ei", "--node", "a", "--json")


def test_legs_measures_follow_cases(tmp_path: Path) -> None:
    def of(measure: str) -> dict[str, object]:
        text = run(
            tmp_path,
            "--measure",
            measure,
            "--json",
            edges=LEGS,
            membership=MEMBERSHIP + "e,Z\n",
        )
        found: dict[str, object] = json.loads(text)
        return found

    assert of("loops")["rows"] == [
        {
            "loop": "X → Y → X",
            "length": 2,
            "times": 1,
            "cases": 1,
            "hours_waited": 3.5,
            "hours_elapsed": 4.5,
            "unknown_waits": 0,
            "most_common_issue_type": "housing",
            "employees": 3,
        }
    ]
    assert of("hops")["value"] == 1.0
    assert of("missing-links")["rows"] == [
        {
            "unit": "X",
            "other": "Z",
            "needs": 1,
            "at_least": pytest.approx(0.0253178, abs=1e-6),
            "redirects": 0,
            "bounces": 1,
            "second_contacts": 0,
            "direct": 0,
            "employees": 2,
        }
    ]


@pytest.mark.parametrize(
    ("edges", "membership", "said"),
    [
        ("", MEMBERSHIP, "edges.csv is empty. It needs a header and rows: from,to"),
        ("from,to\n", MEMBERSHIP, "edges.csv has a header and no rows"),
        ("a,b\n1,2\n", MEMBERSHIP, "edges.csv has no column from and no column to"),
        ("from,to\na,b,c\n", MEMBERSHIP, "edges.csv, line 2: not 2 fields"),
        ("from,to\na,\n", MEMBERSHIP, "edges.csv, line 2: from or to is empty"),
        (EDGES, "node,unit\na,X\n", "membership.csv has no column group"),
        (EDGES, "", "membership.csv is empty"),
        (EDGES, "node,group\na,X\nb,X\n", r"Nodes in the ties without a group: 2 \(c, d\)"),
        (EDGES, MEMBERSHIP + "a,Y\n", "has a in two groups, X and Y"),
        ("from,to,case,at\na,b,1,monday\n", MEMBERSHIP, "'monday' is not an ISO time"),
        (
            "from,to,case,at,outcome\na,b,1,2026-03-02,lost\n",
            MEMBERSHIP,
            "there is no outcome 'lost'",
        ),
        (
            "from,to,case,at,hours\na,b,1,2026-03-02,-2\n",
            MEMBERSHIP,
            "hours '-2' is not a number from 0 up",
        ),
    ],
)
def test_a_wrong_table_is_one_clear_sentence(
    tmp_path: Path, edges: str, membership: str, said: str
) -> None:
    with pytest.raises(BadInputError, match=said):
        run(tmp_path, "--measure", "ei", edges=edges, membership=membership)


def test_unknown_measure_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="Did you mean 'brokerage'"):
        run(tmp_path, "--measure", "brokrage")


def test_ties_without_cases_have_no_loops(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="Add the columns case and at"):
        run(tmp_path, "--measure", "loops")


def test_wrong_weights(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="has no column calls"):
        run(tmp_path, "--measure", "ei", "--weight", "calls")
    with pytest.raises(BadInputError, match="line 2: weight 'many' is not a number"):
        run(tmp_path, "--measure", "ei", "--weight", "n", edges="from,to,n\na,b,many\n")


def test_missing_file_and_binary_file(tmp_path: Path) -> None:
    arguments = ["insights", "compute", "--measure", "ei", "--edges", str(tmp_path / "no.csv")]
    answer = CliRunner().invoke(build([]), [*arguments, "--membership", str(tmp_path / "no.csv")])
    assert isinstance(answer.exception, NotFoundError)
    (tmp_path / "no.csv").write_bytes(b"\xff\xfe\x00")
    answer = CliRunner().invoke(build([]), [*arguments, "--membership", str(tmp_path / "no.csv")])
    assert isinstance(answer.exception, BadInputError)
    assert "is not UTF-8 text" in str(answer.exception)


def test_list_names_every_measure_in_three_languages() -> None:
    listed = json.loads(CliRunner().invoke(build([]), ["insights", "list", "--json"]).stdout)
    told = {(one["command"], one["id"]) for one in listed}
    assert len(told) == len(listed)
    assert {("compute", id_) for id_ in ("ei", "segregation", "brokerage", "loops")} <= told
    assert {id_ for command, id_ in told if command == "show"} == {one.id for one in discover()}
    assert all(set(one["explanation"]) == {"fi", "sv", "en"} for one in listed)
    shown = CliRunner().invoke(build([]), ["insights", "list"], env={"COLUMNS": "200"}).stdout
    assert "Vastavuoroisuus" in shown
    assert "Ömsesidighet" in shown


def test_a_measure_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "extra").mkdir()
    source = Path(package.__path__[0], "reciprocity.py").read_text(encoding="utf-8")
    (tmp_path / "extra" / "added.py").write_text(
        source.replace('id="reciprocity"', 'id="added"'), encoding="utf-8"
    )
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path / "extra")])
    listed = json.loads(CliRunner().invoke(build([]), ["insights", "list", "--json"]).stdout)
    assert ("compute", "added") in {(one["command"], one["id"]) for one in listed}
    answer = json.loads(run(tmp_path, "--measure", "added", "--json"))
    assert answer["value"] == 0.5
