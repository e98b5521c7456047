"""The sentence of every expected failure, in Finnish, Swedish and English.

``{field}``, ``{seen}``, ``{places}`` and ``{person}`` are filled in from the refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from netsvc.directory.model import LocalText


def _say(fi: str, sv: str, en: str) -> LocalText:
    return LocalText(fi, sv, en)


WORDS: Mapping[str, LocalText] = MappingProxyType(
    {
        "no_kinds": _say(
            "Valitse ainakin yksi tapahtuma, josta kerrotaan.",
            "Välj minst en händelse att berätta om.",
            "Choose at least one kind of event.",
        ),
        "bad_webhook_url": _say(
            "Osoitteeseen ei voi lähettää: {seen}. Anna julkinen https-osoite ilman salasanaa.",
            "Det går inte att sända till adressen: {seen}. Ange en öppen https-adress utan "
            "lösenord.",
            "Nothing can be sent to this address: {seen}. Give a public https address without a "
            "password.",
        ),
        "bad_notification_address": _say(
            "Tähän osoitteeseen ei voi lähettää ilmoituksia. Tarkista, että palvelu on tuettu ja "
            "osoite kokonainen.",
            "Det går inte att sända meddelanden till adressen. Kontrollera att tjänsten stöds och "
            "att adressen är hel.",
            "Notifications can't be sent to this address. Check that the service is supported and "
            "the address complete.",
        ),
        "bad_key": _say(
            "Pyynnöstä puuttuu kelvollinen avain. Lataa sivu uudelleen.",
            "Begäran saknar en giltig nyckel. Ladda om sidan.",
            "The request has no usable key. Load the page again.",
        ),
        "key_reused": _say(
            "Samalla avaimella on jo tehty jotain muuta. Yritä uudelleen uudella avaimella.",
            "Samma nyckel har redan använts till något annat. Försök igen med en ny nyckel.",
            "The same key was already used for something else. Try again with a new key.",
        ),
        "not_found": _say(
            "Kohdetta ei löytynyt. Se on ehkä poistettu; lataa sivu uudelleen.",
            "Det här hittades inte. Det kan ha tagits bort; ladda om sidan.",
            "This was not found. It may have been removed; load the page again.",
        ),
        "bad_id": _say(
            "Tunniste kentässä {field} ei kelpaa: {seen}. Lataa sivu uudelleen.",
            "Identifieraren i fältet {field} duger inte: {seen}. Ladda om sidan.",
            "The id in {field} can't be used: {seen}. Load the page again.",
        ),
        "bad_request": _say(
            "Kentän {field} arvoa ei voi käyttää: {seen}.",
            "Värdet i fältet {field} kan inte användas: {seen}.",
            "The value of {field} can't be used: {seen}.",
        ),
        "empty_matter": _say(
            "Asia puuttuu. Kirjoita muutama sana siitä, mitä asiakas kertoo.",
            "Ärendet saknas. Skriv några ord om vad kunden berättar.",
            "The matter is empty. Write a few words of what the customer says.",
        ),
        "type_retired": _say(
            "Tämä asiatyyppi ei ole enää käytössä. Valitse toinen.",
            "Den här ärendetypen används inte längre. Välj en annan.",
            "This issue type is no longer in use. Choose another.",
        ),
        "other_customer": _say(
            "Tämä yhteydenotto on toisen asiakkaan. Avaa uusi yhteydenotto.",
            "Den här kontakten gäller en annan kund. Öppna en ny kontakt.",
            "This contact is with another customer. Start a new contact.",
        ),
        "contact_ended": _say(
            "Yhteydenotto on jo päättynyt.",
            "Kontakten är redan avslutad.",
            "The contact has already ended.",
        ),
        "contact_not_yours": _say(
            "Yhteydenottoa hoitaa joku muu.",
            "Någon annan sköter den här kontakten.",
            "Somebody else handles this contact.",
        ),
        "empty_words": _say(
            "Kirjoita muutama sana asiasta.",
            "Skriv några ord om ärendet.",
            "Write a few words about the matter.",
        ),
        "long_words": _say(
            "Teksti on liian pitkä ({seen} merkkiä). Enintään 4 000 merkkiä mahtuu.",
            "Texten är för lång ({seen} tecken). Högst 4 000 tecken ryms.",
            "The text is too long ({seen} characters). At most 4,000 fit.",
        ),
        "long_customer_number": _say(
            "Asiakasnumero on liian pitkä. Enintään 64 merkkiä mahtuu.",
            "Kundnumret är för långt. Högst 64 tecken ryms.",
            "The customer number is too long. At most 64 characters fit.",
        ),
        "bad_queue_seconds": _say(
            "Jonotusaika {seen} s ei kelpaa. Anna 0 sekunnista seitsemään päivään.",
            "Kötiden {seen} s duger inte. Ange 0 sekunder till sju dygn.",
            "A queueing time of {seen} s can't be used. Give 0 seconds to seven days.",
        ),
        "bad_reason": _say(
            "Kirjoita syy, enintään 500 merkkiä.",
            "Skriv en orsak, högst 500 tecken.",
            "Write a reason of at most 500 characters.",
        ),
        "long_note": _say(
            "Viesti on liian pitkä ({seen} merkkiä). Enintään 2 000 merkkiä mahtuu.",
            "Meddelandet är för långt ({seen} tecken). Högst 2 000 tecken ryms.",
            "The note is too long ({seen} characters). At most 2,000 fit.",
        ),
        "case_ended": _say(
            "Asia on jo päättynyt.",
            "Ärendet är redan avslutat.",
            "The case has already ended.",
        ),
        "case_not_yours": _say(
            "Asia on nyt jonkun muun hoidossa.",
            "Någon annan har ärendet nu.",
            "Somebody else has the case now.",
        ),
        "to_oneself": _say(
            "Asiaa ei voi siirtää itselleen. Valitse joku muu.",
            "Ett ärende kan inte överlämnas till en själv. Välj någon annan.",
            "A case can't be handed over to oneself. Choose somebody else.",
        ),
        "offer_open": _say(
            "Asiaa on jo tarjottu jollekulle. Odota vastausta tai ota asia takaisin.",
            "Ärendet har redan erbjudits någon. Vänta på svar eller ta tillbaka ärendet.",
            "The case is already on offer. Wait for the answer or take it back.",
        ),
        "left": _say(
            "{person} ei ole enää töissä täällä. Valitse joku muu.",
            "{person} arbetar inte längre här. Välj någon annan.",
            "{person} no longer works here. Choose somebody else.",
        ),
        "takes_no_cases": _say(
            "{person} ei ota vastaan asiakkaiden asioita. Valitse joku muu.",
            "{person} tar inte emot kundärenden. Välj någon annan.",
            "{person} does not take customers' cases. Choose somebody else.",
        ),
        "not_connected": _say(
            "Asiakas ei ole enää linjalla. Siirrä asia niin, että vastaanottaja ottaa yhteyttä "
            "myöhemmin.",
            "Kunden är inte längre på linjen. Lämna över ärendet så att mottagaren tar kontakt "
            "senare.",
            "The customer is no longer connected. Hand the case over so that the receiver "
            "contacts them later.",
        ),
        "not_available": _say(
            "{person} ei ole nyt tavattavissa. Valitse seuraava.",
            "{person} är inte anträffbar just nu. Välj nästa.",
            "{person} is not available now. Choose the next one.",
        ),
        "no_free_place": _say(
            "{person} ei voi ottaa nyt useampia asioita. Valitse seuraava.",
            "{person} kan inte ta emot fler ärenden just nu. Välj nästa.",
            "{person} can't take more cases now. Choose the next one.",
        ),
        "offer_not_yours": _say(
            "Tämä siirto ei ole sinun vastattavanasi.",
            "Den här överlämningen är inte din att besvara.",
            "This handover is not yours to answer.",
        ),
        "offer_accepted": _say(
            "Siirto on jo otettu vastaan.",
            "Överlämningen har redan tagits emot.",
            "The handover has already been accepted.",
        ),
        "offer_declined": _say(
            "Siirto on jo hylätty.",
            "Överlämningen har redan avböjts.",
            "The handover has already been declined.",
        ),
        "offer_expired": _say(
            "Tarjouksen aika on jo kulunut umpeen.",
            "Erbjudandets tid har redan gått ut.",
            "The offer has already run out of time.",
        ),
        "offer_withdrawn": _say(
            "Lähettäjä on ottanut asian takaisin.",
            "Avsändaren har tagit tillbaka ärendet.",
            "The sender has taken the case back.",
        ),
        "offer_forwarded": _say(
            "Asia on jo siirretty eteenpäin.",
            "Ärendet har redan lämnats vidare.",
            "The case has already been passed on.",
        ),
        "offer_returned": _say(
            "Asia on jo palautettu.",
            "Ärendet har redan lämnats tillbaka.",
            "The case has already been returned.",
        ),
        "packet_too_large": _say(
            "Saatetiedot ovat liian suuret ({seen}). Enintään 64 kilotavua mahtuu.",
            "De medföljande uppgifterna är för stora ({seen}). Högst 64 kilobyte ryms.",
            "The context packet is too large ({seen}). At most 64 kilobytes fit.",
        ),
        "packet_too_many": _say(
            "Saatetiedoissa on liian monta kenttää ({seen}). Enintään sata mahtuu.",
            "De medföljande uppgifterna har för många fält ({seen}). Högst hundra ryms.",
            "The context packet has too many fields ({seen}). At most a hundred fit.",
        ),
        "packet_bad_name": _say(
            "Saatetietojen kentällä ei ole kelvollista nimeä.",
            "Ett fält i de medföljande uppgifterna saknar ett giltigt namn.",
            "A field of the context packet has no usable name.",
        ),
        "packet_twice": _say(
            "Saatetiedoissa on kenttä {seen} kahdesti.",
            "De medföljande uppgifterna har fältet {seen} två gånger.",
            "The context packet has the field {seen} twice.",
        ),
        "packet_missing": _say(
            "Pakollinen saatetieto puuttuu: {field}.",
            "En obligatorisk uppgift saknas: {field}.",
            "A required field of the context packet is missing: {field}.",
        ),
        "absence_no_zone": _say(
            "Ajasta puuttuu aikavyöhyke: {seen}.",
            "Tiden saknar tidszon: {seen}.",
            "The time has no time zone: {seen}.",
        ),
        "absence_backwards": _say(
            "Poissaolo päättyy ennen kuin se alkaa. Tarkista ajat.",
            "Frånvaron slutar innan den börjar. Kontrollera tiderna.",
            "The absence ends before it begins. Check the times.",
        ),
        "absence_over": _say(
            "Poissaolo on jo ohi.",
            "Frånvaron är redan över.",
            "The absence is already over.",
        ),
        "absence_long": _say(
            "Poissaolo on liian pitkä. Enintään 400 päivää voi merkitä kerralla.",
            "Frånvaron är för lång. Högst 400 dagar kan anges på en gång.",
            "The absence is too long. At most 400 days can be planned at once.",
        ),
        "absence_far": _say(
            "Poissaolo on liian kaukana. Merkitse se lähempänä ajankohtaa.",
            "Frånvaron ligger för långt fram. Ange den närmare tidpunkten.",
            "The absence is too far ahead. Plan it nearer the time.",
        ),
        "absence_meets": _say(
            "Sinulle on jo merkitty poissaolo tälle ajalle. Peru se ensin.",
            "Du har redan en frånvaro under den här tiden. Ta bort den först.",
            "You already have an absence at this time. Cancel it first.",
        ),
        "absence_many": _say(
            "Poissaoloja on merkitty jo {seen}. Peru joitakin ensin.",
            "Du har redan planerat frånvaro {seen} gånger. Ta bort någon av dem först.",
            "There are already {seen} planned absences. Cancel some first.",
        ),
        "backup_oneself": _say(
            "Et voi olla oma sijaisesi. Valitse joku muu.",
            "Du kan inte vara din egen ersättare. Välj någon annan.",
            "You can't stand in for yourself. Choose somebody else.",
        ),
        "network_name": _say(
            "Anna verkostolle nimi kullakin kielellä, enintään 120 merkkiä.",
            "Ge nätverket ett namn på varje språk, högst 120 tecken.",
            "Give the network a name in each language, at most 120 characters.",
        ),
        "network_list": _say(
            "Kentässä {field} on {seen} kohtaa. Anna yhdestä sataan, kukin kerran.",
            "Fältet {field} har {seen} poster. Ange en till hundra, var och en en gång.",
            "There are {seen} items in {field}. Give one to a hundred, each once.",
        ),
        "network_times": _say(
            "Ajat eivät kelpaa: {seen}. Alun on oltava ennen loppua.",
            "Tiderna duger inte: {seen}. Början ska vara före slutet.",
            "These times can't be used: {seen}. The start must come before the end.",
        ),
        "network_one_unit": _say(
            "Kaikki jäsenet ovat samasta yksiköstä. Ota mukaan joku toisesta yksiköstä.",
            "Alla medlemmar är från samma enhet. Ta med någon från en annan enhet.",
            "All members are of the same unit. Add somebody of another unit.",
        ),
        "network_same_name": _say(
            "Samanniminen miniverkosto on jo olemassa. Anna toinen nimi.",
            "Det finns redan ett mininätverk med samma namn. Ge ett annat namn.",
            "There is already a mini-network of this name. Give another name.",
        ),
        "agreement_empty": _say(
            "Pelisääntöjen kohta {field} puuttuu.",
            "Punkten {field} i överenskommelsen saknas.",
            "The part {field} of the agreement is missing.",
        ),
        "agreement_long": _say(
            "Pelisääntöjen kohdassa {field} on {seen} merkkiä. Enintään 2 000 merkkiä mahtuu.",
            "Punkten {field} i överenskommelsen har {seen} tecken. Högst 2 000 tecken ryms.",
            "The part {field} of the agreement has {seen} characters. At most 2,000 fit.",
        ),
        "rota_zone": _say(
            "Aikavyöhykettä {seen} ei ole. Anna esimerkiksi Europe/Helsinki.",
            "Tidszonen {seen} finns inte. Ange till exempel Europe/Helsinki.",
            "There is no time zone {seen}. Give for example Europe/Helsinki.",
        ),
        "rota_holidays": _say(
            "Paikan {seen} pyhäpäiviä ei tunneta. Anna esimerkiksi FI tai FI-01.",
            "Helgdagarna för {seen} är inte kända. Ange till exempel FI eller FI-01.",
            "The public holidays of {seen} are not known. Give for example FI or FI-01.",
        ),
        "rota_long": _say(
            "Päivystyslistassa on liian monta vuoroa ({seen}). Enintään 200 mahtuu.",
            "Jourlistan har för många turer ({seen}). Högst 200 ryms.",
            "The rota has too many turns ({seen}). At most 200 fit.",
        ),
        "rota_clock": _say(
            "Kellonaika ei kelpaa: {seen}. Kirjoita se muodossa 08:00.",
            "Klockslaget duger inte: {seen}. Skriv det som 08:00.",
            "This is no time of day: {seen}. Write it as 08:00.",
        ),
        "rota_overlap": _say(
            "Samalla henkilöllä on päällekkäisiä vuoroja: {seen}.",
            "Samma person har turer som överlappar: {seen}.",
            "The same person has turns that overlap: {seen}.",
        ),
        "rota_stranger": _say(
            "Vuorossa on joku, joka ei kuulu verkostoon. Lisää hänet ensin jäseneksi.",
            "En tur har getts till någon som inte är medlem. Lägg först till personen.",
            "A turn was given to somebody who is no member. Add them to the network first.",
        ),
        "rota_day_twice": _say(
            "Päivä {seen} on poikkeuksissa kahdesti.",
            "Dagen {seen} finns två gånger bland undantagen.",
            "The date {seen} is twice among the exceptions.",
        ),
        "swap_not_member": _say(
            "Vain verkoston jäsenet vaihtavat vuoroja.",
            "Bara nätverkets medlemmar byter turer.",
            "Only members of the network swap turns.",
        ),
        "swap_with_whom": _say(
            "Vaihda vuoro jonkun toisen verkoston jäsenen kanssa.",
            "Byt tur med en annan medlem av nätverket.",
            "Swap with another member of the network.",
        ),
        "swap_no_duty": _say(
            "Vuoroa ei ole, tai se on jo alkanut. Katso lista uudelleen.",
            "Turen finns inte eller har redan börjat. Se listan på nytt.",
            "There is no such turn, or it has begun. Look at the rota again.",
        ),
        "swap_answered": _say(
            "Vaihtopyyntöön on jo vastattu.",
            "Förfrågan om byte är redan besvarad.",
            "The swap has already been answered.",
        ),
        "connection_address": _say(
            "Tähän ei voi yhdistää: {seen}. Anna numero, SIP-osoite tai https-linkki.",
            "Dit går det inte att koppla: {seen}. Ange ett nummer, en SIP-adress eller en "
            "https-länk.",
            "This can't be connected to: {seen}. Give a number, a SIP address or an https link.",
        ),
        "connection_not_yours": _say(
            "Voit kertoa vain oman yhteystietosi. Yksikön tiedot kertoo esihenkilö.",
            "Du kan bara ange din egen anknytning. Enhetens anges av chefen.",
            "You can only say how you yourself are connected. A manager does it for a unit.",
        ),
    }
)


def sentence(words: str, **values: object) -> LocalText:
    """The sentence with its values filled in."""
    text = WORDS[words]
    return LocalText(text.fi.format(**values), text.sv.format(**values), text.en.format(**values))
