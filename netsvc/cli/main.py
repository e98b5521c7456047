"""The ``netsvc`` command: thin commands over the services."""

from __future__ import annotations

import sys

import typer

from netsvc.cli import config, data, db, evaluate, insights, pilots, sample, serve, token
from netsvc.errors import NetsvcError

app = typer.Typer(
    name="netsvc",
    help="Find who can resolve a customer's matter and hand it over directly, across silos.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("config")(config.config)
app.command("token")(token.token)
app.add_typer(db.app, name="db")
app.add_typer(sample.app, name="sample")
app.add_typer(data.import_app, name="import")
app.add_typer(data.export_app, name="export")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(insights.app, name="insights")
app.add_typer(pilots.app, name="pilots")


def main() -> None:
    """Run the command line; an expected failure is one sentence on stderr and exit status 1."""
    try:
        app()
    except NetsvcError as error:
        print(f"netsvc: {error}", file=sys.stderr)
        sys.exit(1)
