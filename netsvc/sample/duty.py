"""How the sample's mini-networks work: rota, agreement, and how everybody is connected."""

from __future__ import annotations

from dataclasses import dataclass

from netsvc.availability.hours import DEFAULT_HOLIDAYS, NO_HOLIDAYS, PublicHolidays, WorkingHours
from netsvc.directory.model import LocalText
from netsvc.mininetworks.model import Rota, Turn
from netsvc.sample.model import SampleNetwork, SamplePerson, SampleUnit

Spans = tuple[tuple[str, str], ...]
ROUND_THE_CLOCK: Spans = (("00:00", "24:00"),)
DAYTIME: Spans = (("08:00", "18:00"),)


@dataclass(frozen=True)
class SampleAgreement:
    answering: LocalText
    travels: LocalText
    declining: LocalText


AGREEMENTS = {
    "network-housing": SampleAgreement(
        LocalText("vastaa minuutissa", "svarar inom en minut", "answers within a minute"),
        LocalText(
            "Muuttopäivä, uusi vuokra ja mitä asiakas on jo tehnyt.",
            "Flyttdag, den nya hyran och vad kunden redan har gjort.",
            "The moving date, the new rent, and what the customer has done already.",
        ),
        LocalText(
            "Sano syy. Jos joku muu tietää paremmin, osoita hänet nimeltä.",
            "Säg varför. Om någon annan vet bättre, peka på hen med namn.",
            "Say why. Where somebody else knows better, point to them by name.",
        ),
    ),
    "network-families": SampleAgreement(
        LocalText(
            "vastaa kahdessa minuutissa", "svarar inom två minuter", "answers within two minutes"
        ),
        LocalText(
            "Kenen luona lapsi asuu ja mistä päivästä lähtien.",
            "Hos vem barnet bor och från vilken dag.",
            "With whom the child lives, and from which day.",
        ),
        LocalText(
            "Jos asia kuuluu perintään, osoita elatusavun päivystäjä.",
            "Hör ärendet till indrivningen, peka på den som har jour för underhåll.",
            "Where it is a matter of collections, point to whoever is on duty for maintenance.",
        ),
    ),
}
CONNECTED = {
    "maija-korhonen": ("EXTENSION", "tel:4711"),
    "jussi-makela": ("EXTENSION", "tel:4712"),
    "henrik-lindholm": ("SIP", "sip:henrik.lindholm@voice.example.org"),
    "tuula-heikkinen": ("CHAT", "https://chat.example.org/tuula-heikkinen"),
    "network-housing": ("CHAT", "https://chat.example.org/housing"),
    "network-families": ("QUEUE", "tel:0201470"),
}
FIRST_QUEUE = 200
LEADS = ("jussi-makela", "maija-korhonen", "tuula-heikkinen")
SHIFTS = (("00:00", "08:00"), ("08:00", "16:00"), ("16:00", "24:00"))


def connections(
    units: tuple[SampleUnit, ...], people: tuple[SamplePerson, ...]
) -> list[dict[str, str]]:
    """Some people and the mini-networks by their own way, each unit by a queue of its own."""
    queues = {unit.id: ("QUEUE", f"tel:{FIRST_QUEUE + n}") for n, unit in enumerate(units)}
    known = {person.id for person in people} | {"network-housing", "network-families"}
    chosen = {id_: line for id_, line in CONNECTED.items() if id_ in known}
    return [{"id": id_, "kind": kind, "uri": uri} for id_, (kind, uri) in (queues | chosen).items()]


def rota_of(network: SampleNetwork) -> Rota:
    """Housing is on duty round the clock, so that the desk is alive whenever somebody tries it;
    families by day, but for Friday afternoon, which the page shows as a gap."""
    members = [id_ for id_, _on_duty in network.members]
    if network.id == "network-housing":
        return Rota(
            "Europe/Helsinki",
            NO_HOLIDAYS,
            WorkingHours((ROUND_THE_CLOCK,) * 7),
            tuple(_round_the_clock(members, day) for day in range(7)),
        )
    return Rota(
        "Europe/Helsinki",
        PublicHolidays(DEFAULT_HOLIDAYS),
        WorkingHours(tuple(DAYTIME if day < 5 else () for day in range(7))),
        tuple(_daytime(members, day) for day in range(7)),
    )


def _round_the_clock(members: list[str], day: int) -> tuple[Turn, ...]:
    """Three shifts of two: one of the people of the demo, who are there, and one more."""
    leads = [id_ for id_ in LEADS if id_ in members] or members[:1]
    others = [id_ for id_ in members if id_ not in leads]
    turns = []
    for shift, (starts, ends) in enumerate(SHIFTS):
        turns.append(Turn(starts, ends, leads[(shift + day) % len(leads)]))
        turns.append(Turn(starts, ends, others[(3 * day + shift) % len(others)]))
    return tuple(turns)


def _daytime(members: list[str], day: int) -> tuple[Turn, ...]:
    if day > 4:
        return ()
    morning = Turn("08:00", "13:00", members[day % len(members)])
    afternoon = Turn("13:00", "18:00", members[(day + 1) % len(members)])
    return (morning,) if day == 4 else (morning, afternoon)
