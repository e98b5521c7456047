"""First-contact resolution: strict and customer view, gross and net, mature cases only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netsvc.directory.model import LocalText
from netsvc.identity.roles import EVERYBODY
from netsvc.measures import estimates
from netsvc.measures.facts import DAY, HOUR, CaseFact, Facts
from netsvc.measures.kinds import type_or_unit
from netsvc.measures.registry import (
    SMALL_GROUPS,
    Better,
    Column,
    Dimension,
    Estimate,
    Helped,
    Kind,
    Measure,
    MeasureUnit,
    Part,
    Scope,
    Value,
)

SHORT = 72 * HOUR
LONG = 30 * DAY


def _select(facts: Facts) -> Sequence[CaseFact]:
    return [c for c in facts.cases if c.judged and c.mature(facts.now, facts.window)]


def strict(cases: Sequence[CaseFact], window: int) -> Estimate | None:
    """Share resolved in the first contact, untouched by anybody else, that nobody came back for."""
    return estimates.share(sum(c.strict and c.holds(window) for c in cases), len(cases))


def customer(cases: Sequence[CaseFact], window: int) -> Estimate | None:
    """As ``strict``, but a warm handover accepted within the contact counts as one contact."""
    return estimates.share(sum(c.customer and c.holds(window) for c in cases), len(cases))


def _not_yet_long(case: CaseFact, facts: Facts) -> bool:
    return not case.mature(facts.now, max(LONG, facts.window))


def _not_yet_short(case: CaseFact, facts: Facts) -> bool:
    # nobody, unless the window in force is shorter than 72 hours
    return not case.mature(facts.now, max(SHORT, facts.window))


def _excluded(case: CaseFact, _facts: Facts) -> bool:
    return case.excluded


def _summarise(cases: Sequence[CaseFact], scope: Scope) -> Mapping[str, Value]:
    facts = scope.facts
    net = [case for case in cases if not case.excluded]
    settled = [case for case in cases if not _not_yet_short(case, facts)]
    old = [case for case in cases if not _not_yet_long(case, facts)]
    return {
        "strictGross": strict(cases, facts.window),
        "customerGross": customer(cases, facts.window),
        "strictNet": strict(net, facts.window),
        "customerNet": customer(net, facts.window),
        "strictGross72h": strict(settled, SHORT),
        "customerGross72h": customer(settled, SHORT),
        "strictGross30d": strict(old, LONG),
        "customerGross30d": customer(old, LONG),
    }


def _column(name: str, fi: str, sv: str, en: str, *, required: bool) -> Column:
    return Column(name, LocalText(fi, sv, en), Kind.ESTIMATE, required)


MEASURE = Measure(
    id="firstContactResolution",
    names=LocalText(
        "Ratkaistu yhdellä asiointikerralla",
        "Löst vid första kontakten",
        "First-contact resolution",
    ),
    explanation=LocalText(
        "Kuinka suuri osa asioista ratkesi ensimmäisellä asiointikerralla niin, ettei asiakkaan "
        "tarvinnut palata asiaan. Mukana ovat asiat, joiden ensimmäisen asiointikerran "
        "päättyminen tiedetään.",
        "Hur stor del av ärendena som löstes vid första kontakten utan att kunden behövde "
        "återkomma. Räknas för ärenden där man vet när den första kontakten slutade.",
        "What share of cases were resolved in the first contact so that the customer did not have "
        "to come back. Counted over cases whose first contact has a known end.",
    ),
    unit=MeasureUnit.SHARE,
    better=Better.HIGHER,
    inputs=("cases", "contacts", "handovers", "redirects"),
    formula=(
        "strict: resolved in the first contact, no handover, no redirect; customer: an accepted "
        "warm handover within that contact is allowed; void if the same customer comes back for "
        "the same issue type within the repeat window after the resolution. Gross: all mature "
        "cases whose first contact is known; net: without those whose exclusion has a reason. "
        "Mature: the window has passed since the end of the first contact. The 72 h and "
        "30 d figures are over the cases mature for those windows too. Not judged: a case whose "
        "first contact has no known end, as in an imported log, or was never ended. A reopened "
        "case is not resolved in its first contact."
    ),
    source="Definition of the house (first-contact resolution, exactly). Interval: Wilson 1927.",
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
        _column("strictGross", "Tiukka, kaikki", "Strikt, alla", "Strict, gross", required=True),
        _column(
            "customerGross",
            "Asiakkaan näkökulma, kaikki",
            "Kundens perspektiv, alla",
            "Customer view, gross",
            required=False,
        ),
        _column(
            "strictNet",
            "Tiukka, ratkaistavissa olleet",
            "Strikt, lösbara",
            "Strict, net",
            required=False,
        ),
        _column(
            "customerNet",
            "Asiakkaan näkökulma, ratkaistavissa olleet",
            "Kundens perspektiv, lösbara",
            "Customer view, net",
            required=False,
        ),
        _column(
            "strictGross72h",
            "Tiukka, palaaminen 72 tunnissa",
            "Strikt, återkomst inom 72 timmar",
            "Strict, repeat within 72 hours",
            required=False,
        ),
        _column(
            "customerGross72h",
            "Asiakkaan näkökulma, palaaminen 72 tunnissa",
            "Kundens perspektiv, återkomst inom 72 timmar",
            "Customer view, repeat within 72 hours",
            required=False,
        ),
        _column(
            "strictGross30d",
            "Tiukka, palaaminen 30 päivässä",
            "Strikt, återkomst inom 30 dagar",
            "Strict, repeat within 30 days",
            required=False,
        ),
        _column(
            "customerGross30d",
            "Asiakkaan näkökulma, palaaminen 30 päivässä",
            "Kundens perspektiv, återkomst inom 30 dagar",
            "Customer view, repeat within 30 days",
            required=False,
        ),
    ),
    select=_select,
    summarise=_summarise,
    keys=type_or_unit,
    parts=(
        Part(("strictNet", "customerNet"), _excluded),
        Part(("strictGross72h", "customerGross72h"), _not_yet_short),
        Part(("strictGross30d", "customerGross30d"), _not_yet_long),
    ),
    # Customer view less strict is what the receivers of warm handovers did, not the openers.
    helped=Helped(
        ("customerGross", "customerNet", "customerGross72h", "customerGross30d"),
        lambda case: case.helpers,
    ),
)
