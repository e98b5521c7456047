"""`netsvc db`: the embedded Neo4j by hand."""

from __future__ import annotations

import asyncio
import time
from dataclasses import asdict
from typing import Annotated, Any

import orjson
import typer

from netsvc import settings as settings_module
from netsvc.errors import ConfigurationError
from netsvc.graph.embedded import DEFAULT_VERSION, EmbeddedNeo4j, Status
from netsvc.graph.session import cache_dir, embedded_server, external_version
from netsvc.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    help="Start, stop and look at the embedded Neo4j, which runs when NETSVC_NEO4J_URI is unset.",
)

_JSON = typer.Option("--json", help="Print JSON.")


def _embedded() -> tuple[Settings, EmbeddedNeo4j]:
    settings = settings_module.load()
    if not settings.embedded:
        raise ConfigurationError(
            "NETSVC_NEO4J_URI is set, so netsvc does not run a Neo4j of its own.",
            action="Start and stop that one where it runs, or unset NETSVC_NEO4J_URI.",
        )
    return settings, embedded_server(settings)


def _print_json(value: Any) -> None:
    print(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())


@app.command()
def start() -> None:
    """Start Neo4j and leave it running, so that the next commands find it at once.

    Example: netsvc db start && netsvc sample load
    """
    _, server = _embedded()

    async def work() -> None:
        await server.start(keep=True)
        await server.stop()

    before = server.status()
    asyncio.run(work())
    now = server.status()
    done = "runs already" if before.pid == now.pid else "started"
    print(f"Neo4j {now.version} {done}: process {now.pid}, port {now.port}.")


@app.command()
def stop() -> None:
    """Stop the Neo4j that runs on the data folder; refused while netsvc uses it.

    Example: netsvc db stop
    """
    _, server = _embedded()
    stopped = asyncio.run(server.shut_down())
    print("Neo4j stopped." if stopped else "Neo4j was not running.")


@app.command()
def status(as_json: Annotated[bool, _JSON] = False) -> None:
    """Say whether Neo4j runs, which version, and who uses it.

    Exit status 1 means that an external Neo4j does not answer.

    Example: netsvc db status --json
    """
    settings = settings_module.load()
    if not settings.embedded:
        version = asyncio.run(external_version(settings))
        found = {"embedded": False, "uri": settings.neo4j_uri, "running": True, "version": version}
        if as_json:
            _print_json(found)
        else:
            print(f"Neo4j {version} answers at {settings.neo4j_uri}.")
        return
    now = embedded_server(settings).status()
    if as_json:
        _print_json({"embedded": True, **asdict(now), "data": str(settings.data_dir)})
    else:
        print(_in_words(now))


def _in_words(now: Status) -> str:
    if not now.running:
        return "Neo4j is not running. Start it with `netsvc db start`."
    age = max(0, time.time() - now.since)
    hours, minutes = divmod(int(age) // 60, 60)
    users = ", ".join(f"`{user.command}` (process {user.pid})" for user in now.users)
    return "\n".join(
        [
            f"Neo4j {now.version} has run for {hours} h {minutes} min: process {now.pid}, "
            f"port {now.port}, {now.memory / 1e6:.0f} MB.",
            f"Used by {users}." if users else "Used by nobody now.",
            "It stays until `netsvc db stop`." if now.keep else "It stops with its last user.",
        ]
    )


@app.command()
def path(as_json: Annotated[bool, _JSON] = False) -> None:
    """Print the folder that holds the data; with --json also the logs and the downloaded files.

    Example: du -sh "$(netsvc db path)"
    """
    settings, server = _embedded()
    if as_json:
        _print_json(
            {
                "data": str(settings.data_dir),
                "neo4j": str(server.home),
                "logs": str(server.home / "logs"),
                "console": str(server.home / "console.log"),
                "downloads": str(cache_dir()),
            }
        )
    else:
        print(server.data_dir)


@app.command()
def fetch(
    version: Annotated[str, typer.Option(help="Which pinned Neo4j.")] = DEFAULT_VERSION,
) -> None:
    """Download Neo4j without starting it, or check what is downloaded.

    Example: netsvc db fetch
    """
    settings = settings_module.load()
    server = embedded_server(settings, version=version)
    files = asyncio.run(server.fetch())
    size = sum(file.stat().st_size for file in files)
    print(f"Neo4j {version} is here: {len(files)} files, {size / 1e6:.0f} MB, all checked.")
