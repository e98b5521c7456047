"""The schema of the operations API, and its text."""

from __future__ import annotations

from functools import cache

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import merge_types

from netsvc.api.operations.after import AfterMutation, AfterQuery
from netsvc.api.operations.asks import AskMutation, AskQuery
from netsvc.api.operations.audit import AuditQuery
from netsvc.api.operations.availability import AvailabilityMutation
from netsvc.api.operations.cases import Customer, Exclusion
from netsvc.api.operations.conferences import ConferenceMutation, ConferenceQuery
from netsvc.api.operations.dryrun import DryRunQuery
from netsvc.api.operations.dutyoffers import DutyOfferMutation
from netsvc.api.operations.evidence import EvidenceMutation, EvidenceQuery
from netsvc.api.operations.experiment_expansion import ExpansionQuery
from netsvc.api.operations.experiment_power import ExperimentPlanQuery
from netsvc.api.operations.experiment_pulse import PulseMutation, PulseQuery
from netsvc.api.operations.experiment_watch import ExperimentWatchQuery
from netsvc.api.operations.experiments import ExperimentMutation, ExperimentQuery
from netsvc.api.operations.flow_cases import FlowCasesQuery
from netsvc.api.operations.mininetworks import MiniNetworkMutation, MiniNetworkQuery
from netsvc.api.operations.mutations import Mutation
from netsvc.api.operations.network_health import NetworkHealthQuery
from netsvc.api.operations.notes import NoteMutation, NoteQuery
from netsvc.api.operations.outside import OutsideMutation, OutsideQuery
from netsvc.api.operations.packets import PacketMutation
from netsvc.api.operations.problems_base import Problem
from netsvc.api.operations.promises import PromiseMutation, PromiseQuery
from netsvc.api.operations.queries import Query
from netsvc.api.operations.subscription import Subscription
from netsvc.api.operations.taxonomy import TaxonomyMutation, TaxonomyQuery
from netsvc.api.operations.units import UnitMutation
from netsvc.api.operations.voice import VoiceMutation, VoiceQuery

QUERIES = (
    Query,
    MiniNetworkQuery,
    NetworkHealthQuery,
    OutsideQuery,
    AuditQuery,
    AskQuery,
    NoteQuery,
    AfterQuery,
    PromiseQuery,
    ConferenceQuery,
    EvidenceQuery,
    TaxonomyQuery,
    ExperimentQuery,
    ExperimentPlanQuery,
    ExpansionQuery,
    PulseQuery,
    ExperimentWatchQuery,
    VoiceQuery,
    DryRunQuery,
    FlowCasesQuery,
)
MUTATIONS = (
    PacketMutation,
    Mutation,
    AvailabilityMutation,
    UnitMutation,
    MiniNetworkMutation,
    DutyOfferMutation,
    OutsideMutation,
    AskMutation,
    NoteMutation,
    AfterMutation,
    PromiseMutation,
    ConferenceMutation,
    EvidenceMutation,
    TaxonomyMutation,
    ExperimentMutation,
    PulseMutation,
    VoiceMutation,
)


def build_schema() -> strawberry.Schema:
    """Queries, mutations and the subscription."""
    return strawberry.Schema(
        query=merge_types("Query", QUERIES),
        mutation=merge_types("Mutation", MUTATIONS),
        subscription=Subscription,
        types=[Customer, Exclusion, Problem],
        config=StrawberryConfig(auto_camel_case=True),
    )


@cache
def core_schema() -> GraphQLSchema:
    """The same as graphql-core knows it, for the transport; made once, as it holds no state."""
    return build_schema()._schema


def schema_text() -> str:
    """What stands in ``schema/operations.graphql``."""
    return build_schema().as_str() + "\n"
