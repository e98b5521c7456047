"""Freeman's segregation: E-I corrected for chance."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.silos import mixing, words
from netsvc.silos.contract import Better, Measure, Needs, Options, Result, SmallGroup, Source
from netsvc.silos.shuffles import by_sender_interval, internal_weight, judge


def compute(source: Source, options: Options) -> Result:
    """Segregation with the shuffles' interval around 0, p, and an interval by senders."""
    network = source.network
    mixing.check(network)
    ei, expected = mixing.ei_index(network), mixing.ei_expected(network)
    value = mixing.segregation(ei, expected)
    total = float(network.ties.data.sum())
    null_ei = 1 - 2 * internal_weight(network, options.permutations, options.seed) / total
    null = 1 - (1 + null_ei) / (1 + expected)
    chance = judge(value, null, 0.0)
    outside, sent = mixing.external_by_sender(network)
    spread = by_sender_interval(outside, sent, options.permutations, options.seed)
    return Result(
        value=value,
        expectation=0.0,
        expected_interval=(chance.low, chance.high),
        interval=None
        if spread is None
        else (
            mixing.segregation(2 * spread[1] - 1, expected),
            mixing.segregation(2 * spread[0] - 1, expected),
        ),
        p=chance.p,
        details={
            "ei": ei,
            "ei_expectation": expected,
            "p_siloed": chance.p_high,
            "p_bridged": chance.p_low,
            "permutations": chance.permutations,
        },
        sentence=verdict(value, chance.p),
    )


def verdict(value: float, p: float) -> LocalText:
    """Segregation in words: how much of the contact that chance would give is missing."""
    figures = {"share": words.local_number(abs(value) * 100, 0), "p": words.p_value(p)}
    if p > 0.05:
        return words.sentence(
            "Yhteyksiä yksiköiden välillä on suunnilleen se määrä, jonka sattuma antaisi (p {p}).",
            "Kontakterna mellan enheterna är ungefär så många som slumpen skulle ge (p {p}).",
            "There is about as much contact between units as chance would give (p {p}).",
            **figures,
        )
    if value > 0:
        return words.sentence(
            "Sattuman antamista yksiköiden välisistä yhteyksistä puuttuu {share} % (p {p}).",
            "Av de kontakter mellan enheter som slumpen skulle ge saknas {share} % (p {p}).",
            "Of the contact between units that chance would give, {share} % is missing (p {p}).",
            **figures,
        )
    return words.sentence(
        "Yksiköiden välillä on {share} % enemmän yhteyksiä kuin sattuma antaisi (p {p}).",
        "Det finns {share} % mer kontakt mellan enheterna än slumpen skulle ge (p {p}).",
        "There is {share} % more contact between units than chance would give (p {p}).",
        **figures,
    )


MEASURE = Measure(
    id="segregation",
    names=LocalText(
        fi="Freemanin eriytyneisyys", sv="Freemans segregation", en="Freeman's segregation"
    ),
    explanation=LocalText(
        fi="Kuinka suuri osa sattuman antamista yksiköiden välisistä yhteyksistä puuttuu.",
        sv="Hur stor del av de kontakter mellan enheter som slumpen skulle ge som saknas.",
        en="What share of the contact between units that chance would give is missing.",
    ),
    unit="index",
    better=Better.LOWER,
    needs=Needs.TIES,
    formula="1 - (1 + EI) / (1 + EI expected)",
    source="Freeman 1978",
    small_group=SmallGroup.CELLS,
    compute=compute,
)
