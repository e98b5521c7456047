"""The composition root: everything is made here, once, and given to who needs it."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from starlette.applications import Starlette

from netsvc.api.http import GraphQLEndpoint, Limits, RequestInfo
from netsvc.api.http.answers import AnswerRoutes
from netsvc.api.http.application import create_app
from netsvc.api.http.authentication import Authenticator, parse_origins
from netsvc.api.http.breaker import Breaker
from netsvc.api.http.shared_pilot import SharedPilotRoutes
from netsvc.api.http.verdict_page import VerdictRoutes
from netsvc.api.insights.context import InsightsContext
from netsvc.api.insights.export import ExportRoutes
from netsvc.api.insights.quick import QuickExecution
from netsvc.api.insights.roles import insights_roles
from netsvc.api.insights.schema import build_schema as insights_schema
from netsvc.api.operations.context import Context
from netsvc.api.operations.ids import Kind, to_global
from netsvc.api.operations.roles import OPERATION_ROLES
from netsvc.api.operations.schema import core_schema
from netsvc.demo import SampleDemo
from netsvc.errors import NetsvcError
from netsvc.events.pruning import Kept
from netsvc.graph.driver import Graph
from netsvc.identity.pseudonyms import Pseudonyms
from netsvc.identity.scrubbing import scrub
from netsvc.identity.tokens import Tokens
from netsvc.measures.kept import SnapshotFile
from netsvc.measures.registry import discover
from netsvc.measures.repository import MeasuresRepository
from netsvc.measures.service import MeasuresService
from netsvc.measures.worked import WorkedFile
from netsvc.outside.wired import OutsideConfig
from netsvc.settings import Environment, Settings
from netsvc.wiring import Wired, wire_operations

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Services:
    """One of each, for one process over one graph."""

    settings: Settings
    graph: Graph
    tokens: Tokens
    wired: Wired
    measures: MeasuresService
    breaker: Breaker
    limits: Limits


def build_services(settings: Settings, graph: Graph) -> Services:
    """Raises ``ConfigurationError`` for keys that can't be used or kept."""
    facts = MeasuresRepository(
        graph, window_days=settings.repeat_window_days, file=SnapshotFile.of_settings(settings)
    )
    registry = discover()
    measures = MeasuresService(
        facts.facts,
        registry,
        kept=facts.kept,
        worked=WorkedFile.of_settings(settings, registry),
        is_left_out=facts.is_left_out,
        people=facts.people_of,
    )
    return Services(
        settings=settings,
        graph=graph,
        tokens=Tokens(settings),
        wired=wire_operations(
            graph,
            pseudonym=Pseudonyms.from_settings(settings).customer,
            scrub=scrub,
            offer_seconds=settings.offer_seconds,
            hop_limit=settings.hop_limit,
            newcomer_share=settings.newcomer_share,
            measures=measures,
            contact_idle=timedelta(hours=settings.contact_idle_hours),
            outside=OutsideConfig.from_settings(settings),
            presence_grace=timedelta(seconds=settings.presence_grace_seconds),
            kept=Kept(
                timedelta(hours=settings.keys_kept_hours), timedelta(days=settings.inbox_kept_days)
            ),
        ),
        measures=measures,
        breaker=Breaker(graph.ready),
        limits=Limits(body=settings.max_body),
    )


def create(services: Services) -> Starlette:
    """The application; its lifespan runs what works in the background."""
    settings, graph = services.settings, services.graph
    production = settings.env is Environment.PRODUCTION

    def operations_context(info: RequestInfo) -> Context:
        return Context(services.wired.operations, info.caller, demo=info.demo)

    def insights_context(info: RequestInfo) -> InsightsContext:
        return InsightsContext(services.measures, info)

    outside = services.wired.outside
    operations = services.wired.operations
    answers = AnswerRoutes(
        outside.answer_tokens, outside.answers, operations.handover_commands, operations.clock
    )

    exports = ExportRoutes(
        services.measures,
        Authenticator(services.tokens, parse_origins(settings.allowed_origins)),
    )
    verdicts = VerdictRoutes(
        operations.verdict_links,
        operations.verdicts,
        operations.verdict_commands,
        operations.clock,
    )

    async def ready() -> str | None:
        try:
            there = await graph.ready()
        except NetsvcError as error:
            # what speaks to operators is for the log; this path is open to anybody
            _log.warning("not_ready", reason=error.message)
            there = False
        return None if there else "The database can't be reached now."

    operations_endpoint = GraphQLEndpoint(
        core_schema(),
        roles=OPERATION_ROLES,
        context_factory=operations_context,
        limits=services.limits,
        production=production,
        breaker=services.breaker,
    )
    shared_pilots = SharedPilotRoutes(
        operations.experiment_links,
        operations.experiments,
        partial(operations_endpoint.run, read_only=True),
        global_id=partial(to_global, Kind.EXPERIMENT),
        clock=operations.clock,
    )

    return create_app(
        settings,
        tokens=services.tokens,
        operations=operations_endpoint,
        insights=GraphQLEndpoint(
            insights_schema(services.measures.registry),
            roles=insights_roles(services.measures.registry),
            context_factory=insights_context,
            limits=services.limits,
            production=production,
            breaker=services.breaker,
            execution=QuickExecution,
        ),
        ready=ready,
        demo=SampleDemo(graph) if settings.demo_allowed else None,
        routes=[
            *answers.routes(),
            *exports.routes(),
            *verdicts.routes(),
            *shared_pilots.routes(),
        ],
        lifespans=[lambda: background(services)],
    )


@asynccontextmanager
async def background(services: Services) -> AsyncIterator[None]:
    """The live inboxes, the sweeper of offers and the matcher's index, while it lasts."""
    wired = services.wired
    hub = wired.operations.hub
    await wired.operations.finding.start()
    tasks = [
        _task("live-inboxes", hub.run),
        _task("offer-sweeper", wired.sweeper.run),
        _task("contact-sweeper", wired.contact_sweeper.run),
        _task("dispatcher", wired.outside.dispatcher.run),
        _task("attendance", wired.attendance.run),
        _task("pruner", wired.pruner.run),
        _task("warm-up", lambda: _warm_up(services)),
    ]
    try:
        yield
    finally:
        hub.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await wired.operations.finding.stop()
        await services.measures.close()
        await services.breaker.close()


async def _warm_up(services: Services) -> None:
    """Let the first agent find as fast as the second, and only then read the year for the map."""
    try:
        await services.wired.operations.finding.find_experts("-")
        await services.measures.start()
    except NetsvcError as error:
        # whoever asks first pays instead
        _log.info("warm_up_skipped", reason=error.message)


def _task(name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> asyncio.Task[None]:
    # a context of its own: what a caller counts or traces is not this loop's
    return asyncio.get_running_loop().create_task(work(), name=name, context=contextvars.Context())
