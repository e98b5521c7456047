"""What is said of webhooks and notifications."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "no_kinds": say(
        "Valitse ainakin yksi tapahtuma, josta kerrotaan.",
        "Välj minst en händelse att berätta om.",
        "Choose at least one kind of event.",
    ),
    "bad_webhook_url": say(
        "Osoitteeseen ei voi lähettää: {seen}. Anna julkinen https-osoite ilman salasanaa.",
        "Det går inte att sända till adressen: {seen}. Ange en öppen https-adress utan lösenord.",
        "Nothing can be sent to this address: {seen}. Give a public https address without a "
        "password.",
    ),
    "bad_notification_address": say(
        "Tähän osoitteeseen ei voi lähettää ilmoituksia. Tarkista, että palvelu on tuettu ja "
        "osoite kokonainen.",
        "Det går inte att sända meddelanden till adressen. Kontrollera att tjänsten stöds och "
        "att adressen är hel.",
        "Notifications can't be sent to this address. Check that the service is supported and "
        "the address complete.",
    ),
}
