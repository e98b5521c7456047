"""Reciprocity: do handovers go both ways?"""

from __future__ import annotations

from netsvc.directory.model import LocalText
from netsvc.errors import BadInputError
from netsvc.silos import words
from netsvc.silos.contract import Better, Measure, Needs, Options, Result, SmallGroup, Source


def compute(source: Source, options: Options) -> Result:
    """Share of directed ties that are answered; the expectation is the network's density."""
    del options  # exact, nothing is drawn
    network = source.network
    if not network.directed:
        raise BadInputError(
            "In an undirected network every tie is mutual by definition.",
            action="Leave out --undirected to measure reciprocity.",
        )
    if not network.ties.nnz:
        raise BadInputError(
            "There are no ties between different nodes.",
            action="Choose a longer window, or check the file.",
        )
    binary = network.binary()
    answered = float((binary * binary.T).sum())
    value = answered / network.edges
    density = network.edges / (network.size * (network.size - 1))
    back = network.ties.minimum(network.ties.T)
    return Result(
        value=value,
        expectation=density,
        details={
            "mutual_pairs": int(answered) // 2,
            "weighted": float(back.sum() / network.ties.sum()),
            "beyond_density": (value - density) / (1 - density) if density < 1 else None,
        },
        sentence=words.sentence(
            "Yhteyksistä {value} % on vastavuoroisia; sattuma antaisi {expected} %.",
            "Av förbindelserna är {value} % ömsesidiga; slumpen skulle ge {expected} %.",
            "Of the ties, {value} % go both ways; chance would give {expected} %.",
            value=words.local_number(value * 100, 0),
            expected=words.local_number(density * 100, 0),
        ),
    )


MEASURE = Measure(
    id="reciprocity",
    names=LocalText(fi="Vastavuoroisuus", sv="Ömsesidighet", en="Reciprocity"),
    explanation=LocalText(
        fi="Kuinka suuri osa yhteyksistä kulkee molempiin suuntiin.",
        sv="Hur stor del av förbindelserna som går åt båda hållen.",
        en="What share of the ties go both ways.",
    ),
    unit="share",
    better=Better.NEITHER,
    needs=Needs.TIES,
    formula="answered ties / ties; by chance ties / (N(N-1))",
    source="Garlaschelli & Loffredo 2004",
    small_group=SmallGroup.CELLS,
    compute=compute,
)
