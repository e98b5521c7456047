"""`netsvc audit`: prove that no record of who did what was changed."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Annotated

import orjson
import typer

from netsvc import settings as settings_module
from netsvc.audit.repository import AuditRepository
from netsvc.audit.verify import Verified, verify
from netsvc.graph.session import open_graph
from netsvc.settings import Settings

app = typer.Typer(no_args_is_help=True, help="Prove that no record of who did what was changed.")


@app.callback()
def _group() -> None:
    """Prove that no record of who did what was changed."""


@app.command("verify")
def verify_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Walk the hash chain of every case; exit status 1 names the first broken link.

    Example: netsvc audit verify --json
    """
    found = asyncio.run(_verify(settings_module.load()))
    if as_json:
        print(orjson.dumps(asdict(found), option=orjson.OPT_INDENT_2).decode())
    else:
        print(words(found))
    if found.first_broken is not None:
        raise typer.Exit(1)


def words(found: Verified) -> str:
    """The result in a few lines."""
    lines = []
    broken = found.first_broken
    if broken is None:
        lines.append(f"Whole: {found.records:,} records of {found.cases:,} cases.")
        lines.append(f"Anchor {found.anchor}")
    else:
        record = f" (audit {broken.audit_id})" if broken.audit_id else ""
        lines.append(
            f"Broken: case {broken.case_id}, record {broken.seq}{record}: {broken.reason}."
        )
    if found.before:
        lines.append(f"{found.before:,} records are from before chains were kept.")
    for source, count in found.unchained.items():
        lines.append(f"{count:,} cases from {source} have no audit, so no chain.")
    return "\n".join(lines)


async def _verify(settings: Settings) -> Verified:
    async with open_graph(settings) as graph:
        return await verify(AuditRepository(graph))
