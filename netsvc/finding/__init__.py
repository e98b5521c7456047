"""Who can resolve this: matching, evidence and ranking joined in one read."""

from netsvc.finding.model import FoundExperts, FoundReason, FoundSuggestion
from netsvc.finding.service import FindingService

__all__ = ["FindingService", "FoundExperts", "FoundReason", "FoundSuggestion"]
