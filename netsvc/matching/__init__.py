"""A customer's words to ranked issue types, or "don't know"."""

from netsvc.matching.composed import compose
from netsvc.matching.lexical import Calibration, build_matcher
from netsvc.matching.model import (
    Certainty,
    IssueTypeText,
    Matcher,
    Matches,
    TypeMatch,
)

__all__ = [
    "Calibration",
    "Certainty",
    "IssueTypeText",
    "Matcher",
    "Matches",
    "TypeMatch",
    "build_matcher",
    "compose",
]
