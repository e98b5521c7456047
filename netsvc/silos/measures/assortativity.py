"""Nominal assortativity by unit."""

from __future__ import annotations

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.silos import mixing, words
from netsvc.silos.contract import Better, Measure, Needs, Options, Result, SmallGroup, Source
from netsvc.silos.shuffles import judge, null_distribution


def compute(source: Source, options: Options) -> Result:
    """Assortativity beside the mean of its shuffles."""
    network = source.network
    mixing.check(network)
    value = mixing.assortativity(network)
    if value is None:
        raise BadInputError(
            "All ties lie inside one group, so assortativity is not defined.",
            action="Choose a longer window, or use the E-I index.",
        )
    null = null_distribution(
        network.group_of,
        lambda labels: mixing.assortativity(network, labels) or 0.0,
        options.permutations,
        options.seed,
    )
    expected = float(np.mean(null)) if len(null) else 0.0
    chance = judge(value, null, expected)
    return Result(
        value=value,
        expectation=expected,
        expected_interval=(chance.low, chance.high),
        p=chance.p,
        details={"permutations": chance.permutations},
        sentence=words.sentence(
            "Hakeutuminen oman yksikön pariin on {value}; sattuma antaisi {expected} (p {p}).",
            "Benägenheten att hålla sig till den egna enheten är {value}; slumpen skulle ge "
            "{expected} (p {p}).",
            "The pull towards one's own unit is {value}; chance would give {expected} (p {p}).",
            value=words.local_number(value, 3),
            expected=words.local_number(expected, 3),
            p=words.p_value(chance.p),
        ),
    )


MEASURE = Measure(
    id="assortativity",
    names=LocalText(
        fi="Hakeutuminen omiin (assortatiivisuus)",
        sv="Dragning till de egna (assortativitet)",
        en="Assortativity",
    ),
    explanation=LocalText(
        fi="Kuinka vahvasti siirrot pysyvät samassa yksikössä: 1 täysin, 0 kuten sattuma.",
        sv="Hur starkt överlämningarna stannar i samma enhet: 1 helt, 0 som av en slump.",
        en="How strongly handovers stay within the same unit: 1 wholly, 0 as by chance.",
    ),
    unit="index",
    better=Better.LOWER,
    needs=Needs.TIES,
    formula="(tr e - sum a b) / (1 - sum a b)",
    source="Newman 2003",
    small_group=SmallGroup.CELLS,
    compute=compute,
)
