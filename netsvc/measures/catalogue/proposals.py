"""Proposals of mini-networks: pairs of units, by what they would have saved in a replay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.measures.changes import weeks
from netsvc.measures.facts import DAY
from netsvc.measures.kinds import commonest
from netsvc.measures.registry import (
    LEADING,
    SMALL_GROUPS,
    Better,
    Column,
    Dimension,
    Estimate,
    Kind,
    Measure,
    MeasureUnit,
    Scope,
    Value,
)
from netsvc.measures.tree import tops
from netsvc.measures.ways import SavingFact, saving_facts
from netsvc.silos.network import FloatArray
from netsvc.silos.proposals import Saving, busy_week, predicted, saving

_WEEK = 7 * DAY
_DRAWS = 499


def _summarise(cases: Sequence[SavingFact], scope: Scope) -> Mapping[str, Value]:
    n = len(cases)
    lasted = weeks(scope)
    came = np.array([case.at - scope.begin for case in cases]) / _WEEK
    hours = np.array([case.hours for case in cases])
    return {
        "cases": n,
        "casesPerWeek": n / lasted,
        "busyWeek": busy_week(came, lasted),
        "hopsSaved": _estimate(saving(np.array([case.hops for case in cases]), _DRAWS), n),
        "bouncesSaved": _estimate(saving(np.array([case.bounces for case in cases]), _DRAWS), n),
        "hoursSaved": _estimate(saving(hours, _DRAWS), n),
        "issueTypes": commonest(cases, scope.facts),
        **_held_out(cases, hours, scope),
    }


def _estimate(found: Saving, n: int) -> Estimate:
    return Estimate(found.value, found.low, found.high, n)


def _held_out(cases: Sequence[SavingFact], hours: FloatArray, scope: Scope) -> Mapping[str, Value]:
    """Promised from all but the last stretch of time, and what the replay finds in that one.

    The last stretch and no other part of it: each stretch is a large enough group.
    """
    if len(scope.starts) < 2:
        return {"promised": None, "realised": None}
    cut = scope.starts[-1]
    came = np.array([case.at for case in cases])
    early = came < cut
    known = cut - scope.begin
    ages = ((came[early] - scope.begin) / known).clip(0.0, 1.0)
    promised = predicted(hours[early], ages, (scope.end - cut) / known, _DRAWS)
    return {
        "promised": _estimate(promised, int(early.sum())),
        "realised": float(hours[~early].sum()),
    }


def _estimated(name: str, fi: str, sv: str, en: str) -> Column:
    return Column(name, LocalText(fi, sv, en), Kind.ESTIMATE, required=False)


MEASURE = Measure(
    id="proposals",
    names=LocalText(
        "Ehdotukset miniverkostoiksi", "Förslag till mininätverk", "Proposals of mini-networks"
    ),
    explanation=LocalText(
        "Minkä yksiköiden väliltä puuttuu miniverkosto. Historia on käyty läpi uudelleen: mitä "
        "olisi säästynyt, jos jokainen kiertänyt asia olisi mennyt suoraan sinne, missä se lopulta "
        "ratkesi. Oletus: suora siirto kestää yhtä kauan kuin viimeinen siirto kesti, ja asia jää "
        "sinne.",
        "Mellan vilka enheter det behövs ett mininätverk. Historien har spelats upp på nytt: vad "
        "hade sparats om varje ärende som gick omvägar hade gått direkt dit där det till slut "
        "löstes. Antagande: den direkta överlämningen tar lika länge som den sista tog, och "
        "ärendet stannar där.",
        "Between which units a mini-network is needed. History has been replayed: what would have "
        "been saved, had every case that went round gone straight to where it ended up. Assumed "
        "is that the direct handover takes as long as the last one took, and that it sticks.",
    ),
    unit=MeasureUnit.HOURS,
    better=Better.NEITHER,
    inputs=("handovers", "redirects", "cases"),
    formula=(
        "over cases that bounced, were redirected or came again: casesPerWeek = cases / weeks from "
        "the first to the last day of the period that has a case or a step in the log; busyWeek = "
        "95th percentile of a negative binomial number with that mean and the variance between "
        "the weeks, by moments, or Poisson where they do not differ more than by chance or are "
        "fewer than 4, at least 1; hopsSaved = steps beyond one; "
        "bouncesSaved = bounces; hoursSaved = waiting on all steps but the last; interval: "
        "bootstrap over cases in which their number varies too; promised = hours for the last "
        "stretch of the period, predicted from those before it and from how much its months "
        "differ; realised = hours found in it"
    ),
    source="netsvc (replay of the handover log). Weeks: Cameron and Trivedi 2013, ch. 3.",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    stretches=3,
    dimensions=(Dimension.PAIR, Dimension.TOTAL),
    columns=(
        Column("cases", LocalText("Asioita", "Ärenden", "Cases"), Kind.INTEGER),
        Column(
            "casesPerWeek",
            LocalText("Asioita viikossa", "Ärenden i veckan", "Cases a week"),
            Kind.NUMBER,
        ),
        Column(
            "busyWeek",
            LocalText("Asioita kiireisellä viikolla", "Ärenden en livlig vecka", "In a busy week"),
            Kind.INTEGER,
        ),
        _estimated("hopsSaved", "Siirtoja vähemmän", "Färre steg", "Steps saved"),
        _estimated("bouncesSaved", "Palautuksia vähemmän", "Färre återlämningar", "Bounces saved"),
        _estimated("hoursSaved", "Odotustunteja vähemmän", "Färre väntetimmar", "Hours saved"),
        Column(
            "issueTypes", LocalText("Asiatyypit", "Ärendetyper", "Issue types"), Kind.ISSUE_TYPES
        ),
        _estimated("promised", "Luvattu säästö (h)", "Utlovat (h)", "Promised (h)"),
        Column(
            "realised",
            LocalText("Toteutunut säästö (h)", "Utfall (h)", "Realised (h)"),
            Kind.NUMBER,
            required=False,
        ),
    ),
    select=lambda facts: saving_facts(facts.steps, tops(facts.unit_parents)),
    weight=lambda cases: sum(case.hours for case in cases),
    summarise=_summarise,
    keys=lambda case, _by: case.pair,
)
