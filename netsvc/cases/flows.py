"""The cases whose handovers make one flow of the matrix, latest handover first."""

from __future__ import annotations

from datetime import UTC, datetime

from netsvc.cases.model import CasePage, CasePosition
from netsvc.cases.repository import CaseRepository
from netsvc.measures.publishing import Question
from netsvc.measures.service import MeasuresService


class FlowCases:
    """One statement a page; which handovers are in the flow is what the measure itself counted."""

    def __init__(self, measures: MeasuresService, cases: CaseRepository) -> None:
        self._measures = measures
        self._cases = cases

    async def page(
        self, question: Question, key: str, *, first: int, after: CasePosition | None = None
    ) -> tuple[CasePage, tuple[CasePosition, ...]] | None:
        """The cases and where each stands; None where the flow is not shown by itself.

        A flow of fewer than five employees is merged with others in the matrix, and listing its
        cases would take it apart again.
        """
        legs = await self._measures.behind("flows", question, key)
        if legs is None:
            return None
        latest: dict[str, int] = {}
        for leg in legs:
            latest[leg.case] = max(leg.at, latest.get(leg.case, leg.at))
        places = [
            CasePosition(datetime.fromtimestamp(at / 1000, UTC), id_) for id_, at in latest.items()
        ]
        ordered = sorted(places, key=_order, reverse=True)
        if after is not None:
            ordered = [one for one in ordered if _order(one) < _order(after)]
        # what was removed since the facts were read is left out
        found = await self._cases.cases([one.id for one in ordered[:first]])
        there = tuple(one for one in ordered[:first] if one.id in found)
        page = CasePage(tuple(found[one.id] for one in there), len(ordered) > first)
        return page, there


def _order(place: CasePosition) -> tuple[datetime, str]:
    return place.opened_at, place.id
