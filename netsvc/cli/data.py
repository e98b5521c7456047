"""`netsvc import` and `netsvc export`: tables in and out."""

from __future__ import annotations

import asyncio
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import orjson
import typer

from netsvc import settings as settings_module
from netsvc.cli.progress import shown
from netsvc.graph.session import open_graph
from netsvc.identity.pseudonyms import Pseudonyms
from netsvc.importers.incident_service import ImportSummary, IncidentImporter, Progress
from netsvc.importers.mapping import EXAMPLE, LogMapping, read_mapping
from netsvc.settings import Settings

import_app = typer.Typer(no_args_is_help=True, help="Bring tables in; twice gives the same graph.")
export_app = typer.Typer(no_args_is_help=True, help="Write tables that can be brought in again.")


@import_app.callback()
def _import_group() -> None:
    """Bring tables in; twice gives the same graph."""


@import_app.command("incidents")
def incidents(
    file: Annotated[Path, typer.Argument(help="A ticket log as CSV, plain or gzip.")],
    mapping: Annotated[
        Path | None,
        typer.Option(help="TOML that says which column is what; the UCI 498 log unless given."),
    ] = None,
    rejected: Annotated[
        Path | None, typer.Option(help="Where rejected lines go; FILE.rejected.csv unless given.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Import a ticket log: units, experts, issue types, cases and every change of unit.

    Example: netsvc import incidents incident_log.csv.gz
    """
    form = read_mapping(mapping or EXAMPLE)
    target = rejected or file.with_name(f"{file.name}.rejected.csv")
    started = time.monotonic()
    with shown() as progress:
        summary = asyncio.run(_incidents(settings_module.load(), file, form, target, progress))
    seconds = time.monotonic() - started
    if as_json:
        print(orjson.dumps({**asdict(summary), "seconds": round(seconds, 1)}).decode())
        return
    print(
        f"Imported {summary.cases:,} cases from {summary.lines:,} lines in {seconds:.0f} s: "
        f"{summary.handovers:,} handovers, {summary.bounces:,} of them bounces, and "
        f"{summary.reopened:,} cases reopened."
    )
    if summary.rejects:
        print(f"{summary.rejected:,} lines were rejected; see {summary.rejects}.")


async def _incidents(
    settings: Settings, file: Path, mapping: LogMapping, rejects: Path, progress: Progress
) -> ImportSummary:
    pseudonyms = Pseudonyms.from_settings(settings)
    async with open_graph(settings) as graph:
        importer = IncidentImporter(graph, pseudonyms)
        return await importer.run(file, mapping, rejects=rejects, progress=progress)
