"""`netsvc pilots`: check, lock and analyse a pilot without a database, and prove the method."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.table import Table

from netsvc.cli import pilots_simulate
from netsvc.errors import BadInputError
from netsvc.experiments.cases import read_cases
from netsvc.experiments.plan import Guardrail, Plan, json_schema, read_plan, refuse_overlap
from netsvc.experiments.pulses import read_pulse
from netsvc.experiments.report import decidability, decidability_data, report

app = typer.Typer(
    no_args_is_help=True, help="Pilots: can it be decided, did it help, is the method right."
)
LANGUAGES = ("fi", "sv", "en")

PlanFile = Annotated[Path, typer.Option("--plan", help="The plan, JSON (docs/pilots.md).")]
Others = Annotated[
    list[Path] | None,
    typer.Option("--other", help="Plan of another pilot; refused if it shares a unit."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Spoken = Annotated[str, typer.Option("--language", help="fi, sv or en.")]


@app.command()
def check(
    plan: PlanFile, other: Others = None, language: Spoken = "en", as_json: AsJson = False
) -> None:
    """Say before the start whether the plan can be decided, and what would help if not.

    Example: netsvc pilots check --plan plan.json --language fi
    """
    registered = _plan(plan, other)
    spoken = _language(language)
    found = decidability_data(decidability(registered), registered.power)
    print(_json(found) if as_json else found["sentence"][spoken])


@app.command()
def lock(plan: PlanFile, other: Others = None) -> None:
    """Print the plan with its hash, in the form that is kept. Later changes are amendments.

    Example: netsvc pilots lock --plan draft.json > plan.json
    """
    registered = _plan(plan, other)
    print(_json(registered.locked().as_json()))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a plan, the same as schema/plan.schema.json.

    Example: netsvc pilots schema > plan.schema.json
    """
    print(_json(json_schema()))


@app.command()
def analyse(
    plan: PlanFile,
    cases: Annotated[Path, typer.Option(help="The cases, CSV (docs/pilots.md).")],
    *,
    pulse: Annotated[
        Path | None,
        typer.Option(help="What people said, CSV (docs/pilots.md), for the guardrail PULSE."),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Day of the analysis, such as 2026-05-04; default today.")
    ] = None,
    other: Others = None,
    language: Spoken = "en",
    as_json: AsJson = False,
) -> None:
    """Analyse the latest planned look: verdict, interval, and everything beside it.

    Example: netsvc pilots analyse --plan plan.json --cases cases.csv --as-of 2026-05-04 --json
    """
    registered = _plan(plan, other)
    spoken = _language(language)
    said = () if pulse is None else read_pulse(pulse)
    found = report(registered, read_cases(cases), _day(as_of, registered), said)
    if as_json:
        print(_json(found))
        return
    print(found["verdict"]["sentence"][spoken])
    if not found["decidability"]["decidable"]:
        print(found["decidability"]["sentence"][spoken])
    Console(width=None if sys.stdout.isatty() else 110).print(_table(found))
    for amendment in found["plan"]["amendments"]:
        print(f"{amendment['on']}: {amendment['text']}")


@app.command()
def simulate(
    repetitions: Annotated[int, typer.Option(min=100, help="Repetitions of each cell.")] = 2_000,
    cells: Annotated[
        str | None,
        typer.Option(help="Units:ICC, comma-separated, such as 4:0.02,16:0.10; default all nine."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same counts.")] = 1,
    processes: Annotated[
        int | None, typer.Option(min=1, help="Processes; default one a processor.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Simulate pilots whose truth is known: false alarms, coverage, power beside the plan's.

    Example: netsvc pilots simulate --repetitions 2000
    """
    rows = pilots_simulate.run(
        pilots_simulate.parse_cells(cells), repetitions, seed, processes or os.cpu_count() or 1
    )
    if as_json:
        print(_json([row.as_json() for row in rows]))
    else:
        Console(width=None if sys.stdout.isatty() else 130).print(pilots_simulate.table(rows))
    if not all(row.passed for row in rows):
        raise typer.Exit(1)


def _plan(path: Path, others: list[Path] | None) -> Plan:
    found = read_plan(path)
    refuse_overlap(found, [read_plan(other) for other in others or []])
    return found


def _day(text: str | None, plan: Plan) -> date:
    if text is None:
        return datetime.now(UTC).astimezone(plan.zone).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInputError(
            f"{text} is not a date.", action="Write the day as 2026-05-04."
        ) from None


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise BadInputError(f"Language {text} is unknown.", action="Choose fi, sv or en.")
    return text


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SERIALIZE_NUMPY).decode()


def _table(found: dict[str, Any]) -> Table:
    """The registered estimate and everything beside it, in percentage points or its own unit."""
    table = Table("figure", "change", "from", "to", "df", "p")

    def row(name: str, effect: dict[str, float] | None, reason: str, scale: float = 100) -> None:
        if effect is None:
            table.add_row(name, reason)
            return
        table.add_row(
            name,
            *(f"{scale * effect[key]:+.2f}" for key in ("estimate", "low", "high")),
            f"{effect['df']:.1f}",
            f"{effect['p']:.4f}",
        )

    for look in found["looks"]:
        row(f"look {look['number']} of {found['looksPlanned']}", look["effect"], "")
    for part in (found["adjusted"], *found["sensitivity"]):
        row(part["name"], part["effect"], part["reason"])
    for part in found["guardrails"]:
        own_unit = part["guardrail"] in {Guardrail.HOURS_TO_RESOLUTION, Guardrail.PULSE}
        row(part["guardrail"].lower(), part["effect"], part["reason"], 1 if own_unit else 100)
    row("trend before the start, a week", found["trendBefore"]["effect"], "")
    shuffled = found["randomisation"]
    note = "" if shuffled["enough"] else " (too few allocations to convince)"
    table.add_row(
        f"randomisation{note}",
        f"{100 * shuffled['statistic']:+.2f}",
        "",
        "",
        "",
        f"{shuffled['p']:.4f}",
    )
    return table
