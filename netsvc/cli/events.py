"""`netsvc events`: what was sent outside, what could not be, and sending it again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import orjson
import typer

from netsvc import settings as settings_module
from netsvc.errors import BadInputError
from netsvc.graph.session import open_graph
from netsvc.outside.deliveries import DeliveryRepository, DeliveryState, Shown
from netsvc.settings import Settings

app = typer.Typer(no_args_is_help=True, help="What was sent outside, and sending it again.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many.")]


@app.callback()
def _group() -> None:
    """What was sent outside, and sending it again."""


@app.command("list")
def list_command(
    state: Annotated[
        list[DeliveryState] | None,
        typer.Option(
            "--state", case_sensitive=False, help="Only these; name the option again for more."
        ),
    ] = None,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """Deliveries to webhooks and people, the latest first.

    Example: netsvc events list --state waiting --state dead
    """
    _show(asyncio.run(_listed(settings_module.load(), state or [], limit)), as_json)


@app.command("dead")
def dead_command(limit: Limit = 100, as_json: AsJson = False) -> None:
    """Deliveries that failed at every attempt.

    Example: netsvc events dead --json
    """
    _show(asyncio.run(_listed(settings_module.load(), [DeliveryState.DEAD], limit)), as_json)


@app.command("replay")
def replay_command(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Ids of deliveries, or of events for all of theirs.")
    ] = None,
    dead: Annotated[bool, typer.Option("--dead", help="All dead ones.")] = False,
    as_json: AsJson = False,
) -> None:
    """Send again what was delivered or is dead, with the same event id; a running netsvc sends it.

    Example: netsvc events replay --dead
    """
    if not ids and not dead:
        raise BadInputError("Nothing was named to send again.", action="Name ids, or use --dead.")
    again = asyncio.run(_replay(settings_module.load(), ids or [], dead=dead))
    if as_json:
        _show(again, as_json)
    else:
        print(f"{len(again)} will be sent again.")
    if ids and not again:
        raise typer.Exit(1)


def _show(found: Sequence[Shown], as_json: bool) -> None:
    if as_json:
        print(orjson.dumps([asdict(one) for one in found], option=orjson.OPT_INDENT_2).decode())
        return
    for one in found:
        why = f"  {one.error}" if one.error else ""
        print(
            f"{one.created_at:%Y-%m-%d %H:%M:%S}  {one.state.value:<9}  {one.attempts:>2}  "
            f"{one.kind:<18}  {one.id}{why}"
        )
    print(f"{len(found)} deliveries.")


async def _listed(settings: Settings, states: Sequence[DeliveryState], limit: int) -> list[Shown]:
    async with open_graph(settings) as graph:
        return await DeliveryRepository(graph).listed(states, limit=limit)


async def _replay(settings: Settings, ids: Sequence[str], *, dead: bool) -> list[Shown]:
    async with open_graph(settings) as graph:
        return await DeliveryRepository(graph).replay(ids, datetime.now(UTC), dead=dead)
