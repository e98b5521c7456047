"""What is said of issue types that can't be changed so."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "type_name": say(
        "Anna asiatyypille nimi kullakin kielellä, enintään 120 merkkiä.",
        "Ge ärendetypen ett namn på varje språk, högst 120 tecken.",
        "Name the issue type in each language, in at most 120 characters.",
    ),
    "type_description": say(
        "Kuvauksessa on {seen} merkkiä. Enintään 1 000 mahtuu.",
        "Beskrivningen har {seen} tecken. Högst 1 000 ryms.",
        "The description has {seen} characters. At most 1,000 fit.",
    ),
    "type_many_words": say(
        "Kentässä {field} on {seen} riviä. Enintään 200 mahtuu.",
        "Fältet {field} har {seen} rader. Högst 200 ryms.",
        "There are {seen} lines in {field}. At most 200 fit.",
    ),
    "type_word": say(
        "Kentässä {field} on liian pitkä rivi: {seen}.",
        "Fältet {field} har en för lång rad: {seen}.",
        "A line in {field} is too long: {seen}.",
    ),
    "type_same_name": say(
        "Toisella asiatyypillä on jo tämä nimi: {seen}. Anna toinen nimi tai yhdistä tyypit.",
        "En annan ärendetyp har redan namnet {seen}. Ge ett annat namn eller slå ihop typerna.",
        "Another issue type already has this name: {seen}. Give another, or merge the two.",
    ),
    "type_circle": say(
        "Asiatyyppi ei voi kuulua itseensä. Valitse toinen aihealue.",
        "Ärendetypen kan inte höra till sig själv. Välj ett annat område.",
        "An issue type can't be part of itself. Choose another area.",
    ),
    "type_has_narrower": say(
        "Tällä on vielä {seen} tarkempaa asiatyyppiä. Poista ensin ne käytöstä.",
        "Den här har ännu {seen} smalare ärendetyper. Ta först dem ur bruk.",
        "There are still {seen} narrower issue types below it. Retire those first.",
    ),
    "type_same": say(
        "Valitse kaksi eri asiatyyppiä.",
        "Välj två olika ärendetyper.",
        "Choose two different issue types.",
    ),
    "type_parts": say(
        "Jaa asiatyyppi kahdesta kahteentoista osaan, ei {seen}.",
        "Dela ärendetypen i två till tolv delar, inte {seen}.",
        "Split it into two to twelve parts, not {seen}.",
    ),
}
