"""Repeat contacts: how often customers come back for what was called resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.identity.roles import EVERYBODY
from netsvc.measures import estimates
from netsvc.measures.facts import DAY, CaseFact, Facts
from netsvc.measures.kinds import type_or_unit
from netsvc.measures.registry import (
    SMALL_GROUPS,
    Better,
    Column,
    Dimension,
    Estimate,
    Kind,
    Measure,
    MeasureUnit,
    Part,
    Scope,
    Value,
)

LONG = 30 * DAY


def _since(case: CaseFact, facts: Facts, window: int) -> bool:
    """Whether the window since the resolution has passed, so that all who come back have."""
    return case.resolved is not None and facts.now >= case.resolved + window


def _select(facts: Facts) -> Sequence[CaseFact]:
    return [case for case in facts.cases if _since(case, facts, facts.window)]


def _not_yet_long(case: CaseFact, facts: Facts) -> bool:
    return not _since(case, facts, max(LONG, facts.window))


def _repeated(cases: Sequence[CaseFact], window: int) -> Estimate | None:
    return estimates.share(sum(not case.holds(window) for case in cases), len(cases))


def _summarise(cases: Sequence[CaseFact], scope: Scope) -> Mapping[str, Value]:
    old = [case for case in cases if not _not_yet_long(case, scope.facts)]
    return {
        "repeated": _repeated(cases, scope.facts.window),
        "repeated30d": _repeated(old, LONG),
    }


MEASURE = Measure(
    id="repeatContacts",
    names=LocalText("Uudet yhteydenotot", "Nya kontakter", "Repeat contacts"),
    explanation=LocalText(
        "Kuinka suuri osa ratkenneista asioista toi saman asiakkaan takaisin saman aiheen vuoksi.",
        "Hur stor del av lösta ärenden där samma kund kom tillbaka i samma fråga.",
        "What share of resolved cases brought the same customer back about the same issue type.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.LOWER,
    inputs=("cases", "contacts"),
    formula=(
        "repeated = cases after whose resolution the same customer is in touch about the same "
        "issue type within the repeat window / resolved cases of which the window has passed; "
        "repeated30d likewise within 30 days. Who a customer was must be known: a case without "
        "customer or issue type counts as one that nobody came back for. Weeks are those in which "
        "cases were opened."
    ),
    source="Definition of the house (design: repeat contact). Interval: Wilson 1927.",
    small_groups=SMALL_GROUPS,
    roles=EVERYBODY,
    dimensions=(
        Dimension.TOTAL,
        Dimension.UNIT,
        Dimension.SILO,
        Dimension.ISSUE_TYPE,
        Dimension.WEEK,
    ),
    columns=(
        Column(
            "repeated",
            LocalText("Palasi samassa asiassa", "Kom tillbaka", "Came back"),
            Kind.ESTIMATE,
        ),
        Column(
            "repeated30d",
            LocalText(
                "Palasi 30 päivässä", "Kom tillbaka inom 30 dagar", "Came back within 30 days"
            ),
            Kind.ESTIMATE,
            required=False,
        ),
    ),
    select=_select,
    summarise=_summarise,
    keys=type_or_unit,
    parts=(Part(("repeated30d",), _not_yet_long),),
)
