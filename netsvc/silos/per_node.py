"""What the measures with one figure a node share."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.silos import words
from netsvc.silos.contract import Cell, Figure, Result
from netsvc.silos.network import FloatArray, Network


def require_ties(network: Network) -> None:
    """Raise ``BadInputError`` for a network in which nobody is joined with anybody."""
    if not network.ties.nnz:
        raise BadInputError(
            "There are no ties between different nodes.",
            action="Choose a longer window, or check the file.",
        )


def per_node(
    network: Network,
    values: FloatArray,
    names: LocalText,
    *,
    details: Mapping[str, Figure] | None = None,
    more: Mapping[str, FloatArray] | None = None,
) -> Result:
    """One row a node, ordered by name; nan becomes None. The sentence says the median only."""
    known = values[~np.isnan(values)]
    median = float(np.median(known)) if len(known) else 0.0
    cells = tuple(
        Cell(
            (node, network.groups[network.group_of[number]]),
            {
                "value": plain(values[number]),
                **{name: plain(column[number]) for name, column in (more or {}).items()},
            },
        )
        for number, node in enumerate(network.nodes)
    )
    return Result(
        value={node: plain(value) for node, value in zip(network.nodes, values, strict=True)},
        details={"median": median, "nodes_without_ties": int(np.isnan(values).sum())}
        | dict(details or {}),
        key_names=("node", "group"),
        cells=cells,
        sentence=words.sentence(
            "{name}: mediaani on {median}, laskettuna {nodes} jäsenestä.",
            "{name}: medianen är {median}, räknad på {nodes} medlemmar.",
            "{name}: the median is {median}, over {nodes} members.",
            name=names,
            median=words.local_number(median),
            nodes=str(len(known)),
        ),
    )


def plain(value: float) -> float | None:
    """A Python number; None for one that is not defined."""
    return None if math.isnan(value) else float(value)
