"""What is taken along of a pilot gives the page's figures again, without a database."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from netsvc.cli.pilots import app
from netsvc.graph.driver import Graph
from tests.api.test_experiments import LOOK, desk_of, locked
from tests.pilots import COMPARISON, LOOKS, TREATED, load_pilot_world

EXPORT = """query($x: ID!) { experimentExport(id: $x) { __typename
  ... on WrongState { was: state }
  ... on ExperimentExport { asOf planJson casesCsv unitWeeksCsv } } }"""
JSON = "query($x: ID!) { experiment(id: $x) { looks { result { json } } } }"


async def test_the_command_line_gives_the_same_figures(graph: Graph, tmp_path: Path) -> None:
    await load_pilot_world(graph)
    desk = desk_of(graph)
    pilot = await locked(desk)
    x = pilot["id"]
    early = await desk.get("maija", EXPORT, x=x)
    assert (early["__typename"], early["was"]) == ("WrongState", "LOCKED")
    for number, day in enumerate(LOOKS, start=1):
        desk.clock.day = day + timedelta(days=1)
        await desk.get("pia", LOOK, x=x, n=number, k=f"look{number}")
    taken = await desk.get("maija", EXPORT, x=x)
    assert taken["asOf"] == str(LOOKS[-1])
    plan, cases = tmp_path / "plan.json", tmp_path / "cases.csv"
    plan.write_text(taken["planJson"], encoding="utf-8")
    cases.write_text(taken["casesCsv"], encoding="utf-8")
    arguments = ["analyse", "--plan", str(plan), "--cases", str(cases), "--as-of", taken["asOf"]]
    ran = CliRunner().invoke(app, [*arguments, "--json"])
    assert ran.exit_code == 0, ran.output
    page = json.loads((await desk.get("maija", JSON, x=x))["looks"][-1]["result"]["json"])
    assert comparable(json.loads(ran.stdout)) == comparable(page)

    rows = list(csv.DictReader(taken["unitWeeksCsv"].splitlines()))
    assert len(rows) == (len(TREATED) + len(COMPARISON)) * len(page["weeks"])
    for week in page["weeks"]:
        here = [row for row in rows if int(row["week"]) == week["week"]]
        for side, flag in (("treated", "1"), ("comparison", "0")):
            own = [row for row in here if row["treated"] == flag]
            assert sum(int(row["cases"]) for row in own) == week[side]["cases"]
            assert sum(int(row["resolved"]) for row in own) == week[side]["resolved"]
    assert "t1-p0" not in taken["casesCsv"]


def comparable(report: dict[str, Any]) -> dict[str, Any]:
    """People are gone from the cases: who moved or came later is counted before that, and what
    they said is in no file."""
    quality = {k: v for k, v in report["quality"].items() if k not in ("moved", "newcomers")}
    rest = {k: v for k, v in report.items() if k != "pulse"}
    return {**rest, "quality": quality}
