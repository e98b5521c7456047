"""Enums, the node interface and the small types that every noun shares."""

from __future__ import annotations

import strawberry

from netsvc.asks.model import AskState, CloseReason, PassReason, ReplyState
from netsvc.availability.connection import ConnectionKind
from netsvc.cases.model import CaseFilter, CaseState, Channel, RedirectReason
from netsvc.directory import model as directory
from netsvc.directory.model import Language, Presence
from netsvc.events.answers import EventKind
from netsvc.handover.model import DeclineReason, HandoverKind, HandoverState
from netsvc.handover.offering import AskedAs, OfferingState
from netsvc.handover.promise import PromiseState
from netsvc.identity.roles import Role
from netsvc.matching.model import Certainty
from netsvc.ranking.model import ReasonKind, Source

for _closed_set in (
    Language,
    Role,
    Presence,
    Channel,
    CaseState,
    CaseFilter,
    RedirectReason,
    HandoverKind,
    HandoverState,
    DeclineReason,
    OfferingState,
    AskedAs,
    PromiseState,
    Certainty,
    ReasonKind,
    ConnectionKind,
    AskState,
):
    strawberry.enum(_closed_set)
strawberry.enum(ReplyState, name="AskReplyState")
strawberry.enum(PassReason, name="AskPassReason")
strawberry.enum(CloseReason, name="AskCloseReason")
strawberry.enum(EventKind, name="InboxEventKind")
strawberry.enum(Source, name="ContributionSource")


@strawberry.type(description="Text in the three languages of the house.")
class LocalText:
    fi: str
    sv: str
    en: str

    @classmethod
    def of(cls, text: directory.LocalText) -> LocalText:
        return cls(fi=text.fi, sv=text.sv, en=text.en)


@strawberry.interface
class Node:
    id: strawberry.ID


@strawberry.type
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None

    @classmethod
    def of(cls, cursors: list[str], *, has_next: bool, has_previous: bool) -> PageInfo:
        return cls(
            has_next_page=has_next,
            has_previous_page=has_previous,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        )
