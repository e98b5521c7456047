"""What is said of contested evidence and declared skills."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "evidence_reason": say(
        "Kerro syy, enintään 1 000 merkkiä.",
        "Ange orsaken, högst 1 000 tecken.",
        "Say why, in at most 1,000 characters.",
    ),
    "evidence_none": say(
        "Tästä asiatyypistä ei ole kertynyt sinulle mitään.",
        "Ingenting har räknats för dig i den här ärendetypen.",
        "Nothing has been counted for you in this issue type.",
    ),
    "evidence_no_misses": say(
        "Mikään ei ole siirtynyt muualle tai palautunut, joten poistettavaa ei ole.",
        "Ingenting har gått vidare eller kommit tillbaka, så det finns inget att ta bort.",
        "Nothing went elsewhere or came back, so there is nothing to take away.",
    ),
    "evidence_open": say(
        "Olet jo pyytänyt tähän korjausta. Odota ratkaisua.",
        "Du har redan bett om en rättelse här. Vänta på beslutet.",
        "You have already asked for a correction here. Wait for the decision.",
    ),
    "evidence_not_yours": say(
        "Tästä päättää henkilön esihenkilö tai asiatyypistä vastaava.",
        "Om detta beslutar personens chef eller den som ansvarar för ärendetypen.",
        "The person's supervisor or the owner of the issue type decides this.",
    ),
    "evidence_decided": say(
        "Pyyntö on jo ratkaistu. Lataa sivu uudelleen.",
        "Begäran är redan avgjord. Ladda om sidan.",
        "This has already been decided. Load the page again.",
    ),
    "skill_level": say(
        "Taso {seen} ei kelpaa. Anna 0 (en osaa) – 3 (opastan muita).",
        "Nivån {seen} duger inte. Ange 0 (kan inte) – 3 (handleder andra).",
        "{seen} is no level. Give 0 (not mine) to 3 (I teach others).",
    ),
}
