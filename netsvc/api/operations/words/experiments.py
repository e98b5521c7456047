"""What is said of pilots."""

from __future__ import annotations

from netsvc.api.operations.words.say import say

WORDS = {
    "experiment_units": say(
        "Yksiköitä on liikaa tai sama yksikkö on mukana kahdesti ({seen}). Enintään 60, kukin "
        "kerran.",
        "Enheterna är för många eller samma enhet är med två gånger ({seen}). Högst 60, var och en "
        "en gång.",
        "There are too many units, or one of them twice ({seen}). At most 60, each once.",
    ),
    "experiment_both_sides": say(
        "Sama yksikkö on sekä kokeilu- että vertailuyksikkönä. Valitse sille toinen puoli.",
        "Samma enhet är både försöks- och jämförelseenhet. Välj en sida för den.",
        "The same unit is both treated and compared with. Choose one side for it.",
    ),
    "experiment_nested": say(
        "Yksikkö on toisen valitun yksikön osa, joten sen asiat laskettaisiin kahdesti. Poista "
        "toinen.",
        "En enhet är en del av en annan vald enhet, så dess ärenden skulle räknas två gånger. Ta "
        "bort den ena.",
        "A unit is part of another chosen unit, so its cases would count twice. Remove one of "
        "them.",
    ),
    "experiment_small_unit": say(
        "Yksikössä on alle viisi työntekijää. Niin pienen ryhmän lukuja ei näytetä; valitse "
        "isompi yksikkö tai suuremmat tiimit.",
        "Enheten har färre än fem medarbetare. Siffror för så små grupper visas inte; välj en "
        "större enhet eller större team.",
        "The unit has fewer than five employees. Figures of so small a group are not shown; choose "
        "a larger unit or larger teams.",
    ),
    "experiment_baseline": say(
        "Vertailujakson on oltava kokonaisia viikkoja ja päätyttävä kokeilun alkuun.",
        "Jämförelseperioden ska vara hela veckor och sluta när försöket börjar.",
        "The baseline must be whole weeks and end where the pilot starts.",
    ),
    "experiment_end": say(
        "Loppupäivän on oltava alkupäivän jälkeen, enintään 104 viikkoa myöhemmin.",
        "Slutdagen ska vara efter startdagen, högst 104 veckor senare.",
        "The end must come after the start, at most 104 weeks later.",
    ),
    "experiment_started": say(
        "Kokeilun alkupäivä on jo mennyt tai on tänään. Suunnitelma lukitaan ennen alkua.",
        "Försökets startdag har redan passerats eller är i dag. Planen låses före starten.",
        "The start of the pilot has passed or is today. A plan is locked before it starts.",
    ),
    "experiment_looks": say(
        "Tarkastelupäivät eivät kelpaa: jokaisessa on oltava vähintään yksi uusi valmis viikko, ja "
        "viimeinen on vasta, kun kaikkien asioiden seuranta-aika on päättynyt.",
        "Granskningsdagarna duger inte: varje granskning ska ha minst en ny färdig vecka, och den "
        "sista kommer först när uppföljningstiden för alla ärenden har gått ut.",
        "These looks can't be used: each needs at least one more mature week, and the last comes "
        "only when the repeat window of every case has passed.",
    ),
    "experiment_lacks": say(
        "Suunnitelmasta puuttuu vielä: {seen}.",
        "I planen saknas ännu: {seen}.",
        "The plan still lacks: {seen}.",
    ),
    "experiment_no_cases": say(
        "Yksikössä {seen} ei ole ollut yhtään laskettavaa asiaa. Valitse toinen yksikkö.",
        "Enheten {seen} har inte haft ett enda ärende som räknas. Välj en annan enhet.",
        "Unit {seen} has had no case that counts. Choose another unit.",
    ),
    "experiment_no_variation": say(
        "Kaikki asiat ratkesivat tai yksikään ei ratkennut yhdellä asiointikerralla, joten "
        "muutosta ei voi nähdä. Valitse toinen mittari tai muut asiatyypit.",
        "Alla ärenden eller inget ärende löstes vid första kontakten, så en förändring går inte "
        "att se. Välj ett annat mått eller andra ärendetyper.",
        "Every case or none was resolved at first contact, so no change can be seen. Choose "
        "another measure or other issue types.",
    ),
    "experiment_no_history": say(
        "Historiaa on liian vähän ({seen} viikkoa), jotta vaihtelun voisi oppia siitä. Anna "
        "oletukset itse.",
        "Historiken är för kort ({seen} veckor) för att lära sig variationen. Ange antagandena "
        "själv.",
        "The history is too short ({seen} weeks) to learn the variation from. Name the assumptions "
        "yourself.",
    ),
    "experiment_undecidable": say(
        "Kokeilua ei voi ratkaista. Hyväksy tämä tai muuta suunnitelmaa.",
        "Försöket kan inte avgöras. Godkänn detta eller ändra planen.",
        "The pilot can't be decided. Acknowledge it or change the plan.",
    ),
    "experiment_units_taken": say(
        "Yksikkö {seen} on samaan aikaan mukana toisessa kokeilussa samoista asiatyypeistä. "
        "Valitse toinen yksikkö tai odota, että se päättyy.",
        "Enheten {seen} deltar samtidigt i ett annat försök om samma ärendetyper. Välj en annan "
        "enhet eller vänta tills det är slut.",
        "Unit {seen} takes part in another pilot about the same issue types at the same time. "
        "Choose another unit or wait until that one has ended.",
    ),
    "experiment_locked": say(
        "Suunnitelma on lukittu. Kirjaa muutos päivättynä poikkeamana.",
        "Planen är låst. Anteckna ändringen som en daterad avvikelse.",
        "The plan is locked. Record the change as a dated amendment.",
    ),
    "experiment_is_draft": say(
        "Kokeilu on vielä luonnos. Lukitse suunnitelma ensin.",
        "Försöket är ännu ett utkast. Lås planen först.",
        "The pilot is still a draft. Lock its plan first.",
    ),
    "experiment_ended": say(
        "Kokeilu on jo päättynyt.", "Försöket är redan avslutat.", "The pilot has already ended."
    ),
    "experiment_not_ended": say(
        "Kokeilu ei ole vielä päättynyt. Päätä se ennen johtopäätöstä.",
        "Försöket är inte avslutat. Avsluta det före slutsatsen.",
        "The pilot has not ended yet. End it before the verdict.",
    ),
    "experiment_changed": say(
        "Suunnitelma muuttui tällä välin. Katso se uudelleen.",
        "Planen ändrades under tiden. Se den på nytt.",
        "The plan was changed meanwhile. Look at it again.",
    ),
    "experiment_no_such_look": say(
        "Tällaista tarkastelua ei ole jäljellä. Tarkastelut tehdään järjestyksessä, kukin kerran.",
        "Det finns ingen sådan granskning kvar. Granskningarna görs i ordning, var och en en gång.",
        "There is no such look left. Looks are taken in order, each once.",
    ),
    "experiment_look_early": say(
        "Seuraava tarkastelu on {seen}. Vaikutusta ei näytetä aiemmin, koska kurkistelu antaa "
        "vääriä hälytyksiä.",
        "Nästa granskning är {seen}. Effekten visas inte tidigare, eftersom smygtittande ger "
        "falska larm.",
        "The next look is on {seen}. The effect is not shown before it, since peeking cries wolf.",
    ),
    "experiment_not_analysable": say(
        "Tarkastelua ei voi laskea: jollakin yksiköllä ei ole valmiita asioita ennen alkua tai sen "
        "jälkeen. Jätä yksikkö pois ja kirjaa syy.",
        "Granskningen kan inte beräknas: någon enhet saknar färdiga ärenden före eller efter "
        "starten. Lämna bort enheten och ange orsaken.",
        "The look can't be computed: some unit has no mature cases before or after the start. "
        "Exclude the unit with the reason.",
    ),
    "experiment_future": say(
        "Päivä {seen} on tulevaisuudessa. Kirjaa vain jo tapahtunut.",
        "Dagen {seen} ligger i framtiden. Anteckna bara det som har hänt.",
        "{seen} lies ahead. Record what has happened.",
    ),
    "experiment_many": say(
        "Kirjauksia on jo {seen}. Enempää ei mahdu.",
        "Det finns redan {seen} anteckningar. Fler ryms inte.",
        "There are {seen} entries already. No more fit.",
    ),
    "experiment_unit_not_in": say(
        "{seen} ei ole mukana kokeilussa.",
        "{seen} deltar inte i försöket.",
        "{seen} takes no part in the pilot.",
    ),
    "experiment_no_expansion": say(
        "Laajennussuunnitelma näytetään, kun kokeilu on päättynyt ja päätös on laajentaa tai "
        "muuttaa.",
        "En plan för utvidgning visas när försöket är avslutat och beslutet är att utvidga eller "
        "justera.",
        "An expansion plan is shown once the pilot has ended with a verdict to scale or adjust.",
    ),
    "pulse_scale": say(
        "Vastaus on luku 1–5; {seen} ei ole.",
        "Svaret är ett tal från 1 till 5; {seen} är det inte.",
        "An answer is a number from 1 to 5; {seen} is not.",
    ),
    "pulse_not_running": say(
        "Kysymyksiin vastataan vain kokeilun aikana.",
        "Frågorna besvaras bara medan försöket pågår.",
        "The questions are answered only while the pilot runs.",
    ),
    "pulse_not_touched": say(
        "Kokeilu ei koske työtäsi, joten kysymykset eivät ole sinulle.",
        "Försöket berör inte ditt arbete, så frågorna är inte till dig.",
        "The pilot does not touch your work, so its questions are not for you.",
    ),
    "pulse_given": say(
        "Olet jo vastannut tällä kahden viikon jaksolla. Kiitos.",
        "Du har redan svarat under de här två veckorna. Tack.",
        "You have answered this fortnight already. Thank you.",
    ),
    "experiment_share_days": say(
        "Linkki voi olla voimassa 1–90 päivää.",
        "Länken kan gälla 1–90 dagar.",
        "A link may last 1 to 90 days.",
    ),
    "experiment_team_size": say(
        "Tiimissä on oltava 5–50 henkeä.",
        "Ett team ska ha 5–50 personer.",
        "A team has 5 to 50 people.",
    ),
    "experiment_input": say(
        "Kentän {field} arvoa ei voi käyttää: {seen}.",
        "Värdet i fältet {field} kan inte användas: {seen}.",
        "The value of {field} can't be used: {seen}.",
    ),
}
