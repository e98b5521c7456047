"""The cases behind a cell of the matrix, for those who may read cases."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated

import strawberry

from netsvc.api.operations.cases import Case, CaseConnection, CaseEdge
from netsvc.api.operations.common import LocalText, PageInfo
from netsvc.api.operations.context import Info
from netsvc.api.operations.ids import Kind, case_cursor, from_case_cursor, plain_id
from netsvc.api.operations.problems import InvalidInput
from netsvc.api.operations.problems_base import Problem
from netsvc.api.operations.words import sentence
from netsvc.errors import BadInputError
from netsvc.measures.labels import pair, silo_pair
from netsvc.measures.publishing import Question
from netsvc.measures.registry import Dimension

MOST = 100


@strawberry.enum
class FlowLevel(Enum):
    UNITS = "UNITS"
    SILOS = "SILOS"


_LEVELS = {
    FlowLevel.UNITS: (Dimension.FLOW, pair),
    FlowLevel.SILOS: (Dimension.SILO_FLOW, silo_pair),
}


@strawberry.type(description="Fewer than five took part, so nothing is shown of it by itself.")
class TooFewEmployees(Problem):
    pass


CasesBehindFlowResult = Annotated[
    CaseConnection | TooFewEmployees | InvalidInput, strawberry.union("CasesBehindFlowResult")
]


@strawberry.type
class FlowCasesQuery:
    @strawberry.field(  # type: ignore[untyped-decorator]  # as in directory
        description="Cases with a handover from the one unit to the other, latest handover first, "
        "over the days that the flow itself covers."
    )
    async def cases_behind_flow(
        self,
        info: Info,
        *,
        source_id: strawberry.ID,
        target_id: strawberry.ID,
        level: FlowLevel = FlowLevel.UNITS,
        from_: Annotated[date | None, strawberry.argument(name="from")] = None,
        to: date | None = None,
        first: int | None = 25,
        after: str | None = None,
    ) -> CasesBehindFlowResult:
        plain = []
        for field, given in (("sourceId", source_id), ("targetId", target_id)):
            try:
                plain.append(plain_id(Kind.UNIT, given))
            except BadInputError:
                return _invalid(field, given, "bad_id")
        if from_ and to and from_ > to:
            return _invalid("from", from_.isoformat(), "period_backwards")
        size = 25 if first is None else first
        if not 1 <= size <= MOST:
            raise BadInputError(
                f"A page of {size} was asked for.", action=f"Ask for 1 to {MOST} at a time."
            )
        dimension, key = _LEVELS[level]
        found = await info.context.services.flow_cases.page(
            Question(dimension, from_, to), key(*plain), first=size, after=from_case_cursor(after)
        )
        if found is None:
            return TooFewEmployees(message=LocalText.of(sentence("flow_too_few")))
        page, places = found
        edges = [
            CaseEdge(cursor=case_cursor(place), node=Case.of(case))
            for case, place in zip(page.cases, places, strict=True)
        ]
        return CaseConnection(
            edges=edges,
            page_info=PageInfo.of(
                [edge.cursor for edge in edges],
                has_next=page.has_next,
                has_previous=after is not None,
            ),
        )


def _invalid(field: str, seen: str, words: str) -> InvalidInput:
    message = LocalText.of(sentence(words, field=field, seen=seen[:80]))
    return InvalidInput(message=message, field=field, seen=seen[:80])
