"""The whole sample organisation from a seed, a last day and a size; the same every time."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from netsvc.directory.model import IssueType
from netsvc.errors import BadInputError
from netsvc.sample.asking import LEARNING, Asking
from netsvc.sample.calendar import (
    first_day,
    minutes_of_day,
    moment,
    opening_days,
    season,
)
from netsvc.sample.history import Arrival, History
from netsvc.sample.issues import issue_types
from netsvc.sample.live import OFFERS, add_waiting_offers
from netsvc.sample.model import NetworkTruth, SampleOrganisation, SamplePerson, Truth
from netsvc.sample.organisation import (
    FAMILY_TYPES,
    HOUSING_TYPES,
    NAMED,
    build_networks,
    build_people,
    build_units,
    slug,
)
from netsvc.sample.routing import Staff
from netsvc.sample.units import SECOND_LINE
from netsvc.sample.verdicts import verdicts

DEFAULT_SEED = 20_210
DEFAULT_CASES = 32_000
SMALLEST = 500

_HOUSING_WEEK, _FAMILY_WEEK = 26, 30
_AREA_WEIGHTS = {
    "housing": 16.0, "social-assistance": 13.0, "illness-medicines": 10.0, "families": 13.0,
    "students": 9.0, "unemployment": 11.0, "pensions": 5.0, "disability-rehabilitation": 5.0,
    "conscripts": 1.5, "international": 4.5, "payments-tax": 10.0, "applications-decisions": 13.0,
    "service-personal-data": 10.0,
}  # fmt: skip
_CHANNELS = ("PHONE", "CHAT", "VISIT", "MESSAGE", "FORM")
_CHANNEL_WEIGHTS = (60, 15, 8, 13, 4)
_LANGUAGES = ("fi", "sv", "en")
_LANGUAGE_WEIGHTS = (80, 9, 11)


_SIMPLE = frozenset({
    "payment-date", "appointment", "address-change", "bank-account-change", "processing-time",
    "european-health-card", "benefit-certificate", "tax-card",
})  # fmt: skip


def generate(
    seed: int = DEFAULT_SEED, until: date | None = None, cases: int = DEFAULT_CASES
) -> SampleOrganisation:
    """A year of ``cases`` cases that ends with the day ``until`` (required to be a past day).

    Pure but for reading the data files. Raises ``BadInputError`` below 500 cases, where the
    planted structure can't be seen.
    """
    if until is None:
        raise BadInputError("The sample needs its last day.", action="Name it.")
    if cases < SMALLEST:
        raise BadInputError(
            f"{cases} cases are too few to show anything.", action=f"Ask for {SMALLEST} or more."
        )
    rng = random.Random(f"history {seed}")
    numbers = np.random.default_rng(seed)
    types = issue_types()
    units = build_units(types)
    people = build_people(units, until, seed)
    truth = _truth(people, until)
    networks = build_networks(people, (truth.networks[0].start, truth.networks[1].start))
    staff = Staff(units, people, networks, truth, rng)
    horizon = moment(until, 23 * 60 + 59, 59)
    history = History(staff, truth, _ease(types, rng), horizon, rng)

    customers = tuple(f"{number:016x}" for number in _customer_numbers(numbers, cases))
    lived = cases - len(OFFERS)
    demand = _demand(until, types, customers, rng)
    for arrival in _arrivals(int(lived * 0.93), demand, numbers, rng, returns=True):
        history.live(arrival)
    for arrival in history.returns[: lived - len(history.cases)]:
        history.live(arrival)
    for arrival in _arrivals(lived - len(history.cases), demand, numbers, rng, returns=False):
        history.live(arrival)
    by_id = {t.id: t for t in types}
    add_waiting_offers(history, staff, by_id, customers, until)
    asking = Asking(history, people, until, seed)
    asking.plant(by_id)

    used = {row.customer for row in history.cases}
    return SampleOrganisation(
        seed=seed,
        until=until,
        units=units,
        people=_room_for_more(people, history),
        issue_types=types,
        networks=networks,
        customers=tuple(customer for customer in customers if customer in used),
        cases=tuple(history.cases),
        contacts=tuple(history.contacts),
        handovers=tuple(history.handovers),
        redirects=tuple(history.redirects),
        asks=tuple(asking.asks),
        notes=tuple(asking.notes),
        verdicts=tuple(verdicts(history, seed)),
        truth=truth,
    )


@dataclass(frozen=True)
class _Demand:
    """Who may come with what: ``shares`` of ``types`` for each month."""

    until: date
    customers: tuple[str, ...]
    types: tuple[IssueType, ...]
    shares: dict[int, list[float]]


def _demand(
    until: date, types: tuple[IssueType, ...], customers: tuple[str, ...], rng: random.Random
) -> _Demand:
    narrow = tuple(t for t in types if t.broader_id is not None)
    popularity = {t.id: rng.lognormvariate(0, 0.5) for t in narrow}
    shares = {month: _type_shares(narrow, popularity, month) for month in range(1, 13)}
    return _Demand(until, customers, narrow, shares)


def _customer_numbers(numbers: np.random.Generator, cases: int) -> list[int]:
    drawn = numbers.integers(1, 2**63, size=int(cases * 0.62))
    return sorted({int(number) for number in drawn})


def _truth(people: tuple[SamplePerson, ...], until: date) -> Truth:
    second_line = [p.id for p in people if p.unit == SECOND_LINE][:4]
    agents = [
        next(p.id for p in people if p.unit == unit and slug(p.name) != "aino-virtanen")
        for unit in ("service-helsinki", "service-oulu", "service-turku")
    ]
    start = first_day(until)
    return Truth(
        silos=("service", "benefits", "collections", "legal", "digital"),
        stay_in_silo=0.78,
        bridges=(*second_line, *agents),
        bridge_stay_in_silo=0.08,
        ping_pong_units=("collections-recovery", "benefits-housing"),
        ping_pong_types=("recovery-hearing", "recovery-payment-plan"),
        ping_pong_share=0.55,
        # the largest contact centre sends most of what goes there and back before it stays
        needs_network=("service-helsinki", "collections-recovery"),
        repeat_share=0.07,
        live_channels=("PHONE", "CHAT", "VISIT"),
        networks=(
            NetworkTruth(
                "network-housing", ("service-oulu", "service-vaasa"), HOUSING_TYPES,
                start + timedelta(weeks=_HOUSING_WEEK), _HOUSING_WEEK, 0.24,
            ),
            NetworkTruth(
                "network-families", ("service-turku",), FAMILY_TYPES,
                start + timedelta(weeks=_FAMILY_WEEK), _FAMILY_WEEK, 0.14,
            ),
        ),
        learning=LEARNING,
    )  # fmt: skip


def _ease(types: tuple[IssueType, ...], rng: random.Random) -> dict[str, float]:
    """How often an agent solves a matter of the type alone."""
    return {
        t.id: rng.uniform(0.72, 0.86) if t.id in _SIMPLE else rng.uniform(0.34, 0.62) for t in types
    }


def _arrivals(
    count: int, demand: _Demand, numbers: np.random.Generator, rng: random.Random, *, returns: bool
) -> list[Arrival]:
    days = opening_days(numbers, count, demand.until, _AREA_WEIGHTS)
    minutes = minutes_of_day(numbers, count)
    arrivals = []
    for number, minute in zip(days.tolist(), minutes.tolist(), strict=True):
        day = first_day(demand.until) + timedelta(days=number)
        written = day.weekday() >= 5
        arrivals.append(
            Arrival(
                at=moment(day, minute, rng.randrange(60)),
                customer=rng.choice(demand.customers),
                issue_type=rng.choices(demand.types, demand.shares[day.month])[0],
                language=rng.choices(_LANGUAGES, _LANGUAGE_WEIGHTS)[0],
                channel=rng.choice(("MESSAGE", "FORM"))
                if written
                else rng.choices(_CHANNELS, _CHANNEL_WEIGHTS)[0],
                may_return=returns,
            )
        )
    return arrivals


def _type_shares(
    types: tuple[IssueType, ...], popularity: dict[str, float], month: int
) -> list[float]:
    total = Counter[str]()
    for t in types:
        total[str(t.broader_id)] += 1
    shares = []
    for t in types:
        area = str(t.broader_id)
        busy = _AREA_WEIGHTS[area] * season(area, month) / total[area]
        shares.append(busy * popularity[t.id])
    return shares


def _room_for_more(people: tuple[SamplePerson, ...], history: History) -> tuple[SamplePerson, ...]:
    """The people of the demo always have places left."""
    owned = Counter(row.owner for row in history.cases if row.owner)
    named = {slug(person.name) for person in NAMED}
    return tuple(
        replace(p, capacity=max(p.capacity, owned[p.id] + 3)) if p.id in named else p
        for p in people
    )
