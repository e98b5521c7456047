"""One statement finds everybody who may resolve a matter, with the evidence to rank them."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import structlog

from netsvc.directory.model import Language
from netsvc.errors import DeadlineExceededError
from netsvc.finding.circumstances import NOTHING_KNOWN, Around
from netsvc.finding.gathering import Gathering
from netsvc.finding.people import Now
from netsvc.finding.shared import SharedPeople, TypePeople
from netsvc.finding.statements import CANDIDATES, CASE, CHOSEN, NAMED, TEXTS, VERSION
from netsvc.graph import failures
from netsvc.graph.driver import Graph, Row
from netsvc.identity.roles import DESK
from netsvc.matching.learning import ChosenType
from netsvc.matching.model import IssueTypeText

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Reach:
    """How many are asked for by type: by evidence, by declared skill, by mini-network, by unit.

    People of responsible units are added where fewer than ``few`` others are known.
    """

    strongest: int
    declared: int
    covering: int
    responsible: int
    few: int


NARROW = Reach(strongest=20, declared=8, covering=20, responsible=20, few=10)
"""What a first page needs."""
WIDE = Reach(strongest=120, declared=40, covering=40, responsible=40, few=10_000)
"""For further pages, and where nobody of the narrow reach is free."""
PLAN_SECONDS = 120.0
FIND_SECONDS = 10.0
CASES_LOOKED_AT = 20_000
AT_ONCE = 2
TOGETHER = 32
FEW = 8
"""So many ids, and the two beside them, are within the size that the usual plan is made for."""
_ROLES = sorted(role.value for role in DESK)
_LANGUAGES = (("fi", "Fi"), ("sv", "Sv"), ("en", "En"))


@dataclass(frozen=True)
class Texts:
    """Every issue type in use with its words; ``common`` are the busiest ones, busiest first."""

    rows: tuple[IssueTypeText, ...]
    common: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """One caller's question: who may resolve one of these issue types, for this customer."""

    types: tuple[str, ...]
    caller_id: str
    customer_id: str | None
    language: Language | None
    at: datetime
    around: Around = NOTHING_KNOWN


def candidate_parameters(
    types: Sequence[str],
    *,
    customers: Sequence[str] = (),
    callers: Sequence[str] = (),
    around: Sequence[str] = (),
    at: datetime,
    reach: Reach = NARROW,
) -> dict[str, Any]:
    """What ``CANDIDATES`` is asked with; the benchmark asks the bare driver the same."""
    many = max(map(len, (types, customers, callers, around))) > FEW
    return {
        "types": _padded(types, many=many),
        "customers": _padded(customers, many=many),
        "callers": _padded(callers, many=many),
        "around": _padded(around, many=many),
        **asdict(reach),
        "roles": _ROLES,
        "at": at,
    }


