"""What is said of absences, backups and connections."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "absence_no_zone": say(
        "Ajasta puuttuu aikavyöhyke: {seen}.",
        "Tiden saknar tidszon: {seen}.",
        "The time has no time zone: {seen}.",
    ),
    "absence_backwards": say(
        "Poissaolo päättyy ennen kuin se alkaa. Tarkista ajat.",
        "Frånvaron slutar innan den börjar. Kontrollera tiderna.",
        "The absence ends before it begins. Check the times.",
    ),
    "absence_over": say(
        "Poissaolo on jo ohi.",
        "Frånvaron är redan över.",
        "The absence is already over.",
    ),
    "absence_long": say(
        "Poissaolo on liian pitkä. Enintään 400 päivää voi merkitä kerralla.",
        "Frånvaron är för lång. Högst 400 dagar kan anges på en gång.",
        "The absence is too long. At most 400 days can be planned at once.",
    ),
    "absence_far": say(
        "Poissaolo on liian kaukana. Merkitse se lähempänä ajankohtaa.",
        "Frånvaron ligger för långt fram. Ange den närmare tidpunkten.",
        "The absence is too far ahead. Plan it nearer the time.",
    ),
    "absence_meets": say(
        "Sinulle on jo merkitty poissaolo tälle ajalle. Peru se ensin.",
        "Du har redan en frånvaro under den här tiden. Ta bort den först.",
        "You already have an absence at this time. Cancel it first.",
    ),
    "absence_many": say(
        "Poissaoloja on merkitty jo {seen}. Peru joitakin ensin.",
        "Du har redan planerat frånvaro {seen} gånger. Ta bort någon av dem först.",
        "There are already {seen} planned absences. Cancel some first.",
    ),
    "backup_oneself": say(
        "Et voi olla oma sijaisesi. Valitse joku muu.",
        "Du kan inte vara din egen ersättare. Välj någon annan.",
        "You can't stand in for yourself. Choose somebody else.",
    ),
    "unit_not_yours": say(
        "Voit muuttaa vain oman yksikkösi ja sen alla olevien tietoja.",
        "Du kan bara ändra uppgifterna för din egen enhet och enheterna under den.",
        "You can only change your own unit and those below it.",
    ),
    "hours_many": say(
        "Aukioloaikoja on liian monta: {seen}. Päivässä voi olla enintään viisi.",
        "Öppettiderna är för många: {seen}. Högst fem per dag.",
        "There are too many opening times: {seen}. A day can have five.",
    ),
    "hours_clock": say(
        "Tämä ei ole aukioloaika: {seen}. Kirjoita esimerkiksi 08:00–16:00.",
        "Det här är ingen öppettid: {seen}. Skriv till exempel 08:00–16:00.",
        "This is no opening time: {seen}. Write for example 08:00–16:00.",
    ),
    "hours_empty": say(
        "Aika päättyy samalla hetkellä kuin alkaa: {seen}.",
        "Tiden slutar i samma stund som den börjar: {seen}.",
        "The time ends at the moment it begins: {seen}.",
    ),
    "hours_overlap": say(
        "Saman päivän ajat menevät päällekkäin: {seen}.",
        "Tiderna samma dag går in i varandra: {seen}.",
        "Times of the same day overlap: {seen}.",
    ),
    "hours_zone": say(
        "Aikavyöhykettä {seen} ei tunneta. Kirjoita esimerkiksi Europe/Helsinki.",
        "Tidszonen {seen} är okänd. Skriv till exempel Europe/Helsinki.",
        "The time zone {seen} is not known. Write for example Europe/Helsinki.",
    ),
    "hours_holidays": say(
        "Pyhäpäiviä paikassa {seen} ei tunneta. Kirjoita FI, FI-01 tai SE, tai jätä tyhjäksi.",
        "Helgdagarna i {seen} är inte kända. Skriv FI, FI-01 eller SE, eller lämna tomt.",
        "The public holidays of {seen} are not known. Write FI, FI-01 or SE, or leave it empty.",
    ),
    "connection_address": say(
        "Tähän ei voi yhdistää: {seen}. Anna numero, SIP-osoite tai https-linkki.",
        "Dit går det inte att koppla: {seen}. Ange ett nummer, en SIP-adress eller en https-länk.",
        "This can't be connected to: {seen}. Give a number, a SIP address or an https link.",
    ),
    "connection_not_yours": say(
        "Voit kertoa vain oman yhteystietosi. Yksikön tiedot kertoo esihenkilö.",
        "Du kan bara ange din egen anknytning. Enhetens anges av chefen.",
        "You can only say how you yourself are connected. A manager does it for a unit.",
    ),
}
