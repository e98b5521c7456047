"""From a customer's words to the people who resolve such matters, in one statement."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from netsvc.directory.model import Language, LocalText
from netsvc.errors import BadInputError, NotFoundError
from netsvc.finding.circumstances import NOTHING_KNOWN, asked_by, of_case
from netsvc.finding.cursors import from_cursor, to_cursor
from netsvc.finding.index import MatchIndex, Snapshot
from netsvc.finding.lines import in_order
from netsvc.finding.model import (
    Explained,
    FoundExperts,
    FoundIssueType,
    FoundReason,
    FoundSuggestion,
)
from netsvc.finding.repository import NARROW, WIDE, Asked, FindingRepository, Reach
from netsvc.finding.shared import Person, TypePeople
from netsvc.graph.driver import Graph
from netsvc.matching.model import Certainty, Matches, TypeMatch
from netsvc.ranking import (
    Context,
    Reason,
    ReasonKind,
    Suggestion,
    drawn,
    rank,
    sentence,
    with_second_place,
)

TYPES_SEARCHED = 3
LEAST_SHARE = 0.15
"""A further match is searched only if it is at least this share of the best one's confidence."""
MAX_LIMIT = 50
FIRST_PAGE = 12
"""A first page of so many is answered from the narrow reach."""


def _now() -> datetime:
    return datetime.now(UTC)


class FindingService:
    """``start`` keeps the matcher fresh in the background; without it the first call builds it.

    ``newcomer_share`` of the matters (0 to 1) have somebody promising in the second place.
    """

    def __init__(
        self,
        graph: Graph,
        *,
        repository: FindingRepository | None = None,
        index: MatchIndex | None = None,
        clock: Callable[[], datetime] = _now,
        newcomer_share: float = 0.0,
    ) -> None:
        self._repository = repository or FindingRepository(graph)
        self.index = index or MatchIndex(self._repository)
        self._clock = clock
        self._newcomer_share = newcomer_share

    async def start(self) -> None:
        await self.index.start()

    async def stop(self) -> None:
        await self.index.stop()
        await self._repository.close()

    async def match(self, matter: str, language: Language | None = None, limit: int = 5) -> Matches:
        """The issue types that the words may be about; no query once the index is built.

        Raises ``BadInputError`` for blank words and for a limit outside 1..50.
        """
        _check(matter, limit)
        snapshot = await self.index.current()
        return await _match(snapshot, matter, language, limit)

    async def find_experts(
        self,
        matter: str | None = None,
        issue_type_id: str | None = None,
        language: Language | None = None,
        *,
        caller_id: str = "",
        customer_id: str | None = None,
        case_id: str | None = None,
        channel: str | None = None,
        limit: int = 10,
        after: str | None = None,
    ) -> FoundExperts:
        """People for the matter, best first; exactly one statement once the index is built,
        and a second, wider one where nobody of the strongest is free now.

        With ``issue_type_id`` the people are those of that type, whatever the words. With
        ``DONT_KNOW`` they are those of the likeliest guesses, or, where nothing was understood,
        of the commonest matters: never a dead end. The caller is never suggested. The first page
        has the mini-networks that cover the matter, where it was understood.

        What was resolved in the same circumstances counts for more: matters from the same place
        (the caller's unit, until a case says more), by the same ``channel``, that the caller
        opened. With ``case_id`` they, and the customer, are read from the case, in one statement
        more; an unknown case says nothing.
        Raises ``BadInputError`` (blank words and no type, bad limit or cursor) and
        ``NotFoundError`` (unknown or retired issue type).
        """
        if issue_type_id is not None and not (matter or "").strip():
            matter = None
        if issue_type_id is None:
            _check(matter or "", limit)
        _check_limit(limit)
        place = from_cursor(after) if after else None
        matches, likelihoods, types = await self._types(matter, issue_type_id, language)

        around = asked_by(caller_id, channel)
        if case_id is not None and (case := await self._repository.case(case_id)) is not None:
            around = of_case(case, caller_id)
            customer_id = customer_id or case["customerId"]
        asked = Asked(tuple(likelihoods), caller_id, customer_id, language, self._clock(), around)

        async def ask(reach: Reach) -> dict[str, TypePeople]:
            return await self._repository.candidates(asked, reach)

        narrow = place is None and limit <= FIRST_PAGE
        found = await ask(NARROW if narrow else WIDE)
        if narrow and _nobody_free(found):
            narrow, found = False, await ask(WIDE)
        if issue_type_id is not None and issue_type_id not in found:
            raise NotFoundError(
                f"There is no issue type {issue_type_id!r} in use.",
                action="Choose one of `issueTypes`.",
            )
        people = {
            (person.expert.id, type_id): person
            for type_id, group in found.items()
            for person in group.people
        }
        ranked = self._ranked(people, Context(likelihoods, language), matter)
        understood = issue_type_id is not None or matches.certainty is not Certainty.DONT_KNOW
        rest = [s for s in ranked if place is None or s.place > place]
        return FoundExperts(
            matches=matches,
            suggestions=tuple(
                _suggestion(
                    s,
                    people[s.expert_id, s.issue_type_id],
                    found[s.issue_type_id],
                    likelihoods[s.issue_type_id],
                )
                for s in rest[:limit]
            ),
            has_next=len(rest) > limit or (narrow and any(g.more for g in found.values())),
            has_previous=len(rest) < len(ranked),
            lines=in_order((line for group in found.values() for line in group.lines), likelihoods)
            if place is None and understood
            else (),
            types={
                # of those that were looked for, only what is still in use, by its name of now
                **{id_: type_ for id_, type_ in types.items() if id_ not in likelihoods},
                **{id_: group.issue_type for id_, group in found.items()},
            },
        )

    async def why(
        self,
        among: Sequence[str],
        *,
        matter: str | None,
        issue_type_id: str | None,
        language: Language | None,
        customer_id: str | None,
        case_id: str | None = None,
    ) -> dict[str, tuple[FoundReason, ...]]:
        """Why each of these people may resolve the matter; one statement, and one for the case.

        It is said to others than who asks too, so it tells of nobody whose matters they resolved.

        Raises ``BadInputError`` where there are neither words nor an issue type.
        """
        if issue_type_id is None:
            _check(matter or "", 1)
        _, likelihoods, _ = await self._types(
            matter if issue_type_id is None else None, issue_type_id, language
        )
        case = await self._repository.case(case_id) if case_id is not None else None
        found = await self._repository.named(
            list(likelihoods),
            among,
            customer_id=customer_id,
            language=language,
            at=self._clock(),
            around=of_case(case, "") if case is not None else NOTHING_KNOWN,
        )
        people = {
            (person.expert.id, type_id): person
            for type_id, group in found.items()
            for person in group.people
        }
        return {
            s.expert_id: tuple(
                _reason(reason, people[s.expert_id, s.issue_type_id], found[s.issue_type_id])
                for reason in s.reasons
            )
            for s in self._ranked(people, Context(likelihoods, language), matter)
        }

    def _ranked(
        self, people: Mapping[tuple[str, str], Person], context: Context, matter: str | None
    ) -> list[Suggestion]:
        candidates = {key: person.candidate for key, person in people.items()}
        ranked = rank(candidates.values(), context)
        if not drawn(matter or "", self._newcomer_share):
            return ranked
        return with_second_place(ranked, candidates)

    async def _types(
        self, matter: str | None, issue_type_id: str | None, language: Language | None
    ) -> tuple[Matches, dict[str, float], Mapping[str, FoundIssueType]]:
        if matter is None and issue_type_id is not None:
            chosen = Matches(Certainty.QUITE_SURE, (TypeMatch(issue_type_id, 1.0),), 1.0)
            return chosen, {issue_type_id: 1.0}, {}
        snapshot = await self.index.current()
        matches = await _match(snapshot, matter or "", language, 5)
        if issue_type_id is not None:
            return matches, {issue_type_id: 1.0}, snapshot.types
        if not matches.matches:
            return matches, dict.fromkeys(snapshot.common, 1.0), snapshot.types
        least = matches.matches[0].confidence * LEAST_SHARE
        kept = [m for m in matches.matches[:TYPES_SEARCHED] if m.confidence >= least]
        return matches, {m.issue_type_id: m.confidence for m in kept}, snapshot.types


