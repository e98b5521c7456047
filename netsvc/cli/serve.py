"""`netsvc serve`: both APIs, the web app and, where no URI is set, a Neo4j of its own."""

from __future__ import annotations

import asyncio
import importlib
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import Annotated, Any, NoReturn, cast

import typer
import uvicorn
from starlette.types import ASGIApp

from netsvc import settings as settings_module
from netsvc.cli.log import configure_log
from netsvc.cli.progress import shown
from netsvc.errors import ConfigurationError, ConflictError
from netsvc.graph.driver import Graph
from netsvc.graph.session import open_graph
from netsvc.settings import Settings

GRACE_SECONDS = 2
"""What is under way at SIGTERM has this long, so that with Neo4j's own stop it takes below 5 s."""
IDLE_SECONDS = 75
"""Load balancers reuse an idle connection for a minute: whoever closes first must be they, else a
request meets a connection that has just gone and the caller cannot know whether it arrived."""


def serve(
    sample: Annotated[
        bool, typer.Option("--sample", help="Load the sample organisation into an empty database.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(help="Port; NETSVC_PORT or 8000 unless given.", min=1, max=65535)
    ] = None,
    host: Annotated[
        str | None, typer.Option(help="Address; NETSVC_HOST or 127.0.0.1 unless given.")
    ] = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Example: netsvc serve --sample --port 8080
    """
    overrides: dict[str, Any] = {}
    if port is not None:
        overrides["port"] = port
    if host is not None:
        overrides["host"] = host
    settings = settings_module.load(**overrides)
    configure_log(settings.log_level)
    listening = listen(settings)
    with listening, asyncio.Runner(loop_factory=_new_loop) as runner:
        served = runner.run(_serve(settings, listening, sample=sample))
        if not served:
            raise typer.Exit(1)
        _leave()


def _leave() -> NoReturn:
    """End now that all is stopped and saved.

    A thread in the middle of the arithmetic for the map can't be stopped, and Python would wait
    for it for seconds.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def listen(settings: Settings) -> socket.socket:
    """The bound socket, before anything slow is started.

    Raises ``ConfigurationError`` for an address that is in use or not of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        # bind alone lets a second netsvc through; only listen claims the port
        listening.listen(2048)
    except OSError as error:
        listening.close()
        raise ConfigurationError(
            f"{settings.host}:{settings.port} can't be used: {error.strerror}.",
            action="Stop what uses it, or choose another port with --port or NETSVC_PORT.",
        ) from error
    return listening


async def run_app(app: ASGIApp, listening: socket.socket) -> bool:
    """Serve until a signal; False where the application's own start-up failed."""
    server = _Server(
        uvicorn.Config(
            app,
            http="httptools",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=IDLE_SECONDS,
        )
    )
    # uvicorn's own way of saying that the start-up failed, in some versions
    with suppress(SystemExit):
        await server.serve(sockets=[listening])
    return server.started


class _Server(uvicorn.Server):
    """Says where it serves once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            host, port = (sockets or [])[0].getsockname()[:2]
            shown_host = f"[{host}]" if ":" in host else host
            print(f"netsvc is ready at http://{shown_host}:{port}", flush=True)


async def _serve(settings: Settings, listening: socket.socket, *, sample: bool) -> bool:
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - the runner made one
    starting = True

    def stop() -> None:
        # before uvicorn takes over the signals, a stop ends the start-up in order
        if starting:
            task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    if settings.embedded:
        print("Starting the database ...", file=sys.stderr, flush=True)
    # its libraries take seconds to import: while the database starts, and not before what is
    # wrong with the settings was said
    imported = loop.run_in_executor(None, importlib.import_module, "netsvc.app")
    with suppress(asyncio.CancelledError):
        async with open_graph(settings) as graph:
            if sample:
                await _load_sample(graph)
            application = await imported
            services = application.build_services(settings, graph)
            if settings.sentence_vectors:
                services.wired.operations.finding.index.use(_open_meaning)
            app = application.create(services)
            starting = False
            return await run_app(app, listening)
    return True


def _open_meaning() -> Any:
    from netsvc.finding.meaning import open_meaning  # noqa: PLC0415 - takes seconds

    return open_meaning()


async def _load_sample(graph: Graph) -> None:
    from netsvc.sample.service import load_sample, sample_loaded  # noqa: PLC0415 - takes seconds

    if await sample_loaded(graph):
        return
    try:
        with shown() as progress:
            summary = await load_sample(graph, progress=progress)
    except ConflictError as error:
        print(f"The sample was not loaded. {error}", file=sys.stderr, flush=True)
        return
    print(f"Loaded the sample: {summary.cases:,} cases.", file=sys.stderr, flush=True)


def _new_loop() -> asyncio.AbstractEventLoop:
    # uvloop does not exist for every system that netsvc runs on
    with suppress(ImportError):
        return cast(asyncio.AbstractEventLoop, importlib.import_module("uvloop").new_event_loop())
    return asyncio.new_event_loop()
