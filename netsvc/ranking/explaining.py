"""The sentence of each part of a score: what was counted, in Finnish, Swedish and English."""

from __future__ import annotations

from netsvc.ranking.model import Candidate, Circumstance, Contribution, Counts, Source
from netsvc.ranking.words import Sentence

LEAST = 1e-9
"""A part smaller than this is none."""


def explain(part: Contribution, candidate: Candidate, likelihood: float) -> Sentence:  # noqa: PLR0911 - one return a source
    """What stands behind one part; the counts are those that the part was computed from."""
    match part.source:
        case Source.WORDS:
            return _words(likelihood)
        case Source.EXPERT:
            return _resolved(candidate.own)
        case Source.HELPED:
            count = candidate.helped
            return Sentence(
                f"Vastannut kysymyksiin niin, että siitä oli apua: {count}",
                f"Har besvarat frågor så att det hjälpte: {count}",
                f"Answered questions so that it helped: {count}",
            )
        case Source.DECLARED:
            level = candidate.declared_level
            return Sentence(
                f"Oma ilmoitus osaamisesta, taso {level}/3",
                f"Har själv angett kunskapen, nivå {level}/3",
                f"Declared the skill, level {level} of 3",
            )
        case Source.BROADER:
            count = candidate.broader.resolved
            return Sentence(
                f"Ratkaissut saman aihealueen muita asioita: {count}",
                f"Har löst andra ärenden inom samma område: {count}",
                f"Resolved other matters of the same area: {count}",
            )
        case Source.UNIT:
            return _unit(candidate)
        case Source.LOCATION:
            return _alike(
                candidate.location,
                "Ratkaissut tällaisia asioita, jotka tulivat samasta paikasta",
                "Har löst sådana ärenden från samma plats",
                "Resolved such matters from the same place",
            )
        case Source.OPENER:
            return _alike(
                candidate.opener,
                "Ratkaissut tällaisia asioita, jotka sinä avasit",
                "Har löst sådana ärenden som du har öppnat",
                "Resolved such matters that you opened",
            )
        case Source.CHANNEL:
            return _alike(
                candidate.channel,
                "Ratkaissut tällaisia asioita, jotka tulivat samaa kanavaa pitkin",
                "Har löst sådana ärenden som kom genom samma kanal",
                "Resolved such matters that came by the same channel",
            )
        case Source.SUCCESS:
            return _success(candidate.own, candidate.unit)
        case Source.CUSTOMER:
            count = candidate.customer_cases
            return Sentence(
                f"Ratkaissut tämän asiakkaan asioita aiemmin: {count}",
                f"Har löst ärenden för den här kunden tidigare: {count}",
                f"Resolved matters of this customer before: {count}",
            )


def _words(likelihood: float) -> Sentence:
    share = round(100 * min(max(likelihood, 0.0), 1.0))
    return Sentence(
        f"Asiakkaan sanat viittaavat tähän asiatyyppiin ({share} %)",
        f"Kundens ord pekar på den här ärendetypen ({share} %)",
        f"The customer's words point to this issue type ({share} %)",
    )


def _resolved(own: Counts) -> Sentence:
    now = round(own.amount)
    if now >= own.resolved:
        return Sentence(
            f"Ratkaissut tällaisia asioita: {own.resolved}",
            f"Har löst sådana ärenden: {own.resolved}",
            f"Resolved such matters: {own.resolved}",
        )
    return Sentence(
        f"Ratkaissut tällaisia asioita: {own.resolved}; vanhat painavat vähemmän, yhteensä {now}",
        f"Har löst sådana ärenden: {own.resolved}; äldre väger mindre, sammanlagt {now}",
        f"Resolved such matters: {own.resolved}; older ones count less, {now} in all",
    )


def _alike(counted: Circumstance, fi: str, sv: str, en: str) -> Sentence:
    own, unit = counted.person.resolved, counted.unit.resolved
    return Sentence(
        f"{fi}: {own}, yksikkö {unit}",
        f"{sv}: {own}, enheten {unit}",
        f"{en}: {own}, the unit {unit}",
    )


def _unit(candidate: Candidate) -> Sentence:
    count = candidate.unit.resolved
    if candidate.responsible:
        return Sentence(
            f"Yksikkö vastaa näistä asioista ja on ratkaissut niitä: {count}",
            f"Enheten ansvarar för sådana ärenden och har löst: {count}",
            f"The unit is responsible for such matters and resolved: {count}",
        )
    return Sentence(
        f"Yksikkö on ratkaissut tällaisia asioita: {count}",
        f"Enheten har löst sådana ärenden: {count}",
        f"The unit resolved such matters: {count}",
    )


def _success(own: Counts, unit: Counts) -> Sentence:
    if own.received:
        missed = max(0, own.received - own.resolved)
        return Sentence(
            f"Asioita hoidettavana {own.received}, niistä {missed} siirtyi muualle tai palautui",
            f"Har haft {own.received} ärenden, varav {missed} gick vidare eller kom tillbaka",
            f"Had {own.received} in hand, {missed} of them went elsewhere or came back",
        )
    missed = max(0, unit.received - unit.resolved)
    return Sentence(
        f"Yksikössä asioita {unit.received}, niistä {missed} siirtyi muualle tai palautui",
        f"Enheten har haft {unit.received} ärenden, varav {missed} gick vidare eller kom tillbaka",
        f"The unit had {unit.received} in hand, {missed} of them went elsewhere or came back",
    )
