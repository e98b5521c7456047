"""What resolvers see: who asks, the services, and the loaders of this operation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import strawberry

from netsvc.api.operations.loaders import Loaders
from netsvc.asks.repository import AskRepository
from netsvc.asks.service import AskService
from netsvc.audit.repository import AuditRepository
from netsvc.availability.connections import ConnectionRepository, ConnectionService
from netsvc.availability.repository import AvailabilityRepository
from netsvc.availability.service import AvailabilityService
from netsvc.availability.units import UnitService
from netsvc.cases.flows import FlowCases
from netsvc.cases.repository import CaseRepository
from netsvc.cases.search import CaseSearch
from netsvc.cases.service import CaseService
from netsvc.directory.members import MembersRepository
from netsvc.directory.packet_service import PacketFieldsService
from netsvc.directory.service import DirectoryService
from netsvc.errors import NotSignedInError
from netsvc.evaluation.repository import DryRunRepository
from netsvc.events.live import LiveHub
from netsvc.evidence.repository import EvidenceRepository
from netsvc.evidence.service import EvidenceService
from netsvc.experiments.figures import ExperimentFigures
from netsvc.experiments.links import ExperimentLinks
from netsvc.experiments.pulse import PulseService
from netsvc.experiments.repository import ExperimentRepository
from netsvc.experiments.service import ExperimentService
from netsvc.experiments.watching import ExperimentWatch
from netsvc.experiments.widening import Widening
from netsvc.finding.service import FindingService
from netsvc.handover.after import After
from netsvc.handover.closing import ClosingService
from netsvc.handover.duty import DutyOfferService
from netsvc.handover.marking import MarkingService
from netsvc.handover.offer_times import OfferTimesService
from netsvc.handover.promises import PromiseRepository, PromiseService
from netsvc.handover.repository import HandoverRepository
from netsvc.handover.service import HandoverService
from netsvc.identity.roles import Caller
from netsvc.measures.health_reading import HealthRepository
from netsvc.mininetworks.repository import NetworkRepository
from netsvc.mininetworks.service import NetworkService
from netsvc.mininetworks.standard import StandardService
from netsvc.notes.repository import NoteRepository
from netsvc.notes.service import NoteService
from netsvc.outside.wired import Outside
from netsvc.taxonomy.repository import TaxonomyRepository
from netsvc.taxonomy.service import TaxonomyService
from netsvc.voice.links import VerdictLinks
from netsvc.voice.repository import VerdictRepository
from netsvc.voice.service import VerdictService


@dataclass(frozen=True)
class Operations:
    """The services that the resolvers adapt."""

    directory: DirectoryService
    members: MembersRepository
    finding: FindingService
    cases: CaseRepository
    handovers: HandoverRepository
    case_search: CaseSearch
    case_commands: CaseService
    handover_commands: HandoverService
    duty_offers: DutyOfferService
    closing: ClosingService
    after: After
    marking: MarkingService
    packet_commands: PacketFieldsService
    promises: PromiseRepository
    promise_commands: PromiseService
    offer_times: OfferTimesService
    availability: AvailabilityRepository
    availability_commands: AvailabilityService
    unit_commands: UnitService
    networks: NetworkRepository
    network_health: HealthRepository
    network_commands: NetworkService
    standard_commands: StandardService
    connections: ConnectionRepository
    connection_commands: ConnectionService
    asks: AskRepository
    ask_commands: AskService
    notes: NoteRepository
    note_commands: NoteService
    taxonomy: TaxonomyRepository
    taxonomy_commands: TaxonomyService
    evidence: EvidenceRepository
    evidence_commands: EvidenceService
    experiments: ExperimentRepository
    dry_runs: DryRunRepository
    flow_cases: FlowCases
    experiment_commands: ExperimentService
    experiment_figures: ExperimentFigures
    experiment_watch: ExperimentWatch
    experiment_links: ExperimentLinks
    widening: Widening
    pulse: PulseService
    verdicts: VerdictRepository
    verdict_commands: VerdictService
    verdict_links: VerdictLinks
    outside: Outside
    audit: AuditRepository
    hub: LiveHub
    clock: Callable[[], datetime]

    def loaders(self) -> Loaders:
        return Loaders(
            self.directory,
            self.members,
            self.cases,
            self.handovers,
            availability=self.availability,
            networks=self.networks,
            connections=self.connections,
            asks=self.asks,
            notes=self.notes,
            promises=self.promises,
            units=self.unit_commands,
            clock=self.clock,
        )


class Context:
    """One operation's context; what it loaded is forgotten before each live event."""

    def __init__(self, services: Operations, caller: Caller | None, *, demo: bool) -> None:
        self.services = services
        self.demo = demo
        self._caller = caller
        self._load: Loaders | None = None

    @property
    def load(self) -> Loaders:
        """Made when first used: what agents ask for most, who can resolve a matter, needs none."""
        if self._load is None:
            self._load = self.services.loaders()
        return self._load

    @property
    def caller(self) -> Caller:
        """Who asks; the transport has checked that they are signed in."""
        if self._caller is None:
            raise NotSignedInError("You are not signed in.", action="Sign in and ask again.")
        return self._caller

    @property
    def actor(self) -> str:
        return self.caller.expert_id

    def forget(self) -> None:
        """Load afresh from now on: time has passed, or a command has changed the graph."""
        self._load = None


Info = strawberry.Info[Context, None]
