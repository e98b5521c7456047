"""What the sample's pilots ask, change and mean, in three languages."""

from __future__ import annotations

from dataclasses import dataclass

from netsvc.directory.model import LocalText


@dataclass(frozen=True)
class PilotWords:
    name: LocalText
    question: LocalText
    change: LocalText
    agents: LocalText
    experts: LocalText


WORDS = {
    "housing": PilotWords(
        LocalText(
            "Asumisen miniverkosto Oulussa ja Vaasassa",
            "Boendets mininätverk i Uleåborg och Vasa",
            "Housing mini-network in Oulu and Vaasa",
        ),
        LocalText(
            "Ratkeaako useampi asumistukiasia yhdellä asiointikerralla, kun neuvoja tuo asian "
            "suoraan miniverkostolle?",
            "Löses fler ärenden om bostadsbidrag vid första kontakten när rådgivaren för ärendet "
            "direkt till mininätverket?",
            "Are more housing allowance matters resolved at the first contact when agents bring "
            "them straight to the mini-network?",
        ),
        LocalText(
            "Oulu ja Vaasa siirtävät asumistuen asian suoraan miniverkoston päivystäjälle "
            "asiakkaan ollessa vielä linjalla. Muut toimivat kuten ennen.",
            "Uleåborg och Vasa överlämnar bostadsbidragsärenden direkt till nätverkets jour medan "
            "kunden är kvar på linjen. De andra gör som förut.",
            "Oulu and Vaasa hand housing allowance matters directly to whoever is on duty in the "
            "mini-network, while the customer is still there. The others work as before.",
        ),
        LocalText(
            "Siirrät asumistuen asian verkostolle etkä neuvo asiakasta soittamaan muualle. Asia on "
            "sinun, kunnes päivystäjä ottaa sen.",
            "Du överlämnar bostadsbidragsärenden till nätverket i stället för att hänvisa kunden "
            "vidare. Ärendet är ditt tills jouren tar emot det.",
            "You hand housing matters to the network instead of sending the customer elsewhere. "
            "The case stays yours until somebody on duty accepts it.",
        ),
        LocalText(
            "Vuorossa ollessasi vastaat minuutissa. Ilman vuoroa työsi ei muutu.",
            "När du har jour svarar du inom en minut. Utan jour ändras ditt arbete inte.",
            "On duty you answer within a minute. Off duty your work does not change.",
        ),
    ),
    "list": PilotWords(
        LocalText(
            "Nimilista ilman päivystystä",
            "En namnlista utan jour",
            "A list of names, nobody on duty",
        ),
        LocalText(
            "Riittääkö lista nimistä, vai tarvitaanko joku päivystämään?",
            "Räcker det med en lista på namn, eller måste någon ha jour?",
            "Is a list of names enough, or does somebody have to be on duty?",
        ),
        LocalText(
            "Helsinki ja Tampere saavat listan hakemusten, maksujen ja henkilötietojen osaajista. "
            "Kukaan ei päivystä.",
            "Helsingfors och Tammerfors får en lista på dem som kan ansökningar, utbetalningar och "
            "personuppgifter. Ingen har jour.",
            "Helsinki and Tampere get a list of people who know applications, payments and "
            "personal data. Nobody is on duty.",
        ),
        LocalText(
            "Löydät listan intranetistä. Soita kenelle haluat, kun asiakas odottaa.",
            "Listan finns på intranätet. Ring vem du vill när en kund väntar.",
            "You find the list on the intranet. Call whom you like while a customer waits.",
        ),
        LocalText(
            "Nimesi on listalla. Vastaat, kun ehdit; vuoroja ei ole.",
            "Ditt namn finns på listan. Du svarar när du hinner; det finns inga turer.",
            "Your name is on the list. You answer when you can; there are no turns.",
        ),
    ),
    "families": PilotWords(
        LocalText(
            "Perheiden miniverkosto Turussa",
            "Familjernas mininätverk i Åbo",
            "Families mini-network in Turku",
        ),
        LocalText(
            "Ratkeaako useampi perheen asia yhdellä asiointikerralla, kun etuuskäsittely ja "
            "perintä vastaavat yhdessä?",
            "Löses fler familjeärenden vid första kontakten när handläggning och indrivning svarar "
            "tillsammans?",
            "Are more family matters resolved at the first contact when benefit handling and "
            "collections answer together?",
        ),
        LocalText(
            "Turku tuo perheiden asiat miniverkostoon. Muut toimivat kuten ennen.",
            "Åbo för familjeärenden till mininätverket. De andra gör som förut.",
            "Turku brings family matters to the mini-network. The others work as before.",
        ),
        LocalText(
            "Turussa siirrät perheiden asiat verkostolle asiakkaan ollessa linjalla. Muualla "
            "mikään ei muutu.",
            "I Åbo överlämnar du familjeärenden till nätverket medan kunden är på linjen. "
            "Annanstans ändras ingenting.",
            "In Turku you hand family matters to the network while the customer is there. "
            "Elsewhere nothing changes.",
        ),
        LocalText(
            "Vuorossa ollessasi vastaat kahdessa minuutissa.",
            "När du har jour svarar du inom två minuter.",
            "On duty you answer within two minutes.",
        ),
    ),
    "social": PilotWords(
        LocalText(
            "Toimeentulotuki: kaksi yhteyskeskusta kahta vastaan",
            "Utkomststöd: två kontaktcenter mot två",
            "Social assistance: two centres against two",
        ),
        LocalText(
            "Ratkeaako useampi toimeentulotuen asia yhdellä asiointikerralla?",
            "Löses fler ärenden om utkomststöd vid första kontakten?",
            "Are more social assistance matters resolved at the first contact?",
        ),
        LocalText(
            "Oulu ja Vaasa tuovat toimeentulotuen asiat suoraan perusturvan käsittelijälle.",
            "Uleåborg och Vasa för utkomststödsärenden direkt till en handläggare.",
            "Oulu and Vaasa bring social assistance matters straight to a handler.",
        ),
        LocalText(
            "Kysyt käsittelijältä suoraan. Asiakas pysyy linjalla.",
            "Du frågar handläggaren direkt. Kunden stannar på linjen.",
            "You ask a handler directly. The customer stays on the line.",
        ),
        LocalText(
            "Vastaat neuvojien kysymyksiin vuorollasi.",
            "Du svarar på rådgivarnas frågor när det är din tur.",
            "You answer agents' questions when it is your turn.",
        ),
    ),
}
