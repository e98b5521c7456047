"""Who can resolve this: matching, evidence and ranking joined in one read."""
