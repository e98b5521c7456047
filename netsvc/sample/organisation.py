"""The fictional National Benefits Institution: its people and mini-networks."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import NamedTuple

from netsvc.directory.model import IssueType, LocalText
from netsvc.sample.model import SampleNetwork, SamplePerson, SampleUnit
from netsvc.sample.names import FINNISH_FIRST, FINNISH_LAST, SWEDISH_FIRST, SWEDISH_LAST
from netsvc.sample.units import UNITS, responsible_unit


class Named(NamedTuple):
    """A person of the demo with a fixed place in the organisation."""

    name: str
    unit: str
    languages: tuple[str, ...]
    roles: tuple[str, ...]


NAMED = (
    Named("Aino Virtanen", "service-oulu", ("fi", "en"), ("AGENT",)),
    Named("Linnea Sandström", "service-vaasa", ("sv", "fi"), ("AGENT",)),
    Named("Maija Korhonen", "benefits-housing", ("fi", "sv"), ("EXPERT",)),
    Named("Jussi Mäkelä", "benefits-housing", ("fi", "en"), ("EXPERT",)),
    Named("Henrik Lindholm", "benefits-families", ("sv", "fi", "en"), ("EXPERT",)),
    Named("Tuula Heikkinen", "benefits-social-assistance", ("fi",), ("EXPERT", "MANAGER")),
    Named("Päivi Salonen", "service", ("fi", "sv"), ("MANAGER",)),
    Named("Kari Niskanen", "benefits", ("fi", "en"), ("MANAGER",)),
    Named("Camilla Nyström", "collections", ("sv", "fi"), ("MANAGER",)),
    Named("Olli Rantanen", "legal", ("fi",), ("MANAGER",)),
    Named("Sanna Lehtonen", "digital", ("fi", "en"), ("MANAGER",)),
    Named("Eeva Karjalainen", "service", ("fi", "sv", "en"), ("PILOT_LEAD", "MANAGER")),
    Named("Mikael Forsman", "digital", ("sv", "fi", "en"), ("ADMINISTRATOR",)),
)


def slug(name: str) -> str:
    """``Päivi Salonen`` gives ``paivi-salonen``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(plain.lower().split())


def build_units(issue_types: tuple[IssueType, ...]) -> tuple[SampleUnit, ...]:
    """The units, each with the issue types that it is responsible for."""
    owned: dict[str, list[str]] = {plan.id: [] for plan in UNITS}
    for issue_type in issue_types:
        if issue_type.broader_id is not None:
            owned[responsible_unit(issue_type)].append(issue_type.id)
    return tuple(
        SampleUnit(plan.id, plan.name, plan.parent, plan.hours, tuple(sorted(owned[plan.id])))
        for plan in UNITS
    )


def _names(rng: random.Random) -> tuple[Iterator[str], Iterator[str]]:
    taken = {slug(person.name) for person in NAMED}
    pools = []
    for first, last in ((FINNISH_FIRST, FINNISH_LAST), (SWEDISH_FIRST, SWEDISH_LAST)):
        pairs = [f"{a} {b}" for a, b in product(first, last)]
        rng.shuffle(pairs)
        pool = []
        for name in pairs:
            if slug(name) not in taken:
                taken.add(slug(name))
                pool.append(name)
        pools.append(iter(pool))
    return pools[0], pools[1]


def build_people(units: tuple[SampleUnit, ...], until: date, seed: int) -> tuple[SamplePerson, ...]:
    """The named people first, then each unit filled up to its plan."""
    rng = random.Random(f"people {seed}")
    finnish, swedish = _names(rng)
    owned = {unit.id: unit.responsible_for for unit in units}
    start = datetime(until.year, until.month, until.day, 6, tzinfo=UTC)
    people: list[SamplePerson] = []

    def add(name: str, unit: str, languages: tuple[str, ...], roles: tuple[str, ...]) -> None:
        named = len(people) < len(NAMED)
        presence = (
            "AVAILABLE"
            if named
            else rng.choices(("AVAILABLE", "BUSY", "AWAY", "DO_NOT_DISTURB"), (62, 20, 13, 5))[0]
        )
        people.append(
            SamplePerson(
                id=slug(name),
                name=name,
                unit=unit,
                languages=languages,
                roles=roles,
                presence=presence,
                capacity=rng.choice((4, 5, 6)) if named else rng.choice((3, 4, 4, 5, 6)),
                ui_language=languages[0],
                since=start - timedelta(days=rng.randrange(420, 4000)),
                skills=_skills(owned[unit], rng) if "EXPERT" in roles else (),
            )
        )

    for person in NAMED:
        add(*person)
    for plan in UNITS:
        for role, size in (("AGENT", plan.agents), ("EXPERT", plan.experts)):
            present = sum(p.unit == plan.id and role in p.roles for p in people)
            for _ in range(size - present):
                in_swedish = rng.random() < plan.swedish
                mother_tongue = in_swedish and rng.random() < 0.6
                name = next(swedish if mother_tongue else finnish)
                languages = ["sv", "fi"] if mother_tongue else ["fi"] + ["sv"] * in_swedish
                if rng.random() < 0.55:
                    languages.append("en")
                add(name, plan.id, tuple(languages), (role,))
    return tuple(people)


def _skills(owned: tuple[str, ...], rng: random.Random) -> tuple[tuple[str, int], ...]:
    chosen = [t for t in owned if rng.random() < 0.7] or list(owned[:1])
    return tuple((t, rng.choice((1, 2, 2, 3))) for t in chosen)


HOUSING_TYPES = (
    "housing-allowance-apply",
    "housing-allowance-household",
    "housing-allowance-income-change",
    "housing-allowance-rent-dwelling",
)
FAMILY_TYPES = (
    "child-benefit-recipient",
    "child-maintenance",
    "parental-allowance-apply",
    "parental-allowance-days",
)


def build_networks(
    people: tuple[SamplePerson, ...], starts: tuple[date, date]
) -> tuple[SampleNetwork, ...]:
    """Two mini-networks; experts come first, half of them on duty."""

    def members(*wanted: tuple[str, int]) -> tuple[tuple[str, bool], ...]:
        chosen = []
        for unit, count in wanted:
            chosen += [p for p in people if p.unit == unit][:count]
        return tuple((p.id, index % 2 == 0) for index, p in enumerate(chosen))

    first, second = (datetime(d.year, d.month, d.day, 6, tzinfo=UTC) for d in starts)
    return (
        SampleNetwork(
            "network-housing",
            LocalText("Asumisen miniverkosto", "Mininätverket för boende", "Housing mini-network"),
            first,
            members(
                ("benefits-housing", 5),
                ("benefits-social-assistance", 2),
                ("service-oulu", 2),
                ("service-vaasa", 1),
            ),
            HOUSING_TYPES,
        ),
        SampleNetwork(
            "network-families",
            LocalText(
                "Muuttuvan perheen miniverkosto",
                "Mininätverket för familjer i förändring",
                "Changing families mini-network",
            ),
            second,
            members(("benefits-families", 5), ("collections-maintenance", 3), ("service-turku", 2)),
            FAMILY_TYPES,
        ),
    )
