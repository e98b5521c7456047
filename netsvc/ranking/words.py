"""The sentence of each reason, in Finnish, Swedish and English."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Protocol

from netsvc.ranking.model import Reason, ReasonKind


class Named(Protocol):
    """Anything with a name in the three languages, such as a ``LocalText``."""

    @property
    def fi(self) -> str: ...
    @property
    def sv(self) -> str: ...
    @property
    def en(self) -> str: ...


@dataclass(frozen=True)
class Sentence:
    fi: str
    sv: str
    en: str


_LANGUAGES = {
    "fi": Sentence("suomea", "finska", "Finnish"),
    "sv": Sentence("ruotsia", "svenska", "Swedish"),
    "en": Sentence("englantia", "engelska", "English"),
}
_SKILL = {
    1: Sentence(
        "Ilmoittanut tuntevansa aiheen",
        "Har angett att hen känner till ämnet",
        "Says they know the subject",
    ),
    2: Sentence(
        "Ilmoittanut osaavansa aiheen hyvin",
        "Har angett att hen kan ämnet väl",
        "Says they know the subject well",
    ),
    3: Sentence(
        "Ilmoittanut opastavansa muitakin aiheessa",
        "Har angett att hen också handleder andra i ämnet",
        "Says they also teach others the subject",
    ),
}


def sentence(reason: Reason, subject: Named | None = None) -> Sentence:  # noqa: PLR0911, PLR0912 - one return a kind
    """One sentence a language; ``subject`` names what ``reason.subject_id`` stands for."""
    match reason.kind:
        case ReasonKind.EXPERT_RESOLVED:
            return _with_time(_own(reason), reason.hours)
        case ReasonKind.EXPERT_RESOLVED_BROADER:
            return _with_time(_broader(reason, subject), reason.hours)
        case ReasonKind.UNIT_RESOLVED:
            return _with_time(_unit(reason, subject), reason.hours)
        case ReasonKind.LOCATION:
            return _location(reason.count or 1, subject)
        case ReasonKind.OPENER:
            return _opener(reason.count or 1)
        case ReasonKind.HELPED:
            return _helped(reason.count or 1)
        case ReasonKind.DECLARED_SKILL:
            return _full_stop(_SKILL[min(max(reason.count or 1, 1), 3)])
        case ReasonKind.MINI_NETWORK:
            return _mini_network(subject)
        case ReasonKind.KNOWS_CUSTOMER:
            return _customer(reason.count or 1)
        case ReasonKind.SPEAKS_LANGUAGE:
            spoken = _LANGUAGES.get(reason.subject_id or "")
            if spoken is None:
                return Sentence(
                    "Puhuu asiakkaan kieltä.",
                    "Talar kundens språk.",
                    "Speaks the customer's language.",
                )
            return Sentence(f"Puhuu {spoken.fi}.", f"Talar {spoken.sv}.", f"Speaks {spoken.en}.")
        case ReasonKind.TYPICAL_TIME:
            usual = _usually(reason.hours or 0.0)
            return Sentence(
                f"Tällainen asia ratkeaa {usual.fi}.",
                f"Ett sådant ärende löses {usual.sv}.",
                f"Such a matter is {usual.en.replace('usually', 'usually resolved', 1)}.",
            )
        case ReasonKind.NEWCOMER:
            return Sentence(
                "Tällaisista asioista ei ole vielä kertynyt näyttöä.",
                "Det finns ännu inga lösta ärenden av det här slaget.",
                "No such matters on record yet.",
            )
        case ReasonKind.SECOND_PLACE:
            return Sentence(
                "Toisella sijalla, jotta lupaavat tekijät saavat näyttönsä.",
                "På andra plats, så att lovande kolleger får visa vad de kan.",
                "In second place so that promising colleagues get their chance.",
            )


def _own(reason: Reason) -> Sentence:
    count, total = reason.count or 0, reason.total or 0
    if count == total == 1:
        return Sentence(
            "Ratkaissut yhden tällaisen asian",
            "Har löst ett sådant ärende",
            "Resolved one such matter",
        )
    if count == total and count > 2:
        return Sentence(
            f"Ratkaissut kaikki {count} tällaista asiaansa",
            f"Har löst alla sina {count} sådana ärenden",
            f"Resolved all {count} such matters",
        )
    return Sentence(
        f"Ratkaissut {total} tällaisesta asiasta {_fi(count)}",
        f"Har löst {_sv(count)} av {total} sådana ärenden",
        f"Resolved {_en(count)} of {total} such matters",
    )


def _broader(reason: Reason, subject: Named | None) -> Sentence:
    count, total = reason.count or 0, reason.total or 0
    area = (
        Sentence(f"aihealueella {subject.fi}", f"inom {subject.sv}", f"in {subject.en}")
        if subject is not None
        else Sentence("samalla aihealueella", "inom samma område", "in the same area")
    )
    if total == 1:
        return Sentence(
            f"Ratkaissut yhden muun asian {area.fi}",
            f"Har löst ett annat ärende {area.sv}",
            f"Resolved one other matter {area.en}",
        )
    return Sentence(
        f"Ratkaissut {total} muusta asiasta {_fi(count)} {area.fi}",
        f"Har löst {_sv(count)} av {total} andra ärenden {area.sv}",
        f"Resolved {_en(count)} of {total} other matters {area.en}",
    )


def _unit(reason: Reason, subject: Named | None) -> Sentence:
    count, total = reason.count or 0, reason.total or 0
    who = (
        Sentence(f"Yksikkö {subject.fi}", f"Enheten {subject.sv}", f"The unit {subject.en}")
        if subject is not None
        else Sentence("Oma yksikkö", "Den egna enheten", "Their unit")
    )
    if total == 1:
        return Sentence(
            f"{who.fi} on ratkaissut yhden tällaisen asian",
            f"{who.sv} har löst ett sådant ärende",
            f"{who.en} resolved one such matter",
        )
    return Sentence(
        f"{who.fi} on ratkaissut {total} tällaisesta asiasta {_fi(count)}",
        f"{who.sv} har löst {_sv(count)} av {total} sådana ärenden",
        f"{who.en} resolved {_en(count)} of {total} such matters",
    )


def _location(count: int, place: Named | None) -> Sentence:
    fi, sv, en = (
        ("", "", "") if place is None else (f" ({place.fi})", f" ({place.sv})", f" ({place.en})")
    )
    if count == 1:
        return Sentence(
            f"Ratkaissut yhden tällaisen asian, joka tuli samasta paikasta{fi}.",
            f"Har löst ett sådant ärende från samma plats{sv}.",
            f"Resolved one such matter from the same place{en}.",
        )
    return Sentence(
        f"Ratkaissut {count} tällaista asiaa, jotka tulivat samasta paikasta{fi}.",
        f"Har löst {count} sådana ärenden från samma plats{sv}.",
        f"Resolved {count} such matters from the same place{en}.",
    )


def _opener(count: int) -> Sentence:
    if count == 1:
        return Sentence(
            "Ratkaissut yhden tällaisen asian, jonka sinä avasit.",
            "Har löst ett sådant ärende som du har öppnat.",
            "Resolved one such matter that you opened.",
        )
    return Sentence(
        f"Ratkaissut {count} tällaista asiaa, jotka sinä avasit.",
        f"Har löst {count} sådana ärenden som du har öppnat.",
        f"Resolved {count} such matters that you opened.",
    )


def _helped(count: int) -> Sentence:
    if count == 1:
        return Sentence(
            "Auttanut työkaveria tällaisessa asiassa.",
            "Har hjälpt en kollega med ett sådant ärende.",
            "Helped a colleague with such a matter.",
        )
    return Sentence(
        f"Auttanut työkavereita {count} tällaisessa asiassa.",
        f"Har hjälpt kolleger med {count} sådana ärenden.",
        f"Helped colleagues with {count} such matters.",
    )


def _mini_network(subject: Named | None) -> Sentence:
    if subject is None:
        return Sentence(
            "Kuuluu asiasta vastaavaan miniverkostoon.",
            "Hör till mininätverket för ärendet.",
            "Belongs to the mini-network for this matter.",
        )
    return Sentence(
        f"Kuuluu miniverkostoon {subject.fi}.",
        f"Hör till mininätverket {subject.sv}.",
        f"Belongs to the mini-network {subject.en}.",
    )


def _customer(count: int) -> Sentence:
    if count == 1:
        return Sentence(
            "Ratkaissut tämän asiakkaan asian aiemmin.",
            "Har löst ett ärende för den här kunden tidigare.",
            "Resolved a matter for this customer before.",
        )
    return Sentence(
        f"Ratkaissut aiemmin {count} tämän asiakkaan asiaa.",
        f"Har löst {count} ärenden för den här kunden tidigare.",
        f"Resolved {count} matters for this customer before.",
    )


def _usually(hours: float) -> Sentence:
    if hours <= 1:
        return Sentence("yleensä tunnissa", "oftast inom en timme", "usually within an hour")
    if hours <= 8:
        count = ceil(hours)
        return Sentence(
            f"yleensä {count} tunnissa",
            f"oftast inom {count} timmar",
            f"usually within {count} hours",
        )
    if hours <= 24:
        return Sentence("yleensä vuorokaudessa", "oftast inom ett dygn", "usually within a day")
    if hours <= 24 * 14:
        count = ceil(hours / 24)
        return Sentence(
            f"yleensä {count} päivässä",
            f"oftast inom {count} dagar",
            f"usually within {count} days",
        )
    count = ceil(hours / 168)
    return Sentence(
        f"yleensä {count} viikossa", f"oftast inom {count} veckor", f"usually within {count} weeks"
    )


def _with_time(said: Sentence, hours: float | None) -> Sentence:
    if hours is None:
        return _full_stop(said)
    usual = _usually(hours)
    return _full_stop(
        Sentence(f"{said.fi}, {usual.fi}", f"{said.sv}, {usual.sv}", f"{said.en}, {usual.en}")
    )


def _full_stop(said: Sentence) -> Sentence:
    return Sentence(f"{said.fi}.", f"{said.sv}.", f"{said.en}.")


def _fi(count: int) -> str:
    return "yhden" if count == 1 else str(count)


def _sv(count: int) -> str:
    return "ett" if count == 1 else str(count)


def _en(count: int) -> str:
    return "one" if count == 1 else str(count)
