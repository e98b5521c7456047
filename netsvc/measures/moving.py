"""What if an issue type moved to another unit: answered from two rows that may be shown.

The cases of the type that were handed over, and how long the unit takes to take one up, are rows of
``movedTypes`` and ``load``; nothing else goes into the answer, so it tells nothing of fewer people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.measures.changes import MovedFact, TakenFact, estimate
from netsvc.measures.publishing import Publisher, Question, Row
from netsvc.measures.registry import Dimension, Estimate, Measure
from netsvc.silos.network import FloatArray
from netsvc.silos.shuffles import LEVEL

DRAWS = 999
ASSUMED = LocalText(
    "Oletus: jokainen asia siirretään kerran, suoraan uuteen yksikköön, odottaa siellä yhtä kauan "
    "kuin muut nyt, ja kaikki tapaukset ovat sille uutta työtä. Tunnit ovat tapauksista, joiden "
    "odotus tiedetään. Väli sisältää sekä tapausten määrän että odotusajan vaihtelun.",
    "Antagande: varje ärende lämnas över en gång, direkt till den nya enheten, väntar där lika "
    "länge som andra nu, och alla är nytt arbete för den. Timmarna är för de ärenden vars väntan "
    "är känd. Intervallet omfattar variationen både i antalet ärenden och i väntetiden.",
    "Assumed: every case is handed over once, straight to the new unit, waits there as long as "
    "others do now, and all of them are new work for it. The hours are of the cases whose waiting "
    "is known. The interval carries how both the number of cases and the waiting vary.",
)


@dataclass(frozen=True)
class TypeMoved:
    """The change over the days covered. ``hours`` is over the cases of which it is known how long
    they waited, ``hours.n`` many, and None where those of the type or the unit's may not be shown.

    ``load_now`` and ``load_then`` are what the unit takes up in a week, before and at most after.
    """

    as_of: datetime
    since: date | None
    until: date | None
    cases: int
    handovers: Estimate
    hours: Estimate | None
    load_now: float
    load_then: float
    assumed: LocalText = ASSUMED


@dataclass(frozen=True)
class Move:
    """Keys of a row of ``movedTypes`` and of a row of ``load`` by unit, and the days."""

    issue_type: str
    unit: str
    since: date | None = None
    until: date | None = None


def type_moved(publisher: Publisher, types: Measure, load: Measure, move: Move) -> TypeMoved | None:
    """None where one of the two is no row that is shown in these days."""
    of_types = Question(Dimension.ISSUE_TYPE, move.since, move.until)
    of_units = Question(Dimension.UNIT, move.since, move.until)
    found = publisher.answer(types, of_types)
    typed = _row(found.rows, move.issue_type)
    taken = _row(publisher.answer(load, of_units).rows, move.unit)
    if typed is None or taken is None:
        return None
    cases: Sequence[MovedFact] = publisher.of_row(types, of_types, typed.key)
    there: Sequence[TakenFact] = publisher.of_row(load, of_units, taken.key)
    now, more = taken.values["perWeek"], typed.values["casesPerWeek"]
    if not isinstance(now, float) or not isinstance(more, float):
        return None
    hours = None
    if taken.values["hours"] is not None and typed.values["hours"] is not None:
        hours = _waiting(_known(cases), _known(there))
    handovers = estimate(np.array([1.0 - case.hops for case in cases]))
    return TypeMoved(
        found.as_of, found.since, found.until, len(cases), handovers, hours, now, now + more
    )


def _known(facts: Sequence[MovedFact] | Sequence[TakenFact]) -> FloatArray:
    return np.array([one.hours for one in facts if one.hours is not None])


def _row(rows: Sequence[Row], key: str) -> Row | None:
    return next((row for row in rows if row.key == key), None)


def _waiting(waited: FloatArray, there: FloatArray) -> Estimate:
    """Hours to wait at the new unit less those that were waited, drawn together: how many cases
    come, how long they had waited, and how long the unit takes."""
    generator = np.random.default_rng(1)
    old, old_counts = np.unique(waited, return_counts=True)
    new, new_counts = np.unique(there, return_counts=True)
    cases = generator.poisson(old_counts, (DRAWS, len(old)))
    taken = generator.poisson(new_counts, (DRAWS, len(new)))
    count = np.maximum(taken.sum(axis=1), 1)
    # a draw of none of them says nothing of the mean, which then stays what it was
    mean = np.where(taken.sum(axis=1) > 0, taken @ new / count, there.mean())
    changes = cases.sum(axis=1) * mean - cases @ old
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(changes, [tail, 1 - tail])
    value = len(waited) * float(there.mean()) - float(waited.sum())
    return Estimate(value, float(low), float(high), len(waited))
