"""What is said of the context packet."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "packet_too_large": say(
        "Saatetiedot ovat liian suuret ({seen}). Enintään 64 kilotavua mahtuu.",
        "De medföljande uppgifterna är för stora ({seen}). Högst 64 kilobyte ryms.",
        "The context packet is too large ({seen}). At most 64 kilobytes fit.",
    ),
    "packet_too_many": say(
        "Saatetiedoissa on liian monta kenttää ({seen}). Enintään sata mahtuu.",
        "De medföljande uppgifterna har för många fält ({seen}). Högst hundra ryms.",
        "The context packet has too many fields ({seen}). At most a hundred fit.",
    ),
    "packet_bad_name": say(
        "Saatetietojen kentällä ei ole kelvollista nimeä.",
        "Ett fält i de medföljande uppgifterna saknar ett giltigt namn.",
        "A field of the context packet has no usable name.",
    ),
    "packet_twice": say(
        "Saatetiedoissa on kenttä {seen} kahdesti.",
        "De medföljande uppgifterna har fältet {seen} två gånger.",
        "The context packet has the field {seen} twice.",
    ),
    "packet_missing": say(
        "Pakollinen saatetieto puuttuu: {field}.",
        "En obligatorisk uppgift saknas: {field}.",
        "A required field of the context packet is missing: {field}.",
    ),
    "packet_unknown": say(
        "Tällä asialla ei ole saatetietoa {seen}.",
        "Ärendet har ingen medföljande uppgift som heter {seen}.",
        "The context packet of this matter has no field {seen}.",
    ),
    "packet_skipped_full": say(
        "Kenttä {field} on sekä täytetty että ohitettu. Valitse toinen.",
        "Fältet {field} är både ifyllt och överhoppat. Välj det ena.",
        "The field {field} is both filled in and skipped. Choose one of the two.",
    ),
    "packet_skip_note": say(
        "Ohittamisen perustelu on liian pitkä ({seen} merkkiä). Enintään 200 mahtuu.",
        "Förklaringen är för lång ({seen} tecken). Högst 200 ryms.",
        "The note on why it was skipped is too long ({seen} characters). At most 200 fit.",
    ),
    "packet_not_text": say(
        "{field}: kirjoita enintään 500 merkkiä.",
        "{field}: skriv högst 500 tecken.",
        "{field}: write at most 500 characters.",
    ),
    "packet_not_long_text": say(
        "{field}: kirjoita enintään 4 000 merkkiä.",
        "{field}: skriv högst 4 000 tecken.",
        "{field}: write at most 4,000 characters.",
    ),
    "packet_not_number": say(
        "{field}: anna luku, esimerkiksi 3 tai 12.5. Nyt siinä on ”{seen}”.",
        "{field}: ange ett tal, till exempel 3 eller 12.5. Nu står det ”{seen}”.",
        "{field}: give a number, as 3 or 12.5. It says “{seen}”.",
    ),
    "packet_not_money": say(
        "{field}: anna summa euroina, esimerkiksi 845 tai 845.50. Nyt siinä on ”{seen}”.",
        "{field}: ange beloppet i euro, till exempel 845 eller 845.50. Nu står det ”{seen}”.",
        "{field}: give an amount in euros, as 845 or 845.50. It says “{seen}”.",
    ),
    "packet_not_date": say(
        "{field}: anna päivä muodossa 2026-01-31. Nyt siinä on ”{seen}”.",
        "{field}: ange dagen i formen 2026-01-31. Nu står det ”{seen}”.",
        "{field}: give the day as 2026-01-31. It says “{seen}”.",
    ),
    "packet_not_yes_no": say(
        "{field}: vastaa yes tai no. Nyt siinä on ”{seen}”.",
        "{field}: svara yes eller no. Nu står det ”{seen}”.",
        "{field}: answer yes or no. It says “{seen}”.",
    ),
    "packet_not_choice": say(
        "{field}: valitse jokin vaihtoehdoista. ”{seen}” ei ole niissä.",
        "{field}: välj ett av alternativen. ”{seen}” finns inte bland dem.",
        "{field}: choose one of the options. “{seen}” is not among them.",
    ),
    "marks_not_yours": say(
        "Vain asian vastaanottaja voi merkitä, mitä saatetiedoista puuttui.",
        "Bara den som tog emot ärendet kan märka vad som saknades.",
        "Only who received the case can mark what was missing.",
    ),
    "marks_not_accepted": say(
        "Saatetiedot merkitään, kun olet ottanut asian ja se on sinulla.",
        "Uppgifterna märks när du har tagit emot ärendet och har det.",
        "The packet is marked once you have accepted the case and while you have it.",
    ),
    "mark_filled": say(
        "Tämä tieto tuli mukana, joten se ei puuttunut. Merkitse, jos sitä piti kysyä uudelleen.",
        "Uppgiften följde med och saknades alltså inte. Märk om den måste frågas på nytt.",
        "This came with the case, so it was not missing. Mark it if it had to be asked again.",
    ),
    "mark_empty": say(
        "Tätä tietoa ei tullut mukana. Merkitse se puuttuneeksi, jos sitä tarvittiin.",
        "Uppgiften följde inte med. Märk att den saknades, om den behövdes.",
        "This did not come with the case. Mark it as missing if it was needed.",
    ),
    "fields_too_many": say(
        "Kenttiä on liikaa ({seen}). Enintään 30 mahtuu, ja vähempi on parempi.",
        "Fälten är för många ({seen}). Högst 30 ryms, och färre är bättre.",
        "There are too many fields ({seen}). At most 30 fit, and fewer are better.",
    ),
    "field_name": say(
        "Kentän tunnus ”{seen}” ei kelpaa: aloita kirjaimella, käytä kirjaimia a–z, numeroita, _ "
        "ja -.",
        "Fältets namn ”{seen}” duger inte: börja med en bokstav, använd a–z, siffror, _ och -.",
        "The field's name “{seen}” can't be used: start with a letter, use a–z, digits, _ and -.",
    ),
    "field_twice": say(
        "Kenttä {seen} on kahdesti.",
        "Fältet {seen} finns två gånger.",
        "The field {seen} is there twice.",
    ),
    "field_label": say(
        "Kirjoita nimi kaikilla kolmella kielellä, enintään 120 merkkiä ({field}).",
        "Skriv namnet på alla tre språk, högst 120 tecken ({field}).",
        "Write the name in all three languages, at most 120 characters ({field}).",
    ),
    "field_help": say(
        "Kirjoita teksti kaikilla kolmella kielellä tai jätä kaikki tyhjiksi, enintään 400 merkkiä "
        "({field}).",
        "Skriv texten på alla tre språk eller lämna alla tomma, högst 400 tecken ({field}).",
        "Write the text in all three languages or leave all empty, at most 400 characters "
        "({field}).",
    ),
    "field_no_options": say(
        "Vain valintakentällä voi olla vaihtoehtoja ({field}).",
        "Bara ett flervalsfält kan ha alternativ ({field}).",
        "Only a choice can have options ({field}).",
    ),
    "field_options": say(
        "Valintakentässä pitää olla 2–40 vaihtoehtoa, nyt {seen}.",
        "Ett flervalsfält ska ha 2–40 alternativ, nu {seen}.",
        "A choice needs 2 to 40 options; it has {seen}.",
    ),
    "field_option": say(
        "Vaihtoehdon tunnus ”{seen}” ei kelpaa tai on kahdesti.",
        "Alternativets namn ”{seen}” duger inte eller finns två gånger.",
        "The option's name “{seen}” can't be used, or is there twice.",
    ),
}
