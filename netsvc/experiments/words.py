"""What a board member reads: verdicts and the plan check in Finnish, Swedish and English."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.experiments.estimates import Estimate
from netsvc.experiments.plan import Guardrail
from netsvc.experiments.statistics.decidability import Decidability, Obstacle
from netsvc.experiments.verdict import Because, Verdict, VerdictKind

VERDICTS = {
    VerdictKind.SCALE: LocalText("Laajentakaa", "Utvidga", "Scale"),
    VerdictKind.ADJUST: LocalText("Korjatkaa ja jatkakaa", "Justera", "Adjust"),
    VerdictKind.STOP: LocalText("Lopettakaa", "Avsluta", "Stop"),
    VerdictKind.CANNOT_TELL_YET: LocalText(
        "Vielä ei voi sanoa", "Det går inte att säga ännu", "Cannot tell yet"
    ),
    VerdictKind.COULD_NEVER_TELL: LocalText(
        "Tästä kokeilusta ei olisi koskaan voinut sanoa",
        "Det här försöket kunde aldrig ge svar",
        "Could never tell",
    ),
}

GUARDRAILS = {
    Guardrail.REDIRECTS: LocalText("muualle ohjaamiset", "hänvisningar vidare", "redirects"),
    Guardrail.REPEAT_CONTACTS: LocalText(
        "uudet yhteydenotot samasta asiasta",
        "nya kontakter i samma ärende",
        "repeat contacts",
    ),
    Guardrail.HOURS_TO_RESOLUTION: LocalText(
        "aika ratkaisuun", "tiden till lösning", "time to resolution"
    ),
    Guardrail.EXPERT_LOAD: LocalText(
        "asiantuntijoiden kuormitus (vastaanotettuja siirtoja asiaa kohden)",
        "sakkunnigas belastning (mottagna överlämningar per ärende)",
        "load of experts (handovers taken up per case)",
    ),
    Guardrail.COMPARISON_UNITS: LocalText(
        "vertailuyksiköiden oma lasku ratkaistuissa",
        "jämförelseenheternas egen nedgång i lösta",
        "the comparison units’ own fall in what is resolved",
    ),
    Guardrail.PULSE: LocalText(
        "henkilöstön pulssi (kuinka paljon alempi kuin vertailuyksiköissä, asteikko 1–5)",
        "personalens puls (hur mycket lägre än i jämförelseenheterna, skala 1–5)",
        "pulse of the people (how far below comparison units, scale 1–5)",
    ),
}

RULE = (
    LocalText(
        "Lopetetaan, jos jokin suojaraja on varmasti huonontunut sallittua enemmän tai koko väli "
        "on nollan alapuolella.",
        "Avslutas om någon skyddsgräns med säkerhet har försämrats mer än tillåtet eller om hela "
        "intervallet ligger under noll.",
        "Stop if a guardrail is surely worse than tolerated, or the whole interval lies below "
        "zero.",
    ),
    LocalText(
        "Ei voi koskaan sanoa, jos yksiköitä on liian vähän, jotta mikään tulos vakuuttaisi.",
        "Kan aldrig avgöras om enheterna är för få för att något resultat ska övertyga.",
        "Could never tell if there are too few units for any result to convince.",
    ),
    LocalText(
        "Laajennetaan, jos väli on nollan yläpuolella, muutos on vähintään tavoiteltu ja yksikään "
        "suojaraja ei varoita; muuten korjataan ja jatketaan.",
        "Utvidgas om intervallet ligger över noll, förändringen är minst den eftersträvade och "
        "ingen skyddsgräns varnar; annars justeras försöket.",
        "Scale if the interval lies above zero, the change reaches the smallest effect worth "
        "having and no guardrail warns; otherwise adjust.",
    ),
    LocalText(
        "Lopetetaan, jos koko väli jää alle tavoitellun muutoksen: vaikutus ei riitä.",
        "Avslutas om hela intervallet ligger under den eftersträvade förändringen: effekten räcker "
        "inte.",
        "Stop if the whole interval lies below the smallest effect worth having.",
    ),
    LocalText(
        "Muuten ei voi vielä sanoa, ja jatketaan seuraavaan sovittuun tarkasteluun.",
        "Annars går det inte att säga ännu, och försöket fortsätter till nästa planerade "
        "granskning.",
        "Otherwise cannot tell yet, and the pilot goes on to the next planned look.",
    ),
)
"""The registered rule of :func:`netsvc.experiments.verdict.judge`; the first line that holds."""

_BECAUSE = {
    Because.GUARDRAIL_HARMED: LocalText(
        "Suojaraja ylittyi varmasti: {guards}. Jos haitan syy löytyy ja poistuu, voidaan aloittaa "
        "uusi kokeilu.",
        "En skyddsgräns överskreds med säkerhet: {guards}. Om orsaken hittas och åtgärdas kan ett "
        "nytt försök inledas.",
        "A guardrail surely got worse than tolerated: {guards}. If the cause is found and removed, "
        "a new pilot can start.",
    ),
    Because.WORSE: LocalText(
        "Koko väli on nollan alapuolella: kokeilu huononsi palvelua.",
        "Hela intervallet ligger under noll: försöket försämrade servicen.",
        "The whole interval lies below zero: the pilot made the service worse.",
    ),
    Because.TOO_FEW_UNITS: LocalText(
        "Yksiköitä on liian vähän: mikään tulos ei olisi voinut vakuuttaa. Tarvitaan uusi kokeilu, "
        "jossa yksiköitä on enemmän.",
        "Enheterna är för få: inget resultat kunde ha varit övertygande. Det behövs ett nytt "
        "försök med fler enheter.",
        "There are too few units: no result could have been convincing. It takes a new pilot with "
        "more units.",
    ),
    Because.HELPS_ENOUGH: LocalText(
        "Väli on kokonaan nollan yläpuolella ja muutos on vähintään tavoiteltu {smallest}, eikä "
        "yksikään suojaraja huonontunut. Päätös muuttuisi, jos jokin niistä huononisi.",
        "Hela intervallet ligger över noll, förändringen är minst de eftersträvade {smallest} och "
        "ingen skyddsgräns försämrades. Beslutet skulle ändras om någon av dem försämrades.",
        "The whole interval lies above zero, the change is at least the {smallest} worth having, "
        "and no guardrail got worse. It would change if one of them did.",
    ),
    Because.GUARDRAIL_WARNS: LocalText(
        "Kokeilu auttaa, mutta tarkkailtava suojaraja huononi: {guards}. Korjatkaa se ennen "
        "laajentamista.",
        "Försöket hjälper, men en skyddsgräns rör sig åt fel håll: {guards}. Åtgärda det före "
        "utvidgning.",
        "The pilot helps, but a guardrail moves the wrong way: {guards}. Put it right before "
        "scaling.",
    ),
    Because.HELPS_LITTLE: LocalText(
        "Kokeilu auttaa, mutta vähemmän kuin tavoiteltu {smallest}. Parantakaa toimintatapaa ja "
        "mitatkaa uudelleen.",
        "Försöket hjälper, men mindre än de eftersträvade {smallest}. Förbättra arbetssättet och "
        "mät på nytt.",
        "The pilot helps, but by less than the {smallest} worth having. Improve the way of working "
        "and measure again.",
    ),
    Because.TOO_SMALL: LocalText(
        "Koko väli jää alle tavoitellun {smallest}: vaikutus ei riitä laajentamiseen.",
        "Hela intervallet ligger under de eftersträvade {smallest}: effekten räcker inte för en "
        "utvidgning.",
        "The whole interval lies below the {smallest} worth having: not enough to scale.",
    ),
    Because.UNDECIDED: LocalText(
        "Väliin mahtuu sekä nolla että tavoiteltu {smallest}. Jatkakaa seuraavaan sovittuun "
        "tarkasteluun.",
        "Intervallet rymmer både noll och de eftersträvade {smallest}. Fortsätt till nästa "
        "planerade granskning.",
        "The interval holds both zero and the {smallest} worth having. Go on to the next planned "
        "look.",
    ),
    Because.UNDECIDED_AT_END: LocalText(
        "Viimeisessäkin tarkastelussa väliin mahtuu sekä nolla että tavoiteltu {smallest}. "
        "Vastaus vaatii uuden kokeilun, jossa on enemmän viikkoja tai yksiköitä.",
        "Även vid den sista granskningen rymmer intervallet både noll och de eftersträvade "
        "{smallest}. Ett svar kräver ett nytt försök med fler veckor eller enheter.",
        "Even at the last look the interval holds both zero and the {smallest} worth having. An "
        "answer takes a new pilot with more weeks or units.",
    ),
    Because.TOO_NOISY: LocalText(
        "Suunnitelman mukainen kokeilu ei olisi voinut löytää tavoiteltua {smallest}: vaihtelu "
        "viikosta toiseen peittää sen.",
        "Försöket kunde enligt sin plan inte hitta de eftersträvade {smallest}: variationen från "
        "vecka till vecka döljer dem.",
        "As planned, the pilot could not have found the {smallest} worth having: it drowns in the "
        "variation from week to week.",
    ),
}

_FINDING = LocalText(
    "{verdict}. Vertailuyksiköihin nähden yhdellä asiointikerralla ratkenneiden osuus muuttui "
    "{estimate} prosenttiyksikköä (väli {low} … {high}). {because}",
    "{verdict}. I förhållande till jämförelseenheterna ändrades andelen ärenden som löstes vid "
    "första kontakten med {estimate} procentenheter (intervall {low} … {high}). {because}",
    "{verdict}. Against the comparison units, first-contact resolution changed by {estimate} "
    "percentage points (interval {low} to {high}). {because}",
)

_POINTS = LocalText("{} prosenttiyksikköä", "{} procentenheter", "{} percentage points")

_DECIDABLE = LocalText(
    "Ratkaistavissa: {treated} kokeiluyksikköä ja {comparison} vertailuyksikköä löytävät {power} "
    "prosentin todennäköisyydellä vaikutuksen, joka on vähintään {detectable} prosenttiyksikköä.",
    "Kan avgöras: {treated} försöksenheter och {comparison} jämförelseenheter hittar med {power} "
    "procents sannolikhet en effekt på minst {detectable} procentenheter.",
    "Decidable: {treated} treated and {comparison} comparison units find an effect of "
    "{detectable} percentage points or more with {power} % probability.",
)
_TOO_FEW = LocalText(
    "Ei ratkaistavissa: kun kokeiluyksiköitä on {treated} ja vertailuyksiköitä {comparison}, "
    "mikään tulos ei voi olla vakuuttava. Selvinkin mahdollinen tulos syntyisi sattumalta "
    "todennäköisyydellä {p}, ja sallittu on enintään {alpha}.",
    "Kan inte avgöras: med {treated} försöksenheter mot {comparison} jämförelseenheter kan inget "
    "resultat vara övertygande. Även det tydligaste tänkbara resultatet skulle uppstå av en slump "
    "med sannolikheten {p}; högst {alpha} är tillåtet.",
    "Not decidable: with {treated} against {comparison} units no result can be convincing. Even "
    "the clearest possible one would come about by chance with probability {p}; {alpha} is the "
    "most that is allowed.",
)
_TOO_NOISY = LocalText(
    "Ei ratkaistavissa näin: tavoiteltu vaikutus on {smallest} prosenttiyksikköä, mutta kokeilu "
    "löytäisi vain vaikutuksen, joka on vähintään {detectable}.",
    "Kan inte avgöras så här: den eftersträvade effekten är {smallest} procentenheter, men "
    "försöket skulle bara hitta en effekt på minst {detectable}.",
    "Not decidable as planned: the smallest effect worth having is {smallest} percentage points, "
    "but the pilot would only find {detectable} or more.",
)
_FINDS_NOTHING = LocalText(
    "Ei ratkaistavissa näin: kokeilu ei löytäisi luotettavasti mitään vaikutusta.",
    "Kan inte avgöras så här: försöket skulle inte tillförlitligt hitta någon effekt alls.",
    "Not decidable as planned: the pilot would not reliably find any effect at all.",
)
_UNITS = LocalText(
    "{} yksikköä kummallekin puolelle",
    "{} enheter på vardera sidan",
    "{} units on each side",
)
_WEEKS = LocalText(
    "{} viikkoa aloituksen jälkeen", "{} veckor efter starten", "{} weeks after the start"
)
_NEED = LocalText(
    "Tarvitaan vähintään {}.", "Det skulle behövas minst {}.", "You would need at least {}."
)
_OR = LocalText(" tai ", " eller ", " or ")
_NO_REMEDY = LocalText(
    "Yksiköiden tai viikkojen lisääminen ei kohtuudella auta: jakakaa yksiköt pienempiin osiin tai "
    "valitkaa tasaisempi mittari.",
    "Fler enheter eller veckor hjälper inte inom rimliga gränser: dela enheterna i mindre delar "
    "eller välj ett stabilare mått.",
    "More units or weeks won't help within reason: use finer units or a steadier measure.",
)


def verdict_sentence(verdict: Verdict, effect: Estimate, smallest_effect: float) -> LocalText:
    """The verdict, the interval, why, and what would change it; shares as percentage points."""

    def one(language: str) -> str:
        names = ", ".join(getattr(GUARDRAILS[name], language) for name in verdict.guardrails)
        smallest = getattr(_POINTS, language).format(number(100 * smallest_effect, language))
        because = getattr(_BECAUSE[verdict.because], language)
        text: str = getattr(_FINDING, language)
        return text.format(
            verdict=getattr(VERDICTS[verdict.kind], language),
            estimate=number(100 * effect.estimate, language, signed=True),
            low=number(100 * effect.low, language, signed=True),
            high=number(100 * effect.high, language, signed=True),
            because=because.format(guards=names, smallest=smallest),
        )

    return LocalText(one("fi"), one("sv"), one("en"))


def decidability_sentence(found: Decidability, power: float) -> LocalText:
    """Can the plan be decided, and if not, what the cheapest remedies are."""

    def one(language: str) -> str:
        template = {
            Obstacle.NONE: _DECIDABLE,
            Obstacle.TOO_FEW_UNITS: _TOO_FEW,
            Obstacle.EFFECT_TOO_SMALL: _FINDS_NOTHING if found.detectable is None else _TOO_NOISY,
        }[found.obstacle]
        text = getattr(template, language).format(
            treated=found.treated,
            comparison=found.comparison,
            power=round(100 * power),
            detectable=number(100 * (found.detectable or 1.0), language),
            smallest=number(100 * found.smallest_effect, language),
            p=number(found.smallest_p, language, digits=2),
            alpha=number(found.alpha, language, digits=2),
        )
        return text if found.decidable else f"{text} {_remedy(found, language)}"

    return LocalText(one("fi"), one("sv"), one("en"))


def _remedy(found: Decidability, language: str) -> str:
    ways = [
        getattr(words, language).format(amount)
        for words, amount in (
            (_UNITS, found.remedies.units_a_side),
            (_WEEKS, found.remedies.weeks),
        )
        if amount is not None
    ]
    if not ways:
        return str(getattr(_NO_REMEDY, language))
    return str(getattr(_NEED, language).format(getattr(_OR, language).join(ways)))


def number(value: float, language: str, *, digits: int = 1, signed: bool = False) -> str:
    """A decimal as the language writes it: comma in Finnish and Swedish, a true minus sign."""
    text = f"{value:+.{digits}f}" if signed else f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.lstrip("+-")
    text = text.replace("-", "−")
    return text if language == "en" else text.replace(".", ",")
