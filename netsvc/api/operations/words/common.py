"""What is said of any command."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "bad_key": say(
        "Pyynnöstä puuttuu kelvollinen avain. Lataa sivu uudelleen.",
        "Begäran saknar en giltig nyckel. Ladda om sidan.",
        "The request has no usable key. Load the page again.",
    ),
    "key_reused": say(
        "Samalla avaimella on jo tehty jotain muuta. Yritä uudelleen uudella avaimella.",
        "Samma nyckel har redan använts till något annat. Försök igen med en ny nyckel.",
        "The same key was already used for something else. Try again with a new key.",
    ),
    "not_found": say(
        "Kohdetta ei löytynyt. Se on ehkä poistettu; lataa sivu uudelleen.",
        "Det här hittades inte. Det kan ha tagits bort; ladda om sidan.",
        "This was not found. It may have been removed; load the page again.",
    ),
    "bad_id": say(
        "Tunniste kentässä {field} ei kelpaa: {seen}. Lataa sivu uudelleen.",
        "Identifieraren i fältet {field} duger inte: {seen}. Ladda om sidan.",
        "The id in {field} can't be used: {seen}. Load the page again.",
    ),
    "bad_request": say(
        "Kentän {field} arvoa ei voi käyttää: {seen}.",
        "Värdet i fältet {field} kan inte användas: {seen}.",
        "The value of {field} can't be used: {seen}.",
    ),
    "bad_reason": say(
        "Kirjoita syy, enintään 500 merkkiä.",
        "Skriv en orsak, högst 500 tecken.",
        "Write a reason of at most 500 characters.",
    ),
    "long_note": say(
        "Viesti on liian pitkä ({seen} merkkiä). Enintään 2 000 merkkiä mahtuu.",
        "Meddelandet är för långt ({seen} tecken). Högst 2 000 tecken ryms.",
        "The note is too long ({seen} characters). At most 2,000 fit.",
    ),
}
