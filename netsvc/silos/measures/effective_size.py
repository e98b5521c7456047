"""Burt's effective size."""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.silos import positions
from netsvc.silos.contract import Better, Measure, Needs, Options, Result, SmallGroup, Source
from netsvc.silos.per_node import per_node, require_ties

NAMES = LocalText(
    fi="Tehollinen verkosto (Burt)",
    sv="Effektivt nätverk (Burt)",
    en="Effective size (Burt)",
)


def compute(source: Source, options: Options) -> Result:
    """Effective size of every node, from the weights in both directions."""
    del options  # exact, nothing is drawn
    require_ties(source.network)
    return per_node(source.network, positions.effective_size(source.network), NAMES)


MEASURE = Measure(
    id="effectiveSize",
    names=NAMES,
    explanation=LocalText(
        fi="Kuinka monta toisistaan riippumatonta yhteyttä jäsenellä on.",
        sv="Hur många av varandra oberoende kontakter medlemmen har.",
        en="How many contacts a member has that do not overlap.",
    ),
    unit="count",
    better=Better.NEITHER,
    needs=Needs.TIES,
    formula="sum over j of (1 - sum over q of p_iq m_jq)",
    source="Burt 1992",
    small_group=SmallGroup.OWN,
    compute=compute,
)
