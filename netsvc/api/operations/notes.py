"""Notes on issue types: what is shown of them, and their commands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, cast

import strawberry

from netsvc.api.operations.common import Node, PageInfo
from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import Expert, IssueType, expert_or_none, issue_type_or_none
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import Kind, from_note_cursor, note_cursor, plain_id, to_global
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound, NotYours, WrongState
from netsvc.errors import BadInputError
from netsvc.events.answers import Answer, Done
from netsvc.identity.roles import Role
from netsvc.notes import model
from netsvc.notes.model import NotePosition, NoteState
from netsvc.notes.repository import Wanted
from netsvc.notes.service import NewNote

MAX_NOTES = 100
MAX_SEARCH = 200


@strawberry.type(description="The same note in up to three languages; at least one is there.")
class NoteText:
    fi: str | None
    sv: str | None
    en: str | None


@strawberry.input
class NoteTextInput:
    fi: str | None = None
    sv: str | None = None
    en: str | None = None

    def plain(self) -> model.NoteText:
        return model.NoteText(self.fi, self.sv, self.en)


@strawberry.type(description="What was learnt from an answer, for whoever has the next matter.")
class Note(Node):
    known: strawberry.Private[model.Note]
    text: NoteText
    written_at: datetime
    changed_at: datetime
    review_on: date
    retired: bool

    @classmethod
    def of(cls, note: model.Note) -> Note:
        return cls(
            id=to_global(Kind.NOTE, note.id),
            known=note,
            text=NoteText(fi=note.text.fi, sv=note.text.sv, en=note.text.en),
            written_at=note.written_at,
            changed_at=note.changed_at,
            review_on=note.review_on,
            retired=note.state is NoteState.RETIRED,
        )

    @strawberry.field
    async def issue_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known.issue_type_id)

    @strawberry.field
    async def author(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.author_id)

    @strawberry.field
    async def changed_by(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known.changed_by_id)

    @strawberry.field(description="Its day of review has come.")  # type: ignore[untyped-decorator]  # as in directory
    def to_review(self, info: Info) -> bool:
        return self.known.to_review(info.context.services.clock().date())

    @strawberry.field(description="Whether you may change or retire it.")  # type: ignore[untyped-decorator]  # as in directory
    async def may_change(self, info: Info) -> bool:
        if self.retired:
            return False
        if _keeper(info):
            return True
        return bool(await info.context.load.may_change.load((info.context.actor, self.known.id)))


@strawberry.type
class NoteEdge:
    cursor: str
    node: Note


@strawberry.type
class NoteConnection:
    edges: list[NoteEdge]
    page_info: PageInfo


NoteResult = Annotated[
    Note | InvalidInput | NotFound | KeyReused | NotYours | WrongState,
    strawberry.union("NoteResult"),
]


@strawberry.type
class NoteQuery:
    @strawberry.field(description="Latest changed first; words are looked for in every language.")  # type: ignore[untyped-decorator]  # as in directory
    async def notes(
        self,
        info: Info,
        *,
        issue_type_id: strawberry.ID | None = None,
        mini_network_id: strawberry.ID | None = None,
        search: str | None = None,
        to_review: bool = False,
        retired: bool = False,
        first: int | None = 25,
        after: str | None = None,
    ) -> NoteConnection:
        size = 25 if first is None else first
        if not 1 <= size <= MAX_NOTES:
            raise BadInputError(
                f"{size} is no size of a page.", action=f"Ask for 1 to {MAX_NOTES} notes."
            )
        services = info.context.services
        wanted = Wanted(
            plain_id(Kind.ISSUE_TYPE, issue_type_id) if issue_type_id else None,
            (search or "")[:MAX_SEARCH],
            services.clock().date() if to_review else None,
            retired=retired,
            mini_network_id=plain_id(Kind.MINI_NETWORK, mini_network_id)
            if mini_network_id
            else None,
        )
        page = await services.notes.page(wanted, first=size, after=from_note_cursor(after))
        edges = [
            NoteEdge(cursor=note_cursor(NotePosition(n.changed_at, n.id)), node=Note.of(n))
            for n in page.notes
        ]
        return NoteConnection(
            edges=edges,
            page_info=PageInfo.of(
                [edge.cursor for edge in edges],
                has_next=page.has_next,
                has_previous=after is not None,
            ),
        )


@strawberry.type
class NoteMutation:
    @strawberry.mutation(  # type: ignore[untyped-decorator]  # as in directory
        description="From an answer, by who gave it or asked for it; or from one's own head."
    )
    async def write_note(
        self,
        info: Info,
        *,
        issue_type_id: strawberry.ID,
        text: NoteTextInput,
        key: str,
        review_on: date | None = None,
        ask_id: strawberry.ID | None = None,
        answered_by_id: strawberry.ID | None = None,
        mini_network_id: Annotated[
            strawberry.ID | None,
            strawberry.argument(description="Where its members learnt it; only they share."),
        ] = None,
    ) -> NoteResult:
        given = Given()
        new = NewNote(
            given.plain("issueTypeId", Kind.ISSUE_TYPE, issue_type_id),
            text.plain(),
            review_on,
            given.optional("askId", Kind.ASK, ask_id),
            given.optional("answeredById", Kind.EXPERT, answered_by_id),
            given.optional("miniNetworkId", Kind.MINI_NETWORK, mini_network_id),
        )
        commands = info.context.services.note_commands
        answer = given.refusal or await commands.write(info.context.actor, key, new)
        return await _note(info, answer, given)

    @strawberry.mutation(description="All of its texts again, and when to look at it next.")  # type: ignore[untyped-decorator]  # as in directory
    async def change_note(
        self,
        info: Info,
        *,
        note_id: strawberry.ID,
        text: NoteTextInput,
        key: str,
        review_on: date | None = None,
    ) -> NoteResult:
        given = Given()
        plain = given.plain("noteId", Kind.NOTE, note_id)
        commands = info.context.services.note_commands
        answer = given.refusal or await commands.change(
            info.context.actor, key, plain, text.plain(), review_on, keeper=_keeper(info)
        )
        return await _note(info, answer, given)

    @strawberry.mutation(description="It is shown on no desk any more.")  # type: ignore[untyped-decorator]  # as in directory
    async def retire_note(self, info: Info, note_id: strawberry.ID, key: str) -> NoteResult:
        given = Given()
        plain = given.plain("noteId", Kind.NOTE, note_id)
        commands = info.context.services.note_commands
        answer = given.refusal or await commands.retire(
            info.context.actor, key, plain, keeper=_keeper(info)
        )
        return await _note(info, answer, given)


def _keeper(info: Info) -> bool:
    return Role.ADMINISTRATOR in info.context.caller.roles


async def note_or_none(info: Info, id_: str | None) -> Note | None:
    note = await info.context.load.notes.load(id_) if id_ else None
    return Note.of(note) if note is not None else None


async def notes_of_type(info: Info, issue_type_id: str) -> list[Note]:
    ids = await info.context.load.notes_of_types.load(issue_type_id) or ()
    found = await info.context.load.notes.load_many(list(ids))
    return [Note.of(note) for note in found if note is not None]


async def _note(info: Info, answer: Answer, given: Given) -> NoteResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(NoteResult, refused)
    return there(await note_or_none(info, answer.id))
