"""Candidates to ranked experts with reasons; pure."""

from netsvc.ranking.additive import contributions, rank
from netsvc.ranking.explaining import explain
from netsvc.ranking.model import (
    Candidate,
    Context,
    Contribution,
    Counts,
    Reason,
    ReasonKind,
    Source,
    Suggestion,
)
from netsvc.ranking.words import Sentence, sentence

__all__ = [
    "Candidate",
    "Context",
    "Contribution",
    "Counts",
    "Reason",
    "ReasonKind",
    "Sentence",
    "Source",
    "Suggestion",
    "contributions",
    "explain",
    "rank",
    "sentence",
]
