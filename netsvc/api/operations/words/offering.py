"""What is said of asking one person after the other."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "absent": say(
        "{person} on poissa. Valitse seuraava.",
        "{person} är frånvarande. Välj nästa.",
        "{person} is away just now. Choose the next one.",
    ),
    "outside_hours": say(
        "Henkilön {person} yksikkö on nyt kiinni. Valitse seuraava tai siirrä asia myöhemmäksi.",
        "Enheten där {person} arbetar är stängd nu. Välj nästa eller lämna över till senare.",
        "The unit of {person} is closed now. Choose the next one, or hand over for later.",
    ),
    "offer_taken": say(
        "{person} ehti ottaa asian.",
        "{person} hann ta ärendet.",
        "{person} has taken the case.",
    ),
    "point_other_reason": say(
        "Voit osoittaa toisen henkilön vain, kun hän tietää asiasta paremmin.",
        "Du kan peka på någon annan bara när hen vet bättre.",
        "You can point to somebody only when they know better.",
    ),
    "point_to_oneself": say(
        "Et voi osoittaa itseäsi. Valitse joku muu.",
        "Du kan inte peka på dig själv. Välj någon annan.",
        "You can't point to yourself. Choose somebody else.",
    ),
    "point_to_sender": say(
        "{person} tarjosi asiaa sinulle. Valitse joku muu.",
        "{person} erbjöd dig ärendet. Välj någon annan.",
        "{person} offered you the case. Choose somebody else.",
    ),
    "point_to_declined": say(
        "{person} ei ottanut asiaa. Valitse joku muu.",
        "{person} har redan avböjt ärendet. Välj någon annan.",
        "{person} has already declined the case. Choose somebody else.",
    ),
    "missing_other_reason": say(
        "Puuttuvat tiedot voi kertoa vain, kun syy on puuttuva tieto.",
        "Uppgifter som saknas kan anges bara när det är orsaken.",
        "Missing fields can be named only when that is the reason.",
    ),
    "missing_unknown": say(
        "Tällaista saatetietoa ei ole: {seen}. Lataa sivu uudelleen.",
        "Det finns ingen sådan uppgift: {seen}. Ladda om sidan.",
        "There is no such field: {seen}. Load the page again.",
    ),
    "missing_twice": say(
        "Sama tieto on merkitty puuttuvaksi kahdesti.",
        "Samma uppgift har angetts två gånger.",
        "The same field was named twice.",
    ),
    "order_long": say(
        "Seuraaviksi voi valita enintään 30 henkilöä, nyt niitä on {seen}.",
        "Högst 30 personer kan stå i tur, nu är de {seen}.",
        "At most 30 people can be next in turn; there are {seen}.",
    ),
    "promise_warm": say(
        "Lupaus kuuluu siirtoon, jossa asiakkaaseen otetaan yhteyttä myöhemmin.",
        "Ett löfte hör till en överlämning där kunden kontaktas senare.",
        "A promise belongs to a handover where the customer is contacted later.",
    ),
    "promise_what": say(
        "Kirjoita, mitä asiakkaalle luvataan, enintään 500 merkkiä.",
        "Skriv vad kunden blir lovad, högst 500 tecken.",
        "Write what the customer is promised, in at most 500 characters.",
    ),
    "promise_hours": say(
        "Aika {seen} h ei kelpaa. Anna vartista 400 tuntiin.",
        "Tiden {seen} h duger inte. Ange en kvart till 400 timmar.",
        "{seen} h can't be used. Give a quarter of an hour to 400 hours.",
    ),
    "promise_by": say(
        "Määräaikaa ei voi käyttää: {seen}. Anna tuleva aika tai tunnit.",
        "Tidpunkten kan inte användas: {seen}. Ange en kommande tid eller timmar.",
        "The time can't be used: {seen}. Give one to come, or hours.",
    ),
    "promise_not_yours": say(
        "Lupaus on nyt jonkun muun hoidossa.",
        "Någon annan sköter löftet nu.",
        "Somebody else has the promise now.",
    ),
    "promise_settled": say(
        "Lupaus on jo hoidettu.",
        "Löftet är redan uppfyllt.",
        "The promise has already been seen to.",
    ),
    "warm_range": say(
        "Tarjous voi odottaa 5–600 sekuntia, ei {seen}.",
        "Ett erbjudande kan vänta 5–600 sekunder, inte {seen}.",
        "An offer can wait for 5 to 600 seconds, not {seen}.",
    ),
    "at_once_range": say(
        "Asiaa voi tarjota yhtä aikaa yhdelle, kahdelle tai kolmelle, ei {seen}.",
        "Ärendet kan erbjudas en, två eller tre på en gång, inte {seen}.",
        "A case can be offered to one, two or three at once, not to {seen}.",
    ),
}
