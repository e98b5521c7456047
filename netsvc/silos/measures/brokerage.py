"""Brokerage between units: who passes matters between those who are not joined."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.silos import words
from netsvc.silos.brokers import Role, brokerage, expected_shares
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
from netsvc.silos.per_node import require_ties


def compute(source: Source, options: Options) -> Result:
    """The five roles, summed over the network (``value``) and for each node (``cells``)."""
    del options  # exact, nothing is drawn
    network = source.network
    require_ties(network)
    if not network.directed:
        raise BadInputError(
            "Brokerage asks who hands over to whom, and an undirected network does not say.",
            action="Leave out --undirected.",
        )
    found = brokerage(network)
    totals = {role.value: float(counts.sum()) for role, counts in found.items()}
    paths = sum(totals.values())
    between = paths - totals[Role.COORDINATOR]
    expected = {role.value: paths * share for role, share in expected_shares(network).items()}
    by_chance = paths - expected[Role.COORDINATOR]
    return Result(
        value=totals,
        expectation=expected,
        details={"open_paths": paths},
        key_names=("node", "group"),
        cells=tuple(
            Cell(
                (node, network.groups[network.group_of[number]]),
                {role.value: int(counts[number]) for role, counts in found.items()},
            )
            for number, node in enumerate(network.nodes)
        ),
        sentence=words.sentence(
            "Avoimista poluista {share} % ylittää yksikkörajan; sattuma antaisi {expected} %.",
            "Av de öppna vägarna korsar {share} % en enhetsgräns; slumpen skulle ge {expected} %.",
            "Of the open paths, {share} % cross a unit boundary; chance would give {expected} %.",
            share=words.local_number(100 * between / paths if paths else 0.0, 0),
            expected=words.local_number(100 * by_chance / paths if paths else 0.0, 0),
        ),
    )


MEASURE = Measure(
    id="brokerage",
    names=LocalText(
        fi="Välittäjäroolit (Gould–Fernandez)",
        sv="Förmedlarroller (Gould–Fernandez)",
        en="Brokerage roles (Gould–Fernandez)",
    ),
    explanation=LocalText(
        fi="Kuinka usein asia kulkee sellaisten jäsenten välillä, joilla ei ole suoraa yhteyttä.",
        sv="Hur ofta någon förmedlar mellan medlemmar som inte har direkt kontakt.",
        en="How often somebody passes matters between members who have no direct contact.",
    ),
    unit="count",
    better=Better.NEITHER,
    needs=Needs.TIES,
    formula="open paths i -> j -> k without i -> k, by the groups of i, j and k",
    source="Gould & Fernandez 1989; expectation under label permutation, exact",
    small_group=SmallGroup.OWN,
    compute=compute,
)
