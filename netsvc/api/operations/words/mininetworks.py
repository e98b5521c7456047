"""What is said of mini-networks, agreements, rotas and swaps."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "network_name": say(
        "Anna verkostolle nimi kullakin kielellä, enintään 120 merkkiä.",
        "Ge nätverket ett namn på varje språk, högst 120 tecken.",
        "Give the network a name in each language, at most 120 characters.",
    ),
    "network_list": say(
        "Kentässä {field} on {seen} kohtaa. Anna yhdestä sataan, kukin kerran.",
        "Fältet {field} har {seen} poster. Ange en till hundra, var och en en gång.",
        "There are {seen} items in {field}. Give one to a hundred, each once.",
    ),
    "network_times": say(
        "Ajat eivät kelpaa: {seen}. Alun on oltava ennen loppua.",
        "Tiderna duger inte: {seen}. Början ska vara före slutet.",
        "These times can't be used: {seen}. The start must come before the end.",
    ),
    "network_started": say(
        "Miniverkosto on jo käytössä, eikä siitä tule enää luonnosta. Anna sille viimeinen päivä.",
        "Mininätverket är redan i bruk och blir inte ett utkast igen. Ge det en sista dag.",
        "The mini-network has started and can't become a draft again. Give it a last day.",
    ),
    "network_one_unit": say(
        "Kaikki jäsenet ovat samasta yksiköstä. Ota mukaan joku toisesta yksiköstä.",
        "Alla medlemmar är från samma enhet. Ta med någon från en annan enhet.",
        "All members are of the same unit. Add somebody of another unit.",
    ),
    "network_same_name": say(
        "Samanniminen miniverkosto on jo olemassa. Anna toinen nimi.",
        "Det finns redan ett mininätverk med samma namn. Ge ett annat namn.",
        "There is already a mini-network of this name. Give another name.",
    ),
    "agreement_empty": say(
        "Pelisääntöjen kohta {field} puuttuu.",
        "Punkten {field} i överenskommelsen saknas.",
        "The part {field} of the agreement is missing.",
    ),
    "standard_no_agreement": say(
        "Miniverkostolla ei ole vielä pelisääntöjä, jotka voisi vakioida.",
        "Mininätverket har ännu ingen överenskommelse att göra till standard.",
        "The mini-network has no agreement yet that could become the standard.",
    ),
    "standard_review": say(
        "Tarkistuspäivän pitää olla tulevaisuudessa ja kahden vuoden sisällä.",
        "Granskningsdagen måste ligga i framtiden, inom två år.",
        "The day of review must be in the future, within two years.",
    ),
    "agreement_long": say(
        "Pelisääntöjen kohdassa {field} on {seen} merkkiä. Enintään 2 000 merkkiä mahtuu.",
        "Punkten {field} i överenskommelsen har {seen} tecken. Högst 2 000 tecken ryms.",
        "The part {field} of the agreement has {seen} characters. At most 2,000 fit.",
    ),
    "rota_zone": say(
        "Aikavyöhykettä {seen} ei ole. Anna esimerkiksi Europe/Helsinki.",
        "Tidszonen {seen} finns inte. Ange till exempel Europe/Helsinki.",
        "There is no time zone {seen}. Give for example Europe/Helsinki.",
    ),
    "rota_holidays": say(
        "Paikan {seen} pyhäpäiviä ei tunneta. Anna esimerkiksi FI tai FI-01.",
        "Helgdagarna för {seen} är inte kända. Ange till exempel FI eller FI-01.",
        "The public holidays of {seen} are not known. Give for example FI or FI-01.",
    ),
    "rota_long": say(
        "Päivystyslistassa on liian monta vuoroa ({seen}). Enintään 200 mahtuu.",
        "Jourlistan har för många turer ({seen}). Högst 200 ryms.",
        "The rota has too many turns ({seen}). At most 200 fit.",
    ),
    "rota_clock": say(
        "Kellonaika ei kelpaa: {seen}. Kirjoita se muodossa 08:00.",
        "Klockslaget duger inte: {seen}. Skriv det som 08:00.",
        "This is no time of day: {seen}. Write it as 08:00.",
    ),
    "rota_overlap": say(
        "Samalla henkilöllä on päällekkäisiä vuoroja: {seen}.",
        "Samma person har turer som överlappar: {seen}.",
        "The same person has turns that overlap: {seen}.",
    ),
    "rota_stranger": say(
        "Vuorossa on joku, joka ei kuulu verkostoon. Lisää hänet ensin jäseneksi.",
        "En tur har getts till någon som inte är medlem. Lägg först till personen.",
        "A turn was given to somebody who is no member. Add them to the network first.",
    ),
    "rota_day_twice": say(
        "Päivä {seen} on poikkeuksissa kahdesti.",
        "Dagen {seen} finns två gånger bland undantagen.",
        "The date {seen} is twice among the exceptions.",
    ),
    "swap_not_member": say(
        "Vain verkoston jäsenet vaihtavat vuoroja.",
        "Bara nätverkets medlemmar byter turer.",
        "Only members of the network swap turns.",
    ),
    "swap_with_whom": say(
        "Vaihda vuoro jonkun toisen verkoston jäsenen kanssa.",
        "Byt tur med en annan medlem av nätverket.",
        "Swap with another member of the network.",
    ),
    "swap_no_duty": say(
        "Vuoroa ei ole, tai se on jo alkanut. Katso lista uudelleen.",
        "Turen finns inte eller har redan börjat. Se listan på nytt.",
        "There is no such turn, or it has begun. Look at the rota again.",
    ),
    "swap_answered": say(
        "Vaihtopyyntöön on jo vastattu.",
        "Förfrågan om byte är redan besvarad.",
        "The swap has already been answered.",
    ),
    "nobody_on_duty": say(
        "Kukaan verkostosta ei päivystä nyt. Valitse joku listalta.",
        "Ingen i nätverket har jour nu. Välj någon i listan.",
        "Nobody of the mini-network is on duty now. Choose somebody in the list.",
    ),
    "nobody_on_duty_next": say(
        "Kukaan verkostosta ei päivystä nyt. Seuraavana vuorossa on {person}, {seen}.",
        "Ingen i nätverket har jour nu. Nästa tur har {person}, {seen}.",
        "Nobody of the mini-network is on duty now. The next turn is {person}'s, {seen}.",
    ),
    "nobody_free_on_duty": say(
        "Kukaan päivystäjistä ei ole nyt vapaana. Valitse joku listalta.",
        "Ingen av dem som har jour är ledig nu. Välj någon i listan.",
        "Nobody on duty is free now. Choose somebody in the list.",
    ),
    "nobody_free_on_duty_next": say(
        "Kukaan päivystäjistä ei ole nyt vapaana. Seuraavana vuorossa on {person}, {seen}.",
        "Ingen av dem som har jour är ledig nu. Nästa tur har {person}, {seen}.",
        "Nobody on duty is free now. The next turn is {person}'s, {seen}.",
    ),
}