async def _match(snapshot: Snapshot, matter: str, language: Language | None, limit: int) -> Matches:
    return await asyncio.to_thread(snapshot.matcher.match, matter, language, limit)


def _nobody_free(found: dict[str, TypePeople]) -> bool:
    """Whether there are more people to ask for, and nobody at hand could take an offer now."""
    return any(group.more for group in found.values()) and not any(
        person.candidate.free_now for group in found.values() for person in group.people
    )


def _check(matter: str, limit: int) -> None:
    if not matter.strip():
        raise BadInputError(
            "The matter is empty.", action="Write a word or two of what the customer says."
        )
    _check_limit(limit)


def _check_limit(limit: int) -> None:
    if not 1 <= limit <= MAX_LIMIT:
        raise BadInputError(f"{limit} is no length of a list.", action=f"Ask for 1 to {MAX_LIMIT}.")


def _suggestion(
    suggestion: Suggestion, person: Person, group: TypePeople, likelihood: float
) -> FoundSuggestion:
    return FoundSuggestion(
        cursor=to_cursor(suggestion.place),
        expert=person.expert,
        unit=person.unit,
        issue_type=group.issue_type,
        free_now=suggestion.free_now,
        speaks_language=suggestion.speaks_language,
        mini_network=person.network,
        reasons=tuple(_reason(reason, person, group) for reason in suggestion.reasons),
        score=suggestion.score,
        explained=Explained(suggestion.contributions, person.candidate, likelihood),
    )


def _reason(reason: Reason, person: Person, group: TypePeople) -> FoundReason:
    subject: LocalText | None = None
    match reason.kind:
        case ReasonKind.EXPERT_RESOLVED | ReasonKind.HELPED | ReasonKind.DECLARED_SKILL:
            subject = group.issue_type.name
        case ReasonKind.EXPERT_RESOLVED_BROADER if group.broader is not None:
            subject = group.broader.name
        case ReasonKind.UNIT_RESOLVED:
            subject = person.unit.name
        case ReasonKind.LOCATION:
            subject = group.place
        case ReasonKind.MINI_NETWORK if person.network is not None:
            subject = person.network.name
        case _:
            pass
    said = sentence(reason, subject)
    return FoundReason(
        kind=reason.kind,
        count=reason.count,
        total=reason.total,
        hours=reason.hours,
        subject=subject,
        text=LocalText(said.fi, said.sv, said.en),
    )
