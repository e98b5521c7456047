"""What is said of cases that go round in circles, and of their conferences."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "loop_hop_limit": say(
        "Asia on jo vaihtanut käsiä niin monta kertaa, että sille on nimettävä vastuuhenkilö. "
        "Vie asia neuvotteluun.",
        "Ärendet har redan bytt händer så många gånger att en ansvarig måste utses. "
        "Ta det till en ärendekonferens.",
        "The case has changed hands so often that its owner has to be named. "
        "Take it to a case conference.",
    ),
    "loop_back_to_unit": say(
        "Asia on jo ollut yksikössä, johon {person} kuuluu, ja lähtenyt sieltä eteenpäin. "
        "Vie asia neuvotteluun.",
        "Ärendet har redan varit hos den enhet som {person} hör till och gått vidare därifrån. "
        "Ta det till en ärendekonferens.",
        "The case has already been with the unit of {person}, which passed it on. "
        "Take it to a case conference.",
    ),
    "loop_decline_cycle": say(
        "Asiaa on jo tarjottu niille, joiden mielestä se ei kuulu heille. Vie asia neuvotteluun.",
        "Ärendet har redan erbjudits dem som säger att det inte är deras. "
        "Ta det till en ärendekonferens.",
        "The case has already been offered to those who say that it is not theirs. "
        "Take it to a case conference.",
    ),
    "conference_open": say(
        "Asiasta neuvotellaan: sille nimetään pian vastuuhenkilö.",
        "En ärendekonferens pågår: en ansvarig utses snart.",
        "A case conference is under way: its owner is named soon.",
    ),
    "conference_decided": say(
        "Vastuuhenkilö on jo nimetty, tai asia on päättynyt.",
        "En ansvarig har redan utsetts, eller så är ärendet avslutat.",
        "The owner has already been named, or the case has ended.",
    ),
    "conference_not_yours": say(
        "Vastuuhenkilön nimeää verkoston jäsen tai vastuuyksikön väki.",
        "Den ansvariga utses av nätverkets medlemmar eller den ansvariga enheten.",
        "The owner is named by the network's members or the responsible unit.",
    ),
    "no_loop": say(
        "Asia ei kierrä vielä kenenkään välillä. Tarjoa sitä ensin jollekulle.",
        "Ärendet går ännu inte runt mellan någon. Erbjud det först åt någon.",
        "The case does not go round between anybody yet. Offer it to somebody first.",
    ),
    "units_many": say(
        "Yksiköitä on liikaa ({seen}). Enintään 20.",
        "Det är för många enheter ({seen}). Högst 20.",
        "There are too many units ({seen}). At most 20.",
    ),
}
