"""What the page of a verdict says, in Finnish, Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from netsvc.directory.model import LocalText


def _say(fi: str, sv: str, en: str) -> LocalText:
    return LocalText(fi, sv, en)


WORDS: Mapping[str, LocalText] = MappingProxyType(
    {
        "title": _say("Miten asiointi sujui?", "Hur gick det?", "How did it go?"),
        "lead": _say(
            "Otit meihin hiljattain yhteyttä. Kaksi kysymystä auttaa meitä palvelemaan paremmin.",
            "Du var nyligen i kontakt med oss. Två frågor hjälper oss att bli bättre.",
            "You were in touch with us recently. Two questions help us to do better.",
        ),
        "solved": _say("Ratkesiko asiasi?", "Löstes ditt ärende?", "Was your matter solved?"),
        "repeated": _say(
            "Jouduitko kertomaan asiasi useammin kuin kerran?",
            "Behövde du berätta om ditt ärende mer än en gång?",
            "Did you have to repeat yourself?",
        ),
        "yes": _say("Kyllä", "Ja", "Yes"),
        "no": _say("Ei", "Nej", "No"),
        "send": _say("Lähetä vastaus", "Skicka svaret", "Send the answer"),
        "once": _say(
            "Voit vastata kerran. Vastaukseen ei liity nimeäsi.",
            "Du kan svara en gång. Ditt namn sparas inte med svaret.",
            "You can answer once. Your name is not kept with the answer.",
        ),
        "both": _say(
            "Vastaa molempiin kysymyksiin.", "Svara på båda frågorna.", "Answer both questions."
        ),
        "thanks_title": _say("Kiitos vastauksestasi", "Tack för ditt svar", "Thank you"),
        "thanks": _say(
            "Vastauksesi on tallennettu. Voit sulkea tämän sivun.",
            "Ditt svar är sparat. Du kan stänga den här sidan.",
            "Your answer is kept. You can close this page.",
        ),
        "used_title": _say(
            "Tähän on jo vastattu", "Frågan är redan besvarad", "This has been answered already"
        ),
        "used": _say(
            "Linkki toimii kerran, ja vastaus on jo tallennettu.",
            "Länken fungerar en gång, och svaret är redan sparat.",
            "The link works once, and the answer is kept already.",
        ),
        "expired_title": _say(
            "Linkin aika on päättynyt", "Länken har gått ut", "The link has run out"
        ),
        "expired": _say(
            "Vastaamiseen oli aikaa kaksi viikkoa. Kiitos, että kävit katsomassa.",
            "Du hade två veckor på dig att svara. Tack för att du tittade in.",
            "There were two weeks to answer. Thank you for coming by.",
        ),
        "invalid_title": _say("Linkki ei kelpaa", "Länken fungerar inte", "The link can't be used"),
        "invalid": _say(
            "Tarkista, että avasit linkin kokonaan.",
            "Kontrollera att du öppnade hela länken.",
            "Check that you opened the whole link.",
        ),
        "later_title": _say("Yritä hetken kuluttua", "Försök om en stund", "Try again in a moment"),
        "later": _say(
            "Palvelu ei ole juuri nyt käytettävissä. Sama linkki toimii myöhemmin.",
            "Tjänsten är inte tillgänglig just nu. Samma länk fungerar senare.",
            "The service is not available just now. The same link works later.",
        ),
    }
)
