"""`netsvc config`: what is in force and where each value came from."""

from __future__ import annotations

from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table

from netsvc import settings as settings_module


def config(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print the settings in force, where each came from, secrets masked.

    Example: NETSVC_PORT=9000 netsvc config
    """
    rows = settings_module.describe(settings_module.load())
    if as_json:
        print(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
        return
    table = Table("name", "value", "from", "what it is")
    for row in rows:
        table.add_row(row["name"], row["value"], row["source"], row["description"])
    Console().print(table)
