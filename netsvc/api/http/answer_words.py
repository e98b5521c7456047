"""What the pages of answer links say, in Finnish, Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from netsvc.directory.model import LocalText
from netsvc.handover.model import DeclineReason


def _say(fi: str, sv: str, en: str) -> LocalText:
    return LocalText(fi, sv, en)


WORDS: Mapping[str, LocalText] = MappingProxyType(
    {
        "offered": _say(
            "Sinulle tarjotaan asiaa", "Du erbjuds ett ärende", "You are offered a case"
        ),
        "about": _say("Asia", "Ärende", "About"),
        "other_matter": _say("Muu asia", "Annat ärende", "Another matter"),
        "from": _say("Lähettäjä", "Avsändare", "From"),
        "until": _say("Vastaa viimeistään", "Svara senast", "Answer by"),
        "warm": _say(
            "Asiakas odottaa linjalla.", "Kunden väntar på linjen.", "The customer is on the line."
        ),
        "accept": _say("Ota asia hoitaaksesi", "Ta emot ärendet", "Accept the case"),
        "decline_title": _say("Et voi ottaa asiaa?", "Kan du inte ta ärendet?", "Can't take it?"),
        "reason": _say("Syy", "Orsak", "Reason"),
        "choose": _say("Valitse syy", "Välj en orsak", "Choose a reason"),
        "decline": _say("Hylkää tarjous", "Avböj erbjudandet", "Decline the offer"),
        "open_app": _say("Avaa netsvc", "Öppna netsvc", "Open netsvc"),
        "case_number": _say("Asian numero", "Ärendets nummer", "Case number"),
        "thanks": _say("Kiitos", "Tack", "Thank you"),
        "accepted_title": _say("Asia on nyt sinulla", "Du har ärendet nu", "The case is yours now"),
        "accepted": _say(
            "Otit asian hoitaaksesi. Tiedot ovat netsvc:ssä kohdassa Saapuneet.",
            "Du har tagit emot ärendet. Uppgifterna finns i netsvc, i din inkorg.",
            "You have accepted the case. Its details are in your inbox in netsvc.",
        ),
        "declined_title": _say(
            "Tarjous on hylätty", "Erbjudandet är avböjt", "The offer is declined"
        ),
        "declined": _say(
            "Vastauksesi on kirjattu. Lähettäjä etsii asialle toisen osaajan.",
            "Ditt svar är antecknat. Avsändaren söker någon annan för ärendet.",
            "Your answer is recorded. The sender looks for somebody else.",
        ),
        "used_title": _say(
            "Linkki on jo käytetty", "Länken har redan använts", "The link has been used"
        ),
        "used": _say(
            "Tähän tarjoukseen on jo vastattu, eikä vastausta voi muuttaa linkistä.",
            "Erbjudandet är redan besvarat, och svaret kan inte ändras via länken.",
            "The offer has been answered already; the link can't change the answer.",
        ),
        "expired_title": _say(
            "Tarjouksen aika on kulunut umpeen",
            "Erbjudandets tid har gått ut",
            "The offer has run out of time",
        ),
        "expired": _say(
            "Tarjoukseen ei enää voi vastata. Sinun ei tarvitse tehdä mitään.",
            "Erbjudandet kan inte längre besvaras. Du behöver inte göra något.",
            "The offer can't be answered any more. There is nothing you need to do.",
        ),
        "withdrawn_title": _say(
            "Lähettäjä otti asian takaisin",
            "Avsändaren tog tillbaka ärendet",
            "The sender took the case back",
        ),
        "withdrawn": _say(
            "Tarjoukseen ei enää tarvitse vastata.",
            "Erbjudandet behöver inte längre besvaras.",
            "The offer needs no answer any more.",
        ),
        "gone_title": _say(
            "Asia siirtyi toiselle", "Ärendet gick till någon annan", "Somebody else has the case"
        ),
        "gone": _say(
            "Asia on jo toisen hoidossa. Sinun ei tarvitse tehdä mitään.",
            "Någon annan sköter redan ärendet. Du behöver inte göra något.",
            "Somebody else is already working on it. There is nothing you need to do.",
        ),
        "ended_title": _say(
            "Asia on jo päättynyt", "Ärendet är redan avslutat", "The case has ended"
        ),
        "ended": _say(
            "Tarjoukseen ei enää tarvitse vastata.",
            "Erbjudandet behöver inte längre besvaras.",
            "The offer needs no answer any more.",
        ),
        "full_title": _say(
            "Sinulla on jo täysi määrä asioita",
            "Du har redan så många ärenden som du kan ta",
            "You have as many cases as you can take",
        ),
        "full": _say(
            "Päätä ensin jokin asia tai hylkää tämä tarjous.",
            "Avsluta först ett ärende eller avböj det här erbjudandet.",
            "Finish a case first, or decline this offer.",
        ),
        "no_reason_title": _say("Syy puuttuu", "Orsaken saknas", "The reason is missing"),
        "no_reason": _say(
            "Valitse, miksi hylkäät tarjouksen.",
            "Välj varför du avböjer erbjudandet.",
            "Choose why you decline the offer.",
        ),
        "owner": _say(
            "Asia on nyt henkilöllä {name}.",
            "Ärendet är nu hos {name}.",
            "The case is with {name} now.",
        ),
        "owner_you": _say("Asia on nyt sinulla.", "Du har ärendet nu.", "The case is yours now."),
        "invalid_title": _say("Linkki ei kelpaa", "Länken är inte giltig", "The link is not valid"),
        "invalid": _say(
            "Linkki on vanhentunut tai siitä puuttuu osa. Avaa netsvc ja katso tarjoukset sieltä.",
            "Länken är för gammal eller ofullständig. Öppna netsvc och se erbjudandena där.",
            "The link is too old, or a part of it is missing. Open netsvc to see your offers.",
        ),
        "later_title": _say("Yritä hetken päästä", "Försök om en stund", "Try again in a moment"),
        "later": _say(
            "Vastausta ei voitu tallentaa varmasti. Yritä uudelleen; mitään ei tehdä kahdesti.",
            "Svaret kunde inte sparas säkert. Försök igen; ingenting görs två gånger.",
            "The answer may not have been saved. Try again; nothing is done twice.",
        ),
    }
)
REASONS: Mapping[DeclineReason, LocalText] = MappingProxyType(
    {
        DeclineReason.NOT_MY_MATTER: _say(
            "Asia ei kuulu minulle", "Ärendet hör inte till mig", "Not my matter"
        ),
        DeclineReason.NO_CAPACITY: _say(
            "En ehdi juuri nyt", "Jag hinner inte just nu", "No capacity now"
        ),
        DeclineReason.ABSENT: _say("En ole töissä", "Jag är inte på jobbet", "I am not at work"),
        DeclineReason.INFORMATION_MISSING: _say(
            "Tietoja puuttuu", "Uppgifter saknas", "Information is missing"
        ),
        DeclineReason.CONFLICT_OF_INTEREST: _say("Olen esteellinen", "Jag är jävig",
                                                 "Conflict of interest"),
        DeclineReason.SOMEBODY_BETTER: _say(
            "Joku muu osaa paremmin", "Någon annan kan det bättre", "Somebody else knows better"
        ),
    }
)  # fmt: skip
