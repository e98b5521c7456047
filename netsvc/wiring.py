"""The operations services wired together; the rest of the application is put on in ``app``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from netsvc.api.operations.context import Operations
from netsvc.api.operations.ids import Kind, to_global
from netsvc.asks.repository import AskRepository
from netsvc.asks.service import AskService
from netsvc.audit.repository import AuditRepository
from netsvc.availability.attendance import GRACE, Attendance
from netsvc.availability.connections import ConnectionRepository, ConnectionService
from netsvc.availability.repository import AvailabilityRepository
from netsvc.availability.service import AvailabilityService
from netsvc.availability.units import UnitService
from netsvc.cases.flows import FlowCases
from netsvc.cases.model import Case
from netsvc.cases.repository import CaseRepository
from netsvc.cases.search import CaseSearch
from netsvc.cases.service import CaseService
from netsvc.directory.members import MembersRepository
from netsvc.directory.packet_service import PacketFieldsService
from netsvc.directory.repository import DirectoryRepository
from netsvc.directory.service import DirectoryService
from netsvc.errors import NetsvcError
from netsvc.evaluation.repository import DryRunRepository
from netsvc.events.commands import CommandRunner
from netsvc.events.live import LiveHub
from netsvc.events.pruning import Kept, Pruner
from netsvc.events.repository import EventRepository
from netsvc.evidence.repository import EvidenceRepository
from netsvc.evidence.service import EvidenceService
from netsvc.experiments.figures import ExperimentFigures
from netsvc.experiments.links import ExperimentLinks
from netsvc.experiments.observed import ObservedRepository
from netsvc.experiments.pulse import PulseReading, PulseService
from netsvc.experiments.repository import ExperimentRepository
from netsvc.experiments.service import ExperimentService
from netsvc.experiments.watching import ExperimentWatch
from netsvc.experiments.widening import Widening
from netsvc.finding.lines import RosterRepository
from netsvc.finding.service import FindingService
from netsvc.graph.driver import Graph
from netsvc.handover import loops
from netsvc.handover.after import wire_after
from netsvc.handover.closing import ClosingService
from netsvc.handover.contacts import IDLE
from netsvc.handover.duty import DutyOfferService
from netsvc.handover.lapsing import ContactSweeper
from netsvc.handover.marking import MarkingService
from netsvc.handover.offer_times import OfferTimesService
from netsvc.handover.promises import PromiseRepository, PromiseService
from netsvc.handover.repository import HandoverRepository, WhyReason
from netsvc.handover.service import HandoverService, Why
from netsvc.handover.sweeper import Sweeper, Timer
from netsvc.measures.health_reading import HealthRepository
from netsvc.measures.registry import discover
from netsvc.measures.repository import MeasuresRepository
from netsvc.measures.service import MeasuresService
from netsvc.mininetworks.repository import NetworkRepository
from netsvc.mininetworks.service import NetworkService
from netsvc.mininetworks.standard import StandardService
from netsvc.notes.repository import NoteRepository
from netsvc.notes.service import NoteService
from netsvc.outside.secrets import Secrets
from netsvc.outside.wired import Outside, OutsideConfig, wire_outside
from netsvc.taxonomy.repository import TaxonomyRepository
from netsvc.taxonomy.service import TaxonomyService
from netsvc.voice.links import VerdictLinks
from netsvc.voice.repository import VerdictRepository
from netsvc.voice.service import VerdictService

_log = structlog.get_logger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Wired:
    """What resolvers use, and what runs in the background."""

    operations: Operations
    sweeper: Sweeper
    contact_sweeper: ContactSweeper
    outside: Outside
    attendance: Attendance
    pruner: Pruner


def wire_operations(
    graph: Graph,
    *,
    pseudonym: Callable[[str], str],
    scrub: Callable[[str], str],
    offer_seconds: float,
    contact_idle: timedelta = IDLE,
    outside: OutsideConfig | None = None,
    presence_grace: timedelta = GRACE,
    kept: Kept | None = None,
    hop_limit: int = loops.HOP_LIMIT,
    newcomer_share: float = 0.0,
    measures: MeasuresService | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Wired:
    """One of each service, over one graph; without ``outside`` its keys end with the process.

    ``measures`` reads the facts once for both APIs.
    """
    hub = LiveHub(EventRepository(graph))
    runner = CommandRunner(graph, clock=clock, tell=hub.tell)
    cases = CaseRepository(graph)
    handovers = HandoverRepository(graph)
    promises = PromiseRepository(graph)
    promise_commands = PromiseService(runner)
    finding = FindingService(graph, clock=clock, newcomer_share=newcomer_share)
    handover_commands = HandoverService(
        runner,
        cases,
        why=why_suggested(finding),
        scrub=scrub,
        offer_seconds=offer_seconds,
        hop_limit=hop_limit,
        contact_idle=contact_idle,
    )
    duty_offers = DutyOfferService(runner, RosterRepository(graph), handover_commands)
    config = outside or OutsideConfig(Secrets.passing())
    experiments = ExperimentRepository(graph)
    pulse = PulseService(
        runner, graph, experiments, key=config.secrets.derived("pilot pulse"), clock=clock
    )
    said = PulseReading(graph).on
    figures = ExperimentFigures(
        runner, experiments, ObservedRepository(graph), pulse=said, clock=clock
    )
    beyond = wire_outside(
        graph,
        runner,
        config,
        public_id=lambda kind, plain: to_global(Kind(kind), plain),
        clock=clock,
    )
    operations = Operations(
        directory=DirectoryService(DirectoryRepository(graph)),
        members=MembersRepository(graph),
        finding=finding,
        cases=cases,
        handovers=handovers,
        case_search=CaseSearch(graph, cases, pseudonym=pseudonym),
        case_commands=CaseService(runner, pseudonym=pseudonym, scrub=scrub),
        handover_commands=handover_commands,
        promises=promises,
        promise_commands=promise_commands,
        offer_times=OfferTimesService(graph, runner, offer_seconds),
        closing=ClosingService(runner, scrub=scrub, contact_idle=contact_idle),
        after=wire_after(graph, runner, scrub=scrub, hop_limit=hop_limit),
        duty_offers=duty_offers,
        marking=MarkingService(runner),
        packet_commands=PacketFieldsService(runner),
        availability=AvailabilityRepository(graph),
        availability_commands=AvailabilityService(runner),
        unit_commands=UnitService(graph, runner),
        networks=NetworkRepository(graph),
        network_health=HealthRepository(graph, NetworkRepository(graph), clock=clock),
        network_commands=NetworkService(runner),
        standard_commands=StandardService(runner),
        connections=ConnectionRepository(graph),
        connection_commands=ConnectionService(runner),
        asks=AskRepository(graph),
        ask_commands=AskService(runner, scrub=scrub),
        notes=NoteRepository(graph),
        note_commands=NoteService(runner, scrub=scrub),
        taxonomy=TaxonomyRepository(graph),
        taxonomy_commands=TaxonomyService(runner, scrub=scrub),
        evidence=EvidenceRepository(graph),
        evidence_commands=EvidenceService(runner, scrub=scrub),
        experiments=experiments,
        dry_runs=DryRunRepository(graph),
        flow_cases=FlowCases(
            measures or MeasuresService(MeasuresRepository(graph).facts, discover()), cases
        ),
        experiment_commands=ExperimentService(runner, experiments, scrub=scrub),
        experiment_figures=figures,
        experiment_watch=ExperimentWatch(figures.observe, pulse=said, clock=clock),
        widening=Widening(experiments, ObservedRepository(graph), clock=clock),
        pulse=pulse,
        experiment_links=ExperimentLinks(config.secrets.derived("pilot links")),
        verdicts=VerdictRepository(graph),
        verdict_commands=VerdictService(runner),
        verdict_links=VerdictLinks(config.secrets.derived("verdict links")),
        outside=beyond,
        audit=AuditRepository(graph),
        hub=hub,
        clock=clock,
    )
    return Wired(
        operations,
        Sweeper(
            handovers,
            handover_commands,
            clock,
            also=(Timer("promise", promises.overdue, promise_commands.break_overdue),),
        ),
        ContactSweeper(graph, runner, clock, idle=contact_idle),
        beyond,
        Attendance(graph, runner, hub.connected, clock, grace=presence_grace),
        Pruner(graph, clock, kept or Kept()),
    )


def why_suggested(finding: FindingService) -> Why:
    """Why each of the named people is suggested for a case; nobody where it can't be told."""

    async def why(case: Case, among: Sequence[str]) -> dict[str, tuple[WhyReason, ...]]:
        try:
            found = await finding.why(
                among,
                matter=case.words,
                issue_type_id=case.issue_type_id,
                language=case.language,
                customer_id=case.customer_id,
                case_id=case.id,
            )
        except NetsvcError as error:
            # it only adds to the offer, which must not fail with it
            _log.info("offer_without_reasons", code=error.code.value)
            return {}
        return {
            id_: tuple(
                WhyReason(
                    kind=reason.kind.value,
                    text=reason.text,
                    count=reason.count,
                    total=reason.total,
                    hours=reason.hours,
                    subject=reason.subject,
                )
                for reason in reasons
            )
            for id_, reasons in found.items()
        }

    return why
