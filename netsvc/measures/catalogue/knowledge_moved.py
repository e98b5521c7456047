"""Knowledge that moved: what a unit solves alone after an answer helped it, beside before.

For an issue type and a unit, the moment m is when an answer to a question that the unit asked
about the type was first said to have helped. Compared are the mature cases of that type opened in
that unit within the 90 days before m and within the 90 days after m; the case of that first
question is left out. A case is *solved alone* when it was resolved in the unit it was opened in,
with no handover, no redirect and no answer of anybody who was asked. The figure is the share
solved alone after m less the share before m, over all such pairs together.

It compares and does not prove: a unit often asks when a matter is new to it, and what is new gets
easier by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from netsvc.directory.model import LocalText
from netsvc.identity.roles import EVERYBODY
from netsvc.intervals import newcombe
from netsvc.measures import estimates
from netsvc.measures.facts import DAY, Facts
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

SPAN = 90 * DAY


@dataclass(frozen=True, slots=True)
class MovedFact:
    """A case before or after its unit was first helped with its issue type."""

    at: int
    unit: str
    issue_type: str
    employees: frozenset[str]
    after: bool
    alone: bool


def _select(facts: Facts) -> Sequence[MovedFact]:
    first: dict[tuple[str, str], tuple[int, str]] = {}
    for ask in facts.asks:
        if ask.helped_at is not None:
            pair = (ask.unit, ask.issue_type)
            first[pair] = min(first.get(pair, (ask.helped_at, ask.case)), (ask.helped_at, ask.case))
    found = []
    for case in facts.cases:
        moment, asked = first.get((case.unit, case.issue_type), (None, ""))
        if moment is None or case.id == asked or abs(case.at - moment) > SPAN:
            continue
        if case.mature(facts.now, facts.window):
            found.append(
                MovedFact(
                    case.at,
                    case.unit,
                    case.issue_type,
                    case.employees,
                    case.at > moment,
                    case.alone,
                )
            )
    return found


def change(before: Estimate | None, after: Estimate | None) -> Estimate | None:
    """The difference of two independent shares, after less before, with Newcombe's interval."""
    if before is None or after is None:
        return None
    low, high = newcombe(
        (after.value, after.low, after.high), (before.value, before.low, before.high)
    )
    value = after.value - before.value
    return Estimate(value, max(-1.0, low), min(1.0, high), before.n + after.n)


def _summarise(cases: Sequence[MovedFact], _scope: Scope) -> Mapping[str, Value]:
    before = [case.alone for case in cases if not case.after]
    after = [case.alone for case in cases if case.after]
    earlier = estimates.share(sum(before), len(before))
    later = estimates.share(sum(after), len(after))
    return {
        "cases": len(cases),
        "aloneBefore": earlier,
        "aloneAfter": later,
        "change": change(earlier, later),
    }


def _key(case: MovedFact, by: Dimension) -> str:
    return case.issue_type if by is Dimension.ISSUE_TYPE else case.unit


def _after(case: MovedFact, _facts: Facts) -> bool:
    return case.after


MEASURE = Measure(
    id="knowledgeMoved",
    names=LocalText("Siirtynyt osaaminen", "Kunskap som flyttat", "Knowledge that moved"),
    explanation=LocalText(
        "Ratkaiseeko yksikkö itse useammin sellaisia asioita, joihin se on kerran saanut "
        "vastauksen? Verrataan 90 päivää ennen ensimmäistä auttanutta vastausta ja 90 päivää sen "
        "jälkeen, yksikkö ja asiatyyppi kerrallaan. Itse ratkaistu: samassa yksikössä, ilman "
        "siirtoa, muualle ohjaamista ja uutta kysymystä, johon vastattiin. Vertailu ei todista, "
        "mistä muutos johtuu.",
        "Löser en enhet oftare själv sådana ärenden som den en gång fått svar på? Jämförs gör 90 "
        "dagar före det första svar som hjälpte och 90 dagar efter, för varje enhet och "
        "ärendetyp. Löst på egen hand: i samma enhet, utan överlämning, hänvisning vidare och ny "
        "besvarad fråga. Jämförelsen bevisar inte vad förändringen beror på.",
        "Does a unit more often solve by itself the matters that it once got an answer to? "
        "Compared are the 90 days before the first answer that helped and the 90 days after it, "
        "for each unit and issue type. Solved alone: in the same unit, without a handover, a "
        "redirect or another question that was answered. The comparison does not prove the cause.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.HIGHER,
    inputs=("asks", "cases", "contacts", "handovers", "redirects"),
    formula=(
        "For each issue type and unit, m = when an answer to a question of the unit about the type "
        "was first marked as helpful. aloneBefore = cases of the type opened in the unit in the 90 "
        "days up to m and solved alone / all of those; aloneAfter = likewise in the 90 days after "
        "m; change = aloneAfter - aloneBefore. Mature cases only (the repeat window has passed); "
        "the case of the first helpful answer is left out. Solved alone: resolved in the unit "
        "where it was opened, never reopened, no handover that was accepted, no redirect, no "
        "question about it that was answered."
    ),
    source=(
        "Definition of the house. Intervals: Wilson 1927; of the change: Newcombe 1998, method 10."
    ),
    small_groups=SMALL_GROUPS,
    roles=EVERYBODY,
    dimensions=(Dimension.TOTAL, Dimension.UNIT, Dimension.SILO, Dimension.ISSUE_TYPE),
    columns=(
        Column("cases", LocalText("Asioita", "Ärenden", "Cases"), Kind.INTEGER),
        Column(
            "aloneBefore",
            LocalText("Itse ratkaistu ennen", "Löst på egen hand före", "Solved alone before"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "aloneAfter",
            LocalText("Itse ratkaistu jälkeen", "Löst på egen hand efter", "Solved alone after"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "change",
            LocalText("Muutos", "Förändring", "Change"),
            Kind.ESTIMATE,
            required=False,
        ),
    ),
    select=_select,
    summarise=_summarise,
    keys=_key,
    parts=(Part(("aloneBefore", "aloneAfter", "change"), _after),),
)
