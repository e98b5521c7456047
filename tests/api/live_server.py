"""The small schema, and the insights without facts, on a real uvicorn.

In this process, or as one of its own (``python -m``).
"""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from netsvc.api.http import GraphQLEndpoint, Limits
from netsvc.api.http.application import create_app
from netsvc.api.insights.context import InsightsContext
from netsvc.api.insights.quick import QuickExecution
from netsvc.api.insights.roles import insights_roles
from netsvc.api.insights.schema import build_schema
from netsvc.identity.tokens import Tokens
from netsvc.measures.facts import Facts
from netsvc.measures.registry import discover
from netsvc.measures.service import MeasuresService
from netsvc.settings import load

from .transport_schema import World, make_endpoint


@dataclass
class Live:
    port: int
    tokens: Tokens
    world: World
    server: uvicorn.Server
    task: asyncio.Task[None]

    async def stop(self) -> None:
        self.server.should_exit = True
        await self.task


async def no_facts() -> Facts:
    return Facts(now=0)


def build(folder: Path, world: World, limits: Limits) -> tuple[uvicorn.Config, Tokens]:
    settings = load({}, data_dir=folder, token_key="k" * 40)
    tokens = Tokens(settings)
    endpoint = make_endpoint(world, limits=limits)
    registry = discover()
    measures = MeasuresService(no_facts, registry)
    insights = GraphQLEndpoint(
        build_schema(registry),
        roles=insights_roles(registry),
        context_factory=lambda info: InsightsContext(measures, info),
        limits=limits,
        execution=QuickExecution,
    )

    async def ready() -> None:
        return None

    app = create_app(
        settings,
        tokens=tokens,
        operations=endpoint,
        insights=insights,
        ready=ready,
        web_dist=folder,
    )
    config = uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=5)
    return config, tokens


@asynccontextmanager
async def live_server(folder: Path, limits: Limits | None = None) -> AsyncIterator[Live]:
    world = World()
    config, tokens = build(folder, world, limits or Limits())
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(config)
    task = asyncio.get_running_loop().create_task(server.serve(sockets=[listening]))
    while not server.started:  # noqa: ASYNC110  # uvicorn has no event for it
        await asyncio.sleep(0.01)
    live = Live(listening.getsockname()[1], tokens, world, server, task)
    try:
        yield live
    finally:
        world.go_on.set()
        await live.stop()


async def _main(folder: Path) -> None:
    """Serve until SIGTERM; print the port, then what was changed in the end."""
    world = World()
    # uvicorn raises the signal again when it is done; the last line is to be printed all the same
    signal.signal(signal.SIGTERM, lambda *_: None)
    config, _ = build(folder, world, Limits())
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    server = uvicorn.Server(config)

    async def tell_and_let_go() -> None:
        await world.started.wait()
        print("started", flush=True)
        while not server.should_exit:  # noqa: ASYNC110  # uvicorn has no event for it
            await asyncio.sleep(0.01)
        # SIGTERM came while the mutation was under way: now let it finish.
        await asyncio.sleep(0.3)
        world.go_on.set()

    waiting = asyncio.get_running_loop().create_task(tell_and_let_go())
    await server.serve(sockets=[listening])
    waiting.cancel()
    print(f"total {world.total} ended {world.ended}", flush=True)


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1])))
