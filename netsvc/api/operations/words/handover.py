"""What is said of offers and who they go to."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "to_oneself": say(
        "Asiaa ei voi siirtää itselleen. Valitse joku muu.",
        "Ett ärende kan inte överlämnas till en själv. Välj någon annan.",
        "A case can't be handed over to oneself. Choose somebody else.",
    ),
    "offer_open": say(
        "Asiaa on jo tarjottu jollekulle. Odota vastausta tai ota asia takaisin.",
        "Ärendet har redan erbjudits någon. Vänta på svar eller ta tillbaka ärendet.",
        "The case is already on offer. Wait for the answer or take it back.",
    ),
    "left": say(
        "{person} ei ole enää töissä täällä. Valitse joku muu.",
        "{person} arbetar inte längre här. Välj någon annan.",
        "{person} no longer works here. Choose somebody else.",
    ),
    "takes_no_cases": say(
        "{person} ei ota vastaan asiakkaiden asioita. Valitse joku muu.",
        "{person} tar inte emot kundärenden. Välj någon annan.",
        "{person} does not take customers' cases. Choose somebody else.",
    ),
    "not_connected": say(
        "Asiakas ei ole enää linjalla. Siirrä asia niin, että vastaanottaja ottaa yhteyttä "
        "myöhemmin.",
        "Kunden är inte längre på linjen. Lämna över ärendet så att mottagaren tar kontakt senare.",
        "The customer is no longer connected. Hand the case over so that the receiver "
        "contacts them later.",
    ),
    "not_available": say(
        "{person} ei ole nyt tavattavissa. Valitse seuraava.",
        "{person} är inte anträffbar just nu. Välj nästa.",
        "{person} is not available now. Choose the next one.",
    ),
    "no_free_place": say(
        "{person} ei voi ottaa nyt useampia asioita. Valitse seuraava.",
        "{person} kan inte ta emot fler ärenden just nu. Välj nästa.",
        "{person} can't take more cases now. Choose the next one.",
    ),
    "offer_not_yours": say(
        "Tämä siirto ei ole sinun vastattavanasi.",
        "Den här överlämningen är inte din att besvara.",
        "This handover is not yours to answer.",
    ),
    "offer_accepted": say(
        "Siirto on jo otettu vastaan.",
        "Överlämningen har redan tagits emot.",
        "The handover has already been accepted.",
    ),
    "offer_declined": say(
        "Siirto on jo hylätty.",
        "Överlämningen har redan avböjts.",
        "The handover has already been declined.",
    ),
    "offer_expired": say(
        "Tarjouksen aika on jo kulunut umpeen.",
        "Erbjudandets tid har redan gått ut.",
        "The offer has already run out of time.",
    ),
    "offer_withdrawn": say(
        "Lähettäjä on ottanut asian takaisin.",
        "Avsändaren har tagit tillbaka ärendet.",
        "The sender has taken the case back.",
    ),
    "offer_forwarded": say(
        "Asia on jo siirretty eteenpäin.",
        "Ärendet har redan lämnats vidare.",
        "The case has already been passed on.",
    ),
    "offer_returned": say(
        "Asia on jo palautettu.",
        "Ärendet har redan lämnats tillbaka.",
        "The case has already been returned.",
    ),
}
