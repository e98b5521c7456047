"""Candidates to ranked experts with reasons; pure."""

from netsvc.ranking.additive import contributions, rank
from netsvc.ranking.explaining import explain
from netsvc.ranking.model import (
    Candidate,
    Circumstance,
    Context,
    Contribution,
    Counts,
    Reason,
    ReasonKind,
    Source,
    Suggestion,
)
from netsvc.ranking.second_place import drawn, with_second_place
from netsvc.ranking.words import Sentence, sentence

__all__ = [
    "Candidate",
    "Circumstance",
    "Context",
    "Contribution",
    "Counts",
    "Reason",
    "ReasonKind",
    "Sentence",
    "Source",
    "Suggestion",
    "contributions",
    "drawn",
    "explain",
    "rank",
    "sentence",
    "with_second_place",
]
