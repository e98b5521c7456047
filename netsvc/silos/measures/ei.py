"""E-I index, never without what chance would give."""

from __future__ import annotations

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.silos import mixing, words
from netsvc.silos.contract import (
    Better,
    Cell,
    Measure,
    Needs,
    Options,
    Result,
    SmallGroup,
    Source,
)
from netsvc.silos.network import Network, distinct
from netsvc.silos.shuffles import by_sender_interval, internal_weight, judge


def compute(source: Source, options: Options) -> Result:
    """E-I with expectation, shuffles' interval, p, interval by senders, and each group's own."""
    network = source.network
    mixing.check(network)
    value, expected = mixing.ei_index(network), mixing.ei_expected(network)
    total = float(network.ties.data.sum())
    null = 1 - 2 * internal_weight(network, options.permutations, options.seed) / total
    chance = judge(value, null, expected)
    outside, sent = mixing.external_by_sender(network)
    spread = by_sender_interval(outside, sent, options.permutations, options.seed)
    return Result(
        value=value,
        expectation=expected,
        expected_interval=(chance.low, chance.high),
        interval=None if spread is None else (2 * spread[0] - 1, 2 * spread[1] - 1),
        p=chance.p,
        details={
            "segregation": mixing.segregation(value, expected),
            "p_siloed": chance.p_low,
            "p_bridged": chance.p_high,
            "permutations": chance.permutations,
        },
        sentence=verdict(value, expected, chance.p),
        key_names=("group",),
        cells=by_group(network),
    )


def by_group(network: Network) -> tuple[Cell, ...]:
    """Each group's E-I over the ties it sends or receives, beside its own expectation.

    For group g of n among N: a tie that touches g is internal with probability
    (n - 1) / (2N - n - 1), because a shuffle makes every pair of nodes equally likely. The
    employees counted are the group's own, not those on the other side: the stricter count.
    """
    senders, receivers, weights = network.pairs()
    sends, receives = network.group_of[senders], network.group_of[receivers]
    count = len(network.groups)
    within = sends == receives
    inside = np.bincount(sends[within], weights=weights[within], minlength=count)
    touching = np.bincount(sends, weights=weights, minlength=count) - inside
    touching += np.bincount(receives, weights=weights, minlength=count)
    active = distinct(np.concatenate([senders, receivers]))
    people = np.bincount(network.group_of[active], minlength=count)
    sizes = network.group_sizes
    own = 1 - 2 * (sizes - 1) / (2 * network.size - sizes - 1)
    return tuple(
        Cell(
            (name,),
            {
                "ei": float(1 - 2 * inside[at] / touching[at]) if touching[at] else None,
                "expectation": float(own[at]),
                "size": int(sizes[at]),
            },
            employees=int(people[at]),
        )
        for at, name in enumerate(network.groups)
    )


def verdict(value: float, expected: float, p: float) -> LocalText:
    """One sentence that answers: bridges or silos?"""
    figures = {
        "value": words.local_number(value),
        "expected": words.local_number(expected),
        "p": words.p_value(p),
    }
    if p > 0.05:
        return words.sentence(
            "Ei voi sanoa: E-I on {value}, ja sattuma antaisi {expected} (p {p}).",
            "Går inte att säga: E-I är {value}, och slumpen skulle ge {expected} (p {p}).",
            "Cannot tell: E-I is {value}, and chance would give {expected} (p {p}).",
            **figures,
        )
    if value < expected:
        return words.sentence(
            "Siiloja: E-I on {value}, kun sattuma antaisi {expected} (p {p}).",
            "Silor: E-I är {value}, medan slumpen skulle ge {expected} (p {p}).",
            "Silos: E-I is {value} where chance would give {expected} (p {p}).",
            **figures,
        )
    return words.sentence(
        "Siltoja: E-I on {value}, kun sattuma antaisi {expected} (p {p}).",
        "Broar: E-I är {value}, medan slumpen skulle ge {expected} (p {p}).",
        "Bridges: E-I is {value} where chance would give {expected} (p {p}).",
        **figures,
    )


MEASURE = Measure(
    id="ei",
    names=LocalText(fi="E-I-indeksi", sv="E-I-index", en="E-I index"),
    explanation=LocalText(
        fi="Kulkevatko siirrot yksiköiden välillä vai sisällä, verrattuna siihen, mitä sattuma "
        "antaisi.",
        sv="Går överlämningarna mellan eller inom enheterna, jämfört med vad slumpen skulle ge.",
        en="Whether handovers run between units or inside them, beside what chance would give.",
    ),
    unit="index",
    better=Better.HIGHER,
    needs=Needs.TIES,
    formula="(external - internal) / (external + internal); expected 1 - 2 sum n(n-1) / (N(N-1))",
    source="Krackhardt & Stern 1988; expectation under label permutation, exact",
    small_group=SmallGroup.CELLS,
    compute=compute,
)
