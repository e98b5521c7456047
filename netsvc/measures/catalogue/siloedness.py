"""Siloedness: do handovers cross from silo to silo, beside what chance alone would give?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from netsvc.directory.model import LocalText
from netsvc.measures import estimates
from netsvc.measures.catalogue import flows
from netsvc.measures.networks import handed_from_home, network_of
from netsvc.measures.registry import (
    LEADING,
    SMALL_GROUPS,
    AgainstChance,
    Beside,
    Better,
    Column,
    Dimension,
    Estimate,
    Kind,
    Measure,
    MeasureUnit,
    Scope,
    Value,
)
from netsvc.measures.small_groups import giver
from netsvc.measures.steps import StepFact
from netsvc.measures.who_stood import flow
from netsvc.silos import mixing
from netsvc.silos.network import Network
from netsvc.silos.shuffles import (
    Chance,
    by_sender_interval,
    internal_weight,
    judge,
    received_inside,
)

_DRAWS = 499
_SEED = 1


def _summarise(steps: Sequence[StepFact], scope: Scope) -> Mapping[str, Value]:
    network = network_of(steps, scope.facts)
    if not network.ties.nnz or len(network.groups) < 2:
        return {"crossing": None, "ei": None, "segregation": None}
    outside, sent = mixing.external_by_sender(network)
    total, crossing = int(sent.sum()), int(outside.sum())
    spread = by_sender_interval(outside, sent, _DRAWS, _SEED)
    plain = estimates.share(crossing, total)
    if spread is not None and plain is not None:
        plain = Estimate(plain.value, *spread, total)
    against = _of_some if scope.by in (Dimension.SILO, Dimension.UNIT) else _of_all
    ei, segregation = against(network, total, spread)
    return {"crossing": plain, "ei": ei, "segregation": segregation}


def _of_all(
    network: Network, total: int, spread: tuple[float, float] | None
) -> tuple[AgainstChance, AgainstChance]:
    """Against shuffled membership: everybody keeps their handovers and draws another's silo."""
    value, expected = mixing.ei_index(network), mixing.ei_expected(network)
    null = 1 - 2 * internal_weight(network, _DRAWS, _SEED) / float(total)
    return _beside(value, expected, judge(value, null, expected), total, spread)


def _of_some(
    network: Network, total: int, spread: tuple[float, float] | None
) -> tuple[AgainstChance, AgainstChance]:
    """Of what one silo or unit sends: those who send stay, and whoever receives is shuffled.

    Nobody hands over to themselves, which a shuffle of receivers does not know: it is judged around
    its own mean, and its range is told around the exact one.
    """
    value = mixing.ei_index(network)
    _, sent = mixing.external_by_sender(network)
    group = network.group_sizes[network.group_of]
    expected = 1 - 2 * float(sent @ (group - 1)) / (float(total) * (network.size - 1))
    centre = 1 - 2 * float(sent @ group) / (float(total) * network.size)
    null = 1 - 2 * received_inside(network, _DRAWS, _SEED) / float(total)
    chance = judge(value, null, centre)
    off = expected - centre
    moved = replace(chance, low=chance.low + off, high=min(1.0, chance.high + off))
    return _beside(value, expected, moved, total, spread)


def _beside(
    value: float,
    expected: float,
    chance: Chance,
    total: int,
    spread: tuple[float, float] | None,
) -> tuple[AgainstChance, AgainstChance]:
    low, high = (None, None) if spread is None else (2 * spread[0] - 1, 2 * spread[1] - 1)
    ei = AgainstChance(value, low, high, total, expected, chance.low, chance.high, chance.p)

    def freed(index: float) -> float:
        return mixing.segregation(index, expected)

    segregation = AgainstChance(
        freed(value),
        None if high is None else freed(high),
        None if low is None else freed(low),
        total,
        0.0,
        freed(chance.high),
        freed(chance.low),
        chance.p,
    )
    return ei, segregation


MEASURE = Measure(
    id="siloedness",
    names=LocalText("Siltoja vai siiloja", "Broar eller silor", "Bridges or silos"),
    explanation=LocalText(
        "Kulkevatko siirrot siilosta toiseen vai siilon sisällä, verrattuna siihen, mitä pelkkä "
        "sattuma antaisi. Siilo on ylimmän tason yksikkö, ja jokainen kuuluu siiloon, jossa "
        "hänen kotiyksikkönsä on nyt, koko jakson ajan: organisaatiomuutos ei yksin muuta lukua.",
        "Går överlämningarna från silo till silo eller inom en silo, jämfört med vad enbart "
        "slumpen skulle ge. En silo är en enhet på högsta nivå, och var och en hör under hela "
        "perioden till den silo där hemenheten finns nu: en omorganisation ändrar inte siffran.",
        "Whether handovers run from silo to silo or inside one, beside what chance alone would "
        "give. A silo is a top-level unit, and everybody counts for the whole period to the silo "
        "where their home unit is now: a reorganisation alone does not change the figure.",
    ),
    unit=MeasureUnit.INDEX,
    better=Better.LOWER,
    inputs=("handovers", "members"),
    formula=(
        "crossing = handovers between people of different silos / handovers between people; "
        "ei = 2 crossing - 1, expected by chance 1 - 2 sum n(n-1) / (N(N-1)), of what one silo "
        "or unit sends 1 - 2 (n-1) / (N-1); segregation = 1 - (1 + ei) / (1 + expected): 0 as by "
        "chance, 1 no handover between silos; p and the expectation's interval: 499 shuffles of "
        "the membership, of what one silo or unit sends of the receivers' alone; intervals: "
        "bootstrap over senders"
    ),
    source="Krackhardt and Stern 1988 (E-I); Freeman 1978 (segregation).",
    small_groups=SMALL_GROUPS,
    roles=LEADING,
    dimensions=(Dimension.TOTAL, Dimension.SILO, Dimension.UNIT, Dimension.MONTH),
    columns=(
        Column(
            "crossing",
            LocalText("Siirtoja siilosta toiseen", "Mellan silor", "Between silos"),
            Kind.ESTIMATE,
            required=False,
        ),
        Column(
            "ei",
            LocalText("E-I-indeksi", "E-I-index", "E-I index"),
            Kind.AGAINST_CHANCE,
            required=False,
        ),
        Column(
            "segregation",
            LocalText("Eriytyneisyys", "Segregation", "Segregation"),
            Kind.AGAINST_CHANCE,
            required=False,
        ),
    ),
    select=handed_from_home,
    summarise=_summarise,
    # where it was handed over, as flows count it; whom it bridges is told by where people belong
    keys=lambda step, _by: step.ends[0],
    behind=giver,
    beside=Beside(flows.MEASURE, Dimension.FLOW, lambda step: (flow(step),)),
)
