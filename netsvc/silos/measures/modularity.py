"""Modularity of the units as communities."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.silos import mixing, words
from netsvc.silos.contract import Better, Measure, Needs, Options, Result, SmallGroup, Source
from netsvc.silos.shuffles import judge, null_distribution


def compute(source: Source, options: Options) -> Result:
    """Weighted (and, on a directed network, directed) modularity, with its shuffles."""
    network = source.network
    mixing.check(network)
    value, expected = mixing.modularity(network), mixing.modularity_expected(network)
    null = null_distribution(
        network.group_of,
        lambda labels: mixing.modularity(network, labels),
        options.permutations,
        options.seed,
    )
    chance = judge(value, null, expected)
    return Result(
        value=value,
        expectation=expected,
        expected_interval=(chance.low, chance.high),
        p=chance.p,
        details={"permutations": chance.permutations},
        sentence=words.sentence(
            "Modulaarisuus on {value}; sattuma antaisi {expected} (p {p}).",
            "Modulariteten är {value}; slumpen skulle ge {expected} (p {p}).",
            "Modularity is {value}; chance would give {expected} (p {p}).",
            value=words.local_number(value, 3),
            expected=words.local_number(expected, 3),
            p=words.p_value(chance.p),
        ),
    )


MEASURE = Measure(
    id="modularity",
    names=LocalText(fi="Modulaarisuus", sv="Modularitet", en="Modularity"),
    explanation=LocalText(
        fi="Kuinka paljon tiiviimmin yksiköt toimivat sisällään kuin niiden siirtomäärät "
        "edellyttäisivät.",
        sv="Hur mycket tätare enheterna arbetar inåt än deras överlämningsvolymer skulle ge.",
        en="How much more units work within themselves than their handover volumes would give.",
    ),
    unit="index",
    better=Better.LOWER,
    needs=Needs.TIES,
    formula="sum over groups of e_gg - out_g in_g, e being shares of weight",
    source="Newman 2004; directed: Leicht & Newman 2008",
    small_group=SmallGroup.CELLS,
    compute=compute,
)
