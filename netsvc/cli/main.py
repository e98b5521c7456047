"""The ``netsvc`` command: thin commands over the services."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import typer

from netsvc.errors import NetsvcError

COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("netsvc.cli.serve", "serve"),
    "config": ("netsvc.cli.config", "config"),
    "token": ("netsvc.cli.token", "token"),
    "db": ("netsvc.cli.db", "app"),
    "sample": ("netsvc.cli.sample", "app"),
    "import": ("netsvc.cli.data", "import_app"),
    "export": ("netsvc.cli.data", "export_app"),
    "evaluate": ("netsvc.cli.evaluate", "app"),
    "insights": ("netsvc.cli.insights", "app"),
    "pilots": ("netsvc.cli.pilots", "app"),
    "audit": ("netsvc.cli.audit", "app"),
    "events": ("netsvc.cli.events", "app"),
}
"""Name on the command line -> module and what it offers: a function or a group of commands."""


def build(arguments: Sequence[str]) -> typer.Typer:
    """The command line; with a known first argument only that command's module is imported.

    Importing the server's libraries takes seconds that `netsvc db status` should not wait for.
    """
    app = typer.Typer(
        name="netsvc",
        help="Find who can resolve a customer's matter and hand it over directly, across silos.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    # without a second command typer would take the only one for the whole program
    app.callback()(_netsvc)
    first = next(iter(arguments), "")
    for name in [first] if first in COMMANDS else COMMANDS:
        module, offered = COMMANDS[name]
        command = getattr(importlib.import_module(module), offered)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def _netsvc() -> None:
    """Find who can resolve a customer's matter and hand it over directly, across silos."""


def main() -> None:
    """Run the command line; an expected failure is one sentence on stderr and exit status 1."""
    try:
        build(sys.argv[1:])()
    except NetsvcError as error:
        print(f"netsvc: {error}", file=sys.stderr)
        sys.exit(1)
