"""Positions of people as counts: how many bridges there are, and how many links hang on one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from netsvc.directory.model import LocalText
from netsvc.measures.registry import (
    LEADING,
    Better,
    Column,
    Dimension,
    Kind,
    Measure,
    MeasureUnit,
    Part,
    Scope,
    Value,
)
from netsvc.measures.standing import StandingFact, standing_facts

_NAMES: Mapping[str, LocalText] = {
    "between": LocalText(
        "Välissä keskimääräistä useammin",
        "Emellan oftare än i genomsnitt",
        "Between others more than average",
    ),
    "open": LocalText(
        "Tavoittaa erillisiä piirejä", "Når skilda kretsar", "Reaching separate circles"
    ),
    "tied": LocalText("Samojen harvojen varassa", "Beroende av samma få", "Tied to the same few"),
    "core": LocalText("Ytimessä", "I kärnan", "In the core"),
    "lone": LocalText(
        "Yhteys yksin heidän varassaan",
        "En länk hänger på dem ensamma",
        "A link hangs on them alone",
    ),
}


def _summarise(people: Sequence[StandingFact], _scope: Scope) -> Mapping[str, Value]:
    counts = {name: sum(getattr(one, name) for one in people) for name in _NAMES}
    return {"people": len(people), **counts}


def _without(name: str) -> Callable[[Any, Any], bool]:
    return lambda person, _facts: not getattr(person, name)


MEASURE = Measure(
    id="positions",
    names=LocalText("Ihmisten asemat", "Människors positioner", "Positions of people"),
    explanation=LocalText(
        "Kuinka moni on siltana muiden välissä, tavoittaa toisistaan erillisiä piirejä, on samojen "
        "harvojen varassa tai kuuluu verkoston ytimeen, ja kuinka monen varassa kahden yksikön "
        "yhteys on yksin. Aina koko ajalta. Yli 3 000 ihmisen verkostossa siltojen määrä on "
        "arvio otoksesta. Kukaan ei näe toisen asemaa; omansa näkee itse.",
        "Hur många som är broar mellan andra, når kretsar som är skilda från varandra, är beroende "
        "av samma få eller hör till nätverkets kärna, och på hur många en länk mellan två enheter "
        "hänger ensam. Alltid för hela tiden. I ett nätverk med över 3 000 människor är "
        "antalet broar en uppskattning av ett urval. Ingen ser någon annans position; sin egen "
        "ser man.",
        "How many people are bridges between others, reach circles that are apart from each other, "
        "are tied to the same few or belong to the core of the network, and on how many a link "
        "between two units hangs alone. Always over all time. In a network of more than 3,000 "
        "people the number of bridges is an estimate from a sample. Nobody sees another's "
        "position; everybody sees their own.",
    ),
    unit=MeasureUnit.PEOPLE,
    better=Better.NEITHER,
    inputs=("handovers", "members"),
    formula=(
        "people who gave or took a handover, but for those who asked to be left out; between: "
        "betweenness above the mean of all (above 3,000 people from 256 sampled sources, "
        "Brandes & Pich 2007); open: effective size 3 or more; tied: constraint 0.5 "
        "or more; core: of the largest core number; lone: in every handover of a pair of units "
        "with at least 3"
    ),
    source="Brandes 2001 (betweenness); Burt 1992 (effective size, constraint); Seidman 1983.",
    small_groups=LocalText(
        "Silo, jossa on alle viisi ihmistä, yhdistetään muihin, ja asema jätetään sanomatta, jos "
        "siinä tai sen ulkopuolella olisi jossakin ryhmässä yhdestä neljään ihmistä.",
        "En silo med färre än fem människor slås samman med andra, och en position sägs inte om "
        "en till fyra människor i någon grupp skulle ha den eller vara utan den.",
        "A silo of fewer than five people is merged with others, and a position is not told where "
        "one to four people of any group would have it, or would be without it.",
    ),
    roles=LEADING,
    dimensions=(Dimension.TOTAL, Dimension.SILO),
    columns=(
        Column("people", LocalText("Ihmisiä", "Människor", "People"), Kind.INTEGER),
        *(Column(name, names, Kind.INTEGER, required=False) for name, names in _NAMES.items()),
    ),
    select=standing_facts,
    summarise=_summarise,
    keys=lambda person, _by: person.unit,
    parts=tuple(Part((name,), _without(name)) for name in _NAMES),
    timeless=True,
)
