"""`netsvc sample`: the fictional institution with a year of history."""

from __future__ import annotations

import asyncio
import time
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated

import orjson
import typer

from netsvc import settings as settings_module
from netsvc.cli.progress import shown
from netsvc.graph.session import open_graph
from netsvc.sample.generator import DEFAULT_CASES, DEFAULT_SEED
from netsvc.sample.service import Progress, SampleSummary, load_sample
from netsvc.settings import Settings

app = typer.Typer(no_args_is_help=True, help="A fictional institution to try netsvc with.")


@app.callback()
def _group() -> None:
    """A fictional institution to try netsvc with."""


@app.command("load")
def load(
    cases: Annotated[int, typer.Option(min=500, help="How many cases the year holds.")] = (
        DEFAULT_CASES
    ),
    seed: Annotated[int, typer.Option(help="Another seed gives another year.")] = DEFAULT_SEED,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day of the history; yesterday unless given."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Make the sample organisation and load it into an empty database.

    Example: netsvc sample load --cases 5000
    """
    started = time.monotonic()
    day = until.date() if until else None
    with shown() as progress:
        summary = asyncio.run(_load(settings_module.load(), cases, seed, day, progress))
    seconds = time.monotonic() - started
    if as_json:
        print(orjson.dumps({**asdict(summary), "seconds": round(seconds, 1)}).decode())
        return
    if not summary.loaded:
        print(f"The sample is there already: {summary.cases:,} cases until {summary.until}.")
        return
    print(
        f"Loaded the sample in {seconds:.0f} s: {summary.units} units, {summary.experts} experts, "
        f"{summary.issue_types} issue types, {summary.cases:,} cases, {summary.contacts:,} "
        f"contacts, {summary.handovers:,} handovers and {summary.redirects:,} redirects."
    )


async def _load(
    settings: Settings, cases: int, seed: int, until: date | None, progress: Progress
) -> SampleSummary:
    async with open_graph(settings) as graph:
        return await load_sample(graph, cases=cases, seed=seed, until=until, progress=progress)
