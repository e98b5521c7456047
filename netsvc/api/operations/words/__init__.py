"""The sentence of every expected failure, in Finnish, Swedish and English; one file a topic.

``{field}``, ``{seen}``, ``{places}`` and ``{person}`` are filled in from the refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from netsvc.api.operations.words import (
    after,
    asks,
    cases,
    common,
    evidence,
    experiments,
    handover,
    loops,
    mininetworks,
    offering,
    outside,
    packet,
    people,
    taxonomy,
)
from netsvc.directory.model import LocalText

TOPICS = (
    after,
    asks,
    cases,
    common,
    handover,
    loops,
    evidence,
    experiments,
    handover,
    mininetworks,
    offering,
    outside,
    packet,
    people,
    taxonomy,
)
WORDS: Mapping[str, LocalText] = MappingProxyType(
    {name: text for topic in TOPICS for name, text in topic.WORDS.items()}
)


def sentence(words: str, **values: object) -> LocalText:
    """The sentence with its values filled in."""
    text = WORDS[words]
    return LocalText(text.fi.format(**values), text.sv.format(**values), text.en.format(**values))
