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
from netsvc.events.commands import CommandRunner
from netsvc.graph.session import open_graph
from netsvc.identity.pseudonyms import Pseudonyms
from netsvc.identity.scrubbing import scrub
from netsvc.importers.incident_service import ImportSummary, IncidentImporter, Progress
from netsvc.importers.mapping import EXAMPLE, LogMapping, read_mapping
from netsvc.importers.mininetworks import DraftSummary, import_drafts
from netsvc.importers.organisation_service import (
    OrganisationSummary,
    export_organisation,
    import_organisation,
)
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
    if summary.left_alone:
        print(
            f"{summary.left_alone:,} of the cases had been acted on in netsvc since an earlier "
            "import, and were left as they are."
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


@import_app.command("organisation")
def organisation_in(
    folder: Annotated[
        Path, typer.Argument(help="A folder of CSV files, as the export writes them.")
    ],
    rejected: Annotated[
        Path | None, typer.Option(help="Folder for rejected lines; the input's own unless given.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Import units, experts, issue types, skills and mini-networks.

    Example: netsvc import organisation ./organisation
    """
    with shown() as progress:
        settings = settings_module.load()
        summary = asyncio.run(_organisation_in(settings, folder, rejected, progress))
    _tell("Imported", summary, as_json)


@import_app.command("mini-networks")
def mini_networks(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV: id, nameFi, nameSv, nameEn, members and issueTypes (ids with | between "
            "them), and activeFrom and activeTo if known."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Bring mini-networks in as drafts: nobody is asked through one before it is started.

    All lines or none: what can't be used is said line by line, and the exit status is 1.

    Example: netsvc import mini-networks networks.csv
    """
    summary = asyncio.run(_drafts_in(settings_module.load(), file))
    if as_json:
        rejects = [reject._asdict() for reject in summary.rejects]
        print(orjson.dumps({"drafts": summary.drafts, "rejects": rejects}).decode())
    elif not summary.rejects:
        print(f"{len(summary.drafts):,} drafts are there. Start them on their pages.")
    for one in () if as_json else summary.rejects:
        where = f"Line {one.line}" + (f", {one.column}" if one.column else "")
        print(f"{where}: {scrub(one.seen)!r} is not {one.expected}.")
    if summary.rejects:
        if not as_json:
            print("Nothing was changed.")
        raise typer.Exit(1)


async def _drafts_in(settings: Settings, file: Path) -> DraftSummary:
    async with open_graph(settings) as graph:
        return await import_drafts(CommandRunner(graph), file)


@export_app.callback()
def _export_group() -> None:
    """Write tables that can be brought in again."""


@export_app.command("organisation")
def organisation_out(
    folder: Annotated[Path, typer.Argument(help="Where the CSV files go.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Export units, experts, issue types, skills and mini-networks.

    Example: netsvc export organisation ./organisation
    """
    with shown() as progress:
        summary = asyncio.run(_organisation_out(settings_module.load(), folder, progress))
    _tell("Exported", summary, as_json)


def _tell(verb: str, summary: OrganisationSummary, as_json: bool) -> None:
    if as_json:
        print(orjson.dumps(asdict(summary)).decode())
        return
    counts = ", ".join(f"{count:,} in {name}" for name, count in summary.rows.items())
    print(f"{verb} {counts}.")
    if summary.rejects:
        print(f"{summary.rejected:,} lines were rejected; see {', '.join(summary.rejects)}.")


async def _organisation_in(
    settings: Settings, folder: Path, rejects: Path | None, progress: Progress
) -> OrganisationSummary:
    async with open_graph(settings) as graph:
        return await import_organisation(graph, folder, rejects=rejects, progress=progress)


async def _organisation_out(
    settings: Settings, folder: Path, progress: Progress
) -> OrganisationSummary:
    async with open_graph(settings) as graph:
        return await export_organisation(graph, folder, progress)
