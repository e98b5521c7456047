"""What is taken along of a pilot gives the page's figures again, without a database."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from netsvc.cli.pilots import app
from netsvc.graph.driver import Graph
from tests.api.test_experiments import LOOK, desk_of, locked
from tests.api.test_pulse import ANSWER
from tests.pilots import COMPARISON, LOOKS, START, TREATED, load_pilot_world

# processes and sums: which Neo4j they are beside changes nothing of it
pytestmark = pytest.mark.once

EXPORT = """query($x: ID!) { experimentExport(id: $x) { __typename
  ... on WrongState { was: state }
  ... on ExperimentExport { asOf planJson casesCsv unitWeeksCsv pulseCsv } } }"""
JSON = "query($x: ID!) { experiment(id: $x) { looks { result { json } } } }"


async def test_the_command_line_gives_the_same_figures(graph: Graph, tmp_path: Path) -> None:
    await load_pilot_world(graph)
    desk = desk_of(graph)
    pilot = await locked(desk)
    x = pilot["id"]
    early = await desk.get("maija", EXPORT, x=x)
    assert (early["__typename"], early["was"]) == ("WrongState", "LOCKED")
    desk.clock.day = START
    for number in range(5):
        await desk.get(f"t1-p{number}", ANSWER, x=x, c=3, t=1 + number, i=2, k=desk.key())
        await desk.get(f"c1-p{number}", ANSWER, x=x, c=5, t=4, i=3, k=desk.key())
    for number, day in enumerate(LOOKS, start=1):
        desk.clock.day = day + timedelta(days=1)
        await desk.get("pia", LOOK, x=x, n=number, k=f"look{number}")
    taken = await desk.get("maija", EXPORT, x=x)
    assert taken["asOf"] == str(LOOKS[-1])
    plan, cases, pulse = (tmp_path / name for name in ("plan.json", "cases.csv", "pulse.csv"))
    plan.write_text(taken["planJson"], encoding="utf-8")
    cases.write_text(taken["casesCsv"], encoding="utf-8")
    pulse.write_text(taken["pulseCsv"], encoding="utf-8")
    files = ["--plan", str(plan), "--cases", str(cases), "--pulse", str(pulse)]
    arguments = ["analyse", *files, "--as-of", taken["asOf"]]
    ran = CliRunner().invoke(app, [*arguments, "--json"])
    assert ran.exit_code == 0, ran.output
    page = json.loads((await desk.get("maija", JSON, x=x))["looks"][-1]["result"]["json"])
    assert comparable(json.loads(ran.stdout)) == comparable(page)
    # treated (3 + 3 + 2) / 3, comparison 4; in tools treated people are 1.58 apart, others alike
    spread = round(sqrt(10 / 9 / 8), 1)
    pulse_limit = next(one for one in page["guardrails"] if one["guardrail"] == "PULSE")
    assert pulse_limit["effect"]["estimate"] == pytest.approx(4 - 8 / 3)
    assert pulse_limit["effect"]["se"] == pytest.approx(spread * sqrt(2 / 5))
    assert (pulse_limit["tolerance"], pulse_limit["harmed"]) == (0.5, True)
    assert page["verdict"]["kind"] == "STOP"
    assert taken["pulseCsv"].splitlines()[1:] == [
        f"{START},COMPARISON,5,5.0,4.0,3.0,{spread}",
        f"{START},TREATED,5,3.0,3.0,2.0,{spread}",
    ]

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
    """People are gone from the cases: who moved or came later is counted before that."""
    quality = {k: v for k, v in report["quality"].items() if k not in ("moved", "newcomers")}
    return {**report, "quality": quality}
