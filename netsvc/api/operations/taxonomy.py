"""Editing issue types, and where the taxonomy has gaps."""

from __future__ import annotations

from typing import Annotated, cast

import strawberry

from netsvc.api.operations.context import Info
from netsvc.api.operations.directory import (
    Expert,
    IssueType,
    expert_or_none,
    issue_type_or_none,
)
from netsvc.api.operations.given import Given, refused_answer, there
from netsvc.api.operations.ids import Kind, plain_id
from netsvc.api.operations.mininetworks import LocalTextInput
from netsvc.api.operations.problems import InvalidInput, KeyReused, NotFound
from netsvc.directory import model as directory
from netsvc.directory.model import Language
from netsvc.events.answers import Answer, Done
from netsvc.taxonomy import model
from netsvc.taxonomy.model import TypeFacts

IssueTypeResult = Annotated[
    IssueType | InvalidInput | NotFound | KeyReused, strawberry.union("IssueTypeResult")
]


@strawberry.input
class LocalWordsInput:
    fi: list[str] = strawberry.field(default_factory=list)
    sv: list[str] = strawberry.field(default_factory=list)
    en: list[str] = strawberry.field(default_factory=list)

    def plain(self) -> directory.LocalWords:
        return directory.LocalWords(tuple(self.fi), tuple(self.sv), tuple(self.en))


@strawberry.input(description="All texts of an issue type; a change gives all of them again.")
class IssueTypeInput:
    name: LocalTextInput
    description: LocalTextInput | None = None
    synonyms: LocalWordsInput | None = None
    examples: LocalWordsInput | None = None
    broader_id: strawberry.ID | None = None


@strawberry.type(description="A word that customers use for the issue type and that it lacks.")
class UnmatchedWord:
    word: str
    language: Language | None
    cases: int = strawberry.field(
        description="How many of the latest cases hold it; three or more."
    )


@strawberry.type(description="An issue type that hangs on one person.")
class HangsOnOne:
    known: strawberry.Private[tuple[str, str]]

    @strawberry.field
    async def issue_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known[0])

    @strawberry.field
    async def expert(self, info: Info) -> Expert | None:
        return await expert_or_none(info, self.known[1])


@strawberry.type(description="Of `cases` latest, `missed` share no word with the type's texts.")
class WordsNotUnderstood:
    known: strawberry.Private[model.NotUnderstood]
    cases: int
    missed: int

    @strawberry.field
    async def issue_type(self, info: Info) -> IssueType | None:
        return await issue_type_or_none(info, self.known.issue_type_id)


@strawberry.type
class IssueTypeGaps:
    known: strawberry.Private[model.Gaps]

    @strawberry.field(description="Nobody resolved one or says they can.")  # type: ignore[untyped-decorator]  # strawberry types it only without arguments
    async def nobody(self, info: Info) -> list[IssueType]:
        found = await info.context.load.issue_types.load_many(list(self.known.nobody))
        return [IssueType.of(type_) for type_ in found if type_ is not None]

    @strawberry.field
    def one_person(self) -> list[HangsOnOne]:
        return [HangsOnOne(known=pair) for pair in self.known.one_person]

    @strawberry.field
    def not_understood(self) -> list[WordsNotUnderstood]:
        return [
            WordsNotUnderstood(known=one, cases=one.cases, missed=one.missed)
            for one in self.known.not_understood
        ]


@strawberry.type
class TaxonomyQuery:
    @strawberry.field(description="Where training, people or words are missing.")  # type: ignore[untyped-decorator]  # as above
    async def issue_type_gaps(self, info: Info) -> IssueTypeGaps:
        return IssueTypeGaps(known=await info.context.services.taxonomy.gaps())

    @strawberry.field(description="Customers' words that the type lacks, typical ones first.")  # type: ignore[untyped-decorator]  # as above
    async def unmatched_words(
        self, info: Info, issue_type_id: strawberry.ID
    ) -> list[UnmatchedWord]:
        plain = plain_id(Kind.ISSUE_TYPE, issue_type_id)
        found = await info.context.services.taxonomy.unmatched(plain)
        return [
            UnmatchedWord(word=one.word, language=one.language, cases=one.cases) for one in found
        ]


@strawberry.type
class TaxonomyMutation:
    @strawberry.mutation(description="Add an issue type (no id), or change one.")  # type: ignore[untyped-decorator]  # as above
    async def save_issue_type(
        self,
        info: Info,
        input: IssueTypeInput,  # noqa: A002
        key: str,
        id: strawberry.ID | None = None,  # noqa: A002
    ) -> IssueTypeResult:
        given = Given()
        plain = given.optional("id", Kind.ISSUE_TYPE, id)
        facts = _facts(given, input)
        commands = info.context.services.taxonomy_commands
        answer = given.refusal or await commands.save(info.context.actor, key, plain, facts)
        return await _type(info, answer, given)

    @strawberry.mutation(description="Out of use, or in use again; what happened stays.")  # type: ignore[untyped-decorator]  # as above
    async def retire_issue_type(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        retired: bool,
        key: str,
    ) -> IssueTypeResult:
        given = Given()
        plain = given.plain("id", Kind.ISSUE_TYPE, id)
        commands = info.context.services.taxonomy_commands
        answer = given.refusal or await commands.retire(
            info.context.actor, key, plain, retired=retired
        )
        return await _type(info, answer, given)

    @strawberry.mutation(
        description="Cases, counts, words and people of one go to the other; it is retired."
    )  # type: ignore[untyped-decorator]  # as above
    async def merge_issue_types(
        self, info: Info, from_id: strawberry.ID, into_id: strawberry.ID, key: str
    ) -> IssueTypeResult:
        given = Given()
        gone = given.plain("fromId", Kind.ISSUE_TYPE, from_id)
        kept = given.plain("intoId", Kind.ISSUE_TYPE, into_id)
        commands = info.context.services.taxonomy_commands
        answer = given.refusal or await commands.merge(info.context.actor, key, gone, kept)
        return await _type(info, answer, given)

    @strawberry.mutation(description="Narrower types below it, looked after by the same people.")  # type: ignore[untyped-decorator]  # as above
    async def split_issue_type(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002
        parts: list[IssueTypeInput],
        key: str,
    ) -> IssueTypeResult:
        given = Given()
        plain = given.plain("id", Kind.ISSUE_TYPE, id)
        facts = [_facts(given, part) for part in parts]
        commands = info.context.services.taxonomy_commands
        answer = given.refusal or await commands.split(info.context.actor, key, plain, facts)
        return await _type(info, answer, given)


def _facts(given: Given, raw: IssueTypeInput) -> TypeFacts:
    nothing = directory.LocalText("", "", "")
    return TypeFacts(
        name=raw.name.plain(),
        description=raw.description.plain() if raw.description else nothing,
        synonyms=raw.synonyms.plain() if raw.synonyms else directory.LocalWords(),
        examples=raw.examples.plain() if raw.examples else directory.LocalWords(),
        broader_id=given.optional("input.broaderId", Kind.ISSUE_TYPE, raw.broader_id),
    )


async def _type(info: Info, answer: Answer, given: Given) -> IssueTypeResult:
    refused = await refused_answer(info, answer, given)
    if refused is not None or not isinstance(answer, Done):
        return cast(IssueTypeResult, refused)
    return IssueType.of(there(await info.context.load.issue_types.load(answer.id)))