class FindingRepository:
    """``find_seconds`` is how long a question for people may wait for its answer."""

    def __init__(self, graph: Graph, *, find_seconds: float = FIND_SECONDS) -> None:
        self._graph = graph
        self._find_seconds = find_seconds
        self._planning: asyncio.Task[None] | None = None
        self._gathered = {
            reach: Gathering(partial(self._together, reach), at_once=AT_ONCE, most=TOGETHER)
            for reach in (NARROW, WIDE)
        }

    async def version(self) -> int:
        rows = await self._graph.read_once(VERSION)
        return int(rows[0]["value"])

    async def texts(self) -> Texts:
        """An area whose narrower types are matched and that nobody resolves itself is left out."""
        types = [row["type"] for row in await self._graph.read(TEXTS, deadline=30.0)]
        used = [t for t in types if t["resolvers"] or not t["narrower"]]
        busiest = sorted(used, key=lambda t: (-(t["resolved"] or 0), t["id"]))
        return Texts(tuple(_text(t) for t in used), tuple(t["id"] for t in busiest[:3]))

    async def chosen(self) -> tuple[ChosenType, ...]:
        """Words of the latest resolved cases under the type they were resolved as, newest first."""
        rows = await self._graph.read(CHOSEN, deadline=30.0, looked=CASES_LOOKED_AT)
        return tuple(
            ChosenType(
                row["type"], str(row["language"] or "").lower(), row["words"], row["corrected"]
            )
            for row in rows
        )

    async def candidates(self, asked: Asked, reach: Reach = NARROW) -> dict[str, TypePeople]:
        """By issue type id; an unknown or retired type is left out.

        ``reach`` is NARROW or WIDE. Questions that come together share a statement, and what is
        read of an issue type; the caller, and whom their customer knows, are told apart after it.
        Raises ``DeadlineExceededError``.
        """
        if self._planning is not None:
            # planning it a second time beside the first would only make both slower
            _, late = await asyncio.wait([self._planning], timeout=self._find_seconds)
            if late:
                raise failures.too_late(self._find_seconds)
        try:
            return await self._gathered[reach].one(asked, self._find_seconds)
        except DeadlineExceededError:
            # A statement that ends while it is being planned leaves no plan behind, so on a slow
            # machine each question would begin anew and none would ever be answered.
            self._plan()
            raise

    async def _together(self, reach: Reach, asked: Sequence[Asked]) -> list[dict[str, TypePeople]]:
        at = max(one.at for one in asked)
        rows = await self._graph.read_once(
            CANDIDATES,
            deadline=self._find_seconds,
            **candidate_parameters(
                list(dict.fromkeys(id_ for one in asked for id_ in one.types)),
                customers=list({one.customer_id: None for one in asked if one.customer_id}),
                callers=list({one.caller_id: None for one in asked if one.caller_id}),
                around=list({key: None for one in asked for key in one.around.keys}),
                at=at,
                reach=reach,
            ),
        )
        now = Now(at)
        by_type = {row["type"]["id"]: SharedPeople(row, now, reach.strongest) for row in rows}
        return [
            {
                id_: by_type[id_].seen_by(one.caller_id, one.customer_id, one.language, one.around)
                for id_ in one.types
                if id_ in by_type
            }
            for one in asked
        ]

    async def named(
        self,
        types: Sequence[str],
        among: Sequence[str],
        *,
        customer_id: str | None,
        language: Language | None,
        at: datetime,
        around: Around = NOTHING_KNOWN,
    ) -> dict[str, TypePeople]:
        """Like ``candidates``, of the people of these ids only, whatever is known of them.

        Whether they ring just now is not looked at: it is for saying why, not for choosing.
        """
        rows = await self._graph.read_once(
            NAMED,
            types=_padded(types),
            among=_padded(among),
            customers=_padded([customer_id or ""]),
            callers=_padded([]),
            around=_padded(around.keys),
            at=at,
        )
        now = Now(at)
        return {
            row["type"]["id"]: SharedPeople(row, now, WIDE.strongest).seen_by(
                "", customer_id, language, around
            )
            for row in rows
        }

    async def case(self, case_id: str) -> Row | None:
        """What is known of a case's circumstances; None where there is none."""
        rows = await self._graph.read(CASE, id=case_id)
        return rows[0] if rows else None

    async def warm(self) -> None:
        """Have Neo4j plan the statement now: planned cold it takes seconds, kept it takes none.

        Questions that come meanwhile wait for it. Raises ``DeadlineExceededError`` and
        ``DatabaseUnavailableError``.
        """
        await asyncio.shield(self._plan())

    async def close(self) -> None:
        """Leave nothing under way."""
        if self._planning is not None:
            self._planning.cancel()
            await asyncio.wait([self._planning])

    def _plan(self) -> asyncio.Task[None]:
        if self._planning is None:
            self._planning = asyncio.get_running_loop().create_task(
                self._planned(), name="finding-plan", context=contextvars.Context()
            )
            self._planning.add_done_callback(self._ended)
        return self._planning

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._planning = None
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("finding not planned ahead", reason=str(error))

    async def _planned(self) -> None:
        for nothing in ([], [""] * (FEW + 1)):
            await self._graph.read_once(
                CANDIDATES,
                deadline=PLAN_SECONDS,
                **candidate_parameters(nothing, at=datetime.now(UTC)),
            )


def _padded(ids: Sequence[str], *, many: bool = False) -> list[str]:
    """Ids as a list of two or more, or of eleven or more, filled up with ids that nothing has.

    Neo4j keeps one plan for each type and rough size of the parameters (powers of ten): a string,
    a null, or a list of none or one would each be planned anew, in seconds, while a customer waits.
    """
    return [*ids, "", "", *[""] * (FEW + 1 - len(ids) if many else 0)]


def _text(row: Row) -> IssueTypeText:
    def lists(prefix: str) -> dict[str, tuple[str, ...]]:
        return {code: tuple(row[prefix + suffix] or ()) for code, suffix in _LANGUAGES}

    def single(prefix: str) -> dict[str, str]:
        return {code: row[prefix + suffix] for code, suffix in _LANGUAGES if row[prefix + suffix]}

    return IssueTypeText(
        id=row["id"],
        names=single("name"),
        synonyms=lists("synonyms"),
        examples=lists("examples"),
        descriptions=single("description"),
        broader_id=row["broaderId"],
    )
