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
}
