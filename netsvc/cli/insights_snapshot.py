"""`netsvc insights snapshot`: the figures' snapshot that is kept, and making it again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Any

import orjson
import typer

from netsvc import settings as settings_module
from netsvc.cli.log import configure_log
from netsvc.graph.session import open_graph
from netsvc.measures.kept import FORMAT, SnapshotFile
from netsvc.measures.repository import MeasuresRepository
from netsvc.settings import Settings


def snapshot(
    *,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Read everything from the graph again and keep it.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say as of when the kept snapshot of the figures is, or make it again.

    Example: netsvc insights snapshot --rebuild
    """
    settings = settings_module.load()
    # why one is not used, on stderr: stdout is for the answer
    configure_log(settings.log_level)
    file = SnapshotFile.of_settings(settings)
    if rebuild:
        asyncio.run(_rebuild(settings, file))
    kept = file.load()
    found: dict[str, Any] = {"kept": kept is not None}
    if kept is not None:
        found |= {
            "as_of": _moment(kept.standing.now),
            "whole_as_of": _moment(kept.standing.whole_at),
            "updates": kept.segments - 1,
            "cases": len({row[0] for row in kept.rows["cases"]}),
            "format": FORMAT,
            "bytes": file.path.stat().st_size,
        }
    if as_json:
        print(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
    elif kept is None:
        print("No snapshot that can be used. `netsvc serve` makes one, or --rebuild does now.")
    else:
        print(
            f"As of {found['as_of']}: {found['cases']:,} cases, {found['bytes']:,} bytes. "
            f"All was read at {found['whole_as_of']}, what changed since {found['updates']} times."
        )


async def _rebuild(settings: Settings, file: SnapshotFile) -> None:
    async with open_graph(settings) as graph:
        await MeasuresRepository(graph, window_days=settings.repeat_window_days, file=file).facts()


def _moment(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds")
