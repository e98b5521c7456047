"""Any thing by its global id, for those who may see its kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from netsvc.api.operations.asks import ask_or_none
from netsvc.api.operations.cases import Contact, Customer, Redirect, case_or_none
from netsvc.api.operations.common import Node
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    MiniNetwork,
    expert_or_none,
    issue_type_or_none,
    unit_or_none,
)
from netsvc.api.operations.experiments import experiment_or_none
from netsvc.api.operations.handovers import handover_or_none
from netsvc.api.operations.ids import Kind, from_global
from netsvc.api.operations.notes import note_or_none
from netsvc.api.operations.promises import Promise
from netsvc.api.operations.roles import OPERATION_ROLES
from netsvc.identity.roles import Role, authorize

_LIKE: Mapping[Kind, frozenset[Role]] = MappingProxyType(
    {
        Kind.UNIT: OPERATION_ROLES["unit"],
        Kind.EXPERT: OPERATION_ROLES["expert"],
        Kind.ISSUE_TYPE: OPERATION_ROLES["issueType"],
        Kind.MINI_NETWORK: OPERATION_ROLES["expert"],
        Kind.CASE: OPERATION_ROLES["case"],
        Kind.CUSTOMER: OPERATION_ROLES["case"],
        Kind.CONTACT: OPERATION_ROLES["case"],
        Kind.HANDOVER: OPERATION_ROLES["case"],
        Kind.REDIRECT: OPERATION_ROLES["case"],
        Kind.ASK: OPERATION_ROLES["asks"],
        Kind.NOTE: OPERATION_ROLES["notes"],
        Kind.PROMISE: OPERATION_ROLES["case"],
        Kind.EXPERIMENT: OPERATION_ROLES["experiment"],
    }
)


async def node(  # noqa: PLR0911, PLR0912 - one return a kind
    info: Info, id_: str
) -> Node | None:
    """None where unknown; raises ``BadInputError`` and ``NotAllowedError``."""
    kind, plain = from_global(id_)
    authorize(info.context.caller, _LIKE[kind])
    load = info.context.load
    match kind:
        case Kind.UNIT:
            return await unit_or_none(info, plain)
        case Kind.EXPERT:
            return await expert_or_none(info, plain)
        case Kind.ISSUE_TYPE:
            return await issue_type_or_none(info, plain)
        case Kind.MINI_NETWORK:
            network = await load.mini_networks.load(plain)
            return MiniNetwork.of(network) if network is not None else None
        case Kind.CASE:
            return await case_or_none(info, plain)
        case Kind.CUSTOMER:
            known = await info.context.services.cases.customers([plain])
            return Customer.of(plain) if plain in known else None
        case Kind.CONTACT:
            contact = await load.contacts.load(plain)
            return Contact.of(contact) if contact is not None else None
        case Kind.HANDOVER:
            return await handover_or_none(info, plain)
        case Kind.REDIRECT:
            redirect = await load.redirects.load(plain)
            return Redirect.of(redirect) if redirect is not None else None
        case Kind.ASK:
            return await ask_or_none(info, plain)
        case Kind.NOTE:
            return await note_or_none(info, plain)
        case Kind.EXPERIMENT:
            return await experiment_or_none(info, plain)
        case Kind.PROMISE:
            promise = (await info.context.services.promises.promises([plain])).get(plain)
            return Promise.of(promise) if promise is not None else None
