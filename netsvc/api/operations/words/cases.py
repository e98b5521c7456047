"""What is said of cases and contacts."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "flow_too_few": say(
        "Näiden kahden yksikön siirroissa on ollut alle viisi työntekijää, joten niitä ei näytetä "
        "erikseen.",
        "Färre än fem anställda har varit med om överlämningarna mellan de här två, så de visas "
        "inte för sig.",
        "Fewer than five employees took part in the handovers between these two, so they are not "
        "shown by themselves.",
    ),
    "period_backwards": say(
        "Jakso päättyy ennen alkuaan. Vaihda päivien järjestys.",
        "Perioden slutar innan den börjar. Byt plats på dagarna.",
        "The period ends before it begins. Swap the two days.",
    ),
    "empty_matter": say(
        "Asia puuttuu. Kirjoita muutama sana siitä, mitä asiakas kertoo.",
        "Ärendet saknas. Skriv några ord om vad kunden berättar.",
        "The matter is empty. Write a few words of what the customer says.",
    ),
    "type_retired": say(
        "Tämä asiatyyppi ei ole enää käytössä. Valitse toinen.",
        "Den här ärendetypen används inte längre. Välj en annan.",
        "This issue type is no longer in use. Choose another.",
    ),
    "other_customer": say(
        "Tämä yhteydenotto on toisen asiakkaan. Avaa uusi yhteydenotto.",
        "Den här kontakten gäller en annan kund. Öppna en ny kontakt.",
        "This contact is with another customer. Start a new contact.",
    ),
    "contact_ended": say(
        "Yhteydenotto on jo päättynyt.",
        "Kontakten är redan avslutad.",
        "The contact has already ended.",
    ),
    "contact_not_yours": say(
        "Yhteydenottoa hoitaa joku muu.",
        "Någon annan sköter den här kontakten.",
        "Somebody else handles this contact.",
    ),
    "empty_words": say(
        "Kirjoita muutama sana asiasta.",
        "Skriv några ord om ärendet.",
        "Write a few words about the matter.",
    ),
    "long_words": say(
        "Teksti on liian pitkä ({seen} merkkiä). Enintään 4 000 merkkiä mahtuu.",
        "Texten är för lång ({seen} tecken). Högst 4 000 tecken ryms.",
        "The text is too long ({seen} characters). At most 4,000 fit.",
    ),
    "long_customer_number": say(
        "Asiakasnumero on liian pitkä. Enintään 64 merkkiä mahtuu.",
        "Kundnumret är för långt. Högst 64 tecken ryms.",
        "The customer number is too long. At most 64 characters fit.",
    ),
    "bad_queue_seconds": say(
        "Jonotusaika {seen} s ei kelpaa. Anna 0 sekunnista seitsemään päivään.",
        "Kötiden {seen} s duger inte. Ange 0 sekunder till sju dygn.",
        "A queueing time of {seen} s can't be used. Give 0 seconds to seven days.",
    ),
    "verdict_given": say(
        "Asiakas on jo vastannut, eikä vastausta voi muuttaa.",
        "Kunden har redan svarat, och svaret kan inte ändras.",
        "The customer has answered already, and the answer can't be changed.",
    ),
    "case_ended": say(
        "Asia on jo päättynyt.",
        "Ärendet är redan avslutat.",
        "The case has already ended.",
    ),
    "case_not_yours": say(
        "Asia on nyt jonkun muun hoidossa.",
        "Någon annan har ärendet nu.",
        "Somebody else has the case now.",
    ),
}
