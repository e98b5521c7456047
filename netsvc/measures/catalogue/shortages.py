"""Shortages: in which unit and at which hour nobody was free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.measures.facts import Facts
from netsvc.measures.registry import (
    LEADING,
    SMALL_GROUPS,
    Better,
    Column,
    Dimension,
    Helped,
    Kind,
    Measure,
    MeasureUnit,
    Part,
    Scope,
    Value,
)
from netsvc.measures.shortage import ShortageFact, ShortageKind


def _cases(moments: Sequence[ShortageFact], kind: ShortageKind | None = None) -> int:
    return len({one.case for one in moments if kind in (None, one.kind)})


def _summarise(moments: Sequence[ShortageFact], _scope: Scope) -> Mapping[str, Value]:
    return {
        "cases": _cases(moments),
        "redirected": _cases(moments, ShortageKind.REDIRECTED),
        "nobodyTook": _cases(moments, ShortageKind.NOBODY_TOOK),
    }


def _key(moment: ShortageFact, by: Dimension) -> str:
    return f"{moment.unit}@{moment.hour:02}" if by is Dimension.UNIT_HOUR else moment.unit


def _not_redirected(moment: ShortageFact, _facts: Facts) -> bool:
    return moment.kind is not ShortageKind.REDIRECTED


def _column(name: str, fi: str, sv: str, en: str) -> Column:
    return Column(name, LocalText(fi, sv, en), Kind.INTEGER, required=False)


MEASURE = Measure(
    id="shortages",
    names=LocalText("Kukaan ei ollut vapaana", "Ingen var ledig", "Nobody was free"),
    explanation=LocalText(
        "Monessako asiassa vastuuyksiköstä ei löytynyt vapaata asiantuntijaa ja mihin aikaan "
        "päivästä. Luku kertoo, mihin vuoroja tarvitaan lisää; se ei kerro kenestäkään.",
        "I hur många ärenden ingen sakkunnig var ledig på den ansvariga enheten, och vilken tid på "
        "dygnet. Siffran visar var fler turer behövs; den säger inget om någon person.",
        "In how many cases no expert of the responsible unit was free, and at which hour of the "
        "day. The figure tells where more turns are needed; it says nothing about anybody.",
    ),
    unit=MeasureUnit.CASES,
    better=Better.LOWER,
    inputs=("redirects", "offers", "cases"),
    formula=(
        "redirected = cases whose customer was told to go elsewhere because nobody was free; "
        "nobodyTook = cases offered to everybody who could be asked, or to one person whose time "
        "ran out, with nobody asked after them; cases = either of them, a case once. The unit is "
        "the one responsible for the issue type; the hour is that of its time zone."
    ),
    source="Counted from what agents recorded and from how offers ended.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    # No split by issue type or by the hour alone: a unit answers for its issue types, so that the
    # difference to the rows by unit and hour would show what few people did.
    dimensions=(
        Dimension.TOTAL,
        Dimension.UNIT,
        Dimension.SILO,
        Dimension.UNIT_HOUR,
        Dimension.WEEK,
    ),
    columns=(
        _column("cases", "Asioita", "Ärenden", "Cases"),
        _column("redirected", "Asiakas ohjattiin muualle", "Hänvisades vidare", "Sent elsewhere"),
        _column("nobodyTook", "Kukaan ei ottanut", "Ingen tog emot", "Nobody took it"),
    ),
    select=lambda facts: facts.shortages,
    summarise=_summarise,
    keys=_key,
    parts=(Part(("redirected", "nobodyTook"), _not_redirected),),
    # Hours matter more here than months: a quarter of the moments in each stretch.
    stretches=4,
    helped=Helped(("cases", "nobodyTook"), lambda moment: moment.asked),
)
